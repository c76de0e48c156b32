"""What belongs to what, read from the database's own references: a record's parents and children."""

from collections import defaultdict
from typing import Any, NamedTuple

from werkakademie.storage.journal.tables import FOLLOWING
from werkakademie.storage.journal.triggers import JournalledTable, journalled_tables


class _Reference(NamedTuple):
    """A column that points to the id of another table."""

    child: str
    column: str
    parent: str
    target: str


class Dependencies:
    """Answers about rows inside the running transaction. `driver` is the driver's connection."""

    def __init__(self, driver: Any) -> None:
        self._driver = driver
        self.tables = {table.name: table for table in journalled_tables(driver)}
        self._parents: dict[str, list[_Reference]] = defaultdict(list)
        self._children: dict[str, list[_Reference]] = defaultdict(list)
        for name in self.tables:
            for found in driver.execute(f'PRAGMA foreign_key_list("{name}")').fetchall():
                reference = _Reference(name, found[3], found[2], found[4])
                if reference.parent in self.tables:
                    self._parents[name].append(reference)
                    self._children[reference.parent].append(reference)

    def is_live(self, table: JournalledTable, row_id: str) -> bool:
        """Whether the row is there and not marked as deleted."""
        return self._count(table, f"{named(table)}{_not_deleted(table)}", key_of(row_id)) > 0

    def dead_parent(self, table: JournalledTable, row_id: str) -> tuple[str, str] | None:
        """Table and id of something that the row belongs to and that is deleted or gone."""
        for reference in self._parents[table.name]:
            row = self._driver.execute(
                f'SELECT "{reference.column}" FROM "{table.name}" WHERE {named(table)}', key_of(row_id)
            ).fetchone()
            if row is None or row[0] is None:
                continue
            parent = self.tables[reference.parent]
            if not self._count(parent, f'"{reference.target}" = ?{_not_deleted(parent)}', (row[0],)):
                return reference.parent, str(row[0])
        return None

    def child_since(self, table: JournalledTable, row_id: str, seq: int) -> str | None:
        """The table of a child that was entered or came back after entry `seq`; rows that only follow are none.

        Where the row itself is gone, any child counts: it would point to nothing.
        """
        there = self._count(table, named(table), key_of(row_id)) > 0
        for reference in self._children[table.name]:
            if there and reference.child in FOLLOWING:
                continue
            child = self.tables[reference.child]
            rows = self._driver.execute(
                f'SELECT {child.row_id(_quoted(child))} FROM "{child.name}" WHERE "{reference.column}" = ?'
                f"{_not_deleted(child) if there else ''}",
                (row_id,),
            ).fetchall()
            if any(not there or self.entered_since(child, found, seq) for (found,) in rows):
                return reference.child
        return None

    def children(self, table: str, row_id: str, child: str) -> list[str]:
        """The ids of the rows of table `child` that point to the row, deleted or not."""
        described = self.tables[child]
        found: list[str] = []
        for reference in self._children[table]:
            if reference.child == child:
                rows = self._driver.execute(
                    f'SELECT {described.row_id(_quoted(described))} FROM "{child}" WHERE "{reference.column}" = ?',
                    (row_id,),
                ).fetchall()
                found += [str(number) for (number,) in rows]
        return found

    def rival_since(self, table: JournalledTable, row_id: str, seq: int, columns: tuple[str, ...]) -> bool:
        """Whether another live row with the same values in these columns was entered or came back after `seq`."""
        values = self._driver.execute(
            f'SELECT {", ".join(columns)} FROM "{table.name}" WHERE {named(table)}', key_of(row_id)
        ).fetchone()
        same = " AND ".join(f'"{column}" IS ?' for column in columns)
        rows = self._driver.execute(
            f'SELECT {table.row_id(_quoted(table))} FROM "{table.name}" WHERE {same}{_not_deleted(table)}',
            values,
        ).fetchall()
        return any(found != row_id and self.entered_since(table, found, seq) for (found,) in rows)

    def entered_since(self, table: JournalledTable, row_id: str, seq: int) -> bool:
        """Whether the row came, or came back, after entry `seq`."""
        row = self._driver.execute(
            "SELECT 1 FROM journal_entry WHERE row_id = ? AND table_name = ? AND seq > ?"
            " AND (operation = 'I' OR (operation = 'U' AND json_extract(fields, '$.deleted[1]') = 0)) LIMIT 1",
            (row_id, table.name, seq),
        ).fetchone()
        return row is not None

    def _count(self, table: JournalledTable, condition: str, values: tuple[str, ...]) -> int:
        row = self._driver.execute(f'SELECT count(*) FROM "{table.name}" WHERE {condition}', values).fetchone()
        return int(row[0])


def named(table: JournalledTable) -> str:
    """The condition that picks one row by its key; its values are `key_of(row_id)`."""
    return " AND ".join(f'"{column}" = ?' for column in table.key)


def key_of(row_id: str) -> tuple[str, ...]:
    """The values of a row's key."""
    return tuple(row_id.split("/"))


def _quoted(table: JournalledTable) -> str:
    return f'"{table.name}"'


def _not_deleted(table: JournalledTable) -> str:
    return " AND NOT deleted" if "deleted" in table.columns else ""
