"""Backups as services: when one is made, where its copy goes, what is thinned, and what a check says."""

import errno
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.factories import COACH, MONDAY_MORNING, PASSWORD, QUICK, a_participant
from werkakademie.errors import NotAllowedError, ProgramError
from werkakademie.records.backups import BackupCheck, BackupReason
from werkakademie.records.enums import Role
from werkakademie.records.site import NewSite
from werkakademie.services import account_removal, accounts, backups, site
from werkakademie.services.workplace import Workplace
from werkakademie.storage import backup
from werkakademie.storage.backup_errors import (
    BackupSpaceError,
    BackupUnreachableError,
    DamagedBackupError,
    SecondFolderMissingError,
)
from werkakademie.storage.backup_file import backups_in
from werkakademie.storage.practice_identity import CountingIds, SteppedClock


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock(MONDAY_MORNING)


@pytest.fixture
def workplace(tmp_path: Path, clock: SteppedClock) -> Iterator[Workplace]:
    new = NewSite("Übungsstandort", "NI", COACH, PASSWORD, practice=True)
    opened, _key = site.create_site(tmp_path / "store", new, clock=clock, ids=CountingIds(), hardness=QUICK)
    a_participant(opened)
    yield opened
    opened.store.close()


@pytest.fixture
def stick(workplace: Workplace, tmp_path: Path) -> Path:
    folder = tmp_path / "Stick"
    folder.mkdir()
    backups.set_second_folder(workplace, folder)
    return folder


def again(workplace: Workplace, clock: SteppedClock, ids: int) -> Workplace:
    folder, account = workplace.store.path.parent, workplace.account_id
    return site.unlock(folder, account, PASSWORD, clock=clock, ids=CountingIds(ids))


def reasons(workplace: Workplace) -> list[BackupReason | None]:
    return [one.reason for one in backups_in(workplace.store.path.parent / "backups")]


def test_closing_makes_a_backup_only_when_something_was_changed(workplace: Workplace, clock: SteppedClock) -> None:
    backups.close(workplace)
    assert reasons(workplace) == [BackupReason.CLOSE]
    clock.step(timedelta(hours=3))
    second = again(workplace, clock, 100_000)
    backups.close(second)
    assert reasons(workplace) == [BackupReason.CLOSE], "nobody changed anything"
    third = again(workplace, clock, 200_000)
    a_participant(third, "Leyla", "Yılmaz")
    backups.close(third)
    assert reasons(workplace) == [BackupReason.CLOSE] * 2


def test_locking_often_makes_one_backup_an_hour(workplace: Workplace, clock: SteppedClock) -> None:
    backups.close_for_a_while(workplace)
    for minutes, expected in ((5, 1), (50, 1), (10, 2)):
        clock.step(timedelta(minutes=minutes))
        workplace = again(workplace, clock, 100_000 * (minutes + 1))
        a_participant(workplace, "Leyla", f"Yılmaz {minutes}")
        backups.close_for_a_while(workplace)
        assert len(reasons(workplace)) == expected


def test_closing_in_the_same_hour_replaces_the_backup_before(workplace: Workplace, clock: SteppedClock) -> None:
    backups.close(workplace)
    clock.step(timedelta(minutes=5))
    second = again(workplace, clock, 100_000)
    a_participant(second, "Leyla", "Yılmaz")
    backups.close(second)
    [left] = backups_in(workplace.store.path.parent / "backups")
    assert left.made_at == clock.now()


def test_a_problem_at_the_close_stops_nobody_and_is_remembered(workplace: Workplace, clock: SteppedClock) -> None:
    place = workplace.store.path.parent / "backups"
    place.write_text("im Weg", encoding="utf-8")
    backups.close(workplace)
    place.unlink()
    second = again(workplace, clock, 100_000)
    found = backups.status(second)
    assert "kann für die Sicherung nicht zugegriffen werden" in found.last_problem
    assert found.is_worrying(clock.now())
    backups.create(second)
    assert not backups.status(second).is_worrying(clock.now())
    second.store.close()


@pytest.mark.parametrize("close", [backups.close, backups.close_for_a_while])
def test_whatever_goes_wrong_with_the_backup_the_store_is_closed(
    workplace: Workplace, close: Callable[[Workplace], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A window that locks must not leave the key behind because of a fault of ours."""

    def fails(*_arguments: object, **_keywords: object) -> None:
        raise ProgramError("a fault")

    monkeypatch.setattr(backup, "back_up", fails)
    with pytest.raises(ProgramError, match="a fault"):
        close(workplace)
    with pytest.raises(ProgramError, match="the store is closed"):
        backups.status(workplace)


@pytest.mark.parametrize("close", [backups.close, backups.close_for_a_while])
def test_closing_what_a_restore_has_closed_already_is_no_fault(
    workplace: Workplace, clock: SteppedClock, close: Callable[[Workplace], None]
) -> None:
    """The window locks after a restore, and would ask a store without a key what was changed."""
    backups.create(workplace)
    clock.step(timedelta(hours=2))
    site.lock(workplace)
    close(workplace)
    assert reasons(workplace) == [BackupReason.REQUEST]


def test_each_backup_goes_to_the_second_folder_too_and_is_thinned_there(
    workplace: Workplace, clock: SteppedClock, stick: Path
) -> None:
    backups.back_up(workplace)
    clock.step(timedelta(days=100))
    backups.back_up(workplace)
    [below] = stick.iterdir()
    assert [one.made_at for one in backups_in(below)] == [clock.now()]
    assert len(backups_in(workplace.store.path.parent / "backups")) == 1
    assert backups.status(workplace).second_at == clock.now()
    assert [one.second for one in backups.listed(workplace)] == [False, True]


def test_the_site_says_how_many_days_a_backup_stays(workplace: Workplace, clock: SteppedClock) -> None:
    site.change_site(workplace, fields={"backup_days": 30})
    backups.back_up(workplace)
    clock.step(timedelta(days=31))
    backups.back_up(workplace)
    assert [one.made_at for one in backups.listed(workplace)] == [clock.now()]


def test_another_site_s_backups_on_the_stick_stay(workplace: Workplace, clock: SteppedClock, stick: Path) -> None:
    theirs = stick / "werkakademie-000000000000"
    theirs.mkdir()
    made = backups.back_up(workplace).backup
    shutil.copytree(made.folder, theirs / "2020-01-01_080000Z_close")
    clock.step(timedelta(hours=1))
    backups.back_up(workplace)
    assert [path.name for path in theirs.iterdir()] == ["2020-01-01_080000Z_close"]


def test_a_stick_that_is_not_there_does_not_stop_the_backup(
    workplace: Workplace, clock: SteppedClock, stick: Path
) -> None:
    backups.back_up(workplace)
    first = clock.now()
    shutil.rmtree(stick)
    clock.step(timedelta(hours=2))
    made = backups.back_up(workplace)
    assert isinstance(made.second_problem, SecondFolderMissingError)
    assert made.backup.folder.is_dir()
    found = backups.status(workplace)
    assert found.second_missing
    assert found.second_at == first
    assert found.last_problem == ""
    assert not found.is_worrying(clock.now())


def test_a_network_that_is_gone_is_a_sentence(
    workplace: Workplace, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows answers with errors of its own that are no plain "not there"."""
    real = Path.stat

    def gone(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if stick in (path, *path.parents):
            raise OSError(errno.EINVAL, "The network location cannot be reached")
        return real(path, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(Path, "stat", gone)
    assert backups.status(workplace).second_missing
    made = backups.create(workplace)
    assert isinstance(made.second_problem, SecondFolderMissingError)
    assert [one.name for one in backups.listed(workplace)] == [made.backup.name]
    backups.note_erasures(workplace.store)
    with pytest.raises(BackupUnreachableError):
        backups.set_second_folder(workplace, stick)
    backups.close(workplace)


def test_a_stick_that_is_full_does_not_stop_the_backup(
    workplace: Workplace, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(stick)
    real = shutil.disk_usage

    def asked(folder: Path) -> object:
        return usage._replace(free=10) if str(folder).startswith(str(stick)) else real(folder)

    monkeypatch.setattr(shutil, "disk_usage", asked)
    made = backups.back_up(workplace)
    assert isinstance(made.second_problem, BackupSpaceError)
    assert made.backup.folder.is_dir()


def test_an_old_backup_that_cannot_go_does_not_spoil_the_new_one(
    workplace: Workplace, clock: SteppedClock, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backups.back_up(workplace)
    clock.step(timedelta(days=100))

    def pulled(folder: Path) -> None:
        raise BackupUnreachableError(folder)

    monkeypatch.setattr("werkakademie.storage.backup.remove_backup", pulled)
    made = backups.back_up(workplace)
    assert isinstance(made.second_problem, BackupUnreachableError)
    assert made.backup.folder.is_dir()
    assert len(list(stick.iterdir())) == 1


def test_on_a_disk_that_is_really_full_the_old_backups_stay(
    workplace: Workplace, clock: SteppedClock, tmp_path: Path
) -> None:
    made = backups.back_up(workplace).backup
    small = tmp_path / "klein"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1500k", "tmpfs", str(small)], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("may not mount a small disk here")
    try:
        backups.set_second_folder(workplace, small)
        good = backups.back_up(workplace)
        assert good.second_problem is None
        [below] = small.iterdir()
        before = {path.name: path.read_bytes() for path in next(below.iterdir()).iterdir()}
        clock.step(timedelta(days=2))
        assert isinstance(backups.back_up(workplace).second_problem, BackupSpaceError)
        [left] = below.iterdir()
        assert {path.name: path.read_bytes() for path in left.iterdir()} == before
    finally:
        subprocess.run(["umount", str(small)], check=True)
    assert made.made_at == MONDAY_MORNING


def test_a_folder_that_is_not_there_is_not_taken(workplace: Workplace, tmp_path: Path) -> None:
    with pytest.raises(BackupUnreachableError):
        backups.set_second_folder(workplace, tmp_path / "nirgends")


def test_a_check_reads_the_whole_backup(workplace: Workplace) -> None:
    made = backups.back_up(workplace).backup
    assert backups.verify(workplace, made) is BackupCheck.SOUND
    (made.folder / "vault.json").write_bytes(b"{}")
    with pytest.raises(DamagedBackupError, match=r"vault\.json"):
        backups.verify(workplace, made)


def test_a_backup_of_an_older_key_opens_with_the_password_of_its_time(workplace: Workplace) -> None:
    made = backups.back_up(workplace).backup
    added = accounts.add_account(
        workplace, own_password=PASSWORD, account_name="Uta Muster", password=PASSWORD, hardness=QUICK
    )
    account_removal.remove_account(workplace, added.value, own_password=PASSWORD)
    assert backups.verify(workplace, made) is BackupCheck.FILES_SOUND
    assert backups.verify(workplace, made, password=PASSWORD) is BackupCheck.SOUND
    newer = backups.back_up(workplace).backup
    assert backups.verify(workplace, newer) is BackupCheck.SOUND


def test_only_the_lead_may(workplace: Workplace) -> None:
    coach = Workplace(workplace.store, workplace.account_id, COACH, frozenset({Role.COACH}))
    made = backups.back_up(workplace).backup
    for refused in (
        lambda: backups.create(coach),
        lambda: backups.verify(coach, made),
        lambda: backups.set_second_folder(coach, None),
    ):
        with pytest.raises(NotAllowedError):
            refused()
    assert backups.listed(coach) == (made,)
