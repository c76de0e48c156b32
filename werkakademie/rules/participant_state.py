"""In one word, where a person stands: from the enrolments, on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from werkakademie.records.participants import ParticipantState

#: The first that any enrolment has is the person's: what asks for action comes first.
_ORDER = (
    ParticipantState.FOLLOW_UP_DUE,
    ParticipantState.ACTIVE,
    ParticipantState.ALLOCATED,
    ParticipantState.ENDED,
    ParticipantState.NOT_ENTERED,
)


@dataclass(frozen=True, slots=True)
class EnrolmentFacts:
    """What the state of one enrolment depends on."""

    entry_on: date | None
    non_entry_on: date | None
    exit_on: date | None
    #: The day from which an open follow-up may be answered; None without an open one.
    follow_up_due_on: date | None


def enrolment_state(facts: EnrolmentFacts, today: date) -> ParticipantState:
    """The state that one enrolment gives on `today`; an exit in the future has not happened yet."""
    if facts.non_entry_on is not None and facts.exit_on is None:
        return ParticipantState.NOT_ENTERED
    if facts.exit_on is not None and facts.exit_on <= today:
        due = facts.follow_up_due_on is not None and facts.follow_up_due_on <= today
        return ParticipantState.FOLLOW_UP_DUE if due else ParticipantState.ENDED
    if facts.entry_on is not None and facts.entry_on <= today:
        return ParticipantState.ACTIVE
    return ParticipantState.ALLOCATED


def participant_state(states: Iterable[ParticipantState]) -> ParticipantState:
    """The person's state from the states of all enrolments."""
    present = set(states)
    return next((state for state in _ORDER if state in present), ParticipantState.WITHOUT_GROUP)
