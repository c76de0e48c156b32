"""The job-search log: applications with their stages, employers, and what a list shows of them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col

from werkakademie.models import ApplicationEvent, Employer, JobApplication
from werkakademie.records.enums import ApplicationStage
from werkakademie.records.ids import JobApplicationId, ParticipantId
from werkakademie.records.job_search import ApplicationRecord, StageRecord
from werkakademie.rules.folding import fold
from werkakademie.rules.job_search import current_stage
from werkakademie.storage.transaction import Transaction


class LogCounts(NamedTuple):
    """What one person's log holds."""

    applications: int
    invitations: int
    last_entry_on: date | None


#: The log of a person who has written nothing yet.
NO_ENTRIES = LogCounts(0, 0, None)


def applications_of(tx: Transaction, participant_id: ParticipantId) -> tuple[ApplicationRecord, ...]:
    """A person's applications, the one with the newest stage first."""
    statement = (
        sa.select(JobApplication, Employer)
        .join(Employer, col(Employer.id) == JobApplication.employer_id)
        .where(col(JobApplication.participant_id) == participant_id, col(JobApplication.deleted).is_(False))
    )
    found = tx.execute(statement).all()
    stages = _stages_of(tx, [application.id for application, _employer in found])
    records = [_record(application, employer, stages[application.id]) for application, employer in found]
    return tuple(sorted(records, key=_newest_first))


def application(tx: Transaction, application_id: JobApplicationId) -> ApplicationRecord:
    """One application; raises MissingRecordError."""
    row = tx.get(JobApplication, application_id)
    employer = tx.get(Employer, row.employer_id)
    return _record(row, employer, _stages_of(tx, [application_id])[application_id])


def log_counts(tx: Transaction, participant_ids: Sequence[UUID]) -> Mapping[UUID, LogCounts]:
    """For each of the people with an entry: applications, those with an invitation, the day of the last stage."""
    invited = sa.case((col(ApplicationEvent.stage) == ApplicationStage.INVITATION, col(JobApplication.id)))
    statement = (
        sa.select(
            col(JobApplication.participant_id),
            sa.func.count(sa.distinct(col(JobApplication.id))),
            sa.func.count(sa.distinct(invited)),
            sa.func.max(ApplicationEvent.happened_on),
        )
        .join(
            ApplicationEvent,
            sa.and_(
                col(ApplicationEvent.application_id) == JobApplication.id, col(ApplicationEvent.deleted).is_(False)
            ),
        )
        .where(col(JobApplication.participant_id).in_(participant_ids), col(JobApplication.deleted).is_(False))
        .group_by(col(JobApplication.participant_id))
    )
    return {person: LogCounts(*counts) for person, *counts in tx.execute(statement)}


def find_employer(tx: Transaction, name: str, city: str) -> Employer | None:
    """The employer that is already known under this name (folded) and city; a known one without city fits any."""
    wanted = fold(name)
    known = tx.execute(sa.select(Employer).where(col(Employer.deleted).is_(False)).order_by(col(Employer.id)))
    same_name = [employer for (employer,) in known if fold(employer.name) == wanted]
    same_city = [employer for employer in same_name if fold(employer.city) == fold(city)]
    return next(iter(same_city), None)


def _stages_of(tx: Transaction, application_ids: Sequence[UUID]) -> dict[UUID, tuple[StageRecord, ...]]:
    """The stages of each application by day; entries of one day in the order in which they were written."""
    statement = (
        sa.select(ApplicationEvent)
        .where(col(ApplicationEvent.application_id).in_(application_ids), col(ApplicationEvent.deleted).is_(False))
        .order_by(col(ApplicationEvent.happened_on), col(ApplicationEvent.created_at), col(ApplicationEvent.id))
    )
    found: dict[UUID, list[StageRecord]] = {number: [] for number in application_ids}
    for (event,) in tx.execute(statement):
        found[event.application_id].append(StageRecord(event.id, event.stage, event.happened_on, event.note))
    return {number: tuple(stages) for number, stages in found.items()}


def _record(row: JobApplication, employer: Employer, stages: tuple[StageRecord, ...]) -> ApplicationRecord:
    return ApplicationRecord(
        id=row.id,
        participant_id=row.participant_id,
        employer_id=employer.id,
        employer_name=employer.name,
        employer_city=employer.city,
        position=row.position,
        source=row.source,
        channel=row.channel,
        reference=row.reference,
        contact=row.contact,
        note=row.note,
        stages=stages,
        current_stage=current_stage(stages),
    )


def _newest_first(record: ApplicationRecord) -> tuple[int, str]:
    newest = max((stage.happened_on for stage in record.stages), default=date.min)
    return -newest.toordinal(), str(record.id)
