"""Times with care: placed by hand, moved, taken back; and care that is cancelled although the session takes place."""

from datetime import date, datetime, time, timedelta

from werkakademie.errors import FieldProblem, MissingRecordError
from werkakademie.i18n import _
from werkakademie.models import CareRoom, ChildcareSlot
from werkakademie.records.changes import Done
from werkakademie.records.clock import utc_moment
from werkakademie.records.enums import BookingCause, BookingState
from werkakademie.records.ids import (
    CareRoomId,
    ChildcareSlotId,
)
from werkakademie.records.permissions import Permission
from werkakademie.services import reach
from werkakademie.services.childcare_booking_errors import (
    ChildThereError,
    SessionSlotError,
    SlotOverError,
)
from werkakademie.services.validation import reason_problems, refuse
from werkakademie.services.workplace import Workplace
from werkakademie.storage.childcare import chosen_bookings, following
from werkakademie.storage.childcare.following_slots import SlotPlace
from werkakademie.storage.retention import restricted_people
from werkakademie.storage.transaction import Transaction

State = BookingState

LONGEST_TITLE = 120


def add_slot(
    workplace: Workplace, *, room_id: CareRoomId, held_on: date, starts: time, ends: time, title: str = ""
) -> Done[ChildcareSlotId]:
    """Place a time with care by hand; an end that isn't later lies on the next day. Raises InvalidFieldsError."""
    workplace.require(Permission.CARE_PLAN)
    with workplace.store.write(workplace.account_id) as tx:
        place = _place(tx, room_id, held_on, starts, ends, title)
        slot_id = ChildcareSlotId(tx.new_id())
        slot = ChildcareSlot(
            id=slot_id,
            room_id=room_id,
            held_on=held_on,
            starts_at=place.starts_at,
            ends_at=place.ends_at,
            title=title.strip(),
            created_at=tx.now,
            created_by=tx.actor,
        )
        tx.add(slot)
    return Done(slot_id, tx.changes)


def move_slot(
    workplace: Workplace,
    slot_id: ChildcareSlotId,
    *,
    room_id: CareRoomId,
    held_on: date,
    starts: time,
    ends: time,
    title: str = "",
) -> Done[ChildcareSlotId]:
    """Give a time that was placed by hand another room, day or hours; its places move with it where they fit.

    Raises InvalidFieldsError, SessionSlotError, ChildThereError, SlotOverError.
    """
    workplace.require(Permission.CARE_PLAN)
    with workplace.store.write(workplace.account_id) as tx:
        slot = _slot_by_hand(tx, slot_id)
        if slot.deleted or slot.ends_at <= tx.now:
            raise SlotOverError
        place = _place(tx, room_id, held_on, starts, ends, title)
        slot.title = title.strip()
        following.follow(tx, moving={slot_id: place})
    return Done(slot_id, tx.changes)


def remove_slot(workplace: Workplace, slot_id: ChildcareSlotId, *, removed: bool = True) -> Done[ChildcareSlotId]:
    """Take back a time that was placed by hand, or bring it back (`removed=False`).

    Raises SessionSlotError, ChildThereError; InvalidFieldsError if its room is gone by now.
    """
    workplace.require(Permission.CARE_PLAN)
    with workplace.store.write(workplace.account_id) as tx:
        slot = _slot_by_hand(tx, slot_id)
        if not removed:
            refuse(_room_problems(tx.get(CareRoom, slot.room_id)))
        slot.deleted = removed
    return Done(slot_id, tx.changes)


def cancel_slot(workplace: Workplace, slot_id: ChildcareSlotId, *, reason: str) -> Done[ChildcareSlotId]:
    """Care can't be given at this time although the session takes place: all who have not come fall through."""
    workplace.require(Permission.CARE_PLAN)
    refuse(reason_problems(reason))
    with workplace.store.write(workplace.account_id) as tx:
        slot = _reached_slot(workplace, tx, slot_id)
        slot.cancelled_because = reason.strip()
    return Done(slot_id, tx.changes)


def revive_slot(workplace: Workplace, slot_id: ChildcareSlotId) -> Done[ChildcareSlotId]:
    """Care is given after all: whoever fell through gets the place back where it is free.

    A record that may only be kept stays as it is.
    """
    workplace.require(Permission.CARE_PLAN)
    with workplace.store.write(workplace.account_id) as tx:
        slot = _reached_slot(workplace, tx, slot_id)
        slot.cancelled_because = ""
        kept = set(restricted_people(tx))
        for each in chosen_bookings.of_slot(tx, slot_id):
            if each.participant_id in kept:
                continue
            if each.row.state is State.FALLEN_THROUGH and each.row.cause is BookingCause.CARE_CANCELLED:
                each.row.state = State.FREED
    return Done(slot_id, tx.changes)


def _slot_by_hand(tx: Transaction, slot_id: ChildcareSlotId) -> ChildcareSlot:
    slot = tx.get(ChildcareSlot, slot_id)
    if slot.session_id is not None:
        raise SessionSlotError
    if chosen_bookings.came_to(tx, slot_id):
        raise ChildThereError
    return slot


def _reached_slot(workplace: Workplace, tx: Transaction, slot_id: ChildcareSlotId) -> ChildcareSlot:
    slot = tx.get(ChildcareSlot, slot_id)
    if slot.deleted:
        raise MissingRecordError("childcare_slot")
    if slot.ends_at <= tx.now:
        raise SlotOverError
    if slot.group_id is not None:
        reach.require_group(workplace, tx, slot.group_id)
    return slot


def _place(tx: Transaction, room_id: CareRoomId, held_on: date, starts: time, ends: time, title: str) -> SlotPlace:
    room = tx.get(CareRoom, room_id)
    starts_at, ends_at = _moments(held_on, starts, ends)
    problems = _room_problems(room)
    if starts == ends:
        problems.append(FieldProblem("ends", _("Beginn und Ende sind gleich. Bitte prüfen Sie beide Zeiten.")))
    elif ends_at <= tx.now:
        problems.append(FieldProblem("held_on", _("Diese Zeit ist vorbei. Bitte prüfen Sie den Tag.")))
    if len(title.strip()) > LONGEST_TITLE:
        message = _("Bitte kürzen Sie den Text auf höchstens {most} Zeichen.").format(most=LONGEST_TITLE)
        problems.append(FieldProblem("title", message))
    refuse(problems)
    return SlotPlace(room_id, held_on, starts_at, ends_at)


def _room_problems(room: CareRoom) -> list[FieldProblem]:
    if room.deleted:
        return [FieldProblem("room_id", _("Diesen Raum gibt es nicht mehr. Bitte wählen Sie einen anderen."))]
    return []


def _moments(held_on: date, starts: time, ends: time) -> tuple[datetime, datetime]:
    """In UTC; an end that isn't later lies on the next day."""
    last_day = held_on if ends > starts else held_on + timedelta(days=1)
    return utc_moment(datetime.combine(held_on, starts)), utc_moment(datetime.combine(last_day, ends))
