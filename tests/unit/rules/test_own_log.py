"""When it is time to ask, and what a week came to: each against a slow and obvious reference."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from werkakademie.records.enums import ApplicationStage, NextStep
from werkakademie.records.ids import ApplicationEventId, EmployerId, JobApplicationId, ParticipantId
from werkakademie.records.job_search import ApplicationRecord, StageRecord
from werkakademie.rules.job_search import current_stage
from werkakademie.rules.own_log import reminders, sent_between, week_of

TODAY = date(2026, 11, 23)
DAYS = st.integers(0, 60).map(lambda back: TODAY - timedelta(days=back))
_PERSON, _EMPLOYER = ParticipantId(UUID(int=1)), EmployerId(UUID(int=2))


def an_application(
    number: int,
    history: Sequence[tuple[ApplicationStage, date]],
    next_step: NextStep | None = None,
    next_on: date | None = None,
) -> ApplicationRecord:
    stages = tuple(
        StageRecord(ApplicationEventId(UUID(int=place)), stage, day, "", True)
        for place, (stage, day) in enumerate(sorted(history, key=lambda one: one[1]))
    )
    return ApplicationRecord(
        id=JobApplicationId(UUID(int=number)),
        participant_id=_PERSON,
        employer_id=_EMPLOYER,
        employer_name="Nord GmbH",
        employer_city="",
        position="Koch",
        source=None,
        channel=None,
        reference="",
        contact="",
        note="",
        stages=stages,
        current_stage=current_stage(stages),
        next_step=next_step,
        next_on=next_on,
    )


_HISTORIES = st.lists(st.tuples(st.sampled_from(ApplicationStage), DAYS), max_size=4)
_PLANS = st.tuples(
    st.none() | st.sampled_from(NextStep), st.none() | st.integers(-20, 20).map(lambda on: TODAY + timedelta(days=on))
)
_APPLICATIONS = st.lists(st.tuples(_HISTORIES, _PLANS), max_size=6).map(
    lambda found: [an_application(number, history, *plan) for number, (history, plan) in enumerate(found)]
)


@given(_APPLICATIONS)
def test_exactly_those_that_wait_long_enough_are_reminded_of(applications: list[ApplicationRecord]) -> None:
    """Day by day from the last stage on: waiting begins there, and the 14th day, or the chosen one, is the day."""
    expected = set()
    for one in applications:
        if one.current_stage not in (ApplicationStage.APPLIED, ApplicationStage.ANSWER) or not one.stages:
            continue
        if one.next_step is NextStep.NOTHING:
            continue
        newest = one.stages[-1].happened_on
        waited = sum(1 for back in range(100) if TODAY - timedelta(days=back) > newest)
        if (one.next_on is None and waited >= 14) or (one.next_on is not None and not one.next_on > TODAY):
            expected.add(one.id)
    found = reminders(applications, TODAY)
    assert {one.application.id for one in found} == expected
    assert [one.days for one in found] == sorted((one.days for one in found), reverse=True)
    assert all(one.since + timedelta(days=one.days) == TODAY for one in found)


@given(_APPLICATIONS, DAYS)
def test_a_week_counts_each_application_once_on_the_day_on_which_it_was_sent(
    applications: list[ApplicationRecord], day: date
) -> None:
    first, last = week_of(day)
    counted = 0
    for one in applications:
        for stage in one.stages:
            if stage.stage is ApplicationStage.APPLIED:
                counted += stage.happened_on.isocalendar()[:2] == day.isocalendar()[:2]
                break
    assert sent_between(applications, first, last) == counted


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_week_begins_on_monday_and_holds_its_day(day: date) -> None:
    first, last = week_of(day)
    assert first.isoweekday() == 1
    assert last.isoweekday() == 7
    assert first <= day <= last
    assert (last - first).days == 6


def test_the_fourteenth_day_is_the_first_to_ask_on() -> None:
    sent = an_application(1, [(ApplicationStage.APPLIED, date(2026, 11, 9))])
    assert reminders([sent], date(2026, 11, 22)) == ()
    (reminder,) = reminders([sent], date(2026, 11, 23))
    assert (reminder.since, reminder.days) == (date(2026, 11, 9), 14)
