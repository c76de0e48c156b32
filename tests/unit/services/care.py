"""Builders of what lies in the search for a lasting place."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

from werkakademie.models import CareRoom, Child, ChildcareBooking, ChildcareSlot
from werkakademie.records.care_search import DayHours
from werkakademie.records.enums import BookingState, CareKind, ExitReason, ExitType, OutcomeCategory
from werkakademie.records.ids import (
    CareRoomId,
    ChildcareBookingId,
    ChildcareSlotId,
    ChildId,
    CoachingSessionId,
    EnrolmentId,
    GroupId,
    ParticipantId,
    PermanentCareSearchId,
    PlacementId,
)
from werkakademie.services import care_search, exits
from werkakademie.services.workplace import Workplace

WORKDAYS = tuple(range(5))


def a_little_child(
    workplace: Workplace, participant_id: ParticipantId, name: str = "Mila", birth_month: date = date(2023, 3, 1)
) -> ChildId:
    """A child with consent."""
    with workplace.store.write(workplace.account_id) as tx:
        child = Child(
            id=ChildId(tx.new_id()),
            participant_id=participant_id,
            given_name=name,
            birth_month=birth_month,
            consent_on=date(2026, 11, 2),
            created_at=tx.now,
        )
        tx.add(child)
    return child.id


def a_search(
    workplace: Workplace,
    child_id: ChildId,
    provider_name: str = "Kita Sonnenblume",
    *,
    hours: Sequence[DayHours] = (),
    **fields: object,
) -> PermanentCareSearchId:
    """A Kita that was asked; every other field by keyword."""
    values = {"kind": CareKind.KITA, "provider_name": provider_name, **fields}
    return care_search.add_search(workplace, child_id, fields=values, hours=hours).value


def every_day(starts: time, ends: time, days: Sequence[int] = WORKDAYS) -> tuple[DayHours, ...]:
    """The same hours on some weekdays."""
    return tuple(DayHours(day, starts, ends) for day in days)


def a_job(workplace: Workplace, enrolment_id: EnrolmentId, starts_on: date = date(2027, 3, 1)) -> PlacementId:
    """A job start at a warehouse."""
    fields = {
        "employer_name": "Logistik Nord GmbH",
        "starts_on": starts_on,
        "category": OutcomeCategory.INSURED_PART_TIME,
    }
    return exits.add_placement(workplace, enrolment_id, fields=fields).value


def leave(workplace: Workplace, enrolment_id: EnrolmentId, exit_on: date) -> None:
    """End an enrolment as planned."""
    fields = {"exit_on": exit_on, "exit_type": ExitType.PLANNED, "exit_reason": ExitReason.COMPLETED}
    exits.record_exit(workplace, enrolment_id, fields=fields)


def a_care_slot(
    workplace: Workplace, group_id: GroupId, session_id: CoachingSessionId | None = None
) -> ChildcareSlotId:
    """Care beside a session of the past."""
    with workplace.store.write(workplace.account_id) as tx:
        room = CareRoom(id=CareRoomId(tx.new_id()), name="Kinderzimmer", places=20, created_at=tx.now)
        tx.add(room)
        tx.flush()
        slot = ChildcareSlot(
            id=ChildcareSlotId(tx.new_id()),
            room_id=room.id,
            group_id=group_id,
            session_id=session_id,
            held_on=date(2026, 11, 9),
            starts_at=datetime(2026, 11, 9, 7, 45, tzinfo=UTC),
            ends_at=datetime(2026, 11, 9, 11, 15, tzinfo=UTC),
            created_at=tx.now,
        )
        tx.add(slot)
    return slot.id


def cared_for(
    workplace: Workplace, slot_id: ChildcareSlotId, child_id: ChildId, state: BookingState = BookingState.BOOKED
) -> None:
    """The child's place, or wish, at a slot of the past."""
    with workplace.store.write(workplace.account_id) as tx:
        tx.add(
            ChildcareBooking(
                id=ChildcareBookingId(tx.new_id()),
                slot_id=slot_id,
                child_id=child_id,
                state=state,
                asked_at=tx.now,
                created_at=tx.now,
            )
        )
