"""What can go wrong with the encrypted store and its vault, in sentences for the person before it."""

import errno
from collections.abc import Mapping
from enum import Enum
from pathlib import Path

from werkakademie.errors import MissingRecordError, ProgramError, SituationError
from werkakademie.i18n import _


class WrongPasswordError(SituationError):
    """The password does not open this account's slot."""

    def sentence(self) -> str:
        return _("Das Passwort stimmt nicht. Bitte versuchen Sie es noch einmal.")


class UnknownAccountError(SituationError):
    """The vault has no slot for this account."""

    def sentence(self) -> str:
        return _("Dieses Konto kann den Speicher nicht öffnen. Bitte wählen Sie ein anderes Konto.")


class MistypedRecoveryKeyError(SituationError):
    """The check characters do not fit: somebody mistyped; no attempt to open was made."""

    def __init__(self, group: int | None) -> None:
        super().__init__(group)
        #: Number of the first group that can't be right, counted from 1; None when the length is wrong.
        self.group = group

    def sentence(self) -> str:
        if self.group is None:
            return _("Der Wiederherstellungsschlüssel ist nicht vollständig. Bitte vergleichen Sie alle Gruppen.")
        return _(
            "Im Wiederherstellungsschlüssel steckt ein Tippfehler, wahrscheinlich in Gruppe {group}. "
            "Bitte vergleichen Sie ihn mit dem Ausdruck."
        ).format(group=self.group)


class WrongRecoveryKeyError(SituationError):
    """A well-formed recovery key, but of another store."""

    def sentence(self) -> str:
        return _(
            "Dieser Wiederherstellungsschlüssel gehört nicht zu diesem Speicher. Es wurde nichts geändert. "
            "Bitte nehmen Sie den jüngsten Ausdruck zu diesem Speicher; ein neuer Ausdruck macht die früheren ungültig."
        )


class StoreFileError(SituationError):
    """Base of errors about one file; keeps its path."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path


class MissingVaultError(StoreFileError):
    """There is no vault beside the database."""

    def sentence(self) -> str:
        return _(
            "Die Datei {path} fehlt; ohne sie lässt sich der Speicher nicht öffnen. Die Daten selbst sind unverändert. "
            "Bitte holen Sie die Datei aus einer Sicherung an diesen Ort zurück."
        ).format(path=self.path)


class VaultPart(Enum):
    """What a vault consists of, for naming what is wrong with it."""

    FORMAT = "format"
    HEAD = "head"
    SPELLING = "spelling"
    KEY_MARK = "key mark"
    ACCOUNT = "account"
    RECOVERY = "recovery"
    ORGANISATION = "organisation"
    LIST = "list"


class DamagedVaultError(StoreFileError):
    """The vault can't be read, or somebody changed it; names the part as far as it is known."""

    def __init__(self, path: Path, part: VaultPart | None = None, name: str = "") -> None:
        super().__init__(path)
        self.part = part
        #: Whose slot it is.
        self.name = name

    def sentence(self) -> str:
        found = self._found().format(path=self.path, name=self.name)
        return _(
            "{found} Es wurde nichts geöffnet; die Daten selbst sind unverändert. "
            "Bitte holen Sie diese Datei aus der jüngsten Sicherung zurück."
        ).format(found=found)

    def _found(self) -> str:
        match self.part:
            case None:
                return _("Die Datei {path} ist beschädigt oder wurde verändert.")
            case VaultPart.FORMAT:
                return _("In der Datei {path} wurde die Nummer des Formats verändert.")
            case VaultPart.HEAD:
                return _("In der Datei {path} stimmt die Prüfsumme nicht; sie ist beschädigt oder wurde verändert.")
            case VaultPart.SPELLING:
                return _("Die Datei {path} ist nicht mehr so geschrieben, wie das Programm sie schrieb.")
            case VaultPart.KEY_MARK:
                return _("In der Datei {path} wurde die Marke verändert, an der man den richtigen Schlüssel erkennt.")
            case VaultPart.ACCOUNT:
                return _("Der Zugang von „{name}“ in der Datei {path} ist beschädigt oder wurde verändert.")
            case VaultPart.RECOVERY:
                return _("Der Wiederherstellungszugang in der Datei {path} ist beschädigt oder wurde verändert.")
            case VaultPart.ORGANISATION:
                return _("Der Zugang der Organisation in der Datei {path} ist beschädigt oder wurde verändert.")
            case VaultPart.LIST:
                return _("In der Datei {path} wurden Zugänge weggelassen, hinzugefügt oder umgestellt.")


class UnprovenSlotError(StoreFileError):
    """A new slot did not open after it was written; the old file stays."""

    def sentence(self) -> str:
        return _(
            "Der neue Zugang ließ sich nach dem Schreiben von {path} nicht öffnen. Es gilt alles wie bisher. "
            "Bitte versuchen Sie es noch einmal, und lassen Sie den Datenträger prüfen."
        ).format(path=self.path)


class UnreadySlotsError(SituationError):
    """Slots of an older format: only their owners can bring them to where a new key can be handed to them."""

    def __init__(self, names: tuple[str, ...], *, recovery: bool) -> None:
        super().__init__(names)
        self.names = names
        self.recovery = recovery

    def sentence(self) -> str:
        advice = []
        if self.names:
            text = _("Erst müssen sich einmal anmelden oder von Ihnen ein neues Passwort bekommen: {names}.")
            advice.append(text.format(names=", ".join(self.names)))
        if self.recovery:
            advice.append(_("Bitte stellen Sie erst einen neuen Wiederherstellungsschlüssel aus."))
        return _(
            "Der Zugang kann noch nicht entfernt werden. {advice} "
            "Diese Zugänge stammen aus einer älteren Version und können den neuen Schlüssel sonst nicht bekommen. "
            "Es wurde nichts geändert."
        ).format(advice=" ".join(advice))


class NoRecipientError(SituationError):
    """A text that is not an age recipient."""

    def sentence(self) -> str:
        return _("Das ist kein Schlüssel einer Organisation. Er beginnt mit age1; bitte kopieren Sie ihn ganz.")


class NoIdentityError(SituationError):
    """The identity file does not open this store."""

    def __init__(self, *, stored: bool) -> None:
        super().__init__(stored)
        #: Whether the store has a slot for an organisation at all.
        self.stored = stored

    def sentence(self) -> str:
        if not self.stored:
            return _(
                "In diesem Speicher ist kein Schlüssel einer Organisation hinterlegt. Es wurde nichts geändert. "
                "Bitte nehmen Sie den Wiederherstellungsschlüssel."
            )
        return _(
            "Diese Schlüsseldatei gehört nicht zu diesem Speicher. Es wurde nichts geändert. "
            "Bitte nehmen Sie die Datei, die zu dem hinterlegten Schlüssel der Organisation gehört."
        )


class NewerVaultError(StoreFileError):
    """A newer version of the program wrote the vault."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        super().__init__(path)
        self.found = found
        self.known = known

    def sentence(self) -> str:
        return _(
            "Die Datei {path} hat das Format {found}, dieses Programm kennt nur bis Format {known}. "
            "Es wurde nichts geändert. Bitte verwenden Sie die neuere Version des Programms."
        ).format(path=self.path, found=self.found, known=self.known)


class StoreExistsError(StoreFileError):
    """Something is already there; a new store would bury it."""

    def sentence(self) -> str:
        return _(
            "In {path} gibt es schon einen Speicher. Er bleibt unverändert. "
            "Bitte öffnen Sie ihn, oder wählen Sie einen leeren Ordner."
        ).format(path=self.path)


class MissingStoreError(StoreFileError):
    """The database file is not there."""

    def sentence(self) -> str:
        return _(
            "Die Datei {path} ist nicht da. Bitte prüfen Sie, ob der Datenträger angeschlossen ist, "
            "oder holen Sie die Datei aus einer Sicherung zurück."
        ).format(path=self.path)


class StoreKeyError(StoreFileError):
    """The key does not fit, or the beginning of the file is damaged: encryption can't tell the two apart."""

    def sentence(self) -> str:
        return _(
            "Die Datei {path} lässt sich mit diesem Schlüssel nicht öffnen: Sie gehört zu einer anderen vault.json, "
            "oder sie ist beschädigt. Es wurde nichts geändert. Bitte holen Sie beide Dateien aus derselben Sicherung."
        ).format(path=self.path)


class StoreDamagedError(StoreFileError):
    """A page of the database does not hold what was written to it."""

    def sentence(self) -> str:
        return _(
            "Die Datei {path} ist beschädigt. Ihre letzte Eingabe wurde nicht gespeichert. "
            "Bitte arbeiten Sie nicht weiter, und holen Sie die Daten aus der letzten Sicherung zurück."
        ).format(path=self.path)


class StoreBusyError(StoreFileError):
    """Another program holds the database for longer than we wait."""

    def sentence(self) -> str:
        return _(
            "Der Speicher {path} wird gerade von einem anderen Programm benutzt. Es wurde nichts geändert. "
            "Bitte schließen Sie das andere Programm, und versuchen Sie es noch einmal."
        ).format(path=self.path)


class DiskFullError(StoreFileError):
    """No room for what should be written; `freed` bytes of reserve were given up so that saving works once more."""

    def __init__(self, path: Path, *, freed: int = 0) -> None:
        super().__init__(path)
        self.freed = freed

    def sentence(self) -> str:
        if self.freed:
            return _(
                "Auf dem Datenträger von {path} ist kein Platz mehr. Ihre letzte Eingabe wurde nicht gespeichert, "
                "alles Frühere ist sicher. {megabytes} MB Reserve sind freigegeben: Speichern Sie noch einmal, und "
                "schaffen Sie bitte jetzt Platz."
            ).format(path=self.path, megabytes=max(1, self.freed // (1024 * 1024)))
        return _(
            "Auf dem Datenträger von {path} ist kein Platz mehr. Ihre letzte Eingabe wurde nicht gespeichert, "
            "alles Frühere ist sicher. Bitte schaffen Sie Platz, und versuchen Sie es noch einmal."
        ).format(path=self.path)


class StoreUnreachableError(StoreFileError):
    """The operating system does not let us read or write the file."""

    def sentence(self) -> str:
        return _(
            "Die Datei {path} lässt sich nicht lesen oder schreiben. Ihre letzte Eingabe wurde nicht gespeichert. "
            "Bitte prüfen Sie den Datenträger und die Rechte des Ordners."
        ).format(path=self.path)


class NetworkPathError(StoreFileError):
    """The database would lie on a network drive, where locks can't be trusted."""

    def sentence(self) -> str:
        return _(
            "{path} liegt auf einem Netzlaufwerk; dort könnten Daten verloren gehen. Es wurde nichts angelegt. "
            "Bitte wählen Sie einen Ordner auf diesem PC."
        ).format(path=self.path)


class NewerStoreError(StoreFileError):
    """A newer version of the program wrote the database."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        super().__init__(path)
        self.found = found
        self.known = known

    def sentence(self) -> str:
        return _(
            "Die Datei {path} hat den Stand {found}, dieses Programm kennt nur bis Stand {known}. "
            "Es wurde nichts geändert. Bitte verwenden Sie die neuere Version des Programms."
        ).format(path=self.path, found=self.found, known=self.known)


class MigrationFailedError(StoreFileError):
    """A step to a newer schema did not work; the database stays as it was."""

    def __init__(self, path: Path, step: int, detail: str) -> None:
        super().__init__(path)
        self.step = step
        self.detail = detail

    def sentence(self) -> str:
        return _(
            "Die Datei {path} ließ sich nicht auf Stand {step} bringen ({detail}). Sie ist unverändert. "
            "Bitte arbeiten Sie mit der bisherigen Version weiter, und melden Sie den Fehler."
        ).format(path=self.path, step=self.step, detail=self.detail)


class OldSqliteError(ProgramError):
    """The SQLite library that came along is older than the one with the fix that we rely on."""

    def __init__(self, found: str, needed: str) -> None:
        super().__init__(f"SQLite {found} < {needed}")
        self.found = found
        self.needed = needed

    def sentence(self) -> str:
        return _(
            "Die Datenbankbibliothek SQLite {found} ist zu alt, nötig ist {needed}; sonst könnten Daten verloren "
            "gehen. Es wurde nichts geöffnet. Bitte installieren Sie das Programm neu."
        ).format(found=self.found, needed=self.needed)


class WriteInReadError(ProgramError):
    """Somebody wrote inside `Store.read`: nothing of it was stored."""


class ConstraintError(ProgramError):
    """A row would have broken a rule of the schema."""


class MissingRowError(MissingRecordError):
    """A row that the action needs is no longer there; names its table in the person's language."""

    def sentence(self) -> str:
        names = {
            "participant": _("Person"),
            "small_group": _("Gruppe"),
            "enrolment": _("Teilnahme"),
            "coaching_session": _("Termin"),
            "job_application": _("Bewerbung"),
            "application_document": _("Unterlage"),
            "follow_up": _("Nachfrage"),
            "outcome": _("Verbleib"),
            "placement": _("Arbeitsaufnahme"),
            "account": _("Konto"),
        }
        name = names.get(self.noun, _("Eintrag"))
        return _("Das ist nicht mehr da: {name}. Es wurde nichts geändert. Bitte laden Sie die Seite neu.").format(
            name=name
        )


def situation_of_file(error: OSError, path: Path) -> StoreFileError:
    """The person's situation behind an error of the operating system."""
    return DiskFullError(path) if error.errno == errno.ENOSPC else StoreUnreachableError(path)


def situation_of(message: str, path: Path) -> StoreFileError | None:
    """The person's situation behind a message of the database engine, if it is one."""
    for part, situation in _SITUATIONS.items():
        if part in message:
            return situation(path)
    return None


#: A damaged page of the search index shows as a virtual table that can't be opened.
_SITUATIONS: Mapping[str, type[StoreFileError]] = {
    "locked": StoreBusyError,
    "is full": DiskFullError,
    "malformed": StoreDamagedError,
    "not a database": StoreDamagedError,
    "vtable constructor failed": StoreDamagedError,
    "disk I/O error": StoreUnreachableError,
    "unable to open": StoreUnreachableError,
}
