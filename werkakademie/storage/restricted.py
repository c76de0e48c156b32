"""The gate at the end of each transaction: records of restricted people are kept, and nobody changes them.

It looks at the journal, which has seen every change whichever way it was written, so no action can forget to ask.
"""

from typing import Any, Final

from werkakademie.errors import SituationError
from werkakademie.i18n import _

#: What may be noted about a restricted person: their rights, and lists of what is to be deleted.
_ABOUT_RIGHTS: Final = ("restriction", "dispute_note", "erasure_hold", "erasure_item")
#: Notes and pictures stand outside the journal, which only says that they changed (docs/decisions/0023).
_CHANGED_UNSEEN: Final = ("child_note_changed", "collector_picture_changed")
_RESTRICTED: Final = "SELECT participant_id FROM restriction WHERE NOT deleted AND lifted_on IS NULL"


class RestrictedError(SituationError):
    """A change of a record that may only be kept."""

    def sentence(self) -> str:
        return _(
            "Die Verarbeitung der Daten dieser Person ist eingeschränkt: Sie werden aufbewahrt, aber nicht geändert "
            "und nicht genutzt. Es wurde nichts geändert. Die Leitung kann die Einschränkung aufheben."
        )


def refuse_changes(driver: Any, before_seq: int) -> None:
    """Raises RestrictedError if an entry of the journal after `before_seq` changes a restricted person's record.

    An erasure is no use of the data; whether it may happen was asked before.
    """
    if driver.execute(f"{_RESTRICTED} LIMIT 1").fetchone() is None:
        return
    places, events = (", ".join("?" * len(names)) for names in (_ABOUT_RIGHTS, _CHANGED_UNSEEN))
    found = driver.execute(
        f"SELECT 1 FROM journal_entry WHERE seq > ? AND subject IN ({_RESTRICTED})"
        f" AND (operation IN ('I', 'U', 'D') OR operation = 'E' AND row_id IN ({events}))"
        f" AND table_name NOT IN ({places}) AND NOT (SELECT erasing FROM journal_context) LIMIT 1",
        (before_seq, *_CHANGED_UNSEEN, *_ABOUT_RIGHTS),
    ).fetchone()
    if found is not None:
        raise RestrictedError
