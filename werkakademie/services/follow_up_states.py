"""Keeps the state of a follow-up in step with what is known about the person."""

from werkakademie.models import Enrolment, FollowUp
from werkakademie.records.enums import ExitReason, FollowUpState, OutcomeCategory
from werkakademie.records.follow_ups import OutcomeStanding
from werkakademie.storage.outcomes import outcome_records
from werkakademie.storage.transaction import Transaction


def settle_follow_up(
    tx: Transaction, enrolment: Enrolment, follow_up: FollowUp, *, keep_not_reached: bool = False, died: bool = False
) -> None:
    """Open the follow-up, or close it as answered or by death; "not reached" stays only where asked for."""
    state = _state(tx, enrolment, died=died or enrolment.exit_reason is ExitReason.DIED)
    if state is FollowUpState.OPEN and keep_not_reached and follow_up.state is FollowUpState.NOT_REACHED:
        return
    if state is not follow_up.state:
        follow_up.state = state
        follow_up.closed_on = None if state is FollowUpState.OPEN else tx.today
        tx.add(follow_up)


def _state(tx: Transaction, enrolment: Enrolment, *, died: bool) -> FollowUpState:
    tx.flush()
    answer = next((one for one in outcome_records(tx, enrolment) if one.standing is OutcomeStanding.COUNTS), None)
    if died or (answer is not None and answer.category is OutcomeCategory.DIED):
        return FollowUpState.CLOSED_BY_DEATH
    if answer is None or answer.category is OutcomeCategory.UNKNOWN:
        return FollowUpState.OPEN
    return FollowUpState.ANSWERED
