"""The organisation's slot: the store's key as an age file, which `age --decrypt` opens, too."""

import hashlib
from pathlib import Path

from werkakademie.storage.errors import DamagedVaultError, NoIdentityError, NoRecipientError, VaultPart
from werkakademie.storage.vault_records import OrganisationSlot

_IDENTITY_BEGINS = "AGE-SECRET-KEY-1"
_FINGERPRINT_DIGITS = 16


def for_recipient(recipient: str, key: bytes) -> OrganisationSlot:
    """The key for a recipient ("age1…"); in the age file it stands as hexadecimal digits. Raises NoRecipientError."""
    import pyrage  # a library of its own; whoever has no organisation's key need not wait for it

    text = checked(recipient)
    encrypted = pyrage.encrypt(key.hex().encode(), [pyrage.x25519.Recipient.from_str(text)])
    return OrganisationSlot(text, bytes(encrypted))


def checked(recipient: str) -> str:
    """The recipient without what copying puts around it. Raises NoRecipientError for a mistyped one."""
    import pyrage

    try:
        return str(pyrage.x25519.Recipient.from_str(recipient.strip()))
    except pyrage.RecipientError as error:
        raise NoRecipientError from error


def opened(slot: OrganisationSlot | None, identity: str, path: Path) -> bytes:
    """The store's key by the content of an identity file, as age-keygen writes it. Raises NoIdentityError."""
    import pyrage

    if slot is None:
        raise NoIdentityError(stored=False)
    lines = [line.strip() for line in identity.splitlines() if line.strip().upper().startswith(_IDENTITY_BEGINS)]
    try:
        identities = [pyrage.x25519.Identity.from_str(line) for line in lines]
    except pyrage.IdentityError as error:
        raise NoIdentityError(stored=True) from error
    if slot.recipient not in {str(one.to_public()) for one in identities}:
        raise NoIdentityError(stored=True)
    try:
        return bytes.fromhex(pyrage.decrypt(slot.wrapped, identities).decode("ascii"))
    except (pyrage.DecryptError, ValueError) as error:
        raise DamagedVaultError(path, VaultPart.ORGANISATION) from error


def fingerprint(recipient: str) -> str:
    """What two people compare on the telephone: the first digits of the recipient's SHA-256, in groups of four."""
    digits = hashlib.sha256(recipient.encode()).hexdigest()[:_FINGERPRINT_DIGITS].upper()
    return " ".join(digits[place : place + 4] for place in range(0, _FINGERPRINT_DIGITS, 4))
