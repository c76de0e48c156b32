"""What is marked as deleted, newest first, and bringing it back with what went in the same transaction."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

from werkakademie.errors import MissingRecordError
from werkakademie.records.history import BinPage, DeletedRecord, Reference
from werkakademie.storage.journal.dependencies import Dependencies, key_of, named
from werkakademie.storage.journal.names import RowName, filled_reference, names_of
from werkakademie.storage.journal.triggers import JournalledTable
from werkakademie.storage.journal.undo_errors import ErasedError
from werkakademie.storage.journal.undoing import refuse_homeless
from werkakademie.storage.transaction import NOUN_OF_TABLE, Transaction

#: What the bin shows. Accounts are not in it: their slot in the vault is gone for good.
BIN_TABLES: Final = (
    *("participant", "small_group", "time_slot", "coaching_session", "enrolment", "suspension"),
    *("job_application", "application_event", "application_document", "placement", "follow_up"),
    *(
        "child",
        "collector",
        "care_room",
        "carer",
        "carer_shift",
        "carer_day",
        "permanent_care_search",
        "care_agreement",
    ),
    *("childcare_slot", "childcare_visit"),
    *("search_activity", "resume", "cover_letter", "paper_comment", "interview", "practice_talk"),
    *("import_profile", "stand_in", "erasure_hold", "restriction", "dispute_note"),
)

#: What follows by itself comes back with what it follows.
_OWN: Final = {"childcare_slot": " AND session_id IS NULL"}


def bin_page(tx: Transaction, *, tables: Collection[str], before: int | None, limit: int) -> BinPage:
    """Deleted records of these tables, those that went last first; `before` is the last entry already seen."""
    dependencies = Dependencies(tx.driver)
    rows: list[tuple[int, str, str]] = []
    for name in BIN_TABLES:
        if name in tables and name in dependencies.tables:
            rows += _deleted_in(tx.driver, dependencies.tables[name], before, limit)
    rows.sort(reverse=True)
    more = len(rows) > limit
    shown = rows[:limit]
    records = _records(tx.driver, shown)
    return BinPage(tuple(records), shown[-1][0] if more else None)


def restore(tx: Transaction, table: str, row_id: str) -> int:
    """Bring a record back with what was deleted by the same transaction; gives how many rows came.

    Raises ParentDeletedError, RivalError, ErasedError, MissingRecordError (nothing to bring back).
    """
    dependencies = Dependencies(tx.driver)
    described = dependencies.tables.get(table)
    if described is None or table not in BIN_TABLES or dependencies.is_live(described, row_id):
        raise MissingRecordError(table)
    deletion = _deletion_of(tx.driver, table, row_id)
    if deletion is None and _is_erased(tx.driver, table, row_id):
        raise ErasedError
    came: list[tuple[JournalledTable, str]] = []
    for name, number in [(table, row_id), *_deleted_with(tx.driver, dependencies, table, row_id, deletion)]:
        if _revive(tx.driver, dependencies.tables[name], number):
            came.append((dependencies.tables[name], number))
            noun = NOUN_OF_TABLE.get(name)
            if noun is not None:
                tx.touch(noun)
    if not came:
        raise ErasedError
    for each, number in came:
        refuse_homeless(dependencies, each, number, since=deletion[1] if deletion else 0)
    return len(came)


def _deleted_in(driver: Any, table: JournalledTable, before: int | None, limit: int) -> list[tuple[int, str, str]]:
    """(entry that deleted it, table, id) of the newest deleted rows."""
    row = f'"{table.name}"'
    return [
        (int(seq or 0), table.name, str(number))
        for seq, number in driver.execute(
            f"SELECT seq, number FROM (SELECT (SELECT max(entry.seq) FROM journal_entry AS entry"
            f" WHERE entry.row_id = {table.row_id(row)} AND entry.table_name = ? AND entry.operation IN ('U', 'I')"
            f" AND (entry.operation = 'I' OR json_extract(entry.fields, '$.deleted[1]') = 1)) AS seq,"
            f" {table.row_id(row)} AS number FROM {row} WHERE deleted{_OWN.get(table.name, '')})"
            " WHERE ? IS NULL OR seq < ? ORDER BY seq DESC LIMIT ?",
            (table.name, before, before, limit + 1),
        ).fetchall()
    ]


def _records(driver: Any, rows: list[tuple[int, str, str]]) -> list[DeletedRecord]:
    heads = {row[0]: _head(driver, row[0]) for row in rows}
    wanted: set[RowName] = {(table, number) for _seq, table, number in rows}
    wanted |= {("participant", head[3]) for head in heads.values() if head is not None and head[3] is not None}
    names = names_of(driver, wanted)
    found = []
    for seq, table, number in rows:
        head = heads[seq]
        subject: Reference | None = None
        if head is not None and head[3] is not None:
            subject = filled_reference("participant", head[3], names)
        found.append(
            DeletedRecord(
                record=filled_reference(table, number, names),
                subject=subject,
                deleted_at=head[1] if head else None,
                deleted_by=head[2] if head else "",
                tx=head[0] if head else None,
            )
        )
    return found


def _head(driver: Any, seq: int) -> tuple[int, datetime | None, str, str | None] | None:
    """Transaction, moment, author and person of the entry that deleted a row.

    A row that was deleted before there was a journal has neither moment nor author.
    """
    row = driver.execute(
        "SELECT head.tx, head.at, account.name, entry.subject, entry.operation FROM journal_entry AS entry"
        " JOIN journal_transaction AS head ON head.tx = entry.tx LEFT JOIN account ON account.id = head.actor"
        " WHERE entry.seq = ?",
        (seq,),
    ).fetchone()
    if row is None:
        return None
    if row[4] != "U":
        return int(row[0]), None, "", row[3]
    return int(row[0]), datetime.fromisoformat(row[1]).replace(tzinfo=UTC), row[2] or "", row[3]


def _deletion_of(driver: Any, table: str, row_id: str) -> tuple[int, int] | None:
    """(transaction, entry) that marked the row as deleted last; None when an erasure took that away."""
    row = driver.execute(
        "SELECT tx, seq FROM journal_entry WHERE row_id = ? AND table_name = ? AND operation = 'U'"
        " AND json_extract(fields, '$.deleted[1]') = 1 ORDER BY seq DESC LIMIT 1",
        (row_id, table),
    ).fetchone()
    return (int(row[0]), int(row[1])) if row else None


def _is_erased(driver: Any, table: str, row_id: str) -> bool:
    row = driver.execute(
        "SELECT 1 FROM journal_entry WHERE row_id = ? AND table_name = ? AND fields IS NULL AND fields_hash IS NOT NULL"
        " LIMIT 1",
        (row_id, table),
    ).fetchone()
    return row is not None


def _deleted_with(
    driver: Any, dependencies: Dependencies, table: str, row_id: str, deletion: tuple[int, int] | None
) -> list[RowName]:
    """What hangs on the row and was marked by the same transaction."""
    if deletion is None:
        return []
    rows = driver.execute(
        "SELECT table_name, row_id FROM journal_entry WHERE tx = ? AND operation = 'U'"
        " AND json_extract(fields, '$.deleted[1]') = 1 ORDER BY seq",
        (deletion[0],),
    ).fetchall()
    marked = {(str(name), str(number)) for name, number in rows}
    found: list[RowName] = []
    open_rows = [(table, row_id)]
    while open_rows:
        parent, number = open_rows.pop()
        for child in dependencies.tables:
            if not any(name == child for name, _number in marked):
                continue
            for each in dependencies.children(parent, number, child):
                if (child, each) in marked and (child, each) not in found:
                    found.append((child, each))
                    open_rows.append((child, each))
    return found


def _revive(driver: Any, table: JournalledTable, row_id: str) -> bool:
    done = driver.execute(f'UPDATE "{table.name}" SET deleted = 0 WHERE {named(table)} AND deleted', key_of(row_id))
    return bool(done.rowcount)


class Owner(NamedTuple):
    """The group or the person that a row belongs to; both empty when it is the whole site's."""

    group_id: UUID | None
    participant_id: UUID | None


def belongs_to(tx: Transaction, table: str, row_id: str) -> Owner:
    """Whose record the row is part of, deleted or not; raises MissingRecordError."""
    described = Dependencies(tx.driver).tables.get(table)
    if described is None:
        raise MissingRecordError(table)
    row = f'"{table}"'
    group = f"{row}.group_id" if "group_id" in described.columns else "NULL"
    found = tx.driver.execute(
        f"SELECT {group}, {described.subject(row)} FROM {row} WHERE {named(described)}", key_of(row_id)
    ).fetchone()
    if found is None:
        raise MissingRecordError(table)
    return Owner(*(UUID(number) if number else None for number in found))
