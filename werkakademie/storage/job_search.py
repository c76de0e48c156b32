"""The job-search log: applications with their stages, employers, and what a list shows of them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col

from werkakademie.models import ApplicationEvent, Employer, JobApplication
from werkakademie.records.enums import ApplicationStage
from werkakademie.records.ids import EmployerId, JobApplicationId, ParticipantId
from werkakademie.records.job_search import ApplicationRecord, EmployerRow, StageRecord
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
    """For each of the people with an entry: applications, those with an invitation, the day of the last stage so far.

    An interview that is agreed for a coming day is no entry of the past.
    """
    invited = sa.case((col(ApplicationEvent.stage) == ApplicationStage.INVITATION, col(JobApplication.id)))
    past = sa.case((col(ApplicationEvent.happened_on) <= tx.today, col(ApplicationEvent.happened_on)))
    statement = (
        sa.select(
            col(JobApplication.participant_id),
            sa.func.count(sa.distinct(col(JobApplication.id))),
            sa.func.count(sa.distinct(invited)),
            sa.func.max(past),
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


def stage_count(tx: Transaction, application_id: JobApplicationId) -> int:
    """How many stages the history of an application holds."""
    statement = sa.select(sa.func.count()).where(
        col(ApplicationEvent.application_id) == application_id, col(ApplicationEvent.deleted).is_(False)
    )
    return tx.scalar(statement) or 0


def find_employer(tx: Transaction, name: str, city: str) -> Employer | None:
    """The known employer of this name and city, both folded; a name typed without a city takes any city's."""
    same_name = [employer for employer in _employers(tx) if fold(employer.name) == fold(name)]
    same_city = [employer for employer in same_name if fold(employer.city) == fold(city)]
    return next(iter(same_city if city else same_city or same_name), None)


def employers_like(tx: Transaction, text: str, limit: int) -> tuple[EmployerRow, ...]:
    """The employers of whose name a word begins with the typed text (folded): first those that begin with it."""
    wanted = fold(text.strip())
    if not wanted:
        return ()
    found = [
        (not name.startswith(wanted), name, fold(employer.city), str(employer.id), employer)
        for employer in _employers(tx)
        if f" {wanted}" in f" {(name := fold(employer.name))}"
    ]
    rows = [employer for *_order, employer in sorted(found, key=lambda each: each[:4])[:limit]]
    return tuple(EmployerRow(EmployerId(row.id), row.name, row.city) for row in rows)


def _employers(tx: Transaction) -> Sequence[Employer]:
    """All employers; a site knows some hundreds, so they are folded here and not in an index."""
    return tx.scalars(sa.select(Employer).where(col(Employer.deleted).is_(False)).order_by(col(Employer.id)))


def _stages_of(tx: Transaction, application_ids: Sequence[UUID]) -> dict[UUID, tuple[StageRecord, ...]]:
    """The stages of each application by day; entries of one day in the order in which they were written."""
    statement = (
        sa.select(ApplicationEvent)
        .where(col(ApplicationEvent.application_id).in_(application_ids), col(ApplicationEvent.deleted).is_(False))
        .order_by(col(ApplicationEvent.happened_on), col(ApplicationEvent.created_at), col(ApplicationEvent.id))
    )
    found: dict[UUID, list[StageRecord]] = {number: [] for number in application_ids}
    for (event,) in tx.execute(statement):
        found[event.application_id].append(
            StageRecord(event.id, event.stage, event.happened_on, event.note, event.day_known)
        )
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
        link=row.link,
        next_step=row.next_step,
        next_on=row.next_on,
    )


def _newest_first(record: ApplicationRecord) -> tuple[int, str]:
    newest = max((stage.happened_on for stage in record.stages), default=date.min)
    return -newest.toordinal(), str(record.id)
