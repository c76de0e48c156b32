"""Whoever was removed opens nothing; everybody else opens the store with what they had; a break leaves no ruin."""

import shutil
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlmodel import col

from tests.migrations.stored import COACH as OLD_COACH
from tests.migrations.stored import PASSWORD as OLD_PASSWORD
from tests.migrations.stored import folder_of
from werkakademie.errors import Cancelled, WerkakademieError
from werkakademie.models import Participant
from werkakademie.records.backups import BackupReason
from werkakademie.records.clock import Clock
from werkakademie.records.ids import AccountId, ParticipantId
from werkakademie.records.progress import Unwatched
from werkakademie.records.vault import VaultAccount
from werkakademie.storage import key_exchange, rotation, vault
from werkakademie.storage.backup import back_up
from werkakademie.storage.engine import connector
from werkakademie.storage.errors import (
    DiskFullError,
    StoreBusyError,
    StoreUnreachableError,
    UnknownAccountError,
    UnreadySlotsError,
    WrongPasswordError,
)
from werkakademie.storage.key_exchange import opens_with
from werkakademie.storage.opening import NewStore, open_store
from werkakademie.storage.practice_identity import CountingIds
from werkakademie.storage.transaction import Store
from werkakademie.storage.vault_file import Hardness, database_path, next_path, read_vault, vault_path

STAYING = VaultAccount(AccountId(UUID("00000000-0000-7000-8000-0000000000c2")), "Bernd Kaya")
LEAVING = VaultAccount(AccountId(UUID("00000000-0000-7000-8000-0000000000c3")), "Ute Geht")
STAYING_PASSWORD = "Rotes Fahrrad"
LEAVING_PASSWORD = "Blaues Fahrrad"


@pytest.fixture
def key(store: Store, folder: Path, coach: VaultAccount, password: str, quick: Hardness) -> bytes:
    """The key of a store with two more accounts and some people."""
    key = vault.open_with_password(folder, coach.account_id, password)
    vault.set_account(folder, key, account=STAYING, password=STAYING_PASSWORD, hardness=quick)
    vault.set_account(folder, key, account=LEAVING, password=LEAVING_PASSWORD, hardness=quick)
    with store.write(None) as tx:
        for number in range(50):
            tx.add(Participant(id=ParticipantId(tx.new_id()), family_name=f"Familie {number}", created_at=tx.now))
    return key


class Breaks:
    """Progress that ends the work at a step."""

    def __init__(self, at: int) -> None:
        self.at = at

    def advance(self, done: int, total: int | None, text: str = "") -> None:  # noqa: ARG002 - the protocol's
        if done == self.at:
            raise Cancelled


def remove(
    store: Store,
    key: bytes,
    coach: VaultAccount,
    *,
    at: int | None = None,
    change: Callable[[Store], object] = lambda _store: None,
) -> None:
    keep = {coach.account_id, STAYING.account_id}
    rotation.rotate(store, key, keep=keep, change=change, progress=Unwatched() if at is None else Breaks(at))


def names(store: Store) -> set[str]:
    with store.read() as tx:
        return set(tx.scalars(sa.select(col(Participant.family_name))))


def opened(folder: Path, account: VaultAccount, password: str, clock: Clock) -> set[str]:
    """Who lies in the store that an account opens."""
    key = vault.sign_in(folder, account.account_id, password)
    with open_store(folder, key, clock=clock, ids=CountingIds(5000)) as store:
        return names(store)


def left_over(folder: Path) -> list[str]:
    """What an exchange of the key needs for a while only."""
    return [file.name for file in folder.iterdir() if ".next" in file.name or ".part" in file.name]


EVERYBODY = {f"Familie {number}" for number in range(50)}


def test_the_others_keep_their_passwords_and_the_printed_key(
    new_store: NewStore, key: bytes, folder: Path, coach: VaultAccount, password: str, clock: Clock
) -> None:
    remove(new_store.store, key, coach)
    new = vault.open_with_recovery_key(folder, new_store.recovery_key)
    assert new != key
    assert names(new_store.store) == EVERYBODY
    new_store.store.close()
    assert opened(folder, coach, password, clock) == EVERYBODY
    assert opened(folder, STAYING, STAYING_PASSWORD, clock) == EVERYBODY
    assert opens_with(database_path(folder), new)
    assert left_over(folder) == []


def test_who_was_removed_opens_nothing_not_even_with_the_old_vault(
    store: Store, key: bytes, folder: Path, coach: VaultAccount
) -> None:
    old = vault_path(folder).read_bytes()
    remove(store, key, coach)
    store.close()
    with pytest.raises(UnknownAccountError):
        vault.open_with_password(folder, LEAVING.account_id, LEAVING_PASSWORD)
    assert not opens_with(database_path(folder), key)
    vault_path(folder).write_bytes(old)
    known = vault.open_with_password(folder, LEAVING.account_id, LEAVING_PASSWORD)
    assert not opens_with(database_path(folder), known)


def test_the_store_goes_on_and_the_change_belongs_to_the_new_database(
    store: Store, key: bytes, coach: VaultAccount
) -> None:
    def change(changed: Store) -> None:
        with changed.write(None) as tx:
            tx.add(Participant(id=ParticipantId(tx.new_id()), family_name="Neu", created_at=tx.now))

    remove(store, key, coach, change=change)
    with store.write(None) as tx:
        tx.add(Participant(id=ParticipantId(tx.new_id()), family_name="Danach", created_at=tx.now))
    assert names(store) == EVERYBODY | {"Neu", "Danach"}


def test_somebody_who_was_away_for_two_rotations_comes_in_and_their_slot_is_made_anew(
    store: Store, key: bytes, folder: Path, coach: VaultAccount, password: str, quick: Hardness, clock: Clock
) -> None:
    remove(store, key, coach)
    second = vault.sign_in(folder, coach.account_id, password)
    vault.set_account(folder, second, account=LEAVING, password=LEAVING_PASSWORD, hardness=quick)
    remove(store, second, coach)
    store.close()
    slot = read_vault(folder).slot_of(STAYING.account_id)
    assert slot is not None
    assert len(slot.handed) == 2
    assert opened(folder, STAYING, STAYING_PASSWORD, clock) == EVERYBODY
    slot = read_vault(folder).slot_of(STAYING.account_id)
    assert slot is not None
    assert slot.handed == ()
    assert opened(folder, STAYING, STAYING_PASSWORD, clock) == EVERYBODY


@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_a_break_before_the_decision_leaves_everything_as_it_was(
    store: Store, key: bytes, folder: Path, coach: VaultAccount, step: int
) -> None:
    before = vault_path(folder).read_bytes()
    with pytest.raises(Cancelled):
        remove(store, key, coach, at=step)
    assert names(store) == EVERYBODY
    store.close()
    assert vault_path(folder).read_bytes() == before
    assert left_over(folder) == []
    assert vault.open_with_password(folder, LEAVING.account_id, LEAVING_PASSWORD) == key


def test_an_error_in_the_change_leaves_everything_as_it_was(store: Store, key: bytes, coach: VaultAccount) -> None:
    def fail(_changed: Store) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        remove(store, key, coach, change=fail)
    assert names(store) == EVERYBODY


#: Each stands for a death of the program right before it: nothing after it happens, not even tidying up.
DEATHS = ["write_vault", "_copy", "_settled", "_require_closed"]


@pytest.mark.parametrize("place", DEATHS)
def test_a_death_before_the_decision_is_taken_back_by_whoever_signs_in(
    store: Store,
    key: bytes,
    folder: Path,
    coach: VaultAccount,
    password: str,
    clock: Clock,
    place: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as dying:
        dying.setattr(rotation, place, _die)
        dying.setattr(rotation, "_take_back", lambda *_arguments: None)
        with pytest.raises(_Death):
            remove(store, key, coach)
    store.close()
    assert opened(folder, STAYING, STAYING_PASSWORD, clock) == EVERYBODY
    assert left_over(folder) == []
    assert opened(folder, coach, password, clock) == EVERYBODY
    assert opened(folder, LEAVING, LEAVING_PASSWORD, clock) == EVERYBODY


@pytest.mark.parametrize("first", ["coach", "staying", "recovery", "leaving"])
def test_a_death_after_the_decision_is_finished_by_whoever_signs_in(
    new_store: NewStore,
    key: bytes,
    folder: Path,
    coach: VaultAccount,
    password: str,
    clock: Clock,
    first: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as dying:
        dying.setattr(key_exchange, "promote_vault", _die)
        with pytest.raises(_Death):
            remove(new_store.store, key, coach)
    new_store.store.close()
    assert next_path(vault_path(folder)).exists()
    match first:
        case "coach":
            assert opened(folder, coach, password, clock) == EVERYBODY
        case "staying":
            assert opened(folder, STAYING, STAYING_PASSWORD, clock) == EVERYBODY
        case "recovery":
            vault.recover(folder, new_store.recovery_key)
        case "leaving":
            with pytest.raises(UnknownAccountError):
                vault.sign_in(folder, LEAVING.account_id, LEAVING_PASSWORD)
            assert next_path(vault_path(folder)).exists()
            assert opened(folder, coach, password, clock) == EVERYBODY
    assert not next_path(vault_path(folder)).exists()
    assert opened(folder, STAYING, STAYING_PASSWORD, clock) == EVERYBODY
    with pytest.raises(UnknownAccountError):
        vault.sign_in(folder, LEAVING.account_id, LEAVING_PASSWORD)


def test_looking_in_beside_a_running_exchange_moves_nothing(
    store: Store, key: bytes, folder: Path, coach: VaultAccount
) -> None:
    """What is read by a second program must not take the exchange of the first one back."""
    seen = []

    def look(_changed: Store) -> None:
        seen.append(vault.open_with_password(folder, STAYING.account_id, STAYING_PASSWORD))
        assert next_path(vault_path(folder)).exists()
        assert next_path(database_path(folder)).exists()

    remove(store, key, coach, change=look)
    assert seen == [key]
    assert vault.open_with_password(folder, STAYING.account_id, STAYING_PASSWORD) != key


def test_the_running_program_finishes_what_the_disk_refused(
    store: Store, key: bytes, folder: Path, coach: VaultAccount, quick: Hardness, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_folder: Path) -> None:
        raise OSError(5, "weg")

    with monkeypatch.context() as refusing:
        refusing.setattr(key_exchange, "promote_vault", refuse)
        with pytest.raises(StoreUnreachableError):
            remove(store, key, coach)
    new = vault.open_with_password(folder, STAYING.account_id, STAYING_PASSWORD)
    assert opens_with(database_path(folder), new)
    vault.set_account(folder, new, account=STAYING, password="Neues Fahrrad", hardness=quick)
    assert left_over(folder) == []
    assert vault.open_with_password(folder, STAYING.account_id, "Neues Fahrrad") == new


def test_a_wrong_password_after_a_death_moves_nothing(
    store: Store, key: bytes, folder: Path, coach: VaultAccount, password: str, clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    with monkeypatch.context() as dying:
        dying.setattr(key_exchange, "promote_vault", _die)
        with pytest.raises(_Death):
            remove(store, key, coach)
    store.close()
    with pytest.raises(WrongPasswordError):
        vault.sign_in(folder, coach.account_id, "falsch")
    assert next_path(vault_path(folder)).exists()
    assert opened(folder, coach, password, clock) == EVERYBODY


def test_a_backup_takes_the_vault_that_opens_it_also_before_the_last_step(
    store: Store,
    key: bytes,
    tmp_path: Path,
    coach: VaultAccount,
    password: str,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as dying:
        dying.setattr(key_exchange, "promote_vault", _die)
        with pytest.raises(_Death):
            remove(store, key, coach)
    made = back_up(store, reason=BackupReason.REQUEST)
    store.close()
    copy = Path(shutil.copytree(made.folder, tmp_path / "Kopie"))
    assert opened(copy, coach, password, clock) == EVERYBODY


def test_a_store_that_is_open_elsewhere_is_not_exchanged(
    store: Store, key: bytes, folder: Path, coach: VaultAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "_PATIENCE", 10)
    other = connector(database_path(folder), key)()
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM participant").fetchone()
    with pytest.raises(StoreBusyError):
        remove(store, key, coach)
    other.close()
    assert names(store) == EVERYBODY
    remove(store, key, coach)
    assert names(store) == EVERYBODY


@pytest.mark.parametrize(
    ("number", "expected"), [(28, DiskFullError), (5, StoreUnreachableError)], ids=["disk full", "broken disk"]
)
def test_an_error_of_the_disk_is_a_sentence_and_nothing_has_changed(
    store: Store,
    key: bytes,
    coach: VaultAccount,
    number: int,
    expected: type[WerkakademieError],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(_path: Path) -> None:
        raise OSError(number, "disk")

    with monkeypatch.context() as failing:
        failing.setattr(rotation, "sync_file", fail)
        with pytest.raises(expected):
            remove(store, key, coach)
    assert names(store) == EVERYBODY
    assert left_over(store.path.parent) == []


@pytest.fixture
def old_folder(tmp_path: Path) -> Path:
    """A store whose vault is of format 1."""
    return Path(shutil.copytree(folder_of(1), tmp_path / "alt"))


def test_a_vault_of_format_1_opens_and_is_brought_up_by_its_owner(old_folder: Path, clock: Clock) -> None:
    before = vault_path(old_folder).read_bytes()
    key = vault.open_with_password(old_folder, OLD_COACH.account_id, OLD_PASSWORD)
    assert vault_path(old_folder).read_bytes() == before
    assert vault.sign_in(old_folder, OLD_COACH.account_id, OLD_PASSWORD) == key
    brought_up = read_vault(old_folder)
    own, recovery = brought_up.slot_of(OLD_COACH.account_id), brought_up.slot_of(None)
    assert brought_up.format == 2
    assert own is not None
    assert own.takes_keys
    assert recovery is not None
    assert not recovery.takes_keys
    with pytest.raises(WrongPasswordError):
        vault.sign_in(old_folder, OLD_COACH.account_id, "falsch")
    assert vault.sign_in(old_folder, OLD_COACH.account_id, OLD_PASSWORD) == key
    assert opens_with(database_path(old_folder), key)
    open_store(old_folder, key, clock=clock, ids=CountingIds()).close()


def test_slots_of_format_1_are_named_before_a_rotation(old_folder: Path, clock: Clock, quick: Hardness) -> None:
    key = vault.sign_in(old_folder, OLD_COACH.account_id, OLD_PASSWORD)
    with open_store(old_folder, key, clock=clock, ids=CountingIds(5000)) as store:
        with pytest.raises(UnreadySlotsError, match="neuen Wiederherstellungsschlüssel") as caught:
            rotation.rotate(store, key, keep={OLD_COACH.account_id}, change=lambda _store: None, progress=Unwatched())
        assert (caught.value.names, caught.value.recovery) == ((), True)
        printed = vault.replace_recovery_key(old_folder, key, hardness=quick)
        rotation.rotate(store, key, keep={OLD_COACH.account_id}, change=lambda _store: None, progress=Unwatched())
    new = vault.open_with_recovery_key(old_folder, printed)
    assert new != key
    assert opens_with(database_path(old_folder), new)


class _Death(BaseException):
    """The program is gone."""


def _die(*_arguments: object, **_keywords: object) -> None:
    raise _Death
