"""Every schema that was ever released opens with this program, and nothing that it held is lost."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.migrations.stored import COACH, MOMENT, PASSWORD, folder_of, plain
from werkakademie.storage.engine import connector
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
