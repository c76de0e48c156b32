"""A person's job interviews: when and where, how it went, a letter of thanks, what comes next."""

from collections.abc import Mapping
from datetime import date

from werkakademie.errors import FieldProblem, InvalidFieldsError
from werkakademie.i18n import _
from werkakademie.models import CoverLetter, Interview, InterviewFields, JobApplication
from werkakademie.records.changes import Done
from werkakademie.records.cover_letter import LetterTarget, proposed
from werkakademie.records.enums import ApplicationStage, NextStep
from werkakademie.records.ids import CoverLetterId, InterviewId, JobApplicationId
from werkakademie.records.interviews import InterviewRecord, OwnInterviews
from werkakademie.records.permissions import Permission
from werkakademie.records.thanks import THANKS_SUBJECT, thanks_text
from werkakademie.services.job_search import add_event
from werkakademie.services.own.place import OwnPlace, require_own_application, require_writable
from werkakademie.services.validation import validated
from werkakademie.storage import job_search
from werkakademie.storage.own import interviews as queries
from werkakademie.storage.own import letters
from werkakademie.storage.transaction import Transaction

#: What is told before; the rest is written afterwards.
BEFORE = ("held_on", "starts_at", "place", "with_whom", "way_there", "to_bring")


def my_interviews(own: OwnPlace) -> OwnInterviews:
    """The person's interviews, those to come and those before."""
    own.require(Permission.OWN_PLACE)
    with own.store.read() as tx:
        return queries.interviews_of(tx, own.participant_id)


def next_interview(own: OwnPlace) -> InterviewRecord | None:
    """The nearest one from today on."""
    return next(iter(my_interviews(own).coming), None)


def interview(own: OwnPlace, interview_id: InterviewId) -> InterviewRecord:
    """One interview. Raises NotAllowedError, MissingRowError."""
    own.require(Permission.OWN_PLACE)
    with own.store.read() as tx:
        _own_interview(own, tx, interview_id)
        return queries.interview_record(tx, own.participant_id, interview_id)


def interview_targets(own: OwnPlace) -> tuple[LetterTarget, ...]:
    """The person's applications, the one written down last first."""
    own.require(Permission.OWN_PLACE)
    with own.store.read() as tx:
        return letters.targets(tx, own.participant_id)


def add_interview(
    own: OwnPlace, application_id: JobApplicationId, *, fields: Mapping[str, object]
) -> Done[InterviewId]:
    """Write an interview down; the application learns that there was an invitation. Raises InvalidFieldsError."""
    own.require(Permission.OWN_PLACE)
    _check_day(fields)
    valid = validated(InterviewFields, {name: fields[name] for name in BEFORE if name in fields})
    with own.store.write(own.account_id) as tx:
        require_writable(own, tx)
        application = require_own_application(own, tx, application_id)
        row = Interview(
            **valid.model_dump(),
            id=InterviewId(tx.new_id()),
            application_id=application_id,
            created_at=tx.now,
            created_by=tx.actor,
        )
        tx.add(row)
        _tell_application(tx, application, valid.held_on)
    return Done(row.id, tx.changes)


def change_interview(own: OwnPlace, interview_id: InterviewId, *, fields: Mapping[str, object]) -> Done[InterviewId]:
    """Correct when, where, with whom and what to bring. Raises InvalidFieldsError."""
    own.require(Permission.OWN_PLACE)
    _check_day(fields)
    with own.store.write(own.account_id) as tx:
        require_writable(own, tx)
        row = _own_interview(own, tx, interview_id)
        before = {name: getattr(row, name) for name in InterviewFields.model_fields}
        valid = validated(InterviewFields, before | {name: fields[name] for name in BEFORE if name in fields})
        for name in BEFORE:
            setattr(row, name, getattr(valid, name))
        tx.add(row)
    return Done(interview_id, tx.changes)


def note_afterwards(
    own: OwnPlace,
    interview_id: InterviewId,
    *,
    how_it_went: str,
    next_step: NextStep | None = None,
    next_on: date | None = None,
) -> Done[InterviewId]:
    """How it went and what comes next; the application learns that it took place. Raises InvalidFieldsError."""
    own.require(Permission.OWN_PLACE)
    with own.store.write(own.account_id) as tx:
        require_writable(own, tx)
        row = _own_interview(own, tx, interview_id)
        before = {name: getattr(row, name) for name in InterviewFields.model_fields}
        step = next_step.value if next_step is not None else ""
        noted = {"how_it_went": how_it_went.strip(), "next_step": step, "next_on": next_on}
        valid = validated(InterviewFields, before | noted)
        for name in noted:
            setattr(row, name, getattr(valid, name))
        application = tx.get(JobApplication, row.application_id)
        application.next_step, application.next_on = next_step, next_on
        if row.held_on <= tx.today:
            _add_once(tx, application, ApplicationStage.INTERVIEW, row.held_on)
        tx.add(row, application)
    return Done(interview_id, tx.changes)


def begin_thanks(own: OwnPlace, interview_id: InterviewId) -> Done[CoverLetterId]:
    """A letter of thanks with all that is known, in German, as one of the person's letters; the one begun before, if
    it is still there."""
    own.require(Permission.OWN_PLACE)
    with own.store.write(own.account_id) as tx:
        require_writable(own, tx)
        row = _own_interview(own, tx, interview_id)
        begun = queries.thanks_of(tx, row) if row.thanked_on is not None else None
        if begun is not None:
            return Done(begun, tx.changes)
        known = letters.targets(tx, own.participant_id)
        target = next((one for one in known if one.application_id == row.application_id), None)
        values = proposed(target, letters.sender_of(tx, own.participant_id), tx.today).values()
        values |= {
            "subject": THANKS_SUBJECT,
            "body": thanks_text(row.held_on, target.position if target is not None else ""),
            "enclosures": "",
        }
        letter = CoverLetter(
            **values,
            id=CoverLetterId(tx.new_id()),
            participant_id=own.participant_id,
            application_id=row.application_id,
            created_at=tx.now,
            created_by=tx.actor,
            changed_at=tx.now,
        )
        row.thanked_on = tx.today
        tx.add(letter, row)
    return Done(letter.id, tx.changes)


def remove_interview(own: OwnPlace, interview_id: InterviewId, *, removed: bool = True) -> Done[InterviewId]:
    """Take an interview out, or bring it back (`removed=False`); the stages of the application stay."""
    own.require(Permission.OWN_PLACE)
    with own.store.write(own.account_id) as tx:
        require_writable(own, tx)
        row = _own_interview(own, tx, interview_id)
        row.deleted = removed
        tx.add(row)
    return Done(interview_id, tx.changes)


def _own_interview(own: OwnPlace, tx: Transaction, interview_id: InterviewId) -> Interview:
    row = tx.get(Interview, interview_id)
    require_own_application(own, tx, row.application_id)
    return row


def _check_day(fields: Mapping[str, object]) -> None:
    if "held_on" in fields and fields["held_on"] is None:
        raise InvalidFieldsError((FieldProblem("held_on", _("Bitte schreiben Sie den Tag.")),))


def _tell_application(tx: Transaction, application: JobApplication, held_on: date) -> None:
    """Whoever is to come was invited; whoever was there had the interview. What was to be done before is done."""
    if held_on > tx.today:
        stages = {stage.stage for stage in job_search.application(tx, application.id).stages}
        if not stages & {ApplicationStage.INVITATION, ApplicationStage.INTERVIEW}:
            add_event(tx, application.id, ApplicationStage.INVITATION, tx.today, note="")
    else:
        _add_once(tx, application, ApplicationStage.INTERVIEW, held_on)
    application.next_step, application.next_on = None, None
    tx.add(application)


def _add_once(tx: Transaction, application: JobApplication, stage: ApplicationStage, day: date) -> None:
    known = job_search.application(tx, application.id).stages
    if not any(one.stage is stage and one.happened_on == day for one in known):
        add_event(tx, application.id, stage, day, note="")
