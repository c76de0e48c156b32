"""A person's own search for work: applications with their stages, and everything else that they did."""

from collections.abc import Mapping
from datetime import date, timedelta

from werkakademie.errors import FieldProblem, InvalidFieldsError, MissingRecordError
from werkakademie.i18n import _
from werkakademie.models import ApplicationEvent, JobApplication, SearchActivity, SearchActivityFields
from werkakademie.records.changes import Done
from werkakademie.records.enums import ApplicationStage, NextStep, SearchActivityKind
from werkakademie.records.ids import ApplicationEventId, JobApplicationId, SearchActivityId
from werkakademie.records.job_search import ApplicationRecord, EarlierApplication
from werkakademie.records.own_log import (
    UNKNOWN_EMPLOYER,
    UNKNOWN_POSITION,
    AddedStage,
    NewApplication,
    OwnLog,
    sent_stage,
)
from werkakademie.records.permissions import Permission
from werkakademie.rules.folding import fold
from werkakademie.rules.job_search import applied_on
from werkakademie.rules.own_log import reminders
from werkakademie.services.job_search import add_event, employer_for, refuse_future
from werkakademie.services.own.place import OwnPlace, require_own, require_own_application, require_writable
from werkakademie.services.validation import validated
from werkakademie.storage import job_search
from werkakademie.storage.own import log as queries
from werkakademie.storage.transaction import Transaction

#: Who just asked is not reminded for a week.
QUIET_AFTER_ASKING = timedelta(days=7)
LONGEST_NAME, LONGEST_CITY = 200, 120


def own_log(own: OwnPlace) -> OwnLog:
    """Everything that the person wrote down, and about what it is time to ask."""
    own.require(Permission.OWN_PLACE)
    with own.store.read() as tx:
        applications = job_search.applications_of(tx, own.participant_id)
        return OwnLog(applications, queries.activities_of(tx, own.participant_id), reminders(applications, tx.today))


def own_application(own: OwnPlace, application_id: JobApplicationId) -> ApplicationRecord:
    """One application with its history; raises MissingRecordError when it was taken out."""
    own.require(Permission.OWN_PLACE)
    with own.store.read() as tx:
        if require_own_application(own, tx, application_id).deleted:
            raise MissingRecordError("job_application")
        return job_search.application(tx, application_id)


def earlier_at(own: OwnPlace, employer_name: str) -> tuple[EarlierApplication, ...]:
    """The person's own applications at an employer of this name, the newest first."""
    own.require(Permission.OWN_PLACE)
    wanted = fold(employer_name.strip())
    with own.store.read() as tx:
        known = job_search.applications_of(tx, own.participant_id)
    found = [one for one in known if wanted and fold(one.employer_name) == wanted and one.stages]
    return tuple(
        EarlierApplication(
            application_id=one.id,
            employer_name=one.employer_name,
            position=one.position,
            begun_on=applied_on(one.stages),
            last_stage=one.current_stage,
            last_stage_on=max(stage.happened_on for stage in one.stages),
        )
        for one in found
    )


def add_application(own: OwnPlace, new: NewApplication) -> Done[JobApplicationId]:
    """Write an application down; what is unknown is stored as unknown. Raises InvalidFieldsError."""
    own.require(Permission.OWN_PLACE)
    employer_name = (new.employer_name or "").strip() or UNKNOWN_EMPLOYER
    position = (new.position or "").strip() or UNKNOWN_POSITION
    city = (new.employer_city or "").strip()
    _check_length("employer_name", employer_name, LONGEST_NAME)
    _check_length("employer_city", city, LONGEST_CITY)
    _check_length("position", position, LONGEST_NAME)
    with own.store.write(own.account_id) as tx:
        require_writable(own, tx)
        day = new.happened_on or tx.today
        refuse_future(day, tx.today, new.stage)
        row = JobApplication(
            id=JobApplicationId(tx.new_id()),
            participant_id=own.participant_id,
            employer_id=employer_for(tx, employer_name, city).id,
            position=position,
            channel=new.channel,
            next_step=new.next_step,
            next_on=new.next_on,
            created_at=tx.now,
            created_by=tx.actor,
        )
        tx.add(row)
        tx.flush()
        add_event(tx, row.id, new.stage, day, note="", day_known=new.happened_on is not None)
    return Done(row.id, tx.changes)


def change_application(
    own: OwnPlace,
    application_id: JobApplicationId,
    *,
    employer_name: str,
    employer_city: str = "",
    position: str,
    sent_on: date | None = None,
) -> Done[JobApplicationId]:
    """Correct where, as what and when the person applied; no day leaves the stored one. Raises InvalidFieldsError."""
    own.require(Permission.OWN_PLACE)
    name, place = employer_name.strip() or UNKNOWN_EMPLOYER, position.strip() or UNKNOWN_POSITION
    _check_length("employer_name", name, LONGEST_NAME)
    _check_length("employer_city", employer_city, LONGEST_CITY)
    _check_length("position", place, LONGEST_NAME)
    with own.store.write(own.account_id) as tx:
        require_writable(own, tx)
        row = require_own_application(own, tx, application_id)
        row.employer_id = employer_for(tx, name, employer_city.strip()).id
        row.position = place
        tx.add(row)
        if sent_on is not None:
            _correct_day(tx, application_id, sent_on)
    return Done(application_id, tx.changes)


def add_stage(
    own: OwnPlace, application_id: JobApplicationId, *, stage: ApplicationStage, happened_on: date | None = None
) -> Done[AddedStage]:
    """What happened next; without a day, today. Whatever was to be done about it before is done."""
    own.require(Permission.OWN_PLACE)
    with own.store.write(own.account_id) as tx:
        require_writable(own, tx)
        row = require_own_application(own, tx, application_id)
        day = happened_on or tx.today
        refuse_future(day, tx.today, stage)
        before = (row.next_step, row.next_on)
        row.next_step, row.next_on = None, None
        tx.add(row)
        added = AddedStage(add_event(tx, application_id, stage, day, note=""), *before)
    return Done(added, tx.changes)


def take_back_stage(own: OwnPlace, added: AddedStage) -> Done[ApplicationEventId]:
    """Take back a stage that was touched by mistake; what had been planned is planned again, unless something else is.

    The last stage of an application stays: raises InvalidFieldsError.
    """
    own.require(Permission.OWN_PLACE)
    with own.store.write(own.account_id) as tx:
        require_writable(own, tx)
        event = tx.get(ApplicationEvent, added.event_id)
        row = require_own_application(own, tx, event.application_id)
        if not event.deleted:
            if job_search.stage_count(tx, event.application_id) == 1:
                raise InvalidFieldsError((FieldProblem("stage", _("Das ist der einzige Eintrag. Er bleibt.")),))
            event.deleted = True
            if row.next_step is None and row.next_on is None:
                row.next_step, row.next_on = added.next_step, added.next_on
            tx.add(event, row)
    return Done(added.event_id, tx.changes)


def plan_next(
    own: OwnPlace, application_id: JobApplicationId, *, next_step: NextStep | None, next_on: date | None
) -> Done[JobApplicationId]:
    """What the person means to do next, and when."""
    own.require(Permission.OWN_PLACE)
    with own.store.write(own.account_id) as tx:
        require_writable(own, tx)
        row = require_own_application(own, tx, application_id)
        row.next_step, row.next_on = next_step, next_on
        tx.add(row)
    return Done(application_id, tx.changes)


def asked_again(own: OwnPlace, application_id: JobApplicationId) -> Done[SearchActivityId]:
    """The person called the employer: it counts as an activity, and they are left in peace for a week."""
    own.require(Permission.OWN_PLACE)
    with own.store.write(own.account_id) as tx:
        require_writable(own, tx)
        row = require_own_application(own, tx, application_id)
        row.next_step, row.next_on = NextStep.WAIT, tx.today + QUIET_AFTER_ASKING
        employer = job_search.application(tx, application_id).employer_name
        activity = SearchActivity(
            id=SearchActivityId(tx.new_id()),
            participant_id=own.participant_id,
            kind=SearchActivityKind.CALL,
            happened_on=tx.today,
            place=employer,
            note="Nachgefragt",
            created_at=tx.now,
            created_by=tx.actor,
        )
        tx.add(row, activity)
    return Done(activity.id, tx.changes)


def remove_application(
    own: OwnPlace, application_id: JobApplicationId, *, removed: bool = True
) -> Done[JobApplicationId]:
    """Take an application out of the log, or bring it back (`removed=False`)."""
    own.require(Permission.OWN_PLACE)
    with own.store.write(own.account_id) as tx:
        require_writable(own, tx)
        row = require_own_application(own, tx, application_id)
        row.deleted = removed
        tx.add(row)
    return Done(application_id, tx.changes)


def add_activity(own: OwnPlace, *, fields: Mapping[str, object]) -> Done[SearchActivityId]:
    """Write down a call, a visit, a fair …; without a day it counts for today, the day unknown."""
    own.require(Permission.OWN_PLACE)
    with own.store.write(own.account_id) as tx:
        require_writable(own, tx)
        values = dict(fields)
        if values.get("happened_on") is None:
            values |= {"happened_on": tx.today, "day_known": False}
        valid = validated(SearchActivityFields, values)
        refuse_future(valid.happened_on, tx.today, ApplicationStage.APPLIED)
        row = SearchActivity(
            **valid.model_dump(),
            id=SearchActivityId(tx.new_id()),
            participant_id=own.participant_id,
            created_at=tx.now,
            created_by=tx.actor,
        )
        tx.add(row)
    return Done(row.id, tx.changes)


def change_activity(
    own: OwnPlace, activity_id: SearchActivityId, *, fields: Mapping[str, object]
) -> Done[SearchActivityId]:
    """Correct what was written; without a day the one there stays, as a day that nobody knows."""
    own.require(Permission.OWN_PLACE)
    with own.store.write(own.account_id) as tx:
        require_writable(own, tx)
        row = tx.get(SearchActivity, activity_id)
        require_own(own, row.participant_id)
        day = fields.get("happened_on")
        values = {**fields, "note": row.note, "happened_on": day or row.happened_on, "day_known": day is not None}
        valid = validated(SearchActivityFields, values)
        refuse_future(valid.happened_on, tx.today, ApplicationStage.APPLIED)
        row.kind, row.place = valid.kind, valid.place
        row.happened_on, row.day_known = valid.happened_on, valid.day_known
        tx.add(row)
    return Done(activity_id, tx.changes)


def remove_activity(own: OwnPlace, activity_id: SearchActivityId, *, removed: bool = True) -> Done[SearchActivityId]:
    """Take an activity out of the log, or bring it back (`removed=False`)."""
    own.require(Permission.OWN_PLACE)
    with own.store.write(own.account_id) as tx:
        require_writable(own, tx)
        row = tx.get(SearchActivity, activity_id)
        require_own(own, row.participant_id)
        row.deleted = removed
        tx.add(row)
    return Done(activity_id, tx.changes)


def _correct_day(tx: Transaction, application_id: JobApplicationId, sent_on: date) -> None:
    stage = sent_stage(job_search.application(tx, application_id))
    if stage is None or (stage.day_known and stage.happened_on == sent_on):
        return
    refuse_future(sent_on, tx.today, stage.stage)
    event = tx.get(ApplicationEvent, stage.id)
    event.happened_on, event.day_known = sent_on, True
    tx.add(event)


def _check_length(name: str, text: str, most: int) -> None:
    if len(text) > most:
        message = _("Das ist zu lang. Bitte schreiben Sie höchstens {most} Zeichen.").format(most=most)
        raise InvalidFieldsError((FieldProblem(name, message),))
