"""Lets slots follow their sessions and places follow the parents, at the end of each writing transaction.

Only what ends in the future is touched. The same facts give the same rows on every PC, whoever wrote them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from werkakademie.records.changes import Noun
from werkakademie.records.ids import ChildcareBookingId, ChildcareSlotId, ChildId, CoachingSessionId
from werkakademie.rules.childcare.capacity import RoomSupply
from werkakademie.storage.childcare import settings
from werkakademie.storage.childcare.following_bookings import booking_id_of, wanted_bookings
from werkakademie.storage.childcare.following_facts import Booking, Facts, Slot, read_facts
from werkakademie.storage.childcare.following_slots import SlotPlace, slot_id_of, wanted_slots
from werkakademie.storage.journal.writing import stored_moment
from werkakademie.storage.transaction import Transaction

#: What may concern places; looked at first, because it costs nothing.
_NOUNS: Final = frozenset(
    {Noun.COACHING_SESSION, Noun.ENROLMENT, Noun.PARTICIPANT, Noun.GROUP, Noun.CHILD, Noun.CHILDCARE}
)
#: The tables among them whose changes do; of a person only that it came or went.
_TABLES: Final = (
    *("coaching_session", "enrolment", "slot_choice", "suspension", "small_group", "restriction", "child"),
    *("group_childcare", "care_room", "carer", "carer_shift", "carer_day", "childcare_policy"),
    *("childcare_slot", "childcare_booking", "childcare_visit"),
)

#: Siblings who lost their place one by one wait together afterwards, which the line looks at once more.
_ROUNDS: Final = 4


def follow_if_concerned(tx: Transaction) -> None:
    """What `Store.write` calls at its end."""
    if not _NOUNS.isdisjoint(tx.changes.nouns) and _has_care(tx.driver) and _is_concerned(tx.driver):
        follow(tx)


def follow(tx: Transaction, *, moving: Mapping[ChildcareSlotId, SlotPlace] | None = None) -> None:
    """Bring the slots of sessions and all bookings in line with what they follow from. Doing it twice changes nothing.

    `moving` gives slots that were placed by hand another time or room, and their bookings with them.
    """
    tx.flush()
    facts = read_facts(tx.driver, tx.now)
    plan = wanted_slots(facts, {slot_id.hex: place for slot_id, place in (moving or {}).items()})
    slots = [slot for slot in plan.slots.values() if slot != facts.slots.get(slot.id)]

    def supply(first: date, last: date) -> Mapping[str, RoomSupply]:
        return {room_id.hex: given for room_id, given in settings.supply(tx, first, last).items()}

    policy = settings.rule_of(settings.policy(tx))
    settled = facts
    for _round in range(_ROUNDS):
        changed = _changed(settled, wanted_bookings(settled, plan, policy, supply))
        settled = replace(settled, slots=plan.slots, bookings={**settled.bookings, **changed})
        if not changed:
            break
    bookings = list(_changed(facts, settled.bookings.values()).values())
    if slots or bookings:
        _write_slots(tx, slots, facts.slots.keys())
        _write_bookings(tx, bookings, {row.id for row in facts.bookings.values()})
        tx.touch(Noun.CHILDCARE)


def _changed(facts: Facts, bookings: Iterable[Booking]) -> dict[tuple[str, str], Booking]:
    keyed = {(booking.slot_id, booking.child_id): booking for booking in bookings}
    return {pair: booking for pair, booking in keyed.items() if booking != facts.bookings.get(pair)}


def slot_of(session_id: CoachingSessionId) -> ChildcareSlotId:
    """The id of the slot beside a session."""
    return ChildcareSlotId(UUID(slot_id_of(session_id.hex)))


def booking_of(child_id: ChildId, slot_id: ChildcareSlotId) -> ChildcareBookingId:
    """The id of a child's booking at a slot."""
    return ChildcareBookingId(UUID(booking_id_of(child_id.hex, slot_id.hex)))


def _has_care(driver: Any) -> bool:
    row = driver.execute(
        "SELECT EXISTS (SELECT 1 FROM group_childcare) OR EXISTS (SELECT 1 FROM childcare_slot)"
    ).fetchone()
    return bool(row[0])


def _is_concerned(driver: Any) -> bool:
    """Whether the journal of this transaction names one of the tables."""
    row = driver.execute(
        "SELECT 1 FROM journal_entry WHERE seq > (SELECT coalesce(max(last_seq), 0) FROM journal_transaction)"
        f" AND (table_name IN ({', '.join('?' * len(_TABLES))}) OR table_name = 'participant'"
        " AND (operation = 'D' OR operation = 'U' AND json_type(fields, '$.deleted') IS NOT NULL)) LIMIT 1",
        _TABLES,
    ).fetchone()
    return row is not None


def _write_slots(tx: Transaction, slots: Iterable[Slot], known: Iterable[str]) -> None:
    there = set(known)
    new = [slot for slot in slots if slot.id not in there]
    tx.driver.executemany(
        "INSERT INTO childcare_slot (id, room_id, group_id, session_id, held_on, starts_at, ends_at, title,"
        " cancelled_because, created_at, created_by, deleted) VALUES (?, ?, ?, ?, ?, ?, ?, '', '', ?, ?, 0)",
        [
            (slot.id, *_slot_values(slot)[:-1], stored_moment(tx.now), tx.actor.hex if tx.actor else None)
            for slot in new
        ],
    )
    tx.driver.executemany(
        "UPDATE childcare_slot SET room_id = ?, group_id = ?, session_id = ?, held_on = ?, starts_at = ?, ends_at = ?,"
        " deleted = ? WHERE id = ?",
        [(*_slot_values(slot), slot.id) for slot in slots if slot.id in there],
    )


def _slot_values(slot: Slot) -> tuple[object, ...]:
    return (
        slot.room_id,
        slot.group_id,
        slot.session_id,
        slot.held_on.isoformat(),
        stored_moment(slot.span.starts),
        stored_moment(slot.span.ends),
        slot.deleted,
    )


def _write_bookings(tx: Transaction, bookings: Iterable[Booking], known: set[str]) -> None:
    author = tx.actor.hex if tx.actor else None
    tx.driver.executemany(
        "INSERT INTO childcare_booking (enrolment_id, state, cause, from_at, until_at, asked_at, asked_again_at,"
        " offer_until, passed_over, over_reason, id, slot_id, child_id, by_hand, created_at, created_by)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (*_values(row), row.id, row.slot_id, row.child_id, row.by_hand, stored_moment(tx.now), author)
            for row in bookings
            if row.id not in known
        ],
    )
    tx.driver.executemany(
        "UPDATE childcare_booking SET enrolment_id = ?, state = ?, cause = ?, from_at = ?, until_at = ?, asked_at = ?,"
        " asked_again_at = ?, offer_until = ?, passed_over = ?, over_reason = ? WHERE id = ?",
        [(*_values(row), row.id) for row in bookings if row.id in known],
    )


def _values(row: Booking) -> tuple[object, ...]:
    return (
        row.enrolment_id,
        row.state.value,
        row.cause.value if row.cause else None,
        stored_moment(row.held.starts) if row.held else None,
        stored_moment(row.held.ends) if row.held else None,
        stored_moment(row.asked_at),
        stored_moment(row.asked_again_at) if row.asked_again_at else None,
        stored_moment(row.offer_until) if row.offer_until else None,
        row.passed_over,
        row.over_reason,
    )
