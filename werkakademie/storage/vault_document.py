"""The text of vault.json: what it looks like, and where a text departs from what was written.

Standard library only: the unlock page needs the names before anything heavy is loaded.
"""

import base64
import binascii
import hashlib
import json
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from werkakademie.records.ids import AccountId
from werkakademie.records.vault import VaultAccount
from werkakademie.storage.errors import DamagedVaultError, NewerVaultError, VaultPart
from werkakademie.storage.vault_records import (
    FORMAT,
    OLD_FORMAT,
    HandedKey,
    Hardness,
    OrganisationSlot,
    Slot,
    VaultFile,
    canonical,
)

#: Beyond this a changed file could make the PC stand still while it derives a key.
_MOST_MEMORY_KIB: Final = 1024 * 1024
_MOST_PASSES: Final = 32
_MOST_LANES: Final = 32
#: What a foreign text can make the readers below raise.
_UNREADABLE: Final = (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError, RecursionError)


def vault_bytes(vault: VaultFile) -> bytes:
    """The file's content; `vault` carries its seals already."""
    return json.dumps(_document(vault), ensure_ascii=False, indent=2).encode() + b"\n"


def parse_vault(content: bytes, path: Path) -> VaultFile:
    """The opposite of `vault_bytes`; `path` is for the errors.

    Raises NewerVaultError, or DamagedVaultError with the part that is not as it was written.
    """
    try:
        # A sign that is none any more must not hide in whose slot it stands.
        body = json.loads(content.decode(errors="replace"))
        found = body["format"]
    except _UNREADABLE as error:
        raise DamagedVaultError(path) from error
    if type(found) is not int or found < OLD_FORMAT:
        raise DamagedVaultError(path, VaultPart.FORMAT)
    if found > FORMAT:
        raise NewerVaultError(path, found, FORMAT)
    return _old_vault(body, path) if found == OLD_FORMAT else _vault(body, content, path)


def _vault(body: dict[str, Any], content: bytes, path: Path) -> VaultFile:
    try:
        entries, organisation = list(body["slots"]), body["organisation"]
        seals = [str(entry["seal"]) for entry in (*entries, *([organisation] if organisation else ()))]
        key_mark, seal = str(body["key_mark"]), str(body["seal"])
    except _UNREADABLE as error:
        raise DamagedVaultError(path) from error
    slots = tuple(_readable_slot(entry, path) for entry in entries)
    vault = VaultFile(key_mark, slots, _organisation(organisation, path), FORMAT, (*seals, seal))
    try:
        written, spelled = _document(vault), vault_bytes(vault)
    except _UNREADABLE as error:
        # Signs that no text file can hold, such as half of a pair.
        raise DamagedVaultError(path) from error
    for (part, name, _entry), ours, theirs in zip(
        vault.entries(), _parts(written), [*entries, organisation], strict=False
    ):
        if ours != theirs:
            raise DamagedVaultError(path, part, name)
    if written["check_sum"] != body.get("check_sum"):
        raise DamagedVaultError(path, VaultPart.HEAD)
    # Blanks, the order of the fields, fields too many: nobody but this program writes this file.
    if spelled != content:
        raise DamagedVaultError(path, VaultPart.SPELLING)
    return vault


def _old_vault(body: dict[str, Any], path: Path) -> VaultFile:
    """A file of format 1: no seals, one check sum."""
    try:
        if body.pop("check_sum") != _check_sum(body):
            raise DamagedVaultError(path, VaultPart.HEAD)
        slots = tuple(_slot(entry) for entry in body["slots"])
        if any(slot.takes_keys for slot in slots):
            raise ValueError("a slot of format 2 in format 1")
        return VaultFile(str(body["key_mark"]), slots, format=OLD_FORMAT)
    except _UNREADABLE as error:
        raise DamagedVaultError(path) from error


def _document(vault: VaultFile) -> dict[str, Any]:
    """Check sums find accidents before anybody types a password in vain; against intent there are the seals."""
    parts = []
    for (_part, _name, entry), seal in zip(vault.entries(), vault.seals[:-1], strict=True):
        sealed = entry | {"seal": seal}
        parts.append(sealed | {"check_sum": _check_sum(sealed)})
    body: dict[str, Any] = {
        "format": FORMAT,
        "key_mark": vault.key_mark,
        "slots": parts[: len(vault.slots)],
        "organisation": parts[-1] if vault.organisation else None,
        "seal": vault.seals[-1],
    }
    return body | {"check_sum": _check_sum(body)}


def _parts(document: dict[str, Any]) -> list[Any]:
    return [*document["slots"], document["organisation"]]


def _readable_slot(entry: Any, path: Path) -> Slot:
    try:
        return _slot(entry)
    except _UNREADABLE as error:
        fields = entry if isinstance(entry, dict) else {}
        part = VaultPart.ACCOUNT if {"account", "name"} & fields.keys() else VaultPart.RECOVERY
        raise DamagedVaultError(path, part, str(fields.get("name", "?"))) from error


def _slot(entry: dict[str, Any]) -> Slot:
    derivation = entry["derivation"]
    if derivation["algorithm"] != "argon2id" or entry["cipher"] != "AES-256-GCM":
        raise ValueError("unknown algorithm")
    cost = [derivation[name] for name in ("memory_kib", "passes", "lanes")]
    limits = (_MOST_MEMORY_KIB, _MOST_PASSES, _MOST_LANES)
    if not all(type(value) is int and 0 < value <= most for value, most in zip(cost, limits, strict=True)):
        raise ValueError("parameters out of range")
    account = None
    if entry["kind"] == "account":
        account = VaultAccount(AccountId(UUID(entry["account"])), str(entry["name"]))
    elif entry["kind"] != "recovery":
        raise ValueError("unknown kind")
    return Slot(
        account,
        Hardness(*cost),
        _bytes(derivation["salt"]),
        nonce=_bytes(entry["nonce"]),
        wrapped=_bytes(entry["wrapped"]),
        public=_bytes(entry["public"]) if "public" in entry else b"",
        check=_bytes(entry["check"]) if "public" in entry else b"",
        handed=tuple(_handed(key) for key in entry.get("handed", ())),
    )


def _handed(entry: dict[str, Any]) -> HandedKey:
    return HandedKey(_bytes(entry["sender"]), _bytes(entry["nonce"]), _bytes(entry["wrapped"]))


def _organisation(entry: Any, path: Path) -> OrganisationSlot | None:
    if entry is None:
        return None
    try:
        return OrganisationSlot(str(entry["recipient"]), _bytes(entry["wrapped"]))
    except _UNREADABLE as error:
        raise DamagedVaultError(path, VaultPart.ORGANISATION) from error


def _check_sum(body: dict[str, Any]) -> str:
    return hashlib.sha256(canonical(body)).hexdigest()


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error
