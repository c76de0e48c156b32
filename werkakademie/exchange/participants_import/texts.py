"""Cleans text where that is harmless and refuses what no name holds: names of all scripts stay as they are."""

import re
import unicodedata

from werkakademie.records.importing import CellProblem, ImportValue, ProblemReason, Severity

#: Signs that turn the direction of what stands after them, in a list as well as in a document.
_DIRECTION_SIGNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LINE_BREAK = re.compile(r" *[\t\n\r][\t\n\r ]*")
_INVISIBLE = frozenset({"Cf", "Zs", "Zl", "Zp", "Cc"})


class BadCellError(Exception):
    """A cell that can't be stored as it is: caught by the row, which goes on without it."""

    def __init__(self, reason: ProblemReason, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail

    def problem(self, *, row: int, column: str, value: str, field: str, severity: Severity) -> CellProblem:
        return CellProblem(row, column, value, self.reason, field, severity, self.detail)


class Noted:
    """A value that was changed on the way in, and why."""

    __slots__ = ("detail", "reason", "value")

    def __init__(self, value: ImportValue, reason: ProblemReason, detail: str = "") -> None:
        self.value = value
        self.reason = reason
        self.detail = detail


def clean_text(text: str, longest: int) -> str:
    """The text in NFC without blanks around it; line breaks inside become one blank. Raises `BadCellError`."""
    if text.isascii():
        if not text.isprintable():
            text = _checked(text)
    elif text.isprintable() and "\ufffd" not in text:
        text = unicodedata.normalize("NFC", text)
    else:
        text = unicodedata.normalize("NFC", _checked(text))
    text = text.strip()
    if len(text) > longest:
        raise BadCellError(ProblemReason.TOO_LONG, str(longest))
    return text


def _checked(text: str) -> str:
    """A text with unprintable signs: line breaks become blanks, joiners and reading marks stay, the rest is refused."""
    text = _LINE_BREAK.sub(" ", text.strip())
    invisible = True
    for sign in text:
        category = unicodedata.category(sign)
        if category == "Cc":
            raise BadCellError(ProblemReason.CONTROL_CHARACTER, f"U+{ord(sign):04X}")
        if category == "Cs" or sign == "\ufffd" or (category == "Cn" and ord(sign) & 0xFFFE == 0xFFFE):
            raise BadCellError(ProblemReason.DAMAGED_CHARACTER)
        if sign in _DIRECTION_SIGNS:
            raise BadCellError(ProblemReason.DIRECTION_SIGN, f"U+{ord(sign):04X}")
        invisible = invisible and category in _INVISIBLE
    if text and invisible:
        raise BadCellError(ProblemReason.INVISIBLE)
    return text


def split_name(text: str) -> tuple[str, str]:
    """Given names and family name out of one cell: „Müller, Anna", or the last word, with „von" and „de" before it."""
    family, comma, given = text.partition(",")
    if comma:
        return given.strip(), family.strip()
    words = text.split()
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    return " ".join(words[:start]), " ".join(words[start:])


_PARTICLES = frozenset(
    {"von", "vom", "van", "der", "den", "dem", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "zu", "zum"}
    | {"zur", "af", "av", "ter", "ten", "el", "al", "bin", "ibn", "abu", "ben", "st.", "san", "mac"}
)
