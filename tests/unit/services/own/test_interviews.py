"""A person's interviews, answers, practice talks and course."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from tests.factories import MONDAY_MORNING, a_participant, an_application, an_own_place, make_workplace
from werkakademie.errors import InvalidFieldsError, MissingRecordError, NotAllowedError
from werkakademie.records.enums import ApplicationStage, CourseCard, NextStep
from werkakademie.records.ids import JobApplicationId
from werkakademie.records.interviews import (
    POINTS,
    QUESTIONS,
    point_words,
    question_hint,
    question_words,
)
from werkakademie.records.own_log import NewApplication
from werkakademie.services import interviews as coach_side
from werkakademie.services.own import answers, course, interviews, letters, log, practice
from werkakademie.services.own.place import OwnPlace
from werkakademie.services.workplace import Workplace
from werkakademie.storage.practice_identity import SteppedClock

TODAY = date(2026, 11, 23)
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path, clock=SteppedClock(MONDAY_MORNING))
    yield opened
    opened.store.close()


@pytest.fixture
def own(workplace: Workplace) -> OwnPlace:
    return an_own_place(workplace)


@pytest.fixture
def application(own: OwnPlace) -> JobApplicationId:
    new = NewApplication("Nord GmbH", "Oldenburg", "Lagerhelferin", None, TODAY - timedelta(days=9))
    return log.add_application(own, new).value


def stages(own: OwnPlace, application: JobApplicationId) -> list[tuple[ApplicationStage, date]]:
    return [(one.stage, one.happened_on) for one in log.own_application(own, application).stages]


def test_an_interview_to_come_is_an_invitation_once(own: OwnPlace, application: JobApplicationId) -> None:
    for day in (TOMORROW, TOMORROW + timedelta(days=7)):
        interviews.add_interview(own, application, fields={"held_on": day, "starts_at": time(10, 30)})
    assert stages(own, application)[1:] == [(ApplicationStage.INVITATION, TODAY)]
    nearest = interviews.next_interview(own)
    assert nearest is not None
    assert (nearest.employer_name, nearest.held_on, nearest.starts_at) == ("Nord GmbH", TOMORROW, time(10, 30))


def test_an_interview_that_was_is_a_stage_on_its_day(own: OwnPlace, application: JobApplicationId) -> None:
    day = TODAY - timedelta(days=2)
    number = interviews.add_interview(own, application, fields={"held_on": day}).value
    interviews.note_afterwards(own, number, how_it_went="Gut")
    assert stages(own, application)[1:] == [(ApplicationStage.INTERVIEW, day)]
    assert interviews.next_interview(own) is None
    assert [one.id for one in interviews.my_interviews(own).past] == [number]


def test_without_a_day_there_is_no_interview(own: OwnPlace, application: JobApplicationId) -> None:
    with pytest.raises(InvalidFieldsError):
        interviews.add_interview(own, application, fields={"held_on": None})


def test_afterwards_the_next_step_stands_at_the_application_too(own: OwnPlace, application: JobApplicationId) -> None:
    number = interviews.add_interview(own, application, fields={"held_on": TODAY}).value
    day = TODAY + timedelta(days=7)
    interviews.note_afterwards(own, number, how_it_went=" Nett. ", next_step=NextStep.ASK_AGAIN, next_on=day)
    found = interviews.interview(own, number)
    assert (found.how_it_went, found.next_step, found.next_on) == ("Nett.", "ask_again", day)
    asked = log.own_application(own, application)
    assert (asked.next_step, asked.next_on) == (NextStep.ASK_AGAIN, day)


def test_what_was_written_afterwards_outlives_a_correction(own: OwnPlace, application: JobApplicationId) -> None:
    number = interviews.add_interview(own, application, fields={"held_on": TODAY, "place": "Markt 1"}).value
    interviews.note_afterwards(own, number, how_it_went="Nett")
    interviews.change_interview(own, number, fields={"held_on": TODAY, "place": "Markt 2", "how_it_went": "anders"})
    found = interviews.interview(own, number)
    assert (found.place, found.how_it_went) == ("Markt 2", "Nett")


def test_thanks_become_a_letter_in_german(own: OwnPlace, application: JobApplicationId) -> None:
    number = interviews.add_interview(own, application, fields={"held_on": TODAY}).value
    letter_id = interviews.begin_thanks(own, number).value
    letter = letters.letter(own, letter_id)
    assert letter.fields.subject == "Vielen Dank für das Gespräch"
    assert "Gespräch am 23. November 2026" in letter.fields.body
    assert "„Lagerhelferin“" in letter.fields.body
    assert letter.fields.recipient.startswith("Nord GmbH")
    assert interviews.interview(own, number).thanked_on == TODAY
    assert letters.letter_file(own, letter_id)[1].startswith(b"%PDF")


def test_thanks_that_were_begun_are_opened_again(own: OwnPlace, application: JobApplicationId) -> None:
    first, second = (
        interviews.add_interview(own, application, fields={"held_on": day}).value
        for day in (TODAY - timedelta(days=1), TODAY)
    )
    letters.begin_letter(own, application)
    begun = interviews.begin_thanks(own, first).value
    written = letters.letter(own, begun).fields.values() | {"closing": "Viele Grüße"}
    letters.save_letter(own, begun, fields=written)
    other = interviews.begin_thanks(own, second).value
    assert other != begun, "each interview has its own"
    assert interviews.begin_thanks(own, first).value == begun
    assert interviews.begin_thanks(own, second).value == other
    assert len(letters.my_letters(own)) == 3
    letters.remove_letter(own, begun)
    assert interviews.begin_thanks(own, first).value not in (begun, other), "what was deleted stays away"


def test_an_interview_taken_out_comes_back(own: OwnPlace, application: JobApplicationId) -> None:
    number = interviews.add_interview(own, application, fields={"held_on": TOMORROW}).value
    interviews.remove_interview(own, number)
    assert interviews.next_interview(own) is None
    with pytest.raises(MissingRecordError):
        interviews.interview(own, number)
    interviews.remove_interview(own, number, removed=False)
    assert interviews.next_interview(own) is not None


def test_nobody_touches_what_is_others(own: OwnPlace, workplace: Workplace) -> None:
    other = an_own_place(workplace, a_participant(workplace, family_name="Anders"))
    theirs = an_application(workplace, other.participant_id)
    number = interviews.add_interview(other, theirs, fields={"held_on": TOMORROW}).value
    talk = practice.add_talk(other, ratings={"greeting": 3}).value
    for refused in (
        lambda: interviews.interview(own, number),
        lambda: interviews.add_interview(own, theirs, fields={"held_on": TOMORROW}),
        lambda: interviews.change_interview(own, number, fields={"held_on": TODAY}),
        lambda: interviews.note_afterwards(own, number, how_it_went="x"),
        lambda: interviews.begin_thanks(own, number),
        lambda: interviews.remove_interview(own, number),
        lambda: practice.remove_talk(own, talk),
    ):
        with pytest.raises(NotAllowedError):
            refused()
    assert interviews.my_interviews(own).coming == ()
    assert practice.my_talks(own) == ()


def test_each_question_has_words_and_a_hint() -> None:
    assert len(QUESTIONS) == 10
    assert len({question_words(key) for key in QUESTIONS}) == 10
    assert all(question_hint(key).endswith((".", "?")) for key in QUESTIONS)
    assert len({point_words(key) for key in POINTS}) == 5


def test_answers_are_kept_changed_and_emptied(own: OwnPlace) -> None:
    answers.save_answers(own, {"strengths": "Ich bin pünktlich.", "hours": "vormittags"})
    answers.save_answers(own, {"hours": "", "nonsense": "x"})
    assert answers.my_answers(own) == {"strengths": "Ich bin pünktlich."}
    with pytest.raises(InvalidFieldsError):
        answers.save_answers(own, {"hours": "x" * 2001})


def test_a_feedback_sheet_needs_something_and_knows_no_name(own: OwnPlace) -> None:
    with pytest.raises(InvalidFieldsError):
        practice.add_talk(own, ratings={})
    with pytest.raises(InvalidFieldsError):
        practice.add_talk(own, ratings={"greeting": 4})
    practice.add_talk(own, ratings={"greeting": 3, "posture": 1}, advice="Langsamer sprechen")
    (talk,) = practice.my_talks(own)
    assert (dict(talk.ratings), talk.advice, talk.held_on) == (
        {"greeting": 3, "posture": 1},
        "Langsamer sprechen",
        TODAY,
    )
    practice.remove_talk(own, talk.id)
    assert practice.my_talks(own) == ()


def test_the_blank_sheet_is_a_pdf(own: OwnPlace) -> None:
    assert practice.blank_feedback_sheet(own).startswith(b"%PDF")


def test_a_card_is_done_once(own: OwnPlace) -> None:
    assert course.my_course(own) == {}
    course.card_done(own, CourseCard.MOUSE)
    course.card_done(own, CourseCard.MOUSE)
    assert course.my_course(own) == {CourseCard.MOUSE: TODAY}


def test_the_coach_sees_talks_and_course_but_no_answers(
    own: OwnPlace, workplace: Workplace, application: JobApplicationId
) -> None:
    interviews.add_interview(own, application, fields={"held_on": TOMORROW})
    answers.save_answers(own, {"strengths": "Ich bin pünktlich."})
    practice.add_talk(own, ratings={"greeting": 3})
    course.card_done(own, CourseCard.PRINT)
    found = coach_side.talks_and_course(workplace, own.participant_id)
    assert [one.employer_name for one in found.interviews.coming] == ["Nord GmbH"]
    assert (found.answered, found.talks, dict(found.cards_done)) == (1, 1, {CourseCard.PRINT: TODAY})
