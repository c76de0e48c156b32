"""Who gets a place, who is offered one and who waits: the whole automatic as one pure function.

1. An offer whose deadline is over lapses; the family goes to the end of the line.
2. Places of slots that were moved are kept where they still fit, bookings before offers.
3. The line in its fair order: a new request that fits is booked, a waiting one that fits is offered the place until
   the deadline; who does not fit is passed over, with its need and what was there as the reason.

Nobody loses a place because the room takes fewer children than before: that is for people to decide (shortage).
Nothing here exceeds the policy: room is only given where the policy holds afterwards.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Generic

from werkakademie.records.enums import BookingCause, BookingState
from werkakademie.rules.childcare.capacity import Policy, Presence, RoomSupply, occupied
from werkakademie.rules.childcare.occupancy import Shortfall
from werkakademie.rules.childcare.requests import KeyT, Request, fair_order
from werkakademie.rules.childcare.slices import Span, widened

State = BookingState


def settle(
    supply: RoomSupply,
    policy: Policy,
    requests: Iterable[Request[KeyT]],
    now: datetime,
    *,
    others: Iterable[Presence] = (),
) -> tuple[Request[KeyT], ...]:
    """The requests of one room as they stand afterwards, in the fair order; settling again changes nothing.

    `others` take up room without a request. Requests that are over, and those that are released, freed or fallen
    through, come back as they were; so does one that began before it could be offered a place.
    """
    given = [_with_deadline(_accepted(request), policy, now) for request in requests]
    settling = _Settling(supply, policy, fair_order(given), now, others)
    settling.keep_moved()
    settling.walk_the_line()
    return settling.result()


def _accepted(request: Request[KeyT]) -> Request[KeyT]:
    """A child that came on an open offer has taken it."""
    if request.state is State.OFFERED and request.present is not None:
        return replace(request, state=State.BOOKED, offer_until=None, cause=None, passed_over=None)
    return request


def _with_deadline(request: Request[KeyT], policy: Policy, now: datetime) -> Request[KeyT]:
    """An offer ends at its deadline, or when the slot begins.

    A family whose offer lapsed asks again at that moment, whenever the program notices, so that all PCs agree.
    """
    if request.state is not State.OFFERED:
        return request
    deadline = min(request.offer_until or _deadline(request, policy, now), request.wanted.starts)
    if deadline > now:
        return replace(request, offer_until=deadline)
    return replace(_waiting(request, BookingCause.OFFER_LAPSED), asked_again_at=deadline)


def _deadline(request: Request[KeyT], policy: Policy, now: datetime) -> datetime:
    return min(now + timedelta(hours=policy.offer_hours), request.wanted.starts)


def _waiting(request: Request[KeyT], cause: BookingCause | None) -> Request[KeyT]:
    return replace(request, state=State.WAITING, held=None, partly=False, offer_until=None, cause=cause, over_reason="")


def _with_presence(request: Request[KeyT]) -> Span | None:
    """For how long children count who came without a place, once they have theirs; None if nobody came."""
    if request.present is None:
        return None
    return Span(min(request.present.starts, request.wanted.starts), max(request.present.ends, request.wanted.ends))


class _Settling(Generic[KeyT]):
    """One settling: who is decided, and who took up how much room that was not theirs before."""

    def __init__(
        self,
        supply: RoomSupply,
        policy: Policy,
        requests: list[Request[KeyT]],
        now: datetime,
        others: Iterable[Presence],
    ) -> None:
        self._policy, self._now = policy, now
        self._occupancy = occupied(supply, policy, others)
        self._decided: dict[KeyT, Request[KeyT]] = {}
        self._gained: dict[KeyT, frozenset[int]] = {}
        self._short: dict[KeyT, Shortfall] = {}
        self._moved: list[Request[KeyT]] = []
        self._line: list[Request[KeyT]] = []
        for request in requests:
            self._sort_in(request)

    def _sort_in(self, request: Request[KeyT]) -> None:
        going_on = request.wanted.ends > self._now
        if going_on and request.moved:
            self._moved.append(request)
            return
        if (span := request.counted) is not None:
            self._occupancy.add(request.children, widened(span))
        waits = request.state is State.WAITING and request.present is None and request.wanted.starts > self._now
        if waits or (request.state is None and going_on):
            self._line.append(request)
        else:
            self._decided[request.key] = request

    def keep_moved(self) -> None:
        """Room for the places that were moved; whoever can't have it waits from now on."""
        hopeful: list[Request[KeyT]] = []
        for request in self._moved:
            kept = request.kept
            if self._occupancy.fits(request.children, [number for number in request.slices if number not in kept]):
                hopeful.append(request)
            else:
                self._line.append(_waiting(request, BookingCause.MOVED))
        # What somebody holds and still wants stays its own until everybody who was moved has been looked at.
        for request in hopeful:
            self._occupancy.add(request.children, request.kept)
        for together in _touching(hopeful):
            self._keep_together(sorted(fair_order(together), key=lambda each: each.state is State.OFFERED))

    def _keep_together(self, pending: list[Request[KeyT]]) -> None:
        """In their order; as long as some don't fit, the last of them gives up its old room for those before it."""
        given_up: list[Request[KeyT]] = []
        again = pending
        while pending:
            for request in again:
                self._keep(request, request.kept)
            pending = [request for request in pending if request.key not in self._decided]
            if pending:
                last = pending.pop()
                self._occupancy.remove(last.children, last.kept)
                given_up.append(last)
                again = pending if last.kept else []
        for request in reversed(given_up):
            self._keep(request, range(0))
            if request.key not in self._decided:
                self._line.append(_waiting(request, BookingCause.MOVED))

    def _keep(self, request: Request[KeyT], still_held: range) -> None:
        """The moved place, if it fits; `still_held` counts already."""
        if not self._occupancy.fits(request.children, request.slices):
            return
        new = [number for number in request.slices if number not in still_held]
        self._occupancy.add(request.children, new)
        self._gained[request.key] = frozenset(request.slices) - frozenset(request.kept)
        reason = request.over_reason if still_held else ""
        self._decided[request.key] = replace(
            request, held=request.wanted, partly=False, passed_over=None, over_reason=reason
        )

    def walk_the_line(self) -> None:
        """Everybody who fits gets room, in the fair order; whoever does not is passed over."""
        for request in fair_order(self._line):
            needed = widened(_with_presence(request) or request.wanted)
            short = self._occupancy.shortfall(request.children, needed)
            if short is None:
                self._decided[request.key] = self._given(request)
                self._occupancy.add(request.children, needed)
                there = widened(request.present) if request.present is not None else ()
                self._gained[request.key] = frozenset(needed).difference(there)
                continue
            if request.wanted.starts > self._now:
                self._short[request.key] = short
            cause = BookingCause.NO_ROOM if request.state is None else request.cause
            self._decided[request.key] = _waiting(request, cause)

    def _given(self, request: Request[KeyT]) -> Request[KeyT]:
        presence = _with_presence(request)
        placed = replace(request, held=request.wanted, partly=False, passed_over=None, present=presence)
        if request.state is None:
            return replace(placed, state=State.BOOKED, offer_until=None, cause=None)
        return replace(placed, state=State.OFFERED, offer_until=_deadline(request, self._policy, self._now))

    def result(self) -> tuple[Request[KeyT], ...]:
        """In the fair order; whoever was overtaken by somebody who took up room at the same time knows why."""
        taken_behind: set[int] = set()
        found: list[Request[KeyT]] = []
        for request in reversed(fair_order(self._decided.values())):
            short = self._short.get(request.key)
            if short is not None and not taken_behind.isdisjoint(request.slices):
                request = replace(request, passed_over=short)
            taken_behind |= self._gained.get(request.key, frozenset())
            found.append(request)
        return tuple(reversed(found))


def _touching(requests: Iterable[Request[KeyT]]) -> list[list[Request[KeyT]]]:
    """Those whose times overlap, by twos or in a chain: nobody else can stand in their way."""
    found: list[list[Request[KeyT]]] = []
    reached = 0
    for request in sorted(requests, key=lambda each: each.slices.start):
        if found and request.slices.start < reached:
            found[-1].append(request)
        else:
            found.append([request])
        reached = max(reached, request.slices.stop)
    return found
