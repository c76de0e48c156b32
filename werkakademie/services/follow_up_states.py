"""Keeps the state of a follow-up in step with what is known about the person."""

from werkakademie.models import Enrolment, FollowUp
from werkakademie.records.enums import ExitReason, FollowUpState
from werkakademie.records.follow_ups import OutcomeStanding
from werkakademie.records.ids import ParticipantId
from werkakademie.rules.follow_ups import settled_state
from werkakademie.storage.exits import follow_ups_of_person
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
    return settled_state(answer.category if answer else None, died=died)


def close_by_death(tx: Transaction, participant_id: ParticipantId) -> None:
    """A death closes every open follow-up of the person."""
    for follow_up in follow_ups_of_person(tx, participant_id):
        if follow_up.state is FollowUpState.OPEN:
            settle_follow_up(tx, tx.get(Enrolment, follow_up.enrolment_id), follow_up, died=True)
