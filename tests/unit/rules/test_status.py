"""LZB, LZA and the ESF target group: one „no“ decides, an unknown never does."""

from datetime import date

import pytest

from werkakademie.records.enums import VocationalQualification
from werkakademie.rules.status import esf_target_group, long_term_benefit, long_term_unemployed

NONE = VocationalQualification.NONE
ABROAD = VocationalQualification.ABROAD_UNRECOGNISED
DUAL = VocationalQualification.DUAL


@pytest.mark.parametrize(
    ("age", "months", "answer"),
    [
        (40, 21, True),
        (40, 24, True),
        (40, 20, False),
        (17, 21, True),
        (16, 24, False),
        (40, None, None),
        (None, 24, None),
        (None, None, None),
        # Too young, or too few months: the other answer can't change that.
        (16, None, False),
        (None, 20, False),
    ],
)
def test_long_term_benefit_needs_21_of_24_months_and_17_years(
    age: int | None, months: int | None, answer: bool | None
) -> None:
    assert long_term_benefit(age=age, months_in_need=months) is answer


@pytest.mark.parametrize(
    ("since", "day", "answer"),
    [
        (date(2025, 11, 22), date(2026, 11, 21), False),
        (date(2025, 11, 22), date(2026, 11, 22), True),
        (date(2024, 2, 29), date(2025, 2, 28), True),
        (date(2019, 1, 1), date(2026, 11, 22), True),
        (None, date(2026, 11, 22), None),
        (date(2026, 1, 2), date(2026, 1, 2), False),
        (date(2026, 1, 2), date(2026, 1, 1), None),  # says nothing about days before
    ],
)
def test_long_term_unemployed_after_a_year(since: date | None, day: date, answer: bool | None) -> None:
    assert long_term_unemployed(unemployed_since=since, day=day) is answer


@pytest.mark.parametrize(
    ("age", "qualification", "unemployed", "answer"),
    [
        (35, NONE, True, True),
        (60, ABROAD, True, True),
        (34, NONE, True, False),
        (35, DUAL, True, False),
        (35, NONE, False, False),
        (None, NONE, True, None),
        (35, None, True, None),
        (35, NONE, None, None),
        (None, DUAL, None, False),
        (34, None, None, False),
    ],
)
def test_the_target_group_is_35_unqualified_and_long_term_unemployed(
    age: int | None, qualification: VocationalQualification | None, unemployed: bool | None, answer: bool | None
) -> None:
    assert esf_target_group(age=age, qualification=qualification, unemployed_long=unemployed) is answer
