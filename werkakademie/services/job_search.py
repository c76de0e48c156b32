"""The job-search log: write applications and the stages they reach, each dated."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from werkakademie.errors import FieldProblem, InvalidFieldsError, SituationError
from werkakademie.i18n import _, pgettext
from werkakademie.models import ApplicationEvent, Employer, JobApplication, JobApplicationFields
from werkakademie.records.changes import Done
from werkakademie.records.enums import ApplicationStage
from werkakademie.records.ids import ApplicationEventId, EmployerId, JobApplicationId, ParticipantId
from werkakademie.records.job_search import (
    ApplicantRow,
    ApplicationProof,
    EarlierApplication,
    EmployerRow,
    JobSearchLog,
)
from werkakademie.records.labels import label
from werkakademie.records.participants import PageKey, ParticipantQuery, ParticipantRow
from werkakademie.records.permissions import Permission
from werkakademie.rules.folding import fold
from werkakademie.rules.job_search import applications_between, applied_on
from werkakademie.services import access_log, person_rights, reach
from werkakademie.services.documents import write_whole
from werkakademie.services.validation import validated
from werkakademie.services.workplace import Workplace
from werkakademie.storage import job_search, participants
from werkakademie.storage.own import log as own_log
from werkakademie.storage.sites import the_site
from werkakademie.storage.transaction import Transaction


class LastStageError(SituationError):
    """An application without any stage would be nowhere."""

    def sentence(self) -> str:
        return _(
            "Das ist der einzige Eintrag dieser Bewerbung; er bleibt stehen. Tragen Sie zuerst den richtigen Stand "
            "ein, oder entfernen Sie die ganze Bewerbung."
        )


def applicant_page(workplace: Workplace, query: ParticipantQuery) -> tuple[tuple[ApplicantRow, ...], PageKey | None]:
    """People in the order of the participants' list, each with what the log holds."""
    workplace.require(Permission.JOB_SEARCH)
    with workplace.store.read() as tx:
        page = participants.participant_page(tx, query)
        counts = job_search.log_counts(tx, [row.id for row in page.rows])
    rows = tuple(_applicant_row(row, counts.get(row.id, job_search.NO_ENTRIES)) for row in page.rows)
    return rows, page.next_key


def job_search_log(workplace: Workplace, participant_id: ParticipantId) -> JobSearchLog:
    """A person's applications with the history of their stages, the newest first."""
    workplace.require(Permission.JOB_SEARCH)
    with workplace.store.read() as tx:
        person_rights.require_readable(workplace, tx, participant_id)
        log = JobSearchLog(
            _applicant(tx, participant_id),
            job_search.applications_of(tx, participant_id),
            own_log.activities_of(tx, participant_id),
        )
        outside = access_log.is_to_note(workplace, tx, participant_id)
    access_log.note_outside(workplace, participant_id, wanted=outside)
    return log


def employer_suggestions(workplace: Workplace, text: str, *, limit: int = 8) -> tuple[EmployerRow, ...]:
    """Known employers for what is typed so far."""
    workplace.require(Permission.JOB_SEARCH)
    with workplace.store.read() as tx:
        return job_search.employers_like(tx, text, limit)


def earlier_application(
    workplace: Workplace, participant_id: ParticipantId, *, employer_name: str
) -> EarlierApplication | None:
    """The person's newest application at an employer of this (folded) name, as a hint while typing."""
    workplace.require(Permission.JOB_SEARCH)
    with workplace.store.read() as tx:
        known = job_search.applications_of(tx, participant_id)
    wanted = fold(employer_name.strip())
    found = next((record for record in known if wanted and fold(record.employer_name) == wanted), None)
    if found is None:
        return None
    return EarlierApplication(
        found.id,
        found.employer_name,
        found.position,
        applied_on(found.stages),
        found.current_stage,
        max(stage.happened_on for stage in found.stages),
    )


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
    workplace.require(Permission.JOB_SEARCH)
    valid = validated(JobApplicationFields, fields)
    with workplace.store.write(workplace.account_id) as tx:
        reach.require_participant(workplace, tx, participant_id)
        participants.require_present(tx, (participant_id,))
        refuse_future(happened_on, tx.today, stage)
        employer = employer_for(tx, employer_name.strip(), employer_city.strip())
        application = JobApplication(
            **valid.model_dump(),
            id=JobApplicationId(tx.new_id()),
            participant_id=participant_id,
            employer_id=employer.id,
            created_at=tx.now,
            created_by=tx.actor,
        )
        tx.add(application)
        tx.flush()
        add_event(tx, application.id, stage, happened_on, note="")
    return Done(application.id, tx.changes)


def change_application(
    workplace: Workplace,
    application_id: JobApplicationId,
    *,
    employer_name: str | None = None,
    employer_city: str = "",
    fields: Mapping[str, object],
) -> Done[JobApplicationId]:
    """Write the fields named, and the employer if one is given; the stages stay. Raises InvalidFieldsError."""
    workplace.require(Permission.JOB_SEARCH)
    with workplace.store.write(workplace.account_id) as tx:
        application = tx.get(JobApplication, application_id)
        reach.require_participant(workplace, tx, application.participant_id)
        before = {name: getattr(application, name) for name in JobApplicationFields.model_fields}
        valid = validated(JobApplicationFields, before | dict(fields))
        for name in fields:
            setattr(application, name, getattr(valid, name))
        if employer_name is not None:
            application.employer_id = employer_for(tx, employer_name.strip(), employer_city.strip()).id
        tx.add(application)
    return Done(application_id, tx.changes)


def remove_application(
    workplace: Workplace, application_id: JobApplicationId, *, removed: bool = True
) -> Done[JobApplicationId]:
    """Take an application out of the log, or bring it back (`removed=False`)."""
    workplace.require(Permission.JOB_SEARCH)
    with workplace.store.write(workplace.account_id) as tx:
        application = tx.get(JobApplication, application_id)
        reach.require_participant(workplace, tx, application.participant_id)
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
    """Record that an application reached a stage; an interview or trial work may lie ahead, nothing else."""
    workplace.require(Permission.JOB_SEARCH)
    with workplace.store.write(workplace.account_id) as tx:
        reach.require_participant(workplace, tx, tx.get(JobApplication, application_id).participant_id)
        refuse_future(happened_on, tx.today, stage)
        event_id = add_event(tx, application_id, stage, happened_on, note=note.strip())
    return Done(event_id, tx.changes)


def change_stage(
    workplace: Workplace,
    event_id: ApplicationEventId,
    *,
    stage: ApplicationStage,
    happened_on: date | None,
    note: str = "",
) -> Done[ApplicationEventId]:
    """Correct a stage of the history, its day or its note; no day leaves the stored one, known or not.

    Raises InvalidFieldsError.
    """
    workplace.require(Permission.JOB_SEARCH)
    with workplace.store.write(workplace.account_id) as tx:
        event = tx.get(ApplicationEvent, event_id)
        reach.require_participant(workplace, tx, tx.get(JobApplication, event.application_id).participant_id)
        refuse_future(happened_on or event.happened_on, tx.today, stage)
        event.stage, event.note = stage, note.strip()
        if happened_on is not None:
            event.happened_on, event.day_known = happened_on, True
        tx.add(event)
    return Done(event_id, tx.changes)


def remove_stage(
    workplace: Workplace, event_id: ApplicationEventId, *, removed: bool = True
) -> Done[ApplicationEventId]:
    """Take a stage out of the history, or bring it back (`removed=False`). Raises LastStageError."""
    workplace.require(Permission.JOB_SEARCH)
    with workplace.store.write(workplace.account_id) as tx:
        event = tx.get(ApplicationEvent, event_id)
        reach.require_participant(workplace, tx, tx.get(JobApplication, event.application_id).participant_id)
        if removed and not event.deleted and job_search.stage_count(tx, event.application_id) == 1:
            raise LastStageError
        event.deleted = removed
        tx.add(event)
    return Done(event_id, tx.changes)


def application_proof(
    workplace: Workplace, participant_id: ParticipantId, *, first: date, last: date
) -> ApplicationProof:
    """The applications that reached a stage in a span of days, with all their stages. Raises InvalidFieldsError."""
    workplace.require(Permission.JOB_SEARCH)
    if last < first:
        message = _("Das Ende liegt vor dem Beginn. Bitte prüfen Sie beide Tage.")
        raise InvalidFieldsError((FieldProblem("last", message),))
    with workplace.store.read() as tx:
        person_rights.require_readable(workplace, tx, participant_id)
        site = the_site(tx)
        known = job_search.applications_of(tx, participant_id)
        outside = access_log.is_to_note(workplace, tx, participant_id)
        proof = ApplicationProof(
            person=_applicant(tx, participant_id),
            first=first,
            last=last,
            made_on=tx.today,
            site_name=site.name,
            practice=site.practice,
            applications=applications_between(known, first, last),
            activities=tuple(
                one for one in own_log.activities_of(tx, participant_id) if first <= one.happened_on <= last
            ),
        )
    access_log.note_outside(workplace, participant_id, wanted=outside)
    return proof


def save_application_proof(
    workplace: Workplace, participant_id: ParticipantId, *, first: date, last: date, path: Path, language: str = "de"
) -> int:
    """Write the proof as PDF, or as CSV where the file is called so; gives how many applications it holds.

    Raises InvalidFieldsError, FileNotWrittenError.
    """
    proof = application_proof(workplace, participant_id, first=first, last=last)
    if path.suffix.casefold() == ".csv":
        content = _proof_table(proof)
    else:
        from werkakademie.reports.application_record import application_record

        content = application_record(proof, language=language)
    write_whole(path, content)
    return len(proof.applications)


def _proof_table(proof: ApplicationProof) -> bytes:
    """One line for each stage of each application and each other activity, as CSV for people; notes stay here."""
    from werkakademie.exchange.people_csv import people_csv_lines

    header = (
        _("Arbeitgeber"),
        _("Ort"),
        _("Stelle"),
        _("Gefunden über"),
        _("Beworben per"),
        _("Kennziffer"),
        _("Tag"),
        pgettext("Bewerbung", "Stand"),
    )
    rows = [
        (
            application.employer_name,
            application.employer_city,
            application.position,
            label(application.source) if application.source else "",
            label(application.channel) if application.channel else "",
            application.reference,
            stage.happened_on if stage.day_known else _("Tag nicht bekannt"),
            label(stage.stage),
        )
        for application in proof.applications
        for stage in application.stages
    ]
    rows += [
        (
            activity.place,
            "",
            _("Andere Suche nach Arbeit"),
            "",
            "",
            "",
            activity.happened_on if activity.day_known else _("Tag nicht bekannt"),
            label(activity.kind),
        )
        for activity in proof.activities
    ]
    return "".join(people_csv_lines(header, rows)).encode("utf-8-sig", errors="replace")


def _applicant(tx: Transaction, participant_id: ParticipantId) -> ApplicantRow:
    row = participants.participant_row(tx, participant_id)
    counts = job_search.log_counts(tx, [participant_id])
    return _applicant_row(row, counts.get(participant_id, job_search.NO_ENTRIES))


def _applicant_row(row: ParticipantRow, counts: job_search.LogCounts) -> ApplicantRow:
    return ApplicantRow(row.id, row.given_names, row.family_name, row.own_number, row.group_name, *counts)


#: Stages that are agreed before they happen.
_MAY_LIE_AHEAD = frozenset({ApplicationStage.INTERVIEW, ApplicationStage.TRIAL_WORK})


def refuse_future(happened_on: date, today: date, stage: ApplicationStage) -> None:
    """Raises InvalidFieldsError for a day to come, unless the stage is agreed before it happens."""
    if happened_on > today and stage not in _MAY_LIE_AHEAD:
        message = _("Dieser Tag liegt in der Zukunft. Bitte tragen Sie ein, was schon geschehen ist.")
        raise InvalidFieldsError((FieldProblem("happened_on", message),))


def employer_for(tx: Transaction, name: str, city: str) -> Employer:
    """The known employer, or a new one. Raises InvalidFieldsError without a name."""
    if not name:
        message = _("Bitte geben Sie den Arbeitgeber ein.")
        raise InvalidFieldsError((FieldProblem("employer_name", message),))
    known = job_search.find_employer(tx, name, city)
    if known is not None:
        return known
    employer = Employer(id=EmployerId(tx.new_id()), name=name, city=city, created_at=tx.now)
    tx.add(employer)
    tx.flush()
    return employer


def add_event(
    tx: Transaction,
    application_id: JobApplicationId,
    stage: ApplicationStage,
    happened_on: date,
    *,
    note: str,
    day_known: bool = True,
) -> ApplicationEventId:
    """Write a stage into the history of an application."""
    event = ApplicationEvent(
        id=ApplicationEventId(tx.new_id()),
        application_id=application_id,
        stage=stage,
        happened_on=happened_on,
        day_known=day_known,
        note=note,
        created_at=tx.now,
        created_by=tx.actor,
    )
    tx.add(event)
    return event.id
