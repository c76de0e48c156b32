"""Another implementation of the encryption opens the store and reads the same rows: nobody depends on this program."""

import json
import re
import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

import apsw
import pytest

from tests.migrations.stored import COACH, MOMENT, PASSWORD, folder_of
from werkakademie.storage.engine import connector
from werkakademie.storage.migrate import steps_in
from werkakademie.storage.opening import open_store
from werkakademie.storage.practice_identity import CountingIds, SteppedClock
from werkakademie.storage.vault import open_with_password
from werkakademie.storage.vault_file import database_path

ROOT = Path(__file__).resolve().parents[3]
HANDBOOK = ROOT / "docs" / "handbuch" / "pruefung.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the stored example with a row in every table."""
    return Path(shutil.copytree(folder_of(len(steps_in())), tmp_path / "Standort"))


@pytest.fixture
def key(folder: Path) -> bytes:
    return open_with_password(folder, COACH.account_id, PASSWORD)


def second(folder: Path, key: bytes) -> apsw.Connection:
    connection = apsw.Connection(str(database_path(folder)), flags=apsw.SQLITE_OPEN_READONLY)
    for pragma in ("cipher = 'sqlcipher'", "legacy = 4", f"key = \"x'{key.hex()}'\""):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def rows(connection: Any) -> dict[str, list[tuple[Any, ...]]]:
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall()
    return {name: [tuple(row) for row in connection.execute(f'SELECT * FROM "{name}"').fetchall()] for (name,) in names}


def test_it_reads_every_row_of_every_table(folder: Path, key: bytes) -> None:
    with open_store(folder, key, clock=SteppedClock(MOMENT), ids=CountingIds()) as store, store.read() as tx:
        ours = rows(tx.driver)
    with closing(second(folder, key)) as connection:
        theirs = rows(connection)
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert theirs == ours
    for table in json.loads((folder / "rows.json").read_text(encoding="utf-8")):
        assert theirs[table], table
    assert theirs["journal_entry"]


def test_it_searches_as_we_do(folder: Path, key: bytes) -> None:
    query = "SELECT rowid FROM participant_fts WHERE participant_fts MATCH 'beispiel*'"
    with closing(connector(database_path(folder), key)()) as connection:
        ours = connection.execute(query).fetchall()
    with closing(second(folder, key)) as connection:
        assert connection.execute(query).fetchall() == ours != []


def test_the_way_in_the_handbook_works(folder: Path, key: bytes) -> None:
    """What the chapter tells somebody to type in an emergency opens the file."""
    text = HANDBOOK.read_text(encoding="utf-8")
    pragmas = re.findall(r"^PRAGMA ([^;]+);", text, flags=re.MULTILINE)
    assert len(pragmas) == 3
    with closing(apsw.Connection(str(database_path(folder)), flags=apsw.SQLITE_OPEN_READONLY)) as connection:
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma.replace('…', key.hex())}")
        assert connection.execute("SELECT count(*) FROM participant").get == 1
