"""An enrolment ends: the cut-off day is stored, somebody will be asked, and corrections keep the history."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.factories import a_group, a_participant, a_session, an_enrolment, an_exit, an_outcome, make_workplace
from werkakademie.errors import InvalidFieldsError
from werkakademie.records.changes import Noun
from werkakademie.records.enums import (
    AttendanceMark,
    ExitReason,
    ExitType,
    FollowUpState,
    OutcomeCategory,
)
from werkakademie.records.follow_ups import FollowUpFilter, OutcomeStanding
from werkakademie.records.ids import EnrolmentId
from werkakademie.services import attendance, exits, follow_ups
from werkakademie.services.workplace import Workplace
from werkakademie.storage.practice_identity import SteppedClock

PLANNED = {"exit_type": ExitType.PLANNED, "exit_reason": ExitReason.COMPLETED}


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock(datetime(2027, 6, 1, 8, 0, tzinfo=UTC))


@pytest.fixture
def workplace(tmp_path: Path, clock: SteppedClock) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path, clock=clock)
    yield opened
    opened.store.close()


@pytest.fixture
def enrolment_id(workplace: Workplace) -> EnrolmentId:
    return an_enrolment(workplace, a_group(workplace))


def test_the_cut_off_day_is_stored_three_months_later_and_the_follow_up_falls_due_on_it(
    workplace: Workplace, enrolment_id: EnrolmentId
) -> None:
    done = exits.record_exit(workplace, enrolment_id, fields={"exit_on": date(2026, 11, 30), **PLANNED})
    assert done.value.cut_off_on == date(2027, 2, 28)
    assert done.value.follow_up_due_on == date(2027, 2, 28)
    assert Noun.ENROLMENT in done.changes
    assert Noun.FOLLOW_UP in done.changes
    (row,) = follow_ups.follow_ups_due(workplace, date(2027, 2, 28))
    assert (row.family_name, row.due_on, row.state) == ("Kovalenko", date(2027, 2, 28), FollowUpState.OPEN)
    assert follow_ups.follow_ups_due(workplace, date(2027, 2, 27)) == ()


def test_a_job_start_is_kept_with_the_exit_and_suggests_the_answer(
    workplace: Workplace, enrolment_id: EnrolmentId
) -> None:
    job = {
        "employer_name": "Logistik Nord GmbH",
        "starts_on": date(2026, 11, 16),
        "weekly_hours": 30.0,
        "category": OutcomeCategory.INSURED_PART_TIME,
    }
    fields = {
        "exit_on": date(2026, 11, 13),
        "exit_type": ExitType.EARLY,
        "exit_reason": ExitReason.TOOK_UP_WORK,
    }
    done = exits.record_exit(workplace, enrolment_id, fields=fields, placement=job)
    assert done.value.follow_up_id is not None
    record = follow_ups.follow_up_record(workplace, done.value.follow_up_id)
    assert record.suggestion["category"] is OutcomeCategory.INSURED_PART_TIME
    assert record.suggestion["started_on"] == date(2026, 11, 16)
    assert record.answer is None
    assert record.row.state is FollowUpState.OPEN


def test_a_job_that_starts_after_the_cut_off_day_suggests_nothing(
    workplace: Workplace, enrolment_id: EnrolmentId
) -> None:
    follow_up_id = an_exit(workplace, enrolment_id, date(2026, 11, 20))
    job = {
        "employer_name": "Café Mitte",
        "starts_on": date(2027, 3, 1),
        "category": OutcomeCategory.INSURED_FULL_TIME,
    }
    exits.add_placement(workplace, enrolment_id, fields=job)
    assert follow_ups.follow_up_record(workplace, follow_up_id).suggestion == {}


def test_problems_of_both_parts_of_the_form_come_together(workplace: Workplace, enrolment_id: EnrolmentId) -> None:
    with pytest.raises(InvalidFieldsError) as refused:
        exits.record_exit(workplace, enrolment_id, fields={"exit_on": None, **PLANNED}, placement={"starts_on": None})
    fields = {problem.field for problem in refused.value.problems}
    assert {"exit_on", "employer_name", "starts_on", "category"} <= fields


def test_an_exit_before_the_entry_is_refused_with_a_sentence(workplace: Workplace, enrolment_id: EnrolmentId) -> None:
    with pytest.raises(InvalidFieldsError, match=r"nicht vor dem Beginn am 02\.11\.2026"):
        exits.record_exit(workplace, enrolment_id, fields={"exit_on": date(2026, 11, 1), **PLANNED})
    assert exits.exit_record(workplace, enrolment_id).exit_on is None


def test_a_cancellation_before_the_start_asks_nobody_and_is_refused_for_who_came(
    workplace: Workplace,
) -> None:
    group_id = a_group(workplace)
    never, came = (an_enrolment(workplace, group_id, a_participant(workplace, name)) for name in ("Ada", "Bo"))
    attendance.give_mark(workplace, a_session(workplace, group_id), came, mark=AttendanceMark.PRESENT)
    fields = {
        "exit_on": date(2026, 11, 25),
        "exit_type": ExitType.CANCELLED_BEFORE_START,
        "exit_reason": ExitReason.DECLINED,
    }
    assert exits.record_exit(workplace, never, fields=fields).value.follow_up_id is None
    assert follow_ups.follow_up_list(workplace, FollowUpFilter.DUE).rows == ()
    with pytest.raises(InvalidFieldsError, match="schon da"):
        exits.record_exit(workplace, came, fields=fields)


def test_a_corrected_exit_moves_the_cut_off_day_and_reopens_the_follow_up(
    workplace: Workplace, enrolment_id: EnrolmentId
) -> None:
    follow_up_id = an_exit(workplace, enrolment_id, date(2026, 11, 20))
    an_outcome(workplace, follow_up_id, date(2027, 2, 20))
    assert follow_ups.follow_up_record(workplace, follow_up_id).row.state is FollowUpState.ANSWERED

    done = exits.record_exit(workplace, enrolment_id, fields={"exit_on": date(2026, 11, 27), **PLANNED})
    assert done.value.reopened
    record = follow_ups.follow_up_record(workplace, follow_up_id)
    assert record.row.state is FollowUpState.OPEN
    assert record.row.due_on == date(2027, 2, 27)
    (old,) = record.outcomes
    assert old.standing is OutcomeStanding.OTHER_DAY

    back = exits.record_exit(workplace, enrolment_id, fields={"exit_on": date(2026, 11, 20), **PLANNED})
    assert not back.value.reopened
    assert follow_ups.follow_up_record(workplace, follow_up_id).row.state is FollowUpState.ANSWERED


def test_changing_only_the_reason_leaves_a_closed_follow_up_closed(
    workplace: Workplace, enrolment_id: EnrolmentId
) -> None:
    follow_up_id = an_exit(workplace, enrolment_id)
    follow_ups.close_not_reached(workplace, follow_up_id)
    an_exit(workplace, enrolment_id, exit_reason=ExitReason.MOVED)
    assert follow_ups.follow_up_record(workplace, follow_up_id).row.state is FollowUpState.NOT_REACHED


def test_a_death_closes_every_follow_up_of_the_person(workplace: Workplace) -> None:
    person = a_participant(workplace)
    earlier = an_enrolment(workplace, a_group(workplace, "Sommer 2"), person)
    later = an_enrolment(workplace, a_group(workplace, "Herbst 3"), person)
    first = an_exit(workplace, earlier, date(2026, 11, 5))
    fields = {"exit_on": date(2026, 12, 1), "exit_type": ExitType.EARLY, "exit_reason": ExitReason.DIED}
    assert exits.record_exit(workplace, later, fields=fields).value.follow_up_id is None
    assert follow_ups.follow_up_record(workplace, first).row.state is FollowUpState.CLOSED_BY_DEATH
    assert follow_ups.follow_up_list(workplace, FollowUpFilter.DUE).rows == ()


def test_taking_an_exit_back_hides_the_follow_up_and_bringing_it_again_keeps_the_history(
    workplace: Workplace, enrolment_id: EnrolmentId
) -> None:
    follow_up_id = an_exit(workplace, enrolment_id)
    an_outcome(workplace, follow_up_id, date(2027, 2, 22))
    exits.take_back_exit(workplace, enrolment_id)
    assert exits.exit_record(workplace, enrolment_id).cut_off_on is None
    assert follow_ups.follow_up_list(workplace, FollowUpFilter.CLOSED).rows == ()
    assert an_exit(workplace, enrolment_id) == follow_up_id
    assert len(follow_ups.follow_up_record(workplace, follow_up_id).outcomes) == 1


def test_a_removed_job_start_can_be_brought_back(workplace: Workplace, enrolment_id: EnrolmentId) -> None:
    job = {
        "employer_name": "Café Mitte",
        "starts_on": date(2026, 12, 1),
        "category": OutcomeCategory.MARGINAL,
    }
    placement_id = exits.add_placement(workplace, enrolment_id, fields=job).value
    exits.remove_placement(workplace, placement_id)
    assert exits.exit_record(workplace, enrolment_id).placements == ()
    exits.remove_placement(workplace, placement_id, removed=False)
    assert [one.employer_name for one in exits.exit_record(workplace, enrolment_id).placements] == ["Café Mitte"]
