"""Asking after people: what is tried and what is learnt is kept, and only an answer about the day counts."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.factories import a_group, a_participant, an_enrolment, an_exit, an_outcome, make_workplace
from werkakademie.errors import InvalidFieldsError, NotAllowedError
from werkakademie.records.enums import (
    ContactChannel,
    ContactResult,
    Evidence,
    FollowUpState,
    OutcomeCategory,
    Role,
    TrainingPlace,
)
from werkakademie.records.follow_ups import FollowUpFilter, OutcomeStanding, Timeliness
from werkakademie.records.ids import FollowUpId
from werkakademie.services import follow_ups
from werkakademie.services.follow_ups import NoEmployerPermissionError
from werkakademie.services.workplace import Workplace
from werkakademie.storage.practice_identity import SteppedClock

#: Exit on 20.11.2026; the cut-off day is 20.02.2027 and today is 01.03.2027.
CUT_OFF = date(2027, 2, 20)
TODAY = date(2027, 3, 1)
CALL = {"attempted_on": TODAY, "channel": ContactChannel.PHONE, "result": ContactResult.NOT_REACHED}


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock(datetime(2027, 3, 1, 8, 0, tzinfo=UTC))


@pytest.fixture
def workplace(tmp_path: Path, clock: SteppedClock) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path, clock=clock)
    yield opened
    opened.store.close()


@pytest.fixture
def follow_up_id(workplace: Workplace) -> FollowUpId:
    person = a_participant(workplace, phone="0511 123456")
    return an_exit(workplace, an_enrolment(workplace, a_group(workplace), person))


def state(workplace: Workplace, follow_up_id: FollowUpId) -> FollowUpState:
    return follow_ups.follow_up_record(workplace, follow_up_id).row.state


def test_the_chips_tell_due_overdue_coming_and_closed_apart(workplace: Workplace) -> None:
    group_id = a_group(workplace)
    ends = {
        "Due": date(2026, 11, 20),
        "Late": date(2026, 11, 3),
        "Soon": date(2026, 12, 15),
        "Known": date(2026, 11, 9),
    }
    made = {
        name: an_exit(workplace, an_enrolment(workplace, group_id, a_participant(workplace, name)), day)
        for name, day in ends.items()
    }
    an_outcome(workplace, made["Known"], TODAY)
    listed = {
        chip: [row.given_names for row in follow_ups.follow_up_list(workplace, chip).rows] for chip in FollowUpFilter
    }
    assert listed == {
        FollowUpFilter.DUE: ["Late", "Due"],
        FollowUpFilter.OVERDUE: [],
        FollowUpFilter.COMING: ["Soon"],
        FollowUpFilter.CLOSED: ["Known"],
    }
    counts = follow_ups.follow_up_list(workplace, FollowUpFilter.DUE).counts
    assert counts == {chip: len(names) for chip, names in listed.items()}


def test_four_weeks_after_the_cut_off_day_a_follow_up_is_overdue(workplace: Workplace, clock: SteppedClock) -> None:
    an_exit(workplace, an_enrolment(workplace, a_group(workplace)))
    for day, expected in ((20, Timeliness.DUE), (21, Timeliness.OVERDUE)):
        clock.set(datetime(2027, 3, day, 8, tzinfo=UTC))
        (row,) = follow_ups.follow_up_list(workplace, FollowUpFilter.DUE).rows
        assert row.timeliness is expected


def test_attempts_are_kept_with_who_made_them(workplace: Workplace, follow_up_id: FollowUpId) -> None:
    follow_ups.record_attempt(workplace, follow_up_id, fields={**CALL, "attempted_on": date(2027, 2, 26)})
    follow_ups.record_attempt(
        workplace, follow_up_id, fields={**CALL, "result": ContactResult.CALL_BACK, "note": "ab 17 Uhr"}
    )
    record = follow_ups.follow_up_record(workplace, follow_up_id)
    assert [(one.attempted_on, one.note, one.recorded_by) for one in record.attempts] == [
        (TODAY, "ab 17 Uhr", "Petra Wagner"),
        (date(2027, 2, 26), "", "Petra Wagner"),
    ]
    assert (record.row.attempts, record.row.last_attempt_on, record.row.phone) == (2, TODAY, "0511 123456")


def test_an_attempt_in_the_future_is_refused(workplace: Workplace, follow_up_id: FollowUpId) -> None:
    with pytest.raises(InvalidFieldsError, match="Zukunft"):
        follow_ups.record_attempt(workplace, follow_up_id, fields={**CALL, "attempted_on": date(2027, 3, 2)})


def test_an_employer_is_asked_only_with_the_persons_permission(workplace: Workplace, follow_up_id: FollowUpId) -> None:
    asked = {**CALL, "channel": ContactChannel.EMPLOYER}
    with pytest.raises(NoEmployerPermissionError, match="erst fragen, wenn die Person es erlaubt hat"):
        follow_ups.record_attempt(workplace, follow_up_id, fields=asked)
    with pytest.raises(NoEmployerPermissionError):
        an_outcome(workplace, follow_up_id, TODAY, evidence=Evidence.EMPLOYER_CONFIRMED)
    assert follow_ups.follow_up_record(workplace, follow_up_id).attempts == ()

    follow_ups.set_employer_permission(workplace, follow_up_id, on=TODAY)
    follow_ups.record_attempt(workplace, follow_up_id, fields=asked)
    with pytest.raises(NoEmployerPermissionError):
        follow_ups.record_attempt(workplace, follow_up_id, fields={**asked, "attempted_on": date(2027, 2, 28)})
    follow_ups.set_employer_permission(workplace, follow_up_id, on=None)
    with pytest.raises(NoEmployerPermissionError):
        follow_ups.record_attempt(workplace, follow_up_id, fields=asked)


def test_an_answer_about_the_cut_off_day_closes_the_follow_up(workplace: Workplace, follow_up_id: FollowUpId) -> None:
    an_outcome(workplace, follow_up_id, CUT_OFF, registered_unemployed=False, weekly_hours=38.5)
    record = follow_ups.follow_up_record(workplace, follow_up_id)
    assert record.row.state is FollowUpState.ANSWERED
    assert record.closed_on == TODAY
    assert record.answer is not None
    assert (record.answer.as_of, record.answer.registered_unemployed) == (CUT_OFF, False)
    assert record.answer.benefit_change is None


def test_what_was_seen_before_the_cut_off_day_is_only_a_hint(workplace: Workplace, follow_up_id: FollowUpId) -> None:
    an_outcome(workplace, follow_up_id, date(2027, 2, 19))
    record = follow_ups.follow_up_record(workplace, follow_up_id)
    assert [one.standing for one in record.outcomes] == [OutcomeStanding.TOO_EARLY]
    assert record.row.state is FollowUpState.OPEN


def test_what_was_seen_later_counts_only_if_it_says_what_was_on_the_day(
    workplace: Workplace, follow_up_id: FollowUpId
) -> None:
    an_outcome(workplace, follow_up_id, TODAY, says_what_was=False)
    assert state(workplace, follow_up_id) is FollowUpState.OPEN
    an_outcome(workplace, follow_up_id, TODAY, OutcomeCategory.SEEKING)
    record = follow_ups.follow_up_record(workplace, follow_up_id)
    assert [one.standing for one in record.outcomes] == [OutcomeStanding.COUNTS, OutcomeStanding.SILENT]


def test_the_newest_counts_and_a_stronger_older_one_is_shown_as_contradiction(
    workplace: Workplace, follow_up_id: FollowUpId
) -> None:
    contract = an_outcome(workplace, follow_up_id, CUT_OFF, evidence=Evidence.CONTRACT_SEEN)
    an_outcome(workplace, follow_up_id, TODAY, OutcomeCategory.SEEKING)
    record = follow_ups.follow_up_record(workplace, follow_up_id)
    assert record.answer is not None
    assert record.answer.category is OutcomeCategory.SEEKING
    assert record.contradiction is not None
    assert record.contradiction.id == contract


def test_a_withdrawn_outcome_stays_in_the_history_and_the_one_before_counts_again(
    workplace: Workplace, follow_up_id: FollowUpId
) -> None:
    an_outcome(workplace, follow_up_id, CUT_OFF, OutcomeCategory.SEEKING)
    second = an_outcome(workplace, follow_up_id, TODAY)
    follow_ups.withdraw_outcome(workplace, second)
    record = follow_ups.follow_up_record(workplace, follow_up_id)
    assert [one.standing for one in record.outcomes] == [OutcomeStanding.WITHDRAWN, OutcomeStanding.COUNTS]
    assert record.answer is not None
    follow_ups.withdraw_outcome(workplace, record.answer.id)
    assert state(workplace, follow_up_id) is FollowUpState.OPEN
    follow_ups.withdraw_outcome(workplace, second, withdrawn=False)
    assert state(workplace, follow_up_id) is FollowUpState.ANSWERED


def test_not_reached_closes_and_can_be_taken_up_again(workplace: Workplace, follow_up_id: FollowUpId) -> None:
    follow_ups.close_not_reached(workplace, follow_up_id)
    assert state(workplace, follow_up_id) is FollowUpState.NOT_REACHED
    follow_ups.close_not_reached(workplace, follow_up_id, reopen=True)
    assert state(workplace, follow_up_id) is FollowUpState.OPEN
    follow_ups.close_not_reached(workplace, follow_up_id)
    an_outcome(workplace, follow_up_id, TODAY)
    assert state(workplace, follow_up_id) is FollowUpState.ANSWERED


def test_an_insured_job_that_began_after_the_cut_off_day_does_not_answer_it(
    workplace: Workplace, follow_up_id: FollowUpId
) -> None:
    with pytest.raises(InvalidFieldsError, match=r"erst nach dem Stichtag 20\.02\.2027"):
        an_outcome(workplace, follow_up_id, TODAY, started_on=date(2027, 2, 21))


def test_a_training_place_is_kept_for_a_training_only(workplace: Workplace, follow_up_id: FollowUpId) -> None:
    an_outcome(workplace, follow_up_id, TODAY, training_place=TrainingPlace.COMPANY)
    an_outcome(
        workplace, follow_up_id, TODAY, OutcomeCategory.VOCATIONAL_TRAINING, training_place=TrainingPlace.COMPANY
    )
    places = [one.training_place for one in follow_ups.follow_up_record(workplace, follow_up_id).outcomes]
    assert places == [TrainingPlace.COMPANY, None]


def test_a_known_death_closes_the_persons_other_follow_ups(workplace: Workplace, follow_up_id: FollowUpId) -> None:
    person = follow_ups.follow_up_record(workplace, follow_up_id).row.participant_id
    other = an_exit(workplace, an_enrolment(workplace, a_group(workplace, "Winter 1"), person), date(2026, 12, 18))
    an_outcome(workplace, follow_up_id, date(2027, 2, 1), OutcomeCategory.DIED, evidence=Evidence.CASE_SYSTEM)
    assert state(workplace, follow_up_id) is FollowUpState.CLOSED_BY_DEATH
    assert state(workplace, other) is FollowUpState.CLOSED_BY_DEATH


def test_a_carer_reads_no_follow_ups(workplace: Workplace) -> None:
    carer = Workplace(workplace.store, workplace.account_id, "Ina", frozenset({Role.CARER}))
    with pytest.raises(NotAllowedError):
        follow_ups.follow_up_list(carer, FollowUpFilter.DUE)
