"""Home and the own log, by touch and by keyboard."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.factories import MONDAY_MORNING, a_group, a_session, an_enrolment, an_own_place, make_workplace
from tests.ui.driving import field, write
from tests.ui.own_driving import OwnHands
from werkakademie.records.enums import ApplicationChannel, ApplicationStage, NextStep, SearchActivityKind
from werkakademie.records.own_log import UNKNOWN_EMPLOYER, NewApplication
from werkakademie.services import job_search
from werkakademie.services.own import log
from werkakademie.services.own.place import OwnPlace
from werkakademie.services.workplace import Workplace
from werkakademie.storage.practice_identity import SteppedClock
from werkakademie.ui.own.log.application_page import ApplicationPage
from werkakademie.ui.own.log.texts import phone_script
from werkakademie.ui.shell.worker import Worker

Open = Callable[..., OwnHands]
TODAY = date(2026, 11, 23)


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock(MONDAY_MORNING)


@pytest.fixture
def workplace(tmp_path: Path, clock: SteppedClock) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path / "store", clock=clock)
    yield opened
    opened.store.close()


@pytest.fixture
def own(workplace: Workplace) -> OwnPlace:
    made = an_own_place(workplace)
    group = a_group(workplace)
    an_enrolment(workplace, group, made.participant_id)
    a_session(workplace, group, TODAY)
    return made


def type_answer(hands: OwnHands, label: str, text: str) -> None:
    control = field(hands.window, label).control
    write(control, text)


def test_home_says_what_is_next_and_leads_on_from_four_cards(own: OwnPlace, open_own: Open) -> None:
    hands = open_own(own)
    said = hands.says()
    assert "Guten Morgen, Olena!" in said
    assert "Heute ist Kurs von 09:00 bis 12:00 Uhr." in said
    for card in ("Bewerbung eintragen", "Meine Bewerbungen", "Meine Unterlagen", "Stellen suchen"):
        hands.button(card)


def test_being_there_is_said_by_one_touch(own: OwnPlace, open_own: Open) -> None:
    hands = open_own(own)
    hands.touch("Ich bin da")
    assert "Ihre Coachin oder Ihr Coach bestätigt es." in hands.says()


def test_an_application_is_entered_question_by_question_with_the_mouse(own: OwnPlace, open_own: Open) -> None:
    hands = open_own(own)
    hands.touch("Bewerbung eintragen")
    assert "Wo haben Sie sich beworben?" in hands.says()
    type_answer(hands, "Name der Firma", "Nord GmbH")
    hands.touch("Weiter")
    type_answer(hands, "Ort", "Oldenburg")
    hands.touch("Weiter")
    type_answer(hands, "Beruf oder Stelle", "Lagerhelferin")
    hands.touch("Weiter")
    hands.touch("E-Mail")
    hands.touch("Gestern")
    hands.touch("Weiter")
    hands.touch("Ich frage nach.")
    assert hands.window.current_key == "application"
    (found,) = log.own_log(own).applications
    assert (found.employer_name, found.employer_city, found.position) == ("Nord GmbH", "Oldenburg", "Lagerhelferin")
    assert found.channel is ApplicationChannel.EMAIL
    assert found.stages[0].happened_on == TODAY - timedelta(days=1)
    assert (found.next_step, found.next_on) == (NextStep.ASK_AGAIN, TODAY + timedelta(days=14))
    hands.touch("Zurück")
    assert hands.window.current_key == "home", "not into the questions again"


def test_by_keyboard_and_knowing_nothing(own: OwnPlace, open_own: Open) -> None:
    hands = open_own(own)
    hands.walk_to("Bewerbung eintragen. Eine neue Bewerbung aufschreiben")
    hands.press(Qt.Key.Key_Return)
    for _question in range(6):
        hands.walk_to("Weiß ich nicht")
        hands.press(Qt.Key.Key_Return)
    (found,) = log.own_log(own).applications
    assert found.employer_name == UNKNOWN_EMPLOYER
    assert not found.stages[0].day_known


def test_an_empty_answer_is_asked_for_and_escape_leads_back(own: OwnPlace, open_own: Open) -> None:
    hands = open_own(own)
    hands.touch("Bewerbung eintragen")
    hands.press(Qt.Key.Key_Return)
    assert "Bitte schreiben Sie den Namen der Firma." in hands.says()
    type_answer(hands, "Name der Firma", "Nord GmbH")
    hands.press(Qt.Key.Key_Return)
    assert "In welchem Ort ist die Firma?" in hands.says()
    hands.press(Qt.Key.Key_Escape)
    assert "Wo haben Sie sich beworben?" in hands.says()


def test_a_change_of_language_in_the_middle_loses_nothing(own: OwnPlace, open_own: Open) -> None:
    hands = open_own(own)
    hands.touch("Bewerbung eintragen")
    type_answer(hands, "Name der Firma", "Nord GmbH")
    hands.touch("Weiter")
    type_answer(hands, "Ort", "Oldenburg")
    hands.touch("English")
    hands.touch("Deutsch")
    assert "In welchem Ort ist die Firma?" in hands.says()
    assert field(hands.window, "Ort").value() == "Oldenburg"
    hands.touch("Zurück")
    assert field(hands.window, "Name der Firma").value() == "Nord GmbH"


def test_who_applied_there_before_is_told(own: OwnPlace, open_own: Open) -> None:
    log.add_application(own, NewApplication("Nord GmbH", "", "Koch", None, TODAY))
    hands = open_own(own)
    hands.touch("Bewerbung eintragen")
    type_answer(hands, "Name der Firma", "nord gmbh")
    hands.touch("Weiter")
    assert "Hier haben Sie sich schon beworben: am 23.11.2026 als Koch." in hands.page.messages.text()


def test_an_answer_takes_two_touches_and_can_be_taken_back(own: OwnPlace, open_own: Open) -> None:
    number = log.add_application(own, NewApplication("Nord GmbH", "", "Koch", None, TODAY)).value
    hands = open_own(own)
    hands.window.go("application", number)
    hands.settled()
    hands.touch("Antwort bekommen")
    hands.touch("eingeladen")
    assert log.own_application(own, number).current_stage is ApplicationStage.INVITATION
    hands.touch("Rückgängig")
    assert log.own_application(own, number).current_stage is ApplicationStage.APPLIED


def test_an_application_that_is_deleted_leaves_the_page_and_comes_back(
    own: OwnPlace, open_own: Open, worker: Worker, workplace: Workplace
) -> None:
    number = log.add_application(own, NewApplication("Nord GmbH", "", "Koch", None, TODAY)).value
    hands = open_own(own)
    hands.touch("Meine Bewerbungen")
    hands.touch("Nord GmbH")
    hands.touch("Löschen")
    assert "Gelöscht." in hands.page.messages.text()
    assert "Koch" not in hands.says()
    hands.touch("Rückgängig")
    assert "Koch" in hands.says()
    worker.run(job_search.remove_application, workplace, number)
    hands.settled()
    assert "Diese Bewerbung ist nicht mehr da." in hands.page.messages.text()
    assert "Koch" not in hands.says()
    hands.touch("Meine Bewerbungen")
    assert hands.window.current_key == "log"
    hands.touch("Zurück")
    assert "Diese Bewerbung ist nicht mehr da." in hands.page.messages.text()


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (NextStep.ASK_AGAIN, "Nachfragen am 27.11.2026: Nord GmbH."),
        (NextStep.WAIT, "Auf Antwort warten bis 27.11.2026: Nord GmbH."),
        (NextStep.SEND_PAPERS, "Unterlagen schicken am 27.11.2026: Nord GmbH."),
        (NextStep.PREPARE_INTERVIEW, "Gespräch vorbereiten am 27.11.2026: Nord GmbH."),
        (NextStep.OTHER, "Daran denken am 27.11.2026: Nord GmbH."),
    ],
)
def test_home_says_which_step_is_next(own: OwnPlace, open_own: Open, step: NextStep, said: str) -> None:
    number = log.add_application(own, NewApplication("Nord GmbH", "", "Koch", None, TODAY)).value
    log.plan_next(own, number, next_step=step, next_on=TODAY + timedelta(days=4))
    assert said in open_own(own).says()


def test_after_fourteen_days_the_log_asks_and_says_what_to_say(own: OwnPlace, open_own: Open) -> None:
    log.add_application(own, NewApplication("Nord GmbH", "", "Koch", None, TODAY - timedelta(days=14)))
    hands = open_own(own)
    hands.touch("Meine Bewerbungen")
    assert "Nord GmbH: seit 14 Tagen keine Antwort. Nachfragen?" in hands.says()
    hands.touch("Ansehen")
    assert isinstance(hands.page, ApplicationPage)
    hands.touch("Nachfragen")
    assert "„Guten Tag, mein Name ist Olena Kovalenko.“" in hands.says()
    assert "„Haben Sie meine Bewerbung bekommen?“" in hands.says()
    hands.touch("Ich habe angerufen")
    assert log.own_log(own).reminders == ()


def test_everything_else_counts_too(own: OwnPlace, open_own: Open) -> None:
    hands = open_own(own)
    hands.touch("Meine Bewerbungen")
    hands.touch("Andere Suche eintragen")
    hands.touch("Jobmesse besucht")
    type_answer(hands, "Firma, Messe oder Seite im Internet", "Messe Hannover")
    hands.touch("Weiter")
    hands.touch("Heute")
    hands.touch("Speichern")
    assert "Jobmesse besucht · Messe Hannover · 23.11.2026" in hands.says()
    hands.touch("Löschen: Jobmesse besucht · Messe Hannover · 23.11.2026")
    assert log.own_log(own).activities == ()
    hands.touch("Rückgängig")
    assert len(log.own_log(own).activities) == 1


def test_another_search_is_corrected_and_kept_over_a_language(own: OwnPlace, open_own: Open) -> None:
    log.add_activity(own, fields={"kind": SearchActivityKind.FAIR, "place": "Messe Hanover", "happened_on": TODAY})
    hands = open_own(own)
    hands.touch("Meine Bewerbungen")
    hands.touch("Ändern: Jobmesse besucht · Messe Hanover · 23.11.2026")
    assert "Andere Suche ändern" in hands.says()
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_answer(hands, "Firma, Messe oder Seite im Internet", "Messe Hannover")
    hands.touch("English")
    hands.touch("Deutsch")
    hands.touch("Weiter")
    hands.touch("Gestern")
    hands.touch("Speichern")
    assert "Jobmesse besucht · Messe Hannover · 22.11.2026" in hands.says()
    assert len(log.own_log(own).activities) == 1


def test_a_goal_for_the_week(own: OwnPlace, open_own: Open) -> None:
    hands = open_own(own)
    hands.touch("Ziel wählen")
    hands.touch("3")
    assert "Diese Woche: 0 Bewerbungen. Mein Ziel: 3." in hands.says()
    log.add_application(own, NewApplication("Nord GmbH", "", "Koch", None, TODAY))
    assert QApplication.focusWidget() is not None
    QTest.keyClick(hands.window, Qt.Key.Key_Escape)


def test_what_was_written_wrong_is_corrected_by_keys(own: OwnPlace, open_own: Open) -> None:
    number = log.add_application(own, NewApplication("Nord", "", "Koch", None, TODAY)).value
    hands = open_own(own)
    hands.window.go("application", number)
    hands.settled()
    hands.walk_to("Ändern")
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_answer(hands, "Name der Firma", "Nord GmbH")
    hands.touch("English")
    hands.touch("Deutsch")
    assert field(hands.window, "Name der Firma").value() == "Nord GmbH", "a change of language loses nothing"
    for _question in range(4):
        hands.press(Qt.Key.Key_Return)
    assert hands.window.current_key == "application"
    found = log.own_application(own, number)
    assert (found.employer_name, found.position, found.stages[0].happened_on) == ("Nord GmbH", "Koch", TODAY)


def test_on_the_telephone_the_day_is_that_of_the_application(own: OwnPlace) -> None:
    found_on = TODAY - timedelta(days=30)
    new = NewApplication("Nord GmbH", "", "Koch", None, found_on, stage=ApplicationStage.RESEARCHED)
    number = log.add_application(own, new).value
    log.add_stage(own, number, stage=ApplicationStage.APPLIED, happened_on=TODAY)
    said = phone_script(log.own_application(own, number), "Olena Kovalenko")
    assert said[1] == "„Ich habe mich am 23.11.2026 bei Ihnen beworben: Koch.“"
