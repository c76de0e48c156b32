"""The printed recovery key: 160 random bits as eight groups of five characters, the last of each group a check.

The characters are Crockford's: no I, L, O or U, and what looks like 1 or 0 is read so. The check character finds
every single wrong character, every swap of two neighbours and every group in the wrong place.
"""

import secrets
from typing import Final

from werkakademie.storage.errors import MistypedRecoveryKeyError

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS: Final = str.maketrans("OIL", "011", " -–—\t\r\n")
_GROUPS: Final = 8
_DATA_IN_GROUP: Final = 4
_GROUP: Final = _DATA_IN_GROUP + 1
_BITS: Final = 5
SECRET_BYTES: Final = _GROUPS * _DATA_IN_GROUP * _BITS // 8


def new_secret() -> bytes:
    """A fresh secret behind a recovery key."""
    return secrets.token_bytes(SECRET_BYTES)


def as_text(secret: bytes) -> str:
    """The secret as a person writes it down: groups of five, joined by hyphens."""
    number = int.from_bytes(secret, "big")
    count = _GROUPS * _DATA_IN_GROUP
    values = [number >> (_BITS * (count - 1 - place)) & 31 for place in range(count)]
    groups = []
    for index in range(_GROUPS):
        data = values[index * _DATA_IN_GROUP : (index + 1) * _DATA_IN_GROUP]
        groups.append("".join(_ALPHABET[value] for value in [*data, _check(index, data)]))
    return "-".join(groups)


def as_secret(text: str) -> bytes:
    """The secret of a typed recovery key. Small letters, missing or other separators do not matter.

    Raises MistypedRecoveryKeyError, with the number of the first group that can't be right.
    """
    typed = text.upper().translate(_READ_AS)
    number = 0
    for index in range(_GROUPS):
        group = typed[index * _GROUP : (index + 1) * _GROUP]
        if any(sign not in _ALPHABET for sign in group):
            raise MistypedRecoveryKeyError(index + 1)
        if len(group) < _GROUP:
            raise MistypedRecoveryKeyError(None)
        *data, check = (_ALPHABET.index(sign) for sign in group)
        if check != _check(index, data):
            raise MistypedRecoveryKeyError(index + 1)
        for value in data:
            number = number << _BITS | value
    if len(typed) > _GROUPS * _GROUP:
        raise MistypedRecoveryKeyError(None)
    return number.to_bytes(SECRET_BYTES, "big")


def _check(index: int, data: list[int]) -> int:
    """A polynomial in the field of 32 elements: another value or another order gives another check."""
    check = index
    for value in data:
        check = _doubled(check) ^ value
    return _doubled(check)


def _doubled(value: int) -> int:
    """Multiply by x modulo x^5 + x^2 + 1."""
    value <<= 1
    return value ^ 0b100101 if value & 32 else value
