"""Slots and bookings as views read them, and the rows that deciding about them needs."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select

from werkakademie.models import (
    CareRoom,
    Child,
    ChildcareBooking,
    ChildcareSlot,
    ChildcareVisit,
    Group,
    Participant,
)
from werkakademie.records.childcare_bookings import BookingRow, BookingSummary, SlotRow
from werkakademie.records.clock import local_moment
from werkakademie.records.enums import BookingState
from werkakademie.records.ids import (
    CareRoomId,
    ChildcareBookingId,
    ChildcareSlotId,
    ChildId,
    EnrolmentId,
    ParticipantId,
)
from werkakademie.rules.childcare.ages import band_on
from werkakademie.rules.childcare.capacity import Presence, counted_span, longest_fitting
from werkakademie.rules.childcare.slices import Span, widened
from werkakademie.storage.childcare import settings
from werkakademie.storage.childcare.following_bookings import shortfall_of
from werkakademie.storage.errors import MissingRowError
from werkakademie.storage.journal.undo_errors import BuiltUponError
from werkakademie.storage.retention import unrestricted
from werkakademie.storage.search import FOLDED
from werkakademie.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class ChosenBooking:
    """A booking that somebody decides about."""

    row: ChildcareBooking
    slot: ChildcareSlot
    child: Child
    came: bool

    @property
    def participant_id(self) -> ParticipantId:
        """The parent."""
        return self.child.participant_id


#: The states in which somebody holds room.
HOLDING = (BookingState.BOOKED, BookingState.OFFERED)


def slot_rows(tx: Transaction, first: date, last: date) -> tuple[SlotRow, ...]:
    """The times with care that begin on these days, by time."""
    statement = (
        sa.select(ChildcareSlot, sa.func.coalesce(col(Group.name), ""), col(CareRoom.name))
        .join(CareRoom, col(CareRoom.id) == ChildcareSlot.room_id)
        .outerjoin(Group, col(Group.id) == ChildcareSlot.group_id)
        .where(
            col(ChildcareSlot.deleted).is_(False),
            col(ChildcareSlot.held_on) >= first,
            col(ChildcareSlot.held_on) <= last,
        )
        .order_by(col(ChildcareSlot.starts_at), col(CareRoom.name), col(ChildcareSlot.id))
    )
    return tuple(
        SlotRow(
            id=slot.id,
            session_id=slot.session_id,
            group_id=slot.group_id,
            group_name=group_name,
            title=slot.title,
            room_id=slot.room_id,
            room_name=room_name,
            held_on=slot.held_on,
            starts_at=local_moment(slot.starts_at),
            ends_at=local_moment(slot.ends_at),
            cancelled_because=slot.cancelled_because,
        )
        for slot, group_name, room_name in tx.rows(statement)
    )


def bookings_between(tx: Transaction, first: date, last: date, *, with_removed: bool = False) -> tuple[BookingRow, ...]:
    """The bookings of slots that begin on these days, by slot, parent and child.

    `with_removed` adds those of slots that went with their session. Who is restricted stands in no list.
    """
    conditions = [col(ChildcareSlot.held_on) >= first, col(ChildcareSlot.held_on) <= last]
    if not with_removed:
        conditions.append(col(ChildcareSlot.deleted).is_(False))
    return _rows(tx, conditions)


def bookings_by_id(tx: Transaction, booking_ids: Collection[ChildcareBookingId]) -> tuple[BookingRow, ...]:
    """Certain bookings; those that are not there are left out."""
    return _rows(tx, [col(ChildcareBooking.id).in_(booking_ids)])


def bookings_of_child(tx: Transaction, child_id: UUID, *, first: date) -> tuple[BookingRow, ...]:
    """A child's bookings from a day on."""
    return _rows(
        tx,
        [
            col(ChildcareBooking.child_id) == child_id,
            col(ChildcareSlot.held_on) >= first,
            col(ChildcareSlot.deleted).is_(False),
        ],
    )


def booking_summary(tx: Transaction, enrolment_ids: Collection[EnrolmentId]) -> BookingSummary:
    """How far the coming sessions of these enrolments have places."""
    rows = _rows(
        tx,
        [
            col(ChildcareBooking.enrolment_id).in_(enrolment_ids),
            col(ChildcareSlot.ends_at) > tx.now,
            col(ChildcareSlot.deleted).is_(False),
            col(ChildcareBooking.state).not_in((BookingState.FREED, BookingState.RELEASED)),
        ],
    )
    counted: dict[BookingState, int] = defaultdict(int)
    for row in rows:
        counted[row.state] += 1
    return BookingSummary(
        wanted=len(rows),
        booked=counted[BookingState.BOOKED],
        partly=sum(row.partly for row in rows if row.state is BookingState.BOOKED),
        offered=counted[BookingState.OFFERED],
        waiting=counted[BookingState.WAITING],
        fallen_through=counted[BookingState.FALLEN_THROUGH],
        waiting_days=tuple(sorted({row.held_on for row in rows if row.state is BookingState.WAITING})),
    )


def chosen(tx: Transaction, booking_ids: Collection[ChildcareBookingId]) -> tuple[ChosenBooking, ...]:
    """Certain bookings for writing, by slot and child; raises MissingRecordError when one is not there."""
    found = _chosen(tx, [col(ChildcareBooking.id).in_(booking_ids)])
    if len(found) < len(set(booking_ids)):
        raise MissingRowError(ChildcareBooking.__tablename__)
    return found


def with_siblings(tx: Transaction, booking_ids: Collection[ChildcareBookingId]) -> tuple[ChosenBooking, ...]:
    """The same, with those of brothers and sisters in the same slot and state who did not come yet."""
    asked = {(each.slot.id, each.participant_id, each.row.state) for each in chosen(tx, booking_ids)}
    together = _chosen(tx, [col(ChildcareBooking.slot_id).in_({slot_id for slot_id, *_ in asked})])
    return tuple(
        each
        for each in together
        if (each.slot.id, each.participant_id, each.row.state) in asked
        and (not each.came or each.row.id in booking_ids)
    )


def of_slot(tx: Transaction, slot_id: ChildcareSlotId) -> tuple[ChosenBooking, ...]:
    """All bookings of a slot for writing."""
    return _chosen(tx, [col(ChildcareBooking.slot_id) == slot_id])


def came_to(tx: Transaction, slot_id: ChildcareSlotId) -> bool:
    """Whether a child came to the slot."""
    visits = sa.select(sa.literal(1)).where(
        col(ChildcareVisit.slot_id) == slot_id, col(ChildcareVisit.deleted).is_(False)
    )
    return tx.scalar(visits.limit(1)) is not None


def has_lapsed_offers(tx: Transaction) -> bool:
    """Whether the deadline of an offer is over."""
    offers = (
        sa.select(sa.literal(1))
        .join_from(ChildcareBooking, ChildcareSlot, col(ChildcareSlot.id) == ChildcareBooking.slot_id)
        .join(Child, col(Child.id) == ChildcareBooking.child_id)
        .join(Participant, col(Participant.id) == Child.participant_id)
        .where(
            col(ChildcareBooking.state) == BookingState.OFFERED,
            col(ChildcareBooking.offer_until) <= tx.now,
            col(ChildcareSlot.ends_at) > tx.now,
            unrestricted(),
        )
    )
    return tx.scalar(offers.limit(1)) is not None


def load(
    tx: Transaction, first: date, last: date
) -> Mapping[CareRoomId, list[tuple[ChildcareBookingId | None, Presence]]]:
    """Who takes up room at times that begin on these days, by room: with a booking, or without one.

    The place of a person whose record may only be kept stays held; nothing else of it is used.
    """
    policy = settings.rule_of(settings.policy(tx))
    conditions = [col(ChildcareSlot.held_on) >= first, col(ChildcareSlot.held_on) <= last]
    found: dict[CareRoomId, list[tuple[ChildcareBookingId | None, Presence]]] = defaultdict(list)
    visits = _visits(tx, conditions)
    statement = (
        sa.select(ChildcareBooking, ChildcareSlot, col(Child.birth_month))
        .join(ChildcareSlot, col(ChildcareSlot.id) == ChildcareBooking.slot_id)
        .join(Child, col(Child.id) == ChildcareBooking.child_id)
        .where(*conditions, col(ChildcareSlot.deleted).is_(False))
    )
    for booking, slot, birth_month in tx.rows(statement):
        booked = None
        if booking.state in HOLDING and booking.from_at is not None and booking.until_at is not None:
            booked = Span(booking.from_at, booking.until_at)
        span = _counted(booked, visits.pop((slot.id, booking.child_id), None), tx.now)
        if span is not None:
            head = policy.head(booking.child_id.hex, birth_month, slot.held_on)
            found[slot.room_id].append((booking.id, Presence(span, head)))
    for (slot_id, child_id), visit in visits.items():
        slot, child = tx.get(ChildcareSlot, slot_id), tx.get(Child, child_id)
        span = _counted(None, visit, tx.now)
        if span is not None:
            head = policy.head(child_id.hex, child.birth_month, slot.held_on)
            found[slot.room_id].append((None, Presence(span, head)))
    return found


def _counted(booked: Span | None, visit: ChildcareVisit | None, now: datetime) -> Span | None:
    if visit is None:
        return booked
    return counted_span(booked=booked, arrived=visit.arrived_at, left=visit.left_at, now=now)


def refuse_of_who_came(tx: Transaction) -> None:
    """Raises BuiltUponError if the running transaction took back a decision about the place of a child that came."""
    found = tx.driver.execute(
        "SELECT 1 FROM journal_entry AS entry LEFT JOIN childcare_booking AS booking ON booking.id = entry.row_id"
        " JOIN childcare_visit AS visit ON NOT visit.deleted"
        " AND visit.slot_id = coalesce(booking.slot_id, json_extract(entry.fields, '$.slot_id[0]'))"
        " AND visit.child_id = coalesce(booking.child_id, json_extract(entry.fields, '$.child_id[0]'))"
        " WHERE entry.seq > (SELECT coalesce(max(last_seq), 0) FROM journal_transaction)"
        " AND entry.table_name = 'childcare_booking' AND (entry.operation = 'D' OR entry.operation = 'U'"
        " AND (json_type(entry.fields, '$.state') IS NOT NULL OR json_type(entry.fields, '$.from_at') IS NOT NULL"
        " OR json_type(entry.fields, '$.until_at') IS NOT NULL)) LIMIT 1"
    ).fetchone()
    if found is not None:
        raise BuiltUponError(ChildcareBooking.__tablename__, ChildcareVisit.__tablename__)


def give_up_what_does_not_fit(tx: Transaction) -> None:
    """Leave to the line what the running transaction took back, where somebody else has the room by now.

    What was booked over the policy comes back with its reason.
    """
    touched = tx.driver.execute(
        "SELECT row_id FROM journal_entry WHERE seq > (SELECT coalesce(max(last_seq), 0) FROM journal_transaction)"
        " AND table_name = 'childcare_booking' AND operation IN ('U', 'I')"
        " AND (json_type(fields, '$.state') IS NOT NULL"
        " OR json_type(fields, '$.from_at') IS NOT NULL OR json_type(fields, '$.until_at') IS NOT NULL)"
    ).fetchall()
    ids = {UUID(row_id) for (row_id,) in touched}
    if not ids:
        return
    tx.session.expire_all()
    back = [
        each
        for each in _chosen(tx, [col(ChildcareBooking.id).in_(ids), col(ChildcareBooking.state).in_(HOLDING)])
        if not each.row.over_reason and not each.came
    ]
    families: dict[tuple[object, ...], list[ChosenBooking]] = defaultdict(list)
    for each in back:
        held = each.row.state, each.row.from_at, each.row.until_at
        families[each.slot.id, each.participant_id, *held].append(each)
    for together in sorted(families.values(), key=lambda rows: _fair([each.row for each in rows], rows[0].slot)):
        first = together[0].row
        if first.from_at is None or first.until_at is None:
            continue
        if not fits_now(tx, together, Span(first.from_at, first.until_at)):
            for each in together:
                each.row.state, each.row.from_at, each.row.until_at = BookingState.FREED, None, None
                each.row.offer_until = None
            tx.flush()


def fits_now(tx: Transaction, together: Sequence[ChosenBooking], span: Span | None = None) -> bool:
    """Whether the whole slot, or a part, would fit all these siblings now, counted without what they hold."""
    return longest_part(tx, together, span) == (span or span_of(together[0].slot))


def longest_part(tx: Transaction, together: Sequence[ChosenBooking], span: Span | None = None) -> Span | None:
    """The longest part of the slot (or of `span`) in which all these siblings would fit, without what they hold."""
    slot = together[0].slot
    room = RoomLoad(tx, slot.held_on, slot.held_on)
    children = [(each.row.id, each.child.id, each.child.birth_month) for each in together]
    return room.longest_part(children, slot, span)


class RoomLoad:
    """The rooms from one day to another: what they give, and who takes up room."""

    def __init__(self, tx: Transaction, first: date, last: date) -> None:
        self._policy = settings.rule_of(settings.policy(tx))
        self._supply = settings.supply(tx, first, last)
        # A slot of the evening before may last until this morning.
        self._load = load(tx, first - timedelta(days=1), last + timedelta(days=1))

    def longest_part(
        self,
        children: Sequence[tuple[ChildcareBookingId, ChildId, date]],
        slot: ChildcareSlot,
        span: Span | None = None,
    ) -> Span | None:
        """The longest part of the slot (or of `span`) for children, each with its booking and its month of birth."""
        own = {booking_id for booking_id, *_ in children}
        heads = [self._policy.head(child_id.hex, month, slot.held_on) for _booking, child_id, month in children]
        others = [presence for booking_id, presence in self._load[slot.room_id] if booking_id not in own]
        supply = self._supply.get(slot.room_id)
        return None if supply is None else longest_fitting(supply, self._policy, others, heads, span or span_of(slot))


def span_of(slot: ChildcareSlot) -> Span:
    """The slot's time."""
    return Span(slot.starts_at, slot.ends_at)


def _chosen(tx: Transaction, conditions: Sequence[sa.ColumnElement[bool]]) -> tuple[ChosenBooking, ...]:
    came = (
        sa.exists()
        .where(
            col(ChildcareVisit.slot_id) == ChildcareBooking.slot_id,
            col(ChildcareVisit.child_id) == ChildcareBooking.child_id,
            col(ChildcareVisit.deleted).is_(False),
        )
        .correlate(ChildcareBooking)
    )
    statement = (
        sa.select(ChildcareBooking, ChildcareSlot, Child, came)
        .join(ChildcareSlot, col(ChildcareSlot.id) == ChildcareBooking.slot_id)
        .join(Child, col(Child.id) == ChildcareBooking.child_id)
        .where(*conditions)
        .order_by(col(ChildcareBooking.slot_id), col(ChildcareBooking.child_id))
    )
    return tuple(ChosenBooking(*found) for found in tx.rows(statement))


def _rows(tx: Transaction, conditions: Sequence[sa.ColumnElement[bool]]) -> tuple[BookingRow, ...]:
    statement = (
        sa.select(
            ChildcareBooking,
            ChildcareSlot,
            Child,
            Participant,
            sa.func.coalesce(col(Group.name), ""),
            col(CareRoom.name),
        )
        .join(ChildcareSlot, col(ChildcareSlot.id) == ChildcareBooking.slot_id)
        .join(CareRoom, col(CareRoom.id) == ChildcareSlot.room_id)
        .join(Child, col(Child.id) == ChildcareBooking.child_id)
        .join(Participant, col(Participant.id) == Child.participant_id)
        .outerjoin(Group, col(Group.id) == ChildcareSlot.group_id)
        .where(*conditions, unrestricted())
        .order_by(col(ChildcareSlot.starts_at), col(ChildcareSlot.id), FOLDED, col(Participant.id))
        .order_by(col(Child.birth_month), col(Child.given_name), col(Child.id))
    )
    found = tx.rows(statement)
    visits = _visits(tx, conditions)
    places = _places_in_queue(tx, [slot for booking, slot, *_ in found if booking.state is BookingState.WAITING])
    rows = []
    for booking, slot, child, parent, group_name, room_name in found:
        visit = visits.get((slot.id, child.id))
        waits = booking.state is BookingState.WAITING
        rows.append(
            BookingRow(
                id=booking.id,
                slot_id=slot.id,
                session_id=slot.session_id,
                group_id=slot.group_id,
                group_name=group_name,
                title=slot.title,
                room_id=slot.room_id,
                room_name=room_name,
                held_on=slot.held_on,
                starts_at=local_moment(slot.starts_at),
                ends_at=local_moment(slot.ends_at),
                slot_cancelled_because=slot.cancelled_because,
                child_id=child.id,
                child_name=child.given_name,
                birth_month=child.birth_month,
                band=band_on(child.birth_month, slot.held_on),
                participant_id=parent.id,
                parent_given=parent.given_names,
                parent_family=parent.family_name,
                parent_number=parent.own_number,
                phone=parent.phone,
                enrolment_id=booking.enrolment_id,
                state=booking.state,
                cause=booking.cause,
                from_at=_local(booking.from_at),
                until_at=_local(booking.until_at),
                offer_until=_local(booking.offer_until),
                asked_at=local_moment(max(booking.asked_at, booking.asked_again_at or booking.asked_at)),
                place=places.get((slot.id, parent.id)) if waits else None,
                passed_over=shortfall_of(booking.passed_over) if waits else None,
                over_reason=booking.over_reason,
                by_hand=booking.by_hand,
                arrived_at=_local(visit.arrived_at) if visit else None,
                left_at=_local(visit.left_at) if visit else None,
            )
        )
    return tuple(rows)


def _local(moment: datetime | None) -> datetime | None:
    return None if moment is None else local_moment(moment)


def _visits(tx: Transaction, conditions: Sequence[sa.ColumnElement[bool]]) -> dict[tuple[UUID, UUID], ChildcareVisit]:
    """The visits to slots that the conditions of bookings name, by slot and child; of two the one that lasts."""
    slots = (
        sa.select(col(ChildcareSlot.id))
        .join(ChildcareBooking, col(ChildcareBooking.slot_id) == ChildcareSlot.id, isouter=True)
        .where(*conditions)
    )
    statement = (
        select(ChildcareVisit)
        .where(col(ChildcareVisit.deleted).is_(False), col(ChildcareVisit.slot_id).in_(slots))
        .order_by(col(ChildcareVisit.left_at).is_(None), col(ChildcareVisit.arrived_at), col(ChildcareVisit.id))
    )
    return {(visit.slot_id, visit.child_id): visit for visit in tx.scalars(statement) if visit.slot_id is not None}


def _places_in_queue(tx: Transaction, slots: Collection[ChildcareSlot]) -> Mapping[tuple[UUID, UUID], int]:
    """Where each waiting family stands among those who wait for the same room at the same time."""
    if not slots:
        return {}
    statement = (
        sa.select(ChildcareBooking, ChildcareSlot, col(Child.participant_id))
        .join(ChildcareSlot, col(ChildcareSlot.id) == ChildcareBooking.slot_id)
        .join(Child, col(Child.id) == ChildcareBooking.child_id)
        .where(
            col(ChildcareBooking.state) == BookingState.WAITING,
            col(ChildcareSlot.deleted).is_(False),
            col(ChildcareSlot.starts_at) < max(slot.ends_at for slot in slots),
            col(ChildcareSlot.ends_at) > min(slot.starts_at for slot in slots),
        )
    )
    rows: dict[tuple[UUID, UUID], list[ChildcareBooking]] = defaultdict(list)
    slot_of: dict[UUID, ChildcareSlot] = {}
    for booking, slot, parent in tx.rows(statement):
        rows[slot.id, parent].append(booking)
        slot_of[slot.id] = slot
    order = sorted(rows, key=lambda key: _fair(rows[key], slot_of[key[0]]))
    return {
        key: 1 + sum(_compete(slot_of[before[0]], slot_of[key[0]]) for before in order[:number])
        for number, key in enumerate(order)
    }


def _fair(rows: Sequence[ChildcareBooking], slot: ChildcareSlot) -> tuple[object, ...]:
    asked = max(max(row.asked_at, row.asked_again_at or row.asked_at) for row in rows)
    first = min(rows, key=lambda row: row.child_id.hex)
    return asked, (first.enrolment_id or first.child_id).int, slot.starts_at, slot.ends_at, slot.id.hex


def _compete(one: ChildcareSlot, other: ChildcareSlot) -> bool:
    """Whether two slots need the same room at the same time."""
    first, second = (widened(Span(slot.starts_at, slot.ends_at)) for slot in (one, other))
    return one.room_id == other.room_id and max(first.start, second.start) < min(first.stop, second.stop)
