"""Rooms, carers, the policy, which groups have care, and what all this gives at which time."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import date, timedelta

import sqlalchemy as sa
from sqlmodel import col, select

from werkakademie.models import (
    Carer,
    CarerDay,
    CareRoom,
    CarerShift,
    ChildcarePolicy,
    ChildcarePolicyFields,
    ChildcareSlot,
    Group,
    GroupChildcare,
)
from werkakademie.records.childcare import (
    CarePolicy,
    CarerDayRow,
    CareRoomRow,
    CarerRow,
    Clearance,
    GroupCareRow,
    RoomUses,
    ShiftRow,
)
from werkakademie.records.enums import AgeBand
from werkakademie.records.ids import CarerDayId, CarerId, CareRoomId, GroupId
from werkakademie.rules.childcare.capacity import Policy, RoomSupply
from werkakademie.rules.childcare.carer_times import CarerTimes, DayTime, WeeklyTime, opening_spans, spans_by_room
from werkakademie.rules.childcare.slices import Span
from werkakademie.rules.dates import add_months
from werkakademie.storage.transaction import Transaction


def policy(tx: Transaction) -> CarePolicy:
    """The site's policy; where nobody has set one, the values that it begins with."""
    row = tx.scalar(select(ChildcarePolicy))
    if row is None:
        return CarePolicy()
    return CarePolicy(**{name: getattr(row, name) for name in ChildcarePolicyFields.model_fields}, decided=True)


def rule_of(policy: CarePolicy) -> Policy:
    """The policy as the rules of capacity take it."""
    return Policy(
        most_per_carer=policy.most_per_carer,
        fewest_carers=policy.fewest_carers,
        weights={band: policy.weight_of(band) for band in AgeBand},
        over_capacity=policy.over_capacity,
        offer_hours=policy.offer_hours,
    )


def rooms(tx: Transaction) -> tuple[CareRoomRow, ...]:
    """The rooms for children by name."""
    statement = select(CareRoom).where(col(CareRoom.deleted).is_(False)).order_by(col(CareRoom.name), col(CareRoom.id))
    return tuple(
        CareRoomRow(room.id, room.name, room.places, room.square_metres, room.opens, room.closes)
        for room in tx.scalars(statement)
    )


def carers(tx: Transaction) -> tuple[CarerRow, ...]:
    """Everybody who looks after children, by name; those who have left stand among them."""
    months = policy(tx).clearance_months
    shifts = _shift_rows(tx)
    statement = select(Carer).where(col(Carer.deleted).is_(False)).order_by(col(Carer.name), col(Carer.id))
    return tuple(_carer_row(row, shifts.get(row.id, ()), months, tx.today) for row in tx.scalars(statement))


def clearance_of(seen_on: date | None, months: int, day: date) -> Clearance:
    """Where a certificate stands on a day; it is looked at again when so many months are over."""
    if seen_on is None:
        return Clearance.MISSING
    return Clearance.SEEN if day <= add_months(seen_on, months) else Clearance.TO_RENEW


def carer_shifts(tx: Transaction, carer_id: CarerId) -> tuple[CarerShift, ...]:
    """The weekly times of a carer for writing, past ones too."""
    statement = select(CarerShift).where(CarerShift.carer_id == carer_id, col(CarerShift.deleted).is_(False))
    return tuple(tx.scalars(statement.order_by(col(CarerShift.weekday), col(CarerShift.starts), col(CarerShift.id))))


def carer_days(tx: Transaction, *, first: date, last: date | None = None) -> tuple[CarerDayRow, ...]:
    """The days on which carers are absent or come besides, by day."""
    conditions = [col(CarerDay.deleted).is_(False), col(Carer.deleted).is_(False), col(CarerDay.day) >= first]
    if last is not None:
        conditions.append(col(CarerDay.day) <= last)
    statement = (
        sa.select(CarerDay, col(Carer.name), sa.func.coalesce(col(CareRoom.name), ""))
        .join(Carer, col(Carer.id) == CarerDay.carer_id)
        .outerjoin(CareRoom, col(CareRoom.id) == CarerDay.room_id)
        .where(*conditions)
        .order_by(col(CarerDay.day), col(Carer.name), col(CarerDay.starts), col(CarerDay.id))
    )
    return tuple(
        CarerDayRow(
            CarerDayId(day.id),
            day.carer_id,
            name,
            day.day,
            day.kind,
            day.room_id,
            room_name,
            day.starts,
            day.ends,
        )
        for day, name, room_name in tx.rows(statement)
    )


def group_care(tx: Transaction) -> Mapping[GroupId, GroupCareRow]:
    """Which groups have care beside their sessions, in rooms that are there."""
    statement = (
        sa.select(GroupChildcare, col(Group.name), col(CareRoom.name))
        .join(Group, col(Group.id) == GroupChildcare.group_id)
        .join(CareRoom, col(CareRoom.id) == GroupChildcare.room_id)
        .where(col(GroupChildcare.deleted).is_(False), col(Group.deleted).is_(False), col(CareRoom.deleted).is_(False))
        .order_by(col(Group.name), col(Group.id))
    )
    return {
        row.group_id: GroupCareRow(row.group_id, group_name, row.room_id, room_name, row.lead_minutes, row.tail_minutes)
        for row, group_name, room_name in tx.rows(statement)
    }


def supply(tx: Transaction, first: date, last: date) -> Mapping[CareRoomId, RoomSupply]:
    """What each room gives at times that begin on these days, in UTC; a removed room stands here for its past.

    A carer whose certificate nobody has seen counts nowhere. Times that begin a day earlier or later are included, so
    that a time over midnight is known whole.
    """
    by_room: dict[Hashable, list[tuple[Span, ...]]] = defaultdict(list)
    for times in _times_of_counted(tx, first, last):
        for room_id, spans in spans_by_room(times, first, last).items():
            by_room[room_id].append(spans)
    return {
        room.id: RoomSupply(
            room.places, opening_spans(room.opens, room.closes, first, last), tuple(by_room.get(room.id, ()))
        )
        for room in tx.scalars(select(CareRoom))
    }


def _times_of_counted(tx: Transaction, first: date, last: date) -> Iterator[CarerTimes]:
    """The times of each carer who counts."""
    shifts: dict[CarerId, list[WeeklyTime]] = defaultdict(list)
    for shift in tx.scalars(select(CarerShift).where(col(CarerShift.deleted).is_(False))):
        shifts[shift.carer_id].append(
            WeeklyTime(shift.weekday, shift.starts, shift.ends, shift.room_id, shift.starts_on, shift.ends_on)
        )
    days: dict[CarerId, list[DayTime]] = defaultdict(list)
    for day in carer_days(tx, first=first - timedelta(days=2), last=last + timedelta(days=2)):
        days[day.carer_id].append(DayTime(day.day, day.kind, day.starts, day.ends, day.room_id))
    counted = select(Carer).where(col(Carer.deleted).is_(False), col(Carer.clearance_seen_on).is_not(None))
    for carer in tx.scalars(counted.order_by(col(Carer.id))):
        yield CarerTimes(shifts[carer.id], days[carer.id], carer.starts_on, carer.ends_on)


def _shift_rows(tx: Transaction) -> Mapping[CarerId, tuple[ShiftRow, ...]]:
    """The weekly times that hold today or later, by carer."""
    statement = (
        sa.select(CarerShift, col(CareRoom.name))
        .join(CareRoom, col(CareRoom.id) == CarerShift.room_id)
        .where(
            col(CarerShift.deleted).is_(False),
            sa.or_(col(CarerShift.ends_on).is_(None), col(CarerShift.ends_on) >= tx.today),
        )
        .order_by(col(CarerShift.weekday), col(CarerShift.starts), col(CarerShift.id))
    )
    found: dict[CarerId, list[ShiftRow]] = defaultdict(list)
    for shift, room_name in tx.rows(statement):
        found[shift.carer_id].append(
            ShiftRow(
                shift.id,
                shift.carer_id,
                shift.room_id,
                room_name,
                shift.weekday,
                shift.starts,
                shift.ends,
                shift.starts_on,
                shift.ends_on,
            )
        )
    return {carer_id: tuple(rows) for carer_id, rows in found.items()}


def _carer_row(row: Carer, shifts: Sequence[ShiftRow], months: int, today: date) -> CarerRow:
    return CarerRow(
        id=row.id,
        name=row.name,
        qualification=row.qualification,
        clearance_seen_on=row.clearance_seen_on,
        clearance=clearance_of(row.clearance_seen_on, months, today),
        phone=row.phone,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        account_id=row.account_id,
        shifts=tuple(shifts),
    )


def room_uses(tx: Transaction, room_id: CareRoomId) -> RoomUses:
    """What would be left without a place if the room were gone."""
    groups = tuple(care.group_name for care in group_care(tx).values() if care.room_id == room_id)
    working = tuple(carer.name for carer in carers(tx) if any(shift.room_id == room_id for shift in carer.shifts))
    coming = tuple(sorted({day.day for day in carer_days(tx, first=tx.today) if day.room_id == room_id}))
    slots = sa.select(sa.func.count()).select_from(ChildcareSlot)
    slots = slots.where(
        col(ChildcareSlot.room_id) == room_id,
        col(ChildcareSlot.deleted).is_(False),
        col(ChildcareSlot.ends_at) > tx.now,
    )
    return RoomUses(groups, working, coming, tx.scalar(slots) or 0)
