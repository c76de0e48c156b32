"""Lasting places: what was asked for a child, what is to be asked again, and the families of a group."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select

from werkakademie.models import (
    CareHours,
    Child,
    ChildcareBooking,
    ChildcareSlot,
    Enrolment,
    Participant,
    PermanentCareSearch,
)
from werkakademie.records.care_search import (
    ASK_AGAIN_AFTER,
    PENDING,
    CareReminder,
    CareSearchRow,
    ChildSearches,
    DayHours,
    GroupPlaces,
)
from werkakademie.records.enums import BookingState, CareAnswer, ExitType
from werkakademie.records.ids import ChildId, EnrolmentId, GroupId, PermanentCareSearchId
from werkakademie.rules.childcare.lasting import AskedPlace, counted, family_has_place
from werkakademie.storage.retention import unrestricted
from werkakademie.storage.transaction import Transaction

#: States of a booking in which the child had, or should have had, a place at the session.
_CARED_FOR = (BookingState.BOOKED, BookingState.RELEASED, BookingState.FALLEN_THROUGH)


def child_searches(tx: Transaction, child_id: ChildId) -> ChildSearches:
    """All places asked for a child; raises MissingRecordError."""
    child = tx.get(Child, child_id)
    found = searches_of(tx, [child_id]).get(child_id, ())
    return ChildSearches(child_id, child.given_name, child.participant_id, found)


def searches_of(tx: Transaction, child_ids: Collection[ChildId]) -> Mapping[ChildId, tuple[CareSearchRow, ...]]:
    """The places asked for each of the children: accepted ones first, then the one applied to last."""
    statement = (
        select(PermanentCareSearch)
        .where(col(PermanentCareSearch.child_id).in_(child_ids), col(PermanentCareSearch.deleted).is_(False))
        .order_by(
            sa.case((col(PermanentCareSearch.answer) == CareAnswer.ACCEPTED, 0), else_=1),
            col(PermanentCareSearch.applied_on).desc().nulls_first(),
            col(PermanentCareSearch.id).desc(),
        )
    )
    rows = tx.scalars(statement)
    hours = hours_of(tx, [row.id for row in rows])
    found: dict[ChildId, list[CareSearchRow]] = {}
    for row in rows:
        found.setdefault(row.child_id, []).append(_row(row, hours.get(row.id, ())))
    return {child_id: tuple(searches) for child_id, searches in found.items()}


def hours_of(
    tx: Transaction, search_ids: Collection[PermanentCareSearchId]
) -> Mapping[PermanentCareSearchId, tuple[DayHours, ...]]:
    """The hours of places by weekday."""
    statement = select(CareHours).where(col(CareHours.search_id).in_(search_ids))
    found: dict[PermanentCareSearchId, list[DayHours]] = {}
    for row in tx.scalars(statement.order_by(col(CareHours.weekday))):
        found.setdefault(row.search_id, []).append(DayHours(row.weekday, row.starts, row.ends))
    return {search_id: tuple(hours) for search_id, hours in found.items()}


def reminders(tx: Transaction, day: date, *, limit: int | None = None) -> tuple[CareReminder, ...]:
    """The places to ask again on the day, what fell due first on top."""
    statement = (
        sa.select(
            PermanentCareSearch,
            col(Child.given_name),
            col(Participant.id),
            col(Participant.given_names),
            col(Participant.family_name),
            col(Participant.own_number),
        )
        .join(Child, col(Child.id) == PermanentCareSearch.child_id)
        .join(Participant, col(Participant.id) == Child.participant_id)
        .where(
            col(PermanentCareSearch.deleted).is_(False),
            col(Child.deleted).is_(False),
            col(Participant.deleted).is_(False),
            unrestricted(),
            col(PermanentCareSearch.answer).in_(PENDING),
            sa.or_(
                col(PermanentCareSearch.remind_on) <= day,
                sa.and_(
                    col(PermanentCareSearch.remind_on).is_(None),
                    col(PermanentCareSearch.applied_on) <= day - ASK_AGAIN_AFTER,
                ),
            ),
        )
    )
    found = [_reminder(*row) for row in tx.rows(statement)]
    return tuple(sorted(found, key=lambda one: (one.ask_on, one.search_id))[:limit])


def group_places(tx: Transaction, group_id: GroupId) -> GroupPlaces:
    """The figures of a group: its exits, and of them those whose cut-off day has come."""
    families = _families(tx, group_id)
    enrolments = tx.scalars(select(Enrolment).where(col(Enrolment.id).in_(list(families))))
    at_exit, at_cut_off = [], []
    for enrolment in enrolments:
        children = families[enrolment.id]
        if enrolment.exit_on is not None and enrolment.exit_on <= tx.today:
            at_exit.append(family_has_place(children, enrolment.exit_on))
            if enrolment.cut_off_on is not None and enrolment.cut_off_on <= tx.today:
                at_cut_off.append(family_has_place(children, enrolment.cut_off_on))
    return GroupPlaces(counted(at_exit), counted(at_cut_off))


def _families(tx: Transaction, group_id: GroupId) -> Mapping[EnrolmentId, list[Sequence[AskedPlace]]]:
    """What was asked for each child of those who left the group and whose children were cared for beside it."""
    cared_for = (
        sa.exists()
        .where(
            col(ChildcareBooking.child_id) == Child.id,
            col(ChildcareBooking.state).in_(_CARED_FOR),
            col(ChildcareSlot.id) == ChildcareBooking.slot_id,
            col(ChildcareSlot.group_id) == group_id,
        )
        .correlate(Child)
    )
    statement = (
        sa.select(col(Enrolment.id), col(Child.id))
        .join(Participant, col(Participant.id) == Enrolment.participant_id)
        .join(Child, col(Child.participant_id) == Participant.id)
        .where(
            col(Enrolment.group_id) == group_id,
            col(Enrolment.deleted).is_(False),
            col(Enrolment.exit_on).is_not(None),
            col(Enrolment.exit_type) != ExitType.CANCELLED_BEFORE_START,
            col(Participant.deleted).is_(False),
            col(Child.deleted).is_(False),
            cared_for,
        )
        .order_by(col(Enrolment.id), col(Child.id))
    )
    pairs = tx.rows(statement)
    asked = _asked(tx, {child_id for _enrolment_id, child_id in pairs})
    families: dict[EnrolmentId, list[Sequence[AskedPlace]]] = {}
    for enrolment_id, child_id in pairs:
        families.setdefault(EnrolmentId(enrolment_id), []).append(asked.get(child_id, []))
    return families


def _asked(tx: Transaction, child_ids: Iterable[UUID]) -> Mapping[UUID, list[AskedPlace]]:
    statement = sa.select(
        col(PermanentCareSearch.child_id),
        col(PermanentCareSearch.answer),
        col(PermanentCareSearch.starts_on),
        col(PermanentCareSearch.ends_on),
    ).where(col(PermanentCareSearch.child_id).in_(list(child_ids)), col(PermanentCareSearch.deleted).is_(False))
    found: dict[UUID, list[AskedPlace]] = {}
    for child_id, answer, starts_on, ends_on in tx.rows(statement):
        found.setdefault(child_id, []).append(AskedPlace(answer, starts_on, ends_on))
    return found


def _row(row: PermanentCareSearch, hours: tuple[DayHours, ...]) -> CareSearchRow:
    return CareSearchRow(
        id=row.id,
        child_id=row.child_id,
        kind=row.kind,
        provider_name=row.provider_name,
        street=row.street,
        postcode=row.postcode,
        city=row.city,
        contact=row.contact,
        applied_on=row.applied_on,
        wanted_from=row.wanted_from,
        answer=row.answer,
        answered_on=row.answered_on,
        waiting_number=row.waiting_number,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        remind_on=row.remind_on,
        note=row.note,
        hours=hours,
    )


def _reminder(search: PermanentCareSearch, child_name: str, *person: Any) -> CareReminder:
    ask_on = _row(search, ()).ask_on
    assert ask_on is not None
    participant_id, given_names, family_name, own_number = person
    return CareReminder(
        search_id=search.id,
        child_id=search.child_id,
        child_name=child_name,
        participant_id=participant_id,
        given_names=given_names,
        family_name=family_name,
        own_number=own_number,
        kind=search.kind,
        provider_name=search.provider_name,
        answer=search.answer,
        waiting_number=search.waiting_number,
        ask_on=ask_on,
    )
