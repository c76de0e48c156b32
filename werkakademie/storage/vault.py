"""The vault: one random key, wrapped once per account by its password and once by the printed recovery key."""

import secrets
import unicodedata
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from werkakademie.records.ids import AccountId
from werkakademie.records.vault import VaultAccount
from werkakademie.storage import recovery_key
from werkakademie.storage.engine import KEY_BYTES
from werkakademie.storage.errors import (
    DamagedVaultError,
    StoreExistsError,
    UnknownAccountError,
    WrongPasswordError,
    WrongRecoveryKeyError,
)
from werkakademie.storage.vault_file import (
    FORMAT,
    Hardness,
    Slot,
    VaultFile,
    canonical,
    database_path,
    read_vault,
    vault_path,
    write_vault,
)

_SALT_BYTES: Final = 16
_NONCE_BYTES: Final = 12
DEFAULT_HARDNESS: Final = Hardness()


@dataclass(frozen=True, slots=True)
class NewVault:
    """What only the moment of creation knows: show the recovery key now, it is stored nowhere."""

    key: bytes = field(repr=False)
    recovery_key: str


def create_vault(
    folder: Path, *, account: VaultAccount, password: str, hardness: Hardness = DEFAULT_HARDNESS
) -> NewVault:
    """Make vault.json in an existing folder that holds no store yet (else StoreExistsError)."""
    for path in (vault_path(folder), database_path(folder)):
        if path.exists():
            raise StoreExistsError(folder)
    key = secrets.token_bytes(KEY_BYTES)
    secret = recovery_key.new_secret()
    slots = (_wrapped(key, account, _secret(password), hardness), _wrapped(key, None, secret, hardness))
    write_vault(folder, VaultFile(_key_mark(key), slots))
    return NewVault(key, recovery_key.as_text(secret))


def open_with_password(folder: Path, account_id: AccountId, password: str) -> bytes:
    """The store's key; raises WrongPasswordError, UnknownAccountError or an error of the file."""
    vault = read_vault(folder)
    slot = vault.slot_of(account_id)
    if slot is None:
        raise UnknownAccountError
    key = _unwrapped(slot, _secret(password))
    if key is None:
        raise WrongPasswordError
    return _proven(key, vault, folder)


def open_with_recovery_key(folder: Path, typed: str) -> bytes:
    """The store's key; raises MistypedRecoveryKeyError, WrongRecoveryKeyError or an error of the file."""
    secret = recovery_key.as_secret(typed)
    vault = read_vault(folder)
    slot = vault.slot_of(None)
    key = _unwrapped(slot, secret) if slot else None
    if key is None:
        raise WrongRecoveryKeyError
    return _proven(key, vault, folder)


def set_account(
    folder: Path, key: bytes, *, account: VaultAccount, password: str, hardness: Hardness = DEFAULT_HARDNESS
) -> None:
    """Give an account a slot, or its slot another name and password; `key` is the opened store's."""
    vault = read_vault(folder)
    _proven(key, vault, folder)
    write_vault(folder, vault.with_slot(_wrapped(key, account, _secret(password), hardness)))


def change_password(
    folder: Path, account_id: AccountId, *, old: str, new: str, hardness: Hardness = DEFAULT_HARDNESS
) -> None:
    """Replace an account's password; the old one must open its slot (WrongPasswordError)."""
    key = open_with_password(folder, account_id, old)
    account = next(found for found in read_vault(folder).accounts() if found.account_id == account_id)
    set_account(folder, key, account=account, password=new, hardness=hardness)


def replace_recovery_key(folder: Path, key: bytes, *, hardness: Hardness = DEFAULT_HARDNESS) -> str:
    """A new recovery key; the printed one no longer opens the store."""
    vault = read_vault(folder)
    _proven(key, vault, folder)
    secret = recovery_key.new_secret()
    write_vault(folder, vault.with_slot(_wrapped(key, None, secret, hardness)))
    return recovery_key.as_text(secret)


def _wrapped(key: bytes, account: VaultAccount | None, secret: bytes, hardness: Hardness) -> Slot:
    """A slot that was opened once before anybody relies on it."""
    salt, nonce = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
    empty = Slot(account, hardness, salt, nonce, wrapped=b"")
    wrapping = _derived(secret, empty)
    slot = replace(empty, wrapped=AESGCM(wrapping).encrypt(nonce, key, _associated(empty)))
    if _unwrapped(slot, secret) != key:
        raise RuntimeError("a new slot does not open")
    return slot


def _unwrapped(slot: Slot, secret: bytes) -> bytes | None:
    """The key, or None when the secret does not fit or the slot was changed."""
    try:
        return AESGCM(_derived(secret, slot)).decrypt(slot.nonce, slot.wrapped, _associated(slot))
    except (InvalidTag, ValueError, HashingError):
        # The others: a nonce or salt of an impossible length, put there by somebody who fixed the check sum, too.
        return None


def _derived(secret: bytes, slot: Slot) -> bytes:
    hardness = slot.hardness
    return hash_secret_raw(
        secret,
        slot.salt,
        time_cost=hardness.passes,
        memory_cost=hardness.memory_kib,
        parallelism=hardness.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )


def _associated(slot: Slot) -> bytes:
    """The slot's own parameters: who swaps a name or a cost makes the slot unusable."""
    return canonical({"format": FORMAT, **slot.parameters()})


def _secret(password: str) -> bytes:
    """One spelling for a password, whichever way the keyboard makes its umlauts."""
    return unicodedata.normalize("NFC", password).encode()


def _key_mark(key: bytes) -> str:
    return HKDF(algorithm=SHA256(), length=16, salt=None, info=b"werkakademie key mark").derive(key).hex()


def _proven(key: bytes, vault: VaultFile, folder: Path) -> bytes:
    if _key_mark(key) != vault.key_mark:
        raise DamagedVaultError(vault_path(folder))
    return key
