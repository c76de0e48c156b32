"""End an enrolment, correct or take back that end, and note job starts."""

from collections.abc import Mapping
from datetime import date

from werkakademie.errors import FieldProblem, InvalidFieldsError
from werkakademie.i18n import _, format_date
from werkakademie.models import Enrolment, ExitFields, FollowUp, Placement, PlacementFields
from werkakademie.records.changes import Done
from werkakademie.records.enums import ExitReason, ExitType, FollowUpState
from werkakademie.records.exits import ExitDone, ExitRecord
from werkakademie.records.ids import EnrolmentId, FollowUpId, PlacementId
from werkakademie.records.permissions import Permission
from werkakademie.rules.dates import cut_off_day
from werkakademie.rules.follow_ups import is_asked_after
from werkakademie.services import access_log, reach
from werkakademie.services.follow_up_states import settle_follow_up
from werkakademie.services.validation import validated
from werkakademie.services.workplace import Workplace
from werkakademie.storage import exits
from werkakademie.storage.transaction import Transaction


def exit_record(workplace: Workplace, enrolment_id: EnrolmentId) -> ExitRecord:
    """What the form about the end of an enrolment shows, also while the enrolment still runs."""
    workplace.require(Permission.EXITS)
    with workplace.store.read() as tx:
        record = exits.exit_record(tx, enrolment_id)
        participant_id = tx.get(Enrolment, enrolment_id).participant_id
        outside = access_log.is_to_note(workplace, tx, participant_id)
    access_log.note_outside(workplace, participant_id, wanted=outside)
    return record


def record_exit(
    workplace: Workplace,
    enrolment_id: EnrolmentId,
    *,
    fields: Mapping[str, object],
    placement: Mapping[str, object] | None = None,
) -> Done[ExitDone]:
    """End an enrolment, or correct its end; with the job start that ended it, if any. Raises InvalidFieldsError.

    A corrected exit moves the cut-off day: outcomes about the old day stay as history, and the follow-up reopens.
    """
    workplace.require(Permission.EXITS)
    valid, started = _validated_exit(fields, placement)
    with workplace.store.write(workplace.account_id) as tx:
        enrolment = tx.get(Enrolment, enrolment_id)
        reach.require_group(workplace, tx, enrolment.group_id)
        _check_exit(valid, enrolment, came=exits.came(tx, enrolment_id))
        enrolment.exit_on, enrolment.exit_type, enrolment.exit_reason = (
            valid.exit_on,
            valid.exit_type,
            valid.exit_reason,
        )
        enrolment.cut_off_on = cut_off_day(valid.exit_on, exits.follow_up_months(tx))
        tx.add(enrolment)
        if started is not None:
            _add_placement(tx, enrolment_id, started)
        follow_up, reopened = _follow_up(tx, enrolment)
        done = ExitDone(
            enrolment_id=enrolment_id,
            cut_off_on=enrolment.cut_off_on,
            follow_up_id=follow_up.id if follow_up else None,
            follow_up_due_on=follow_up.due_on if follow_up else None,
            reopened=reopened,
        )
    return Done(done, tx.changes)


def take_back_exit(workplace: Workplace, enrolment_id: EnrolmentId) -> Done[EnrolmentId]:
    """Let an enrolment run on as if it had not ended; what was asked and answered stays as history."""
    workplace.require(Permission.EXITS)
    with workplace.store.write(workplace.account_id) as tx:
        enrolment = tx.get(Enrolment, enrolment_id)
        reach.require_group(workplace, tx, enrolment.group_id)
        enrolment.exit_on = enrolment.exit_type = enrolment.exit_reason = enrolment.cut_off_on = None
        tx.add(enrolment)
        follow_up = exits.follow_up_of(tx, enrolment_id)
        if follow_up is not None:
            follow_up.deleted = True
            tx.add(follow_up)
    return Done(enrolment_id, tx.changes)


def add_placement(
    workplace: Workplace, enrolment_id: EnrolmentId, *, fields: Mapping[str, object]
) -> Done[PlacementId]:
    """Note a job start of the person. Raises InvalidFieldsError."""
    workplace.require(Permission.EXITS)
    valid = validated(PlacementFields, fields)
    with workplace.store.write(workplace.account_id) as tx:
        reach.require_group(workplace, tx, tx.get(Enrolment, enrolment_id).group_id)
        placement_id = _add_placement(tx, enrolment_id, valid)
    return Done(placement_id, tx.changes)


def remove_placement(workplace: Workplace, placement_id: PlacementId, *, removed: bool = True) -> Done[PlacementId]:
    """Take a job start out of the record, or bring it back (`removed=False`)."""
    workplace.require(Permission.EXITS)
    with workplace.store.write(workplace.account_id) as tx:
        placement = tx.get(Placement, placement_id)
        reach.require_enrolments(workplace, tx, (placement.enrolment_id,))
        placement.deleted = removed
        tx.add(placement)
    return Done(placement_id, tx.changes)


def cut_off_preview(exit_on: date, months: int) -> date:
    """The cut-off day that an exit on this day leads to, for the form to show while it is filled in."""
    return cut_off_day(exit_on, months)


def _validated_exit(
    fields: Mapping[str, object], placement: Mapping[str, object] | None
) -> tuple[ExitFields, PlacementFields | None]:
    """Both parts of the form, with the problems of both together."""
    problems: list[FieldProblem] = []
    valid: ExitFields | None = None
    started: PlacementFields | None = None
    try:
        valid = validated(ExitFields, fields)
    except InvalidFieldsError as error:
        problems += error.problems
    if placement is not None:
        try:
            started = validated(PlacementFields, placement)
        except InvalidFieldsError as error:
            problems += error.problems
    if problems or valid is None:
        raise InvalidFieldsError(tuple(problems))
    return valid, started


def _check_exit(valid: ExitFields, enrolment: Enrolment, *, came: bool) -> None:
    """What an exit must not contradict."""
    begun = enrolment.entry_on or enrolment.allocated_on
    if valid.exit_type is ExitType.CANCELLED_BEFORE_START:
        if came or enrolment.entry_confirmed_because:
            message = _("Die Person war schon da. Wählen Sie bitte „vorzeitig beendet“ oder „abgebrochen“.")
            raise InvalidFieldsError((FieldProblem("exit_type", message),))
        begun = enrolment.allocated_on
    if valid.exit_on < begun:
        message = _("Das Ende kann nicht vor dem Beginn am {begin} liegen.").format(begin=format_date(begun))
        raise InvalidFieldsError((FieldProblem("exit_on", message),))


def _add_placement(tx: Transaction, enrolment_id: EnrolmentId, valid: PlacementFields) -> PlacementId:
    placement = Placement(
        **valid.model_dump(),
        id=PlacementId(tx.new_id()),
        enrolment_id=enrolment_id,
        created_at=tx.now,
        created_by=tx.actor,
    )
    tx.add(placement)
    return placement.id


def _follow_up(tx: Transaction, enrolment: Enrolment) -> tuple[FollowUp | None, bool]:
    """The follow-up that the exit asks for, and whether a closed one is open again."""
    assert enrolment.cut_off_on is not None
    existing = exits.follow_up_of(tx, enrolment.id)
    if not is_asked_after(enrolment.exit_type):
        if existing is not None:
            existing.deleted = True
            tx.add(existing)
        return None, False
    months = exits.follow_up_months(tx)
    follow_up = existing or FollowUp(
        id=FollowUpId(tx.new_id()),
        enrolment_id=enrolment.id,
        months=months,
        due_on=enrolment.cut_off_on,
        state=FollowUpState.OPEN,
        created_at=tx.now,
    )
    was_closed = existing is not None and not existing.deleted and existing.state is not FollowUpState.OPEN
    moved = follow_up.due_on != enrolment.cut_off_on
    follow_up.months, follow_up.due_on, follow_up.deleted = months, enrolment.cut_off_on, False
    tx.add(follow_up)
    settle_follow_up(tx, enrolment, follow_up, keep_not_reached=not moved)
    if enrolment.exit_reason is ExitReason.DIED:
        for other in exits.follow_ups_of_person(tx, enrolment.participant_id):
            settle_follow_up(tx, tx.get(Enrolment, other.enrolment_id), other, died=True)
        return None, False
    return follow_up, was_closed and follow_up.state is FollowUpState.OPEN
