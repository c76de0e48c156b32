"""The hours that work needs, held against the hours in which a child is cared for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import time

_DAY = 24 * 60
_WEEK = 7 * _DAY

#: From a minute of the week, Monday 0:00 being 0, until before another one.
_Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """Hours of each week in local time, to the minute; weekday 0 is Monday.

    An end that is not later than the beginning lies on the next day; the same time twice is 24 hours.
    """

    weekday: int
    starts: time
    ends: time


@dataclass(frozen=True, slots=True)
class CareGap:
    """Hours without care; `weekday` is the one on which they begin, the end is read as that of `WeeklyHours`."""

    weekday: int
    starts: time
    ends: time
    #: On that weekday the child has no care at any hour, so that longer hours of the place are no answer.
    no_care_that_day: bool

    @property
    def minutes(self) -> int:
        return _length(self.starts, self.ends)


def care_gaps(
    work: Iterable[WeeklyHours], care: Iterable[WeeklyHours], *, travel_minutes: int = 0
) -> tuple[CareGap, ...]:
    """The hours in which work, with the way there and back, needs care and there is none, in the order of the week.

    The way is added before and after each of the hours of work. Hours may overlap, and go over midnight and over the
    end of the week. A gap of 24 hours and more is cut at each midnight.
    """
    needed = _joined(piece for hours in work for piece in _stretches(hours, wider_by=travel_minutes))
    given = _joined(piece for hours in care for piece in _stretches(hours))
    days_with_care = {day for starts, ends in given for day in range(starts // _DAY, (ends - 1) // _DAY + 1)}
    gaps = [piece for whole in _over_the_weekend(_without(needed, given)) for piece in _cut(whole)]
    return tuple(
        CareGap(
            weekday=starts // _DAY % 7,
            starts=_time(starts),
            ends=_time(ends),
            no_care_that_day=starts // _DAY % 7 not in days_with_care,
        )
        for starts, ends in sorted(gaps, key=lambda piece: piece[0] % _WEEK)
    )


def _stretches(hours: WeeklyHours, *, wider_by: int = 0) -> Iterator[_Stretch]:
    """The hours as parts of one week: what goes over its end comes at its beginning, and the other way round."""
    starts = hours.weekday * _DAY + _minute(hours.starts) - wider_by
    left = min(_length(hours.starts, hours.ends) + 2 * wider_by, _WEEK)
    starts %= _WEEK
    yield starts, min(starts + left, _WEEK)
    if starts + left > _WEEK:
        yield 0, starts + left - _WEEK


def _joined(stretches: Iterable[_Stretch]) -> list[_Stretch]:
    """In order, without overlaps; what touches becomes one."""
    joined: list[_Stretch] = []
    for starts, ends in sorted(stretches):
        if joined and starts <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], ends))
        else:
            joined.append((starts, ends))
    return joined


def _without(needed: Sequence[_Stretch], given: Sequence[_Stretch]) -> list[_Stretch]:
    """What of the first is not in the second; both as `_joined` makes them."""
    left: list[_Stretch] = []
    for whole_starts, whole_ends in needed:
        starts = whole_starts
        for care_starts, care_ends in given:
            if care_ends <= starts or care_starts >= whole_ends:
                continue
            if care_starts > starts:
                left.append((starts, care_starts))
            starts = care_ends
        if starts < whole_ends:
            left.append((starts, whole_ends))
    return left


def _over_the_weekend(gaps: list[_Stretch]) -> list[_Stretch]:
    """A gap that goes on after Sunday's midnight is one gap that begins on Sunday."""
    if len(gaps) < 2 or gaps[0][0] != 0 or gaps[-1][1] != _WEEK:
        return gaps
    return [*gaps[1:-1], (gaps[-1][0], _WEEK + gaps[0][1])]


def _cut(gap: _Stretch) -> Iterator[_Stretch]:
    """A weekday and two times name less than 24 hours, or one day from midnight to midnight."""
    starts, ends = gap
    while ends - starts >= _DAY:
        midnight = (starts // _DAY + 1) * _DAY
        yield starts, midnight
        starts = midnight
    if starts < ends:
        yield starts, ends


def _length(starts: time, ends: time) -> int:
    """Minutes from one time to the other, the same time being a day away."""
    return (_minute(ends) - _minute(starts)) % _DAY or _DAY


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute


def _time(minute: int) -> time:
    return time(minute % _DAY // 60, minute % 60)
