"""Seals over the parts of vault.json, made with the store's key: only somebody who opened the store can make them."""

import hashlib
import hmac
from dataclasses import replace
from typing import Final

from werkakademie.storage.errors import VaultPart
from werkakademie.storage.vault_records import FORMAT, OLD_FORMAT, VaultFile, canonical

_PURPOSE: Final = b"werkakademie vault seal"


def sealed(vault: VaultFile, key: bytes) -> VaultFile:
    """The vault in the present format with fresh seals."""
    return replace(vault, format=FORMAT, seals=_seals(vault, key))


def broken_seal(vault: VaultFile, key: bytes) -> tuple[VaultPart, str] | None:
    """The first part, with its owner's name, that was written by somebody without the key; None when all are right.

    A file of format 1 has no seals; each of its slots vouches for itself.
    """
    if vault.format == OLD_FORMAT:
        return None
    right = _seals(vault, key)
    for (part, name, _entry), ours, theirs in zip(vault.entries(), right, vault.seals, strict=False):
        if not hmac.compare_digest(ours.encode(), theirs.encode()):
            return part, name
    whole = hmac.compare_digest(right[-1].encode(), vault.seals[-1].encode())
    return None if whole else (VaultPart.LIST, "")


def _seals(vault: VaultFile, key: bytes) -> tuple[str, ...]:
    sealing = hmac.new(key, _PURPOSE, hashlib.sha256).digest()
    parts = [_seal(sealing, entry) for _part, _name, entry in vault.entries()]
    # The last one holds the others together: no slot can be left out, doubled or moved.
    return (*parts, _seal(sealing, {"format": FORMAT, "key_mark": vault.key_mark, "parts": parts}))


def _seal(sealing: bytes, value: object) -> str:
    return hmac.new(sealing, canonical(value), hashlib.sha256).hexdigest()
