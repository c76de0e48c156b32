"""A row's state as its entries tell it, and where the tables say otherwise. Reads only, one row at a time."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from werkakademie.storage.journal.triggers import JournalledTable, inserted_values

_ROWS_PER_STEP: Final = 1000

#: A value as JSON knows it.
Value = str | int | float | None


@dataclass(slots=True)
class Folded:
    """What the entries of one row come to."""

    exists: bool = False
    values: dict[str, Value] = field(default_factory=dict)
    #: Values were taken out by an erasure: only what is left can be compared.
    erased: bool = False

    def add(self, operation: str, fields: str | None, erased: bool) -> None:
        """Follow one entry further. Raises ValueError for fields that are no JSON object of pairs."""
        changed = {name: new for name, (_old, new) in json.loads(fields).items()} if fields else {}
        if operation == "D":
            self.exists, self.values, self.erased = False, {}, False
            return
        if operation == "I":
            self.exists, self.values, self.erased = True, {}, False
        self.values |= changed
        self.erased = self.erased or erased

    def fits(self, stored: dict[str, Value], defaults: dict[str, Value]) -> bool:
        """Whether a row holds these values; one that is not named is empty, or what its later column began with."""
        known = {name: value for name, value in (defaults | self.values).items() if value is not None}
        if self.erased:
            return all(stored.get(name) == value for name, value in known.items() if name in stored)
        return known == stored


def differing_rows(
    connection: Any, table: JournalledTable, *, step: Callable[[], object] = lambda: None
) -> Iterator[str]:
    """The ids of rows that are not as the journal says: other values, missing, or never written down.

    `step` is called now and then, and may raise to stop.
    """
    defaults = _later_defaults(connection, table)
    folded, stored = _folded_rows(connection, table, step), _stored_rows(connection, table)
    told, held = next(folded, None), next(stored, None)
    while told is not None or held is not None:
        if held is None or (told is not None and told[0] < held[0]):
            assert told is not None
            if told[1] is None or told[1].exists:
                yield told[0]
            told = next(folded, None)
        elif told is None or held[0] < told[0]:
            yield held[0]
            held = next(stored, None)
        else:
            if told[1] is None or not told[1].exists or not told[1].fits(held[1], defaults):
                yield held[0]
            told, held = next(folded, None), next(stored, None)


def _folded_rows(
    connection: Any, table: JournalledTable, step: Callable[[], object]
) -> Iterator[tuple[str, Folded | None]]:
    """Each row that the journal knows, in the order of the ids; None for one whose entries can't be read."""
    entries = connection.execute(
        "SELECT entry.row_id, entry.operation, entry.fields, entry.fields_hash IS NOT NULL"
        " FROM journal_entry AS entry JOIN journal_transaction AS head ON head.tx = entry.tx"
        " WHERE entry.table_name = ? AND entry.operation IN ('I', 'U', 'D')"
        " ORDER BY entry.row_id, head.hlc, head.device_id, entry.seq",
        (table.name,),
    )
    for number, (row_id, lines) in enumerate(groupby(entries, key=itemgetter(0))):
        if number % _ROWS_PER_STEP == 0:
            step()
        row: Folded | None = Folded()
        for _row_id, operation, fields, erased in lines:
            try:
                if row is not None:
                    row.add(operation, fields, bool(erased))
            except (ValueError, TypeError, AttributeError):
                row = None
        yield str(row_id), row


def _stored_rows(connection: Any, table: JournalledTable) -> Iterator[tuple[str, dict[str, Value]]]:
    """Each row of the table, its values written by the same SQL that the triggers write them with."""
    name = f'"{table.name}"'
    rows = connection.execute(
        f"SELECT {table.row_id(name)} AS named, {inserted_values(table, name)} FROM {name} ORDER BY named"
    )
    for row_id, fields in rows:
        yield str(row_id), {column: new for column, (_old, new) in json.loads(fields).items()}


def _later_defaults(connection: Any, table: JournalledTable) -> dict[str, Value]:
    """What columns of a later schema hold in rows that are older than they are: only such columns have a default."""
    found = connection.execute(
        f"SELECT name, dflt_value FROM pragma_table_info('{table.name}') WHERE dflt_value IS NOT NULL"
    ).fetchall()
    return {name: connection.execute(f"SELECT {literal}").fetchone()[0] for name, literal in found}
