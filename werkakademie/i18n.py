"""The language of the window: gettext texts, and dates and numbers as that language writes them.

German is the source language and needs no catalogue. The chosen language is the one state of the whole process;
documents take their language as an argument instead (`translations`).
"""

from __future__ import annotations

import gettext as _gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING

from werkakademie.resources import resource_path

if TYPE_CHECKING:  # the first paint needs neither
    from datetime import date, datetime, time
    from decimal import Decimal

SOURCE_LANGUAGE = "de"
DOMAIN = "werkakademie"
#: Languages of the coach's window, each under its own name.
LANGUAGES = {"de": "Deutsch", "en": "English"}
#: Languages of the participant's place.
OWN_LANGUAGES = {"de": "Deutsch", "en": "English", "tr": "Türkçe", "uk": "Українська", "ar": "العربية"}
_RIGHT_TO_LEFT = frozenset({"ar"})


@cache
def translations(language: str) -> _gettext.NullTranslations:
    """The catalogue of a language; German, or a language without catalogue, gives the source texts."""
    if language == SOURCE_LANGUAGE:
        return _gettext.NullTranslations()
    return _gettext.translation(DOMAIN, str(resource_path("translations")), [language], fallback=True)


class _Chosen:
    """Holds the language of the window."""

    language = SOURCE_LANGUAGE
    catalogue: _gettext.NullTranslations = _gettext.NullTranslations()


#: What `written_in` speaks in this thread; None for the language of the window.
_document: ContextVar[_gettext.NullTranslations | None] = ContextVar("document", default=None)


def choose(language: str) -> None:
    """Make `language` the language of everything that is translated from now on."""
    _Chosen.language = language
    _Chosen.catalogue = translations(language)


def chosen_language() -> str:
    """The language of the window as a two-letter code."""
    return _Chosen.language


@contextmanager
def language_chosen(language: str) -> Iterator[None]:
    """Choose a language for the length of a block: for tests and for documents in another language."""
    before = _Chosen.language
    choose(language)
    try:
        yield
    finally:
        choose(before)


def is_right_to_left(language: str) -> bool:
    """Whether a language is written from right to left."""
    return language in _RIGHT_TO_LEFT


@contextmanager
def written_in(language: str) -> Iterator[None]:
    """Speak another language inside the block and in this thread only: a document beside a window that goes on."""
    token = _document.set(translations(language))
    try:
        yield
    finally:
        _document.reset(token)


def _catalogue() -> _gettext.NullTranslations:
    return _document.get() or _Chosen.catalogue


def _(text: str) -> str:
    """The text in the chosen language."""
    return _catalogue().gettext(text) if text else ""


def ngettext(singular: str, plural: str, number: int) -> str:
    """Singular or plural in the chosen language."""
    return _catalogue().ngettext(singular, plural, number)


def pgettext(context: str, text: str) -> str:
    """The text in the chosen language, told apart from the same German word in another sense."""
    return _catalogue().pgettext(context, text)


def format_date(value: date | None) -> str:
    """22.11.2026 in every language of the window; an absent date is a dash."""
    return value.strftime("%d.%m.%Y") if value else "–"


def format_time(value: time | datetime) -> str:
    """09:42, of a local time."""
    return value.strftime("%H:%M")


def format_decimal(value: Decimal, places: int = 1) -> str:
    """A decimal number rounded half up, with the decimal sign of the chosen language."""
    from decimal import ROUND_HALF_UP, Decimal

    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = f"{rounded:f}"
    return text if _Chosen.language == "en" else text.replace(".", ",")


def format_count(value: int) -> str:
    """A whole number with the thousands sign of the chosen language."""
    text = f"{value:,}"
    return text if _Chosen.language == "en" else text.replace(",", ".")


def format_rate(numerator: int, denominator: int) -> str:
    """A rate in per cent with one decimal; a denominator of 0 gives a dash, never 0 %."""
    if denominator == 0:
        return "–"
    from decimal import Decimal

    return f"{format_decimal(Decimal(100) * numerator / denominator)} %"
