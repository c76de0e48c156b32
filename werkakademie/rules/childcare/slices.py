"""Time in slices of five minutes, numbered from the epoch in UTC: midnight and summer time need no special case."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

SLICE = timedelta(minutes=5)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Span(NamedTuple):
    """From `starts` until just before `ends`, both with their time zone; an end that isn't later means no time."""

    starts: datetime
    ends: datetime


def slice_at(moment: datetime) -> int:
    """The number of the slice in which the moment lies; a slice begins with its first moment."""
    return (moment - _EPOCH) // SLICE


def moment_at(number: int) -> datetime:
    """When the slice begins, in UTC."""
    return _EPOCH + number * SLICE


def widened(span: Span) -> range:
    """Every slice that the span touches: what somebody needs."""
    if span.ends <= span.starts:
        return range(0)
    return range(slice_at(span.starts), -((_EPOCH - span.ends) // SLICE))


def narrowed(spans: Iterable[Span]) -> tuple[range, ...]:
    """Every slice that the spans together cover whole: what somebody gives. In order, none twice."""
    found = []
    for span in merged(spans):
        first, end = -((_EPOCH - span.starts) // SLICE), slice_at(span.ends)
        if first < end:
            found.append(range(first, end))
    return tuple(found)


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same time without overlaps, in order; spans that touch become one."""
    found: list[Span] = []
    for span in sorted(span for span in spans if span.starts < span.ends):
        if found and span.starts <= found[-1].ends:
            found[-1] = Span(found[-1].starts, max(found[-1].ends, span.ends))
        else:
            found.append(span)
    return tuple(found)


def runs_of(numbers: Iterable[int]) -> tuple[Span, ...]:
    """Neighbouring slices as spans, in order."""
    return merged(Span(moment_at(number), moment_at(number + 1)) for number in numbers)
