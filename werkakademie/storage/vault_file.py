"""The file vault.json: its format, its check sum, and writing it so that a power cut leaves the old or the new one.

Standard library only: the unlock page needs the names before anything heavy is loaded.
"""

import base64
import binascii
import hashlib
import json
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from werkakademie.records.ids import AccountId
from werkakademie.records.vault import VaultAccount
from werkakademie.storage.errors import (
    DamagedVaultError,
    MissingVaultError,
    NewerVaultError,
    situation_of_file,
)

VAULT_NAME: Final = "vault.json"
DATABASE_NAME: Final = "werkakademie.db"
FORMAT: Final = 1

#: Beyond this a changed file could make the PC stand still while it derives a key.
_MOST_MEMORY_KIB: Final = 1024 * 1024
_MOST_PASSES: Final = 32
_MOST_LANES: Final = 32


@dataclass(frozen=True, slots=True)
class Hardness:
    """What one guess of a password costs (argon2id)."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4


@dataclass(frozen=True, slots=True)
class Slot:
    """The key of the store, wrapped by one secret: an account's password or the recovery key (no account)."""

    account: VaultAccount | None
    hardness: Hardness
    salt: bytes
    nonce: bytes
    wrapped: bytes

    def parameters(self) -> dict[str, object]:
        """Everything but the wrapped key, as it stands in the file."""
        owner: dict[str, object] = {"kind": "recovery"}
        if self.account:
            owner = {"kind": "account", "account": str(self.account.account_id), "name": self.account.name}
        return owner | {
            "derivation": {
                "algorithm": "argon2id",
                "memory_kib": self.hardness.memory_kib,
                "passes": self.hardness.passes,
                "lanes": self.hardness.lanes,
                "salt": _text(self.salt),
            },
            "cipher": "AES-256-GCM",
            "nonce": _text(self.nonce),
        }


@dataclass(frozen=True, slots=True)
class VaultFile:
    """What vault.json holds. `key_mark` tells the right key from another one and says nothing about it."""

    key_mark: str
    slots: tuple[Slot, ...]

    def accounts(self) -> tuple[VaultAccount, ...]:
        """The accounts that can open the store, in the order in which they were added."""
        return tuple(slot.account for slot in self.slots if slot.account)

    def slot_of(self, account_id: AccountId | None) -> Slot | None:
        """The slot of an account; None asks for the recovery key's."""
        for slot in self.slots:
            if (slot.account.account_id if slot.account else None) == account_id:
                return slot
        return None

    def with_slot(self, slot: Slot) -> "VaultFile":
        """This vault with a slot more; one of the same owner is replaced in its place."""
        owner = slot.account.account_id if slot.account else None
        if self.slot_of(owner) is None:
            return replace(self, slots=(*self.slots, slot))
        same = (slot if (old.account.account_id if old.account else None) == owner else old for old in self.slots)
        return replace(self, slots=tuple(same))


def database_path(folder: Path) -> Path:
    """Where the database of a store lies."""
    return folder / DATABASE_NAME


def vault_path(folder: Path) -> Path:
    """Where the vault of a store lies."""
    return folder / VAULT_NAME


def vault_accounts(folder: Path) -> tuple[VaultAccount, ...]:
    """The accounts that the unlock page offers."""
    return read_vault(folder).accounts()


def read_vault(folder: Path) -> VaultFile:
    """Read vault.json; raises MissingVaultError, NewerVaultError, DamagedVaultError or StoreUnreachableError."""
    path = vault_path(folder)
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise MissingVaultError(path) from error
    except OSError as error:
        raise situation_of_file(error, path) from error
    return parse_vault(content, path)


def write_vault(folder: Path, vault: VaultFile) -> None:
    """Replace vault.json as one step: whatever happens, the old or the new file is whole."""
    path = vault_path(folder)
    part = path.with_suffix(".json.part")
    content = vault_bytes(vault)
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if part.read_bytes() != content:
            raise DamagedVaultError(part)
        part.replace(path)
        _sync_folder(folder)
    except OSError as error:
        raise situation_of_file(error, path) from error


def vault_bytes(vault: VaultFile) -> bytes:
    """The file's content."""
    body = {
        "format": FORMAT,
        "key_mark": vault.key_mark,
        "slots": [slot.parameters() | {"wrapped": _text(slot.wrapped)} for slot in vault.slots],
    }
    return json.dumps(body | {"check_sum": _check_sum(body)}, ensure_ascii=False, indent=2).encode() + b"\n"


def parse_vault(content: bytes, path: Path) -> VaultFile:
    """The opposite of `vault_bytes`; `path` is for the errors."""
    try:
        body = json.loads(content)
        found = body["format"]
        if isinstance(found, int) and found > FORMAT:
            raise NewerVaultError(path, found, FORMAT)
        if found != FORMAT or body.pop("check_sum") != _check_sum(body):
            raise DamagedVaultError(path)
        return VaultFile(str(body["key_mark"]), tuple(_slot(entry) for entry in body["slots"]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise DamagedVaultError(path) from error


def canonical(value: object) -> bytes:
    """One spelling for equal values, for check sums and associated data."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _slot(entry: dict[str, Any]) -> Slot:
    derivation = entry["derivation"]
    if derivation["algorithm"] != "argon2id" or entry["cipher"] != "AES-256-GCM":
        raise ValueError("unknown algorithm")
    hardness = Hardness(int(derivation["memory_kib"]), int(derivation["passes"]), int(derivation["lanes"]))
    limits = (_MOST_MEMORY_KIB, _MOST_PASSES, _MOST_LANES)
    if not all(0 < value <= most for value, most in zip(_values(hardness), limits, strict=True)):
        raise ValueError("parameters out of range")
    account = None
    if entry["kind"] == "account":
        account = VaultAccount(AccountId(UUID(entry["account"])), str(entry["name"]))
    elif entry["kind"] != "recovery":
        raise ValueError("unknown kind")
    return Slot(
        account, hardness, _bytes(derivation["salt"]), nonce=_bytes(entry["nonce"]), wrapped=_bytes(entry["wrapped"])
    )


def _values(hardness: Hardness) -> tuple[int, int, int]:
    return hardness.memory_kib, hardness.passes, hardness.lanes


def _check_sum(body: dict[str, Any]) -> str:
    """Finds accidents, before anybody types a password in vain; against intent there is the associated data."""
    return hashlib.sha256(canonical(body)).hexdigest()


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable; Windows knows no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
