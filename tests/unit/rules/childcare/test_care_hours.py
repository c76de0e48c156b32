"""Hours of work against hours of care: examples from everyday life, and every minute of the week one by one."""

from collections.abc import Sequence
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werkakademie.rules.childcare.care_hours import CareGap, WeeklyHours, care_gaps

MONDAY, TUESDAY, SATURDAY, SUNDAY = 0, 1, 5, 6
WEEK = 7 * 24 * 60


def hours(weekday: int, starts: str, ends: str) -> WeeklyHours:
    return WeeklyHours(weekday, time.fromisoformat(starts), time.fromisoformat(ends))


def gap(weekday: int, starts: str, ends: str, *, no_care: bool = False) -> CareGap:
    return CareGap(weekday, time.fromisoformat(starts), time.fromisoformat(ends), no_care)


def test_a_kita_that_is_open_long_enough_leaves_no_gap() -> None:
    assert care_gaps([hours(MONDAY, "08:00", "12:00")], [hours(MONDAY, "07:30", "12:30")], travel_minutes=30) == ()


def test_the_way_to_work_needs_care_too() -> None:
    work, kita = hours(MONDAY, "08:00", "16:00"), hours(MONDAY, "07:30", "16:30")
    assert care_gaps([work], [kita], travel_minutes=45) == (gap(0, "07:15", "07:30"), gap(0, "16:30", "16:45"))


def test_work_until_after_the_kita_closes() -> None:
    assert care_gaps([hours(TUESDAY, "10:00", "18:00")], [hours(TUESDAY, "08:00", "14:00")]) == (
        gap(TUESDAY, "14:00", "18:00"),
    )


def test_a_day_without_any_care_is_told_apart() -> None:
    work = [hours(MONDAY, "08:00", "16:00"), hours(SATURDAY, "08:00", "12:00")]
    kita = [hours(MONDAY, "08:00", "14:00")]
    assert care_gaps(work, kita) == (gap(MONDAY, "14:00", "16:00"), gap(SATURDAY, "08:00", "12:00", no_care=True))


def test_a_night_shift_is_one_gap_over_midnight() -> None:
    kita = [hours(weekday, "08:00", "15:00") for weekday in range(5)]
    (found,) = care_gaps([hours(MONDAY, "22:00", "06:00")], kita, travel_minutes=20)
    assert found == gap(MONDAY, "21:40", "06:20")
    assert found.minutes == 8 * 60 + 40


def test_the_grandmother_takes_over_where_the_kita_ends() -> None:
    work = [hours(MONDAY, "07:00", "18:00")]
    assert care_gaps(work, [hours(MONDAY, "08:00", "15:00"), hours(MONDAY, "15:00", "18:00")]) == (
        gap(MONDAY, "07:00", "08:00"),
    )


def test_a_shift_from_sunday_to_monday_is_one_gap_of_the_sunday() -> None:
    assert care_gaps([hours(SUNDAY, "20:00", "04:00")], [hours(MONDAY, "08:00", "12:00")]) == (
        gap(SUNDAY, "20:00", "04:00", no_care=True),
    )


def test_the_way_to_a_shift_that_begins_at_the_weeks_first_minute_lies_on_sunday() -> None:
    assert care_gaps([hours(MONDAY, "00:00", "06:00")], [], travel_minutes=30) == (
        gap(SUNDAY, "23:30", "06:30", no_care=True),
    )


def test_a_very_long_gap_is_cut_at_midnight() -> None:
    work = [hours(MONDAY, "08:00", "20:00"), hours(MONDAY, "20:00", "20:00")]
    assert care_gaps(work, []) == (gap(MONDAY, "08:00", "00:00", no_care=True), gap(1, "00:00", "20:00", no_care=True))


def test_without_work_nothing_is_missing() -> None:
    assert care_gaps([], [hours(MONDAY, "08:00", "12:00")], travel_minutes=60) == ()


def minutes_of(span: WeeklyHours | CareGap, wider_by: int = 0) -> set[int]:
    """Slowly: walk from the first minute until the clock shows the end."""
    first = span.weekday * 1440 + span.starts.hour * 60 + span.starts.minute
    minutes, at = [first], first + 1
    while at % 1440 != span.ends.hour * 60 + span.ends.minute:
        minutes.append(at)
        at += 1
    before = range(first - wider_by, first)
    after = range(at, at + wider_by)
    return {minute % WEEK for minute in (*before, *minutes, *after)}


clock = st.builds(time, st.integers(0, 23), st.sampled_from([0, 1, 15, 30, 59]))
spans = st.lists(st.builds(WeeklyHours, st.integers(0, 6), clock, clock), max_size=7)


@given(work=spans, care=spans, travel=st.sampled_from([0, 1, 20, 90, 240]))
def test_every_minute_that_needs_care_and_has_none_is_in_exactly_one_gap(
    work: Sequence[WeeklyHours], care: Sequence[WeeklyHours], travel: int
) -> None:
    needed = {minute for span in work for minute in minutes_of(span, travel)}
    given_care = {minute for span in care for minute in minutes_of(span)}
    gaps = care_gaps(work, care, travel_minutes=travel)
    found = [minute for one in gaps for minute in minutes_of(one)]
    assert sorted(found) == sorted(needed - given_care)
    assert [one.minutes for one in gaps] == [len(minutes_of(one)) for one in gaps]
    for one in gaps:
        day = range(one.weekday * 1440, (one.weekday + 1) * 1440)
        assert one.no_care_that_day == given_care.isdisjoint(day)


@given(work=spans, care=spans)
def test_neighbouring_gaps_do_not_touch_unless_they_were_cut_at_midnight(
    work: Sequence[WeeklyHours], care: Sequence[WeeklyHours]
) -> None:
    gaps = care_gaps(work, care)
    starts = {(one.weekday, one.starts) for one in gaps}
    for one in gaps:
        next_day = one.ends <= one.starts
        if ((one.weekday + next_day) % 7, one.ends) in starts:
            assert one.ends == time(0)


@pytest.mark.parametrize("weekday", range(7))
def test_the_same_time_twice_is_a_whole_day(weekday: int) -> None:
    assert care_gaps([hours(weekday, "09:00", "17:00")], [hours(weekday, "07:00", "07:00")]) == ()
