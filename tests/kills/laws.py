"""The laws that hold however often a process is killed; a few times in the normal run, 200 times in tests/soak."""

import random
from pathlib import Path

from sqlmodel import func, select

from tests.factories import a_participant, make_workplace
from tests.kills.harness import assert_whole, killed, opened
from tests.kills.workloads import LIST_LENGTH, back_up, edit, erase, import_lists
from werkakademie.models import Enrolment, Participant
from werkakademie.storage.backup_checks import check_database, check_files
from werkakademie.storage.backup_file import backups_folder, backups_in
from werkakademie.storage.engine import connector_of


def survive_edits(folder: Path, times: int, *, seed: int = 1) -> None:
    """Nothing acknowledged is lost: the city is that of the last acknowledged edit, or of the one after it."""
    workplace = make_workplace(folder)
    a_participant(workplace)
    workplace.store.close()
    chance, last = random.Random(seed), 0
    for _turn in range(times):
        last = killed(edit, folder, last + 1, chance)
        store = opened(folder)
        assert_whole(store)
        with store.read() as tx:
            city = tx.scalars(select(Participant.city))[0]
            entries = tx.driver.execute("SELECT count(*) FROM journal_entry WHERE operation = 'U'").fetchone()[0]
        store.close()
        found = int(city.removeprefix("Ort ") or 0)
        assert found in (last, last + 1), f"acknowledged {last}, found {found}"
        assert entries == found, "one entry per edit, no more and no fewer"
        last = found


def survive_imports(folder: Path, times: int, *, seed: int = 2) -> None:
    """A list is in with all its people, or not at all."""
    make_workplace(folder).store.close()
    chance, last = random.Random(seed), 0
    for _turn in range(times):
        last = killed(import_lists, folder, last + 1, chance)
        store = opened(folder)
        assert_whole(store)
        with store.read() as tx:
            people = tx.scalar(select(func.count()).select_from(Participant))
            enrolments = tx.scalar(select(func.count()).select_from(Enrolment))
        store.close()
        assert people == enrolments
        found, rest = divmod(people or 0, LIST_LENGTH)
        assert rest == 0, "half a list"
        assert found in (last, last + 1), f"acknowledged {last}, found {found}"
        last = found


def survive_backups(folder: Path, times: int, *, seed: int = 3) -> None:
    """Every backup that was acknowledged opens and is whole; half of one never counts as one."""
    workplace = make_workplace(folder)
    a_participant(workplace)
    workplace.store.close()
    chance, last = random.Random(seed), 0
    for _turn in range(times):
        last = killed(back_up, folder, last + 1, chance)
        store = opened(folder)
        assert_whole(store)
        newest = backups_in(backups_folder(folder))[0]
        check_files(newest)
        check_database(newest, connector_of(store.engine).key)
        with store.read() as tx:
            last = int(tx.scalars(select(Participant.city))[0].removeprefix("Ort ") or 0)
        store.close()


def survive_erasures(folder: Path, times: int, *, seed: int = 4) -> None:
    """A person is gone with everything about them, journal values too, or is there with everything."""
    make_workplace(folder).store.close()
    chance, left = random.Random(seed), set[int]()
    for _turn in range(times):
        first = max(left, default=0) + 1
        last = killed(erase, folder, first, chance)
        # Acknowledged are the taking in of the last person and the erasure of all before.
        acknowledged = left if last < first else {last}
        store = opened(folder)
        assert_whole(store)
        with store.read() as tx:
            left = {int(text) for text in tx.scalars(select(Participant.own_number))}
            enrolments = tx.scalar(select(func.count()).select_from(Enrolment))
            values = tx.driver.execute("SELECT group_concat(fields) FROM journal_entry").fetchone()[0]
        store.close()
        assert left in (acknowledged, acknowledged | {last + 1}, {last + 1}), f"acknowledged {last}, found {left}"
        assert enrolments in range(len(left) - 1, len(left) + 1), "a person is taken in before they are enrolled"
        assert {number for number in range(1, last + 2) if f"Vorname{number}x" in values} == left
