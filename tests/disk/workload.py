"""Edits of a store through a second implementation, whose file system we can replace; with the journal's triggers."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import apsw

from werkakademie.records.ids import AccountId
from werkakademie.records.vault import VaultAccount
from werkakademie.storage.engine import configure
from werkakademie.storage.journal import chain, writing
from werkakademie.storage.opening import create_store, open_store
from werkakademie.storage.practice_identity import CountingIds, SteppedClock
from werkakademie.storage.vault import open_with_password
from werkakademie.storage.vault_file import Hardness, database_path

COACH = VaultAccount(AccountId(UUID("00000000-0000-7000-8000-0000000000c1")), "Renate Öz")
PASSWORD = "Grüne Tür am Maschsee"
QUICK = Hardness(memory_kib=8, passes=1, lanes=1)
MOMENT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)

_EMPTY = ("given_names", "own_number", "languages", "months_in_need_source", "phone", "email", "street", "postcode")
#: What every person's row needs.
_PERSON: dict[str, object] = {**dict.fromkeys((*_EMPTY, "city"), ""), "created_at": "2026-03-02 08:00:00", "deleted": 0}

#: What a store holds of people: id -> (family name, given names).
People = dict[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class StoreFiles:
    """A closed store: its folder and its key."""

    folder: Path
    key: bytes

    @property
    def path(self) -> Path:
        return database_path(self.folder)


def made_store(folder: Path) -> StoreFiles:
    """A new store with two people in it, closed."""
    made = create_store(
        folder, account=COACH, password=PASSWORD, clock=SteppedClock(MOMENT), ids=CountingIds(), hardness=QUICK
    )
    made.store.close()
    files = StoreFiles(folder, open_with_password(folder, COACH.account_id, PASSWORD))
    with second_connection(files, "multipleciphers-unix") as connection:
        edit(connection, [insert_person(1), insert_person(2)])
    return files


@contextmanager
def second_connection(
    files: StoreFiles, vfs: str, *, checkpoint_pages: int = 1000, synchronous: str = ""
) -> Iterator[apsw.Connection]:
    """The database opened by apsw-sqlite3mc, set as ours is. However it ends, it is closed."""
    connection = apsw.Connection(str(files.path), vfs=vfs)
    try:
        connection.pragma("cipher", "sqlcipher")
        connection.pragma("legacy", 4)
        connection.execute(f"PRAGMA key = \"x'{files.key.hex()}'\"")
        configure(connection)
        if synchronous:
            connection.pragma("synchronous", synchronous)
        connection.pragma("wal_autocheckpoint", checkpoint_pages)
        yield connection
    finally:
        connection.close(force=True)


Statement = tuple[str, tuple[object, ...]]


def edit(connection: apsw.Connection, statements: list[Statement]) -> None:
    """One writing transaction as the store makes it: context, statements, seal, commit."""
    ids = CountingIds(first=7_000_000)
    connection.execute("BEGIN IMMEDIATE")
    try:
        opened = writing.begin(connection, MOMENT, ids)
        for sql, values in statements:
            connection.execute(sql, values)
        writing.seal(connection, opened, now=MOMENT, actor=COACH.account_id, undoes=None)
        connection.execute("COMMIT")
    except apsw.Error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def insert_person(number: int) -> Statement:
    values = {**_PERSON, "id": UUID(int=number).hex, "family_name": f"Familie {number}"}
    return f"INSERT INTO participant ({', '.join(values)}) VALUES ({', '.join('?' * len(values))})", tuple(
        values.values()
    )


def rename_person(number: int, given_names: str) -> Statement:
    return "UPDATE participant SET given_names = ? WHERE id = ?", (given_names, UUID(int=number).hex)


def workload() -> list[list[Statement]]:
    """Small edits, one with many rows, and changes of rows that are there: each list is one transaction."""
    edits: list[list[Statement]] = [[rename_person(1, "Olena")], [insert_person(3), rename_person(2, "Amir")]]
    edits.append([insert_person(number) for number in range(10, 60)])
    edits += [[rename_person(number, "x" * number)] for number in range(10, 30)]
    edits.append([("UPDATE participant SET city = 'Hannover' WHERE family_name <> ''", ())])
    edits += [[rename_person(1, f"Olena {number}")] for number in range(20)]
    return edits


def people_after(files: StoreFiles) -> People:
    """Open the store as the program does, check all of it, and give who is in it."""
    with (
        open_store(files.folder, files.key, clock=SteppedClock(MOMENT), ids=CountingIds()) as store,
        store.read() as tx,
    ):
        assert tx.driver.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert tx.driver.execute("PRAGMA foreign_key_check").fetchall() == []
        assert chain.verify(tx.driver) == ()
        return people_in(tx.driver)


def people_in(connection: Any) -> People:
    """By either driver."""
    rows = connection.execute("SELECT id, family_name, given_names || '/' || city FROM participant").fetchall()
    return {person: (family, given) for person, family, given in rows}
