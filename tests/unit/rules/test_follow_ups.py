"""When a follow-up is due, overdue or closed, and what a job start suggests for its answer."""

from datetime import date
from uuid import UUID

import pytest

from werkakademie.records.enums import ExitType, FollowUpState, OutcomeCategory
from werkakademie.records.exits import PlacementRecord
from werkakademie.records.follow_ups import Timeliness
from werkakademie.records.ids import PlacementId
from werkakademie.rules.follow_ups import is_asked_after, overdue_before, settled_state, suggestion, timeliness

DUE = date(2027, 2, 27)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2027, 2, 26), Timeliness.COMING),
        (date(2027, 2, 27), Timeliness.DUE),
        (date(2027, 3, 27), Timeliness.DUE),
        (date(2027, 3, 28), Timeliness.OVERDUE),
    ],
)
def test_four_weeks_after_the_cut_off_day_it_is_overdue(today: date, expected: Timeliness) -> None:
    assert timeliness(DUE, today) is expected
    assert (overdue_before(today) > DUE) is (expected is Timeliness.OVERDUE)


def job(starts_on: date, category: OutcomeCategory = OutcomeCategory.INSURED_PART_TIME) -> PlacementRecord:
    return PlacementRecord(
        id=PlacementId(UUID(int=starts_on.toordinal())),
        employer_name="Bäckerei Krause",
        starts_on=starts_on,
        weekly_hours=20.0,
        category=category,
        occupation_code="6230",
        industry_code="10.71",
        industry_edition="WZ 2008",
        subsidised=False,
        fixed_term=None,
        temporary_agency=None,
    )


def test_the_last_job_before_the_cut_off_day_is_suggested() -> None:
    older, newer = job(date(2026, 12, 1), OutcomeCategory.MARGINAL), job(date(2027, 2, 1))
    for order in ((older, newer), (newer, older)):
        hint = suggestion(order, DUE)
        assert (hint["category"], hint["started_on"]) == (OutcomeCategory.INSURED_PART_TIME, date(2027, 2, 1))
    assert hint["weekly_hours"] == 20.0


def test_a_job_that_starts_after_the_cut_off_day_says_nothing_about_it() -> None:
    assert suggestion((job(date(2027, 2, 28)),), DUE) == {}
    assert suggestion((job(DUE),), DUE)["started_on"] == DUE
    assert suggestion((), DUE) == {}


@pytest.mark.parametrize("exit_type", ExitType)
def test_only_who_never_began_is_not_asked_after(exit_type: ExitType) -> None:
    """A cancellation before the start is not even a break-off."""
    assert is_asked_after(exit_type) is (exit_type is not ExitType.CANCELLED_BEFORE_START)


@pytest.mark.parametrize(
    ("answer", "died", "state"),
    [
        (None, False, FollowUpState.OPEN),
        (OutcomeCategory.UNKNOWN, False, FollowUpState.OPEN),
        (OutcomeCategory.SEEKING, False, FollowUpState.ANSWERED),
        (OutcomeCategory.DIED, False, FollowUpState.CLOSED_BY_DEATH),
        (None, True, FollowUpState.CLOSED_BY_DEATH),
        (OutcomeCategory.INSURED_FULL_TIME, True, FollowUpState.CLOSED_BY_DEATH),
    ],
)
def test_an_answer_or_a_death_closes_a_follow_up(
    answer: OutcomeCategory | None, died: bool, state: FollowUpState
) -> None:
    assert settled_state(answer, died=died) is state
