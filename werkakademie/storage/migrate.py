"""Brings a database to the present schema: numbered steps in one real transaction, after a check and a backup."""

import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from sqlcipher3 import dbapi2

from werkakademie.records.backups import BackupReason
from werkakademie.storage import ballast
from werkakademie.storage.backup import back_up_files
from werkakademie.storage.durable import private_file
from werkakademie.storage.engine import connector
from werkakademie.storage.errors import (
    DiskFullError,
    MigrationFailedError,
    NewerStoreError,
    StoreDamagedError,
    StoreExistsError,
    situation_of,
    situation_of_file,
)
from werkakademie.storage.journal import triggers

_FOLDER: Final = Path(__file__).parent / "migrations"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `run` gets the driver's connection, inside the transaction, with foreign keys off."""

    number: int
    run: Callable[[Any], None]


def steps_in(folder: Path = _FOLDER) -> tuple[Step, ...]:
    """The SQL files NNNN_name.sql of a folder, numbered from 1 without a gap."""
    files = sorted(folder.glob("[0-9][0-9][0-9][0-9]_*.sql"))
    numbers = [int(file.name[:4]) for file in files]
    if numbers != list(range(1, len(files) + 1)):
        raise ValueError(f"steps are not numbered without a gap: {numbers}")
    return tuple(sql_step(number, file.read_text(encoding="utf-8")) for number, file in enumerate(files, start=1))


def sql_step(number: int, script: str) -> Step:
    """A step that runs the statements of a script one by one; the driver's executescript would commit first."""

    def run(connection: Any) -> None:
        for statement in statements(script):
            connection.execute(statement)

    return Step(number, run)


def statements(script: str) -> Iterator[str]:
    """The statements of a script, each ending at the end of a line; a trigger's body stays in one."""
    collected = ""
    for line in script.splitlines(keepends=True):
        collected += line
        if sqlite3.complete_statement(collected):
            yield collected.strip()
            collected = ""
    if re.sub(r"--.*", "", collected).strip():
        raise ValueError(f"the script ends within a statement: {collected.strip()[:60]}")


def new_database(path: Path, key: bytes, steps: Sequence[Step] | None = None) -> None:
    """Make a database by the same steps that bring an old one up; refuses a file that is there (StoreExistsError)."""
    if path.exists():
        raise StoreExistsError(path.parent)
    try:
        private_file(path)
        _run(path, key, steps_in() if steps is None else steps)
    except OSError as error:
        raise situation_of_file(error, path) from error
    except BaseException:
        for file in (path, *(path.with_name(path.name + tail) for tail in ("-wal", "-shm"))):
            file.unlink(missing_ok=True)
        raise


def schema_version(path: Path, key: bytes) -> int:
    """The stamp of a database: the number of the last step that it went through."""
    connection = connector(path, key)()
    try:
        return _version(connection)
    finally:
        connection.close()


def is_up_to_date(engine: sa.Engine) -> bool:
    """Whether the database has gone through the newest step, and no newer one."""
    connection = engine.raw_connection()
    try:
        return _version(connection.driver_connection) == steps_in()[-1].number
    finally:
        connection.close()


def new_schema() -> dict[str, str]:
    """The statements of a new database by name, made in memory; without the journal's triggers."""
    connection = dbapi2.connect(":memory:", isolation_level=None)
    try:
        for step in steps_in():
            step.run(connection)
        return schema_of(connection)
    finally:
        connection.close()


def schema_of(connection: Any) -> dict[str, str]:
    """The statements of all tables, indexes and triggers by name; the journal's triggers are generated."""
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND NOT (type = 'trigger' AND name LIKE 'journal_%')"
    ).fetchall()
    return {str(name): str(sql) for name, sql in rows}


def bring_up_to_date(path: Path, key: bytes, steps: Sequence[Step] | None = None, *, now: datetime) -> int:
    """Run the steps that the database lacks; returns the version it had.

    NewerStoreError when this program is older than the database, StoreDamagedError when the check finds something,
    MigrationFailedError when a step fails: the database is as before then. Before the first step the whole store is
    backed up beside it; without that backup no step runs.
    """
    steps = steps_in() if steps is None else steps
    found = schema_version(path, key)
    newest = steps[-1].number
    if found > newest:
        raise NewerStoreError(path, found, newest)
    if found < newest:
        _check(path, key)
        back_up_files(connector(path, key), reason=BackupReason.MIGRATION, now=now)
        _run(path, key, steps)
    return found


def _run(path: Path, key: bytes, steps: Sequence[Step]) -> None:
    connection = connector(path, key)()
    number = 0
    try:
        # Rebuilding a table deletes it for a moment; with foreign keys on, its children would go with it. Inside a
        # transaction this setting does nothing, so it comes first.
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("BEGIN IMMEDIATE")
        # Read again: another process may have been faster.
        found = _version(connection)
        # A rebuilt table must not write its rows into the journal again.
        triggers.remove(connection)
        for step in (step for step in steps if step.number > found):
            number = step.number
            step.run(connection)
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise dbapi2.IntegrityError(f"foreign_key_check: {sorted({row[0] for row in broken})}")
        if found:
            _rebuild_search(connection)
        if _has_table(connection, "journal_entry"):
            triggers.install(connection)
        connection.execute(f"PRAGMA user_version = {max(number, found)}")
        connection.execute("COMMIT")
    except dbapi2.Error as error:
        if isinstance(situation_of(str(error), path), DiskFullError):
            raise DiskFullError(path, freed=ballast.give_up(path.parent)) from error
        raise MigrationFailedError(path, number, str(error)) from error
    finally:
        # Closing rolls back what was not committed.
        connection.close()


def _rebuild_search(connection: Any) -> None:
    """A rebuilt table may have given its rows other texts; the index is made anew from them."""
    if _has_table(connection, "participant_fts"):
        connection.execute("INSERT INTO participant_fts (participant_fts) VALUES ('rebuild')")


def _has_table(connection: Any, name: str) -> bool:
    return bool(connection.execute("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", (name,)).fetchone())


def _version(connection: Any) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _check(path: Path, key: bytes) -> None:
    connection = connector(path, key)()
    try:
        if connection.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
            raise StoreDamagedError(path)
    except dbapi2.DatabaseError as error:
        raise StoreDamagedError(path) from error
    finally:
        connection.close()
