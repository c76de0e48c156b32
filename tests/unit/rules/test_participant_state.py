"""Where a person stands: by each enrolment's days, and by the enrolment that asks for action first."""

from datetime import date

import pytest

from werkakademie.records.participants import ParticipantState as State
from werkakademie.rules.participant_state import EnrolmentFacts, enrolment_state, participant_state

TODAY = date(2026, 11, 22)
BEFORE, AFTER = date(2026, 11, 2), date(2026, 12, 18)


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        (EnrolmentFacts(None, None, None, None), State.ALLOCATED),
        (EnrolmentFacts(AFTER, None, None, None), State.ALLOCATED),
        (EnrolmentFacts(TODAY, None, None, None), State.ACTIVE),
        (EnrolmentFacts(BEFORE, None, AFTER, None), State.ACTIVE),
        (EnrolmentFacts(BEFORE, None, TODAY, AFTER), State.ENDED),
        (EnrolmentFacts(BEFORE, None, TODAY, None), State.ENDED),
        (EnrolmentFacts(BEFORE, None, BEFORE, TODAY), State.FOLLOW_UP_DUE),
        (EnrolmentFacts(None, BEFORE, None, None), State.NOT_ENTERED),
    ],
)
def test_one_enrolment(facts: EnrolmentFacts, state: State) -> None:
    assert enrolment_state(facts, TODAY) is state


@pytest.mark.parametrize(
    ("states", "state"),
    [
        ([], State.WITHOUT_GROUP),
        ([State.ENDED, State.ACTIVE], State.ACTIVE),
        ([State.ACTIVE, State.FOLLOW_UP_DUE], State.FOLLOW_UP_DUE),
        ([State.NOT_ENTERED, State.ENDED], State.ENDED),
        ([State.NOT_ENTERED], State.NOT_ENTERED),
        ([State.ENDED, State.ALLOCATED], State.ALLOCATED),
    ],
)
def test_what_asks_for_action_comes_first(states: list[State], state: State) -> None:
    assert participant_state(states) is state
