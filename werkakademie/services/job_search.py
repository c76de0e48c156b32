"""The job-search log: write applications and the stages they reach, each dated."""

from collections.abc import Mapping
from datetime import date

from werkakademie.errors import FieldProblem, InvalidFieldsError
from werkakademie.i18n import _
from werkakademie.models import ApplicationEvent, Employer, JobApplication, JobApplicationFields
from werkakademie.records.changes import Done
from werkakademie.records.enums import ApplicationStage, Role
from werkakademie.records.ids import ApplicationEventId, EmployerId, JobApplicationId, ParticipantId
from werkakademie.records.job_search import ApplicantRow, ApplicationRecord, EarlierApplication
from werkakademie.records.participants import PageKey, ParticipantQuery
from werkakademie.rules.folding import fold
from werkakademie.services.validation import validated
from werkakademie.services.workplace import Workplace
from werkakademie.storage import job_search, participants
from werkakademie.storage.transaction import Transaction


def applicant_page(workplace: Workplace, query: ParticipantQuery) -> tuple[tuple[ApplicantRow, ...], PageKey | None]:
    """People in the order of the participants' list, each with what the log holds."""
    workplace.require(Role.COACH, Role.LEAD)
    with workplace.store.read() as tx:
        page = participants.participant_page(tx, query)
        counts = job_search.log_counts(tx, [row.id for row in page.rows])
    rows = tuple(
        ApplicantRow(
            row.id,
            row.given_names,
            row.family_name,
            row.own_number,
            row.group_name,
            *counts.get(row.id, job_search.NO_ENTRIES),
        )
        for row in page.rows
    )
    return rows, page.next_key


def applications_of(workplace: Workplace, participant_id: ParticipantId) -> tuple[ApplicationRecord, ...]:
    """A person's applications with the history of their stages, the newest first."""
    workplace.require(Role.COACH, Role.LEAD)
    with workplace.store.read() as tx:
        return job_search.applications_of(tx, participant_id)


def earlier_application(
    workplace: Workplace, participant_id: ParticipantId, *, employer_name: str
) -> EarlierApplication | None:
    """The person's newest application at an employer of this (folded) name, as a hint while typing."""
    workplace.require(Role.COACH, Role.LEAD)
    with workplace.store.read() as tx:
        known = job_search.applications_of(tx, participant_id)
    wanted = fold(employer_name)
    found = next((record for record in known if wanted and fold(record.employer_name) == wanted), None)
    if found is None:
        return None
    newest = max(stage.happened_on for stage in found.stages)
    return EarlierApplication(found.id, found.employer_name, found.position, found.current_stage, newest)


def add_application(
    workplace: Workplace,
    participant_id: ParticipantId,
    *,
    employer_name: str,
    employer_city: str = "",
    stage: ApplicationStage,
    happened_on: date,
    fields: Mapping[str, object],
) -> Done[JobApplicationId]:
    """Write an application with its first stage; the day may lie in the past, not in the future."""
    workplace.require(Role.COACH, Role.LEAD)
    valid = validated(JobApplicationFields, fields)
    with workplace.store.write(workplace.account_id) as tx:
        _refuse_future(happened_on, tx.today, stage)
        employer = _employer(tx, employer_name.strip(), employer_city.strip())
        application = JobApplication(
            **valid.model_dump(),
            id=JobApplicationId(tx.new_id()),
            participant_id=participant_id,
            employer_id=employer.id,
            created_at=tx.now,
            created_by=tx.actor,
        )
        tx.add(application)
        _add_event(tx, application.id, stage, happened_on, note="")
    return Done(application.id, tx.changes)


def change_application(
    workplace: Workplace, application_id: JobApplicationId, *, fields: Mapping[str, object]
) -> Done[JobApplicationId]:
    """Write the fields named; employer and stages are not among them."""
    workplace.require(Role.COACH, Role.LEAD)
    with workplace.store.write(workplace.account_id) as tx:
        application = tx.get(JobApplication, application_id)
        before = {name: getattr(application, name) for name in JobApplicationFields.model_fields}
        valid = validated(JobApplicationFields, before | dict(fields))
        for name in fields:
            setattr(application, name, getattr(valid, name))
        tx.add(application)
    return Done(application_id, tx.changes)


def remove_application(
    workplace: Workplace, application_id: JobApplicationId, *, removed: bool = True
) -> Done[JobApplicationId]:
    """Take an application out of the log, or bring it back (`removed=False`)."""
    workplace.require(Role.COACH, Role.LEAD)
    with workplace.store.write(workplace.account_id) as tx:
        application = tx.get(JobApplication, application_id)
        application.deleted = removed
        tx.add(application)
    return Done(application_id, tx.changes)


def add_stage(
    workplace: Workplace,
    application_id: JobApplicationId,
    *,
    stage: ApplicationStage,
    happened_on: date,
    note: str = "",
) -> Done[ApplicationEventId]:
    """Record that an application reached a stage; an interview or an invitation may lie ahead, nothing else."""
    workplace.require(Role.COACH, Role.LEAD)
    with workplace.store.write(workplace.account_id) as tx:
        tx.get(JobApplication, application_id)
        _refuse_future(happened_on, tx.today, stage)
        event_id = _add_event(tx, application_id, stage, happened_on, note=note.strip())
    return Done(event_id, tx.changes)


def remove_stage(
    workplace: Workplace, event_id: ApplicationEventId, *, removed: bool = True
) -> Done[ApplicationEventId]:
    """Take a stage out of the history, or bring it back (`removed=False`)."""
    workplace.require(Role.COACH, Role.LEAD)
    with workplace.store.write(workplace.account_id) as tx:
        event = tx.get(ApplicationEvent, event_id)
        event.deleted = removed
        tx.add(event)
    return Done(event_id, tx.changes)


#: Stages that are agreed before they happen.
_MAY_LIE_AHEAD = frozenset({ApplicationStage.INTERVIEW, ApplicationStage.TRIAL_WORK})


def _refuse_future(happened_on: date, today: date, stage: ApplicationStage) -> None:
    if happened_on > today and stage not in _MAY_LIE_AHEAD:
        message = _("Dieser Tag liegt in der Zukunft. Bitte tragen Sie ein, was schon geschehen ist.")
        raise InvalidFieldsError((FieldProblem("happened_on", message),))


def _employer(tx: Transaction, name: str, city: str) -> Employer:
    """The known employer, or a new one."""
    if not name:
        message = _("Bitte geben Sie den Arbeitgeber ein.")
        raise InvalidFieldsError((FieldProblem("employer_name", message),))
    known = job_search.find_employer(tx, name, city)
    if known is not None:
        return known
    employer = Employer(id=EmployerId(tx.new_id()), name=name, city=city, created_at=tx.now)
    tx.add(employer)
    return employer


def _add_event(
    tx: Transaction, application_id: JobApplicationId, stage: ApplicationStage, happened_on: date, *, note: str
) -> ApplicationEventId:
    event = ApplicationEvent(
        id=ApplicationEventId(tx.new_id()),
        application_id=application_id,
        stage=stage,
        happened_on=happened_on,
        note=note,
        created_at=tx.now,
        created_by=tx.actor,
    )
    tx.add(event)
    return event.id
