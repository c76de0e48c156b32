"""What vault.json holds, as values: slots, the keys handed to them, and the slot of the organisation."""

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from werkakademie.records.ids import AccountId
from werkakademie.records.vault import VaultAccount
from werkakademie.storage.errors import VaultPart

#: The format that is written. Format 1 knew no keys of slots; its slots live on until their owners sign in.
FORMAT: Final = 2
OLD_FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Hardness:
    """What one guess of a password costs (argon2id)."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4


@dataclass(frozen=True, slots=True)
class HandedKey:
    """A newer key of the store for the owner of a slot: readable with the slot's own key and the key before it."""

    sender: bytes
    nonce: bytes
    wrapped: bytes

    def entry(self) -> dict[str, object]:
        """As it stands in the file."""
        return {"sender": text_of(self.sender), "nonce": text_of(self.nonce), "wrapped": text_of(self.wrapped)}


@dataclass(frozen=True, slots=True)
class Slot:
    """What one secret opens: an account's password or the recovery key (no account).

    `wrapped` holds the slot's own private key and the store's key of that time. What the store was given since lies in
    `handed`, oldest first. A slot of format 1 has no `public` key and wraps the store's key alone.
    """

    account: VaultAccount | None
    hardness: Hardness
    salt: bytes
    nonce: bytes
    wrapped: bytes
    public: bytes = b""
    #: Tells a wrong secret from a slot that somebody changed.
    check: bytes = b""
    handed: tuple[HandedKey, ...] = ()

    @property
    def takes_keys(self) -> bool:
        """Whether a new key of the store can be handed to it without its secret."""
        return bool(self.public)

    @property
    def part(self) -> VaultPart:
        return VaultPart.ACCOUNT if self.account else VaultPart.RECOVERY

    @property
    def name(self) -> str:
        return self.account.name if self.account else ""

    def parameters(self) -> dict[str, object]:
        """Whose slot it is and how its key is derived, as it stands in the file: nothing of it can be exchanged."""
        owner: dict[str, object] = {"kind": "recovery"}
        if self.account:
            owner = {"kind": "account", "account": str(self.account.account_id), "name": self.account.name}
        own_key: dict[str, object] = {}
        if self.takes_keys:
            own_key = {"public": text_of(self.public), "check": text_of(self.check)}
        return (
            owner
            | {
                "derivation": {
                    "algorithm": "argon2id",
                    "memory_kib": self.hardness.memory_kib,
                    "passes": self.hardness.passes,
                    "lanes": self.hardness.lanes,
                    "salt": text_of(self.salt),
                },
                "cipher": "AES-256-GCM",
                "nonce": text_of(self.nonce),
            }
            | own_key
        )

    def entry(self) -> dict[str, object]:
        """The whole slot as it stands in the file."""
        entry = self.parameters() | {"wrapped": text_of(self.wrapped)}
        return entry | {"handed": [key.entry() for key in self.handed]} if self.takes_keys else entry


@dataclass(frozen=True, slots=True)
class OrganisationSlot:
    """The store's key, encrypted with age for the organisation's recipient."""

    recipient: str
    wrapped: bytes

    def entry(self) -> dict[str, object]:
        """As it stands in the file."""
        return {"kind": "organisation", "recipient": self.recipient, "wrapped": text_of(self.wrapped)}


@dataclass(frozen=True, slots=True)
class VaultFile:
    """What vault.json holds. `key_mark` tells the right key from another one and says nothing about it.

    `seals` are made with the store's key: one over each slot, one over the organisation's, the last over the whole.
    """

    key_mark: str
    slots: tuple[Slot, ...]
    organisation: OrganisationSlot | None = None
    format: int = FORMAT
    seals: tuple[str, ...] = ()

    def accounts(self) -> tuple[VaultAccount, ...]:
        """The accounts that can open the store, in the order in which they were added."""
        return tuple(slot.account for slot in self.slots if slot.account)

    def slot_of(self, account_id: AccountId | None) -> Slot | None:
        """The slot of an account; None asks for the recovery key's."""
        for slot in self.slots:
            if _owner(slot) == account_id:
                return slot
        return None

    def with_slot(self, slot: Slot) -> "VaultFile":
        """This vault with a slot more; one of the same owner is replaced in its place."""
        owner = _owner(slot)
        if self.slot_of(owner) is None:
            return replace(self, slots=(*self.slots, slot))
        return replace(self, slots=tuple(slot if _owner(old) == owner else old for old in self.slots))

    def entries(self) -> Iterator[tuple[VaultPart, str, dict[str, object]]]:
        """Its parts with the name of the owner, as they stand in the file."""
        for slot in self.slots:
            yield slot.part, slot.name, slot.entry()
        if self.organisation:
            yield VaultPart.ORGANISATION, "", self.organisation.entry()


def canonical(value: object) -> bytes:
    """One spelling for equal values, for check sums and associated data."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def text_of(data: bytes) -> str:
    """Bytes as they stand in the file."""
    return base64.b64encode(data).decode()


def _owner(slot: Slot) -> AccountId | None:
    return slot.account.account_id if slot.account else None
