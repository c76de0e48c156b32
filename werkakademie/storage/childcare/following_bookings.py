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
    standing: dict[str, list[Booking]] = defaultdict(list)
    for pair in wished.keys() | facts.bookings.keys():
        slot, child, place = plan.slots[pair[0]], facts.children[pair[1]], wished.get(pair)
        row = None if child.restricted else _row(facts, slot, child, place)
        if row is None:
            continue
        if pair in visits and pair in facts.bookings:
            standing[slot.id].append(facts.bookings[pair])
        elif (cause := _lost(facts, plan, slot, child, row, place)) is not None:
            if row.state in _OPEN:
                yield _freed(row, cause)
        elif row.state in _DECIDED:
            yield row
        elif slot.cancelled_because:
            yield _without_place(row, State.FALLEN_THROUGH, BookingCause.CARE_CANCELLED)
        elif slot.span.ends <= facts.now:
            yield _past(row, facts.slots.get(slot.id), slot)
        else:
            standing[slot.id].append(row)
    yield from _in_line(facts, plan, policy, supply, standing, visits)


def _in_line(
    facts: Facts,
    plan: Plan,
    policy: Policy,
    supply: Supply,
    standing: Mapping[str, Sequence[Booking]],
    visits: Mapping[Pair, Sequence[Visit]],
) -> Iterator[Booking]:
    """Those who have a place or want one, after the line of each room was walked where anything may change."""
    times: dict[str, list[_Time]] = defaultdict(list)
    for slot_id, rows in standing.items():
        slot = plan.slots[slot_id]
        before = facts.slots.get(slot_id, slot)
        is_open = any(_is_open(facts, row, slot, before, visits) for row in rows)
        times[slot.room_id].append(_Time(slot, rows, is_open, _slices(facts, slot, rows, visits)))
    for room_id, in_room in times.items():
        for quiet in (time for together in _together(in_room, is_open=False) for time in together):
            yield from quiet.rows
        busy = [time for together in _together(in_room, is_open=True) for time in together]
        if busy:
            families = [family for time in busy for family in _families(facts, policy, time.slot, time.rows, visits)]
            days = [time.slot.held_on for time in busy]
            given = supply(min(days), max(days))[room_id]
            yield from _settled(facts, policy, families, given, _others(facts, plan, policy, room_id))


@dataclass(frozen=True, slots=True)
class _Time:
    """A slot with those who have a place or want one."""

    slot: Slot
    rows: Sequence[Booking]
    #: Whether the line may change anything.
    is_open: bool
    #: All slices that somebody wants or takes up.
    slices: range


def _together(times: Iterable[_Time], *, is_open: bool) -> Iterator[list[_Time]]:
    """Slots that touch each other in time, directly or by others between them: they compete for the room.

    Those of which at least one is open, or those of which none is.
    """
    parts: list[list[_Time]] = []
    until = 0
    for time in sorted(times, key=lambda each: each.slices.start):
        if not parts or time.slices.start >= until:
            parts.append([])
        parts[-1].append(time)
        until = max(until, time.slices.stop)
    return (part for part in parts if any(time.is_open for time in part) is is_open)


def _is_open(facts: Facts, row: Booking, slot: Slot, before: Slot, visits: Mapping[Pair, Sequence[Visit]]) -> bool:
    """Whether the line may change anything for the row; a place that is held as it is wanted needs no look."""
    if (row.slot_id, row.child_id) in visits:
        return row.state is State.OFFERED or _is_new(facts, row)
    if row.state is not State.BOOKED or row.held is None:
        return True
    if row.held.starts < slot.span.starts or slot.span.ends < row.held.ends:
        return True
    return slot != before and (row.held != slot.span or slot.room_id != before.room_id)


def _is_new(facts: Facts, row: Booking) -> bool:
    """Whether nobody asked for the place before; a child may be there already when its parent consents."""
    return (row.slot_id, row.child_id) not in facts.bookings


def _slices(facts: Facts, slot: Slot, rows: Sequence[Booking], visits: Mapping[Pair, Sequence[Visit]]) -> range:
    wanted = widened(slot.span)
    for row in rows:
        came = visits.get((row.slot_id, row.child_id))
        if came:
            there = widened(_present(facts, row, came))
            wanted = range(min(wanted.start, there.start), max(wanted.stop, there.stop))
    return wanted


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
    if place is None:
        return row
    asked_at = max(place.created_at, child.created_at)
    if row is not None:
        same = row.enrolment_id == place.id and row.asked_at == asked_at
        return row if same else replace(row, enrolment_id=place.id, asked_at=asked_at)
    if slot.span.ends <= facts.now:
        return None
    # FREED is what everything that is wanted again was before.
    return Booking(
        id=booking_id_of(child.id, slot.id),
        slot_id=slot.id,
        child_id=child.id,
        enrolment_id=place.id,
        state=State.FREED,
        cause=None,
        held=None,
        asked_at=asked_at,
        asked_again_at=None,
        offer_until=None,
        passed_over="",
        over_reason="",
        by_hand=False,
    )


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


def _past(row: Booking, before: Slot | None, slot: Slot) -> Booking:
    """What was at a time that is over stays; where the session was moved to one, who had a place had it then."""
    if before is not None and before.span == slot.span:
        return row
    if row.state is State.BOOKED:
        return replace(row, held=slot.span)
    return row if row.state in (State.FREED, State.WAITING) else _without_place(row, State.WAITING, row.cause)


def _present(facts: Facts, row: Booking, visits: Sequence[Visit]) -> Span:
    """For how long a child that came counts."""
    left = [visit.left_at for visit in visits]
    span = counted_span(
        booked=row.held if row.state in _OPEN else None,
        arrived=visits[0].arrived_at,
        left=None if None in left else max(moment for moment in left if moment),
        now=facts.now,
    )
    return span or Span(visits[0].arrived_at, visits[0].arrived_at)


def _families(
    facts: Facts, policy: Policy, slot: Slot, rows: Sequence[Booking], visits: Mapping[Pair, Sequence[Visit]]
) -> Iterator[Family]:
    """Siblings at a slot by who has a place, who is offered one, and who needs one; who came stands alone."""
    parts: dict[object, list[Booking]] = defaultdict(list)
    for row in sorted(rows, key=lambda each: each.child_id):
        came = visits.get((slot.id, row.child_id))
        if came:
            present = _present(facts, row, came)
            head = _head(facts, policy, slot, row)
            state = None if _is_new(facts, row) else row.state
            yield Family(slot, (row,), _request(facts, slot, (row,), (head,), state=state, present=present))
            continue
        holds = row.state in (State.BOOKED, State.OFFERED)
        parent = facts.children[row.child_id].participant_id
        parts[parent, (row.state, row.held, row.offer_until, row.over_reason) if holds else None].append(row)
    for together in parts.values():
        waiting = [row for row in together if row.state is State.WAITING]
        first = waiting[0] if waiting else together[0]
        state = None if first.state is State.FREED else first.state
        heads = tuple(_head(facts, policy, slot, row) for row in together)
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
        tie=int(first.enrolment_id or first.child_id, 16),
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


def _others(facts: Facts, plan: Plan, policy: Policy, room_id: str) -> list[Presence]:
    """Children who are there without a booking, or still; and places of people whose record may only be kept."""
    found = [
        Presence(row.held, _head(facts, policy, plan.slots[row.slot_id], row))
        for row in facts.bookings.values()
        if row.held is not None
        and facts.children[row.child_id].restricted
        and plan.slots[row.slot_id].room_id == room_id
        and not plan.slots[row.slot_id].deleted
    ]
    for visit in facts.visits:
        child = facts.children[visit.child_id]
        if visit.room_id != room_id or (visit.slot_id or "", visit.child_id) in facts.bookings:
            continue
        span = counted_span(booked=None, arrived=visit.arrived_at, left=visit.left_at, now=facts.now)
        if span is not None:
            found.append(Presence(span, policy.head(child.id, child.birth_month, local_date(visit.arrived_at))))
    return found


def _settled(
    facts: Facts, policy: Policy, families: Iterable[Family], given: RoomSupply, others: Sequence[Presence]
) -> Iterator[Booking]:
    """The rows of one room after its line was walked."""
    by_key = {family.request.key: family for family in families}
    requests = [family.request for family in by_key.values()]
    for decided in settle(given, policy, requests, facts.now, others=others):
        for row in by_key[decided.key].rows:
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
