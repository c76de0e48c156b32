"""Takes one transaction of the journal back, whole or not at all.

The laws: a field goes back only while it holds what the transaction gave it; nothing comes back over an erasure; and
what was built on a record since then keeps it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from werkakademie.records.enums import JournalOperation
from werkakademie.storage.journal.dependencies import Dependencies, key_of, named
from werkakademie.storage.journal.tables import FOLLOWING
from werkakademie.storage.journal.triggers import JournalledTable, journalled_tables
from werkakademie.storage.journal.undo_errors import (
    AlreadyTakenBackError,
    BuiltUponError,
    ChangedSinceError,
    ErasedError,
    NotUndoable,
    NotUndoableError,
    ParentDeletedError,
    RivalError,
)
from werkakademie.storage.transaction import NOUN_OF_TABLE, Transaction

#: Tables whose changes Ctrl+Z never takes back.
NOT_UNDOABLE: Final[Mapping[str, NotUndoable]] = {
    "account": NotUndoable.ACCESS,
    "account_role": NotUndoable.ACCESS,
    "reporting_package": NotUndoable.PACKAGE,
    "retention_rule": NotUndoable.ERASURE,
    "erasure_run": NotUndoable.ERASURE,
    "erasure_item": NotUndoable.ERASURE,
}

#: Registers that many records share: what others use by now stays when the action that brought it is taken back.
SHARED: Final = frozenset({"employer"})

#: Columns that only one row that is not deleted may hold together.
RIVALS: Final[Mapping[str, tuple[str, ...]]] = {"enrolment": ("participant_id", "group_id")}

#: What takes a row out of sight; observations are withdrawn, for their history stays.
_MARKS: Final = ("deleted", "withdrawn")

Values = Mapping[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of the transaction that is taken back."""

    seq: int
    operation: JournalOperation
    table: JournalledTable
    row_id: str
    values: Values


class Writes:
    """Collects statements that are alike and runs them at once.

    Compiling one with its triggers takes many times as long as running it, and the driver keeps few of them.
    """

    def __init__(self, driver: Any) -> None:
        self.driver = driver
        self._sql = ""
        self._values: list[tuple[Any, ...]] = []
        self._rows: set[str] = set()

    def add(self, sql: str, values: tuple[Any, ...], row_id: str) -> None:
        """Run it sooner or later."""
        if sql != self._sql:
            self.run()
        self._sql = sql
        self._values.append(values)
        self._rows.add(row_id)

    def run_for(self, row_id: str) -> None:
        """Run all if one of them is about this row."""
        if row_id in self._rows:
            self.run()

    def run(self) -> None:
        """Run all."""
        if self._values:
            self.driver.executemany(self._sql, self._values)
        self._values, self._rows = [], set()


def take_back(tx: Transaction, number: int) -> None:
    """Reverse transaction `number` inside `tx`, which was opened with `undoes=number`.

    Raises one of `undo_errors`; the block must then be left, so that nothing stays.
    """
    steps = _steps(tx.driver, number)
    if not steps or _is_taken_back(tx.driver, number):
        raise AlreadyTakenBackError
    # Order inside a transaction need not be that of the references; the end is checked below and at the commit.
    tx.driver.execute("PRAGMA defer_foreign_keys = ON")
    dependencies = Dependencies(tx.driver)
    writes = Writes(tx.driver)
    gone: list[Step] = []
    back: list[Step] = []
    for step in reversed(steps):
        if step.operation is JournalOperation.INSERT:
            if _take_out(writes, dependencies, step):
                gone.append(step)
        elif step.operation is JournalOperation.DELETE:
            _put_in(writes, step)
            back.append(step)
        else:
            _put_back(writes, dependencies, step)
            marked = step.values.get("deleted")
            if marked is not None:
                (back if marked[1] else gone).append(step)
        noun = NOUN_OF_TABLE.get(step.table.name)
        if noun is not None:
            tx.touch(noun)
    writes.run()
    for step in gone:
        child = dependencies.child_since(step.table, step.row_id, step.seq)
        if child is not None and step.table.name not in SHARED:
            raise BuiltUponError(step.table.name, child)
    for step in back:
        refuse_homeless(dependencies, step.table, step.row_id, since=step.seq)


def refuse_homeless(dependencies: Dependencies, table: JournalledTable, row_id: str, *, since: int) -> None:
    """Raise unless the row that came back has all that it belongs to, and was not entered anew after entry `since`."""
    if not dependencies.is_live(table, row_id):
        return
    parent = dependencies.dead_parent(table, row_id)
    if parent is not None:
        raise ParentDeletedError(table.name, *parent)
    if table.name in RIVALS and dependencies.rival_since(table, row_id, since, RIVALS[table.name]):
        raise RivalError(table.name)


def _steps(driver: Any, number: int) -> list[Step]:
    """What the transaction changed, in its order; refuses what must not be taken back."""
    tables = {table.name: table for table in journalled_tables(driver)}
    rows = driver.execute(
        "SELECT entry.seq, entry.operation, entry.table_name, entry.row_id, entry.fields, entry.fields_hash"
        " FROM journal_transaction AS head JOIN journal_entry AS entry"
        " ON entry.seq BETWEEN head.first_seq AND head.last_seq WHERE head.tx = ? ORDER BY entry.seq",
        (number,),
    ).fetchall()
    steps = []
    acted = [row for row in rows if row[1] != JournalOperation.EVENT.value]
    # What followed from the action is brought in line again at the end, by whatever is there then.
    if any(row[2] not in FOLLOWING for row in acted):
        acted = [row for row in acted if row[2] not in FOLLOWING]
    for seq, letter, table_name, row_id, fields, fields_hash in acted:
        operation = JournalOperation(letter)
        if operation is JournalOperation.ERASE or fields is None or fields_hash is not None or fields == "{}":
            raise ErasedError
        if table_name in NOT_UNDOABLE:
            raise NotUndoableError(NOT_UNDOABLE[table_name])
        if table_name == "site" and operation is not JournalOperation.UPDATE:
            raise NotUndoableError(NotUndoable.SET_UP)
        values = {column: (old, new) for column, (old, new) in json.loads(fields).items()}
        steps.append(Step(seq, operation, tables[table_name], row_id, values))
    return steps


def _is_taken_back(driver: Any, number: int) -> bool:
    """Whether a later transaction took it back and was not taken back itself."""
    later = driver.execute(
        "SELECT tx FROM journal_transaction WHERE tx > ? AND undoes = ?", (number, number)
    ).fetchall()
    return any(not _is_taken_back(driver, undoing) for (undoing,) in later)


def _take_out(writes: Writes, dependencies: Dependencies, step: Step) -> bool:
    """Mark a row that the transaction brought as deleted, or delete it where nothing can be marked."""
    table = step.table
    given = {column: step.values.get(column, (None, None))[1] for column in table.columns}
    if _is_used_by_others(writes, dependencies, step):
        return False
    _refuse_changed(writes, step, given)
    mark = next((column for column in _MARKS if column in table.columns), None)
    if mark is not None:
        sql = f'UPDATE "{table.name}" SET {mark} = 1 WHERE {named(table)}'
    else:
        sql = f'DELETE FROM "{table.name}" WHERE {named(table)}'
    writes.add(sql, key_of(step.row_id), step.row_id)
    return True


def _is_used_by_others(writes: Writes, dependencies: Dependencies, step: Step) -> bool:
    """Whether the row is of a shared register, and other records point to it by now."""
    if step.table.name not in SHARED:
        return False
    writes.run()
    return dependencies.child_since(step.table, step.row_id, step.seq) is not None


def _put_in(writes: Writes, step: Step) -> None:
    """Insert a row again that the transaction deleted."""
    table = step.table
    if _current(writes, step) is not None:
        raise ChangedSinceError(table.name, "", _author_since(writes.driver, step, ""))
    held = {column: old for column, (old, _new) in step.values.items()}
    columns = ", ".join(f'"{column}"' for column in held)
    writes.add(
        f'INSERT INTO "{table.name}" ({columns}) VALUES ({", ".join("?" * len(held))})',
        tuple(held.values()),
        step.row_id,
    )


def _put_back(writes: Writes, dependencies: Dependencies, step: Step) -> None:
    """Give the fields of a row their old values."""
    table = step.table
    removes = step.values.get("deleted", (None, None))[0] == 1
    if removes and _is_used_by_others(writes, dependencies, step):
        return
    _refuse_changed(writes, step, {column: new for column, (_old, new) in step.values.items()})
    setting = ", ".join(f'"{column}" = ?' for column in step.values)
    writes.add(
        f'UPDATE "{table.name}" SET {setting} WHERE {named(table)}',
        (*(old for old, _new in step.values.values()), *key_of(step.row_id)),
        step.row_id,
    )


def _refuse_changed(writes: Writes, step: Step, given: Mapping[str, Any]) -> None:
    """Raise ChangedSinceError unless the row holds what the transaction gave it."""
    current = _current(writes, step)
    if current is None:
        raise ChangedSinceError(step.table.name, "", _author_since(writes.driver, step, ""))
    for column, value in given.items():
        if current[column] != value:
            raise ChangedSinceError(step.table.name, column, _author_since(writes.driver, step, column))


def _current(writes: Writes, step: Step) -> dict[str, Any] | None:
    writes.run_for(step.row_id)
    columns = step.table.columns
    row = writes.driver.execute(
        f'SELECT {", ".join(_quoted(column) for column in columns)} FROM "{step.table.name}" WHERE {named(step.table)}',
        key_of(step.row_id),
    ).fetchone()
    return None if row is None else dict(zip(columns, row, strict=True))


def _author_since(driver: Any, step: Step, column: str) -> str:
    """Who changed the field last; empty when that was no account."""
    named = "" if not column else " AND json_type(entry.fields, ?) IS NOT NULL"
    row = driver.execute(
        "SELECT account.name FROM journal_entry AS entry JOIN journal_transaction AS head ON head.tx = entry.tx"
        " JOIN account ON account.id = head.actor"
        f" WHERE entry.row_id = ? AND entry.table_name = ? AND entry.seq > ?{named} ORDER BY entry.seq DESC LIMIT 1",
        (step.row_id, step.table.name, step.seq, *((f"$.{column}",) if column else ())),
    ).fetchone()
    return str(row[0]) if row else ""


def _quoted(name: str) -> str:
    return f'"{name}"'
