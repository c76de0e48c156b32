"""Sentences for a cover letter by occupation group and situation, read from resources/letter_blocks.

The letter goes to somebody in Germany: the sentences are German whatever the window speaks, only the names of groups,
situations and parts are translated.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache

from werkakademie.i18n import _, pgettext
from werkakademie.resources import resource_path

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


class LetterPart(Enum):
    """The parts of a letter's text, in their order."""

    OPENING = "opening"
    WHY_ME = "why_me"
    SITUATION = "situation"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class BlockFacts:
    """What blocks are filled with; a block whose fact is empty is not offered."""

    employer: str = ""
    position: str = ""
    #: „ab sofort“, „ab dem 1. Februar 2027“.
    start: str = ""
    #: „montags bis freitags von 8 bis 13 Uhr“.
    hours: str = ""


def occupation_groups() -> tuple[str, ...]:
    """The keys of the occupation groups."""
    return tuple(_sentences("occupations"))


def situations() -> tuple[str, ...]:
    """The keys of the situations."""
    return tuple(_sentences("situations"))


def blocks(part: LetterPart, *, occupation_group: str, situation: str, facts: BlockFacts) -> tuple[str, ...]:
    """The sentences of a part, filled: those of the occupation group and the situation first, then what fits everybody.

    Each begins as in the middle of a sentence; `sentence_of` writes its first letter large.
    """
    patterns = (
        *_sentences("occupations").get(occupation_group, {}).get(part.value, ()),
        *_sentences("situations").get(situation, {}).get(part.value, ()),
        *_general().get(part.value, ()),
    )
    filled = (_filled(pattern, facts) for pattern in dict.fromkeys(patterns))
    return tuple(text for text in filled if text)


def sentence_of(block: str) -> str:
    """The block with its first letter large."""
    return block[:1].upper() + block[1:]


def _filled(pattern: str, facts: BlockFacts) -> str:
    """The pattern with the facts in it; empty where one is not known."""
    values = {name: getattr(facts, name).strip() for name in _PLACEHOLDER.findall(pattern)}
    return pattern.format(**values) if all(values.values()) else ""


@cache
def _sentences(name: str) -> Mapping[str, Mapping[str, list[str]]]:
    """A file by its keys: {occupation group: {part: sentences}}."""
    return tomllib.loads(resource_path("letter_blocks", f"{name}.toml").read_text("utf-8"))


@cache
def _general() -> Mapping[str, list[str]]:
    return tomllib.loads(resource_path("letter_blocks", "general.toml").read_text("utf-8"))


def part_words(part: LetterPart) -> str:
    """What a part is called on the screen."""
    return {
        LetterPart.OPENING: pgettext("Anschreiben", "Anfang"),
        LetterPart.WHY_ME: pgettext("Anschreiben", "Das kann ich"),
        LetterPart.SITUATION: pgettext("Anschreiben", "Meine Situation"),
        LetterPart.CLOSING: pgettext("Anschreiben", "Schluss"),
    }[part]


def occupation_words(key: str) -> str:
    """What an occupation group is called on the screen."""
    words = {
        "warehouse": _("Lager"),
        "cleaning": _("Reinigung"),
        "care": _("Pflege"),
        "sales": _("Verkauf"),
        "kitchen": _("Küche und Gastronomie"),
        "office": _("Büro"),
        "construction": _("Bau"),
        "driving": _("Fahrdienst"),
        "production": _("Produktion"),
        "childcare": _("Betreuung von Kindern"),
        "gardening": _("Garten"),
        "it": _("Computer und IT"),
        "security": _("Wachdienst und Sicherheit"),
        "housekeeping": _("Hotel und Hauswirtschaft"),
    }
    return words[key]


def situation_words(key: str) -> str:
    """What a situation is called on the screen."""
    words = {
        "parental_leave": _("Nach der Elternzeit"),
        "first_job_in_germany": _("Erste Arbeit in Deutschland"),
        "learning_german": _("Ich lerne Deutsch"),
        "long_break": _("Nach einer langen Pause"),
        "part_time_childcare": _("Teilzeit wegen der Kinder"),
        "career_change": _("Neuer Beruf"),
        "older": _("Viele Jahre Erfahrung"),
    }
    return words[key]
