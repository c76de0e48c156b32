"""Texts, dates and numbers in the chosen language."""

from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from werkakademie import i18n

CATALOGUE = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Gruppe"
msgstr "Group"

msgid "{count} Person"
msgid_plural "{count} Personen"
msgstr[0] "{count} person"
msgstr[1] "{count} people"

msgctxt "sheet"
msgid "Blatt"
msgstr "Sheet"
"""


@pytest.fixture
def english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small English catalogue of this test's own."""
    source = tmp_path / "en.po"
    source.write_text(CATALOGUE, encoding="utf-8")
    target = tmp_path / "en" / "LC_MESSAGES" / "werkakademie.mo"
    target.parent.mkdir(parents=True)
    with source.open("rb") as text, target.open("wb") as binary:
        write_mo(binary, read_po(text, locale="en"))
    monkeypatch.setattr(i18n, "resource_path", lambda *_parts: tmp_path)
    monkeypatch.setattr(i18n, "translations", i18n.translations.__wrapped__)


def test_german_is_the_source() -> None:
    assert i18n._("Gruppe") == "Gruppe"
    assert i18n.ngettext("{count} Person", "{count} Personen", 2) == "{count} Personen"
    assert i18n.pgettext("sheet", "Blatt") == "Blatt"


def test_empty_text_stays_empty() -> None:
    """gettext answers an empty text with the head of the catalogue."""
    assert i18n._("") == ""


@pytest.mark.usefixtures("english")
def test_another_language_for_a_block_only() -> None:
    with i18n.language_chosen("en"):
        assert i18n.chosen_language() == "en"
        assert i18n._("Gruppe") == "Group"
        assert i18n.ngettext("{count} Person", "{count} Personen", 1) == "{count} person"
        assert i18n.pgettext("sheet", "Blatt") == "Sheet"
        assert i18n._("nicht übersetzt") == "nicht übersetzt"
    assert i18n.chosen_language() == "de"
    assert i18n._("Gruppe") == "Gruppe"


def test_language_without_catalogue_shows_the_source() -> None:
    with i18n.language_chosen("fr"):
        assert i18n._("Gruppe") == "Gruppe"


def test_dates_and_times() -> None:
    assert i18n.format_date(date(2026, 3, 9)) == "09.03.2026"
    assert i18n.format_date(None) == "–"
    assert i18n.format_time(time(9, 5)) == "09:05"
    assert i18n.format_time(datetime(2026, 3, 9, 14, 30)) == "14:30"


def test_numbers_in_german_and_english() -> None:
    assert i18n.format_count(1234567) == "1.234.567"
    assert i18n.format_decimal(Decimal("33.25")) == "33,3"
    with i18n.language_chosen("en"):
        assert i18n.format_count(1234567) == "1,234,567"
        assert i18n.format_decimal(Decimal("33.25")) == "33.3"


def test_rates_are_per_cent_with_one_decimal() -> None:
    assert i18n.format_rate(123, 228) == "53,9 %"
    assert i18n.format_rate(1, 8) == "12,5 %"
    assert i18n.format_rate(0, 5) == "0,0 %"


def test_rate_of_nothing_is_a_dash() -> None:
    assert i18n.format_rate(0, 0) == "–"


@given(st.integers(min_value=0, max_value=10**9))
def test_count_keeps_its_digits(value: int) -> None:
    assert i18n.format_count(value).replace(".", "") == str(value)
