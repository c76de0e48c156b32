"""Kills migrations: at a random moment, and at each statement of a step; the old or the new version is whole."""

import json
import multiprocessing
import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from uuid import UUID

from tests.disk.workload import insert_person
from tests.migrations.stored import COACH, MOMENT, PASSWORD, folder_of, plain
from werkakademie.records.doctor import FindingKind
from werkakademie.records.progress import Unwatched
from werkakademie.storage import ballast
from werkakademie.storage.doctor.run import examine
from werkakademie.storage.engine import connector
from werkakademie.storage.journal import chain, triggers
from werkakademie.storage.migrate import Step, bring_up_to_date, schema_version, steps_in
from werkakademie.storage.opening import open_store
from werkakademie.storage.practice_identity import CountingIds, SteppedClock
from werkakademie.storage.vault import open_with_password
from werkakademie.storage.vault_file import database_path

#: So many more people than in the stored example, so that a migration takes a moment in which it can be killed.
_PEOPLE = 1500
#: The example's application paper points to bytes that are not what its name says; a copied folder is open to all.
_OF_THE_EXAMPLE = {FindingKind.FILES_CHANGED, FindingKind.OPEN_TO_OTHERS, FindingKind.LEFTOVERS}
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.kills.migrations"])


@dataclass(frozen=True, slots=True)
class OldStore:
    """A store of schema 1, and all that it holds: table -> rows."""

    folder: Path
    key: bytes
    rows: dict[str, list[dict[str, Any]]]


def old_store(folder: Path) -> OldStore:
    """The stored example of schema 1 with many more people."""
    shutil.copytree(folder_of(1), folder)
    key = open_with_password(folder, COACH.account_id, PASSWORD)
    with closing(connector(database_path(folder), key)()) as connection:
        connection.execute("BEGIN IMMEDIATE")
        for number in range(_PEOPLE):
            connection.execute(*insert_person(5_000 + number))
        connection.execute("COMMIT")
        named = json.loads((folder / "rows.json").read_text(encoding="utf-8"))
        rows = {table: rows_of(connection, table) for table in named}
    assert rows["participant"][0]["id"] != UUID(int=5_000).hex
    return OldStore(folder, key, rows)


def rows_of(connection: Any, table: str) -> list[dict[str, Any]]:
    """The rows in a fixed order, as JSON could hold them."""
    found = connection.execute(f'SELECT * FROM "{table}"')
    names = [column[0] for column in found.description]
    rows = [{name: plain(value) for name, value in zip(names, row, strict=True)} for row in found.fetchall()]
    return sorted(rows, key=lambda row: json.dumps(row, sort_keys=True))


def survive_kills_at_random(folder: Path, kills: int, *, seed: int = 1) -> None:
    """Kill the opening of an old store somewhere in its migration."""
    old = old_store(folder / "alt")
    chance = random.Random(seed)
    for _kill in range(kills):
        copy = Path(shutil.copytree(old.folder, folder / "Standort"))
        ours, its = _FORKS.Pipe(duplex=False)
        child = _FORKS.Process(target=_open, args=(copy, old.key, its), daemon=True)
        child.start()
        its.close()
        assert ours.recv() == "begins"
        time.sleep(chance.random() * chance.choice((0.05, 0.15, 0.4)))
        child.kill()
        child.join()
        assert_old_or_new(old, copy)
        shutil.rmtree(copy)


def survive_kills_at_statements(folder: Path, places: range | None = None) -> int:
    """Kill it after the n-th statement of the steps, for every n (or those of `places`); gives how many there are."""
    old = old_store(folder / "alt")
    count = statements_of_steps(folder, old)
    for place in places if places is not None else range(1, count + 1):
        copy = Path(shutil.copytree(old.folder, folder / "Standort"))
        child = _FORKS.Process(target=_migrate_until, args=(copy, old.key, place), daemon=True)
        child.start()
        child.join()
        assert child.exitcode == -signal.SIGKILL
        assert schema_version(database_path(copy), old.key) == 1
        assert_old_or_new(old, copy)
        shutil.rmtree(copy)
    return count


def statements_of_steps(folder: Path, old: OldStore) -> int:
    """How many statements the missing steps consist of."""
    copy = Path(shutil.copytree(old.folder, folder / "gezählt"))
    counted = [0]
    bring_up_to_date(database_path(copy), old.key, _watched(lambda: counted.append(1)), now=MOMENT)
    shutil.rmtree(copy)
    return sum(counted)


def assert_old_or_new(old: OldStore, folder: Path) -> None:
    """All rows are there in either version, and opening brings the store up to date."""
    path = database_path(folder)
    version = schema_version(path, old.key)
    assert version in (1, len(steps_in()))
    with closing(connector(path, old.key)()) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        for table, rows in old.rows.items():
            _assert_rows(rows, rows_of(connection, table), table)
    with open_store(folder, old.key, clock=SteppedClock(MOMENT), ids=CountingIds()) as store:
        with store.read() as tx:
            assert triggers.differences(tx.driver) == ()
            assert chain.verify(tx.driver) == ()
            assert tx.driver.execute("PRAGMA foreign_key_check").fetchall() == []
            for table, rows in old.rows.items():
                _assert_rows(rows, rows_of(tx.driver, table), table)
        found = {finding.kind for finding in examine(store, Unwatched()).findings}
        assert found <= _OF_THE_EXAMPLE, found


def _assert_rows(before: list[dict[str, Any]], now: list[dict[str, Any]], table: str) -> None:
    """The same rows; a step may have added columns."""
    names = before[0].keys()
    kept = sorted(({name: row[name] for name in names} for row in now), key=lambda row: json.dumps(row, sort_keys=True))
    assert kept == before, table


def _open(folder: Path, key: bytes, its: Connection) -> None:
    ballast.SIZE = 1024
    its.send("begins")
    open_store(folder, key, clock=SteppedClock(MOMENT), ids=CountingIds()).close()


def _migrate_until(folder: Path, key: bytes, place: int) -> None:
    counted = [0]

    def count() -> None:
        counted[0] += 1
        if counted[0] == place:
            os.kill(os.getpid(), signal.SIGKILL)

    bring_up_to_date(database_path(folder), key, _watched(count), now=MOMENT)


class _Watched:
    """A connection that tells after each statement."""

    def __init__(self, connection: Any, after: Callable[[], object]) -> None:
        self._connection, self._after = connection, after

    def execute(self, *arguments: Any) -> Any:
        answer = self._connection.execute(*arguments)
        self._after()
        return answer


def _watched(after: Callable[[], object]) -> tuple[Step, ...]:
    """The steps, with something to do after each statement."""

    def watched(step: Step) -> Step:
        return Step(step.number, lambda connection: step.run(_Watched(connection, after)))

    return tuple(map(watched, steps_in()))
