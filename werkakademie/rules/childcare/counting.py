"""Counts places: what was offered, booked, used, what fell through; and the hours in which a child was cared for."""

from collections.abc import Collection, Hashable, Iterable, Mapping
from datetime import date, datetime, timedelta

from werkakademie.records.childcare_reports import CareWeek, PlaceCount, PlaceCounts, SlotCounts, WeekCounts
from werkakademie.records.enums import BookingState
from werkakademie.rules.childcare.capacity import ONE_CHILD
from werkakademie.rules.childcare.occupancy import Limit
from werkakademie.rules.childcare.slices import Span, merged, widened

_WAITING = (BookingState.WAITING, BookingState.OFFERED)
_MINUTE = timedelta(minutes=1)


def places_offered(limits: Mapping[int, Limit], span: Span) -> int:
    """How many children of usual weight could stay for the whole of the span, if nobody else were in the room.

    `limits` is what the room can take in each slice (`RoomSupply.limits`).
    """
    slices = widened(span)
    if any(number not in limits for number in slices):
        return 0
    return min((min(limits[one].places, limits[one].weight // ONE_CHILD) for one in slices), default=0)


def place_counts(
    *, offered: int, bookings: Iterable[tuple[Hashable, BookingState]], came: Collection[Hashable]
) -> PlaceCounts:
    """The places of one time with care.

    Each child counts once. Whoever came had a place, even if it was given at the door only; so nobody can have used
    a place without a booked one.
    """
    states = dict(bookings)
    booked = {child for child, state in states.items() if state is BookingState.BOOKED}.union(came)
    others = {child: state for child, state in states.items() if child not in booked}
    return PlaceCounts(
        offered=offered,
        booked=len(booked),
        used=len(set(came)),
        fallen_through=sum(state is BookingState.FALLEN_THROUGH for state in others.values()),
        without_place=sum(state in _WAITING for state in others.values()),
    )


def summed(places: Iterable[PlaceCounts]) -> PlaceCounts:
    """Several times with care together."""
    rows = tuple(places)
    return PlaceCounts(**{kind.value: sum(row.of(kind) for row in rows) for kind in PlaceCount})


def by_week(slots: Iterable[SlotCounts]) -> tuple[WeekCounts, ...]:
    """The times with care of each ISO week, by the day on which they begin; weeks without one are left out."""
    weeks: dict[tuple[int, int], list[SlotCounts]] = {}
    for slot in slots:
        weeks.setdefault(slot.held_on.isocalendar()[:2], []).append(slot)
    return tuple(
        WeekCounts(year, week, len(own), summed(slot.places for slot in own))
        for (year, week), own in sorted(weeks.items())
    )


def care_weeks(visits: Iterable[tuple[date, datetime, datetime | None]]) -> tuple[CareWeek, ...]:
    """Days and minutes of care by ISO week, from (day, arrived, left) of one child.

    Minutes as the clock at the door shows them; two records of the same time count once. A visit whose departure is
    missing counts as a day without minutes.
    """
    days: dict[date, list[Span]] = {}
    for day, arrived, left in visits:
        spans = days.setdefault(day, [])
        if left is not None and left > arrived:
            spans.append(Span(_to_the_minute(arrived), _to_the_minute(left)))
    weeks: dict[tuple[int, int], list[int]] = {}
    for day, spans in days.items():
        minutes = sum((span.ends - span.starts) // _MINUTE for span in merged(spans))
        weeks.setdefault(day.isocalendar()[:2], []).append(minutes)
    return tuple(
        CareWeek(year, week, days=len(minutes), minutes=sum(minutes)) for (year, week), minutes in sorted(weeks.items())
    )


def _to_the_minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)
