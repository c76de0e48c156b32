"""Fills a small disk with a store until it is full; ends with 0 when nothing was lost. Run by test_ballast.py."""

import sys
from contextlib import suppress
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa

from werkakademie.models import Participant
from werkakademie.records.ids import AccountId, ParticipantId
from werkakademie.records.vault import VaultAccount
from werkakademie.storage import ballast
from werkakademie.storage.errors import DiskFullError
from werkakademie.storage.identity import SystemClock, Uuid7Source
from werkakademie.storage.journal import chain
from werkakademie.storage.opening import create_store, open_store
from werkakademie.storage.transaction import Store
from werkakademie.storage.vault import open_with_password
from werkakademie.storage.vault_file import Hardness

MEGABYTE = 1024 * 1024
#: Larger than the log ever gets before it is folded in, as the real one is.
RESERVE = 5 * MEGABYTE
COACH = VaultAccount(AccountId(UUID("00000000-0000-7000-8000-0000000000c1")), "Renate Öz")


def main(disk: Path) -> None:
    ballast.SIZE = RESERVE
    folder = disk / "Standort"
    hardness = Hardness(memory_kib=8, passes=1, lanes=1)
    made = create_store(folder, account=COACH, password="x", clock=SystemClock(), ids=Uuid7Source(), hardness=hardness)
    store = made.store
    real = disk.is_mount()
    if not real:
        limit_pages(store, 3 * MEGABYTE)
    assert ballast.is_whole(folder)
    stored, error = fill(store)
    assert stored > 0
    assert error.freed == RESERVE, error
    assert people(store) == stored
    if not real:
        limit_pages(store, 4 * MEGABYTE)
    # What was typed is still in the form; one more try stores it.
    add_family(store, size=40)
    assert people(store) == stored + 40
    assert not real or not ballast.is_whole(folder)
    store.close()
    if real:
        open_on_a_full_disk(disk, folder, people_before=stored + 40)


def open_on_a_full_disk(disk: Path, folder: Path, *, people_before: int) -> None:
    """Without a byte left nobody could even read; the reserve gives the engine the room that its log needs."""
    ballast.SIZE = 2 * MEGABYTE
    assert ballast.keep(folder)
    rest = disk / "Filme"
    with suppress(OSError), rest.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    assert ballast.is_whole(folder)
    key = open_with_password(folder, COACH.account_id, "x")
    with open_store(folder, key, clock=SystemClock(), ids=Uuid7Source()) as store:
        assert store.reserve_gone
        assert people(store) == people_before
        add_family(store, size=4)
    with suppress(OSError), rest.open("ab", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    try:
        open_store(folder, key, clock=SystemClock(), ids=Uuid7Source()).close()
    except DiskFullError:
        return
    raise AssertionError("neither room nor a reserve, and no word about it")


def fill(store: Store) -> tuple[int, DiskFullError]:
    """Write until there is no room; gives how many people were acknowledged, and the refusal."""
    for stored in range(0, 20_000, 400):
        try:
            add_family(store, size=400)
        except DiskFullError as error:
            return stored, error
    raise AssertionError("the disk was never full")


def add_family(store: Store, *, size: int) -> None:
    with store.write(None) as tx:
        for number in range(size):
            person = ParticipantId(tx.new_id())
            tx.add(Participant(id=person, family_name=f"Familie {number}", street="x" * 200, created_at=tx.now))


def people(store: Store) -> int:
    with store.read() as tx:
        assert chain.verify(tx.driver) == ()
        assert tx.driver.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return tx.scalar(sa.select(sa.func.count()).select_from(Participant)) or 0


def limit_pages(store: Store, size: int) -> None:
    """The engine's own limit; every connection of the pool gets it."""

    def limit(connection: object, *_: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {size // 4096}")  # type: ignore[attr-defined]

    sa.event.listen(store.engine, "checkout", limit)
    store.engine.pool.dispose()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
