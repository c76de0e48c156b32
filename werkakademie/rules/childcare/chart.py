"""The day of a room in stretches of equal slices, to be painted as a chart."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from werkakademie.records.childcare_chart import ChartRun, Excess
from werkakademie.rules.childcare.capacity import ONE_CHILD, Policy, Presence, RoomSupply, occupied
from werkakademie.rules.childcare.occupancy import CLOSED, Occupancy
from werkakademie.rules.childcare.slices import Span, moment_at, widened

#: What the runs compare: open, carers, heads, weight.
_Facts = tuple[bool, int, int, int]


def day_chart(supply: RoomSupply, policy: Policy, load: Iterable[Presence], day: Span) -> tuple[ChartRun, ...]:
    """The day without gaps from its first slice to its last: free places, booked ones, and what is exceeded."""
    occupancy = occupied(supply, policy, load)
    facts = _facts(supply, occupancy, widened(day))
    return tuple(
        _run(supply, policy, equal, [number for number, _ in run])
        for equal, run in groupby(facts, key=lambda each: each[1])
    )


def _facts(supply: RoomSupply, occupancy: Occupancy, day: range) -> Iterator[tuple[int, _Facts]]:
    carers, opened = supply.carers(), supply.open_slices()
    for number in day:
        yield number, (number in opened, carers.get(number, 0), occupancy.heads(number), occupancy.weight(number))


def _run(supply: RoomSupply, policy: Policy, facts: _Facts, numbers: list[int]) -> ChartRun:
    is_open, carers, heads, weight = facts
    limit = policy.limit(supply.places, carers) if is_open else CLOSED
    left = min(limit.places - heads, (limit.weight - weight) // ONE_CHILD)
    return ChartRun(
        starts=moment_at(numbers[0]),
        ends=moment_at(numbers[-1] + 1),
        open=is_open,
        carers=carers,
        places=min(limit.places, limit.weight // ONE_CHILD),
        places_left=max(left, 0),
        heads=heads,
        weight=weight,
        excess=tuple(_excess(supply, policy, facts)) if heads else (),
    )


def _excess(supply: RoomSupply, policy: Policy, facts: _Facts) -> Iterator[Excess]:
    is_open, carers, heads, weight = facts
    if not is_open:
        yield Excess.CLOSED
    if carers < policy.fewest_carers:
        yield Excess.TOO_FEW_CARERS
    if heads > supply.places:
        yield Excess.ROOM_FULL
    if weight > carers * policy.most_per_carer * ONE_CHILD:
        yield Excess.TOO_MUCH_WEIGHT
