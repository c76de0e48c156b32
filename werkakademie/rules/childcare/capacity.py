"""How many children a room can take at a time, by the site's own policy (domain section 6).

A slice is allowed if nobody is there, or if the room is open, carers >= fewest_carers, heads <= places and
sum of weights <= carers x most_per_carer x 100. Children widen to whole slices; carers and opening hours narrow.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from werkakademie.records.enums import AgeBand, OverCapacity
from werkakademie.rules.childcare.ages import band_on
from werkakademie.rules.childcare.occupancy import CLOSED, Head, Limit, Occupancy
from werkakademie.rules.childcare.slices import Span, moment_at, narrowed, slice_at, widened

#: One child, in the hundredths in which weights are counted.
ONE_CHILD = 100


def _all_alike() -> Mapping[AgeBand, int]:
    return dict.fromkeys(AgeBand, ONE_CHILD)


@dataclass(frozen=True, slots=True)
class Policy:
    """What the site demands; no law names these numbers for such care (5 is taken from § 43 SGB VIII)."""

    most_per_carer: int = 5
    fewest_carers: int = 2
    #: Hundredths, each at least 100; a band that is not named weighs one child.
    weights: Mapping[AgeBand, int] = field(default_factory=_all_alike)
    over_capacity: OverCapacity = OverCapacity.WARN
    #: For how long a place that became free is held for the family it is offered to.
    offer_hours: int = 24

    def head(self, child: Hashable, birth_month: date, day: date) -> Head:
        """The child as it weighs on that day."""
        return Head(child, self.weights.get(band_on(birth_month, day), ONE_CHILD))

    def limit(self, places: int, carers: int) -> Limit:
        """What an open room of so many places can take with so many carers."""
        if carers < self.fewest_carers:
            return CLOSED
        return Limit(places, carers * self.most_per_carer * ONE_CHILD)


@dataclass(frozen=True, slots=True)
class RoomSupply:
    """What one room gives: its places, when it is open, and the times of each of its carers."""

    places: int
    open_spans: tuple[Span, ...] = ()
    #: One entry per carer, with all of that carer's times; they may touch or overlap.
    carer_spans: tuple[tuple[Span, ...], ...] = ()

    def carers(self) -> dict[int, int]:
        """How many carers are there for the whole of each slice; slices without one are left out."""
        counted: dict[int, int] = {}
        for spans in self.carer_spans:
            for numbers in narrowed(spans):
                for number in numbers:
                    counted[number] = counted.get(number, 0) + 1
        return counted

    def open_slices(self) -> frozenset[int]:
        """The slices for the whole of which the room is open."""
        return frozenset(number for numbers in narrowed(self.open_spans) for number in numbers)

    def limits(self, policy: Policy) -> dict[int, Limit]:
        """What is allowed in each slice; in a slice that is left out nobody may be there."""
        opened = self.open_slices()
        return {
            number: policy.limit(self.places, carers) for number, carers in self.carers().items() if number in opened
        }


class Presence(NamedTuple):
    """A child that is there, or has a place. A child with two places at a time is one child."""

    span: Span
    head: Head


def occupied(supply: RoomSupply, policy: Policy, load: Iterable[Presence]) -> Occupancy:
    """The room with everybody who has a place in it."""
    occupancy = Occupancy(supply.limits(policy))
    for span, head in load:
        occupancy.add((head,), widened(span))
    return occupancy


def fits(supply: RoomSupply, policy: Policy, load: Iterable[Presence], children: Sequence[Head], span: Span) -> bool:
    """Whether the policy still holds when all these children come, too.

    Asked only of the slices in which somebody is added: a child of `load` comes at no cost to itself. So leave the
    family's own place out of `load` to ask whether it would fit anew.
    """
    return occupied(supply, policy, load).fits(children, widened(span))


def longest_fitting(
    supply: RoomSupply, policy: Policy, load: Iterable[Presence], children: Sequence[Head], span: Span
) -> Span | None:
    """The longest part of the span, in whole slices, in which all these children fit; the earliest of equal ones.

    The ends of the span itself stay as they are, so that a span that fits whole comes back unchanged.
    """
    occupancy = occupied(supply, policy, load)
    best, run = range(0), range(0)
    for number in widened(span):
        if occupancy.fits(children, (number,)):
            run = range(run.start if run else number, number + 1)
            best = run if len(run) > len(best) else best
        else:
            run = range(0)
    if not best:
        return None
    return Span(max(span.starts, moment_at(best.start)), min(span.ends, moment_at(best.stop)))


def counted_span(*, booked: Span | None, arrived: datetime | None, left: datetime | None, now: datetime) -> Span | None:
    """For how long a child counts: its place until it comes, and from then on until its departure is recorded.

    Without a departure it is there now, whatever the clock says, and keeps its place to the end. The slice of the
    present moment belongs to it. A second visit on the same day counts for itself, without `booked`.
    """
    if arrived is None:
        return booked
    starts = min(arrived, booked.starts) if booked else arrived
    if left is not None:
        return Span(starts, left)
    there_now = moment_at(slice_at(max(now, arrived)) + 1)
    return Span(starts, max(there_now, booked.ends) if booked else there_now)
