"""Why an action can't be taken back; each says that nothing was changed."""

from enum import Enum

from werkakademie.errors import SituationError
from werkakademie.i18n import _
from werkakademie.records.journal_texts import column_word, table_word


class UndoRefusedError(SituationError):
    """Base: the store is as it was before the attempt."""


class ChangedSinceError(UndoRefusedError):
    """The field holds another value than the action gave it; `column` is empty when the whole record is another."""

    def __init__(self, table: str, column: str, author: str) -> None:
        super().__init__(table, column, author)
        self.table = table
        self.column = column
        self.author = author

    def sentence(self) -> str:
        what = table_word(self.table)
        if self.column:
            what = f"{what}: {column_word(self.table, self.column)}"
        if self.author:
            text = _(
                "„{what}“ hat {author} inzwischen geändert. Es wurde nichts zurückgenommen. "
                "Wer es geändert hat und wie, steht im Verlauf."
            )
        else:
            text = _(
                "„{what}“ wurde inzwischen geändert. Es wurde nichts zurückgenommen. "
                "Was geändert wurde, steht im Verlauf."
            )
        return text.format(what=what, author=self.author)


class BuiltUponError(UndoRefusedError):
    """Something that was entered later needs the record that would go."""

    def __init__(self, table: str, child_table: str) -> None:
        super().__init__(table, child_table)
        self.table = table
        self.child_table = child_table

    def sentence(self) -> str:
        return _(
            "Dazu wurde inzwischen anderes eingetragen ({what}). Es wurde nichts zurückgenommen. "
            "Bitte entfernen Sie erst das, was darauf aufbaut."
        ).format(what=table_word(self.child_table))


class ParentDeletedError(UndoRefusedError):
    """What the record belongs to is deleted."""

    def __init__(self, table: str, parent_table: str, parent_id: str) -> None:
        super().__init__(table, parent_table, parent_id)
        self.table = table
        self.parent_table = parent_table
        self.parent_id = parent_id

    def sentence(self) -> str:
        return _(
            "Das gehört zu etwas, das gelöscht ist ({what}). Es wurde nichts geändert. "
            "Bitte holen Sie erst dies aus dem Papierkorb zurück."
        ).format(what=table_word(self.parent_table))


class RivalError(UndoRefusedError):
    """The same was entered anew meanwhile; there would be two of it."""

    def __init__(self, table: str) -> None:
        super().__init__(table)
        self.table = table

    def sentence(self) -> str:
        return _(
            "Dasselbe wurde inzwischen neu eingetragen ({what}). Es wurde nichts geändert, sonst stünde es zweimal da."
        ).format(what=table_word(self.table))


class ErasedError(UndoRefusedError):
    """The values were erased; nothing brings them back."""

    def sentence(self) -> str:
        return _(
            "Was dafür gebraucht wird, ist nach den Löschfristen endgültig gelöscht. Es wurde nichts geändert, "
            "und es lässt sich nicht zurückholen."
        )


class AlreadyTakenBackError(UndoRefusedError):
    """It was taken back before."""

    def sentence(self) -> str:
        return _("Das ist schon zurückgenommen. Es wurde nichts geändert.")


class NotOwnActionError(UndoRefusedError):
    """Only one's own actions are taken back; those of others are corrected."""

    def sentence(self) -> str:
        return _(
            "Das hat jemand anderes eingetragen. Es wurde nichts zurückgenommen. "
            "Bitte ändern Sie den Eintrag selbst, wenn er falsch ist."
        )


class NotUndoable(Enum):
    """Why a kind of record is never taken back by Ctrl+Z."""

    #: Accounts and roles belong to slots of the vault, which a row can't bring back.
    ACCESS = "access"
    #: A package may have left the house; its number must not be given twice.
    PACKAGE = "package"
    #: The lists of erasure need their second person, and what they record has happened outside the database too.
    ERASURE = "erasure"
    #: A site is set up once.
    SET_UP = "set_up"


class NotUndoableError(UndoRefusedError):
    """This kind of action is never taken back."""

    def __init__(self, reason: NotUndoable) -> None:
        super().__init__(reason)
        self.reason = reason

    def sentence(self) -> str:
        return {
            NotUndoable.ACCESS: _(
                "Zugänge lassen sich nicht mit „Rückgängig“ zurücknehmen, weil Passwörter daran hängen. "
                "Es wurde nichts geändert. Bitte ändern Sie den Zugang in den Einstellungen."
            ),
            NotUndoable.PACKAGE: _(
                "Ein geschriebenes Paket lässt sich nicht zurücknehmen, denn es kann das Haus schon verlassen haben. "
                "Es wurde nichts geändert. Schreiben Sie ein neues; es ersetzt das alte."
            ),
            NotUndoable.ERASURE: _(
                "Löschfristen und Löschlisten lassen sich nicht mit „Rückgängig“ zurücknehmen. Es wurde nichts "
                "geändert. Auf der Seite „Sicherheit“ ändern Sie Fristen und ziehen Löschlisten zurück."
            ),
            NotUndoable.SET_UP: _("Ein Standort lässt sich nicht zurücknehmen. Es wurde nichts geändert."),
        }[self.reason]
