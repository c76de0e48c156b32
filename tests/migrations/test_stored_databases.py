"""Every schema that was ever released opens with this program, and nothing that it held is lost."""

import json
import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.migrations.stored import COACH, MOMENT, PASSWORD, folder_of, plain
from werkakademie.storage.engine import connector
from werkakademie.storage.errors import NewerStoreError
from werkakademie.storage.journal import chain, triggers
from werkakademie.storage.journal.folding import differing_rows
from werkakademie.storage.migrate import new_database, schema_version, steps_in
from werkakademie.storage.opening import open_store
from werkakademie.storage.practice_identity import CountingIds, SteppedClock
from werkakademie.storage.vault import open_with_password
from werkakademie.storage.vault_file import database_path

NEWEST = len(steps_in())
VERSIONS = range(1, NEWEST + 1)


@pytest.fixture(params=VERSIONS)
def version(request: pytest.FixtureRequest) -> int:
    number: int = request.param
    return number


@pytest.fixture
def folder(version: int, tmp_path: Path) -> Path:
    """A copy of the stored one, which is never written to."""
    return Path(shutil.copytree(folder_of(version), tmp_path / "Standort"))


@pytest.fixture
def key(folder: Path) -> bytes:
    return open_with_password(folder, COACH.account_id, PASSWORD)


def test_it_has_the_version_of_its_folder(version: int, folder: Path, key: bytes) -> None:
    assert schema_version(database_path(folder), key) == version


def test_every_row_is_still_there(folder: Path, key: bytes) -> None:
    expected = json.loads((folder / "rows.json").read_text(encoding="utf-8"))
    store = open_store(folder, key, clock=SteppedClock(MOMENT), ids=CountingIds())
    with store.read() as tx:
        for table, row in expected.items():
            found = tx.connection.exec_driver_sql(f"SELECT * FROM {table}").mappings().one()
            assert {name: plain(found[name]) for name in row} == row, table
        sought = tx.connection.exec_driver_sql(
            "SELECT count(*) FROM participant_fts WHERE participant_fts MATCH 'beispiel'"
        )
        assert sought.scalar_one() == 1
    store.close()


def test_triggers_references_and_the_journal_are_whole_and_tell_of_every_row(folder: Path, key: bytes) -> None:
    """A store that is older than the journal gets its rows written into it: each row is what its entries say."""
    with open_store(folder, key, clock=SteppedClock(MOMENT), ids=CountingIds()) as store, store.read() as tx:
        assert triggers.differences(tx.driver) == ()
        assert chain.verify(tx.driver) == ()
        assert tx.driver.execute("PRAGMA foreign_key_check").fetchall() == []
        assert tx.driver.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        for table in triggers.journalled_tables(tx.driver):
            assert list(differing_rows(tx.driver, table)) == [], table.name
        told = {name for (name,) in tx.driver.execute("SELECT DISTINCT table_name FROM journal_entry").fetchall()}
        held = {
            table.name
            for table in triggers.journalled_tables(tx.driver)
            if tx.driver.execute(f'SELECT 1 FROM "{table.name}"').fetchone()
        }
        assert told >= held != set()


def test_a_newer_file_is_refused_with_both_versions(folder: Path, key: bytes) -> None:
    path = database_path(folder)
    with closing(connector(path, key)()) as connection:
        connection.execute(f"PRAGMA user_version = {NEWEST + 3}")
    before = path.read_bytes()
    with pytest.raises(NewerStoreError) as caught:
        open_store(folder, key, clock=SteppedClock(MOMENT), ids=CountingIds())
    assert str(NEWEST + 3) in caught.value.sentence()
    assert str(NEWEST) in caught.value.sentence()
    assert path.read_bytes() == before, "nothing was changed"


def test_it_ends_in_the_same_schema_as_a_new_database(folder: Path, key: bytes, tmp_path: Path) -> None:
    """If schema 1 is not released yet and was changed: `python -m tests.migrations.stored` makes it anew."""
    open_store(folder, key, clock=SteppedClock(MOMENT), ids=CountingIds()).close()
    new_database(tmp_path / "neu.db", key)
    assert schema(database_path(folder), key) == schema(tmp_path / "neu.db", key)


def schema(path: Path, key: bytes) -> list[Any]:
    connection = connector(path, key)()
    try:
        return list(connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name").fetchall())
    finally:
        connection.close()
