"""Hashes of participants' PINs: argon2id, cheaper than a password's, for a PIN never opens the file."""

from typing import Final

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerifyMismatchError

#: 19 MiB and two passes, as is recommended where somebody waits at a screen.
_HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1, type=Type.ID)


def hash_pin(pin: str) -> str:
    """The PIN's hash with its salt and parameters in one line."""
    return _HASHER.hash(pin)


def is_right(pin_hash: str, pin: str) -> bool:
    """Whether the PIN made this hash; a damaged hash fits no PIN."""
    try:
        return _HASHER.verify(pin_hash, pin)
    except (VerifyMismatchError, InvalidHashError):
        return False
