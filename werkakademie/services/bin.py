"""The bin: what was removed, and bringing it back. Deleting for good is erasure by retention periods, not this."""

from uuid import UUID

from werkakademie.errors import MissingRecordError
from werkakademie.records.changes import Done
from werkakademie.records.history import BinPage, DeletedRecord
from werkakademie.records.ids import GroupId, ParticipantId
from werkakademie.records.journal_texts import record_words, subject_words
from werkakademie.records.permissions import Permission
from werkakademie.rules.folding import fold
from werkakademie.services import reach
from werkakademie.services.workplace import Workplace
from werkakademie.storage import bin as deleted
from werkakademie.storage.journal.undo_errors import ParentDeletedError
from werkakademie.storage.transaction import Transaction

__all__ = ["BIN_TABLES", "ParentDeletedError", "bin_page", "restore"]

#: So many rows are looked at for words in one step; each step finds the newest deleted rows anew.
_AT_ONCE = 2000

#: The tables whose rows are in the bin.
BIN_TABLES = deleted.BIN_TABLES


def bin_page(
    workplace: Workplace, *, table: str = "", words: str = "", before: int | None = None, limit: int = 100
) -> BinPage:
    """Removed records, those that went last first: of one table or all, with all the words in their names."""
    workplace.require(Permission.RESTORE_DELETED)
    wanted = [fold(word) for word in words.split()]
    tables = (table,) if table else BIN_TABLES
    found: list[DeletedRecord] = []
    with workplace.store.read() as tx:
        while True:
            page = deleted.bin_page(tx, tables=tables, before=before, limit=_AT_ONCE if wanted else limit)
            found += [row for row in page.rows if _fits(row, wanted)]
            before = page.next_before
            if before is None or len(found) >= limit:
                return BinPage(tuple(found), before)


def restore(workplace: Workplace, table: str, row_id: str) -> Done[int]:
    """Bring a record back with what was removed together with it; answers how many rows came.

    Raises ParentDeletedError while that to which it belongs is in the bin itself, RivalError, ErasedError.
    """
    workplace.require(Permission.RESTORE_DELETED)
    with workplace.store.write(workplace.account_id) as tx:
        _require_reach(workplace, tx, table, row_id)
        count = deleted.restore(tx, table, row_id)
    return Done(count, tx.changes)


def _fits(row: DeletedRecord, wanted: list[str]) -> bool:
    text = fold(f"{record_words(row.record)} {subject_words(row.subject)} {row.deleted_by}")
    return all(word in text for word in wanted)


def _require_reach(workplace: Workplace, tx: Transaction, table: str, row_id: str) -> None:
    """The groups and people that others coach are theirs in the bin too."""
    if table == "small_group":
        reach.require_group(workplace, tx, GroupId(UUID(row_id)), to=Permission.RESTORE_DELETED)
        return
    whose = deleted.belongs_to(tx, table, row_id)
    if whose.group_id is not None:
        reach.require_group(workplace, tx, GroupId(whose.group_id), to=Permission.RESTORE_DELETED)
    elif whose.participant_id is not None:
        reach.require_participant(workplace, tx, ParticipantId(whose.participant_id))
    elif table not in BIN_TABLES:
        raise MissingRecordError(table)
