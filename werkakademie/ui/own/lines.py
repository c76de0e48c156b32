"""Pieces of text in one line: what is written in German keeps its order inside a line that is read from the right."""

import re

from werkakademie.i18n import chosen_language, is_right_to_left

#: Begin a paragraph from right to left; keep a piece of text to itself; and its end.
_FROM_RIGHT, _APART, _END = "\u200f", "\u2068", "\u2069"
_MAY_BREAK = "\u200b"


def in_line(*parts: str) -> str:
    """Pieces side by side: „Koch · Bremen · beworben“; empty ones are left out."""
    return _joined(" · ", parts)


def said_of(what: str, text: str) -> str:
    """What it is about, and what is said of it: „26.11.2026: Nord GmbH“."""
    return _joined(": ", (what, text))


def breakable(link: str) -> str:
    """A link for the screen, which may go on in the next line after each of its parts; not for copying."""
    return re.sub(r"(?<=[/?&=._-])(?=[^/])", _MAY_BREAK, link)


def _joined(between: str, parts: tuple[str, ...]) -> str:
    said = [part for part in parts if part]
    if not is_right_to_left(chosen_language()):
        return between.join(said)
    return _FROM_RIGHT + between.join(f"{_APART}{part}{_END}" for part in said) if said else ""
