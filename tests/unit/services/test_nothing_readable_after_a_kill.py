"""A process that dies in its work leaves nothing readable: not beside the store, not in temporary files or backups."""

import random
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from tests.factories import MONDAY_MORNING, PASSWORD, QUICK, a_participant
from tests.kills.harness import Workload, killed
from tests.kills.restores import restore
from tests.kills.rotations import LEAD, rotate
from tests.kills.workloads import back_up, edit, erase
from werkakademie.records.drafts import DraftKey
from werkakademie.records.site import NewSite
from werkakademie.services import backups, drafts, site
from werkakademie.storage.practice_identity import CountingIds, SteppedClock

NAMES = ("Zwetschgenbaum", "Quittenstrauch", "Holunderblüte")
#: What the workloads themselves write about people.
WRITTEN = ("Kovalenko", "Vorname1x", "Ort 1")


def draft_and_edit(folder: Path, first: int, told: Connection) -> None:
    """Leave a form half typed, then go on as `edit` does."""
    clock = SteppedClock(MONDAY_MORNING)
    workplace = site.unlock(
        folder, site.accounts_of(folder)[0].account_id, PASSWORD, clock=clock, ids=CountingIds(50_000 * first)
    )
    drafts.save_draft(workplace, DraftKey("participant.add"), {"family_name": NAMES[2]})
    site.lock(workplace)
    edit(folder, first, told)


@pytest.mark.parametrize(
    "work", [draft_and_edit, back_up, erase, rotate, restore], ids=lambda work: getattr(work, "__name__", "")
)
def test_no_file_names_anybody(work: Workload, tmp_path: Path) -> None:
    folder, stick = tmp_path / "Standort", tmp_path / "Stick"
    stick.mkdir()
    made(folder, stick)
    left: set[str] = set()
    for turn in range(2):
        killed(work, folder, 1 + 1000 * turn, random.Random(turn))
        for path in [path for path in tmp_path.rglob("*") if path.is_file()]:
            content = path.read_bytes().lower()
            left.add(path.name)
            for word in (*NAMES, *WRITTEN, PASSWORD, "CREATE TABLE", "SQLite format 3"):
                assert word.lower().encode() not in content, f"{path} says {word}"
                assert word.lower().encode("utf-16-le") not in content, f"{path} says {word}"
    if work is draft_and_edit:
        assert "werkakademie.db-wal" in left, "it died with the store open"
    assert {"werkakademie.db", "vault.json", "backup.json"} <= left


def made(folder: Path, stick: Path) -> None:
    """A site with people, two backups of it, and copies of them on a stick."""
    new = NewSite("Musterstadt", "NI", LEAD, PASSWORD)
    workplace, _key = site.create_site(
        folder, new, clock=SteppedClock(MONDAY_MORNING), ids=CountingIds(), hardness=QUICK
    )
    backups.set_second_folder(workplace, stick)
    for name in NAMES[:2]:
        a_participant(workplace, "Olena", name)
        backups.create(workplace)
    site.lock(workplace)
