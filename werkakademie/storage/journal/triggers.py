"""Generates the journal's triggers from the tables as they are, installs them, and tells when they differ.

A hook of the session would miss bulk statements and what other code writes through the connection; triggers see all.
"""

from dataclasses import dataclass
from typing import Any, Final

from werkakademie.storage.journal.tables import AUTHOR, NO_AUTHOR, NOT_JOURNALLED, SUBJECT

_PREFIX: Final = "journal_"
_TX: Final = "(SELECT tx FROM journal_context)"


@dataclass(frozen=True, slots=True)
class JournalledTable:
    """A table with the columns that are written down and those that name a row."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]

    def row_id(self, row: str) -> str:
        """The row's name as SQL."""
        return " || '/' || ".join(f"{row}.{_quoted(column)}" for column in self.key)

    def subject(self, row: str) -> str:
        """The person the row is about as SQL."""
        return SUBJECT.get(self.name, "NULL").format(row=row)


def journalled_tables(connection: Any) -> tuple[JournalledTable, ...]:
    """The tables that the journal covers, read from the database itself."""
    names = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        " AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%\\_fts\\_%' ESCAPE '\\' ORDER BY name"
    ).fetchall()
    return tuple(_described(connection, name) for (name,) in names if name not in NOT_JOURNALLED)


def _described(connection: Any, name: str) -> JournalledTable:
    columns, key = [], []
    for _number, column, _kind, _required, _default, place, hidden in connection.execute(
        f"PRAGMA table_xinfo({_quoted(name)})"
    ):
        # Generated columns follow from the others.
        if hidden == 0:
            columns.append(column)
            if place:
                key.append((place, column))
    named = tuple(column for _place, column in sorted(key))
    if name == "participant":
        # Its primary key is the search index's row number, which means nothing on another PC.
        columns.remove("number")
        named = ("id",)
    return JournalledTable(name, tuple(columns), named)


def trigger_statements(table: JournalledTable) -> dict[str, str]:
    """The three triggers of a table by their name."""
    changed = " OR ".join(f"old.{_quoted(column)} IS NOT new.{_quoted(column)}" for column in table.columns)
    return {
        f"{_PREFIX}{table.name}_insert": _trigger(table, "INSERT", "", "new", inserted_values(table, "new")),
        f"{_PREFIX}{table.name}_update": _trigger(table, "UPDATE", f" WHEN {changed}", "new", _updated_values(table)),
        f"{_PREFIX}{table.name}_delete": _trigger(table, "DELETE", "", "old", _deleted_values(table)),
    }


def author_statement(table: JournalledTable) -> dict[str, str]:
    """The trigger that keeps a record's author; costs nothing unless a statement names the column."""
    authors = [column for column in table.columns if column in AUTHOR and (table.name, column) not in NO_AUTHOR]
    if not authors:
        return {}
    name = f"{_PREFIX}author_{table.name}"
    columns = ", ".join(_quoted(column) for column in authors)
    changed = " OR ".join(f"old.{_quoted(column)} IS NOT new.{_quoted(column)}" for column in authors)
    refuse = "BEGIN SELECT RAISE(ABORT, 'the author of a record stays'); END"
    return {name: f"CREATE TRIGGER {name} BEFORE UPDATE OF {columns} ON {_quoted(table.name)} WHEN {changed} {refuse}"}


def guard_statements() -> dict[str, str]:
    """The triggers that keep the journal as it was written; only an erasure may take values out of an entry."""
    refuse = "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
    same = " AND ".join(
        f"new.{column} IS old.{column}" for column in ("seq", "tx", "operation", "table_name", "row_id", "subject")
    )
    erasure = (
        f"{same} AND (SELECT erasing FROM journal_context) AND new.salt IS NULL AND new.fields_hash IS NOT NULL"
        " AND (old.fields_hash IS NULL OR old.fields_hash = new.fields_hash)"
    )
    made = {
        f"{_PREFIX}guard_{table}_{event.lower()}": f"BEFORE {event} ON {table} {refuse}"
        for table in ("journal_entry", "journal_transaction")
        for event in ("UPDATE", "DELETE")
    }
    name = f"{_PREFIX}guard_journal_entry_update"
    made[name] = f"BEFORE UPDATE ON journal_entry WHEN NOT ({erasure}) {refuse}"
    return {name: f"CREATE TRIGGER {name} {body}" for name, body in made.items()}


def install(connection: Any) -> None:
    """Drop the journal's triggers and make them anew. `connection` is the driver's, inside a transaction."""
    remove(connection)
    for statement in wanted(connection).values():
        connection.execute(statement)
    connection.execute("INSERT OR IGNORE INTO journal_context (id, tx, erasing, last_hlc) VALUES (1, NULL, 0, 0)")


def remove(connection: Any) -> None:
    """Drop the journal's triggers, so that a migration may rebuild tables."""
    for name in found(connection):
        connection.execute(f"DROP TRIGGER {_quoted(name)}")


def differences(connection: Any) -> tuple[str, ...]:
    """Names of triggers that are missing, changed, or not ours although they bear such a name."""
    is_there, should_be = found(connection), wanted(connection)
    return tuple(
        sorted(name for name in is_there.keys() | should_be.keys() if is_there.get(name) != should_be.get(name))
    )


def wanted(connection: Any) -> dict[str, str]:
    """All triggers that the present tables ask for."""
    made = guard_statements()
    for table in journalled_tables(connection):
        made |= trigger_statements(table) | author_statement(table)
    return made


def found(connection: Any) -> dict[str, str]:
    """The triggers that are there under the journal's names."""
    rows = connection.execute(
        f"SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name LIKE '{_PREFIX}%'"
    ).fetchall()
    return {str(name): str(sql) for name, sql in rows}


def inserted_values(table: JournalledTable, row: str) -> str:
    """{"column": [null, value]} of all columns with a value, as SQL."""
    return _object(
        (column, f"{row}.{_quoted(column)} IS NOT NULL", f"json_array(NULL, {row}.{_quoted(column)})")
        for column in table.columns
    )


def _updated_values(table: JournalledTable) -> str:
    return _object(
        (
            column,
            f"old.{_quoted(column)} IS NOT new.{_quoted(column)}",
            f"json_array(old.{_quoted(column)}, new.{_quoted(column)})",
        )
        for column in table.columns
    )


def _deleted_values(table: JournalledTable) -> str:
    """What a deleted row held; nothing of it while a person is erased."""
    values = _object(
        (column, f"old.{_quoted(column)} IS NOT NULL", f"json_array(old.{_quoted(column)}, NULL)")
        for column in table.columns
    )
    return f"iif((SELECT erasing FROM journal_context), '{{}}', {values})"


def _object(parts: Any) -> str:
    """A JSON object of those parts whose condition holds. Joining texts costs a third of json_group_object."""
    pieces = " || ".join(f"iif({condition}, ',\"{column}\":' || {value}, '')" for column, condition, value in parts)
    return f"'{{' || substr({pieces}, 2) || '}}'"


def _trigger(table: JournalledTable, event: str, condition: str, row: str, values: str) -> str:
    name = f"{_PREFIX}{table.name}_{event.lower()}"
    return (
        f"CREATE TRIGGER {name} AFTER {event} ON {_quoted(table.name)}{condition} BEGIN "
        "INSERT INTO journal_entry (tx, operation, table_name, row_id, subject, fields, salt) VALUES ("
        f"{_TX}, '{event[0]}', '{table.name}', {table.row_id(row)}, {table.subject(row)}, {values}, randomblob(16)); "
        "END"
    )


def _quoted(name: str) -> str:
    return f'"{name}"'
