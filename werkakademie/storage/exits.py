"""The end of an enrolment: what its form shows, and the rows that recording it writes."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select

from werkakademie.models import (
    Attendance,
    AttendanceCount,
    Enrolment,
    FollowUp,
    Group,
    Outcome,
    Participant,
    Placement,
    Site,
)
from werkakademie.records.enums import AttendanceMark
from werkakademie.records.exits import ExitRecord, PlacementRecord
from werkakademie.records.ids import EnrolmentId, ParticipantId
from werkakademie.records.participants import EnrolmentSummary
from werkakademie.storage.retention import restricted_people
from werkakademie.storage.transaction import Transaction

#: The marks that prove that a person came.
PRESENT_MARKS = (AttendanceMark.PRESENT, AttendanceMark.ONLINE, AttendanceMark.LATE, AttendanceMark.LEFT_EARLY)


def follow_up_months(tx: Transaction) -> int:
    """Calendar months after which this site asks; 3 unless it set something else."""
    return tx.scalar(select(Site.follow_up_months).order_by(col(Site.id)).limit(1)) or 3


def came(tx: Transaction, enrolment_id: EnrolmentId) -> bool:
    """Whether the person was marked as present at least once."""
    marks = sa.select(sa.literal(1)).where(
        col(Attendance.enrolment_id) == enrolment_id, col(Attendance.mark).in_(PRESENT_MARKS)
    )
    if tx.scalar(marks.limit(1)) is not None:
        return True
    counts = tx.find(AttendanceCount, enrolment_id)
    return counts is not None and counts.present > 0


def exit_record(tx: Transaction, enrolment_id: EnrolmentId) -> ExitRecord:
    """What the form about the end of one enrolment shows; raises MissingRecordError."""
    enrolment = tx.get(Enrolment, enrolment_id)
    person = tx.get(Participant, enrolment.participant_id)
    group = tx.get(Group, enrolment.group_id)
    return ExitRecord(
        enrolment_id=enrolment.id,
        participant_id=person.id,
        group_id=group.id,
        given_names=person.given_names,
        family_name=person.family_name,
        own_number=person.own_number,
        group_name=group.name,
        allocated_on=enrolment.allocated_on,
        entry_on=enrolment.entry_on,
        came=came(tx, enrolment_id),
        exit_on=enrolment.exit_on,
        exit_type=enrolment.exit_type,
        exit_reason=enrolment.exit_reason,
        cut_off_on=enrolment.cut_off_on,
        follow_up_months=follow_up_months(tx),
        placements=placements(tx, [enrolment_id]).get(enrolment_id, ()),
        outcomes_at_cut_off=_outcomes_at(tx, enrolment_id, enrolment.cut_off_on),
        restricted=person.id in restricted_people(tx),
    )


def placements_of_person(tx: Transaction, enrolments: Sequence[EnrolmentSummary]) -> tuple[PlacementRecord, ...]:
    """The job starts of all of a person's enrolments, the earliest first."""
    found = placements(tx, [enrolment.id for enrolment in enrolments])
    return tuple(sorted((job for jobs in found.values() for job in jobs), key=lambda job: (job.starts_on, job.id)))


def placements(tx: Transaction, enrolment_ids: Sequence[UUID]) -> Mapping[UUID, tuple[PlacementRecord, ...]]:
    """The job starts of each of the enrolments, the earliest first."""
    statement = (
        select(Placement)
        .where(col(Placement.enrolment_id).in_(enrolment_ids), col(Placement.deleted).is_(False))
        .order_by(col(Placement.starts_on), col(Placement.id))
    )
    found: dict[UUID, list[PlacementRecord]] = {}
    for placement in tx.scalars(statement):
        found.setdefault(placement.enrolment_id, []).append(
            PlacementRecord(
                id=placement.id,
                employer_name=placement.employer_name,
                starts_on=placement.starts_on,
                weekly_hours=placement.weekly_hours,
                category=placement.category,
                occupation_code=placement.occupation_code,
                industry_code=placement.industry_code,
                industry_edition=placement.industry_edition,
                subsidised=placement.subsidised,
                fixed_term=placement.fixed_term,
                temporary_agency=placement.temporary_agency,
            )
        )
    return {enrolment_id: tuple(rows) for enrolment_id, rows in found.items()}


def follow_up_of(tx: Transaction, enrolment_id: EnrolmentId) -> FollowUp | None:
    """The enrolment's follow-up for writing, one that was taken back too; the latest, should there be several."""
    statement = select(FollowUp).where(FollowUp.enrolment_id == enrolment_id)
    return tx.scalar(statement.order_by(col(FollowUp.deleted), col(FollowUp.id).desc()).limit(1))


def follow_ups_of_person(tx: Transaction, participant_id: ParticipantId) -> Sequence[FollowUp]:
    """All follow-ups of one person, for writing."""
    statement = (
        select(FollowUp)
        .join(Enrolment, col(Enrolment.id) == FollowUp.enrolment_id)
        .where(Enrolment.participant_id == participant_id, col(FollowUp.deleted).is_(False))
        .order_by(col(FollowUp.due_on), col(FollowUp.id))
    )
    return tx.scalars(statement)


def _outcomes_at(tx: Transaction, enrolment_id: EnrolmentId, cut_off_on: date | None) -> int:
    if cut_off_on is None:
        return 0
    statement = sa.select(sa.func.count()).where(
        col(Outcome.enrolment_id) == enrolment_id,
        col(Outcome.as_of) == cut_off_on,
        col(Outcome.withdrawn).is_(False),
    )
    return tx.scalar(statement) or 0
