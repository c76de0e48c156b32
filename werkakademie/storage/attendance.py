"""Attendance: everything that rosters and rates of groups are computed from, by one query per table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col

from werkakademie.models import Attendance, AttendanceCount, CoachingSession, Enrolment, Group, Participant
from werkakademie.records.groups import SuspensionRecord
from werkakademie.records.ids import CoachingSessionId, EnrolmentId, GroupId, TimeSlotId
from werkakademie.storage.enrolments import slot_choices, suspensions
from werkakademie.storage.retention import restricted_people
from werkakademie.storage.search import FOLDED
from werkakademie.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """An enrolment with the name that lists show, and what decides where it belongs."""

    enrolment: Enrolment
    given_names: str
    family_name: str
    own_number: str
    slot_ids: frozenset[TimeSlotId]
    suspensions: tuple[SuspensionRecord, ...]
    #: What is left of the marks when their period is over.
    counts: AttendanceCount | None = None
    #: The person's record may only be kept: nobody marks it.
    restricted: bool = False


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """A group with its sessions by time, its people by name, and the marks by session and enrolment."""

    group: Group
    sessions: tuple[CoachingSession, ...]
    people: tuple[PersonFacts, ...]
    marks: Mapping[tuple[CoachingSessionId, EnrolmentId], Attendance]


def group_facts(
    tx: Transaction, group_ids: Sequence[GroupId], *, first: date | None = None, last: date | None = None
) -> tuple[GroupFacts, ...]:
    """The facts of groups, in the order of their names; with days only the sessions of that span."""
    groups = tx.scalars(sa.select(Group).where(col(Group.id).in_(group_ids)).order_by(col(Group.name), col(Group.id)))
    span = _span(first, last)
    sessions = _sessions(tx, group_ids, span)
    people = _people(tx, group_ids)
    marks = _marks(tx, group_ids, span)
    return tuple(
        GroupFacts(group, tuple(sessions.get(group.id, ())), tuple(people.get(group.id, ())), marks.get(group.id, {}))
        for group in groups
    )


def groups_with_sessions(tx: Transaction, first: date, last: date) -> Sequence[GroupId]:
    """The groups that meet in a span of days."""
    statement = (
        sa.select(col(CoachingSession.group_id))
        .join(Group, col(Group.id) == CoachingSession.group_id)
        .where(*_span(first, last), col(CoachingSession.deleted).is_(False), col(Group.deleted).is_(False))
        .distinct()
    )
    return [GroupId(group_id) for group_id in tx.scalars(statement)]


def group_of_enrolment(tx: Transaction, enrolment_id: EnrolmentId) -> GroupId:
    """The group that an enrolment belongs to; raises MissingRecordError."""
    return tx.get(Enrolment, enrolment_id).group_id


def _span(first: date | None, last: date | None) -> list[sa.ColumnElement[bool]]:
    conditions = []
    if first is not None:
        conditions.append(col(CoachingSession.held_on) >= first)
    if last is not None:
        conditions.append(col(CoachingSession.held_on) <= last)
    return conditions


def _sessions(
    tx: Transaction, group_ids: Sequence[GroupId], span: list[sa.ColumnElement[bool]]
) -> Mapping[UUID, list[CoachingSession]]:
    statement = (
        sa.select(CoachingSession)
        .where(col(CoachingSession.group_id).in_(group_ids), col(CoachingSession.deleted).is_(False), *span)
        .order_by(col(CoachingSession.starts_at), col(CoachingSession.id))
    )
    found: dict[UUID, list[CoachingSession]] = {}
    for session in tx.scalars(statement):
        found.setdefault(session.group_id, []).append(session)
    return found


def _people(tx: Transaction, group_ids: Sequence[GroupId]) -> Mapping[UUID, list[PersonFacts]]:
    statement = (
        sa.select(Enrolment, col(Participant.given_names), col(Participant.family_name), col(Participant.own_number))
        .join(Participant, col(Participant.id) == Enrolment.participant_id)
        .where(
            col(Enrolment.group_id).in_(group_ids),
            col(Enrolment.deleted).is_(False),
            col(Participant.deleted).is_(False),
        )
        .order_by(FOLDED, col(Enrolment.id))
    )
    chosen = slot_choices(tx, group_ids)
    resting = suspensions(tx, group_ids)
    counts = _counts(tx, group_ids)
    restricted = frozenset(restricted_people(tx))
    found: dict[UUID, list[PersonFacts]] = {}
    for enrolment, given, family, own in tx.rows(statement):
        facts = PersonFacts(
            enrolment,
            given,
            family,
            own,
            chosen.get(enrolment.id, frozenset()),
            resting.get(enrolment.id, ()),
            counts.get(enrolment.id),
            enrolment.participant_id in restricted,
        )
        found.setdefault(enrolment.group_id, []).append(facts)
    return found


def _counts(tx: Transaction, group_ids: Sequence[GroupId]) -> Mapping[UUID, AttendanceCount]:
    statement = (
        sa.select(AttendanceCount)
        .join(Enrolment, col(Enrolment.id) == AttendanceCount.enrolment_id)
        .where(col(Enrolment.group_id).in_(group_ids))
    )
    return {counts.enrolment_id: counts for counts in tx.scalars(statement)}


def _marks(
    tx: Transaction, group_ids: Sequence[GroupId], span: list[sa.ColumnElement[bool]]
) -> Mapping[UUID, dict[tuple[CoachingSessionId, EnrolmentId], Attendance]]:
    statement = (
        sa.select(Attendance, col(CoachingSession.group_id))
        .join(CoachingSession, col(CoachingSession.id) == Attendance.session_id)
        .where(col(CoachingSession.group_id).in_(group_ids), col(CoachingSession.deleted).is_(False), *span)
    )
    found: dict[UUID, dict[tuple[CoachingSessionId, EnrolmentId], Attendance]] = {}
    for mark, group_id in tx.rows(statement):
        found.setdefault(group_id, {})[mark.session_id, mark.enrolment_id] = mark
    return found
