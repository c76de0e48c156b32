"""Reads the journal for people: entries newest first, page by page, with names instead of ids."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from werkakademie.records.clock import LOCAL_ZONE
from werkakademie.records.enums import JournalOperation
from werkakademie.records.history import (
    Action,
    FieldChange,
    HistoryEntry,
    HistoryPage,
    HistoryValue,
    JournalQuery,
    Reference,
)
from werkakademie.records.ids import AccountId
from werkakademie.storage.journal.names import RowName, filled, filled_reference, names_of
from werkakademie.storage.journal.tables import FOLLOWING
from werkakademie.storage.journal.values import read_value
from werkakademie.storage.journal.writing import stored_moment
from werkakademie.storage.transaction import Transaction

_COLUMNS = (
    "entry.seq, entry.tx, entry.operation, entry.table_name, entry.row_id, entry.subject, entry.fields,"
    " entry.fields_hash, head.at, head.undoes, account.name"
)
_FROM = (
    "FROM journal_entry AS entry JOIN journal_transaction AS head ON head.tx = entry.tx"
    " LEFT JOIN account ON account.id = head.actor"
)


def journal_page(tx: Transaction, query: JournalQuery) -> HistoryPage:
    """At most `query.limit` entries below `query.before`."""
    conditions, values = _conditions(query)
    rows = tx.driver.execute(
        f"SELECT {_COLUMNS} {_FROM} WHERE {conditions} ORDER BY entry.seq DESC LIMIT ?", (*values, query.limit + 1)
    ).fetchall()
    entries = tuple(_entries(tx.driver, rows[: query.limit]))
    return HistoryPage(entries, entries[-1].seq if len(rows) > query.limit else None)


def journal_count(tx: Transaction, query: JournalQuery) -> int:
    """How many entries the whole query holds."""
    conditions, values = _conditions(query)
    return int(tx.driver.execute(f"SELECT count(*) {_FROM} WHERE {conditions}", values).fetchone()[0])


def journal_size(tx: Transaction) -> tuple[int, int]:
    """How many transactions and entries there are."""
    row = tx.driver.execute(
        "SELECT (SELECT count(*) FROM journal_transaction), (SELECT count(*) FROM journal_entry)"
    ).fetchone()
    return int(row[0]), int(row[1])


def newest_transaction(tx: Transaction) -> int:
    """The number of the newest transaction; 0 in an empty journal."""
    return int(tx.driver.execute("SELECT coalesce(max(tx), 0) FROM journal_transaction").fetchone()[0])


def own_transactions(tx: Transaction, actor: AccountId, *, since: int) -> tuple[tuple[int, int | None], ...]:
    """The transactions of an account after `since` that changed rows, oldest first, with what each took back."""
    rows = tx.driver.execute(
        "SELECT tx, undoes FROM journal_transaction AS head WHERE actor = ? AND tx > ? AND EXISTS"
        " (SELECT 1 FROM journal_entry AS entry WHERE entry.seq BETWEEN head.first_seq AND head.last_seq"
        " AND entry.operation IN ('I', 'U', 'D')) ORDER BY tx",
        (actor.hex, since),
    ).fetchall()
    return tuple((int(number), undoes) for number, undoes in rows)


def original_of(tx: Transaction, number: int) -> int:
    """The action itself that a transaction takes back or does again, however often that went to and fro."""
    while True:
        row = tx.driver.execute("SELECT undoes FROM journal_transaction WHERE tx = ?", (number,)).fetchone()
        if row is None or row[0] is None:
            return number
        number = row[0]


def author_of(tx: Transaction, number: int) -> str | None:
    """The account that made the transaction as 32 hex digits; None when nobody or there is none."""
    row = tx.driver.execute("SELECT actor FROM journal_transaction WHERE tx = ?", (number,)).fetchone()
    return row[0] if row else None


def own_changes(tx: Transaction, actor: AccountId, table: str, row_id: str) -> tuple[tuple[int, int | None], ...]:
    """The account's transactions that touched a row, oldest first, with what each took back."""
    rows = tx.driver.execute(
        "SELECT DISTINCT head.tx, head.undoes FROM journal_entry AS entry"
        " JOIN journal_transaction AS head ON head.tx = entry.tx"
        " WHERE entry.row_id = ? AND entry.table_name = ? AND head.actor = ? ORDER BY head.tx",
        (row_id, table, actor.hex),
    ).fetchall()
    return tuple((int(number), undoes) for number, undoes in rows)


def action(tx: Transaction, number: int) -> Action | None:
    """A transaction in short; None if nothing of it is there."""
    rows = tx.driver.execute(
        "SELECT operation, table_name, min(seq), count(*) FROM journal_entry WHERE tx = ?"
        " AND seq BETWEEN (SELECT first_seq FROM journal_transaction WHERE tx = ?)"
        " AND (SELECT last_seq FROM journal_transaction WHERE tx = ?) GROUP BY operation, table_name ORDER BY 3",
        (number, number, number),
    ).fetchall()
    if not rows:
        return None
    # What followed by itself is no part of what somebody did.
    rows = [row for row in rows if row[1] not in FOLLOWING] or rows
    _operation, _table, seq, _count = min(rows, key=lambda row: (_WEIGHT.get(row[1], 5), row[2]))
    (main,) = _entries(
        tx.driver, tx.driver.execute(f"SELECT {_COLUMNS} {_FROM} WHERE entry.seq = ?", (seq,)).fetchall()
    )
    return Action(number, main, sum(row[3] for row in rows), len(rows) == 1)


#: Which entry of a transaction says most of it: the lower, the more.
_WEIGHT = {
    "participant": 1,
    "small_group": 1,
    "job_application": 1,
    "application_document": 1,
    "outcome": 1,
    "attendance": 1,
    "enrolment": 2,
    "coaching_session": 2,
    "event": 9,
    "employer": 8,
}


def _conditions(query: JournalQuery) -> tuple[str, tuple[Any, ...]]:
    """The one filter behind the list, its count and its export."""
    parts = ["1"]
    values: list[Any] = []

    def add(condition: str, *given: Any) -> None:
        parts.append(condition)
        values.extend(given)

    def any_of(column: str, given: Iterable[str]) -> None:
        chosen = sorted(given)
        add(f"{column} IN ({', '.join('?' * len(chosen))})", *chosen)

    if query.before is not None:
        add("entry.seq < ?", query.before)
    if query.tx is not None:
        add("entry.tx = ?", query.tx)
    if query.row_ids:
        any_of("entry.row_id", query.row_ids)
    if query.subject is not None:
        add("entry.subject = ?", query.subject.hex)
    if query.actor is not None:
        add("head.actor = ?", query.actor.hex)
    if query.first_day is not None:
        add("head.at >= ?", _midnight(query.first_day))
    if query.last_day is not None:
        add("head.at < ?", _midnight(query.last_day + timedelta(days=1)))
    if query.tables:
        any_of("entry.table_name", query.tables)
    if query.fields is not None:
        _add_fields(add, query.fields)
    if query.only_erased:
        add("(entry.fields_hash IS NOT NULL OR entry.operation = 'X')")
    return " AND ".join(parts), tuple(values)


def _add_fields(add: Any, fields: frozenset[tuple[str, str]]) -> None:
    """A key of the stored object; a quotation mark inside a value is escaped, so only keys look like this.

    A new row's empty texts are no change that anybody would look for.
    """
    each, values = ["0"], []
    for table, column in sorted(fields):
        if column:
            each.append("(entry.table_name = ? AND instr(entry.fields, ?) AND NOT instr(entry.fields, ?))")
            values += [table, f'"{column}":', f'"{column}":[null,""]']
        else:
            each.append("entry.table_name = ?")
            values.append(table)
    add(f"({' OR '.join(each)})", *values)


def _midnight(day: date) -> str:
    return stored_moment(datetime.combine(day, time(0), tzinfo=LOCAL_ZONE))


def _entries(driver: Any, rows: Sequence[Any]) -> Iterator[HistoryEntry]:
    """The entries of some rows, with all names looked up at once."""
    changes = [_changes(table, fields) for _seq, _tx, _operation, table, _row, _subject, fields, *_rest in rows]
    wanted: set[RowName] = {(row[3], row[4]) for row in rows}
    wanted |= {("participant", row[5]) for row in rows if row[5] is not None}
    wanted |= {name for each in changes for change in each for name in (*_named(change.old), *_named(change.new))}
    names = names_of(driver, wanted)
    for row, fields in zip(rows, changes, strict=True):
        seq, number, operation, table, row_id, subject, _stored, fields_hash, at, undoes, author = row
        yield HistoryEntry(
            seq=seq,
            tx=number,
            at=datetime.fromisoformat(at).replace(tzinfo=UTC),
            author=author or "",
            operation=JournalOperation(operation),
            record=filled_reference(table, row_id, names),
            subject=None
            if subject is None
            else Reference("participant", subject, names.get(("participant", subject), ())),
            changes=tuple(
                FieldChange(change.column, filled(change.old, names), filled(change.new, names)) for change in fields
            ),
            erased=fields_hash is not None,
            undoes=undoes,
        )


def _changes(table: str, fields: str | None) -> tuple[FieldChange, ...]:
    if fields is None:
        return ()
    return tuple(
        FieldChange(column, read_value(table, column, old), read_value(table, column, new))
        for column, (old, new) in json.loads(fields).items()
    )


def _named(value: HistoryValue) -> tuple[RowName, ...]:
    return ((value.table, value.row_id),) if isinstance(value, Reference) else ()
