"""Which slots the sessions of groups with care ask for."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID, uuid5

from werkakademie.records.clock import local_date
from werkakademie.records.ids import CareRoomId
from werkakademie.rules.childcare.slices import Span
from werkakademie.storage.childcare.following_facts import Facts, Meets, Slot


def slot_id_of(session_id: str, day: date | None = None) -> str:
    """The id of a session's slot; with a day that of a slot which a moved session got besides."""
    return uuid5(UUID(session_id), "childcare_slot" if day is None else f"childcare_slot {day.isoformat()}").hex


@dataclass(frozen=True, slots=True)
class SlotPlace:
    """Where and when a slot that was placed by hand is to be."""

    room_id: CareRoomId
    #: The local day of its beginning.
    held_on: date
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Plan:
    """Every slot as it should be, and which session takes place beside it now."""

    slots: Mapping[str, Slot]
    session_of: Mapping[str, Meets]


def wanted_slots(facts: Facts, moving: Mapping[str, SlotPlace]) -> Plan:
    """One slot for each session that takes place, and those placed by hand as they are, or where they are moved to.

    A slot at which a child came stays where it was; when its session is moved to another day, that gets one besides.
    """
    used = {visit.slot_id for visit in facts.visits if visit.slot_id is not None}
    of_session: dict[str, list[Slot]] = defaultdict(list)
    for slot in facts.slots.values():
        if slot.session_id is not None:
            of_session[slot.session_id].append(slot)
    found = {
        slot.id: slot if slot.session_id is None or slot.id in used else replace(slot, deleted=True)
        for slot in facts.slots.values()
    }
    for slot_id, place in moving.items():
        span = Span(place.starts_at, place.ends_at)
        found[slot_id] = replace(found[slot_id], room_id=place.room_id.hex, held_on=place.held_on, span=span)
    session_of = {}
    for session in facts.sessions.values():
        wanted = _wanted(facts, session, of_session.get(session.id, ()), used)
        if wanted is not None:
            found[wanted.id] = wanted
            session_of[wanted.id] = session
    return Plan(found, session_of)


def _wanted(facts: Facts, session: Meets, known: Collection[Slot], used: Collection[str | None]) -> Slot | None:
    """The session's slot; None when it has none, or when a new one would lie in the past."""
    care = facts.care[session.group_id]
    if session.deleted or session.meeting.cancelled or not care.given:
        return None
    span = Span(session.span.starts - care.lead, session.span.ends + care.tail)
    day = local_date(span.starts)
    slot_id = _slot_id(session.id, day, known, used)
    before = facts.slots.get(slot_id)
    if before is None and span.ends <= facts.now:
        return None
    return Slot(
        id=slot_id,
        # Who came is in the room where care was given then.
        room_id=before.room_id if before and slot_id in used else care.room_id,
        group_id=session.group_id,
        session_id=session.id,
        held_on=day,
        span=span,
        cancelled_because=before.cancelled_because if before else "",
        deleted=False,
    )


def _slot_id(session_id: str, day: date, known: Collection[Slot], used: Collection[str | None]) -> str:
    """The slot that goes with the session: one at which a child came on that day, else one at which nobody came."""
    first = slot_id_of(session_id)
    came = sorted(slot.id for slot in known if slot.id in used and slot.held_on == day)
    if came:
        return first if first in came else came[0]
    return slot_id_of(session_id, day) if first in used else first
