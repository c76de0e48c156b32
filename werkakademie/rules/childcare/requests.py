"""What a family needs at one slot and what it has, and who stands before whom."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from werkakademie.records.enums import BookingCause, BookingState
from werkakademie.rules.childcare.capacity import Presence
from werkakademie.rules.childcare.occupancy import Head, Shortfall
from werkakademie.rules.childcare.slices import Span, widened

KeyT = TypeVar("KeyT", bound=Hashable)

#: The states in which a family holds room.
HOLDING = frozenset({BookingState.BOOKED, BookingState.OFFERED})


@dataclass(frozen=True, slots=True)
class Request(Generic[KeyT]):
    """The children of one parent at one slot: they get their places together or wait together."""

    key: KeyT
    children: tuple[Head, ...]
    #: The slot as it is now.
    wanted: Span
    #: When the place was needed first.
    asked_at: datetime
    #: The id of the enrolment as a number: decides between families who asked at the same moment.
    tie: int = 0
    #: None: new, or wanted again after it was not.
    state: BookingState | None = None
    #: The place that was booked or offered; differs from what is wanted after the slot was moved.
    held: Span | None = None
    #: The family took a part of what it wanted, and means it.
    partly: bool = False
    #: When an offer lapsed: from then on the family stands at the end.
    asked_again_at: datetime | None = None
    offer_until: datetime | None = None
    cause: BookingCause | None = None
    #: The family was passed over: its need was larger than what was there.
    passed_over: Shortfall | None = None
    #: Why it was booked by hand over the policy.
    over_reason: str = ""
    #: For how long children who came count (capacity.counted_span); such a place is neither moved nor taken away.
    present: Span | None = None

    @property
    def asked(self) -> datetime:
        """The family's place in the line."""
        return self.asked_at if self.asked_again_at is None else max(self.asked_at, self.asked_again_at)

    @property
    def counted(self) -> Span | None:
        """The time in which the family takes up room."""
        if self.present is not None:
            return self.present
        return self.held if self.state in HOLDING else None

    @property
    def slices(self) -> range:
        """The slices that the family wants."""
        return widened(self.wanted)

    @property
    def kept(self) -> range:
        """The slices that it wants and holds already."""
        if self.held is None:
            return range(0)
        held = widened(self.held)
        return range(max(held.start, self.slices.start), min(held.stop, self.slices.stop))

    @property
    def moved(self) -> bool:
        """Whether the place is another than the wanted one, and nobody chose it so."""
        if self.state not in HOLDING or self.present is not None or self.held == self.wanted:
            return False
        inside = self.held is not None and self.wanted.starts <= self.held.starts and self.held.ends <= self.wanted.ends
        return not (self.partly and inside)


def fair_order(requests: Iterable[Request[KeyT]]) -> list[Request[KeyT]]:
    """Whoever needed a place first, first; the same families in the same order however they are given."""
    return sorted(requests, key=lambda each: (each.asked, each.tie, each.wanted, str(each.key)))


def load_of(requests: Iterable[Request[KeyT]]) -> Iterator[Presence]:
    """Everybody who takes up room."""
    for request in requests:
        if (span := request.counted) is not None:
            yield from (Presence(span, head) for head in request.children)
