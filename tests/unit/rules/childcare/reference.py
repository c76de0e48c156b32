"""Rooms for children minute by minute: slow, and easy to check by eye."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import cache

from werkakademie.rules.childcare.capacity import Policy, Presence, RoomSupply
from werkakademie.rules.childcare.occupancy import Head
from werkakademie.rules.childcare.requests import Request
from werkakademie.rules.childcare.slices import Span

#: A block is five minutes; it is named by its first minute since 1970.
Block = int


def minute_of(moment: datetime) -> int:
    return int((moment - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds()) // 60


@cache
def minutes(span: Span) -> frozenset[int]:
    """Every minute of a span of whole minutes."""
    return frozenset(range(minute_of(span.starts), minute_of(span.ends)))


@cache
def touched(span: Span) -> frozenset[Block]:
    return frozenset(minute - minute % 5 for minute in minutes(span))


@cache
def whole(spans: tuple[Span, ...]) -> frozenset[Block]:
    """The blocks of which no minute is missing."""
    there = frozenset(minute for span in spans for minute in minutes(span))
    return frozenset(block for block in {m - m % 5 for m in there} if all(block + m in there for m in range(5)))


def heads_in(load: Iterable[Presence], block: Block) -> set[Head]:
    return {head for span, head in load if block in touched(span)}


def carers_in(supply: RoomSupply, block: Block) -> int:
    return sum(block in whole(spans) for spans in supply.carer_spans)


def allowed(supply: RoomSupply, policy: Policy, heads: set[Head], block: Block) -> bool:
    """The sentence of the policy, word by word."""
    if not heads:
        return True
    carers = carers_in(supply, block)
    return (
        block in whole(supply.open_spans)
        and carers >= policy.fewest_carers
        and len(heads) <= supply.places
        and sum(head.weight for head in heads) <= carers * policy.most_per_carer * 100
    )


def slow_fits(
    supply: RoomSupply, policy: Policy, load: Sequence[Presence], children: Sequence[Head], span: Span
) -> bool:
    for block in touched(span):
        before = heads_in(load, block)
        after = before | set(children)
        if after != before and not allowed(supply, policy, after, block):
            return False
    return True


def slow_line(requests: Iterable[Request[int]]) -> list[Request[int]]:
    def asked(request: Request[int]) -> datetime:
        moments = [request.asked_at, request.asked_again_at or request.asked_at]
        return max(moments)

    return sorted(requests, key=lambda each: (asked(each), each.tie, each.wanted, str(each.key)))
