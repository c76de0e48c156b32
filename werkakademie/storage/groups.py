"""Groups: the list, one group with its slots and coaches, and the rows that editing needs."""

from collections.abc import Mapping, Sequence
from datetime import date

import sqlalchemy as sa
from sqlmodel import col, select

from werkakademie.models import Account, AccountRole, Enrolment, Group, GroupCoach, SlotChoice, TimeSlot
from werkakademie.records.enums import Role
from werkakademie.records.groups import (
    CoachChoice,
    GroupFilter,
    GroupRecord,
    GroupRow,
    GroupState,
    SlotRecord,
)
from werkakademie.records.ids import AccountId, GroupId, TimeSlotId
from werkakademie.storage.transaction import Transaction


def holds_place(today: date) -> sa.ColumnElement[bool]:
    """Whether an enrolment takes one of its group's places: not refused, not ended."""
    return sa.and_(
        col(Enrolment.deleted).is_(False),
        col(Enrolment.non_entry_on).is_(None),
        sa.or_(col(Enrolment.exit_on).is_(None), col(Enrolment.exit_on) > today),
    )


def group_rows(tx: Transaction, chip: GroupFilter) -> tuple[GroupRow, ...]:
    """The groups of a chip: what runs or comes first, then the latest."""
    statement = _rows_statement(tx.today).where(*_conditions(chip, tx.today))
    order = (col(Group.starts_on).desc(), col(Group.name), col(Group.id))
    return tuple(_row(group, people, tx.today) for group, people in tx.rows(statement.order_by(*order)))


def group_counts(tx: Transaction) -> Mapping[GroupFilter, int]:
    """How many groups each chip would list."""
    counted = [
        sa.func.count().filter(*_conditions(chip, tx.today)) if chip is not GroupFilter.ALL else sa.func.count()
        for chip in GroupFilter
    ]
    statement = sa.select(*counted).select_from(Group).where(*_conditions(GroupFilter.ALL, tx.today))
    return dict(zip(GroupFilter, tx.execute(statement).one(), strict=True))


def group_record(tx: Transaction, group_id: GroupId) -> GroupRecord:
    """One whole group; raises MissingRecordError."""
    group = tx.get(Group, group_id)
    people = tx.execute(_rows_statement(tx.today).where(col(Group.id) == group_id)).one()[1]
    return GroupRecord(
        row=_row(group, people, tx.today),
        slots_per_week=group.slots_per_week,
        appointments_total=group.appointments_total,
        slots=slot_records(tx, group_id),
        coaches=_coaches(tx, group_id),
    )


def people_in(tx: Transaction, group_id: GroupId) -> int:
    """How many hold a place in the group today."""
    statement = sa.select(sa.func.count()).select_from(Enrolment)
    return tx.scalar(statement.where(col(Enrolment.group_id) == group_id, holds_place(tx.today))) or 0


def slot_records(tx: Transaction, group_id: GroupId) -> tuple[SlotRecord, ...]:
    """The slots in the order of the week, with how many people chose each."""
    chosen = (
        sa.select(col(SlotChoice.slot_id), sa.func.count().label("people"))
        .join(Enrolment, col(Enrolment.id) == SlotChoice.enrolment_id)
        .where(col(Enrolment.group_id) == group_id, col(SlotChoice.deleted).is_(False), holds_place(tx.today))
        .group_by(col(SlotChoice.slot_id))
        .subquery()
    )
    statement = (
        sa.select(TimeSlot, sa.func.coalesce(chosen.c.people, 0))
        .outerjoin(chosen, chosen.c.slot_id == TimeSlot.id)
        .where(col(TimeSlot.group_id) == group_id, col(TimeSlot.deleted).is_(False))
        .order_by(col(TimeSlot.weekday), col(TimeSlot.starts), col(TimeSlot.id))
    )
    return tuple(
        SlotRecord(slot.id, slot.weekday, slot.starts, slot.ends, people) for slot, people in tx.rows(statement)
    )


def slots(tx: Transaction, group_id: GroupId) -> Mapping[TimeSlotId, TimeSlot]:
    """The slots of a group for writing."""
    statement = select(TimeSlot).where(col(TimeSlot.group_id) == group_id, col(TimeSlot.deleted).is_(False))
    return {slot.id: slot for slot in tx.scalars(statement)}


def group_coaches(tx: Transaction, group_id: GroupId) -> Mapping[AccountId, GroupCoach]:
    """The coaches of a group for writing, those that were taken off too."""
    statement = select(GroupCoach).where(col(GroupCoach.group_id) == group_id)
    return {coach.account_id: coach for coach in tx.scalars(statement)}


def coach_choices(tx: Transaction) -> tuple[CoachChoice, ...]:
    """Every account that can lead a group."""
    leads = sa.exists().where(
        col(AccountRole.account_id) == Account.id, col(AccountRole.role).in_([Role.COACH, Role.LEAD])
    )
    return _coach_choices(tx, [leads])


def _coaches(tx: Transaction, group_id: GroupId) -> tuple[CoachChoice, ...]:
    of_group = sa.exists().where(
        col(GroupCoach.account_id) == Account.id,
        col(GroupCoach.group_id) == group_id,
        col(GroupCoach.deleted).is_(False),
    )
    return _coach_choices(tx, [of_group])


def _coach_choices(tx: Transaction, conditions: Sequence[sa.ColumnElement[bool]]) -> tuple[CoachChoice, ...]:
    statement = (
        sa.select(col(Account.id), col(Account.name))
        .where(col(Account.deleted).is_(False), *conditions)
        .order_by(col(Account.name), col(Account.id))
    )
    return tuple(CoachChoice(AccountId(account_id), name) for account_id, name in tx.rows(statement))


def _rows_statement(today: date) -> sa.Select[Group, int]:
    places = (
        sa.select(col(Enrolment.group_id), sa.func.count().label("people"))
        .where(holds_place(today))
        .group_by(col(Enrolment.group_id))
        .subquery()
    )
    return sa.select(Group, sa.func.coalesce(places.c.people, 0)).outerjoin(places, places.c.group_id == Group.id)


def _row(group: Group, people: int, today: date) -> GroupRow:
    return GroupRow(
        id=group.id,
        name=group.name,
        focus=group.focus,
        starts_on=group.starts_on,
        ends_on=group.ends_on,
        room=group.room,
        capacity=group.capacity,
        people=people,
        state=_state(group.starts_on, group.ends_on, today),
    )


def _state(starts_on: date, ends_on: date | None, today: date) -> GroupState:
    """A group runs on its first and on its last day."""
    if ends_on is not None and ends_on < today:
        return GroupState.ENDED
    return GroupState.PLANNED if starts_on > today else GroupState.RUNNING


def _conditions(chip: GroupFilter, today: date) -> list[sa.ColumnElement[bool]]:
    """The one filter behind the list and its counts; the same days as in `_state`."""
    shown: list[sa.ColumnElement[bool]] = [col(Group.deleted).is_(False)]
    ended = sa.and_(col(Group.ends_on).is_not(None), col(Group.ends_on) < today)
    match chip:
        case GroupFilter.RUNNING:
            return [*shown, sa.not_(ended), col(Group.starts_on) <= today]
        case GroupFilter.PLANNED:
            return [*shown, sa.not_(ended), col(Group.starts_on) > today]
        case GroupFilter.ENDED:
            return [*shown, ended]
        case GroupFilter.ALL:
            return shown
