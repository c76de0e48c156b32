"""Read what happened to a record, and everything that happened to a person's."""

from uuid import UUID

from werkakademie.records.history import HistoryPage, JournalQuery
from werkakademie.records.ids import ParticipantId
from werkakademie.records.permissions import Permission
from werkakademie.services import access_log, person_rights
from werkakademie.services.workplace import Workplace
from werkakademie.storage import bin as deleted
from werkakademie.storage.journal import families, reading


def record_history(
    workplace: Workplace, table: str, record_id: UUID, *, before: int | None = None, limit: int = 100
) -> HistoryPage:
    """What happened to a record and to what belongs to it, newest first; `table` is the name of its table.

    Raises MissingRecordError, and RestrictedError for a restricted person's record.
    """
    workplace.require(Permission.READ_HISTORY)
    with workplace.store.read() as tx:
        person = deleted.belongs_to(tx, table, record_id.hex).participant_id
        if person is not None:
            person_rights.require_readable(workplace, tx, ParticipantId(person))
        rows = families.family_of(tx, table, record_id.hex)
        return reading.journal_page(tx, JournalQuery(row_ids=rows, before=before, limit=limit))


def person_history(
    workplace: Workplace, participant_id: ParticipantId, *, before: int | None = None, limit: int = 100
) -> HistoryPage:
    """Everything about a person, newest first; a look outside one's own groups is noted."""
    workplace.require(Permission.READ_HISTORY)
    with workplace.store.read() as tx:
        person_rights.require_readable(workplace, tx, participant_id)
        page = reading.journal_page(tx, JournalQuery(subject=participant_id, before=before, limit=limit))
        outside = access_log.is_to_note(workplace, tx, participant_id)
    access_log.note_outside(workplace, participant_id, wanted=outside)
    return page
