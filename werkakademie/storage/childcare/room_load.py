"""Who takes up room at a time with care, and the longest part of it in which more children fit."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select

from werkakademie.models import (
    Child,
    ChildcareBooking,
    ChildcareSlot,
    ChildcareVisit,
)
from werkakademie.records.enums import BookingState
from werkakademie.records.ids import (
    CareRoomId,
    ChildcareBookingId,
    ChildId,
)
from werkakademie.rules.childcare.capacity import Presence, counted_span, longest_fitting
from werkakademie.rules.childcare.slices import Span
from werkakademie.storage.childcare import settings
from werkakademie.storage.transaction import Transaction

#: The states in which somebody holds room.
HOLDING = (BookingState.BOOKED, BookingState.OFFERED)


def load(
    tx: Transaction, first: date, last: date
) -> Mapping[CareRoomId, list[tuple[ChildcareBookingId | None, Presence]]]:
    """Who takes up room at times that begin on these days, by room: with a booking, or without one.

    The place of a person whose record may only be kept stays held; nothing else of it is used.
    """
    policy = settings.rule_of(settings.policy(tx))
    conditions = [col(ChildcareSlot.held_on) >= first, col(ChildcareSlot.held_on) <= last]
    found: dict[CareRoomId, list[tuple[ChildcareBookingId | None, Presence]]] = defaultdict(list)
    visits = visits_of(tx, conditions)
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


def visits_of(tx: Transaction, conditions: Sequence[sa.ColumnElement[bool]]) -> dict[tuple[UUID, UUID], ChildcareVisit]:
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
