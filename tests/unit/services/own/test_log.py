"""A person's own log: what they wrote, what waits, what the week came to."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from tests.factories import (
    MONDAY_MORNING,
    a_group,
    a_participant,
    a_session,
    an_application,
    an_enrolment,
    an_own_place,
    make_workplace,
)
from tests.unit.services.care import a_job, a_little_child
from werkakademie.errors import InvalidFieldsError, MissingRecordError, NotAllowedError
from werkakademie.records.care_search import DayHours
from werkakademie.records.enums import ApplicationStage, CommentOn, NextStep, SearchActivityKind
from werkakademie.records.own_log import UNKNOWN_EMPLOYER, UNKNOWN_POSITION, NewApplication
from werkakademie.services import care_matching, job_search, paper_comments
from werkakademie.services.own import comments, home, letters, log
from werkakademie.services.own.place import OwnPlace
from werkakademie.services.workplace import Workplace
from werkakademie.storage.practice_identity import SteppedClock

TODAY = date(2026, 11, 23)


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock(MONDAY_MORNING)


@pytest.fixture
def workplace(tmp_path: Path, clock: SteppedClock) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path, clock=clock)
    yield opened
    opened.store.close()


@pytest.fixture
def own(workplace: Workplace) -> OwnPlace:
    return an_own_place(workplace)


def an_entry(employer: str | None = "Nord GmbH", day: date | None = TODAY) -> NewApplication:
    return NewApplication(employer, "Oldenburg", "Lagerhelferin", None, day)


def test_an_application_is_written_with_what_is_known(own: OwnPlace) -> None:
    number = log.add_application(own, an_entry(day=TODAY - timedelta(days=3))).value
    found = log.own_application(own, number)
    assert (found.employer_name, found.employer_city, found.position) == ("Nord GmbH", "Oldenburg", "Lagerhelferin")
    (stage,) = found.stages
    assert (stage.stage, stage.happened_on, stage.day_known) == (ApplicationStage.APPLIED, date(2026, 11, 20), True)


def test_nothing_known_is_an_answer_too(own: OwnPlace) -> None:
    number = log.add_application(own, NewApplication(None, None, None, None, None)).value
    found = log.own_application(own, number)
    assert (found.employer_name, found.position) == (UNKNOWN_EMPLOYER, UNKNOWN_POSITION)
    assert found.stages[0].day_known is False


def test_a_day_to_come_is_refused(own: OwnPlace) -> None:
    with pytest.raises(InvalidFieldsError):
        log.add_application(own, an_entry(day=TODAY + timedelta(days=1)))
    assert log.own_log(own).applications == ()


def test_the_coach_reads_what_the_person_wrote(own: OwnPlace, workplace: Workplace) -> None:
    log.add_application(own, an_entry())
    (seen,) = job_search.job_search_log(workplace, own.participant_id).applications
    assert seen.employer_name == "Nord GmbH"


def test_nobody_elses_application_can_be_reached(own: OwnPlace, workplace: Workplace) -> None:
    other = an_application(workplace, a_participant(workplace, "Ali"), "Süd AG")
    for act in (
        lambda: log.own_application(own, other),
        lambda: log.add_stage(own, other, stage=ApplicationStage.ANSWER),
        lambda: log.remove_application(own, other),
        lambda: log.plan_next(own, other, next_step=NextStep.WAIT, next_on=None),
        lambda: log.asked_again(own, other),
        lambda: log.change_application(own, other, employer_name="X", position="Y"),
    ):
        with pytest.raises(NotAllowedError):
            act()
    assert log.earlier_at(own, "Süd AG") == ()


def test_an_earlier_application_at_the_same_employer_is_found_however_it_is_written(own: OwnPlace) -> None:
    log.add_application(own, an_entry("Grün & Söhne"))
    (found,) = log.earlier_at(own, " grün & SÖHNE ")
    assert found.position == "Lagerhelferin"
    assert log.earlier_at(own, "") == ()


def test_after_fourteen_days_without_an_answer_somebody_may_ask(own: OwnPlace, clock: SteppedClock) -> None:
    number = log.add_application(own, an_entry()).value
    clock.step(timedelta(days=13))
    assert log.own_log(own).reminders == ()
    clock.step(timedelta(days=1))
    (reminder,) = log.own_log(own).reminders
    assert (reminder.application.id, reminder.days) == (number, 14)
    log.asked_again(own, number)
    assert log.own_log(own).reminders == ()
    (activity,) = log.own_log(own).activities
    assert (activity.kind, activity.place) == (SearchActivityKind.CALL, "Nord GmbH")
    clock.step(timedelta(days=7))
    assert len(log.own_log(own).reminders) == 1


def test_an_answer_ends_the_waiting(own: OwnPlace, clock: SteppedClock) -> None:
    number = log.add_application(own, an_entry()).value
    clock.step(timedelta(days=20))
    added = log.add_stage(own, number, stage=ApplicationStage.REFUSAL).value
    assert log.own_log(own).reminders == ()
    log.take_back_stage(own, added)
    assert len(log.own_log(own).reminders) == 1


def test_an_answer_that_is_taken_back_brings_the_planned_step_back(own: OwnPlace) -> None:
    number, day = log.add_application(own, an_entry()).value, TODAY + timedelta(days=5)
    log.plan_next(own, number, next_step=NextStep.SEND_PAPERS, next_on=day)
    added = log.add_stage(own, number, stage=ApplicationStage.ANSWER).value
    assert log.own_application(own, number).next_step is None
    log.take_back_stage(own, added)
    found = log.own_application(own, number)
    assert (found.current_stage, found.next_step, found.next_on) == (
        ApplicationStage.APPLIED,
        NextStep.SEND_PAPERS,
        day,
    )
    log.take_back_stage(own, added)
    assert log.own_application(own, number).current_stage is ApplicationStage.APPLIED, "twice is once"


def test_what_was_planned_since_an_answer_stays(own: OwnPlace) -> None:
    number = log.add_application(own, an_entry()).value
    log.plan_next(own, number, next_step=NextStep.ASK_AGAIN, next_on=TODAY + timedelta(days=5))
    added = log.add_stage(own, number, stage=ApplicationStage.ANSWER).value
    log.plan_next(own, number, next_step=NextStep.SEND_PAPERS, next_on=None)
    log.take_back_stage(own, added)
    assert log.own_application(own, number).next_step is NextStep.SEND_PAPERS


def test_the_only_stage_stays(own: OwnPlace, workplace: Workplace) -> None:
    number = log.add_application(own, an_entry()).value
    first = log.own_application(own, number).stages[0]
    added = log.add_stage(own, number, stage=ApplicationStage.ANSWER).value
    job_search.remove_stage(workplace, first.id)
    with pytest.raises(InvalidFieldsError):
        log.take_back_stage(own, added)


def test_an_application_that_was_taken_out_is_not_shown(own: OwnPlace, workplace: Workplace) -> None:
    number = log.add_application(own, an_entry()).value
    job_search.remove_application(workplace, number)
    with pytest.raises(MissingRecordError):
        log.own_application(own, number)
    log.remove_application(own, number, removed=False)
    assert log.own_application(own, number).id == number


def test_what_was_taken_out_comes_back(own: OwnPlace) -> None:
    number = log.add_application(own, an_entry()).value
    log.remove_application(own, number)
    assert log.own_log(own).applications == ()
    log.remove_application(own, number, removed=False)
    assert len(log.own_log(own).applications) == 1
    activity = log.add_activity(own, fields={"kind": SearchActivityKind.FAIR, "place": "Jobmesse"}).value
    log.remove_activity(own, activity)
    assert log.own_log(own).activities == ()


def test_an_activity_is_corrected(own: OwnPlace) -> None:
    activity = log.add_activity(own, fields={"kind": SearchActivityKind.FAIR, "place": "Jobmese"}).value
    day = TODAY - timedelta(days=3)
    fields = {"kind": SearchActivityKind.VISIT, "place": "Jobmesse", "happened_on": day}
    log.change_activity(own, activity, fields=fields)
    (found,) = log.own_log(own).activities
    assert (found.kind, found.place, found.happened_on, found.day_known) == (
        SearchActivityKind.VISIT,
        "Jobmesse",
        day,
        True,
    )
    log.change_activity(own, activity, fields={**fields, "happened_on": None})
    (found,) = log.own_log(own).activities
    assert (found.happened_on, found.day_known) == (day, False)
    with pytest.raises(InvalidFieldsError):
        log.change_activity(own, activity, fields={**fields, "happened_on": TODAY + timedelta(days=1)})


def test_nobody_changes_the_activity_of_somebody_else(own: OwnPlace, workplace: Workplace) -> None:
    other = an_own_place(workplace, a_participant(workplace, "Ali", "Neu"))
    activity = log.add_activity(other, fields={"kind": SearchActivityKind.CALL}).value
    with pytest.raises(NotAllowedError):
        log.change_activity(own, activity, fields={"kind": SearchActivityKind.FAIR})


def test_the_week_counts_from_monday(own: OwnPlace, workplace: Workplace) -> None:
    group = a_group(workplace)
    an_enrolment(workplace, group, own.participant_id)
    for name in ("Ali", "Zoë"):
        person = a_participant(workplace, name, "Neu")
        an_enrolment(workplace, group, person)
        an_application(workplace, person, "Süd AG", stages=((ApplicationStage.APPLIED, TODAY),))
    log.add_application(own, an_entry())
    log.add_application(own, an_entry("West KG", TODAY - timedelta(days=1)))
    log.add_activity(own, fields={"kind": SearchActivityKind.CALL, "happened_on": TODAY})
    home.set_goal(own, 5)
    week = home.own_home(own).week
    assert (week.goal, week.applications, week.activities, week.group) == (5, 1, 1, 3)


def test_two_people_are_too_few_for_a_number_of_the_group(own: OwnPlace, workplace: Workplace) -> None:
    group = a_group(workplace)
    an_enrolment(workplace, group, own.participant_id)
    an_enrolment(workplace, group, a_participant(workplace, "Ali", "Neu"))
    assert home.own_home(own).week.group is None


def test_the_first_page_says_what_is_next(own: OwnPlace, workplace: Workplace) -> None:
    group = a_group(workplace)
    an_enrolment(workplace, group, own.participant_id)
    a_session(workplace, group, TODAY)
    number = log.add_application(own, an_entry()).value
    log.plan_next(own, number, next_step=NextStep.ASK_AGAIN, next_on=TODAY + timedelta(days=2))
    found = home.own_home(own)
    assert found.session is not None
    assert f"{found.session.starts_at:%d.%m. %H:%M}" == "23.11. 09:00"
    assert found.next_step is not None
    assert found.next_step.id == number
    assert found.waiting == 1


def test_the_first_page_says_what_was_agreed_and_is_not_settled(own: OwnPlace, workplace: Workplace) -> None:
    job = a_job(workplace, an_enrolment(workplace, a_group(workplace), own.participant_id))
    child = a_little_child(workplace, own.participant_id)
    gaps = [DayHours(day, time(14), time(16)) for day in range(2)]
    numbers = care_matching.agree(workplace, job, child, gaps=gaps, text="Die Großmutter holt ab").value
    care_matching.agree(workplace, job, child, gaps=[DayHours(4, time(14), time(16))], text="Kita bis 16 Uhr fragen")
    assert home.own_home(own).agreements == ("Die Großmutter holt ab", "Kita bis 16 Uhr fragen")
    care_matching.settle_agreements(workplace, numbers)
    assert home.own_home(own).agreements == ("Kita bis 16 Uhr fragen",)
    assert home.own_home(an_own_place(workplace, a_participant(workplace, "Sara", "Haddad"))).agreements == ()


def test_the_first_page_counts_what_a_coach_said_until_it_is_ticked_off(own: OwnPlace, workplace: Workplace) -> None:
    letter = letters.begin_letter(own).value
    person = own.participant_id
    said = paper_comments.add_comment(
        workplace, person, subject=CommentOn.LETTER, text="Kürzer", letter_id=letter
    ).value
    paper_comments.add_comment(workplace, person, subject=CommentOn.RESUME, text="Schön")
    assert home.own_home(own).open_comments == 2
    comments.tick_off(own, said)
    assert home.own_home(own).open_comments == 1
    comments.tick_off(own, said, ticked=False)
    letters.remove_letter(own, letter)
    assert home.own_home(own).open_comments == 1


def test_what_was_written_wrong_is_corrected(own: OwnPlace) -> None:
    number = log.add_application(own, NewApplication(None, None, None, None, None)).value
    log.change_application(own, number, employer_name="Nord GmbH", position="Koch", sent_on=TODAY - timedelta(days=5))
    found = log.own_application(own, number)
    assert (found.employer_name, found.position) == ("Nord GmbH", "Koch")
    assert [(one.happened_on, one.day_known) for one in found.stages] == [(date(2026, 11, 18), True)]
    log.change_application(own, number, employer_name="Nord GmbH", position="Köchin")
    assert log.own_application(own, number).stages[0].happened_on == date(2026, 11, 18), "no day leaves the stored one"
    with pytest.raises(InvalidFieldsError):
        log.change_application(own, number, employer_name="N", position="K", sent_on=TODAY + timedelta(days=1))


def test_after_a_refusal_that_a_coach_wrote_nothing_is_to_be_asked(own: OwnPlace, workplace: Workplace) -> None:
    number = log.add_application(own, an_entry()).value
    log.plan_next(own, number, next_step=NextStep.ASK_AGAIN, next_on=TODAY + timedelta(days=2))
    job_search.add_stage(workplace, number, stage=ApplicationStage.REFUSAL, happened_on=TODAY)
    assert home.own_home(own).next_step is None


def test_who_wants_nothing_more_has_no_next_step(own: OwnPlace) -> None:
    number = log.add_application(own, an_entry()).value
    log.plan_next(own, number, next_step=NextStep.NOTHING, next_on=TODAY + timedelta(days=2))
    assert home.own_home(own).next_step is None


def test_the_coach_reads_other_activities_too_and_they_are_in_the_table(
    own: OwnPlace, workplace: Workplace, tmp_path: Path
) -> None:
    log.add_activity(own, fields={"kind": SearchActivityKind.FAIR, "place": "Jobmesse Hannover"})
    (seen,) = job_search.job_search_log(workplace, own.participant_id).activities
    assert (seen.place, seen.day_known) == ("Jobmesse Hannover", False)
    path = tmp_path / "Nachweis.csv"
    job_search.save_application_proof(workplace, own.participant_id, first=TODAY, last=TODAY, path=path)
    (line,) = [one for one in path.read_text("utf-8-sig").splitlines() if "Jobmesse" in one]
    assert "Andere Suche nach Arbeit" in line
    assert "Tag nicht bekannt" in line
