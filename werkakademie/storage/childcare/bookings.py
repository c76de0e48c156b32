"""Times with care and bookings as views read them."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col

from werkakademie.models import (
    CareRoom,
    Child,
    ChildcareBooking,
    ChildcareSlot,
    Group,
    Participant,
)
from werkakademie.records.childcare_bookings import BookingRow, BookingSummary, SlotRow
from werkakademie.records.clock import local_moment
from werkakademie.records.enums import BookingState
from werkakademie.records.ids import (
    ChildcareBookingId,
    EnrolmentId,
)
from werkakademie.rules.childcare.ages import band_on
from werkakademie.storage.childcare.following_bookings import shortfall_of
from werkakademie.storage.childcare.room_load import visits_of
from werkakademie.storage.childcare.waiting_queue import places_in_queue
from werkakademie.storage.retention import unrestricted
from werkakademie.storage.search import FOLDED
from werkakademie.storage.transaction import Transaction


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
    visits = visits_of(tx, conditions)
    places = places_in_queue(tx, [slot for booking, slot, *_ in found if booking.state is BookingState.WAITING])
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
