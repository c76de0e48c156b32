"""When a carer is where: examples that can be checked by the calendar, and a count minute by minute."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werkakademie.records.clock import local_moment
from werkakademie.records.enums import CarerDayKind
from werkakademie.rules.childcare.carer_times import (
    CarerTimes,
    DayTime,
    WeeklyTime,
    opening_spans,
    span_of,
    spans_by_room,
)
from werkakademie.rules.childcare.slices import Span

MONDAY = date(2026, 11, 23)
TUESDAY = MONDAY + timedelta(days=1)
#: The nights in which the clock jumps from 2 to 3, and falls back from 3 to 2.
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
ABSENT, EXTRA = CarerDayKind.ABSENT, CarerDayKind.EXTRA


def utc(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def on(times: CarerTimes, day: date, room: str = "A") -> list[Span]:
    """The spans that begin on the day."""
    spans = spans_by_room(times, day, day).get(room, ())
    return [span for span in spans if local_moment(span.starts).date() == day]


def week(*weekdays: int, starts: time = time(8), ends: time = time(13), room: str = "A") -> list[WeeklyTime]:
    return [WeeklyTime(weekday, starts, ends, room) for weekday in weekdays]


def test_a_weekly_time_in_winter_begins_an_hour_earlier_in_utc() -> None:
    assert on(CarerTimes(week(0)), MONDAY) == [Span(utc(23, 7), utc(23, 12))]
    assert on(CarerTimes(week(0)), TUESDAY) == []


def test_in_summer_it_is_two_hours() -> None:
    assert on(CarerTimes(week(0)), date(2026, 7, 6)) == [Span(utc(6, 6, month=7), utc(6, 11, month=7))]


def test_an_end_before_the_beginning_is_the_next_days() -> None:
    night = CarerTimes(week(0, starts=time(22), ends=time(6)))
    assert on(night, MONDAY) == [Span(utc(23, 21), utc(24, 5))]


def test_the_night_in_which_an_hour_is_missing_is_seven_hours_long() -> None:
    span = span_of(SPRING - timedelta(days=1), time(22), time(6))
    assert span.ends - span.starts == timedelta(hours=7)


def test_the_night_in_which_an_hour_comes_twice_is_nine_hours_long() -> None:
    span = span_of(AUTUMN - timedelta(days=1), time(22), time(6))
    assert span.ends - span.starts == timedelta(hours=9)


def test_absent_for_the_whole_day() -> None:
    times = CarerTimes(week(0, 1), [DayTime(MONDAY, ABSENT)])
    assert on(times, MONDAY) == []
    assert on(times, TUESDAY) == [Span(utc(24, 7), utc(24, 12))]


def test_absent_for_an_hour_leaves_two_parts() -> None:
    times = CarerTimes(week(0), [DayTime(MONDAY, ABSENT, time(10), time(11))])
    assert on(times, MONDAY) == [Span(utc(23, 7), utc(23, 9)), Span(utc(23, 10), utc(23, 12))]


def test_who_is_ill_in_the_evening_does_not_come_at_midnight() -> None:
    times = CarerTimes(week(0, starts=time(22), ends=time(6)), [DayTime(MONDAY, ABSENT)])
    assert spans_by_room(times, MONDAY, MONDAY) == {}


def test_who_is_ill_on_tuesday_goes_home_at_midnight() -> None:
    times = CarerTimes(week(0, starts=time(22), ends=time(6)), [DayTime(TUESDAY, ABSENT)])
    assert on(times, MONDAY) == [Span(utc(23, 21), utc(23, 23))]


def test_a_day_besides_joins_the_weekly_time() -> None:
    times = CarerTimes(week(0), [DayTime(MONDAY, EXTRA, time(13), time(15), "A")])
    assert on(times, MONDAY) == [Span(utc(23, 7), utc(23, 14))]


def test_nobody_is_in_two_rooms_at_once() -> None:
    times = CarerTimes(week(0), [DayTime(MONDAY, EXTRA, time(9), time(10), "B")])
    assert on(times, MONDAY, "A") == [Span(utc(23, 7), utc(23, 8)), Span(utc(23, 9), utc(23, 12))]
    assert on(times, MONDAY, "B") == [Span(utc(23, 8), utc(23, 9))]


def test_of_two_days_besides_at_once_the_first_holds() -> None:
    both = [DayTime(MONDAY, EXTRA, time(9), time(11), "A"), DayTime(MONDAY, EXTRA, time(10), time(12), "B")]
    assert on(CarerTimes((), both), MONDAY, "A") == [Span(utc(23, 8), utc(23, 10))]
    assert on(CarerTimes((), both), MONDAY, "B") == [Span(utc(23, 10), utc(23, 11))]


def test_who_is_ill_does_not_come_besides_that_night() -> None:
    days = [DayTime(MONDAY, ABSENT), DayTime(MONDAY, EXTRA, time(22), time(6), "A")]
    assert spans_by_room(CarerTimes((), days), MONDAY, MONDAY) == {}


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "there"),
    [(MONDAY, MONDAY, True), (TUESDAY, None, False), (None, MONDAY - timedelta(days=1), False)],
)
def test_only_while_the_carer_works_here(starts_on: date | None, ends_on: date | None, there: bool) -> None:
    assert bool(on(CarerTimes(week(0), (), starts_on, ends_on), MONDAY)) is there
    of_time = [WeeklyTime(0, time(8), time(13), "A", starts_on, ends_on)]
    assert bool(on(CarerTimes(of_time), MONDAY)) is there


def test_a_room_that_closes_at_midnight_or_never() -> None:
    assert opening_spans(time(18), time(0), MONDAY, MONDAY)[1] == Span(utc(23, 17), utc(23, 23))
    assert opening_spans(time(0), time(0), MONDAY, MONDAY) == (Span(utc(21, 23), utc(24, 23)),)


#: Times of day at which every clock shows each minute once or twice; the missing hour of spring is no time.
TIMES = st.builds(time, st.sampled_from([0, 1, 3, 7, 8, 12, 13, 18, 22, 23]), st.sampled_from([0, 5, 30, 59]))
ROOMS = st.sampled_from(["A", "B"])
DAYS = st.sampled_from([-2, -1, 0, 1, 2])


@st.composite
def carers(draw: st.DrawFn, middle: date) -> CarerTimes:
    weekly = draw(
        st.lists(st.builds(WeeklyTime, st.integers(0, 6), TIMES, TIMES, ROOMS), max_size=5).map(
            lambda found: [each for each in found if each.starts != each.ends]
        )
    )
    day = DAYS.map(lambda number: middle + timedelta(days=number))
    absent = st.builds(DayTime, day, st.just(ABSENT), st.none(), st.none()) | st.builds(
        DayTime, day, st.just(ABSENT), TIMES, TIMES
    )
    extra = st.builds(DayTime, day, st.just(EXTRA), TIMES, TIMES, ROOMS)
    days = draw(st.lists(absent | extra, max_size=4))
    bound = st.none() | day
    return CarerTimes(
        weekly, [each for each in days if each.starts is None or each.starts != each.ends], draw(bound), None
    )


@cache
def on_the_wall(moment: datetime) -> datetime:
    return local_moment(moment).replace(tzinfo=None)


@cache
def shown_by_the_clock(day: date, starts: time, ends: time) -> frozenset[datetime]:
    """Every minute from when the room's clock first shows the beginning until it first shows the end, watched."""
    moment = datetime.combine(day, time(0), UTC) - timedelta(hours=3)
    while on_the_wall(moment) != datetime.combine(day, starts):
        moment += timedelta(minutes=1)
    last = day if ends > starts else day + timedelta(days=1)
    found = set()
    while on_the_wall(moment) != datetime.combine(last, ends):
        found.add(moment)
        moment += timedelta(minutes=1)
    return frozenset(found)


def watched(times: CarerTimes, middle: date) -> dict[str, set[datetime]]:
    """Where the carer is in each minute of the days around, by asking every line of the plan anew."""
    around = [middle + timedelta(days=number) for number in range(-3, 4)]
    absent: set[datetime] = set()
    gone = [day.day for day in times.days if day.kind is ABSENT and day.starts is None]
    for day in times.days:
        if day.kind is ABSENT:
            absent |= shown_by_the_clock(day.day, day.starts or time(0), day.ends or time(0))
    rooms: dict[str, set[datetime]] = {"A": set(), "B": set()}

    def works(day: date) -> bool:
        return day not in gone and (times.starts_on is None or times.starts_on <= day)

    for day in times.days:
        if day.kind is EXTRA and day.starts and day.ends and works(day.day):
            other = rooms["B" if day.room == "A" else "A"]
            rooms[str(day.room)] |= shown_by_the_clock(day.day, day.starts, day.ends) - absent - other
    besides = {room: set(minutes) for room, minutes in rooms.items()}
    for one in around:
        for shift in times.weekly:
            if shift.weekday == one.weekday() and works(one):
                other = besides["B" if shift.room == "A" else "A"]
                rooms[str(shift.room)] |= shown_by_the_clock(one, shift.starts, shift.ends) - absent - other
    return rooms


@given(st.sampled_from([MONDAY, SPRING, AUTUMN]).flatmap(lambda day: st.tuples(st.just(day), carers(day))))
def test_every_minute_is_as_the_clock_on_the_wall_shows_it(found: tuple[date, CarerTimes]) -> None:
    middle, times = found
    starts = datetime.combine(middle, time(0), UTC) - timedelta(hours=1)
    minutes = [starts + timedelta(minutes=number) for number in range(24 * 60)]
    computed = spans_by_room(times, middle, middle)
    slow = watched(times, middle)
    for room in ("A", "B"):
        quick = {minute for minute in minutes for span in computed.get(room, ()) if span.starts <= minute < span.ends}
        assert quick == slow[room].intersection(minutes)
