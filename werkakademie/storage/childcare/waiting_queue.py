"""Where a waiting family stands: the order of who asked first, among those who need the same room at the same time."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col

from werkakademie.models import (
    Child,
    ChildcareBooking,
    ChildcareSlot,
)
from werkakademie.records.enums import BookingState
from werkakademie.rules.childcare.slices import Span, widened
from werkakademie.storage.transaction import Transaction


def places_in_queue(tx: Transaction, slots: Collection[ChildcareSlot]) -> Mapping[tuple[UUID, UUID], int]:
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
    order = sorted(rows, key=lambda key: fair_order(rows[key], slot_of[key[0]]))
    return {
        key: 1 + sum(_compete(slot_of[before[0]], slot_of[key[0]]) for before in order[:number])
        for number, key in enumerate(order)
    }


def fair_order(rows: Sequence[ChildcareBooking], slot: ChildcareSlot) -> tuple[object, ...]:
    asked = max(max(row.asked_at, row.asked_again_at or row.asked_at) for row in rows)
    first = min(rows, key=lambda row: row.child_id.hex)
    return asked, (first.enrolment_id or first.child_id).int, slot.starts_at, slot.ends_at, slot.id.hex


def _compete(one: ChildcareSlot, other: ChildcareSlot) -> bool:
    """Whether two slots need the same room at the same time."""
    first, second = (widened(Span(slot.starts_at, slot.ends_at)) for slot in (one, other))
    return one.room_id == other.room_id and max(first.start, second.start) < min(first.stop, second.stop)
