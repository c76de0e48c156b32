"""How old a child is where only its month of birth is known."""

from datetime import date

from werkakademie.records.enums import AgeBand


def age_on(birth_month: date, day: date) -> int:
    """Full years; each is reached on the first of the month after the birth month, so never too early.

    A child that is not born yet counts as one of no years.
    """
    months = (day.year - birth_month.year) * 12 + day.month - birth_month.month - 1
    return max(0, months // 12)


def band_on(birth_month: date, day: date) -> AgeBand:
    """The band of ages in which a child weighs on that day; a child of school age from its sixth year on."""
    age = age_on(birth_month, day)
    if age < 2:
        return AgeBand.UNDER_TWO
    if age < 3:
        return AgeBand.UNDER_THREE
    return AgeBand.PRESCHOOL if age < 6 else AgeBand.SCHOOL
