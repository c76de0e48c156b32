"""Builders of past care: rooms, carers, slots, bookings and visits as rows, without the services that make them."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from werkakademie.models import (
    Carer,
    CareRoom,
    CarerShift,
    Child,
    ChildcareBooking,
    ChildcareSlot,
    ChildcareVisit,
)
from werkakademie.records.clock import utc_moment
from werkakademie.records.enums import BookingState
from werkakademie.records.ids import (
    CarerId,
    CareRoomId,
    CarerShiftId,
    ChildcareBookingId,
    ChildcareSlotId,
    ChildcareVisitId,
    ChildId,
    CoachingSessionId,
    GroupId,
    ParticipantId,
)
from werkakademie.services.workplace import Workplace


def moment(day: date, clock: str) -> datetime:
    """A local time of a day, in UTC."""
    return utc_moment(datetime.combine(day, time.fromisoformat(clock)))


def a_room(workplace: Workplace, name: str = "Spielzimmer", *, places: int = 8, carers: int = 2) -> CareRoomId:
    """A room with so many carers, there on weekdays from 8 to 16."""
    with workplace.store.write(workplace.account_id) as tx:
        room = CareRoom(id=CareRoomId(tx.new_id()), name=name, places=places, created_at=tx.now)
        tx.add(room)
        tx.flush()
        for number in range(carers):
            carer = Carer(
                id=CarerId(tx.new_id()),
                name=f"Betreuung {number}",
                clearance_seen_on=date(2026, 1, 2),
                created_at=tx.now,
            )
            tx.add(carer)
            tx.flush()
            for weekday in range(5):
                tx.add(
                    CarerShift(
                        id=CarerShiftId(tx.new_id()),
                        carer_id=carer.id,
                        room_id=room.id,
                        weekday=weekday,
                        starts=time(8),
                        ends=time(16),
                        created_at=tx.now,
                    )
                )
        return room.id


def a_child(
    workplace: Workplace, parent: ParticipantId, name: str = "Mila", birth_month: date = date(2023, 5, 1)
) -> ChildId:
    with workplace.store.write(workplace.account_id) as tx:
        child = Child(
            id=ChildId(tx.new_id()),
            participant_id=parent,
            given_name=name,
            birth_month=birth_month,
            consent_on=date(2026, 1, 2),
            created_at=tx.now,
        )
        tx.add(child)
        return child.id


def a_care_slot(
    workplace: Workplace,
    room_id: CareRoomId,
    day: date,
    starts: str = "09:00",
    ends: str = "12:00",
    *,
    group_id: GroupId | None = None,
    session_id: CoachingSessionId | None = None,
    title: str = "",
    cancelled_because: str = "",
) -> ChildcareSlotId:
    with workplace.store.write(workplace.account_id) as tx:
        slot = ChildcareSlot(
            id=ChildcareSlotId(tx.new_id()),
            room_id=room_id,
            group_id=group_id,
            session_id=session_id,
            held_on=day,
            starts_at=moment(day, starts),
            ends_at=moment(day, ends),
            title=title,
            cancelled_because=cancelled_because,
            created_at=tx.now,
        )
        tx.add(slot)
        return slot.id


def booked(
    workplace: Workplace,
    slot_id: ChildcareSlotId,
    children: Sequence[ChildId],
    state: BookingState = BookingState.BOOKED,
) -> None:
    """The same state for each of the children."""
    with workplace.store.write(workplace.account_id) as tx:
        for child_id in children:
            tx.add(
                ChildcareBooking(
                    id=ChildcareBookingId(tx.new_id()),
                    slot_id=slot_id,
                    child_id=child_id,
                    state=state,
                    asked_at=tx.now,
                    by_hand=True,
                    created_at=tx.now,
                )
            )


def came(
    workplace: Workplace,
    slot_id: ChildcareSlotId | None,
    children: Sequence[ChildId],
    day: date,
    arrived: str = "09:00",
    left: str | None = "12:00",
    *,
    nights: int = 0,
) -> None:
    """All of them came and went together."""
    with workplace.store.write(workplace.account_id) as tx:
        for child_id in children:
            tx.add(
                ChildcareVisit(
                    id=ChildcareVisitId(tx.new_id()),
                    child_id=child_id,
                    slot_id=slot_id,
                    held_on=day,
                    arrived_at=moment(day, arrived),
                    left_at=None if left is None else moment(day + timedelta(days=nights), left),
                )
            )
