"""Whoever double-clicks everything, or holds a key down, writes nothing twice and answers one question at a time."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.factories import an_own_place, make_workplace
from tests.ui.own_driving import OwnHands
from werkakademie.records.enums import ApplicationStage
from werkakademie.records.own_log import NewApplication
from werkakademie.services.own import interviews, letters, log
from werkakademie.services.own.place import OwnPlace
from werkakademie.ui.own.sign_in.pin_pad import PinPanel

Open = Callable[..., OwnHands]


@pytest.fixture
def own(tmp_path: Path) -> Iterator[OwnPlace]:
    opened = make_workplace(tmp_path / "store")
    yield an_own_place(opened)
    opened.store.close()


def double_click(hands: OwnHands, text: str) -> None:
    """Click twice as quickly as on an icon of the desktop, without waiting for anything in between.

    Qt takes the second press for whatever is at that spot by then.
    """
    target = hands.button(text)
    spot = target.mapTo(hands.window, target.rect().center())
    QTest.mouseClick(target, Qt.MouseButton.LeftButton)
    there = hands.window.childAt(spot)
    if there is not None:
        second_click(there, there.mapFrom(hands.window, spot))
    hands.settled()


def second_click(widget: QWidget, spot: QPoint | None = None) -> None:
    """The other half of a double click."""
    place = widget.rect().center() if spot is None else spot
    QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=place)


def hold(widget: QWidget, key: Qt.Key, *, repeats: int = 20) -> None:
    """Press a key and keep the finger on it."""
    for repeated in [False] + [True] * repeats:
        press = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "\r", repeated)
        QApplication.sendEvent(QApplication.focusWidget() or widget, press)


def test_an_answer_is_written_once(own: OwnPlace, open_own: Open) -> None:
    number = log.add_application(own, NewApplication("Nord GmbH", "", "Koch", None, None)).value
    hands = open_own(own)
    hands.window.go("application", number)
    hands.settled()
    double_click(hands, "Antwort bekommen")
    double_click(hands, "eingeladen")
    stages = [one.stage for one in log.own_application(own, number).stages]
    assert stages == [ApplicationStage.APPLIED, ApplicationStage.INVITATION]


def test_one_letter_is_begun(own: OwnPlace, open_own: Open) -> None:
    hands = open_own(own)
    hands.window.go("letters")
    hands.settled()
    double_click(hands, "Neues Anschreiben")
    assert len(letters.my_letters(own)) == 1


def test_a_question_is_not_passed_over(own: OwnPlace, open_own: Open) -> None:
    hands = open_own(own)
    double_click(hands, "Bewerbung eintragen")
    double_click(hands, "Weiß ich nicht")
    assert "Frage 2 von 6" in hands.says()
    double_click(hands, "Weiter")
    assert "Frage 3 von 6" in hands.says()


def test_a_key_that_is_held_down_answers_one_question(own: OwnPlace, open_own: Open) -> None:
    hands = open_own(own)
    number = log.add_application(own, NewApplication("Nord GmbH", "", "Koch", None, None)).value
    hands.window.go("interview_entry", number)
    hands.settled()
    control = QApplication.focusWidget()
    assert control is not None
    QTest.keyClicks(control, "24.11.2026")
    hold(hands.window, Qt.Key.Key_Return)
    hands.settled()
    assert "Frage 2 von 6" in hands.says()
    assert interviews.my_interviews(own).coming == ()


def test_a_button_is_pressed_once_by_a_key_that_is_held_down(own: OwnPlace, open_own: Open) -> None:
    hands = open_own(own)
    hands.touch("Bewerbung eintragen")
    hands.walk_to("Weiß ich nicht")
    hold(hands.window, Qt.Key.Key_Return)
    hands.settled()
    assert "Frage 2 von 6" in hands.says()


def test_each_click_on_the_keys_of_the_pin_counts(own: OwnPlace, open_own: Open) -> None:
    hands = open_own(own)
    pad = PinPanel("Olena")
    pad.setParent(hands.window)
    pad.show()
    typed: list[str] = []
    pad.entered.connect(typed.append)
    for key in (pad._keys[0], pad._keys[1]):
        QTest.mouseClick(key, Qt.MouseButton.LeftButton)
        second_click(key)
    pad._send()
    assert typed == ["1122"]
