"""Who is expected at a session, and which key the sheet shows."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werkakademie.records.attendance_sheets import STORED_MARKS
from werkakademie.records.enums import AttendanceMark
from werkakademie.records.ids import EnrolmentId, TimeSlotId
from werkakademie.rules.attendance import PRESENT
from werkakademie.rules.roster import Meeting, Span, belongs, is_booked, shown_mark

Mark = AttendanceMark
OLENA, YUSUF = EnrolmentId(UUID(int=1)), EnrolmentId(UUID(int=2))
MONDAYS, WEDNESDAYS = TimeSlotId(UUID(int=11)), TimeSlotId(UUID(int=12))


def day(number: int) -> date:
    """A day of November 2026."""
    return date(2026, 11, number)


#: From the 2nd to the 27th.
SPAN = Span(OLENA, day(2), day(27))


@pytest.mark.parametrize(
    ("on", "expected"),
    [(1, False), (2, True), (15, True), (27, True), (28, False)],
)
def test_both_ends_belong_to_the_enrolment(on: int, expected: bool) -> None:
    assert belongs(SPAN, day(on)) is expected


def test_a_running_enrolment_has_no_end() -> None:
    assert belongs(replace(SPAN, ends_on=None), date(2031, 1, 1))


@pytest.mark.parametrize(
    ("on", "expected"),
    [(9, True), (10, False), (12, False), (13, True), (19, True), (20, False), (27, False)],
)
def test_nobody_is_expected_during_a_suspension(on: int, expected: bool) -> None:
    resting = replace(SPAN, suspensions=((day(10), day(12)), (day(20), None)))
    assert belongs(resting, day(on)) is expected


@pytest.mark.parametrize(
    ("chosen", "slot", "meant", "expected"),
    [
        # slots chosen      the meeting's slot  the only person meant
        (set(), MONDAYS, None, True),  # chose none: all are meant
        ({MONDAYS}, MONDAYS, None, True),
        ({MONDAYS}, WEDNESDAYS, None, False),
        ({MONDAYS, WEDNESDAYS}, WEDNESDAYS, None, True),
        ({MONDAYS}, None, None, True),  # added by hand: for everybody
        ({MONDAYS}, None, OLENA, True),
        ({MONDAYS}, None, YUSUF, False),
        (set(), MONDAYS, YUSUF, False),
        ({MONDAYS}, WEDNESDAYS, OLENA, True),  # meant by name, whatever was chosen
    ],
)
def test_bookings(chosen: set[TimeSlotId], slot: TimeSlotId | None, meant: EnrolmentId | None, expected: bool) -> None:
    span = replace(SPAN, chosen=frozenset(chosen))
    assert is_booked(span, Meeting(day(9), slot, meant)) is expected
    assert not is_booked(span, Meeting(day(30), slot, meant))


@pytest.mark.parametrize(
    ("on", "slot", "cancelled", "stored", "shown"),
    [
        (9, MONDAYS, False, None, "?"),
        (9, MONDAYS, False, "A", "A"),
        (9, MONDAYS, False, "U", "U"),
        (9, MONDAYS, True, None, "X"),
        (9, MONDAYS, True, "A", "X"),
        (11, WEDNESDAYS, False, None, "–"),
        (11, WEDNESDAYS, False, "A", "A"),  # came unbooked
        (1, MONDAYS, False, None, "–"),
        (30, MONDAYS, False, None, "–"),
        (30, MONDAYS, False, "U", "–"),  # after the exit nobody is absent
        (1, MONDAYS, False, "E", "–"),  # nor before the entry
        (30, MONDAYS, False, "A", "A"),
    ],
)
def test_shown_marks(on: int, slot: TimeSlotId, cancelled: bool, stored: str | None, shown: str) -> None:
    span = replace(SPAN, chosen=frozenset({MONDAYS}))
    meeting = Meeting(day(on), slot, cancelled=cancelled)
    assert shown_mark(span, meeting, Mark(stored) if stored else None) is Mark(shown)


SOME_DAYS = st.integers(1, 30).map(day)
SPANS = st.builds(
    Span,
    enrolment_id=st.sampled_from([OLENA, YUSUF]),
    starts_on=SOME_DAYS,
    ends_on=st.none() | SOME_DAYS,
    suspensions=st.lists(st.tuples(SOME_DAYS, st.none() | SOME_DAYS), max_size=2).map(tuple),
    chosen=st.frozensets(st.sampled_from([MONDAYS, WEDNESDAYS])),
)
MEETINGS = st.builds(
    Meeting,
    held_on=SOME_DAYS,
    slot_id=st.sampled_from([None, MONDAYS, WEDNESDAYS]),
    enrolment_id=st.sampled_from([None, OLENA, YUSUF]),
    cancelled=st.booleans(),
)


@given(SPANS, SOME_DAYS)
def test_the_days_of_an_enrolment_are_those_of_crossing_them_out(span: Span, on: date) -> None:
    november = {day(number) for number in range(1, 31)}
    last = span.ends_on or day(30)
    left = {each for each in november if span.starts_on <= each <= last}
    for start, end in span.suspensions:
        crossed = start
        while crossed <= (end or day(30)):
            left.discard(crossed)
            crossed += timedelta(days=1)
    assert belongs(span, on) is (on in left)


@given(SPANS, MEETINGS, st.none() | st.sampled_from(STORED_MARKS))
def test_outside_the_enrolment_nobody_is_due_unless_present(span: Span, meeting: Meeting, stored: Mark | None) -> None:
    shown = shown_mark(span, meeting, stored)
    if not belongs(span, meeting.held_on):
        assert shown in PRESENT | {Mark.NOT_BOOKED, Mark.CANCELLED}
    assert (shown is Mark.CANCELLED) == meeting.cancelled
