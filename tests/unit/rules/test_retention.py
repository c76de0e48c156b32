"""When each kind of data may go: by example, and against a slow count of days."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws import examples
from werkakademie.records.enums import RetentionKind as Kind
from werkakademie.rules.retention import (
    DEFAULT_MONTHS,
    EnrolmentDates,
    RetentionFacts,
    due_days,
    due_kinds,
    holds_on,
    may_confirm,
)

TAKEN_IN = date(2025, 1, 7)
NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


def person(*enrolments: EnrolmentDates) -> RetentionFacts:
    return RetentionFacts(TAKEN_IN, enrolments)


def left(on: date, closed_on: date | None = None) -> EnrolmentDates:
    return EnrolmentDates(exit_on=on, follow_ups_closed_on=closed_on, has_follow_up=True)


@pytest.mark.parametrize(
    ("kind", "day"),
    [
        (Kind.PAPERS, date(2025, 8, 28)),
        (Kind.JOB_SEARCH, date(2025, 8, 28)),
        (Kind.NOTES, date(2026, 2, 28)),
        (Kind.ATTENDANCE, date(2026, 2, 28)),
        (Kind.CONTACT, date(2026, 2, 28)),
        (Kind.OUTCOME, date(2030, 2, 28)),
    ],
)
def test_periods_begin_at_the_exit(kind: Kind, day: date) -> None:
    assert due_days(person(left(date(2025, 2, 28))), DEFAULT_MONTHS, date(2025, 3, 1))[kind] == day


def test_a_day_that_the_month_lacks_becomes_its_last() -> None:
    days = due_days(person(left(date(2025, 8, 31))), DEFAULT_MONTHS, date(2025, 9, 1))
    assert days[Kind.PAPERS] == date(2026, 2, 28)


def test_contact_data_go_when_the_last_follow_up_closes() -> None:
    first, second = left(date(2025, 1, 31), date(2025, 5, 6)), left(date(2025, 3, 31), date(2025, 7, 2))
    assert due_days(person(first, second), DEFAULT_MONTHS, date(2025, 7, 2))[Kind.CONTACT] == date(2025, 7, 2)


def test_contact_data_wait_while_a_follow_up_is_open_but_no_longer_than_a_year() -> None:
    days = due_days(
        person(left(date(2025, 1, 31), date(2025, 5, 6)), left(date(2025, 3, 31))), DEFAULT_MONTHS, NOON.date()
    )
    assert days[Kind.CONTACT] == date(2026, 3, 31)


def test_a_follow_up_that_closed_late_does_not_prolong() -> None:
    assert due_days(person(left(date(2025, 1, 31), date(2026, 6, 1))), DEFAULT_MONTHS, NOON.date())[
        Kind.CONTACT
    ] == date(2026, 1, 31)


@pytest.mark.parametrize(
    "running",
    [
        EnrolmentDates(),
        EnrolmentDates(exit_on=NOON.date() + timedelta(days=1)),
    ],
    ids=["runs", "ends tomorrow"],
)
def test_whoever_takes_part_again_is_not_due(running: EnrolmentDates) -> None:
    assert due_days(person(left(date(2019, 1, 31)), running), DEFAULT_MONTHS, NOON.date()) == {}


def test_the_last_exit_counts() -> None:
    days = due_days(person(left(date(2024, 1, 31)), left(date(2026, 9, 30))), DEFAULT_MONTHS, NOON.date())
    assert days[Kind.PAPERS] == date(2027, 3, 30)
    assert due_kinds(person(left(date(2024, 1, 31)), left(date(2026, 9, 30))), DEFAULT_MONTHS, NOON.date()) == {
        Kind.CARE_NOTES: date(2026, 10, 14)
    }


@pytest.mark.parametrize(
    ("enrolments", "day"),
    [
        ((EnrolmentDates(non_entry_on=date(2026, 1, 31)),), date(2026, 7, 31)),
        ((EnrolmentDates(exit_on=date(2026, 3, 2), never_began=True),), date(2026, 9, 2)),
        (
            (EnrolmentDates(non_entry_on=date(2026, 1, 31)), EnrolmentDates(non_entry_on=date(2026, 4, 30))),
            date(2026, 10, 30),
        ),
        ((), date(2025, 7, 7)),
    ],
    ids=["refused", "cancelled before the start", "refused twice", "never in a group"],
)
def test_who_never_entered_goes_whole(enrolments: tuple[EnrolmentDates, ...], day: date) -> None:
    assert due_days(person(*enrolments), DEFAULT_MONTHS, NOON.date()) == {Kind.NEVER_ENTERED: day}


def test_who_came_once_is_no_person_that_never_entered() -> None:
    days = due_days(
        person(left(date(2026, 1, 31)), EnrolmentDates(non_entry_on=date(2026, 6, 1))), DEFAULT_MONTHS, NOON.date()
    )
    assert Kind.NEVER_ENTERED not in days
    assert days[Kind.PAPERS] == date(2026, 7, 31)


def test_after_five_years_only_the_outcome_is_named() -> None:
    facts = person(left(date(2021, 11, 23)))
    assert set(due_kinds(facts, DEFAULT_MONTHS, date(2026, 11, 22))) == set(DEFAULT_MONTHS) - {
        Kind.NEVER_ENTERED,
        Kind.OUTCOME,
    }
    assert due_kinds(facts, DEFAULT_MONTHS, date(2026, 11, 23)) == {Kind.OUTCOME: date(2026, 11, 23)}


DAYS = st.dates(date(2018, 1, 1), date(2027, 12, 31))
ENROLMENTS = st.builds(
    EnrolmentDates,
    exit_on=st.none() | DAYS,
    non_entry_on=st.none() | DAYS,
    never_began=st.booleans(),
    follow_ups_closed_on=st.none() | DAYS,
    has_follow_up=st.booleans(),
)


@examples(200)
@given(st.lists(ENROLMENTS, max_size=3), DAYS, st.integers(0, 900))
def test_what_is_due_stays_due_and_never_before_an_exit(
    enrolments: list[EnrolmentDates], today: date, later: int
) -> None:
    facts = person(*enrolments)
    due = due_kinds(facts, DEFAULT_MONTHS, today)
    after = due_kinds(facts, DEFAULT_MONTHS, today + timedelta(days=later))
    ends = [one.exit_on or one.non_entry_on for one in enrolments]
    assert bool(due) <= bool(after)
    assert set(due) <= set(after) or not {Kind.OUTCOME, Kind.NEVER_ENTERED}.isdisjoint(after), "the whole person goes"
    if due:
        assert all(day is not None and day <= today for day in ends)
        assert all(day <= today for day in due.values())


@examples(100)
@given(st.lists(ENROLMENTS, max_size=3), DAYS, st.sampled_from(sorted(DEFAULT_MONTHS, key=str)))
def test_a_longer_period_never_makes_anything_due_earlier(
    enrolments: list[EnrolmentDates], today: date, kind: Kind
) -> None:
    facts, longer = person(*enrolments), {**DEFAULT_MONTHS, kind: DEFAULT_MONTHS[kind] + 7}
    before, after = due_days(facts, DEFAULT_MONTHS, today), due_days(facts, longer, today)
    if kind in before and kind in after:
        assert after[kind] >= before[kind]


@pytest.mark.parametrize(
    ("own", "others", "hours", "allowed"),
    [
        (False, 1, 0, True),
        (False, 0, 0, True),
        (True, 1, 100, False),
        (True, 0, 23, False),
        (True, 0, 24, True),
    ],
)
def test_who_may_confirm(own: bool, others: int, hours: int, allowed: bool) -> None:
    now = NOON + timedelta(hours=hours)
    assert may_confirm(own=own, others=others, proposed_at=NOON, now=now) is allowed


@pytest.mark.parametrize(
    ("ends_on", "day", "lasts"),
    [
        (None, date(2026, 1, 1), True),
        (date(2026, 3, 31), date(2026, 3, 31), True),
        (date(2026, 3, 31), date(2026, 4, 1), False),
        (None, date(2025, 12, 31), False),
    ],
)
def test_a_hold_lasts_through_its_last_day(ends_on: date | None, day: date, lasts: bool) -> None:
    assert holds_on(date(2026, 1, 1), ends_on, day) is lasts
