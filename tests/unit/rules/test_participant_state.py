"""Where a person stands, from the days of the enrolments."""

from datetime import date

import pytest

from werkakademie.records.participants import ParticipantState
from werkakademie.rules.participant_state import EnrolmentFacts, enrolment_state, participant_state

TODAY = date(2026, 11, 23)
YESTERDAY, TOMORROW = date(2026, 11, 22), date(2026, 11, 24)
S = ParticipantState


@pytest.mark.parametrize(
    ("entry", "non_entry", "exit_", "due", "expected"),
    [
        (None, None, None, None, S.ALLOCATED),
        (TOMORROW, None, None, None, S.ALLOCATED),
        (TODAY, None, None, None, S.ACTIVE),
        (YESTERDAY, None, TOMORROW, None, S.ACTIVE),
        (None, YESTERDAY, None, None, S.NOT_ENTERED),
        (YESTERDAY, None, TODAY, None, S.ENDED),
        (YESTERDAY, None, TODAY, TOMORROW, S.ENDED),
        (YESTERDAY, None, TODAY, TODAY, S.FOLLOW_UP_DUE),
        (YESTERDAY, None, TOMORROW, TODAY, S.ACTIVE),
        (None, None, YESTERDAY, None, S.ENDED),
    ],
)
def test_the_state_of_one_enrolment(
    entry: date | None, non_entry: date | None, exit_: date | None, due: date | None, expected: ParticipantState
) -> None:
    assert enrolment_state(EnrolmentFacts(entry, non_entry, exit_, due), TODAY) is expected


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ([], S.WITHOUT_GROUP),
        ([S.ENDED], S.ENDED),
        ([S.ENDED, S.ACTIVE], S.ACTIVE),
        ([S.ACTIVE, S.FOLLOW_UP_DUE], S.FOLLOW_UP_DUE),
        ([S.NOT_ENTERED, S.ALLOCATED], S.ALLOCATED),
        ([S.NOT_ENTERED, S.ENDED], S.ENDED),
    ],
)
def test_what_asks_for_action_comes_first(states: list[ParticipantState], expected: ParticipantState) -> None:
    assert participant_state(states) is expected
