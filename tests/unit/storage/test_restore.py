"""A restore ends with the backup's content, or with the store as it was; nothing in between, wherever it is cut off."""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.factories import COACH, MONDAY_MORNING, PASSWORD, QUICK, a_group, a_participant, an_enrolment
from werkakademie.errors import WerkakademieError
from werkakademie.records.backups import Backup, BackupReason
from werkakademie.records.ids import AccountId
from werkakademie.records.site import NewSite
from werkakademie.services import account_removal, accounts, backups, restoring, site
from werkakademie.services.workplace import Workplace
from werkakademie.storage import ballast, key_exchange, restore, restore_swap
from werkakademie.storage.backup_checks import Digest, content_digest
from werkakademie.storage.backup_errors import (
    BackupSpaceError,
    DamagedBackupError,
    ForeignBackupError,
    NewerBackupError,
)
from werkakademie.storage.backup_file import backups_in, read_backup
from werkakademie.storage.engine import Connector
from werkakademie.storage.errors import StoreUnreachableError, UnknownAccountError, WrongPasswordError
from werkakademie.storage.instance import StoreInUseError
from werkakademie.storage.journal.chain import verify
from werkakademie.storage.key_exchange import opens_with
from werkakademie.storage.opening import open_store
from werkakademie.storage.practice_identity import CountingIds, SteppedClock
from werkakademie.storage.restore_swap import PART_NAME, READY_NAME
from werkakademie.storage.vault import open_with_password
from werkakademie.storage.vault_file import database_path, vault_accounts

#: What a PC knows of itself and its journal goes on; all that people typed is compared.
_OWN = ("journal_", "device", "workstation", "draft")


class Killed(BaseException):
    """Stands for the end of the process: nothing of ours may catch it."""


def a_site(folder: Path, first_id: int = 1) -> Workplace:
    new = NewSite("Übungsstandort", "NI", COACH, PASSWORD, practice=True)
    clock, ids = SteppedClock(MONDAY_MORNING), CountingIds(first_id)
    return site.create_site(folder, new, clock=clock, ids=ids, hardness=QUICK)[0]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def workplace(folder: Path) -> Iterator[Workplace]:
    opened = a_site(folder)
    an_enrolment(opened, a_group(opened), a_participant(opened))
    yield opened
    opened.store.close()


@pytest.fixture
def made(workplace: Workplace) -> Backup:
    """A backup, after which a person more was taken in."""
    backup = backups.create(workplace).backup
    assert isinstance(workplace.store.clock, SteppedClock)
    workplace.store.clock.step(timedelta(hours=2))
    a_participant(workplace, "Leyla", "Yılmaz")
    return backup


@pytest.fixture
def account(folder: Path, workplace: Workplace) -> AccountId:  # noqa: ARG001 - the store must be there
    return vault_accounts(folder)[0].account_id


def digest_of(folder: Path, account: AccountId) -> Digest:
    path = database_path(folder)
    with closing(Connector(path, open_with_password(folder, account, PASSWORD)).bare(path)) as connection:
        found = content_digest(connection)
    return {name: one for name, one in found.items() if not name.startswith(_OWN)}


def give_back(folder: Path, account: AccountId) -> None:
    """What the next start does first: it shows who can sign in, and whoever does finds the store exchanged."""
    assert [found.account_id for found in site.accounts_of(folder)] == [account]
    restore_swap.finish(folder)


def run(workplace: Workplace, backup: Backup, account: AccountId) -> None:
    restoring.restore_backup(workplace, backup, account_id=account, password=PASSWORD)


def test_a_restore_ends_with_the_content_of_the_backup(
    workplace: Workplace, made: Backup, account: AccountId, folder: Path
) -> None:
    wanted = digest_of(made.folder, account)
    run(workplace, made, account)
    assert digest_of(folder, account) == wanted
    assert wanted["participant"][0] == 1
    assert not (folder / PART_NAME).exists()
    assert not (folder / READY_NAME).exists()


def test_the_present_state_is_backed_up_first_and_can_come_back(
    workplace: Workplace, made: Backup, account: AccountId, folder: Path
) -> None:
    present = digest_of(folder, account)
    run(workplace, made, account)
    newest = backups_in(folder / "backups")[0]
    assert newest.reason is BackupReason.RESTORE
    assert digest_of(newest.folder, account) == present
    clock, ids = SteppedClock(workplace.store.clock.now()), CountingIds(900_000)
    restoring.restore_closed(folder, newest, account_id=account, password=PASSWORD, clock=clock, ids=ids)
    assert digest_of(folder, account) == present


def test_a_backup_of_this_hour_is_not_thinned_away_by_the_one_before_the_restore(
    workplace: Workplace, account: AccountId, folder: Path
) -> None:
    backup = backups.create(workplace).backup
    assert isinstance(workplace.store.clock, SteppedClock)
    workplace.store.clock.step(timedelta(minutes=5))
    a_participant(workplace, "Leyla", "Yılmaz")
    wanted = digest_of(backup.folder, account)
    run(workplace, backup, account)
    assert digest_of(folder, account) == wanted


def test_the_journal_goes_on_in_a_new_epoch_and_its_chain_holds(
    workplace: Workplace, made: Backup, account: AccountId, folder: Path
) -> None:
    run(workplace, made, account)
    again = site.unlock(folder, account, PASSWORD, clock=workplace.store.clock, ids=CountingIds(900_000))
    a_participant(again, "Amira", "Haddad")
    with again.store.read() as tx:
        epochs = tx.driver.execute("SELECT epoch, state FROM device ORDER BY epoch").fetchall()
        newest = tx.driver.execute("SELECT epoch, number FROM journal_transaction ORDER BY tx DESC LIMIT 1").fetchone()
        assert verify(tx.driver) == ()
    again.store.close()
    assert epochs == [(1, "past"), (2, "present")]
    assert newest == (2, 1)


def test_people_are_found_by_name_again(workplace: Workplace, made: Backup, account: AccountId, folder: Path) -> None:
    run(workplace, made, account)
    with closing(Connector(database_path(folder), open_with_password(folder, account, PASSWORD))()) as connection:
        query = "SELECT count(*) FROM participant_fts WHERE participant_fts MATCH ?"
        assert connection.execute(query, ("kovalenko*",)).fetchone() == (1,)
        assert connection.execute(query, ("yilmaz*",)).fetchone() == (0,)


def test_the_preview_counts_what_would_be_lost(workplace: Workplace, made: Backup, account: AccountId) -> None:
    found = restoring.preview(workplace, made, account_id=account, password=PASSWORD)
    assert [(kind.table, kind.only_now, kind.changed, kind.only_then) for kind in found.kinds] == [
        ("participant", 1, 0, 0)
    ]
    assert found.compared
    assert found.accounts_back == found.accounts_gone == ()


def test_a_wrong_password_changes_nothing(workplace: Workplace, made: Backup, account: AccountId) -> None:
    with pytest.raises(WrongPasswordError):
        restoring.restore_backup(workplace, made, account_id=account, password="falsch")
    a_participant(workplace, "Amira", "Haddad")


@pytest.mark.parametrize("name", ["werkakademie.db", "vault.json", "backup.json"])
def test_a_broken_backup_never_replaces_the_store(
    workplace: Workplace, made: Backup, account: AccountId, folder: Path, name: str
) -> None:
    path = made.folder / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0x10
    path.write_bytes(bytes(content))
    present = digest_of(folder, account)
    with pytest.raises((DamagedBackupError, NewerBackupError)):
        run(workplace, read_backup(made.folder), account)
    a_participant(workplace, "Amira", "Haddad")
    assert digest_of(folder, account).keys() == present.keys()
    assert digest_of(folder, account)["participant"][0] == present["participant"][0] + 1


def test_a_backup_of_a_newer_program_is_refused_with_both_numbers(
    workplace: Workplace, made: Backup, account: AccountId, monkeypatch: pytest.MonkeyPatch
) -> None:
    from werkakademie.storage.migrate import steps_in

    monkeypatch.setattr(restoring, "steps_in", lambda: steps_in()[:1])
    with pytest.raises(NewerBackupError, match=r"Stand 4.*nur bis Stand 1"):
        run(workplace, made, account)


def test_another_site_s_backup_is_refused(workplace: Workplace, account: AccountId, tmp_path: Path) -> None:
    other = a_site(tmp_path / "other", 500)
    theirs = backups.create(other).backup
    other.store.close()
    their_account = vault_accounts(theirs.folder)[0].account_id
    with pytest.raises(ForeignBackupError):
        restoring.restore_backup(workplace, theirs, account_id=their_account, password=PASSWORD)
    assert account != their_account


def test_a_restore_without_room_is_not_begun(
    workplace: Workplace, made: Backup, account: AccountId, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_out = shutil.disk_usage(folder)._replace(free=made.size)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: run_out)
    with pytest.raises(BackupSpaceError):
        run(workplace, made, account)
    a_participant(workplace, "Amira", "Haddad")


def test_nobody_looks_into_a_store_that_is_open_and_disturbs_its_restore(
    workplace: Workplace, made: Backup, account: AccountId, folder: Path
) -> None:
    being_prepared = restore_swap.part_folder(folder)
    being_prepared.mkdir()
    clock, ids = workplace.store.clock, CountingIds(800_000)
    with pytest.raises(StoreInUseError):
        restoring.preview_closed(folder, made, account_id=account, password=PASSWORD, clock=clock, ids=ids)
    assert being_prepared.exists()


def test_reading_the_accounts_moves_nothing_and_tells_those_who_will_get_in(
    workplace: Workplace, made: Backup, account: AccountId, folder: Path
) -> None:
    """Another program may just be exchanging the files; the log of a store that is open must not go."""
    added = accounts.add_account(
        workplace, own_password=PASSWORD, account_name="Tom Beispiel", password="noch ein Passwort", hardness=QUICK
    ).value
    shutil.copytree(made.folder, folder / READY_NAME)
    before = sorted(folder.rglob("*"))
    assert [found.account_id for found in site.accounts_of(folder)] == [account]
    assert sorted(folder.rglob("*")) == before
    assert added in [found.account_id for found in vault_accounts(folder)]


def test_half_a_store_is_never_decided_for(folder: Path, workplace: Workplace) -> None:  # noqa: ARG001
    part = restore_swap.part_folder(folder)
    part.mkdir()
    shutil.copyfile(folder / "vault.json", part / "vault.json")
    with pytest.raises(StoreUnreachableError):
        restore_swap.decide(folder)
    assert not restore_swap.is_decided(folder)


def test_whoever_is_quicker_to_open_the_store_finishes_the_restore(
    workplace: Workplace, made: Backup, account: AccountId, folder: Path
) -> None:
    wanted = digest_of(made.folder, account)
    quicker: list[Workplace] = []
    clock = workplace.store.clock
    workplace.store.at_close(
        lambda: quicker.append(site.unlock(folder, account, PASSWORD, clock=clock, ids=CountingIds(900_000)))
    )
    # Things to do at the close run from the last to the first: the lock goes before ours.
    workplace.store._at_close.reverse()
    run(workplace, made, account)
    [other] = quicker
    other.store.close()
    assert digest_of(folder, account) == wanted


def test_a_file_that_is_still_held_delays_the_exchange_and_does_not_take_it_back(
    workplace: Workplace, made: Backup, account: AccountId, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows replaces no file that somebody reads; the restore is decided, and the next sign-in completes it."""
    wanted = digest_of(made.folder, account)
    replace_file = Path.replace

    def held(path: Path, target: Path) -> Path:
        if target == database_path(folder):
            raise PermissionError(errno.EACCES, "The process cannot access the file")
        return replace_file(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", held)
        run(workplace, made, account)
        with pytest.raises(StoreUnreachableError):
            site.unlock(folder, account, PASSWORD, clock=workplace.store.clock, ids=CountingIds(900_000))
    site.unlock(folder, account, PASSWORD, clock=workplace.store.clock, ids=CountingIds(900_000)).store.close()
    assert digest_of(folder, account) == wanted


def test_a_missing_store_comes_back(workplace: Workplace, made: Backup, account: AccountId, tmp_path: Path) -> None:
    workplace.store.close()
    wanted = digest_of(made.folder, account)
    clock, ids = SteppedClock(workplace.store.clock.now()), CountingIds(900_000)
    fresh = tmp_path / "neuer PC"
    restoring.restore_closed(fresh, made, account_id=account, password=PASSWORD, clock=clock, ids=ids)
    assert digest_of(fresh, account) == wanted


def test_a_damaged_store_is_kept_beside(workplace: Workplace, made: Backup, account: AccountId, folder: Path) -> None:
    workplace.store.close()
    database_path(folder).write_bytes(b"kein Speicher mehr" * 500)
    clock, ids = SteppedClock(workplace.store.clock.now()), CountingIds(900_000)
    restoring.restore_closed(folder, made, account_id=account, password=PASSWORD, clock=clock, ids=ids)
    assert digest_of(folder, account) == digest_of(made.folder, account)
    [kept] = folder.glob("replaced-*")
    assert (kept / "werkakademie.db").read_bytes() == b"kein Speicher mehr" * 500


def damaged(folder: Path, account: AccountId, table: str) -> None:
    """Spoil the first page of a table that nobody reads at the opening. The store is closed."""
    path = database_path(folder)
    with closing(Connector(path, open_with_password(folder, account, PASSWORD)).bare(path)) as connection:
        page = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()[0]
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 + 2000] ^= 0xFF
    path.write_bytes(bytes(content))


@pytest.mark.parametrize("table", ["participant", "site", "erasure_run", "workstation"])
@pytest.mark.parametrize("is_open", [True, False], ids=["open", "closed"])
def test_a_store_that_opens_although_it_is_damaged_gives_way_to_a_backup(
    workplace: Workplace, made: Backup, account: AccountId, folder: Path, table: str, *, is_open: bool
) -> None:
    """The advice in each error is to restore; so the damage must not stop that."""
    wanted = digest_of(made.folder, account)
    clock, ids = workplace.store.clock, CountingIds(800_000)
    workplace.store.close()
    damaged(folder, account, table)
    if is_open:
        store = open_store(folder, open_with_password(folder, account, PASSWORD), clock=clock, ids=ids)
        opened = replace(workplace, store=store)
        restoring.preview(opened, made, account_id=account, password=PASSWORD)
        run(opened, made, account)
    else:
        restoring.preview_closed(folder, made, account_id=account, password=PASSWORD, clock=clock, ids=ids)
        restoring.restore_closed(folder, made, account_id=account, password=PASSWORD, clock=clock, ids=ids)
    assert digest_of(folder, account) == wanted
    [kept] = folder.glob("replaced-*")
    assert database_path(kept).stat().st_size > 0


def test_what_is_kept_beside_opens_also_after_an_exchange_that_was_cut_off(
    workplace: Workplace, made: Backup, account: AccountId, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its new vault still waits for its place then; the old one opens nothing any more."""
    tom = accounts.add_account(
        workplace, own_password=PASSWORD, account_name="Tom Beispiel", password="noch ein Passwort", hardness=QUICK
    ).value
    accounts.change_password(workplace, own_password=PASSWORD, password="ganz neue Wörter", hardness=QUICK)

    def killed(_folder: Path) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(key_exchange, "promote_vault", killed)
        with pytest.raises(Killed):
            account_removal.remove_account(workplace, tom, own_password="ganz neue Wörter")
    workplace.store.close()
    clock, ids = workplace.store.clock, CountingIds(800_000)
    restoring.restore_closed(folder, made, account_id=account, password=PASSWORD, clock=clock, ids=ids)
    [kept] = folder.glob("replaced-*")
    with pytest.raises(UnknownAccountError):
        open_with_password(kept, tom, "noch ein Passwort")
    assert opens_with(database_path(kept), open_with_password(kept, account, "ganz neue Wörter"))


def test_without_room_nothing_half_is_kept_beside(
    workplace: Workplace, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_source: Path, target: Path) -> None:
        target.write_bytes(b"the beginning")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(restore, "copy_file", full)
    with pytest.raises(BackupSpaceError):
        restore.keep_replaced(folder, workplace.store.clock.now())
    assert list(folder.glob("replaced-*")) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has rights of another kind")
def test_a_restored_store_is_for_nobody_else_to_read(
    workplace: Workplace, made: Backup, account: AccountId, folder: Path
) -> None:
    run(workplace, made, account)
    for path in (folder / "vault.json", database_path(folder), made.folder / "vault.json", database_path(made.folder)):
        assert path.stat().st_mode & 0o077 == 0, path


def test_what_else_lies_in_the_folder_of_a_backup_is_left_there(
    workplace: Workplace, made: Backup, account: AccountId, folder: Path
) -> None:
    wanted = digest_of(made.folder, account)
    (made.folder / "System").mkdir()
    (made.folder / "werkakademie.db-journal").write_bytes(b"of another database")
    run(workplace, made, account)
    assert digest_of(folder, account) == wanted


@pytest.mark.parametrize("lost", [False, True], ids=["present store readable", "present store lost"])
def test_a_backup_that_comes_back_again_gives_no_number_again(
    workplace: Workplace, made: Backup, account: AccountId, folder: Path, *, lost: bool
) -> None:
    """(device, epoch, number) names a change for ever, also one that the next restore took back."""
    clock = workplace.store.clock
    workplace.store.close()
    given = set()
    for turn in (1, 2, 3):
        if lost:
            database_path(folder).unlink()
        ids = CountingIds(100_000 * turn)
        restoring.restore_closed(folder, made, account_id=account, password=PASSWORD, clock=clock, ids=ids)
        again = site.unlock(folder, account, PASSWORD, clock=clock, ids=ids)
        a_participant(again, "Amira", f"Haddad {turn}")
        with again.store.read() as tx:
            newest = "SELECT device_id, epoch, number FROM journal_transaction ORDER BY tx DESC LIMIT 1"
            given.add(tx.driver.execute(newest).fetchone())
            assert verify(tx.driver) == ()
        again.store.close()
    assert len(given) == 3


def interrupted(monkeypatch: pytest.MonkeyPatch, at: int, seen: list[str]) -> None:
    """End the process in front of the `at`-th call that touches the disk's names, or any copy of a file."""

    def watch(owner: Any, name: str) -> None:
        real: Callable[..., Any] = getattr(owner, name)

        def call(*arguments: Any, **keywords: Any) -> Any:
            seen.append(name)
            if len(seen) > at:
                # A process that is gone does not tidy up either.
                raise Killed
            return real(*arguments, **keywords)

        monkeypatch.setattr(owner, name, call)

    for name in ("rename", "replace", "unlink", "mkdir"):
        watch(Path, name)
    for name in ("copy_file", "open_store", "sync_file", "sync_folder"):
        watch(__import__("werkakademie.storage.restore", fromlist=["x"]), name)
    watch(shutil, "rmtree")


def test_killed_in_front_of_each_step_one_of_the_two_states_is_whole(
    workplace: Workplace,
    made: Backup,
    account: AccountId,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The reserve for a full disk is written at each opening, and has nothing to do with the swap.
    monkeypatch.setattr(ballast, "keep", lambda _folder: None)
    workplace.store.close()
    before, after = digest_of(folder, account), digest_of(made.folder, account)
    assert before != after
    ended = []
    for at in range(80):
        copy = tmp_path / f"killed-{at}"
        shutil.copytree(folder, copy, ignore=shutil.ignore_patterns(ballast.NAME))
        opened = site.unlock(copy, account, PASSWORD, clock=workplace.store.clock, ids=CountingIds(700_000))
        backup = read_backup(copy / "backups" / made.name)
        seen: list[str] = []
        with pytest.MonkeyPatch.context() as patch:
            interrupted(patch, at, seen)
            try:
                run(opened, backup, account)
            except (Killed, WerkakademieError):
                pass
            else:
                opened.store.close()
                break
        opened.store.close()
        give_back(copy, account)
        found = digest_of(copy, account)
        assert found in (before, after), seen
        ended.append(found == after)
    else:
        pytest.fail("the restore has more steps than were tried")
    assert True in ended
    assert False in ended
    assert ended == sorted(ended), "once decided, it stays decided"


def test_the_log_of_the_store_that_goes_is_not_played_into_the_one_that_comes(
    workplace: Workplace, made: Backup, account: AccountId, folder: Path, tmp_path: Path
) -> None:
    """A kill leaves the write-ahead log beside the database; the swap finishes at the next start."""
    wanted = digest_of(made.folder, account)
    killed = tmp_path / "killed"
    shutil.copytree(folder, killed)
    log = killed / "werkakademie.db-wal"
    assert log.stat().st_size > 0
    (killed / READY_NAME).mkdir()
    for path in (database_path(made.folder), made.folder / "vault.json"):
        shutil.copyfile(path, killed / READY_NAME / path.name)
    give_back(killed, account)
    assert not log.exists()
    assert digest_of(killed, account) == wanted
    assert workplace.store.path.parent == folder
