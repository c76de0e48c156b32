"""Interviews at the own place: enter, prepare, practise, and what comes after; by touch and by keyboard."""

from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.factories import MONDAY_MORNING, an_own_place, make_workplace
from tests.ui.clipped import clipped_texts
from tests.ui.driving import field, settle, write
from tests.ui.own_driving import OwnHands
from werkakademie.records.enums import ApplicationStage, CourseCard, NextStep
from werkakademie.records.ids import InterviewId, JobApplicationId
from werkakademie.records.interviews import GERMAN_QUESTIONS, QUESTIONS, question_words
from werkakademie.records.own_log import NewApplication
from werkakademie.services.own import answers, course, interviews, letters, log, practice
from werkakademie.services.own.place import OwnPlace
from werkakademie.services.workplace import Workplace
from werkakademie.storage.practice_identity import SteppedClock
from werkakademie.ui.participants.page import ParticipantsPage
from werkakademie.ui.shell.pages import PageContext
from werkakademie.ui.shell.worker import Worker

Open = Callable[..., OwnHands]
TODAY = date(2026, 11, 23)


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path / "store", clock=SteppedClock(MONDAY_MORNING))
    yield opened
    opened.store.close()


@pytest.fixture
def own(workplace: Workplace) -> OwnPlace:
    return an_own_place(workplace)


@pytest.fixture
def application(own: OwnPlace) -> JobApplicationId:
    return log.add_application(own, NewApplication("Nord GmbH", "Oldenburg", "Lagerhelferin", None, TODAY)).value


@pytest.fixture
def past(own: OwnPlace, application: JobApplicationId) -> InterviewId:
    return interviews.add_interview(own, application, fields={"held_on": TODAY - timedelta(days=1)}).value


def answer(hands: OwnHands, label: str, text: str) -> None:
    write(field(hands.window, label).control, text)


def test_an_interview_is_entered_by_touch_and_stands_on_the_first_page(
    own: OwnPlace, application: JobApplicationId, open_own: Open
) -> None:
    hands = open_own(own)
    hands.touch("Vorstellungsgespräche")
    assert "Im Moment ist kein Gespräch eingetragen." in hands.says()
    hands.touch("Gespräch eintragen")
    hands.touch("Nord GmbH: Lagerhelferin")
    answer(hands, "Tag", "24.11.2026")
    hands.touch("Weiter")
    answer(hands, "Uhrzeit", "10:30")
    hands.touch("Weiter")
    answer(hands, "Straße und Ort", "Markt 1, Oldenburg")
    hands.touch("Weiter")
    answer(hands, "Name der Person", "Frau Sommer")
    hands.touch("Weiter")
    hands.touch("Weiß ich nicht")
    hands.touch("Weiß ich nicht")
    assert "Gespräch bei Nord GmbH" in hands.says()
    assert "Einladung, Lebenslauf, Zeugnisse" in hands.says(), "what is good to bring, where nothing was written"
    found = interviews.next_interview(own)
    assert found is not None
    assert (found.held_on, found.starts_at, found.with_whom) == (date(2026, 11, 24), time(10, 30), "Frau Sommer")
    assert log.own_application(own, application).current_stage is ApplicationStage.INVITATION
    hands.touch("Start")
    assert "Vorstellungsgespräch am 24.11.2026 um 10:30 Uhr: Nord GmbH." in hands.says()


def test_from_an_application_by_keyboard(own: OwnPlace, application: JobApplicationId, open_own: Open) -> None:
    hands = open_own(own)
    hands.window.go("application", application)
    hands.settled()
    hands.walk_to("Vorstellungsgespräch")
    hands.press(Qt.Key.Key_Return)
    hands.walk_to("Gespräch eintragen")
    hands.press(Qt.Key.Key_Return)
    assert "An welchem Tag ist das Gespräch?" in hands.says(), "for which application is known"
    hands.press(Qt.Key.Key_Return)
    assert "Bitte schreiben Sie den Tag." in hands.says()
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, "1.12.2026")
    hands.press(Qt.Key.Key_Return)
    for _question in range(5):
        hands.walk_to("Weiß ich nicht")
        hands.press(Qt.Key.Key_Return)
    found = interviews.next_interview(own)
    assert found is not None
    assert (found.held_on, found.starts_at) == (date(2026, 12, 1), None)


def test_without_an_application_it_says_what_comes_first(own: OwnPlace, open_own: Open) -> None:
    hands = open_own(own)
    hands.touch("Vorstellungsgespräche")
    hands.touch("Gespräch eintragen")
    assert "Zuerst braucht es eine Bewerbung." in hands.says()
    hands.touch("Bewerbung eintragen")
    assert hands.window.current_key == "entry"


def test_an_interview_is_corrected_and_a_change_of_language_loses_nothing(
    own: OwnPlace, application: JobApplicationId, open_own: Open
) -> None:
    fields = {"held_on": TODAY + timedelta(days=1), "place": "Markt 1"}
    number = interviews.add_interview(own, application, fields=fields).value
    hands = open_own(own)
    hands.window.go("interview", number)
    hands.settled()
    hands.touch("Ändern")
    hands.touch("Weiter")
    answer(hands, "Uhrzeit", "9:00")
    hands.window.choose_language("en")
    hands.settled()
    assert field(hands.window, "Time").value() == time(9)
    hands.window.choose_language("de")
    hands.settled()
    for _question in range(4):
        hands.touch("Weiter")
    hands.touch("Speichern")
    found = interviews.interview(own, number)
    assert (found.starts_at, found.place) == (time(9), "Markt 1")
    assert hands.window.current_key == "interview"


def test_afterwards_a_note_the_next_step_and_thanks(
    own: OwnPlace, past: InterviewId, application: JobApplicationId, open_own: Open
) -> None:
    hands = open_own(own)
    hands.touch("Vorstellungsgespräche")
    assert "Wie war es? Bitte aufschreiben." in hands.says()
    hands.window.go("interview", past)
    hands.settled()
    hands.touch("Wie war es?")
    answer(hands, "So war es", "Freundlich")
    hands.touch("Weiter")
    hands.touch("Ich frage nach.")
    assert field(hands.window, "Tag").value() == TODAY + timedelta(days=7)
    hands.touch("Speichern")
    assert "Freundlich" in hands.says()
    assert "Ich frage nach. (30.11.2026)" in hands.says()
    assert log.own_application(own, application).next_step is NextStep.ASK_AGAIN
    hands.touch("Dank-Brief schreiben")
    assert hands.window.current_key == "letter"
    (row,) = letters.my_letters(own)
    assert row.subject == "Vielen Dank für das Gespräch"


def test_what_was_taken_out_comes_back(own: OwnPlace, past: InterviewId, open_own: Open) -> None:
    hands = open_own(own)
    hands.window.go("interview", past)
    hands.settled()
    hands.touch("Löschen")
    assert interviews.my_interviews(own).past == ()
    hands.touch("Rückgängig")
    assert len(interviews.my_interviews(own).past) == 1


def test_the_ten_questions_keep_each_answer(own: OwnPlace, open_own: Open) -> None:
    hands = open_own(own)
    hands.window.go("interview_questions")
    hands.settled()
    assert "Erzählen Sie bitte etwas über sich." in hands.says()
    answer(hands, "Meine Antwort", "Ich heiße Olena.")
    hands.touch("Weiter")
    assert answers.my_answers(own) == {"about_you": "Ich heiße Olena."}
    for _question in range(8):
        hands.touch("Weiter")
    answer(hands, "Meine Antwort", "Wer zeigt mir die Arbeit?")
    hands.touch("Fertig")
    assert answers.my_answers(own)["your_questions"] == "Wer zeigt mir die Arbeit?"
    assert hands.window.current_key == "interviews"


def test_the_german_questions_are_those_that_are_asked() -> None:
    assert {key: question_words(key) for key in QUESTIONS} == dict(GERMAN_QUESTIONS)


def test_in_another_language_the_question_is_there_in_german_too(own: OwnPlace, open_own: Open) -> None:
    hands = open_own(own, language="en")
    hands.window.go("interview_questions")
    hands.settled()
    assert "Please tell us something about yourself." in hands.says()
    assert "Erzählen Sie bitte etwas über sich." in hands.says()


def test_a_partner_fills_in_the_sheet_and_nobody_asks_for_a_name(own: OwnPlace, open_own: Open) -> None:
    hands = open_own(own)
    hands.touch("Vorstellungsgespräche")
    hands.touch("Gespräch üben")
    hands.touch("Rückmeldung ausfüllen")
    for words in ("gut", "geht so", "noch üben", "gut"):
        hands.touch(words)
    hands.touch("Weiß ich nicht")
    answer(hands, "Das war gut", "Freundlich gegrüßt")
    hands.touch("Weiter")
    answer(hands, "Mein Tipp", "Langsamer")
    hands.touch("Speichern")
    (talk,) = practice.my_talks(own)
    assert dict(talk.ratings) == {"greeting": 3, "clear_words": 2, "examples": 1, "posture": 3}
    assert (talk.went_well, talk.advice) == ("Freundlich gegrüßt", "Langsamer")
    assert "Tipp: Langsamer" in hands.says()
    hands.touch("Löschen")
    assert practice.my_talks(own) == ()


def test_an_empty_sheet_is_asked_for_again(own: OwnPlace, open_own: Open) -> None:
    hands = open_own(own)
    hands.window.go("feedback")
    hands.settled()
    for _question in range(7):
        hands.touch("Weiß ich nicht")
    assert "Bitte wählen Sie etwas aus." in hands.says()
    assert "Die Begrüßung" in hands.says()


@pytest.mark.parametrize("language", ["de", "en", "tr", "uk", "ar"])
def test_no_text_is_cut_off(own: OwnPlace, past: InterviewId, open_own: Open, language: str) -> None:
    practice.add_talk(own, ratings={"greeting": 3, "posture": 1}, advice="Langsamer")
    hands = open_own(own, language=language)
    for key, target in (
        ("interviews", None),
        ("interview", past),
        ("interview_after", past),
        ("interview_entry", None),
        ("interview_questions", None),
        ("practice_talk", None),
        ("feedback", None),
        ("course", None),
    ):
        hands.window.go(key, target)
        hands.settled()
        assert not clipped_texts(hands.window), key


def test_the_coach_reads_interviews_and_the_course(
    own: OwnPlace,
    workplace: Workplace,
    past: InterviewId,
    context_of: Callable[[object], PageContext],
    qtbot: QtBot,
    worker: Worker,
) -> None:
    interviews.note_afterwards(own, past, how_it_went="Freundlich", next_step=NextStep.WAIT)
    answers.save_answers(own, {"strengths": "Das geht nur mich etwas an."})
    course.card_done(own, CourseCard.MOUSE)
    page = ParticipantsPage(context_of(workplace))
    qtbot.addWidget(page)
    page.resize(1072, 716)
    page.show()
    page.enter(own.participant_id)
    settle(qtbot, worker)
    page.tabs().choose("talks")
    settle(qtbot, worker)
    hands = OwnHands(page, lambda: None)  # type: ignore[arg-type]
    said = hands.says()
    assert "22.11.2026: Nord GmbH, Lagerhelferin" in said
    assert "Freundlich" in said
    assert "Zehn Fragen: 1 von 10 beantwortet." in said
    assert "geschafft am 23.11.2026" in said
    assert "Das geht nur mich" not in said


def test_a_sheet_half_filled_in_is_there_again_after_signing_in(own: OwnPlace, open_own: Open) -> None:
    hands = open_own(own)
    hands.window.go("feedback")
    hands.settled()
    for words in ("gut", "geht so", "noch üben", "gut", "geht so"):
        hands.touch(words)
    answer(hands, "Das war gut", "Freundlich")
    hands.window.sign_out()
    again = open_own(own)
    again.window.go("feedback")
    again.settled()
    assert field(again.window, "Das war gut").value() == "Freundlich"
    assert practice.my_talks(own) == ()
