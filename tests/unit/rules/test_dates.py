"""Cut-off days, ages and age classes."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werkakademie.rules.dates import add_months, age_class, age_on, cut_off_day, known_age, provisional_until

DAYS = st.dates(date(1950, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("exit_on", "months", "expected"),
    [
        ("2026-11-20", 3, "2027-02-20"),
        ("2026-11-30", 3, "2027-02-28"),  # February lacks a 30th
        ("2027-11-30", 3, "2028-02-29"),  # a leap year
        ("2026-11-30", 6, "2027-05-30"),  # counted from the exit, not from 28 February
        ("2026-11-30", 12, "2027-11-30"),
        ("2026-08-31", 3, "2026-11-30"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-01-31", 3, "2026-04-30"),
        ("2026-09-30", 3, "2026-12-30"),  # the last day of a month need not become one
        ("2026-12-31", 3, "2027-03-31"),
    ],
)
def test_cut_off_days(exit_on: str, months: int, expected: str) -> None:
    assert cut_off_day(date.fromisoformat(exit_on), months) == date.fromisoformat(expected)


def slow_cut_off_day(exit_on: date, months: int) -> date:
    """Turn the calendar's leaves one by one, then step back while the month lacks the day."""
    year, month = exit_on.year, exit_on.month
    for _leaf in range(months):
        month += 1
        if month == 13:
            year, month = year + 1, 1
    day = exit_on.day
    while day > monthrange(year, month)[1]:
        day -= 1
    return date(year, month, day)


@given(DAYS, st.sampled_from([0, 1, 3, 6, 12, 24]))
def test_the_cut_off_day_is_that_of_turned_leaves(exit_on: date, months: int) -> None:
    assert cut_off_day(exit_on, months) == slow_cut_off_day(exit_on, months)


@given(DAYS, st.integers(0, 24))
def test_a_cut_off_day_lies_in_the_right_month_and_never_behind_its_day(exit_on: date, months: int) -> None:
    cut_off_on = cut_off_day(exit_on, months)
    assert (cut_off_on.year - exit_on.year) * 12 + cut_off_on.month - exit_on.month == months
    assert cut_off_on.day <= exit_on.day
    assert cut_off_on <= exit_on + timedelta(days=31 * months)
    clamped = cut_off_on.day < exit_on.day
    assert not clamped or (cut_off_on + timedelta(days=1)).day == 1


@given(DAYS, DAYS, st.integers(0, 24))
def test_who_leaves_later_is_never_asked_about_an_earlier_day(one: date, other: date, months: int) -> None:
    earlier, later = sorted([one, other])
    assert cut_off_day(earlier, months) <= cut_off_day(later, months)


def test_months_may_be_taken_away() -> None:
    assert add_months(date(2026, 3, 31), -1) == date(2026, 2, 28)
    assert add_months(date(2026, 1, 15), -1) == date(2025, 12, 15)


def test_a_figure_is_provisional_for_eight_weeks_after_the_cut_off_day() -> None:
    assert provisional_until(date(2027, 2, 20), 8) == date(2027, 4, 17)


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        ("1990-05-10", "2026-05-09", 35),
        ("1990-05-10", "2026-05-10", 36),
        ("1990-05-10", "2026-12-31", 36),
        ("2000-02-29", "2026-02-28", 25),
        ("2000-02-29", "2026-03-01", 26),
        ("2000-02-29", "2024-02-29", 24),
        ("2026-11-22", "2026-11-22", 0),
    ],
)
def test_ages(born: str, day: str, age: int) -> None:
    assert age_on(date.fromisoformat(born), date.fromisoformat(day)) == age


@given(DAYS, st.integers(0, 40_000))
def test_an_age_is_the_number_of_birthdays_that_were(born: date, days: int) -> None:
    day = born + timedelta(days=days)
    first = (born.month, born.day) if (born.month, born.day) != (2, 29) else (3, 1)
    in_leap_years = (born.month, born.day)
    birthdays = 0
    for year in range(born.year + 1, day.year + 1):
        month, number = in_leap_years if monthrange(year, 2)[1] == 29 else first
        birthdays += date(year, month, number) <= day
    assert age_on(born, day) == birthdays


@pytest.mark.parametrize(
    ("birth_date", "age", "age_as_of", "day", "expected"),
    [
        ("1990-05-10", 99, "2026-01-01", "2026-05-10", 36),  # the birth date says more
        (None, 30, "2026-06-01", "2026-06-01", 30),
        (None, 30, "2026-06-01", "2027-05-31", 30),
        (None, 30, "2026-06-01", "2027-06-01", 31),
        (None, 30, "2026-06-01", "2026-05-31", 30),
        (None, 30, "2026-06-01", "2025-06-01", 29),
        (None, 30, None, "2026-06-01", None),
        (None, None, "2026-06-01", "2026-06-01", None),
        (None, 0, "2026-06-01", "2026-06-01", 0),
    ],
)
def test_known_ages(
    birth_date: str | None, age: int | None, age_as_of: str | None, day: str, expected: int | None
) -> None:
    born = date.fromisoformat(birth_date) if birth_date else None
    as_of = date.fromisoformat(age_as_of) if age_as_of else None
    assert known_age(birth_date=born, age=age, age_as_of=as_of, day=date.fromisoformat(day)) == expected


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (14, "-14"),
        (15, "15-24"),
        (24, "15-24"),
        (25, "25-49"),
        (49, "25-49"),
        (50, "50-54"),
        (54, "50-54"),
        (55, "55+"),
        (99, "55+"),
        (None, ""),
    ],
)
def test_age_classes(age: int | None, expected: str) -> None:
    assert age_class(age) == expected


def test_a_site_may_draw_the_classes_elsewhere() -> None:
    assert [age_class(age, (18, 50)) for age in (17, 18, 49, 50)] == ["-17", "18-49", "18-49", "50+"]
