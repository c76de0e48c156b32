"""Texts, numbers and days of a document in the document's own language, whatever the window speaks."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

from werkakademie.i18n import SOURCE_LANGUAGE, format_date, translations, written_in
from werkakademie.records.labels import label


@dataclass(frozen=True, slots=True)
class Words:
    """The language of one document."""

    language: str = SOURCE_LANGUAGE

    def text(self, german: str) -> str:
        """The text in the document's language; name it `_` where it is called, so that it is found for translation."""
        return translations(self.language).gettext(german) if german else ""

    def plural(self, singular: str, plural: str, number: int) -> str:
        """Singular or plural; name it `ngettext` where it is called."""
        return translations(self.language).ngettext(singular, plural, number)

    def label(self, member: Enum) -> str:
        """The words for a member of a closed list."""
        with written_in(self.language):
            return label(member)

    def day(self, value: date | None) -> str:
        return format_date(value)

    def rate(self, numerator: int, denominator: int) -> str:
        """In per cent with one decimal, rounded half up; a denominator of 0 gives a dash, never 0 %."""
        if denominator == 0:
            return "–"
        rounded = (Decimal(100) * numerator / denominator).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
        return f"{rounded} %" if self.language == "en" else f"{rounded} %".replace(".", ",")
