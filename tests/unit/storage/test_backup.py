"""A backup is whole, encrypted, opens with the same password, and never buries a good one."""

import errno
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import col

from werkakademie.errors import Cancelled, WerkakademieError
from werkakademie.models import Participant
from werkakademie.records.backups import Backup, BackupReason
from werkakademie.records.clock import Clock
from werkakademie.records.ids import ParticipantId
from werkakademie.records.vault import VaultAccount
from werkakademie.storage.backup import back_up, back_up_files, copy_backup, remove_backup, thin
from werkakademie.storage.backup_checks import check_files, check_whole, content_digest
from werkakademie.storage.backup_errors import (
    BackupSpaceError,
    BackupUnreachableError,
    DamagedBackupError,
    DamagedSourceError,
    NewerBackupError,
)
from werkakademie.storage.backup_file import backups_below, backups_in, moment_of
from werkakademie.storage.engine import connector, connector_of
from werkakademie.storage.errors import StoreFileError
from werkakademie.storage.migrate import steps_in
from werkakademie.storage.opening import open_store
from werkakademie.storage.practice_identity import CountingIds, SteppedClock
from werkakademie.storage.transaction import Store
from werkakademie.storage.vault import open_with_password
from werkakademie.storage.vault_file import database_path, vault_path

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


@pytest.fixture
def key(store: Store, folder: Path, coach: VaultAccount, password: str) -> bytes:
    with store.write(None) as tx:
        for number in range(500):
            tx.add(Participant(id=ParticipantId(tx.new_id()), family_name=f"Familie {number}", created_at=tx.now))
    return open_with_password(folder, coach.account_id, password)


@pytest.fixture
def made(store: Store, key: bytes) -> Backup:  # noqa: ARG001 - the people must be there first
    return back_up(store, reason=BackupReason.REQUEST)


def everything_in(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 0x04
    path.write_bytes(bytes(content))


def test_what_lies_in_the_log_of_the_open_store_is_in_the_backup(
    made: Backup, coach: VaultAccount, password: str, clock: Clock
) -> None:
    assert b"Familie" not in database_path(made.folder).read_bytes()
    again = open_with_password(made.folder, coach.account_id, password)
    with open_store(made.folder, again, clock=clock, ids=CountingIds()) as copy, copy.read() as tx:
        names = tx.scalars(sa.select(col(Participant.family_name)))
    assert sorted(names) == sorted(f"Familie {number}" for number in range(500))


def test_a_backup_describes_itself_and_says_nothing_of_anybody(made: Backup, folder: Path) -> None:
    assert made.name == "2026-03-02_080000Z_request"
    assert (made.made_at, made.reason) == (NOW, BackupReason.REQUEST)
    assert (made.schema, made.program) == (len(steps_in()), "0.1.0")
    assert made.size == sum((made.folder / name).stat().st_size for name in ("werkakademie.db", "vault.json"))
    assert backups_in(folder / "backups") == (made,)
    text = (made.folder / "backup.json").read_text(encoding="utf-8")
    assert "Familie" not in text
    assert "Renate" not in text


def test_the_content_is_the_store_s(made: Backup, folder: Path, key: bytes) -> None:
    digests = []
    for path in (database_path(folder), database_path(made.folder)):
        connection = connector(path, key).bare(path)
        digests.append(content_digest(connection))
        connection.close()
    assert digests[0] == digests[1]
    assert digests[0]["participant"][0] == 500


def test_a_thorough_backup_compares_each_table(store: Store, key: bytes) -> None:  # noqa: ARG001
    check_whole(back_up(store, reason=BackupReason.REQUEST, thorough=True), connector_of(store.engine).key)


def test_two_backups_in_one_second_lie_side_by_side(store: Store, made: Backup) -> None:
    before = everything_in(made.folder)
    second = back_up(store, reason=BackupReason.REQUEST)
    assert second.name == made.name + "-2"
    assert moment_of(second.name) == NOW
    assert everything_in(made.folder) == before


def test_a_place_that_cannot_take_the_backup_is_named(store: Store, folder: Path, key: bytes) -> None:  # noqa: ARG001
    (folder / "backups").write_text("im Weg", encoding="utf-8")
    with pytest.raises(BackupUnreachableError):
        back_up(store, reason=BackupReason.CLOSE)


def test_a_damaged_store_makes_no_backup_and_touches_none(store: Store, made: Backup, folder: Path, key: bytes) -> None:
    store.close()
    good = everything_in(folder / "backups")
    path = database_path(folder)
    sound = path.read_bytes()
    for place in (100, len(sound) // 3, len(sound) // 2, len(sound) - 20):
        flip(path, place)
        with pytest.raises(DamagedSourceError) as caught:
            back_up_files(connector(path, key), reason=BackupReason.CLOSE, now=NOW)
        assert "nicht gesichert" in str(caught.value)
        path.write_bytes(sound)
    assert everything_in(folder / "backups") == good
    assert made.folder.is_dir()


def test_each_flipped_bit_of_a_backup_is_found_and_named(made: Backup, key: bytes) -> None:
    for name in ("werkakademie.db", "vault.json", "backup.json"):
        path = made.folder / name
        sound = path.read_bytes()
        for place in range(0, len(sound), len(sound) // 7):
            flip(path, place)
            [found] = backups_in(made.folder.parent)
            with pytest.raises((DamagedBackupError, NewerBackupError)) as caught:
                check_files(found)
            error = caught.value
            assert isinstance(error, StoreFileError)
            assert "Sicherung" in error.sentence()
            path.write_bytes(sound)
    check_whole(backups_in(made.folder.parent)[0], key)


@pytest.mark.parametrize("name", ["werkakademie.db", "vault.json", "backup.json"])
def test_a_missing_file_is_named(made: Backup, name: str) -> None:
    (made.folder / name).unlink()
    with pytest.raises(DamagedBackupError, match=name):
        check_files(backups_in(made.folder.parent)[0])


def test_a_swapped_database_is_found_by_its_pages(made: Backup, key: bytes) -> None:
    with pytest.raises(DamagedBackupError):
        check_whole(made, bytes(32))
    check_whole(made, key)


def test_without_room_nothing_is_begun(
    store: Store, made: Backup, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything_in(folder / "backups")
    usage = shutil.disk_usage(folder)._replace(free=database_path(folder).stat().st_size)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage)
    with pytest.raises(BackupSpaceError, match="nicht genug Platz"):
        back_up(store, reason=BackupReason.CLOSE)
    assert everything_in(folder / "backups") == before
    assert made.folder.is_dir()


def test_a_disk_that_fills_up_in_the_middle_keeps_the_old_backups(
    store: Store, made: Backup, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything_in(folder / "backups")

    def full(_source: Path, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("werkakademie.storage.backup.copy_file", full)
    with pytest.raises(BackupSpaceError):
        back_up(store, reason=BackupReason.CLOSE)
    assert everything_in(folder / "backups") == before
    assert [path.name for path in (folder / "backups").iterdir()] == [made.name]


class Impatient:
    """Stops at the first word."""

    def advance(self, done: int, total: int | None, text: str = "") -> None:  # noqa: ARG002
        raise Cancelled


def test_a_cancelled_backup_leaves_nothing(store: Store, folder: Path, key: bytes) -> None:  # noqa: ARG001
    with pytest.raises(Cancelled):
        back_up(store, reason=BackupReason.REQUEST, progress=Impatient())
    assert list((folder / "backups").iterdir()) == []


def test_a_cut_off_file_shows_in_the_list_and_makes_a_backup_due_again(
    store: Store, made: Backup, folder: Path
) -> None:
    """Nobody reads a backup from end to end each time; but one that is too short must not count as the newest."""
    content = database_path(made.folder).read_bytes()
    for left in (content[:-4096], b""):
        database_path(made.folder).write_bytes(left)
        [listed] = backups_in(folder / "backups")
        assert isinstance(listed.fault, DamagedBackupError)
        assert listed.fault.path == database_path(made.folder)
        assert listed.made_at == made.made_at
    vault_path(made.folder).unlink()
    database_path(made.folder).write_bytes(content)
    [listed] = backups_in(folder / "backups")
    assert isinstance(listed.fault, DamagedBackupError)
    assert store.path.exists()


def test_folders_that_nobody_may_read_hide_no_backup_beside_them(
    made: Backup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As "System Volume Information" and "lost+found" on a stick."""
    stick = tmp_path / "Stick"
    copy_backup(made, stick / "werkakademie-1")
    (stick / "System Volume Information").mkdir()
    real = Path.iterdir

    def refused(path: Path) -> Iterator[Path]:
        if path.name == "System Volume Information":
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(path)

    monkeypatch.setattr(Path, "iterdir", refused)
    assert [one.name for one in backups_below(stick)] == [made.name]


def test_what_a_crash_left_half_written_is_no_backup_and_goes(store: Store, made: Backup, folder: Path) -> None:
    half = folder / "backups" / "2026-03-01_080000Z_close.part"
    shutil.copytree(made.folder, half)
    assert backups_in(folder / "backups") == (made,)
    back_up(store, reason=BackupReason.CLOSE)
    assert not half.exists()


def test_thinning_deletes_what_the_rule_says(store: Store, clock: SteppedClock, folder: Path, key: bytes) -> None:  # noqa: ARG001
    for days in (100, 30, 0):
        clock.set(NOW + timedelta(days=100 - days))
        back_up(store, reason=BackupReason.CLOSE)
    gone = thin(folder / "backups", now=NOW + timedelta(days=100), days=90)
    assert [path.name for path in gone] == ["2026-03-02_080000Z_close"]
    assert len(backups_in(folder / "backups")) == 2


def test_a_damaged_backup_never_stands_for_a_sound_one(store: Store, made: Backup, clock: SteppedClock) -> None:
    clock.set(NOW + timedelta(minutes=5))
    later = back_up(store, reason=BackupReason.CLOSE)
    flip(later.folder / "backup.json", 40)
    assert thin(made.folder.parent, now=NOW + timedelta(hours=1), days=90) == ()
    assert thin(made.folder.parent, now=NOW + timedelta(days=400), days=90) == (later.folder,)
    assert made.folder.is_dir()


def test_a_copy_in_the_second_folder_is_compared(made: Backup, tmp_path: Path, key: bytes) -> None:
    copied = copy_backup(made, tmp_path / "Stick")
    assert copied.second
    assert everything_in(copied.folder) == everything_in(made.folder)
    check_whole(copied, key)


def test_a_stick_that_goes_in_the_middle_leaves_the_backup_beside_the_store(
    made: Backup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything_in(made.folder)
    copied: list[Path] = []

    def pulled(source: Path, target: Path, *, private: bool) -> None:  # noqa: ARG001 - as it is called
        if copied:
            raise OSError(5, "Input/output error")
        shutil.copyfile(source, target)
        copied.append(target)

    monkeypatch.setattr("werkakademie.storage.backup.copy_file", pulled)
    with pytest.raises(BackupUnreachableError) as caught:
        copy_backup(made, tmp_path / "Stick")
    assert isinstance(caught.value, WerkakademieError)
    assert everything_in(made.folder) == before
    assert backups_in(tmp_path / "Stick") == ()


def test_a_deleted_backup_is_gone(made: Backup) -> None:
    remove_backup(made.folder)
    assert list(made.folder.parent.iterdir()) == []
    with pytest.raises(BackupUnreachableError):
        remove_backup(made.folder)


def test_the_vault_of_the_backup_is_the_store_s(made: Backup, folder: Path) -> None:
    assert vault_path(made.folder).read_bytes() == vault_path(folder).read_bytes()
