"""From a decided enrolment to a row: who it was can't be seen, and coarser means fewer that stand alone."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werkakademie.exchange.reporting.rows import pseudonym, report_rows, rows_alone
from werkakademie.records.enums import EntryState, Focus, OutcomeCategory, Sex
from werkakademie.records.ids import EnrolmentId, GroupId, ParticipantId
from werkakademie.records.reporting import AgePrecision, Coarsening, DatePrecision, DecidedEnrolment
from werkakademie.services.exporting import COARSENINGS

SECRET = b"0" * 32
MONTHS = Coarsening()


def an_enrolment(number: int = 1, **values: Any) -> DecidedEnrolment:
    """Frau, 36 at entry, 3 February to 27 March 2026."""
    enrolment = DecidedEnrolment(
        enrolment_id=EnrolmentId(UUID(int=number)),
        participant_id=ParticipantId(UUID(int=1000 + number)),
        group_id=GroupId(UUID(int=7)),
        group_name="Herbst 3",
        focus=Focus.MIXED,
        entry=EntryState.ENTERED,
        due=True,
        category=OutcomeCategory.INSURED_FULL_TIME,
        training_place=None,
        insured_at_entry=False,
        registered_unemployed=None,
        taken_up=None,
        follow_up_closed=False,
        settled=True,
        decided_on=date(2026, 3, 27),
        allocated_on=date(2026, 1, 12),
        begun_on=date(2026, 2, 3),
        exit_on=date(2026, 3, 27),
        cut_off_on=date(2026, 6, 27),
        sex=Sex.FEMALE,
        birth_date=date(1990, 1, 5),
        age=None,
        age_as_of=None,
    )
    return replace(enrolment, **values)


def test_days_leave_as_months_and_ages_as_classes() -> None:
    (row,) = report_rows([an_enrolment()], SECRET, MONTHS)
    assert (row.allocated_month, row.exit_month, row.cut_off_month) == ("2026-01", "2026-03", "2026-06")
    assert (row.sex, row.age_class) == (Sex.FEMALE, "25-49")
    assert row.decided_month == ""


def test_an_age_counts_at_entry_not_at_allocation() -> None:
    turns_25_between = an_enrolment(birth_date=date(2001, 1, 20))
    (row,) = report_rows([turns_25_between], SECRET, MONTHS)
    assert row.age_class == "25-49"


def test_who_never_entered_has_the_month_of_that_decision() -> None:
    refused = an_enrolment(
        entry=EntryState.NOT_ENTERED, due=None, decided_on=date(2026, 2, 3), exit_on=None, cut_off_on=None
    )
    (row,) = report_rows([refused], SECRET, MONTHS)
    assert (row.decided_month, row.exit_month, row.cut_off_month) == ("2026-02", "", "")


@pytest.mark.parametrize(
    ("coarsening", "exit_month", "age", "sex"),
    [
        (Coarsening(age=AgePrecision.UNDER_OR_OVER_50), "2026-03", "15-49", Sex.FEMALE),
        (Coarsening(dates=DatePrecision.QUARTER), "2026-Q1", "25-49", Sex.FEMALE),
        (Coarsening(DatePrecision.YEAR, AgePrecision.LEFT_OUT, sex=False), "2026", "", None),
    ],
)
def test_coarser_says_less(coarsening: Coarsening, exit_month: str, age: str, sex: Sex | None) -> None:
    (row,) = report_rows([an_enrolment()], SECRET, coarsening)
    assert (row.exit_month, row.age_class, row.sex) == (exit_month, age, sex)


def test_a_pseudonym_stays_the_same_at_one_site_and_tells_nothing_elsewhere() -> None:
    number = UUID(int=5)
    assert pseudonym(SECRET, number) == pseudonym(SECRET, number)
    assert pseudonym(SECRET, number) != pseudonym(b"1" * 32, number)
    assert number.hex not in pseudonym(SECRET, number)


def test_rows_stand_in_the_order_of_their_pseudonyms() -> None:
    rows = report_rows([an_enrolment(number) for number in range(20)], SECRET, MONTHS)
    assert [row.pseudonym for row in rows] == sorted(row.pseudonym for row in rows)


def test_rows_alone_are_counted() -> None:
    alike = [an_enrolment(1), an_enrolment(2), an_enrolment(3, sex=Sex.MALE)]
    assert rows_alone(alike, MONTHS) == 1
    assert rows_alone(alike, replace(MONTHS, sex=False)) == 0
    assert rows_alone((), MONTHS) == 0


PEOPLE = st.builds(
    lambda number, sex, born, left: an_enrolment(number, sex=sex, birth_date=born, exit_on=left),
    st.integers(1, 10**6),
    st.sampled_from([None, *Sex]),
    st.none() | st.dates(date(1950, 1, 1), date(2008, 1, 1)),
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
)


@given(st.lists(PEOPLE, max_size=30, unique_by=lambda one: one.enrolment_id))
def test_each_coarser_choice_leaves_at_most_as_many_alone(people: list[DecidedEnrolment]) -> None:
    alone = [rows_alone(people, each) for each in COARSENINGS]
    assert alone == sorted(alone, reverse=True)
