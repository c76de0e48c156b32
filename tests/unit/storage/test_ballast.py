"""A full disk: said so, nothing lost, the reserve given up so that the next try succeeds, and made again later."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import sqlalchemy as sa
from sqlcipher3 import dbapi2

from tests.migrations.stored import COACH, MOMENT, PASSWORD, folder_of
from werkakademie.models import Participant
from werkakademie.records.ids import ParticipantId
from werkakademie.storage import ballast, checks
from werkakademie.storage.errors import DiskFullError
from werkakademie.storage.journal import chain
from werkakademie.storage.migrate import Step, bring_up_to_date, schema_version, steps_in
from werkakademie.storage.transaction import Store
from werkakademie.storage.vault import open_with_password
from werkakademie.storage.vault_file import database_path

MEGABYTE = 1024 * 1024


def add_family(store: Store, *, people: int = 400) -> None:
    with store.write(None) as tx:
        for number in range(people):
            tx.add(
                Participant(
                    id=ParticipantId(tx.new_id()), family_name=f"Familie {number}", street="x" * 200, created_at=tx.now
                )
            )


def people(store: Store) -> int:
    with store.read() as tx:
        assert chain.verify(tx.driver) == ()
        assert tx.driver.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return tx.scalar(sa.select(sa.func.count()).select_from(Participant)) or 0


def test_a_store_has_its_reserve_from_the_beginning(store: Store, folder: Path) -> None:
    path = ballast.reserve_path(folder)
    assert path.stat().st_size == ballast.SIZE
    # Real bytes: a file with holes would keep no room.
    assert os.name == "nt" or path.stat().st_blocks * 512 >= ballast.SIZE
    assert len(set(path.read_bytes())) == 256
    assert store.path.exists()


def test_it_is_made_again_by_the_first_write_after_there_is_room(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.engine.connect() as connection:
        room = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {room + 4}")
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: SimpleNamespace(free=ballast.SIZE))
    with pytest.raises(DiskFullError) as caught:
        add_family(store)
    assert caught.value.freed == ballast.SIZE
    assert "1 MB Reserve sind freigegeben" in caught.value.sentence()
    assert "nicht gespeichert" in caught.value.sentence()
    assert not ballast.is_whole(folder)
    with store.engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {room * 100}")
    add_family(store, people=3)
    assert not ballast.is_whole(folder)
    monkeypatch.undo()
    monkeypatch.setattr(ballast, "SIZE", MEGABYTE)
    add_family(store, people=3)
    assert ballast.is_whole(folder)
    assert people(store) == 6


def test_a_full_disk_without_a_reserve_is_still_named(store: Store, folder: Path) -> None:
    ballast.give_up(folder)
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
    with pytest.raises(DiskFullError) as caught:
        add_family(store)
    assert caught.value.freed == 0
    assert "alles Frühere ist sicher" in caught.value.sentence()
    assert people(store) == 0


def test_an_error_of_the_disk_on_a_full_disk_is_a_full_disk(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The engine calls it an error of input and output when its index of the log can't grow."""
    monkeypatch.setattr(checks, "is_full", lambda asked: asked == folder)
    with pytest.raises(DiskFullError) as caught, store.write(None) as tx:
        raise sa.exc.OperationalError("INSERT", {}, dbapi2.OperationalError("disk I/O error"))
    assert caught.value.freed == ballast.SIZE
    assert tx.changes is not None


def test_no_room_for_a_reserve_is_no_reason_to_refuse_work(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ballast.give_up(folder)
    monkeypatch.setattr(ballast, "SIZE", 1 << 60)
    store.keep_reserve()
    assert not ballast.is_whole(folder)
    with pytest.raises(DiskFullError):
        ballast.require(folder)
    add_family(store, people=2)
    assert people(store) == 2


def test_long_work_asks_for_room_before_it_begins(store: Store) -> None:
    store.require_room(1024)
    with pytest.raises(DiskFullError):
        store.require_room(1 << 60)
    assert ballast.is_whole(store.path.parent), "nothing was written yet, so nothing has to be given up"


def test_a_migration_that_fills_the_disk_says_so_and_changes_nothing(tmp_path: Path) -> None:
    """The engine's limit stands in for the disk; the reserve goes, so that the old version can be worked with."""
    folder = Path(shutil.copytree(folder_of(1), tmp_path / "Standort"))
    key = open_with_password(folder, COACH.account_id, PASSWORD)
    path = database_path(folder)
    ballast.keep(folder)

    def fill(connection: Any) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
        connection.execute("CREATE TABLE gross (inhalt BLOB)")
        connection.execute("INSERT INTO gross VALUES (randomblob(1000000))")

    with pytest.raises(DiskFullError) as caught:
        bring_up_to_date(path, key, (*steps_in(), Step(len(steps_in()) + 1, fill)), now=MOMENT)
    assert caught.value.freed == ballast.SIZE
    assert schema_version(path, key) == 1


def test_on_a_disk_that_is_really_full_nothing_is_lost(tmp_path: Path) -> None:
    """A child mounts twelve megabytes in a name space of its own, so that nothing stays mounted whatever happens.

    Where that is not allowed, the engine's own limit of pages takes the disk's place: the test never skips.
    """
    folder = tmp_path / "Datenträger"
    folder.mkdir()
    script = Path(__file__).with_name("full_disk.py")
    limited = [sys.executable, str(script), str(folder)]
    mounting = ["sh", "-c", 'mount -t tmpfs -o size=12m tmpfs "$1" && shift && exec "$@"', "sh", str(folder), *limited]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    for prefix in (["unshare", "-m"], ["unshare", "-Urm"]):
        if shutil.which("unshare") and run([*prefix, "sh", "-c", 'mount -t tmpfs tmpfs "$0"', str(folder)]) == 0:
            assert run([*prefix, *mounting], environment) == 0
            return
    assert run(limited, environment) == 0


def run(command: list[str], environment: dict[str, str] | None = None) -> int:
    return subprocess.run(command, env=environment, check=False).returncode
