"""Which child needs which place, and who gets it in the fair order of each room."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid5

from werkakademie.records.clock import local_date
from werkakademie.records.enums import BookingCause, BookingState
from werkakademie.rules.childcare.capacity import Policy, Presence, RoomSupply, counted_span
from werkakademie.rules.childcare.occupancy import Head, Shortfall
from werkakademie.rules.childcare.requests import Request
from werkakademie.rules.childcare.slices import Span, widened
from werkakademie.rules.childcare.waiting import settle
from werkakademie.rules.roster import is_booked
from werkakademie.storage.childcare.following_facts import Booking, ChildFacts, Facts, Place, Slot, Visit
from werkakademie.storage.childcare.following_slots import Plan

State = BookingState
#: Slot and child.
Pair = tuple[str, str]
#: Slot and the first child of those who stand together.
Key = tuple[str, str]
#: What the rooms give from one day to another, by room.
Supply = Callable[[date, date], Mapping[str, RoomSupply]]

#: What people decided stays until they decide otherwise.
_DECIDED = frozenset({State.RELEASED, State.FALLEN_THROUGH})
_OPEN = frozenset({State.BOOKED, State.OFFERED, State.WAITING})


@dataclass(frozen=True, slots=True)
class Family:
    """Siblings who stand together at one slot, and their rows as they are."""

    slot: Slot
    rows: tuple[Booking, ...]
    request: Request[Key]


def booking_id_of(child_id: str, slot_id: str) -> str:
    """The id of a child's booking at a slot, the same on every PC."""
    return uuid5(UUID(child_id), slot_id).hex


def shortfall_text(short: Shortfall | None) -> str:
    """How the column keeps it: places needed/places there."""
    return "" if short is None else f"{short.needed}/{short.there}"


def shortfall_of(text: str) -> Shortfall | None:
    """What the column says."""
    needed, slash, there = text.partition("/")
    return Shortfall(int(needed), int(there)) if slash else None


def wanted_bookings(facts: Facts, plan: Plan, policy: Policy, supply: Supply) -> Iterator[Booking]:
    """Every booking as it should be; what is not named stays as it is."""
    wished = _wishes(facts, plan)
    visits = _visits_by_pair(facts)
    families: dict[str, list[Family]] = defaultdict(list)
    by_parent: dict[tuple[str, str], list[Booking]] = defaultdict(list)
    for pair in wished.keys() | facts.bookings.keys():
        slot, child = plan.slots[pair[0]], facts.children[pair[1]]
        if child.restricted:
            continue
        row = _row(facts, slot, child, wished.get(pair))
        if row is None:
            continue
        if pair in visits and pair in facts.bookings:
            families[slot.room_id].append(_there(facts, policy, slot, row, visits[pair]))
        elif (cause := _lost(facts, plan, slot, child, row, wished.get(pair))) is not None:
            if row.state in _OPEN:
                yield _freed(row, cause)
        elif row.state in _DECIDED:
            yield row
        elif slot.cancelled_because:
            yield _without_place(row, State.FALLEN_THROUGH, BookingCause.CARE_CANCELLED)
        elif slot.span.ends <= facts.now:
            yield _past(row, slot)
        else:
            by_parent[slot.id, child.participant_id].append(row)
    for (slot_id, _parent), rows in by_parent.items():
        slot = plan.slots[slot_id]
        families[slot.room_id] += _families(facts, policy, slot, rows)
    for room_id, together in families.items():
        others = _others(facts, policy, room_id)
        yield from _settled(facts, policy, together, others, lambda first, last: supply(first, last)[room_id])  # noqa: B023


def _wishes(facts: Facts, plan: Plan) -> Mapping[Pair, Place]:
    """Which children need a place because their parent is expected."""
    found: dict[Pair, Place] = {}
    for slot_id, session in plan.session_of.items():
        day = plan.slots[slot_id].held_on
        for place in facts.places.get(session.group_id, ()):
            children = facts.children_of.get(place.participant_id)
            if children and is_booked(place.belonging, session.meeting):
                for child in children:
                    if child.care_wanted and child.may_be_booked(day):
                        found.setdefault((slot_id, child.id), place)
    return found


def _visits_by_pair(facts: Facts) -> Mapping[Pair, list[Visit]]:
    found: dict[Pair, list[Visit]] = defaultdict(list)
    for visit in facts.visits:
        if visit.slot_id is not None:
            found[visit.slot_id, visit.child_id].append(visit)
    return found


def _row(facts: Facts, slot: Slot, child: ChildFacts, place: Place | None) -> Booking | None:
    """The row as it is, with the facts that order the line; a new one for a new wish. None: not before the future."""
    row = facts.bookings.get((slot.id, child.id))
    if row is None:
        if place is None or slot.span.ends <= facts.now:
            return None
        # FREED is what everything that is wanted again was before.
        row = Booking(
            id=booking_id_of(child.id, slot.id),
            slot_id=slot.id,
            child_id=child.id,
            enrolment_id=place.id,
            state=State.FREED,
            cause=None,
            held=None,
            asked_at=facts.now,
            asked_again_at=None,
            offer_until=None,
            passed_over="",
            over_reason="",
            by_hand=False,
        )
    if place is None:
        return row
    return replace(row, enrolment_id=place.id, asked_at=max(place.created_at, child.created_at))


def _lost(
    facts: Facts, plan: Plan, slot: Slot, child: ChildFacts, row: Booking, place: Place | None
) -> BookingCause | None:
    """Why nobody needs the place; None when it is needed."""
    if row.by_hand and not slot.deleted and child.may_be_booked(slot.held_on):
        return None
    if place is not None and not slot.deleted:
        return None
    session = facts.sessions.get(slot.session_id or "")
    if session is None or session.deleted:
        return BookingCause.SESSION_REMOVED if slot.deleted else BookingCause.NO_CARE_WANTED
    if session.meeting.cancelled:
        return BookingCause.SESSION_CANCELLED
    care = facts.care[session.group_id]
    if not care.given:
        return BookingCause.NO_CARE_OFFERED if care.group_there else BookingCause.SESSION_REMOVED
    if slot.id not in plan.session_of:
        return BookingCause.MOVED
    if not child.care_wanted or not child.may_be_booked(slot.held_on):
        return BookingCause.NO_CARE_WANTED
    return BookingCause.NOT_EXPECTED


def _without_place(row: Booking, state: BookingState, cause: BookingCause | None) -> Booking:
    return replace(row, state=state, cause=cause, held=None, offer_until=None, passed_over="", over_reason="")


def _freed(row: Booking, cause: BookingCause) -> Booking:
    return _without_place(row, State.FREED, cause)


def _past(row: Booking, slot: Slot) -> Booking:
    """The session was moved to a time that is over: who had a place had it then."""
    if row.state is State.BOOKED:
        return replace(row, held=slot.span)
    return row if row.state in (State.FREED, State.WAITING) else _without_place(row, State.WAITING, row.cause)


def _there(facts: Facts, policy: Policy, slot: Slot, row: Booking, visits: Sequence[Visit]) -> Family:
    """A child that came: its place stays as it is."""
    present = counted_span(
        booked=row.held if row.state in _OPEN else None,
        arrived=visits[0].arrived_at,
        left=max(visit.left_at for visit in visits if visit.left_at) if all(v.left_at for v in visits) else None,
        now=facts.now,
    )
    head = _head(facts, policy, slot, row)
    return Family(slot, (row,), _request(facts, slot, (row,), (head,), state=row.state, present=present))


def _families(facts: Facts, policy: Policy, slot: Slot, rows: Sequence[Booking]) -> Iterator[Family]:
    """The siblings at a slot, by who has a place, who is offered one, and who needs one."""
    parts: dict[object, list[Booking]] = defaultdict(list)
    for row in sorted(rows, key=lambda each: each.child_id):
        holds = row.state in (State.BOOKED, State.OFFERED)
        parts[(row.state, row.held, row.offer_until, row.over_reason) if holds else None].append(row)
    for holding, together in parts.items():
        waiting = [row for row in together if row.state is State.WAITING]
        state = together[0].state if holding else (State.WAITING if waiting else None)
        heads = tuple(_head(facts, policy, slot, row) for row in together)
        first = waiting[0] if waiting else together[0]
        yield Family(slot, tuple(together), _request(facts, slot, together, heads, state=state, like=first))


def _head(facts: Facts, policy: Policy, slot: Slot, row: Booking) -> Head:
    return policy.head(row.child_id, facts.children[row.child_id].birth_month, slot.held_on)


def _request(
    facts: Facts,
    slot: Slot,
    rows: Sequence[Booking],
    heads: tuple[Head, ...],
    *,
    state: BookingState | None,
    like: Booking | None = None,
    present: Span | None = None,
) -> Request[Key]:
    first = like or rows[0]
    before = facts.slots.get(slot.id, slot)
    # In another room nothing is held yet.
    held = first.held if before.room_id == slot.room_id else None
    return Request(
        key=(slot.id, rows[0].child_id),
        children=heads,
        wanted=slot.span,
        asked_at=max(row.asked_at for row in rows),
        tie=UUID(first.enrolment_id or first.child_id).int,
        state=state,
        held=held,
        # Whoever held less than the slot as it was until now chose so; a part is not made by moving.
        partly=held is not None and held != before.span,
        asked_again_at=max((row.asked_again_at for row in rows if row.asked_again_at), default=None),
        offer_until=first.offer_until,
        cause=first.cause if state is not None else None,
        passed_over=shortfall_of(first.passed_over),
        over_reason=first.over_reason,
        present=present,
    )


def _others(facts: Facts, policy: Policy, room_id: str) -> list[Presence]:
    """Children who are there without a booking, and those who are there still."""
    found = []
    for visit in facts.visits:
        child = facts.children[visit.child_id]
        if visit.room_id != room_id or (visit.slot_id or "", visit.child_id) in facts.bookings:
            continue
        span = counted_span(booked=None, arrived=visit.arrived_at, left=visit.left_at, now=facts.now)
        if span is not None:
            found.append(Presence(span, policy.head(child.id, child.birth_month, local_date(visit.arrived_at))))
    return found


def _settled(
    facts: Facts,
    policy: Policy,
    families: Iterable[Family],
    others: Sequence[Presence],
    supply: Callable[[date, date], RoomSupply],
) -> Iterator[Booking]:
    """The rows of one room after its line was walked."""
    open_times = [family for part in _times(families) if any(map(_is_open, part)) for family in part]
    if not open_times:
        yield from (row for family in families for row in family.rows)
        return
    first = min(family.slot.held_on for family in open_times)
    last = max(family.slot.held_on for family in open_times)
    by_key = {family.request.key: family for family in families}
    left = by_key.keys() - {family.request.key for family in open_times}
    yield from (row for key in left for row in by_key[key].rows)
    requests = [family.request for family in open_times]
    for decided in settle(supply(first, last), policy, requests, facts.now, others=others):
        family = by_key[decided.key]
        for row in family.rows:
            yield _decided(row, decided)


def _decided(row: Booking, decided: Request[Key]) -> Booking:
    return replace(
        row,
        # None came to nothing: it is over.
        state=decided.state or row.state,
        cause=decided.cause if decided.state else row.cause,
        held=decided.held,
        asked_again_at=decided.asked_again_at,
        offer_until=decided.offer_until,
        passed_over=shortfall_text(decided.passed_over),
        over_reason=decided.over_reason,
    )


def _is_open(family: Family) -> bool:
    """Whether the line may change anything for the family."""
    request = family.request
    return request.state in (None, State.WAITING, State.OFFERED) or request.moved


def _times(families: Iterable[Family]) -> Iterator[list[Family]]:
    """Families whose slots touch each other in time, directly or by others between them: they compete for the room."""
    together: list[Family] = []
    until = 0
    for family in sorted(families, key=lambda each: _slices(each).start):
        slices = _slices(family)
        if together and slices.start >= until:
            yield together
            together = []
        together.append(family)
        until = max(until if len(together) > 1 else 0, slices.stop)
    if together:
        yield together


def _slices(family: Family) -> range:
    """All slices that the family wants or takes up."""
    wanted, counted = family.request.slices, family.request.counted
    if counted is None:
        return wanted
    there = widened(counted)
    return range(min(wanted.start, there.start), max(wanted.stop, there.stop))
