"""What a person may type as a date, month, time or number."""

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werkakademie.i18n import format_date
from werkakademie.ui.widgets.reading import read_date, read_decimal, read_month, read_time


@pytest.mark.parametrize("text", ["1.2.26", "01.02.2026", "1. 2. 2026", "2026-02-01", " 01.02.26 "])
def test_ways_to_write_the_first_of_february(text: str) -> None:
    assert read_date(text) == date(2026, 2, 1)


@pytest.mark.parametrize("text", ["", "31.2.2026", "1.2", "2026", "heute", "1/2/2026", "32.13.2020", "1.2.026"])
def test_what_is_no_date(text: str) -> None:
    assert read_date(text) is None


def test_two_digits_of_a_birth_year() -> None:
    assert read_date("5.6.71") == date(1971, 6, 5)
    assert read_date("5.6.08") == date(2008, 6, 5)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_written_date_reads_as_itself(day: date) -> None:
    assert read_date(format_date(day)) == day
    assert read_date(day.isoformat()) == day


@pytest.mark.parametrize("text", ["11.2026", "11/2026", "2026-11"])
def test_ways_to_write_november(text: str) -> None:
    assert read_month(text) == date(2026, 11, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("9", time(9)), ("9:30", time(9, 30)), ("0930", time(9, 30)), ("9 Uhr", time(9)), ("24:00", None), ("x", None)],
)
def test_times(text: str, expected: time | None) -> None:
    assert read_time(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("38,5", "38.5"), ("1.234,5", "1234.5"), ("1234.5", "1234.5"), ("-3", "-3"), ("viel", None), ("NaN", None)],
)
def test_numbers(text: str, expected: str | None) -> None:
    assert read_decimal(text) == (Decimal(expected) if expected else None)
