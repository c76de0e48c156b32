"""The vault opens by the right secret only, and names what is wrong with it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from tests.migrations.stored import COACH as OLD_COACH
from tests.migrations.stored import PASSWORD as OLD_PASSWORD
from tests.migrations.stored import folder_of
from tests.unit.storage.vault_texts import change_vault
from werkakademie.records.ids import AccountId
from werkakademie.records.vault import VaultAccount
from werkakademie.storage import recovery_key, vault_slot
from werkakademie.storage.errors import (
    DamagedVaultError,
    DiskFullError,
    MissingVaultError,
    NewerVaultError,
    StoreExistsError,
    UnknownAccountError,
    UnprovenSlotError,
    WrongPasswordError,
    WrongRecoveryKeyError,
)
from werkakademie.storage.vault import (
    NewVault,
    change_password,
    create_vault,
    open_with_password,
    open_with_recovery_key,
    replace_recovery_key,
    rotated_vault,
    set_account,
    sign_in,
)
from werkakademie.storage.vault_file import Hardness, read_vault, vault_accounts, vault_path, write_vault
from werkakademie.storage.vault_records import Slot
from werkakademie.storage.vault_slot import derive

SECOND = VaultAccount(AccountId(UUID("00000000-0000-7000-8000-0000000000c2")), "Bernd Kaya")


@pytest.fixture
def vault(tmp_path: Path, coach: VaultAccount, password: str, quick: Hardness) -> NewVault:
    return create_vault(tmp_path, account=coach, password=password, hardness=quick)


def test_the_password_and_the_recovery_key_open_the_same_key(
    tmp_path: Path, vault: NewVault, coach: VaultAccount, password: str
) -> None:
    assert open_with_password(tmp_path, coach.account_id, password) == vault.key
    assert open_with_recovery_key(tmp_path, vault.recovery_key) == vault.key
    assert len(vault.key) == 32


def test_two_vaults_have_different_keys(tmp_path: Path, coach: VaultAccount, quick: Hardness) -> None:
    folders = [tmp_path / "a", tmp_path / "b"]
    for folder in folders:
        folder.mkdir()
    first, second = (create_vault(one, account=coach, password="x", hardness=quick) for one in folders)
    assert first.key != second.key
    with pytest.raises(WrongRecoveryKeyError):
        open_with_recovery_key(folders[0], second.recovery_key)


def test_the_key_is_not_shown_by_accident(vault: NewVault) -> None:
    assert vault.key.hex() not in repr(vault)
    assert repr(vault.key) not in repr(vault)


@pytest.mark.parametrize("typed", ["", "grüne tür am maschsee", "Grüne Tür am Maschsee "])
@pytest.mark.usefixtures("vault")
def test_a_wrong_password_is_one_clear_sentence(tmp_path: Path, coach: VaultAccount, typed: str) -> None:
    with pytest.raises(WrongPasswordError) as caught:
        open_with_password(tmp_path, coach.account_id, typed)
    assert str(caught.value) == "Das Passwort stimmt nicht. Bitte versuchen Sie es noch einmal."


def test_an_umlaut_typed_as_letter_and_accent_is_the_same_password(
    tmp_path: Path, vault: NewVault, coach: VaultAccount, password: str
) -> None:
    assert open_with_password(tmp_path, coach.account_id, password.replace("ü", "u\u0308")) == vault.key


@pytest.mark.usefixtures("vault")
def test_somebody_without_a_slot_is_told_so(tmp_path: Path, password: str) -> None:
    with pytest.raises(UnknownAccountError):
        open_with_password(tmp_path, SECOND.account_id, password)


def test_signing_in_derives_once_whatever_is_renewed(
    tmp_path: Path, coach: VaultAccount, password: str, vault: NewVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one slow step must not be taken twice, neither for a handed key nor for a slot of format 1."""
    derived = []

    def counting(secret: bytes, slot: Slot) -> bytes:
        derived.append(slot)
        return derive(secret, slot)

    monkeypatch.setattr(vault_slot, "derive", counting)
    sign_in(tmp_path, coach.account_id, password)
    handed = rotated_vault(read_vault(tmp_path), keep={coach.account_id}, old=vault.key, new=bytes(range(32)))
    write_vault(vault_path(tmp_path), handed, prove=lambda _written: None)
    sign_in(tmp_path, coach.account_id, password)
    renewed = read_vault(tmp_path).slot_of(coach.account_id)
    assert renewed is not None
    assert renewed.handed == ()
    old = Path(shutil.copytree(folder_of(1), tmp_path / "alt"))
    sign_in(old, OLD_COACH.account_id, OLD_PASSWORD)
    assert read_vault(old).format == 2
    assert len(derived) == 3


def test_a_full_disk_keeps_nobody_out(
    tmp_path: Path, coach: VaultAccount, password: str, vault: NewVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The slot stays as it is then; next time it is renewed."""
    handed = rotated_vault(read_vault(tmp_path), keep={coach.account_id}, old=vault.key, new=bytes(range(32)))
    write_vault(vault_path(tmp_path), handed, prove=lambda _written: None)
    before = vault_path(tmp_path).read_bytes()

    def full(_handle: int) -> None:
        raise OSError(28, "voll")

    with monkeypatch.context() as filling:
        filling.setattr(os, "fsync", full)
        assert sign_in(tmp_path, coach.account_id, password) == bytes(range(32))
        with pytest.raises(DiskFullError):
            set_account(tmp_path, bytes(range(32)), account=coach, password="neu", hardness=Hardness(8, 1, 1))
    assert vault_path(tmp_path).read_bytes() == before


def test_a_new_password_is_proved_in_the_written_file_before_the_old_one_goes(
    tmp_path: Path, coach: VaultAccount, password: str, vault: NewVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slot that does not open, however it came about, never takes the place of one that does."""
    before = vault_path(tmp_path).read_bytes()
    new_slot = vault_slot.new_slot

    def wrong(key: bytes, account: VaultAccount | None, secret: bytes, hardness: Hardness) -> Slot:
        return new_slot(key, account, secret[:-1], hardness)

    monkeypatch.setattr(vault_slot, "new_slot", wrong)
    with pytest.raises(UnprovenSlotError, match="Es gilt alles wie bisher"):
        change_password(tmp_path, coach.account_id, old=password, new="Neue Lampe", hardness=Hardness(8, 1, 1))
    assert vault_path(tmp_path).read_bytes() == before
    assert list(tmp_path.glob("*.part")) == []
    assert open_with_password(tmp_path, coach.account_id, password) == vault.key


@pytest.mark.usefixtures("vault")
def test_a_wrong_recovery_key_changes_nothing(tmp_path: Path) -> None:
    before = vault_path(tmp_path).read_bytes()
    with pytest.raises(WrongRecoveryKeyError):
        open_with_recovery_key(tmp_path, recovery_key.as_text(recovery_key.new_secret()))
    assert vault_path(tmp_path).read_bytes() == before


def test_a_second_vault_does_not_bury_the_first(
    tmp_path: Path, vault: NewVault, coach: VaultAccount, quick: Hardness
) -> None:
    with pytest.raises(StoreExistsError):
        create_vault(tmp_path, account=coach, password="anders", hardness=quick)
    assert open_with_recovery_key(tmp_path, vault.recovery_key) == vault.key


def test_a_second_coach_opens_the_same_store(
    tmp_path: Path, vault: NewVault, coach: VaultAccount, password: str, quick: Hardness
) -> None:
    set_account(tmp_path, vault.key, account=SECOND, password="Rotes Fahrrad", hardness=quick)
    assert vault_accounts(tmp_path) == (coach, SECOND)
    assert open_with_password(tmp_path, SECOND.account_id, "Rotes Fahrrad") == vault.key
    assert open_with_password(tmp_path, coach.account_id, password) == vault.key


@pytest.mark.usefixtures("vault")
def test_a_slot_for_another_stores_key_is_refused(tmp_path: Path, quick: Hardness) -> None:
    before = vault_path(tmp_path).read_bytes()
    with pytest.raises(DamagedVaultError):
        set_account(tmp_path, bytes(32), account=SECOND, password="Rotes Fahrrad", hardness=quick)
    assert vault_path(tmp_path).read_bytes() == before


def test_a_changed_password_replaces_the_old_one(
    tmp_path: Path, vault: NewVault, coach: VaultAccount, password: str, quick: Hardness
) -> None:
    with pytest.raises(WrongPasswordError):
        change_password(tmp_path, coach.account_id, old="falsch", new="neu", hardness=quick)
    change_password(tmp_path, coach.account_id, old=password, new="Neue Lampe", hardness=quick)
    assert open_with_password(tmp_path, coach.account_id, "Neue Lampe") == vault.key
    with pytest.raises(WrongPasswordError):
        open_with_password(tmp_path, coach.account_id, password)
    assert vault_accounts(tmp_path) == (coach,)


def test_a_new_recovery_key_retires_the_printed_one(tmp_path: Path, vault: NewVault, quick: Hardness) -> None:
    fresh = replace_recovery_key(tmp_path, vault.key, hardness=quick)
    assert open_with_recovery_key(tmp_path, fresh) == vault.key
    with pytest.raises(WrongRecoveryKeyError):
        open_with_recovery_key(tmp_path, vault.recovery_key)


def test_a_missing_vault_is_named(tmp_path: Path, coach: VaultAccount) -> None:
    with pytest.raises(MissingVaultError) as caught:
        open_with_password(tmp_path, coach.account_id, "x")
    assert "vault.json" in str(caught.value)


@pytest.mark.usefixtures("vault")
def test_a_newer_vault_is_refused_with_both_numbers(tmp_path: Path) -> None:
    change_vault(tmp_path, lambda body: body.update(format=7))
    with pytest.raises(NewerVaultError) as caught:
        vault_accounts(tmp_path)
    assert "Format 7" in str(caught.value)
    assert "Format 2" in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"{}", b"\xff\xfe", b'{"format": "1"}', b"[" * 100_000])
def test_a_damaged_vault_is_named(tmp_path: Path, content: bytes) -> None:
    vault_path(tmp_path).write_bytes(content)
    with pytest.raises(DamagedVaultError):
        vault_accounts(tmp_path)


#: Somebody changes a field and mends the check sum: the slot must refuse, whatever is typed.
FIELDS: dict[str, Callable[[dict[str, Any]], None]] = {
    "kind": lambda slot: slot.update(kind="recovery"),
    "account": lambda slot: slot.update(account=str(SECOND.account_id)),
    "name": lambda slot: slot.update(name="Falscher Name"),
    "memory": lambda slot: slot["derivation"].update(memory_kib=16),
    "passes": lambda slot: slot["derivation"].update(passes=2),
    "lanes": lambda slot: slot["derivation"].update(lanes=2),
    "huge memory": lambda slot: slot["derivation"].update(memory_kib=2**31),
    "negative passes": lambda slot: slot["derivation"].update(passes=-1),
    "algorithm": lambda slot: slot["derivation"].update(algorithm="argon2d"),
    "salt": lambda slot: slot["derivation"].update(salt="AAAAAAAAAAAAAAAAAAAAAA=="),
    "short salt": lambda slot: slot["derivation"].update(salt="AA=="),
    "no base64": lambda slot: slot["derivation"].update(salt="$$"),
    "cipher": lambda slot: slot.update(cipher="AES-256-ECB"),
    "nonce": lambda slot: slot.update(nonce="AAAAAAAAAAAAAAAA"),
    "short nonce": lambda slot: slot.update(nonce="AA=="),
    "public key": lambda slot: slot.update(public="A" * 43 + "="),
    "check": lambda slot: slot.update(check="AAAAAAAAAAAAAAAAAAAAAA=="),
    "key handed over": lambda slot: slot["handed"].append(
        {"sender": "A" * 43 + "=", "nonce": "AAAAAAAAAAAAAAAA", "wrapped": "A" * 64}
    ),
    "wrapped": lambda slot: slot.update(wrapped="A" * 64),
    "empty": lambda slot: slot.update(wrapped=""),
    "field gone": lambda slot: slot.pop("nonce"),
}


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.usefixtures("vault")
def test_a_changed_field_with_a_mended_check_sum_opens_nothing(
    tmp_path: Path, coach: VaultAccount, password: str, field: str
) -> None:
    change_vault(tmp_path, lambda body: FIELDS[field](body["slots"][0]))
    with pytest.raises((WrongPasswordError, DamagedVaultError, UnknownAccountError)):
        open_with_password(tmp_path, coach.account_id, password)


@pytest.mark.usefixtures("vault")
def test_a_key_mark_of_another_store_is_noticed(tmp_path: Path, coach: VaultAccount, password: str) -> None:
    change_vault(tmp_path, lambda body: body.update(key_mark="00" * 16))
    with pytest.raises(DamagedVaultError):
        open_with_password(tmp_path, coach.account_id, password)


_WRITES_FOR_EVER = """
import sys
from pathlib import Path
from uuid import UUID
from werkakademie.records.ids import AccountId
from werkakademie.records.vault import VaultAccount
from werkakademie.storage.vault import set_account
from werkakademie.storage.vault_file import Hardness

folder, key = Path(sys.argv[1]), bytes.fromhex(sys.argv[2])
second = VaultAccount(AccountId(UUID(int=2)), "Bernd Kaya")
while True:
    set_account(folder, key, account=second, password="x" * 9, hardness=Hardness(8, 1, 1))
    print("written", flush=True)
"""


@pytest.mark.parametrize("writes", [1, 2, 3, 5, 8])
def test_a_kill_while_writing_leaves_a_usable_vault(
    tmp_path: Path, vault: NewVault, coach: VaultAccount, password: str, writes: int
) -> None:
    arguments = [sys.executable, "-c", _WRITES_FOR_EVER, str(tmp_path), vault.key.hex()]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for _ in range(writes):
            assert process.stdout.readline() == "written\n"
        process.kill()
    assert open_with_password(tmp_path, coach.account_id, password) == vault.key
    assert open_with_recovery_key(tmp_path, vault.recovery_key) == vault.key
