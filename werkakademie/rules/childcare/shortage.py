"""What to do when a room takes fewer children than have places: who has to be told, and how many carers are missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic

from werkakademie.rules.childcare.capacity import ONE_CHILD, Policy, Presence, RoomSupply, occupied
from werkakademie.rules.childcare.occupancy import Occupancy
from werkakademie.rules.childcare.requests import KeyT, Request, fair_order, load_of
from werkakademie.rules.childcare.slices import Span, runs_of, widened


@dataclass(frozen=True, slots=True)
class Affected(Generic[KeyT]):
    """A family to be told that its children can't come, or can't stay."""

    key: KeyT
    #: The parts of its place in which there is no room for it; whole slices, in order.
    spans: tuple[Span, ...]
    #: A child of the family is there already.
    there: bool


@dataclass(frozen=True, slots=True)
class MissingCarers:
    """A stretch of time in which the children need more carers than there are."""

    span: Span
    missing: int


def affected(
    supply: RoomSupply,
    policy: Policy,
    requests: Iterable[Request[KeyT]],
    *,
    others: Iterable[Presence] = (),
) -> tuple[Affected[KeyT], ...]:
    """The families to be told, in the order of telling: last in the fair order first, children who are there last.

    It ends as soon as the rest fits; a family that would not help is not told. Where carers are missing or the room
    is closed, everybody is told. Where only families are too many whom somebody booked over the policy with a reason,
    nobody is.
    """
    holding = [request for request in fair_order(requests) if request.counted is not None]
    others = tuple(others)
    occupancy = occupied(supply, policy, (*others, *load_of(holding)))
    regular = occupied(supply, policy, (*others, *load_of(each for each in holding if not each.over_reason)))
    touched = {number for request in holding for number in _slices(request)}
    bad = {number for number in touched if not occupancy.allowed(number) and not _meant(regular, number)}
    told: list[Affected[KeyT]] = []
    last_first = holding[::-1]
    for request in sorted(last_first, key=lambda each: each.present is not None):
        concerned = [number for number in _slices(request) if number in bad]
        if not concerned:
            continue
        told.append(Affected(request.key, runs_of(concerned), request.present is not None))
        occupancy.remove(request.children, _slices(request))
        bad -= {number for number in _slices(request) if occupancy.allowed(number)}
    return tuple(told)


def missing_carers(supply: RoomSupply, policy: Policy, load: Iterable[Presence]) -> tuple[MissingCarers, ...]:
    """How many carers would have to come besides, in order of time; a full or closed room is not asked for here."""
    load = tuple(load)
    occupancy = occupied(supply, policy, load)
    carers = supply.carers()
    found: list[tuple[int, int]] = []
    for number in sorted({number for span, _head in load for number in widened(span)}):
        by_weight = -(-occupancy.weight(number) // (policy.most_per_carer * ONE_CHILD))
        missing = max(policy.fewest_carers, by_weight) - carers.get(number, 0)
        if missing > 0:
            found.append((number, missing))
    runs = (
        MissingCarers(span, missing)
        for missing in {missing for _, missing in found}
        for span in runs_of(number for number, equal in found if equal == missing)
    )
    return tuple(sorted(runs, key=lambda each: each.span))


def _meant(regular: Occupancy, number: int) -> bool:
    """Whether the slice is over the policy only by those booked with a reason; missing carers are never meant."""
    return regular.possible(number) and regular.allowed(number)


def _slices(request: Request[KeyT]) -> range:
    return widened(request.counted) if request.counted is not None else range(0)
