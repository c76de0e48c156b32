"""Days that the field counts from: cut-off days, ages, the end of the provisional time."""

import calendar
from collections.abc import Sequence
from datetime import date, timedelta

#: Lower ends of the main age classes (15-24, 25-49, 50-54, 55 and older).
AGE_CLASS_STARTS = (15, 25, 50, 55)


def cut_off_day(exit_on: date, months: int) -> date:
    """The day `months` calendar months after the exit; a day that the month lacks becomes its last one.

    6 and 12 months are counted from the exit too, never from an earlier cut-off day: 30 Nov + 3 is 28 Feb, + 6 is
    30 May.
    """
    return add_months(exit_on, months)


def add_months(day: date, months: int) -> date:
    """`day` moved by calendar months, the day clamped to the month's end."""
    year, month_index = divmod(day.year * 12 + day.month - 1 + months, 12)
    month = month_index + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def provisional_until(cut_off_on: date, weeks: int) -> date:
    """The last day on which a figure about this cut-off day is provisional; it is final when that day is past."""
    return cut_off_on + timedelta(weeks=weeks)


def age_on(birth_date: date, day: date) -> int:
    """Completed years; who is born on 29 February has the birthday on 1 March in other years."""
    had_birthday = (day.month, day.day) >= (birth_date.month, birth_date.day)
    return day.year - birth_date.year - (not had_birthday)


def known_age(*, birth_date: date | None, age: int | None, age_as_of: date | None, day: date) -> int | None:
    """The age on `day` from the birth date, else from an age that was true on another day (whole years apart)."""
    if birth_date is not None:
        return age_on(birth_date, day)
    if age is None or age_as_of is None:
        return None
    return age + age_on(age_as_of, day) if day >= age_as_of else age - age_on(day, age_as_of)


def age_class(age: int | None, starts: Sequence[int] = AGE_CLASS_STARTS) -> str:
    """The class as text („25-49“, „55+“); empty when unknown, „-14“ below the first class."""
    if age is None:
        return ""
    if age < starts[0]:
        return f"-{starts[0] - 1}"
    lower = max(start for start in starts if start <= age)
    higher = [start for start in starts if start > lower]
    return f"{lower}-{min(higher) - 1}" if higher else f"{lower}+"
