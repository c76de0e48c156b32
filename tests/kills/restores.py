"""One backup after the other takes the place of the store, and the process is killed in the middle of it."""

import random
from contextlib import closing
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path

from tests.factories import COACH, MONDAY_MORNING, PASSWORD, QUICK, a_participant
from tests.kills.harness import assert_whole, killed, opened
from werkakademie.records.backups import Backup, BackupReason
from werkakademie.records.site import NewSite
from werkakademie.services import restoring, site
from werkakademie.storage.backup import back_up
from werkakademie.storage.backup_file import backups_in
from werkakademie.storage.engine import connector_of
from werkakademie.storage.identity import SystemClock, Uuid7Source
from werkakademie.storage.practice_identity import CountingIds, SteppedClock
from werkakademie.storage.transaction import Store
from werkakademie.storage.vault_file import vault_accounts

#: The people of the one backup, and of the other; enough of them to make the copying last.
SMALL, LARGE = 20, 60


def restore(folder: Path, first: int, told: Connection) -> None:
    """Put the two backups in the place of the store by turns."""
    told.send(first - 1)
    for number in count(first):
        wanted = the_backups(folder)[number % 2]
        restoring.restore_closed(
            folder,
            wanted,
            account_id=vault_accounts(wanted.folder)[0].account_id,
            password=PASSWORD,
            clock=SystemClock(),
            ids=Uuid7Source(),
            progress=Steps(told, number - 1),
        )
        told.send(number)


class Steps:
    """Says at each step how far it was before, so that a kill falls into any of them."""

    def __init__(self, told: Connection, before: int) -> None:
        self._told, self._before = told, before

    def advance(self, done: int, total: int | None, text: str = "") -> None:  # noqa: ARG002
        self._told.send(self._before)


def the_backups(folder: Path) -> tuple[Backup, Backup]:
    """The two that were asked for, the small one first; those before each restore are others."""
    found = [one for one in backups_in(folder / "backups") if one.reason is BackupReason.REQUEST]
    large, small = found
    return small, large


def survive_restores(folder: Path, times: int, *, seed: int = 5) -> None:
    """Whatever the moment, the store is one of the two, whole, and the acknowledged one if none was begun since."""
    clock = SteppedClock(MONDAY_MORNING)
    new = NewSite("Musterstadt", "NI", COACH, PASSWORD)
    workplace, _key = site.create_site(folder, new, clock=clock, ids=CountingIds(), hardness=QUICK)
    for person in range(LARGE):
        if person == SMALL:
            back_up(workplace.store, reason=BackupReason.REQUEST)
            clock.set(MONDAY_MORNING.replace(hour=9))
        a_participant(workplace)
    back_up(workplace.store, reason=BackupReason.REQUEST)
    site.lock(workplace)
    people, chance, last, half = (SMALL, LARGE), random.Random(seed), 0, 0
    for _turn in range(times):
        acknowledged = killed(restore, folder, last + 1, chance)
        half += any((folder / name).exists() for name in ("restore.part", "restore.ready"))
        site.accounts_of(folder)
        with opened(folder) as store:
            assert_whole(store)
            found = people_of(store)
        now_or_next = {people[acknowledged % 2], people[(acknowledged + 1) % 2]}
        assert found in (now_or_next if acknowledged else {LARGE, SMALL})
        assert not (folder / "restore.part").exists()
        assert not (folder / "restore.ready").exists()
        last = acknowledged
    assert half or times < 30, "no kill fell into a restore"


def people_of(store: Store) -> int:
    with closing(connector_of(store.engine)()) as connection:
        return int(connection.execute("SELECT count(*) FROM participant").fetchone()[0])
