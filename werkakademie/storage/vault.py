"""The vault: one random key, behind one slot per account, the printed recovery key, and the organisation's."""

import secrets
import unicodedata
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from werkakademie.errors import WerkakademieError
from werkakademie.records.ids import AccountId
from werkakademie.records.vault import VaultAccount
from werkakademie.storage import key_exchange, organisation_slot, recovery_key, vault_slot
from werkakademie.storage.engine import KEY_BYTES
from werkakademie.storage.errors import (
    DamagedVaultError,
    StoreExistsError,
    StoreFileError,
    UnknownAccountError,
    UnprovenSlotError,
    UnreadySlotsError,
    VaultPart,
    WrongPasswordError,
    WrongRecoveryKeyError,
)
from werkakademie.storage.vault_file import (
    database_path,
    next_path,
    read_vault,
    read_vault_file,
    vault_path,
    write_vault,
)
from werkakademie.storage.vault_records import Hardness, Slot, VaultFile
from werkakademie.storage.vault_seal import broken_seal, sealed
from werkakademie.storage.vault_slot import OpenedSlot, SlotChangedError, SlotRefusedError

DEFAULT_HARDNESS: Final = Hardness()


@dataclass(frozen=True, slots=True)
class NewVault:
    """What only the moment of creation knows: show the recovery key now, it is stored nowhere."""

    key: bytes = field(repr=False)
    recovery_key: str = field(repr=False)


def create_vault(
    folder: Path, *, account: VaultAccount, password: str, hardness: Hardness = DEFAULT_HARDNESS
) -> NewVault:
    """Make vault.json in an existing folder that holds no store yet (else StoreExistsError)."""
    refuse_existing(folder)
    key = secrets.token_bytes(KEY_BYTES)
    secret = recovery_key.new_secret()
    slots = (
        vault_slot.new_slot(key, account, _secret(password), hardness),
        vault_slot.new_slot(key, None, secret, hardness),
    )
    vault = VaultFile(_key_mark(key), slots)
    _write(folder, vault, key, _opens(vault_path(folder), key, account.account_id, _secret(password)))
    return NewVault(key, recovery_key.as_text(secret))


def refuse_existing(folder: Path) -> None:
    """Raise StoreExistsError where there is a store, or half of one."""
    for path in (vault_path(folder), database_path(folder)):
        if path.exists():
            raise StoreExistsError(folder)


def open_with_password(folder: Path, account_id: AccountId, password: str) -> bytes:
    """The store's key; raises WrongPasswordError, UnknownAccountError or an error of the file. Only reads."""
    return _opened(folder, _BySecret(account_id, _secret(password), WrongPasswordError)).key


def open_with_recovery_key(folder: Path, typed: str) -> bytes:
    """The store's key; raises MistypedRecoveryKeyError, WrongRecoveryKeyError or an error of the file."""
    return _opened(folder, _BySecret(None, recovery_key.as_secret(typed), WrongRecoveryKeyError)).key


def open_with_identity(folder: Path, identity: str) -> bytes:
    """The store's key by the organisation's age identity; raises an error of `organisation_slot` or of the file."""
    return _opened(folder, _ByIdentity(identity)).key


def sign_in(folder: Path, account_id: AccountId, password: str) -> bytes:
    """As `open_with_password`, for a program that has the store to itself.

    Finishes or takes back an exchange of the key that was cut off, and brings the account's slot up to date: the
    present key in the present format.
    """
    return _signed_in(folder, _BySecret(account_id, _secret(password), WrongPasswordError))


def recover(folder: Path, typed: str) -> bytes:
    """As `sign_in`, by the recovery key."""
    return _signed_in(folder, _BySecret(None, recovery_key.as_secret(typed), WrongRecoveryKeyError))


def set_account(
    folder: Path, key: bytes, *, account: VaultAccount, password: str, hardness: Hardness = DEFAULT_HARDNESS
) -> None:
    """Give an account a slot, or its slot another name and password; `key` is the opened store's.

    The written file is opened with the new password before the old file goes.
    """
    vault = proven_vault(folder, key)
    slot = vault_slot.new_slot(key, account, _secret(password), hardness)
    proof = _opens(vault_path(folder), key, account.account_id, _secret(password))
    _write(folder, vault.with_slot(slot), key, proof)


def change_password(
    folder: Path, account_id: AccountId, *, old: str, new: str, hardness: Hardness = DEFAULT_HARDNESS
) -> None:
    """Replace an account's password; the old one must open its slot (WrongPasswordError)."""
    key = open_with_password(folder, account_id, old)
    account = next(found for found in read_vault(folder).accounts() if found.account_id == account_id)
    set_account(folder, key, account=account, password=new, hardness=hardness)


def replace_recovery_key(folder: Path, key: bytes, *, hardness: Hardness = DEFAULT_HARDNESS) -> str:
    """A new recovery key; the printed one no longer opens the store."""
    vault = proven_vault(folder, key)
    secret = recovery_key.new_secret()
    slot = vault_slot.new_slot(key, None, secret, hardness)
    _write(folder, vault.with_slot(slot), key, _opens(vault_path(folder), key, None, secret))
    return recovery_key.as_text(secret)


def set_organisation(folder: Path, key: bytes, recipient: str | None) -> None:
    """Let the organisation's age identity open the store, too; None takes that back. Raises NoRecipientError."""
    vault = proven_vault(folder, key)
    slot = None if recipient is None else organisation_slot.for_recipient(recipient, key)
    _write(folder, replace(vault, organisation=slot), key, lambda _written: None)


@contextmanager
def taken_back_on_error(folder: Path, key: bytes) -> Iterator[None]:
    """Around a transaction that writes the vault as its last act: when it can't be stored, the vault is as before.

    Otherwise a new recovery key that nobody was shown would stay, and the printed one would open nothing.
    """
    before = proven_vault(folder, key)
    try:
        yield
    except BaseException:
        if read_vault(folder).slots != before.slots or read_vault(folder).organisation != before.organisation:
            _write(folder, before, key, lambda _written: None)
        raise


def organisation_recipient(folder: Path) -> str | None:
    """The age recipient that can open the store, if there is one."""
    organisation = read_vault(folder).organisation
    return organisation.recipient if organisation else None


def proven_vault(folder: Path, key: bytes) -> VaultFile:
    """The vault, if it belongs to the opened store's key and nobody else wrote in it; else DamagedVaultError."""
    if present_vault_path(folder, key) != vault_path(folder) and key_exchange.opens_with(database_path(folder), key):
        key_exchange.promote_vault(folder)
    vault = read_vault(folder)
    _require_ours(vault, key, vault_path(folder))
    return vault


def present_vault_path(folder: Path, key: bytes) -> Path:
    """The file with the vault of this key: vault.json, or what is to take its place after a break.

    Reads it, so that a damaged one is named before anybody copies it.
    """
    following = next_path(vault_path(folder))
    if following.exists() and read_vault_file(following).key_mark == _key_mark(key):
        return following
    read_vault(folder)
    return vault_path(folder)


def refuse_unready(vault: VaultFile, *, keep: Collection[AccountId]) -> None:
    """Raise UnreadySlotsError for slots of format 1: nobody but their owners can put a new key into them."""
    unready = [slot for slot in _kept(vault, keep) if not slot.takes_keys]
    if unready:
        names = tuple(slot.account.name for slot in unready if slot.account)
        raise UnreadySlotsError(names, recovery=any(slot.account is None for slot in unready))


def rotated_vault(vault: VaultFile, *, keep: Collection[AccountId], old: bytes, new: bytes) -> VaultFile:
    """The vault of the `new` key: the accounts to keep, the recovery key and the organisation are handed it.

    All passwords stay as they are.
    """
    slots = tuple(vault_slot.hand_over(slot, old=old, new=new) for slot in _kept(vault, keep))
    recipient = vault.organisation.recipient if vault.organisation else None
    organisation = organisation_slot.for_recipient(recipient, new) if recipient else None
    return sealed(VaultFile(_key_mark(new), slots, organisation), new)


def _kept(vault: VaultFile, keep: Collection[AccountId]) -> tuple[Slot, ...]:
    return tuple(slot for slot in vault.slots if slot.account is None or slot.account.account_id in keep)


@dataclass(slots=True)
class _BySecret:
    """Opens a slot of any vault; derives once, however many vaults it tries."""

    owner: AccountId | None
    secret: bytes = field(repr=False)
    refusal: type[WerkakademieError]
    _derived: dict[Slot, bytes] = field(default_factory=dict, repr=False)

    def __call__(self, vault: VaultFile, path: Path) -> OpenedSlot:
        slot = vault.slot_of(self.owner)
        if slot is None:
            raise UnknownAccountError if self.owner else self.refusal
        try:
            opened = vault_slot.open_slot(slot, self.secret, derived=self._derived.get(_bare(slot)))
        except SlotRefusedError as error:
            raise self.refusal from error
        except SlotChangedError as error:
            raise DamagedVaultError(path, slot.part, slot.name) from error
        self._derived[_bare(slot)] = opened.derived
        _require_ours(vault, opened.key, path)
        return opened


@dataclass(frozen=True, slots=True)
class _ByIdentity:
    """Opens the organisation's slot of any vault."""

    identity: str = field(repr=False)

    def __call__(self, vault: VaultFile, path: Path) -> OpenedSlot:
        key = organisation_slot.opened(vault.organisation, self.identity, path)
        _require_ours(vault, key, path)
        return OpenedSlot(key, b"", b"")


def _opened(folder: Path, opener: Callable[[VaultFile, Path], OpenedSlot]) -> OpenedSlot:
    path = key_exchange.right_vault(folder, lambda vault, path: opener(vault, path).key)
    return opener(read_vault_file(path), path)


def _signed_in(folder: Path, opener: _BySecret) -> bytes:
    """Write the slot anew if it is of format 1 or was handed keys. Whoever signs in gets in, also on a full disk."""
    key_exchange.settle(folder, lambda vault, path: opener(vault, path).key)
    vault = read_vault(folder)
    opened = opener(vault, vault_path(folder))
    slot = vault.slot_of(opener.owner)
    if slot and (slot.handed or not slot.takes_keys):
        proof = _opens(vault_path(folder), opened.key, opener.owner, derived=opened.derived)
        with suppress(StoreFileError):
            _write(folder, vault.with_slot(vault_slot.renewed_slot(slot, opened)), opened.key, proof)
    return opened.key


def _write(folder: Path, vault: VaultFile, key: bytes, prove: Callable[[VaultFile], object]) -> None:
    write_vault(vault_path(folder), sealed(vault, key), prove=prove)


def _opens(
    path: Path, key: bytes, owner: AccountId | None, secret: bytes = b"", *, derived: bytes | None = None
) -> Callable[[VaultFile], object]:
    """What shows that a written vault gives the key for a secret."""

    def prove(written: VaultFile) -> None:
        slot = written.slot_of(owner)
        try:
            found = vault_slot.open_slot(slot, secret, derived=derived).key if slot else None
        except (SlotRefusedError, SlotChangedError) as error:
            raise UnprovenSlotError(path) from error
        if found != key or broken_seal(written, key):
            raise UnprovenSlotError(path)

    return prove


def _require_ours(vault: VaultFile, key: bytes, path: Path) -> None:
    if _key_mark(key) != vault.key_mark:
        raise DamagedVaultError(path, VaultPart.KEY_MARK)
    broken = broken_seal(vault, key)
    if broken:
        raise DamagedVaultError(path, *broken)


def _bare(slot: Slot) -> Slot:
    """What the derivation depends on, and nothing else."""
    return Slot(None, slot.hardness, slot.salt, nonce=b"", wrapped=b"")


def _secret(password: str) -> bytes:
    """One spelling for a password, whichever way the keyboard makes its umlauts."""
    return unicodedata.normalize("NFC", password).encode()


def _key_mark(key: bytes) -> str:
    return HKDF(algorithm=SHA256(), length=16, salt=None, info=b"werkakademie key mark").derive(key).hex()
