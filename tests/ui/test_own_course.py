"""The short course: each card by mouse, by real events, and by keyboard where it teaches the keyboard."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.factories import MONDAY_MORNING, an_own_place, make_workplace
from tests.ui.clipped import clipped_texts
from tests.ui.own_driving import OwnHands
from werkakademie.records.enums import CourseCard
from werkakademie.services.own import course
from werkakademie.services.own.place import OwnPlace
from werkakademie.storage.practice_identity import SteppedClock
from werkakademie.ui.own.course.desk import MailboxExercise, UploadExercise
from werkakademie.ui.own.course.exercise import Exercise
from werkakademie.ui.own.course.keyboard import KeyboardExercise
from werkakademie.ui.own.course.mouse import MouseExercise, MouseField
from werkakademie.ui.own.course.pages import EXERCISES, CourseCardPage

Open = Callable[..., OwnHands]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def own(tmp_path: Path) -> Iterator[OwnPlace]:
    workplace = make_workplace(tmp_path / "store", clock=SteppedClock(MONDAY_MORNING))
    yield an_own_place(workplace)
    workplace.store.close()


def exercise(hands: OwnHands) -> Exercise:
    assert isinstance(hands.page, CourseCardPage)
    assert hands.page.exercise is not None
    return hands.page.exercise


def a_card(hands: OwnHands, card: CourseCard) -> Exercise:
    hands.window.go("course_card", card)
    hands.settled()
    return exercise(hands)


def at(point: QPointF) -> QPoint:
    return point.toPoint()


def type_here(text: str) -> None:
    """Type where the keyboard is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)


def drag(field: MouseField, start: QPointF, end: QPointF) -> None:
    QTest.mousePress(field, LEFT, pos=at(start))
    QTest.mouseMove(field, at((start + end) / 2))
    QTest.mouseMove(field, at(end))
    QTest.mouseRelease(field, LEFT, pos=at(end))


def test_six_cards_and_the_next_one_stands_out(own: OwnPlace, open_own: Open) -> None:
    course.card_done(own, CourseCard.MOUSE)
    hands = open_own(own)
    hands.touch("PC-Kurs")
    assert hands.button("Die Maus").accessibleName() == "Die Maus. Geschafft"
    assert hands.button("Die Tastatur").property("filled") == "true"
    hands.touch("Die Tastatur")
    assert "Schritt 1 von 6" in hands.says()


def test_the_mouse_clicks_twice_and_drags(own: OwnPlace, open_own: Open) -> None:
    hands = open_own(own)
    card = a_card(hands, CourseCard.MOUSE)
    assert isinstance(card, MouseExercise)
    field = card.field
    QTest.mouseClick(field, LEFT, pos=QPoint(5, 5))
    assert "Noch nicht ganz" in hands.says()
    assert card.step == 0
    QTest.mouseClick(field, LEFT, pos=at(field.target().center()))
    assert "Gut gemacht!" in hands.says()
    QTest.mouseClick(field, LEFT, pos=at(field.target().center()))
    QTest.mouseClick(field, LEFT, pos=at(field.target().center()))
    assert "Klicken Sie zweimal schnell." in hands.says()
    QTest.mouseDClick(field, LEFT, pos=at(field.target().center()))
    drag(field, field.target().center(), QPointF(3, 3))
    assert "erst im Kasten los" in hands.says()
    drag(field, field.target().center(), field.box().center())
    hands.settled()
    assert "Geschafft!" in hands.says()
    assert CourseCard.MOUSE in course.my_course(own)
    hands.touch("Weiter")
    assert isinstance(exercise(hands), KeyboardExercise)


def test_the_keyboard_by_keys_only(own: OwnPlace, open_own: Open) -> None:
    hands = open_own(own)
    card = a_card(hands, CourseCard.KEYBOARD)
    assert isinstance(card, KeyboardExercise)
    edit = card.line.edit
    assert QApplication.focusWidget() is edit
    QTest.keyClicks(edit, "arbeit")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert edit.text() == "kurss"
    QTest.keyClick(edit, Qt.Key.Key_Backspace)
    QTest.keyClicks(edit, "@")
    QTest.keyClicks(edit, "fur")
    assert "Noch nicht ganz" in hands.says()
    edit.selectAll()
    # QTest knows no keys beside those of ASCII: the ü comes as the system sends it.
    QTest.keyClicks(edit, "f")
    QApplication.sendEvent(
        edit, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Udiaeresis, Qt.KeyboardModifier.NoModifier, "ü")
    )
    QTest.keyClicks(edit, "r")
    QTest.keyClicks(edit, "berlin")
    assert "Der erste Buchstabe soll groß sein." in hands.says()
    edit.selectAll()
    QTest.keyClicks(edit, "Berlin")
    hands.settled()
    assert CourseCard.KEYBOARD in course.my_course(own)
    hands.press(Qt.Key.Key_Return)
    assert hands.window.current_key == "course_card"
    assert hands.page.title() == "Speichern"


def test_saving_asks_for_folder_name_and_button(own: OwnPlace, open_own: Open) -> None:
    hands = open_own(own)
    card = a_card(hands, CourseCard.SAVE)
    hands.touch("Speichern")
    assert "Das kommt gleich." in hands.says()
    hands.touch("Musik")
    assert "Das ist ein anderer Ordner." in hands.says()
    hands.touch("Bewerbungen")
    type_here("lebenslauf")
    hands.touch("Speichern")
    hands.touch("Lebenslauf.pdf")
    assert card.is_done()
    assert CourseCard.SAVE in course.my_course(own)


def test_printing_asks_for_printer_and_pages(own: OwnPlace, open_own: Open) -> None:
    hands = open_own(own)
    card = a_card(hands, CourseCard.PRINT)
    hands.touch("Drucker im Büro")
    assert card.step == 0
    hands.touch("Drucker im Kursraum")
    hands.touch("Nur Seite 1")
    hands.touch("Drucken")
    assert "Das Blatt liegt jetzt im Drucker." in hands.says()
    assert CourseCard.PRINT in course.my_course(own)


def test_the_mailbox_by_keyboard(own: OwnPlace, open_own: Open) -> None:
    hands = open_own(own)
    card = a_card(hands, CourseCard.MAILBOX)
    assert isinstance(card, MailboxExercise)
    type_here("kurs@post.example")
    type_here("sonne24")
    hands.walk_to("Anmelden")
    hands.press(Qt.Key.Key_Return)
    hands.touch("Werbung: Sie haben gewonnen!")
    assert "Das ist Werbung." in hands.says()
    hands.walk_to("Firma Muster: Einladung zum Gespräch")
    hands.press(Qt.Key.Key_Space)
    hands.touch("Vom Postfach abmelden")
    assert CourseCard.MAILBOX in course.my_course(own)
    assert card.password.text() == ""


def test_the_online_form_by_mouse(own: OwnPlace, open_own: Open) -> None:
    hands = open_own(own)
    card = a_card(hands, CourseCard.UPLOAD)
    assert isinstance(card, UploadExercise)
    hands.touch("Datei auswählen")
    hands.touch("Rezept.txt")
    assert "Das ist eine andere Datei." in hands.says()
    hands.touch("Lebenslauf.pdf")
    hands.touch("Hochladen")
    assert "Hochgeladen: Lebenslauf.pdf" in hands.says()
    QTest.mouseClick(card.check.box, LEFT, pos=QPoint(12, card.check.box.height() // 2))
    hands.touch("Absenden")
    assert "Ihre Bewerbung ist abgeschickt." in hands.says()
    assert CourseCard.UPLOAD in course.my_course(own)
    hands.touch("Weiter")
    assert hands.window.current_key == "course"


def test_a_change_of_language_goes_on_at_the_same_step(own: OwnPlace, open_own: Open) -> None:
    hands = open_own(own)
    a_card(hands, CourseCard.PRINT)
    hands.touch("Drucker im Kursraum")
    hands.window.choose_language("en")
    hands.settled()
    assert exercise(hands).step == 1


@pytest.mark.parametrize("card", list(EXERCISES))
@pytest.mark.parametrize("language", ["de", "en", "tr", "uk", "ar"])
def test_no_text_is_cut_off_and_all_is_translated(
    own: OwnPlace, open_own: Open, language: str, card: CourseCard
) -> None:
    hands = open_own(own, language=language)
    a_card(hands, card)
    assert not clipped_texts(hands.window)
    if language != "de":
        assert "Schritt" not in hands.says()
        assert "Klicken" not in hands.says()
