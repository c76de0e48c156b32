"""Ask after people three months later: whom, what was tried, what is known about the cut-off day."""

from collections.abc import Mapping
from datetime import date

from werkakademie.errors import FieldProblem, InvalidFieldsError, SituationError
from werkakademie.i18n import _, format_date
from werkakademie.models import ContactAttempt, ContactAttemptFields, Enrolment, FollowUp, Outcome, OutcomeFields
from werkakademie.records.changes import Done
from werkakademie.records.enums import ContactChannel, Evidence, FollowUpState, OutcomeCategory
from werkakademie.records.follow_ups import FollowUpFilter, FollowUpList, FollowUpRecord, FollowUpRow
from werkakademie.records.ids import ContactAttemptId, EnrolmentId, FollowUpId, OutcomeId
from werkakademie.records.permissions import Permission
from werkakademie.services import access_log, person_rights, reach
from werkakademie.services.follow_up_states import close_by_death, settle_follow_up
from werkakademie.services.validation import validated
from werkakademie.services.workplace import Workplace
from werkakademie.storage import exits, follow_ups
from werkakademie.storage.transaction import Transaction


class NoEmployerPermissionError(SituationError):
    """An employer is asked only with the person's recorded permission (BSG B 14 AS 65/11 R)."""

    def sentence(self) -> str:
        return _(
            "Den Arbeitgeber dürfen Sie erst fragen, wenn die Person es erlaubt hat. Es wurde nichts gespeichert. "
            "Bitte tragen Sie zuerst ein, wann sie es erlaubt hat."
        )


def follow_up_list(workplace: Workplace, chip: FollowUpFilter) -> FollowUpList:
    """The follow-ups of one chip, with the counts of all chips."""
    workplace.require(Permission.FOLLOW_UPS)
    with workplace.store.read() as tx:
        return follow_ups.follow_up_list(tx, chip)


def follow_ups_due(workplace: Workplace, on: date) -> tuple[FollowUpRow, ...]:
    """Everything there is to ask on the day, the oldest first: for the first page."""
    workplace.require(Permission.FOLLOW_UPS)
    with workplace.store.read() as tx:
        return follow_ups.follow_ups_due(tx, on)


def follow_up_record(workplace: Workplace, follow_up_id: FollowUpId) -> FollowUpRecord:
    """One follow-up with its whole story."""
    workplace.require(Permission.FOLLOW_UPS)
    with workplace.store.read() as tx:
        record = follow_ups.follow_up_record(tx, follow_up_id)
        person_rights.require_readable(workplace, tx, record.row.participant_id)
        outside = access_log.is_to_note(workplace, tx, record.row.participant_id)
    access_log.note_outside(workplace, record.row.participant_id, wanted=outside)
    return record


def find_follow_up(workplace: Workplace, key: FollowUpId | EnrolmentId) -> FollowUpRecord | None:
    """The follow-up with this id, or of that enrolment; None when nobody is to be asked."""
    workplace.require(Permission.FOLLOW_UPS)
    with workplace.store.read() as tx:
        found = follow_ups.follow_up_for(tx, key)
    return None if found is None else follow_up_record(workplace, found)


def record_attempt(
    workplace: Workplace, follow_up_id: FollowUpId, *, fields: Mapping[str, object]
) -> Done[ContactAttemptId]:
    """Note an attempt to reach the person. Raises InvalidFieldsError or NoEmployerPermissionError."""
    workplace.require(Permission.FOLLOW_UPS)
    valid = validated(ContactAttemptFields, fields)
    with workplace.store.write(workplace.account_id) as tx:
        follow_up = tx.get(FollowUp, follow_up_id)
        reach.require_enrolments(workplace, tx, (follow_up.enrolment_id,))
        _check_not_later("attempted_on", valid.attempted_on, tx.today)
        if valid.channel is ContactChannel.EMPLOYER:
            _check_permission(follow_up, valid.attempted_on)
        attempt = ContactAttempt(
            **valid.model_dump(),
            id=ContactAttemptId(tx.new_id()),
            follow_up_id=follow_up_id,
            created_at=tx.now,
            created_by=tx.actor,
        )
        tx.add(attempt)
    return Done(attempt.id, tx.changes)


def set_employer_permission(workplace: Workplace, follow_up_id: FollowUpId, *, on: date | None) -> Done[FollowUpId]:
    """Keep the day on which the person allowed us to ask the employer; None takes the permission back."""
    workplace.require(Permission.FOLLOW_UPS)
    with workplace.store.write(workplace.account_id) as tx:
        follow_up = tx.get(FollowUp, follow_up_id)
        reach.require_enrolments(workplace, tx, (follow_up.enrolment_id,))
        if on is not None:
            _check_not_later("employer_permission_on", on, tx.today)
        follow_up.employer_permission_on = on
        tx.add(follow_up)
    return Done(follow_up_id, tx.changes)


def record_outcome(workplace: Workplace, follow_up_id: FollowUpId, *, fields: Mapping[str, object]) -> Done[OutcomeId]:
    """Note what is known about the cut-off day. Raises InvalidFieldsError or NoEmployerPermissionError.

    An observation made before the cut-off day is kept as a hint; the follow-up stays open.
    """
    workplace.require(Permission.FOLLOW_UPS)
    valid = validated(OutcomeFields, _fitting(fields))
    with workplace.store.write(workplace.account_id) as tx:
        follow_up = tx.get(FollowUp, follow_up_id)
        reach.require_enrolments(workplace, tx, (follow_up.enrolment_id,))
        enrolment = tx.get(Enrolment, follow_up.enrolment_id)
        _check_outcome(valid, follow_up, tx.today)
        outcome = Outcome(
            **valid.model_dump(),
            id=OutcomeId(tx.new_id()),
            enrolment_id=enrolment.id,
            as_of=follow_up.due_on,
            recorded_at=tx.now,
            recorded_by=tx.actor,
        )
        tx.add(outcome)
        _settle(tx, enrolment, follow_up)
    return Done(outcome.id, tx.changes)


def withdraw_outcome(workplace: Workplace, outcome_id: OutcomeId, *, withdrawn: bool = True) -> Done[OutcomeId]:
    """Take an observation back, or let it count again (`withdrawn=False`); it stays in the history."""
    workplace.require(Permission.FOLLOW_UPS)
    with workplace.store.write(workplace.account_id) as tx:
        outcome = tx.get(Outcome, outcome_id)
        reach.require_enrolments(workplace, tx, (outcome.enrolment_id,))
        outcome.withdrawn = withdrawn
        tx.add(outcome)
        enrolment = tx.get(Enrolment, outcome.enrolment_id)
        follow_up = exits.follow_up_of(tx, enrolment.id)
        if follow_up is not None:
            _settle(tx, enrolment, follow_up)
    return Done(outcome_id, tx.changes)


def close_not_reached(workplace: Workplace, follow_up_id: FollowUpId, *, reopen: bool = False) -> Done[FollowUpId]:
    """Stop asking because the person can't be reached, or ask again (`reopen=True`)."""
    workplace.require(Permission.FOLLOW_UPS)
    with workplace.store.write(workplace.account_id) as tx:
        follow_up = tx.get(FollowUp, follow_up_id)
        reach.require_enrolments(workplace, tx, (follow_up.enrolment_id,))
        if follow_up.state in (FollowUpState.OPEN, FollowUpState.NOT_REACHED):
            follow_up.state = FollowUpState.OPEN if reopen else FollowUpState.NOT_REACHED
            follow_up.closed_on = None if reopen else tx.today
            tx.add(follow_up)
    return Done(follow_up_id, tx.changes)


def _settle(tx: Transaction, enrolment: Enrolment, follow_up: FollowUp) -> None:
    """A death closes every follow-up of the person, not only this one."""
    settle_follow_up(tx, enrolment, follow_up)
    if follow_up.state is FollowUpState.CLOSED_BY_DEATH:
        close_by_death(tx, enrolment.participant_id)


def _fitting(fields: Mapping[str, object]) -> Mapping[str, object]:
    """The fields without what belongs to another category than the one chosen."""
    fitting = dict(fields)
    if fields.get("category") is not OutcomeCategory.VOCATIONAL_TRAINING:
        fitting.pop("training_place", None)
    if fields.get("category") is not OutcomeCategory.PUBLICLY_FUNDED:
        fitting.pop("funding_kind", None)
    return fitting


def _check_outcome(valid: OutcomeFields, follow_up: FollowUp, today: date) -> None:
    _check_not_later("observed_on", valid.observed_on, today)
    if valid.evidence is Evidence.EMPLOYER_CONFIRMED:
        _check_permission(follow_up, valid.observed_on)
    insured = (OutcomeCategory.INSURED_FULL_TIME, OutcomeCategory.INSURED_PART_TIME)
    if valid.category in insured and valid.started_on is not None and valid.started_on > follow_up.due_on:
        message = _(
            "Diese Arbeit begann erst nach dem Stichtag {day}. Bitte geben Sie an, was am Stichtag war."
        ).format(day=format_date(follow_up.due_on))
        raise InvalidFieldsError((FieldProblem("started_on", message),))


def _check_not_later(field: str, day: date, today: date) -> None:
    if day > today:
        message = _("Dieser Tag liegt in der Zukunft.")
        raise InvalidFieldsError((FieldProblem(field, message),))


def _check_permission(follow_up: FollowUp, day: date) -> None:
    if follow_up.employer_permission_on is None or follow_up.employer_permission_on > day:
        raise NoEmployerPermissionError
