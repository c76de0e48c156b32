"""A rough estimate of how hard a password is to guess; it never calls a weak one strong because of a single digit."""

import math
import re
from enum import IntEnum
from itertools import groupby, pairwise

SHORTEST = 10
#: Words that everybody here would try first.
_KNOWN = frozenset(
    {"werkakademie", "jobcenter", "bewerbung", "arbeit", "deutschland", "berlin", "passwort", "password", "kennwort"}
    | {"geheim", "hallo", "willkommen", "admin", "start", "sommer", "winter", "herbst", "frühling", "fruehling"}
    | {"montag", "freitag", "januar", "dezember", "qwertz", "qwerty", "asdfgh", "yxcvbn"}
)
_BITS_PER_LETTER_IN_WORD = 2.5


class Strength(IntEnum):
    """From useless to strong."""

    TOO_SHORT = 0
    WEAK = 1
    FAIR = 2
    GOOD = 3
    STRONG = 4


def strength(password: str, *, known_words: tuple[str, ...] = ()) -> Strength:
    """How hard it is to guess; `known_words` are the site's and the person's own names."""
    if len(password) < SHORTEST:
        return Strength.TOO_SHORT
    bits = guessing_bits(password, known_words=known_words)
    for least, found in ((72, Strength.STRONG), (55, Strength.GOOD), (40, Strength.FAIR)):
        if bits >= least:
            return found
    return Strength.WEAK


def guessing_bits(password: str, *, known_words: tuple[str, ...] = ()) -> float:
    """Bits of guessing: known words, runs and repeats count as one sign, letters inside a word count little."""
    rest = _without_repeats(_without_repeats(password).casefold())
    words = {_without_repeats(word.casefold()) for word in (*_KNOWN, *known_words) if len(word) > 2}
    for word in sorted(words, key=len, reverse=True):
        rest = rest.replace(word, "\0")
    rest = _without_runs(rest)
    in_words = sum(len(run) for run in re.findall(r"[^\W\d_]{4,}", rest))
    alone = len(rest) - in_words
    return in_words * _BITS_PER_LETTER_IN_WORD + alone * math.log2(_alphabet(password))


def _without_repeats(text: str) -> str:
    """Drop each sign that is the same as the one before it, so that a doubled letter hides no word."""
    return "".join(sign for sign, _ in groupby(text))


def _without_runs(text: str) -> str:
    """Drop each sign that only continues the one before it: 1234, cba."""
    return text[:1] + "".join(after for before, after in pairwise(text) if abs(ord(after) - ord(before)) > 1)


def _alphabet(password: str) -> int:
    kinds = (
        (26, any(sign.islower() for sign in password)),
        (26, any(sign.isupper() for sign in password)),
        (10, any(sign.isdigit() for sign in password)),
        (30, any(not sign.isalnum() for sign in password)),
    )
    return max(10, sum(size for size, used in kinds if used))
