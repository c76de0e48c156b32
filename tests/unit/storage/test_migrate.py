"""Steps run once, in order, in one transaction, after a backup; a failing one leaves the database as it was."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from werkakademie.records.vault import VaultAccount
from werkakademie.storage.engine import connector
from werkakademie.storage.errors import (
    MigrationFailedError,
    NewerStoreError,
    StoreDamagedError,
    StoreExistsError,
    StoreKeyError,
)
from werkakademie.storage.migrate import (
    Step,
    bring_up_to_date,
    new_database,
    schema_version,
    sql_step,
    statements,
    steps_in,
)
from werkakademie.storage.vault import create_vault
from werkakademie.storage.vault_file import Hardness

KEY = bytes(range(32))
NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
FIRST = sql_step(
    1,
    """
    CREATE TABLE household (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
    CREATE TABLE child (id INTEGER PRIMARY KEY, household INTEGER NOT NULL REFERENCES household (id) ON DELETE CASCADE);
    INSERT INTO household VALUES (1, 'Öz');
    INSERT INTO child VALUES (7, 1);
    """,
)
#: The usual way to change a column: make the table anew and give it the old one's name.
REBUILD = sql_step(
    2,
    """
    CREATE TABLE fresh (id INTEGER PRIMARY KEY, name TEXT NOT NULL, city TEXT NOT NULL DEFAULT '');
    INSERT INTO fresh (id, name) SELECT id, name FROM household;
    DROP TABLE household;
    ALTER TABLE fresh RENAME TO household;
    """,
)


@pytest.fixture
def database(tmp_path: Path, coach: VaultAccount, password: str, quick: Hardness) -> Path:
    """A database beside some vault: a migration begins with a backup of both files."""
    create_vault(tmp_path, account=coach, password=password, hardness=quick)
    path = tmp_path / "werkakademie.db"
    new_database(path, KEY, [FIRST])
    return path


def rows(path: Path, query: str) -> list[Any]:
    connection = connector(path, KEY)()
    try:
        return list(connection.execute(query).fetchall())
    finally:
        connection.close()


def backups(database: Path) -> list[str]:
    folder = database.parent / "backups"
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def test_a_new_database_has_gone_through_every_step(tmp_path: Path) -> None:
    path = tmp_path / "neu.db"
    new_database(path, KEY)
    assert schema_version(path, KEY) == len(steps_in()) == 4
    assert rows(path, "PRAGMA foreign_key_check") == []
    with pytest.raises(StoreExistsError):
        new_database(path, KEY)


def test_an_up_to_date_database_is_left_alone(database: Path) -> None:
    before = database.read_bytes()
    assert bring_up_to_date(database, KEY, [FIRST], now=NOW) == 1
    assert database.read_bytes() == before
    assert backups(database) == []


def test_a_rebuilt_table_keeps_its_children(database: Path) -> None:
    assert bring_up_to_date(database, KEY, [FIRST, REBUILD], now=NOW) == 1
    assert schema_version(database, KEY) == 2
    assert rows(database, "SELECT name, city FROM household") == [("Öz", "")]
    assert rows(database, "SELECT id, household FROM child") == [(7, 1)]


def test_a_backup_of_the_old_state_lies_beside(database: Path) -> None:
    bring_up_to_date(database, KEY, [FIRST, REBUILD], now=NOW)
    [name] = backups(database)
    assert name == "2026-03-02_080000Z_migration"
    copy = database.parent / "backups" / name
    assert sorted(path.name for path in copy.iterdir()) == ["backup.json", "vault.json", "werkakademie.db"]
    assert schema_version(copy / "werkakademie.db", KEY) == 1
    assert rows(copy / "werkakademie.db", "SELECT name FROM household") == [("Öz",)]


def test_a_failing_step_leaves_the_database_as_it_was(database: Path) -> None:
    half = sql_step(3, "CREATE TABLE half (id INTEGER);\nINSERT INTO missing VALUES (1);\n")
    for _ in range(2):
        with pytest.raises(MigrationFailedError, match="auf Stand 3") as caught:
            bring_up_to_date(database, KEY, [FIRST, REBUILD, half], now=NOW)
        assert "no such table: missing" in str(caught.value)
    assert schema_version(database, KEY) == 1
    assert rows(database, "SELECT name FROM sqlite_schema ORDER BY name") == [("child",), ("household",)]
    assert backups(database) == ["2026-03-02_080000Z_migration", "2026-03-02_080000Z_migration-2"]


def test_a_step_that_orphans_a_row_is_refused(database: Path) -> None:
    with pytest.raises(MigrationFailedError, match="child"):
        bring_up_to_date(database, KEY, [FIRST, sql_step(2, "DELETE FROM household;\n")], now=NOW)
    assert rows(database, "SELECT id FROM household") == [(1,)]


def test_a_step_may_be_a_function(database: Path) -> None:
    def rename(connection: Any) -> None:
        connection.execute("UPDATE household SET name = ?", ("Kaya",))

    bring_up_to_date(database, KEY, [FIRST, Step(2, rename)], now=NOW)
    assert rows(database, "SELECT name FROM household") == [("Kaya",)]


def test_a_newer_database_is_refused_with_both_numbers(database: Path) -> None:
    bring_up_to_date(database, KEY, [FIRST, REBUILD], now=NOW)
    with pytest.raises(NewerStoreError, match=r"Stand 2.*nur bis Stand 1"):
        bring_up_to_date(database, KEY, [FIRST], now=NOW)


def test_a_damaged_database_is_not_migrated(database: Path) -> None:
    content = bytearray(database.read_bytes())
    content[-200] ^= 0x40
    database.write_bytes(bytes(content))
    with pytest.raises((StoreDamagedError, StoreKeyError)):
        bring_up_to_date(database, KEY, [FIRST, REBUILD], now=NOW)
    assert backups(database) == []


def test_a_new_database_that_fails_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(MigrationFailedError):
        new_database(tmp_path / "neu.db", KEY, [FIRST, sql_step(2, "SELECT * FROM missing;\n")])
    assert list(tmp_path.iterdir()) == []


def test_a_script_is_cut_behind_its_statements() -> None:
    script = """\
-- A comment; with a semicolon.
CREATE TABLE a (b TEXT DEFAULT ';'); -- behind
CREATE TRIGGER t AFTER INSERT ON a BEGIN
    DELETE FROM a;
    SELECT 1;
END;
-- at the end
"""
    found = list(statements(script))
    assert [statement.split()[-1] for statement in found] == ["behind", "END;"]


def test_a_script_that_ends_too_early_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="ends within a statement"):
        list(statements("CREATE TABLE a (b);\nCREATE TABLE c (\n"))


def test_a_gap_in_the_numbers_is_a_mistake(tmp_path: Path) -> None:
    for name in ("0001_schema.sql", "0003_later.sql"):
        (tmp_path / name).write_text("SELECT 1;\n", encoding="utf-8")
    with pytest.raises(ValueError, match="without a gap"):
        steps_in(tmp_path)
