"""The bookings that somebody decides about, as rows for writing, and whether they fit."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import col

from werkakademie.models import (
    Child,
    ChildcareBooking,
    ChildcareSlot,
    ChildcareVisit,
)
from werkakademie.records.ids import (
    ChildcareBookingId,
    ChildcareSlotId,
    ParticipantId,
)
from werkakademie.rules.childcare.slices import Span
from werkakademie.storage.childcare.room_load import RoomLoad, span_of
from werkakademie.storage.errors import MissingRowError
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


def chosen(tx: Transaction, booking_ids: Collection[ChildcareBookingId]) -> tuple[ChosenBooking, ...]:
    """Certain bookings for writing, by slot and child; raises MissingRecordError when one is not there."""
    found = for_writing(tx, [col(ChildcareBooking.id).in_(booking_ids)])
    if len(found) < len(set(booking_ids)):
        raise MissingRowError(ChildcareBooking.__tablename__)
    return found


def with_siblings(tx: Transaction, booking_ids: Collection[ChildcareBookingId]) -> tuple[ChosenBooking, ...]:
    """The same, with those of brothers and sisters in the same slot and state who did not come yet."""
    asked = {(each.slot.id, each.participant_id, each.row.state) for each in chosen(tx, booking_ids)}
    together = for_writing(tx, [col(ChildcareBooking.slot_id).in_({slot_id for slot_id, *_ in asked})])
    return tuple(
        each
        for each in together
        if (each.slot.id, each.participant_id, each.row.state) in asked
        and (not each.came or each.row.id in booking_ids)
    )


def of_slot(tx: Transaction, slot_id: ChildcareSlotId) -> tuple[ChosenBooking, ...]:
    """All bookings of a slot for writing."""
    return for_writing(tx, [col(ChildcareBooking.slot_id) == slot_id])


def came_to(tx: Transaction, slot_id: ChildcareSlotId) -> bool:
    """Whether a child came to the slot."""
    visits = sa.select(sa.literal(1)).where(
        col(ChildcareVisit.slot_id) == slot_id, col(ChildcareVisit.deleted).is_(False)
    )
    return tx.scalar(visits.limit(1)) is not None


def fits_now(tx: Transaction, together: Sequence[ChosenBooking], span: Span | None = None) -> bool:
    """Whether the whole slot, or a part, would fit all these siblings now, counted without what they hold."""
    return longest_part(tx, together, span) == (span or span_of(together[0].slot))


def longest_part(tx: Transaction, together: Sequence[ChosenBooking], span: Span | None = None) -> Span | None:
    """The longest part of the slot (or of `span`) in which all these siblings would fit, without what they hold."""
    slot = together[0].slot
    room = RoomLoad(tx, slot.held_on, slot.held_on)
    children = [(each.row.id, each.child.id, each.child.birth_month) for each in together]
    return room.longest_part(children, slot, span)


def for_writing(tx: Transaction, conditions: Sequence[sa.ColumnElement[bool]]) -> tuple[ChosenBooking, ...]:
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
