"""The locks of a vault: what a secret opens, and how a slot is handed a new key while its owner is away."""

import hmac
import secrets
from dataclasses import dataclass, field, replace
from typing import Final

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from werkakademie.records.vault import VaultAccount
from werkakademie.storage.engine import KEY_BYTES
from werkakademie.storage.vault_records import FORMAT, OLD_FORMAT, HandedKey, Hardness, Slot, canonical

_SALT_BYTES: Final = 16
_NONCE_BYTES: Final = 12
_CHECK_BYTES: Final = 16


class SlotRefusedError(Exception):
    """The secret is not the slot's."""


class SlotChangedError(Exception):
    """The secret is right, but the slot does not hold what was put into it."""


@dataclass(frozen=True, slots=True)
class OpenedSlot:
    """What a secret gave: the store's key, and what it takes to write the slot anew without asking again."""

    key: bytes = field(repr=False)
    private: bytes = field(repr=False)
    derived: bytes = field(repr=False)


def new_slot(key: bytes, account: VaultAccount | None, secret: bytes, hardness: Hardness) -> Slot:
    """A slot with a key pair of its own."""
    empty = Slot(account, hardness, secrets.token_bytes(_SALT_BYTES), nonce=b"", wrapped=b"")
    return _filled(empty, key, X25519PrivateKey.generate().private_bytes_raw(), derive(secret, empty))


def renewed_slot(slot: Slot, opened: OpenedSlot) -> Slot:
    """The same slot holding the present key, in the present format; its owner's secret stays."""
    private = opened.private or X25519PrivateKey.generate().private_bytes_raw()
    return _filled(slot, opened.key, private, opened.derived)


def open_slot(slot: Slot, secret: bytes, *, derived: bytes | None = None) -> OpenedSlot:
    """The store's key by the slot's secret, or by what was `derived` from it before.

    Raises SlotRefusedError or SlotChangedError.
    """
    try:
        derived = derived or derive(secret, slot)
    except (HashingError, ValueError) as error:
        # A salt of an impossible length, put there by somebody who mended the check sums, too.
        raise SlotChangedError from error
    if not slot.takes_keys:
        return OpenedSlot(_opened(slot, derived, OLD_FORMAT, SlotRefusedError), b"", derived)
    if not hmac.compare_digest(_expanded(derived, b"check", _CHECK_BYTES), slot.check):
        raise SlotRefusedError
    content = _opened(slot, _expanded(derived, b"wrap", KEY_BYTES), FORMAT, SlotChangedError)
    private, key = content[:KEY_BYTES], content[KEY_BYTES:]
    for handed in slot.handed:
        key = _taken(slot, handed, private, key)
    return OpenedSlot(key, private, derived)


def hand_over(slot: Slot, *, old: bytes, new: bytes) -> Slot:
    """The slot with the store's `new` key in it, for an owner who knows the `old` one or one before it.

    The old key takes part in the encryption: who never had it can't slip a key of theirs into somebody's slot.
    """
    sender = X25519PrivateKey.generate()
    public, nonce = sender.public_key().public_bytes_raw(), secrets.token_bytes(_NONCE_BYTES)
    shared = sender.exchange(X25519PublicKey.from_public_bytes(slot.public))
    wrapped = AESGCM(_handing_key(shared, old, public, slot)).encrypt(nonce, new, _handing_data(slot))
    return replace(slot, handed=(*slot.handed, HandedKey(public, nonce, wrapped)))


def derive(secret: bytes, slot: Slot) -> bytes:
    """The one slow step."""
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


def _filled(slot: Slot, key: bytes, private: bytes, derived: bytes) -> Slot:
    public = X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    fresh = replace(
        slot,
        nonce=secrets.token_bytes(_NONCE_BYTES),
        public=public,
        check=_expanded(derived, b"check", _CHECK_BYTES),
        handed=(),
    )
    wrapping = AESGCM(_expanded(derived, b"wrap", KEY_BYTES))
    return replace(fresh, wrapped=wrapping.encrypt(fresh.nonce, private + key, _associated(fresh, FORMAT)))


def _opened(slot: Slot, wrapping: bytes, number: int, failure: type[Exception]) -> bytes:
    try:
        return AESGCM(wrapping).decrypt(slot.nonce, slot.wrapped, _associated(slot, number))
    except (InvalidTag, ValueError) as error:
        raise failure from error


def _taken(slot: Slot, handed: HandedKey, private: bytes, key: bytes) -> bytes:
    try:
        shared = X25519PrivateKey.from_private_bytes(private).exchange(X25519PublicKey.from_public_bytes(handed.sender))
        wrapping = AESGCM(_handing_key(shared, key, handed.sender, slot))
        return wrapping.decrypt(handed.nonce, handed.wrapped, _handing_data(slot))
    except (InvalidTag, ValueError) as error:
        raise SlotChangedError from error


def _handing_key(shared: bytes, old: bytes, sender: bytes, slot: Slot) -> bytes:
    both = sender + slot.public
    derivation = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=both, info=b"werkakademie vault hand over")
    return derivation.derive(shared + old)


def _handing_data(slot: Slot) -> bytes:
    """Whose slot it is; a change of the password does not touch it."""
    return canonical({"account": str(slot.account.account_id) if slot.account else None})


def _associated(slot: Slot, number: int) -> bytes:
    """The slot's own parameters: who swaps a name, a cost or the public key makes the slot unusable."""
    return canonical({"format": number, **slot.parameters()})


def _expanded(derived: bytes, purpose: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=b"werkakademie vault " + purpose).derive(derived)
