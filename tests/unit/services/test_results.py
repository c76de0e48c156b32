"""The figures of a period: by hand for a few people, and equal to the slow way for random histories."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from tests.factories import a_group, a_participant, a_session, an_enrolment, an_exit, an_outcome, make_workplace
from tests.laws import examples
from tests.unit.services.slow_result import SlowFigures, slow_figures
from werkakademie.errors import InvalidFieldsError
from werkakademie.models import (
    Attendance,
    CoachingSession,
    Enrolment,
    FollowUp,
    Group,
    Outcome,
    Participant,
    Placement,
    Suspension,
)
from werkakademie.records.enums import (
    AttendanceMark,
    Basis,
    Evidence,
    ExitReason,
    ExitType,
    Focus,
    FollowUpState,
    NonEntryReason,
    OutcomeCategory,
    SessionKind,
    SuspensionKind,
    TrainingPlace,
    Unit,
)
from werkakademie.records.ids import EnrolmentId
from werkakademie.records.result_queries import ResultQuery
from werkakademie.records.results import Figures, Rate
from werkakademie.rules.dates import cut_off_day
from werkakademie.services import attendance, enrolments, follow_ups, results
from werkakademie.services.workplace import Workplace
from werkakademie.storage.practice_identity import SteppedClock

TODAY = date(2027, 6, 1)
YEAR = ResultQuery(date(2026, 1, 1), date(2026, 12, 31), TODAY)


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path, clock=SteppedClock(datetime(2027, 6, 1, 8, 0, tzinfo=UTC)))
    yield opened
    opened.store.close()


def somebody(workplace: Workplace, group_id: Any, name: str, *, exit_on: date = date(2026, 11, 27)) -> EnrolmentId:
    """Somebody who came once and whose enrolment ended."""
    enrolment_id = an_enrolment(workplace, group_id, a_participant(workplace, name))
    enrolments.confirm_entry(workplace, enrolment_id, entry_on=date(2026, 11, 2), reason="Liste auf Papier")
    an_exit(workplace, enrolment_id, exit_on)
    return enrolment_id


def test_a_small_group_counted_by_hand(workplace: Workplace) -> None:
    """Ten came: four insured, two looking, one in a school, one with a Minijob, two not reached; one never came."""
    group_id = a_group(workplace)
    answers = (
        [OutcomeCategory.INSURED_FULL_TIME] * 3
        + [OutcomeCategory.INSURED_PART_TIME]
        + [OutcomeCategory.SEEKING] * 2
        + [OutcomeCategory.SCHOOL, OutcomeCategory.MARGINAL]
    )
    for number, category in enumerate(answers):
        enrolment_id = somebody(workplace, group_id, f"Person {number}")
        an_outcome(workplace, an_exit(workplace, enrolment_id, date(2026, 11, 27)), date(2027, 3, 1), category)
    follow_ups.close_not_reached(
        workplace, an_exit(workplace, somebody(workplace, group_id, "Still 1"), date(2026, 11, 27))
    )
    somebody(workplace, group_id, "Still 2")
    never = an_enrolment(workplace, group_id, a_participant(workplace, "Nie"), entry_on=None)
    enrolments.record_non_entry(workplace, never, reason=NonEntryReason.MISSING_CHILDCARE, decided_on=date(2026, 11, 4))

    figures = results.result(workplace, YEAR).total
    assert figures.counted == 10
    assert figures.eq3 == Rate(4, 10)
    assert figures.eq3_known == Rate(4, 8)
    assert (figures.lowest, figures.highest) == (Rate(4, 10), Rate(6, 10))
    assert figures.answered == Rate(8, 10)
    assert (figures.unknown_open, figures.unknown_closed) == (1, 1)
    assert (figures.not_entered, figures.entry_unclear, figures.not_yet_due) == (1, 0, 0)
    assert figures.taken_up is None
    assert not figures.provisional


def test_without_anybody_there_is_no_figure(workplace: Workplace) -> None:
    figures = results.result(workplace, YEAR).total
    assert figures.eq3 == Rate(0, 0)
    assert figures.eq3.value() is None
    view = results.result_view(workplace, YEAR)
    assert view.chart is None
    assert view.exit_span is None


def test_a_figure_depends_on_its_as_of_day_and_not_on_today(workplace: Workplace) -> None:
    group_id = a_group(workplace)
    follow_up_id = an_exit(workplace, somebody(workplace, group_id, "Ada"), date(2026, 11, 27))
    an_outcome(workplace, follow_up_id, date(2027, 3, 10))
    before, due, answered, last_of_eight_weeks, final = (
        results.result(workplace, ResultQuery(date(2026, 1, 1), date(2026, 12, 31), day)).total
        for day in (date(2027, 2, 26), date(2027, 2, 27), date(2027, 3, 10), date(2027, 4, 24), date(2027, 4, 25))
    )
    assert (before.counted, before.not_yet_due) == (0, 1)
    assert (due.eq3, due.unknown_open) == (Rate(0, 1), 1)
    assert (answered.eq3, answered.provisional) == (Rate(1, 1), True)
    assert last_of_eight_weeks.provisional
    assert not final.provisional


def test_a_mark_of_presence_is_an_entry_and_a_missing_mark_leaves_it_unclear(workplace: Workplace) -> None:
    group_id = a_group(workplace)
    session_id = a_session(workplace, group_id, date(2026, 11, 23))
    marks = {"Da": AttendanceMark.LATE, "Fehlt": AttendanceMark.UNEXCUSED, "Offen": None}
    for name, mark in marks.items():
        enrolment_id = an_enrolment(workplace, group_id, a_participant(workplace, name))
        if mark is not None:
            attendance.give_mark(workplace, session_id, enrolment_id, mark=mark)
        an_exit(workplace, enrolment_id, date(2026, 11, 27))
    figures = results.result(workplace, YEAR).total
    assert (figures.counted, figures.not_entered, figures.entry_unclear) == (1, 1, 1)
    allocated = results.result(
        workplace, ResultQuery(YEAR.first_exit_on, YEAR.last_exit_on, TODAY, Basis.ALLOCATED)
    ).total
    assert allocated.counted == 3


def test_moving_on_to_another_group_within_a_week_is_no_exit(workplace: Workplace) -> None:
    first, second = a_group(workplace, "Herbst 3"), a_group(workplace, "Winter 1")
    person = a_participant(workplace)
    for group_id, entry, end in (
        (first, date(2026, 11, 2), date(2026, 11, 20)),
        (second, date(2026, 11, 27), date(2026, 12, 18)),
    ):
        enrolment_id = an_enrolment(workplace, group_id, person, allocated_on=entry, entry_on=entry)
        enrolments.confirm_entry(workplace, enrolment_id, entry_on=entry, reason="Liste auf Papier")
        an_exit(workplace, enrolment_id, end)
    (only,) = results.result(workplace, YEAR).groups
    assert (only.group_name, only.figures.counted) == ("Winter 1", 1)


def test_persons_are_counted_once_by_their_last_exit(workplace: Workplace) -> None:
    person = a_participant(workplace)
    for name, end, category in (
        ("Frühjahr 1", date(2026, 11, 6), OutcomeCategory.INSURED_FULL_TIME),
        ("Herbst 3", date(2026, 12, 18), OutcomeCategory.SEEKING),
    ):
        enrolment_id = an_enrolment(workplace, a_group(workplace, name), person)
        enrolments.confirm_entry(workplace, enrolment_id, entry_on=date(2026, 11, 2), reason="Liste auf Papier")
        an_outcome(workplace, an_exit(workplace, enrolment_id, end), date(2027, 4, 1), category)
    by_enrolment = results.result(workplace, YEAR).total
    by_person = results.result(workplace, ResultQuery(YEAR.first_exit_on, YEAR.last_exit_on, TODAY, unit=Unit.PERSONS))
    assert by_enrolment.eq3 == Rate(1, 2)
    assert by_person.total.eq3 == Rate(0, 1)


def test_a_training_whose_place_is_unknown_is_not_insured_but_may_be_not_unemployed(workplace: Workplace) -> None:
    follow_up_id = an_exit(workplace, somebody(workplace, a_group(workplace), "Ada"), date(2026, 11, 27))
    an_outcome(
        workplace, follow_up_id, date(2027, 3, 1), OutcomeCategory.VOCATIONAL_TRAINING, registered_unemployed=False
    )
    figures = results.result(workplace, YEAR).total
    assert (figures.insured, figures.not_unemployed, figures.in_work) == (0, Rate(1, 1), Rate(1, 1))


def test_days_that_do_not_fit_together_are_refused(workplace: Workplace) -> None:
    with pytest.raises(InvalidFieldsError, match="vor seinem Anfang"):
        results.result(workplace, ResultQuery(date(2026, 2, 1), date(2026, 1, 1), TODAY))
    with pytest.raises(InvalidFieldsError, match="nicht in der Zukunft"):
        results.result(workplace, ResultQuery(date(2026, 1, 1), date(2026, 2, 1), TODAY + timedelta(days=1)))


def test_the_suggested_period_has_something_due(workplace: Workplace) -> None:
    assert results.suggested_query(workplace) == ResultQuery(date(2027, 1, 1), TODAY, TODAY)


# Random histories: everything that can happen to an enrolment, small enough to be drawn often.

DAYS = st.dates(date(2026, 1, 20), date(2026, 3, 10))
MAYBE = st.sampled_from([None, False, True])


@st.composite
def histories(draw: st.DrawFn) -> dict[str, Any]:
    exit_on = draw(st.none() | DAYS)
    cut_off = cut_off_day(exit_on, 3) if exit_on else None
    near = st.integers(-2, 20).map(lambda days: (cut_off or date(2026, 5, 1)) + timedelta(days=days))
    outcomes = draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "category": st.sampled_from(OutcomeCategory),
                    "observed_on": near,
                    "moved": st.booleans(),
                    "says_what_was": st.booleans(),
                    "withdrawn": st.sampled_from([False, False, True]),
                    "training_place": st.sampled_from([None, *TrainingPlace]),
                    "registered_unemployed": MAYBE,
                    "started_on": st.none() | st.dates(date(2026, 1, 1), date(2026, 7, 1)),
                }
            ),
            max_size=3,
        )
    )
    return {
        "person": draw(st.integers(0, 3)),
        "group": draw(st.integers(0, 1)),
        "entry_on": draw(st.none() | st.dates(date(2026, 1, 5), date(2026, 3, 12))),
        "confirmed": draw(st.booleans()),
        "insured_at_entry": draw(MAYBE),
        "non_entry_on": draw(st.none() | st.none() | DAYS),
        "exit_on": exit_on,
        "cut_off_on": cut_off,
        "state": draw(st.sampled_from(FollowUpState)),
        "marks": draw(st.lists(st.sampled_from([None, "A", "U", "T", "O"]), min_size=3, max_size=3)),
        "outcomes": outcomes,
        "jobs": draw(
            st.lists(st.tuples(st.dates(date(2026, 1, 1), date(2026, 7, 1)), st.sampled_from([1, 2, 5])), max_size=1)
        ),
        "rests": draw(st.booleans()),
    }


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workplace]:
    opened = make_workplace(
        tmp_path_factory.mktemp("practice"), clock=SteppedClock(datetime(2026, 9, 1, 8, 0, tzinfo=UTC))
    )
    yield opened
    opened.store.close()


TABLES = (Attendance, Suspension, Outcome, Placement, FollowUp, CoachingSession, Enrolment, Group, Participant)


def store_histories(workplace: Workplace, drawn: list[dict[str, Any]]) -> None:
    """Write the drawn histories into the emptied store."""
    with workplace.store.write(workplace.account_id) as tx:
        for table in TABLES:
            tx.execute(sa.delete(table))
        new: Callable[[], Any] = tx.new_id
        groups = [new(), new()]
        tx.add(
            *(
                Group(id=key, name=f"Gruppe {place}", focus=Focus.MIXED, starts_on=date(2026, 1, 5), created_at=tx.now)
                for place, key in enumerate(groups)
            )
        )
        people = [new() for _ in range(4)]
        tx.add(*(Participant(id=key, family_name=str(place), created_at=tx.now) for place, key in enumerate(people)))
        tx.flush()
        sessions = [[new() for _ in range(3)] for _ in groups]
        for place, own in enumerate(sessions):
            for number, key in enumerate(own):
                held = datetime(2026, 1 + number, 9, 8, tzinfo=UTC)
                tx.add(
                    CoachingSession(
                        id=key,
                        group_id=groups[place],
                        kind=SessionKind.GROUP,
                        held_on=held.date(),
                        starts_at=held,
                        ends_at=held + timedelta(hours=3),
                        created_at=tx.now,
                        cancelled_because="krank" if place and number == 2 else "",
                    )
                )
        tx.flush()
        for one in drawn:
            key = new()
            tx.add(
                Enrolment(
                    id=key,
                    participant_id=people[one["person"]],
                    group_id=groups[one["group"]],
                    allocated_on=date(2026, 1, 5),
                    entry_on=one["entry_on"],
                    entry_confirmed_because="Papier" if one["confirmed"] else "",
                    insured_at_entry=one["insured_at_entry"],
                    non_entry_on=one["non_entry_on"],
                    exit_on=one["exit_on"],
                    cut_off_on=one["cut_off_on"],
                    exit_type=ExitType.PLANNED,
                    exit_reason=ExitReason.COMPLETED,
                    created_at=tx.now,
                )
            )
            tx.flush()
            if one["exit_on"]:
                tx.add(
                    FollowUp(
                        id=new(),
                        enrolment_id=key,
                        months=3,
                        due_on=one["cut_off_on"],
                        state=one["state"],
                        created_at=tx.now,
                    )
                )
            for session_id, mark in zip(sessions[one["group"]], one["marks"], strict=True):
                if mark:
                    tx.add(
                        Attendance(
                            session_id=session_id, enrolment_id=key, mark=AttendanceMark(mark), recorded_at=tx.now
                        )
                    )
            if one["rests"]:
                tx.add(
                    Suspension(
                        enrolment_id=key,
                        starts_on=date(2026, 2, 1),
                        ends_on=date(2026, 2, 28),
                        kind=SuspensionKind.OTHER,
                    )
                )
            for number, outcome in enumerate(one["outcomes"]):
                values = dict(outcome)
                as_of = one["cut_off_on"] or date(2026, 5, 1)
                as_of += timedelta(days=3) if values.pop("moved") else timedelta()
                tx.add(
                    Outcome(
                        **values,
                        id=new(),
                        enrolment_id=key,
                        as_of=as_of,
                        evidence=Evidence.OWN_STATEMENT,
                        recorded_at=tx.now + timedelta(minutes=number // 2),
                    )
                )
            for starts_on, category in one["jobs"]:
                tx.add(
                    Placement(
                        id=new(),
                        enrolment_id=key,
                        employer_name="Café Mitte",
                        starts_on=starts_on,
                        category=OutcomeCategory(category),
                        created_at=tx.now,
                    )
                )


def letters(figures: Figures) -> SlowFigures:
    return SlowFigures(
        a=figures.counted,
        s=figures.insured,
        b=figures.insured_before,
        u_open=figures.unknown_open,
        u_closed=figures.unknown_closed,
        t=figures.taken_up.numerator if figures.taken_up else None,
        vq=figures.not_unemployed.numerator,
        work=figures.in_work.numerator,
        n=figures.not_entered,
        q=figures.entry_unclear,
        not_yet_due=figures.not_yet_due,
        provisional=figures.provisional,
    )


@examples(25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    drawn=st.lists(histories(), min_size=1, max_size=6),
    basis=st.sampled_from(Basis),
    unit=st.sampled_from(Unit),
    as_of=st.dates(date(2026, 4, 15), date(2026, 8, 31)),
)
def test_the_grouped_query_equals_the_rules_applied_to_single_enrolments(
    practice: Workplace, drawn: list[dict[str, Any]], basis: Basis, unit: Unit, as_of: date
) -> None:
    store_histories(practice, drawn)
    query = ResultQuery(date(2026, 1, 25), date(2026, 3, 5), as_of, basis, unit)
    quick = results.result(practice, query)
    with practice.store.read() as tx:
        slow = slow_figures(tx, query)
    assert letters(quick.total) == slow[None]
    assert {line.group_id: letters(line.figures) for line in quick.groups} == {
        group: figures for group, figures in slow.items() if group is not None
    }
