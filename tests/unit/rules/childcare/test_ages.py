"""Ages where only the month of birth is known."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werkakademie.records.enums import AgeBand
from werkakademie.rules.childcare.ages import age_on, band_on

MARCH = date(2024, 3, 1)


@pytest.mark.parametrize(
    ("day", "age", "band"),
    [
        (date(2024, 1, 15), 0, AgeBand.UNDER_TWO),  # not born yet
        (date(2024, 3, 31), 0, AgeBand.UNDER_TWO),
        (date(2025, 3, 31), 0, AgeBand.UNDER_TWO),
        (date(2025, 4, 1), 1, AgeBand.UNDER_TWO),
        (date(2026, 3, 31), 1, AgeBand.UNDER_TWO),
        (date(2026, 4, 1), 2, AgeBand.UNDER_THREE),
        (date(2027, 3, 31), 2, AgeBand.UNDER_THREE),
        (date(2027, 4, 1), 3, AgeBand.PRESCHOOL),
        (date(2030, 3, 31), 5, AgeBand.PRESCHOOL),
        (date(2030, 4, 1), 6, AgeBand.SCHOOL),
        (date(2040, 4, 1), 16, AgeBand.SCHOOL),
    ],
)
def test_a_child_born_in_march(day: date, age: int, band: AgeBand) -> None:
    assert (age_on(MARCH, day), band_on(MARCH, day)) == (age, band)


def test_a_child_born_in_december_is_older_from_january_on() -> None:
    assert age_on(date(2023, 12, 1), date(2025, 12, 31)) == 1
    assert age_on(date(2023, 12, 1), date(2026, 1, 1)) == 2


@given(st.dates(date(2010, 1, 1), date(2026, 12, 31)), st.dates(date(2010, 1, 1), date(2030, 12, 31)))
def test_never_older_than_the_day_of_birth_says(born: date, day: date) -> None:
    birthdays = sum(
        (year, born.month, born.day) <= (day.year, day.month, day.day) for year in range(born.year + 1, day.year + 1)
    )
    # In the month of birth the birthday may be over already; the age is reached when the month is.
    in_its_month = day.month == born.month and birthdays > 0
    late = in_its_month and (day.day >= born.day)
    assert age_on(born.replace(day=1), day) == birthdays - late
