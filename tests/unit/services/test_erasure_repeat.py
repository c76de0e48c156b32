"""A backup made before an erasure brings nobody back, with the present store or without it."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from tests.factories import COACH, PASSWORD, QUICK, a_paper
from tests.unit.services.erasable import (
    IN_AUTUMN,
    a_colleague,
    an_autumn_group,
    approve,
    erase_due,
    everything_due,
    somebody,
)
from werkakademie.models import ApplicationDocument, ErasureRun, Participant
from werkakademie.records.backups import Backup, BackupReason
from werkakademie.records.enums import ErasureReason, ErasureState, RetentionKind
from werkakademie.records.ids import AccountId
from werkakademie.records.site import NewSite
from werkakademie.services import accounts, backups, erasure, restoring, site
from werkakademie.services.erasure_repeat import note_outside
from werkakademie.services.workplace import Workplace
from werkakademie.storage import erasure_log
from werkakademie.storage.backup import back_up
from werkakademie.storage.errors import DiskFullError
from werkakademie.storage.journal.chain import verify
from werkakademie.storage.practice_identity import CountingIds, SteppedClock
from werkakademie.storage.vault_file import database_path, vault_accounts, vault_path


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[tuple[Workplace, SteppedClock]]:
    clock = SteppedClock(IN_AUTUMN)
    new = NewSite("Übungsstandort", "NI", COACH, PASSWORD)
    workplace, _recovery_key = site.create_site(tmp_path, new, clock=clock, ids=CountingIds(), hardness=QUICK)
    yield workplace, clock
    workplace.store.close()


def the_account(folder: Path) -> AccountId:
    (account,) = [one for one in vault_accounts(folder) if one.name == COACH]
    return account.account_id


def reopened(folder: Path, clock: SteppedClock) -> Workplace:
    return site.unlock(folder, the_account(folder), PASSWORD, clock=clock, ids=CountingIds(50_000))


def names(workplace: Workplace) -> set[str]:
    with workplace.store.read() as tx:
        return {person.family_name for person in tx.scalars(select(Participant))}


def a_backup_and_then_an_erasure(workplace: Workplace) -> Backup:
    """Kovalenko is erased after the backup, Nowak stays."""
    group_id = an_autumn_group(workplace)
    person, _enrolment = somebody(workplace, group_id)
    somebody(workplace, group_id, "Marek", "Nowak")
    backup = back_up(workplace.store, reason=BackupReason.REQUEST)
    run_id = erasure.propose_person(workplace, person, reason=ErasureReason.OWN_WISH).value
    erasure.confirm(a_colleague(workplace), run_id)
    assert names(workplace) == {"Nowak"}
    return backup


def restored(workplace: Workplace, backup: Backup, clock: SteppedClock) -> Workplace:
    folder = workplace.store.path.parent
    restoring.restore_backup(workplace, backup, account_id=the_account(folder), password=PASSWORD)
    return reopened(folder, clock)


def test_whoever_was_erased_is_gone_after_a_restore(opened: tuple[Workplace, SteppedClock]) -> None:
    workplace, clock = opened
    backup = a_backup_and_then_an_erasure(workplace)
    after = restored(workplace, backup, clock)
    assert names(after) == {"Nowak"}
    (record,) = erasure.runs(after)
    assert (record.state, record.certificate) == (ErasureState.DONE, 1)
    assert record.reason is ErasureReason.OWN_WISH
    with after.store.read() as tx:
        assert verify(tx.driver) == ()
    assert erasure.certificate(after, record.id).startswith(b"%PDF")
    after.store.close()


def test_also_when_the_present_store_is_lost(opened: tuple[Workplace, SteppedClock]) -> None:
    workplace, clock = opened
    backup = a_backup_and_then_an_erasure(workplace)
    folder = workplace.store.path.parent
    account_id = the_account(folder)
    workplace.store.close()
    database_path(folder).unlink()
    vault_path(folder).unlink()
    restoring.restore_closed(
        folder, backup, account_id=account_id, password=PASSWORD, clock=clock, ids=CountingIds(70_000)
    )
    after = reopened(folder, clock)
    assert names(after) == {"Nowak"}
    after.store.close()


def test_also_when_the_whole_pc_is_lost(opened: tuple[Workplace, SteppedClock], tmp_path: Path) -> None:
    """Of the second folder an older backup is left, and beside it the list of what was erased."""
    workplace, clock = opened
    stick = tmp_path / "Stick"
    stick.mkdir()
    backups.set_second_folder(workplace, stick)
    person, _enrolment = somebody(workplace, an_autumn_group(workplace))
    account_id = the_account(workplace.store.path.parent)
    backups.create(workplace)
    (copy,) = [one for one in backups.listed(workplace) if one.second]
    clock.step(timedelta(hours=2))
    run_id = erasure.propose_person(workplace, person, reason=ErasureReason.OWN_WISH).value
    erasure.confirm(a_colleague(workplace), run_id)
    workplace.store.close()
    new_pc = tmp_path / "neu"
    restoring.restore_closed(
        new_pc, copy, account_id=account_id, password=PASSWORD, clock=clock, ids=CountingIds(70_000)
    )
    after = reopened(new_pc, clock)
    assert names(after) == set()
    after.store.close()


def test_also_when_the_file_was_put_back_by_hand(opened: tuple[Workplace, SteppedClock]) -> None:
    workplace, clock = opened
    backup = a_backup_and_then_an_erasure(workplace)
    folder = workplace.store.path.parent
    workplace.store.close()
    shutil.copyfile(database_path(backup.folder), database_path(folder))
    after = reopened(folder, clock)
    assert names(after) == {"Nowak"}
    after.store.close()


def test_a_list_that_cannot_be_written_does_not_deny_the_erasure(
    opened: tuple[Workplace, SteppedClock], monkeypatch: pytest.MonkeyPatch
) -> None:
    workplace, clock = opened

    def full(_tx: object, folder: Path, _runs: object) -> None:
        raise DiskFullError(folder)

    with monkeypatch.context() as patch:
        patch.setattr(erasure_log, "write_log", full)
        a_backup_and_then_an_erasure(workplace)
    folder = workplace.store.path.parent
    assert names(workplace) == {"Nowak"}
    assert not erasure_log.log_path(folder).exists()
    workplace.store.close()
    reopened(folder, clock).store.close()
    assert erasure_log.log_path(folder).exists()


def test_also_when_the_printed_key_opens_that_file(opened: tuple[Workplace, SteppedClock]) -> None:
    workplace, clock = opened
    printed = accounts.new_recovery_key(workplace, own_password=PASSWORD, hardness=QUICK)
    backup = a_backup_and_then_an_erasure(workplace)
    folder = workplace.store.path.parent
    workplace.store.close()
    shutil.copyfile(database_path(backup.folder), database_path(folder))
    after = site.unlock_with_recovery_key(
        folder,
        the_account(folder),
        recovery_key=printed,
        new_password=PASSWORD,
        clock=clock,
        ids=CountingIds(50_000),
        hardness=QUICK,
    )
    assert names(after) == {"Nowak"}
    after.store.close()


def test_also_when_only_the_present_store_knows_it(opened: tuple[Workplace, SteppedClock]) -> None:
    workplace, clock = opened
    backup = a_backup_and_then_an_erasure(workplace)
    erasure_log.log_path(workplace.store.path.parent).unlink()
    after = restored(workplace, backup, clock)
    assert names(after) == {"Nowak"}
    assert erasure_log.log_path(after.store.path.parent).exists()
    after.store.close()


def test_a_missing_file_is_written_at_the_next_start(opened: tuple[Workplace, SteppedClock]) -> None:
    """As after a power cut between the deletion and its file."""
    workplace, clock = opened
    a_backup_and_then_an_erasure(workplace)
    folder = workplace.store.path.parent
    workplace.store.close()
    erasure_log.log_path(folder).unlink()
    after = reopened(folder, clock)
    with after.store.read() as tx:
        assert len(erasure_log.read_log(tx, folder)) == 1
    after.store.close()


def test_only_the_kinds_that_were_erased_go_again(opened: tuple[Workplace, SteppedClock]) -> None:
    workplace, clock = opened
    person, _enrolment = somebody(workplace, an_autumn_group(workplace))
    approve(workplace)
    clock.set(datetime(2027, 6, 1, 9, 0, tzinfo=UTC))
    backup = back_up(workplace.store, reason=BackupReason.REQUEST)
    erase_due(workplace, RetentionKind.PAPERS)
    after = restored(workplace, backup, clock)
    with after.store.read() as tx:
        assert tx.scalars(select(ApplicationDocument)) == []
        assert tx.get(Participant, person).phone == "0441 5550"
    assert {kind for _person, kind in everything_due(after)} == {RetentionKind.JOB_SEARCH, RetentionKind.CONTACT}
    after.store.close()


def test_what_came_after_the_erasure_stays(opened: tuple[Workplace, SteppedClock]) -> None:
    """A backup of later holds papers of a new enrolment; the erasure of the old ones is done in it already."""
    workplace, clock = opened
    person, _enrolment = somebody(workplace, an_autumn_group(workplace))
    approve(workplace)
    clock.set(datetime(2027, 6, 1, 9, 0, tzinfo=UTC))
    erase_due(workplace, RetentionKind.PAPERS)
    a_paper(workplace, person)
    backup = back_up(workplace.store, reason=BackupReason.REQUEST)
    after = restored(workplace, backup, clock)
    with after.store.read() as tx:
        assert len(tx.scalars(select(ApplicationDocument))) == 1
    after.store.close()


def test_a_damaged_file_stops_no_restore_and_is_put_aside(opened: tuple[Workplace, SteppedClock]) -> None:
    workplace, clock = opened
    backup = a_backup_and_then_an_erasure(workplace)
    folder = workplace.store.path.parent
    path = erasure_log.log_path(folder)
    path.write_bytes(path.read_bytes().replace(b'"format": 1', b'"format": 2'))
    after = restored(workplace, backup, clock)
    assert names(after) == {"Nowak"}
    assert erasure_log.damaged_path(folder).exists()
    after.store.close()


def test_the_file_tells_nothing_to_whoever_finds_it(opened: tuple[Workplace, SteppedClock]) -> None:
    workplace, _clock = opened
    a_backup_and_then_an_erasure(workplace)
    text = erasure_log.log_path(workplace.store.path.parent).read_text()
    with workplace.store.read() as tx:
        (run,) = tx.scalars(select(ErasureRun))
        known = erasure_log.read_log(tx, workplace.store.path.parent)
    assert known.keys() == {run.id.hex}
    assert not [word for word in (run.id.hex, "person", "Kovalenko", "items") if word in text]


def test_each_changed_byte_of_the_file_is_noticed(opened: tuple[Workplace, SteppedClock]) -> None:
    workplace, _clock = opened
    a_backup_and_then_an_erasure(workplace)
    folder = workplace.store.path.parent
    path = erasure_log.log_path(folder)
    content = path.read_bytes()
    with workplace.store.read() as tx:
        for place in range(0, len(content), 23):
            changed = bytearray(content)
            changed[place] ^= 1
            path.write_bytes(changed)
            with pytest.raises(erasure_log.DamagedErasureLogError):
                erasure_log.read_log(tx, folder)
    path.write_bytes(content)
    note_outside(workplace.store)
    assert path.read_bytes() == content
