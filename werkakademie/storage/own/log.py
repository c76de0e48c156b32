"""A person's activities, interviews and sessions, and how many applications their group sent."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import col, select

from werkakademie.models import (
    ApplicationEvent,
    CareAgreement,
    Child,
    CoachingSession,
    Employer,
    Enrolment,
    Interview,
    JobApplication,
    Placement,
    SearchActivity,
)
from werkakademie.records.clock import local_moment
from werkakademie.records.enums import ApplicationStage
from werkakademie.records.ids import GroupId, ParticipantId
from werkakademie.records.job_search import ActivityRecord
from werkakademie.records.own_log import ComingInterview, ComingSession
from werkakademie.storage import rosters
from werkakademie.storage.groups import holds_place
from werkakademie.storage.transaction import Transaction


def activities_of(tx: Transaction, participant_id: ParticipantId) -> tuple[ActivityRecord, ...]:
    """What the person did, the newest first."""
    statement = (
        select(SearchActivity)
        .where(col(SearchActivity.participant_id) == participant_id, col(SearchActivity.deleted).is_(False))
        .order_by(col(SearchActivity.happened_on).desc(), col(SearchActivity.created_at).desc())
    )
    return tuple(
        ActivityRecord(row.id, row.kind, row.happened_on, row.day_known, row.place, row.note)
        for row in tx.scalars(statement)
    )


def groups_of(tx: Transaction, participant_id: ParticipantId) -> tuple[GroupId, ...]:
    """The groups in which the person holds a place today."""
    statement = select(Enrolment.group_id).where(col(Enrolment.participant_id) == participant_id, holds_place(tx.today))
    return tuple(GroupId(found) for found in tx.scalars(statement))


def people_in_groups(tx: Transaction, group_ids: tuple[GroupId, ...]) -> int:
    """How many people hold a place in these groups today."""
    statement = sa.select(sa.func.count(sa.distinct(col(Enrolment.participant_id)))).where(
        col(Enrolment.group_id).in_(group_ids), holds_place(tx.today)
    )
    return tx.scalar(statement) or 0


def sent_by_groups(tx: Transaction, group_ids: tuple[GroupId, ...], first: date, last: date) -> int:
    """How many applications the people of these groups sent in a span of days; a number without anybody's name."""
    people = sa.select(col(Enrolment.participant_id)).where(
        col(Enrolment.group_id).in_(group_ids), holds_place(tx.today)
    )
    sent = (
        sa.select(col(JobApplication.id), sa.func.min(col(ApplicationEvent.happened_on)).label("sent_on"))
        .join(ApplicationEvent, col(ApplicationEvent.application_id) == JobApplication.id)
        .where(
            col(JobApplication.participant_id).in_(people),
            col(JobApplication.deleted).is_(False),
            col(ApplicationEvent.deleted).is_(False),
            col(ApplicationEvent.stage) == ApplicationStage.APPLIED,
        )
        .group_by(col(JobApplication.id))
        .subquery()
    )
    return tx.scalar(sa.select(sa.func.count()).where(sent.c.sent_on.between(first, last))) or 0


def coming_session(tx: Transaction, participant_id: ParticipantId) -> ComingSession | None:
    """The next session on whose sheet the person is, a running one first."""
    groups = groups_of(tx, participant_id)
    statement = (
        select(CoachingSession)
        .where(
            col(CoachingSession.group_id).in_(groups),
            col(CoachingSession.deleted).is_(False),
            col(CoachingSession.cancelled_because) == "",
            col(CoachingSession.ends_at) > tx.now,
        )
        .order_by(col(CoachingSession.starts_at), col(CoachingSession.id))
        .limit(20)
    )
    mine = set(
        tx.scalars(
            select(Enrolment.id).where(
                col(Enrolment.participant_id) == participant_id, col(Enrolment.deleted).is_(False)
            )
        )
    )
    for session in tx.scalars(statement):
        sheet = rosters.attendance_sheet(tx, session.id)
        if any(row.enrolment_id in mine for row in sheet.rows):
            return ComingSession(local_moment(session.starts_at), local_moment(session.ends_at), session.room)
    return None


def open_agreements(tx: Transaction, participant_id: ParticipantId) -> tuple[str, ...]:
    """What was agreed about work and care of the person's children and is not settled; each text once, oldest first."""
    statement = (
        sa.select(col(CareAgreement.text))
        .join(Child, col(Child.id) == CareAgreement.child_id)
        .join(Placement, col(Placement.id) == CareAgreement.placement_id)
        .where(
            col(Child.participant_id) == participant_id,
            col(Child.deleted).is_(False),
            col(Placement.deleted).is_(False),
            col(CareAgreement.done_on).is_(None),
            col(CareAgreement.deleted).is_(False),
        )
        .order_by(col(CareAgreement.created_at), col(CareAgreement.id))
    )
    return tuple(dict.fromkeys(str(text) for text in tx.scalars(statement)))


def coming_interview(tx: Transaction, participant_id: ParticipantId) -> ComingInterview | None:
    """The next interview from today on."""
    statement = (
        sa.select(Interview, Employer)
        .join(JobApplication, col(JobApplication.id) == Interview.application_id)
        .join(Employer, col(Employer.id) == JobApplication.employer_id)
        .where(
            col(JobApplication.participant_id) == participant_id,
            col(JobApplication.deleted).is_(False),
            col(Interview.deleted).is_(False),
            col(Interview.held_on) >= tx.today,
        )
        .order_by(col(Interview.held_on), col(Interview.starts_at), col(Interview.id))
        .limit(1)
    )
    for interview, employer in tx.rows(statement):
        return ComingInterview(
            interview.id, interview.application_id, employer.name, interview.held_on, interview.starts_at
        )
    return None
