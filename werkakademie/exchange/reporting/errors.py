"""What can be wrong with a reporting package, in sentences."""

from pathlib import Path

from werkakademie.errors import SituationError
from werkakademie.i18n import _


class PackageError(SituationError):
    """A package that is not taken in; the centre's table stays as it was."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path


class NoPackageError(PackageError):
    """The file is no encrypted package, or it is cut off."""

    def sentence(self) -> str:
        return _(
            "„{name}“ ist kein vollständiges Berichtspaket. Es wurde nichts übernommen. "
            "Bitte lassen Sie sich die Datei noch einmal geben."
        ).format(name=self.path.name)


class NotForUsError(PackageError):
    """The package was encrypted for somebody else."""

    def sentence(self) -> str:
        return _(
            "„{name}“ wurde nicht für diese Zentrale verschlüsselt. Es wurde nichts übernommen. "
            "Bitte geben Sie dem Standort den Empfängerschlüssel dieser Zentrale."
        ).format(name=self.path.name)


class UnsignedPackageError(PackageError):
    """Nobody signed the package."""

    def sentence(self) -> str:
        return _(
            "„{name}“ ist nicht unterschrieben. Niemand weiß, von wem das Paket kommt; es wurde nichts übernommen."
        ).format(name=self.path.name)


class UnknownSignerError(PackageError):
    """The signature names a key that the centre has not been told of."""

    def __init__(self, path: Path, site_name: str, key_id: str) -> None:
        super().__init__(path)
        self.site_name = site_name
        self.key_id = key_id

    def sentence(self) -> str:
        return _(
            "„{name}“ nennt als Absender „{site}“ mit dem Schlüssel {key}; den kennt diese Zentrale nicht. "
            "Es wurde nichts übernommen. Lassen Sie sich den öffentlichen Schlüssel vom Standort sagen und "
            "tragen Sie ihn ein („Standort vertrauen“ oder werkakademie central trust)."
        ).format(name=self.path.name, site=self.site_name, key=self.key_id)


class ForgedPackageError(PackageError):
    """The content is not what was signed."""

    def sentence(self) -> str:
        return _(
            "Die Unterschrift von „{name}“ passt nicht zum Inhalt: Die Datei wurde verändert. Es wurde nichts "
            "übernommen. Bitte sprechen Sie mit dem Standort."
        ).format(name=self.path.name)


class BrokenPackageError(PackageError):
    """The package holds something else than the format allows; `reason` is for the report."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(path)
        self.reason = reason

    def sentence(self) -> str:
        return _(
            "„{name}“ entspricht nicht dem Format der Berichtspakete ({reason}). Es wurde nichts übernommen. "
            "Bitte lassen Sie den Standort ein neues Paket schreiben."
        ).format(name=self.path.name, reason=self.reason)


class NewerPackageError(PackageError):
    """Written by a newer program."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        super().__init__(path)
        self.found = found
        self.known = known

    def sentence(self) -> str:
        return _(
            "„{name}“ hat das Format {found}; dieses Programm kennt Formate bis {known}. Es wurde nichts übernommen. "
            "Bitte installieren Sie die neue Version des Programms."
        ).format(name=self.path.name, found=self.found, known=self.known)


class NotWrittenError(SituationError):
    """The package could not be written; nothing was counted as sent."""

    def __init__(self, folder: Path, detail: str) -> None:
        super().__init__(folder, detail)
        self.folder = folder
        self.detail = detail

    def sentence(self) -> str:
        return _(
            "Das Paket konnte nicht in „{folder}“ geschrieben werden ({detail}). Es gilt als nicht gesendet. "
            "Bitte prüfen Sie, ob dort Platz ist, und versuchen Sie es noch einmal."
        ).format(folder=self.folder, detail=self.detail)
