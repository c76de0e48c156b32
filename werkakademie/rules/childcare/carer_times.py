"""When a carer is in which room: weekly times, days that come besides, and absences, as moments in UTC.

A time belongs to the day on which it begins; an end that isn't later lies on the next day. An absence of a whole day
takes away all of that calendar day, and all of a time that begins on it: whoever is ill at ten in the evening does not
come at midnight. An absence goes before everything else. Nobody is in two rooms at once: a day that comes besides in
another room takes the carer out of the weekly one.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from werkakademie.records.clock import utc_moment
from werkakademie.records.enums import CarerDayKind
from werkakademie.rules.childcare.slices import Span, merged

_DAY = timedelta(days=1)
_MIDNIGHT = time(0)


@dataclass(frozen=True, slots=True)
class WeeklyTime:
    """A time of each week, in local time; weekday 0 is Monday. It holds from `starts_on` to `ends_on`."""

    weekday: int
    starts: time
    ends: time
    room: Hashable
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class DayTime:
    """An absence, or a time that comes besides, of one day; without times it is the whole day."""

    day: date
    kind: CarerDayKind
    starts: time | None = None
    ends: time | None = None
    room: Hashable = None


@dataclass(frozen=True, slots=True)
class CarerTimes:
    """All times of one carer, who works here from `starts_on` to `ends_on`."""

    weekly: Sequence[WeeklyTime] = ()
    days: Sequence[DayTime] = ()
    starts_on: date | None = None
    ends_on: date | None = None


def span_of(day: date, starts: time, ends: time) -> Span:
    """The local time that begins on the day, in UTC; an end that isn't later lies on the next day."""
    last = day if ends > starts else day + _DAY
    return Span(utc_moment(datetime.combine(day, starts)), utc_moment(datetime.combine(last, ends)))


def opening_spans(opens: time, closes: time, first: date, last: date) -> tuple[Span, ...]:
    """When a room is open at times that begin on these days."""
    return merged(span_of(day, opens, closes) for day in _days(first, last))


def spans_by_room(times: CarerTimes, first: date, last: date) -> Mapping[Hashable, tuple[Span, ...]]:
    """When the carer is in each room, at times that begin on these days or on the day before or after."""
    absent = _absences(times)
    away = {one.day for one in times.days if one.kind is CarerDayKind.ABSENT and one.starts is None}
    found: dict[Hashable, list[Span]] = defaultdict(list)
    besides: dict[Hashable, list[Span]] = defaultdict(list)
    for one in times.days:
        if one.kind is CarerDayKind.EXTRA and one.starts is not None and one.ends is not None:
            if one.day in away or not _within(one.day, times.starts_on, times.ends_on):
                continue
            taken = [span for room, spans in besides.items() if room != one.room for span in spans]
            besides[one.room] += _without(span_of(one.day, one.starts, one.ends), [*absent, *taken])
    by_weekday: dict[int, list[WeeklyTime]] = defaultdict(list)
    for weekly in times.weekly:
        by_weekday[weekly.weekday].append(weekly)
    for day in _days(first, last):
        if day in away or not _within(day, times.starts_on, times.ends_on):
            continue
        for weekly in by_weekday[day.weekday()]:
            if _within(day, weekly.starts_on, weekly.ends_on):
                elsewhere = [span for room, spans in besides.items() if room != weekly.room for span in spans]
                found[weekly.room] += _without(span_of(day, weekly.starts, weekly.ends), [*absent, *elsewhere])
    for room, spans in besides.items():
        found[room] += spans
    return {room: merged(spans) for room, spans in found.items() if spans}


def _absences(times: CarerTimes) -> list[Span]:
    spans = []
    for one in times.days:
        if one.kind is CarerDayKind.ABSENT:
            starts, ends = one.starts or _MIDNIGHT, one.ends or _MIDNIGHT
            spans.append(span_of(one.day, starts, ends))
    return spans


def _without(span: Span, others: Iterable[Span]) -> list[Span]:
    """What is left of the span."""
    left = [span]
    for other in others:
        left = [part for each in left for part in _minus(each, other)]
    return left


def _minus(span: Span, other: Span) -> Iterator[Span]:
    if other.ends <= span.starts or span.ends <= other.starts:
        yield span
        return
    if span.starts < other.starts:
        yield Span(span.starts, other.starts)
    if other.ends < span.ends:
        yield Span(other.ends, span.ends)


def _days(first: date, last: date) -> Iterator[date]:
    """These days, the one before and the one after."""
    for number in range((last - first).days + 3):
        yield first + (number - 1) * _DAY


def _within(day: date, starts_on: date | None, ends_on: date | None) -> bool:
    return (starts_on is None or starts_on <= day) and (ends_on is None or day <= ends_on)
