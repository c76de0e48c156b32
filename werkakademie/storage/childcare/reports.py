"""What reports of childcare are counted from: times with care, bookings and visits, and who did not enter."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import col

from werkakademie.models import (
    CareRoom,
    Child,
    ChildcareBooking,
    ChildcareSlot,
    ChildcareVisit,
    CoachingSession,
    Enrolment,
    Group,
    Participant,
)
from werkakademie.records.childcare_reports import ChildMonth, NonEntryCounts, SlotCounts
from werkakademie.records.clock import local_moment
from werkakademie.records.enums import BookingState, NonEntryReason, Sex
from werkakademie.records.ids import ChildcareSlotId, ChildId
from werkakademie.rules.childcare.counting import care_weeks, place_counts, places_offered
from werkakademie.rules.childcare.slices import Span
from werkakademie.storage.childcare import settings
from werkakademie.storage.retention import unrestricted
from werkakademie.storage.transaction import Transaction

_Bookings = Mapping[ChildcareSlotId, Sequence[tuple[ChildId, BookingState]]]
_Visitors = Mapping[ChildcareSlotId, frozenset[ChildId]]
#: The order in which sexes stand in a table; those not recorded come last.
_SEXES = (*Sex, None)


def slot_counts(tx: Transaction, first: date, last: date) -> tuple[SlotCounts, ...]:
    """The times with care that begin on these days and are over, in their order.

    The care of a cancelled session counts only if somebody came nevertheless: nobody needed it.
    """
    bookings, visitors = _bookings(tx, first, last), _visitors(tx, first, last)
    rule = settings.rule_of(settings.policy(tx))
    limits = {room: supply.limits(rule) for room, supply in settings.supply(tx, first, last).items()}
    counted = []
    for slot, room_name, group_name, session_cancelled, session_deleted in tx.rows(_slots(tx, first, last)):
        came = visitors.get(slot.id, frozenset())
        if (session_cancelled or session_deleted) and not came:
            continue
        offered = places_offered(limits.get(slot.room_id, {}), Span(slot.starts_at, slot.ends_at))
        counted.append(
            SlotCounts(
                slot_id=slot.id,
                held_on=slot.held_on,
                starts_at=local_moment(slot.starts_at),
                ends_at=local_moment(slot.ends_at),
                room_name=room_name,
                title=slot.title or group_name or "",
                cancelled_because=slot.cancelled_because,
                places=place_counts(
                    offered=0 if slot.cancelled_because else offered,
                    bookings=bookings.get(slot.id, ()),
                    came=came,
                ),
            )
        )
    return tuple(counted)


def non_entries(tx: Transaction, first: date, last: date) -> tuple[NonEntryCounts, ...]:
    """Enrolments that were decided against on these days, by sex; sexes of which there is nobody are left out."""
    missing = sa.func.sum(sa.case((col(Enrolment.non_entry_reason) == NonEntryReason.MISSING_CHILDCARE, 1), else_=0))
    statement = (
        sa.select(col(Participant.sex), sa.func.count(), missing)
        .join(Enrolment, col(Enrolment.participant_id) == Participant.id)
        .where(
            col(Enrolment.deleted).is_(False),
            col(Participant.deleted).is_(False),
            col(Enrolment.non_entry_on).between(first, last),
        )
        .group_by(col(Participant.sex))
    )
    rows = {sex: NonEntryCounts(sex, count, without_care) for sex, count, without_care in tx.rows(statement)}
    return tuple(rows[sex] for sex in _SEXES if sex in rows)


def child_months(tx: Transaction, first: date, last: date) -> tuple[ChildMonth, ...]:
    """The children who came on these days, by parent and name, with the care that was given.

    Children of parents whose record may only be kept are left out.
    """
    statement = (
        sa.select(
            col(ChildcareVisit.child_id),
            col(ChildcareVisit.held_on),
            col(ChildcareVisit.arrived_at),
            col(ChildcareVisit.left_at),
            col(Child.given_name),
            col(Child.birth_month),
            col(Participant.given_names),
            col(Participant.family_name),
            col(Participant.own_number),
        )
        .join(Child, col(Child.id) == ChildcareVisit.child_id)
        .join(Participant, col(Participant.id) == Child.participant_id)
        .where(col(ChildcareVisit.held_on).between(first, last), *_kept(), unrestricted())
        .order_by(
            col(Participant.family_name),
            col(Participant.given_names),
            col(Participant.own_number),
            col(Participant.id),
            col(Child.birth_month),
            col(Child.given_name),
            col(Child.id),
            col(ChildcareVisit.arrived_at),
            col(ChildcareVisit.id),
        )
    )
    visits: dict[ChildId, list[Any]] = defaultdict(list)
    for row in tx.rows(statement):
        visits[ChildId(row.child_id)].append(row)
    return tuple(_child_month(child_id, rows) for child_id, rows in visits.items())


def visited_months(tx: Transaction) -> tuple[date, ...]:
    """The first days of all months in which a child came, the newest first."""
    month = sa.func.strftime("%Y-%m-01", col(ChildcareVisit.held_on))
    statement = sa.select(month).where(col(ChildcareVisit.deleted).is_(False)).distinct().order_by(month.desc())
    return tuple(date.fromisoformat(found) for found in tx.scalars(statement))


def _slots(tx: Transaction, first: date, last: date) -> Any:
    return (
        sa.select(
            ChildcareSlot,
            col(CareRoom.name),
            col(Group.name),
            sa.func.coalesce(col(CoachingSession.cancelled_because), "") != "",
            sa.func.coalesce(col(CoachingSession.deleted), False),
        )
        .join(CareRoom, col(CareRoom.id) == ChildcareSlot.room_id)
        .outerjoin(Group, col(Group.id) == ChildcareSlot.group_id)
        .outerjoin(CoachingSession, col(CoachingSession.id) == ChildcareSlot.session_id)
        .where(
            col(ChildcareSlot.deleted).is_(False),
            col(ChildcareSlot.held_on).between(first, last),
            col(ChildcareSlot.ends_at) <= tx.now,
        )
        .order_by(col(ChildcareSlot.starts_at), col(CareRoom.name), col(ChildcareSlot.id))
    )


def _bookings(tx: Transaction, first: date, last: date) -> _Bookings:
    statement = (
        sa.select(col(ChildcareBooking.slot_id), col(ChildcareBooking.child_id), col(ChildcareBooking.state))
        .join(ChildcareSlot, col(ChildcareSlot.id) == ChildcareBooking.slot_id)
        .join(Child, col(Child.id) == ChildcareBooking.child_id)
        .join(Participant, col(Participant.id) == Child.participant_id)
        .where(col(ChildcareSlot.held_on).between(first, last))
        .where(col(Child.deleted).is_(False), col(Participant.deleted).is_(False))
    )
    found: dict[ChildcareSlotId, list[tuple[ChildId, BookingState]]] = defaultdict(list)
    for slot_id, child_id, state in tx.rows(statement):
        found[slot_id].append((child_id, state))
    return found


def _visitors(tx: Transaction, first: date, last: date) -> _Visitors:
    statement = (
        sa.select(col(ChildcareVisit.slot_id), col(ChildcareVisit.child_id))
        .join(ChildcareSlot, col(ChildcareSlot.id) == ChildcareVisit.slot_id)
        .join(Child, col(Child.id) == ChildcareVisit.child_id)
        .join(Participant, col(Participant.id) == Child.participant_id)
        .where(col(ChildcareSlot.held_on).between(first, last), *_kept())
    )
    found: dict[ChildcareSlotId, set[ChildId]] = defaultdict(set)
    rows: Iterable[Any] = tx.rows(statement)
    for slot_id, child_id in rows:
        found[slot_id].add(child_id)
    return {slot_id: frozenset(children) for slot_id, children in found.items()}


def _kept() -> Iterable[sa.ColumnElement[bool]]:
    """Nothing that lies in the bin."""
    return (
        col(ChildcareVisit.deleted).is_(False),
        col(Child.deleted).is_(False),
        col(Participant.deleted).is_(False),
    )


def _child_month(child_id: ChildId, rows: Sequence[Any]) -> ChildMonth:
    one = rows[0]
    visits: list[tuple[date, datetime, datetime | None]] = [(row.held_on, row.arrived_at, row.left_at) for row in rows]
    return ChildMonth(
        child_id=child_id,
        given_name=one.given_name,
        birth_month=one.birth_month,
        parent_given_names=one.given_names,
        parent_family_name=one.family_name,
        parent_own_number=one.own_number,
        weeks=care_weeks(visits),
        open_visits=sum(left is None for _day, _arrived, left in visits),
    )
