"""Sitting down at a room's PC: name, PIN by touch and by keyboard, the page about data, and the way out."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.factories import MONDAY_MORNING, a_group, a_participant, a_session, an_enrolment, make_workplace
from tests.ui.driving import click, free, settle, visible
from werkakademie.app.room import Room
from werkakademie.errors import NotAllowedError
from werkakademie.records.ids import ParticipantId
from werkakademie.records.own_sign_in import OfferedPerson
from werkakademie.services import participant_pins
from werkakademie.services.own import settings, sign_in
from werkakademie.services.own.uploads import UploadFolder
from werkakademie.services.workplace import Workplace
from werkakademie.storage.practice_identity import SteppedClock
from werkakademie.ui.own import window as own_window
from werkakademie.ui.own.pages import OwnPage
from werkakademie.ui.own.sign_in.information import InformationPanel
from werkakademie.ui.own.sign_in.names import NamesPanel
from werkakademie.ui.own.sign_in.page import SignInPage
from werkakademie.ui.own.sign_in.pin_pad import PinPanel
from werkakademie.ui.shell.appearance import Appearance
from werkakademie.ui.shell.start_window import StartWindow
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.widgets.files import AnsweredFiles

PIN = "8361"
TODAY = date(2026, 11, 23)


class Home(OwnPage):
    def title(self) -> str:
        return "Start"


class Hands:
    """Somebody at the room's PC."""

    def __init__(self, room: Room, start: StartWindow, worker: Worker, qtbot: QtBot) -> None:
        self.room, self.start, self.worker, self.qtbot = room, start, worker, qtbot

    def is_seated(self) -> bool:
        return self.room.place is not None

    @property
    def page(self) -> SignInPage:
        assert self.room.page is not None
        return self.room.page

    def touch(self, text: str) -> None:
        click(self.room.place or self.start, text)
        self.settle()

    def settle(self) -> None:
        settle(self.qtbot, self.worker)
        window = self.room.place or self.start
        if QApplication.activeWindow() is None and window.isVisible():
            window.activateWindow()
            self.qtbot.waitActive(window)
        settle(self.qtbot, self.worker)

    def type(self, text: str) -> None:
        for letter in text:
            QTest.keyClicks(self.focused(), letter)
        self.settle()

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.focused(), key)
        self.settle()

    def focused(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the keyboard"
        return widget

    def says(self) -> str:
        window = self.room.place or self.start
        return "\n".join(label.text() for label in visible(window, QLabel))


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock(MONDAY_MORNING)


@pytest.fixture
def workplace(tmp_path: Path, clock: SteppedClock) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path / "store", clock=clock)
    yield opened
    opened.store.close()


@pytest.fixture
def people(workplace: Workplace) -> dict[str, ParticipantId]:
    """Olena and Ali are in the session that runs now."""
    group = a_group(workplace)
    a_session(workplace, group, TODAY)
    found = {}
    for given, family in (("Olena", "Kovalenko"), ("Ali", "Öztürk")):
        found[given] = a_participant(workplace, given, family)
        an_enrolment(workplace, group, found[given])
        participant_pins.set_pin(workplace, found[given], pin=PIN)
    return found


@pytest.fixture
def hands(
    workplace: Workplace,
    people: dict[str, ParticipantId],  # noqa: ARG001 - they must be there first
    clock: SteppedClock,
    worker: Worker,
    files: AnsweredFiles,
    appearance: Appearance,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Hands]:
    monkeypatch.setattr(own_window, "OWN_PAGES", {"home": Home})
    start = StartWindow(QLabel())
    room = Room(
        start,
        worker=worker,
        workplace=workplace,
        files=files,
        uploads=UploadFolder.of_this_account(),
        appearance=appearance,
        now=clock.now,
        until=MONDAY_MORNING + timedelta(hours=3),
        minutes=10,
        practice=False,
    )
    room.show_sign_in()
    start.show()
    start.activateWindow()
    qtbot.waitActive(start)
    made = Hands(room, start, worker, qtbot)
    made.settle()
    yield made
    room.end()
    free(start)
    free(room)


def test_by_touch_from_the_name_to_the_place_and_out_again(hands: Hands) -> None:
    assert "Kovalenko" not in hands.says()
    hands.touch("Olena K.")
    for digit in PIN:
        hands.touch(digit)
    hands.touch("Fertig")
    assert isinstance(hands.page.panel, InformationPanel)
    assert "Andere Teilnehmende sehen nichts von Ihnen" in hands.says()
    hands.touch("Ich habe das gelesen")
    assert hands.is_seated()
    assert "Olena K." in hands.says()
    hands.touch("Abmelden")
    assert not hands.is_seated()
    assert isinstance(hands.page.panel, NamesPanel)


def test_by_keyboard_and_the_page_about_data_comes_once(hands: Hands, people: dict[str, ParticipantId]) -> None:
    first = sign_in.sign_in(hands.page._workplace, people["Ali"], pin=PIN).value.own
    assert first is not None
    sign_in.confirm_information(first)
    hands.press(Qt.Key.Key_Return)
    assert "Hallo Ali!" in hands.says()
    hands.type(PIN)
    hands.press(Qt.Key.Key_Return)
    assert hands.room.place is not None
    assert settings.settings_of(first).language == "de"


def test_the_pin_is_never_to_be_seen(hands: Hands) -> None:
    hands.touch("Olena K.")
    hands.type(PIN[:2])
    assert "● ● ○ ○" in hands.says()
    assert PIN[:2] not in hands.says()
    hands.press(Qt.Key.Key_Backspace)
    assert "● ○ ○ ○" in hands.says()


def test_five_wrong_pins_and_only_a_coach_helps(hands: Hands, clock: SteppedClock) -> None:
    hands.touch("Olena K.")
    hands.type("1111")
    hands.press(Qt.Key.Key_Return)
    assert "Sie haben noch 4 Versuche" in hands.says()
    for _try in range(4):
        clock.step(timedelta(minutes=1))
        hands.touch("Das bin ich nicht")
        hands.touch("Olena K.")
        hands.type("1111")
        hands.press(Qt.Key.Key_Return)
    assert "holen Sie die Coachin oder den Coach" in hands.says()
    hands.type(PIN)
    hands.press(Qt.Key.Key_Return)
    assert hands.room.place is None


def test_too_few_digits_are_no_try(hands: Hands, people: dict[str, ParticipantId], workplace: Workplace) -> None:
    hands.touch("Olena K.")
    hands.type("12")
    hands.press(Qt.Key.Key_Return)
    assert "4 bis 6 Zahlen" in hands.says()
    assert sign_in.sign_in(workplace, people["Olena"], pin=PIN).value.own is not None


def test_a_card_instead_of_the_name(hands: Hands, people: dict[str, ParticipantId], workplace: Workplace) -> None:
    participant_pins.set_card_number(workplace, people["Ali"], card_number="4711")
    names = hands.page.panel
    assert isinstance(names, NamesPanel)
    names.number.edit.setFocus()
    hands.type("9999")
    hands.press(Qt.Key.Key_Return)
    assert "passt jetzt nicht" in hands.says()
    names.number.edit.selectAll()
    hands.type("4711")
    hands.press(Qt.Key.Key_Return)
    assert "Hallo Ali!" in hands.says()


def test_the_language_of_the_page_becomes_the_persons(
    hands: Hands, workplace: Workplace, people: dict[str, ParticipantId]
) -> None:
    hands.touch("Українська")
    hands.touch("Olena K.")
    assert isinstance(hands.page.panel, PinPanel)
    hands.type(PIN)
    hands.press(Qt.Key.Key_Return)
    panel = hands.page.panel
    assert isinstance(panel, InformationPanel)
    QTest.mouseClick(panel.confirm, Qt.MouseButton.LeftButton)
    hands.settle()
    assert hands.room.place is not None
    own = sign_in.sign_in(workplace, people["Olena"], pin=PIN).value
    assert own.chosen.language == "uk"
    hands.room.place.sign_out()
    hands.settle()
    assert "Wer sind Sie?" in hands.says(), "the next person begins in German"


def test_a_name_keeps_its_full_stop_at_its_end_in_arabic(hands: Hands) -> None:
    """U+2068 and U+2069 around it: otherwise the stop of „Olena K.“ would stand before the O."""
    hands.touch("العربية")
    names = [button.text() for button in visible(hands.page, QAbstractButton) if "Olena" in button.text()]
    assert names == ["\u200f\u2068Olena K.\u2069"]


def test_nobody_there_means_signed_out_after_a_warning(hands: Hands, clock: SteppedClock) -> None:
    hands.touch("Olena K.")
    hands.type(PIN)
    hands.press(Qt.Key.Key_Return)
    hands.touch("Ich habe das gelesen")
    watch = hands.room._watch
    assert watch is not None
    clock.step(timedelta(minutes=9, seconds=45))
    watch.look()
    hands.settle()
    assert "Sind Sie noch da?" in hands.says()
    hands.touch("Ich brauche mehr Zeit")
    assert "Sind Sie noch da?" not in hands.says()
    clock.step(timedelta(minutes=10))
    watch.look()
    hands.settle()
    assert hands.room.place is None


def test_the_place_lets_nobody_into_the_house(workplace: Workplace, people: dict[str, ParticipantId]) -> None:
    own = sign_in.sign_in(workplace, people["Ali"], pin=PIN).value.own
    assert own is not None
    with pytest.raises(NotAllowedError):
        sign_in.offered_people(own)


def test_the_upload_folder_is_there_while_somebody_sits_and_gone_afterwards(hands: Hands) -> None:
    folder = UploadFolder.of_this_account()
    folder.put("Von der Person davor.pdf", b"Ali")
    hands.touch("Olena K.")
    hands.type(PIN)
    hands.press(Qt.Key.Key_Return)
    hands.touch("Ich habe das gelesen")
    assert folder.path.is_dir()
    assert list(folder.path.iterdir()) == []
    assert hands.room.place is not None
    folder.put("Lebenslauf.pdf", b"Olena")
    hands.touch("Abmelden")
    assert not folder.path.exists()


def test_nobody_gets_in_while_files_of_somebody_else_are_left(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = UploadFolder.of_this_account()
    folder.put("Von der Person davor.pdf", b"Ali")

    def busy(*_arguments: object, **_keywords: object) -> None:
        raise PermissionError(13, "wird benutzt")

    hands.touch("Olena K.")
    hands.type(PIN)
    hands.press(Qt.Key.Key_Return)
    with monkeypatch.context() as held:
        held.setattr("os.unlink", busy)
        hands.touch("Ich habe das gelesen")
    assert hands.room.place is None
    assert "schließen Sie den Browser" in hands.says()
    assert isinstance(hands.page.panel, NamesPanel), "the next one must not go on in Olena's name"


def test_who_walks_away_from_the_page_about_data_leaves_no_open_place(hands: Hands) -> None:
    hands.touch("Olena K.")
    hands.type(PIN)
    hands.press(Qt.Key.Key_Return)
    assert isinstance(hands.page.panel, InformationPanel)
    assert hands.page._quiet.isActive()
    assert hands.page._quiet.interval() <= 300_000, "five minutes are enough to read it"
    hands.page._quiet.timeout.emit()
    hands.settle()
    assert isinstance(hands.page.panel, NamesPanel)
    assert hands.room.place is None


def test_an_answer_to_a_pin_opens_nothing_for_whoever_came_meanwhile(hands: Hands) -> None:
    hands.touch("Olena K.")
    hands.type(PIN)
    panel = hands.page.panel
    assert isinstance(panel, PinPanel)
    panel._send()
    hands.page.choose(OfferedPerson(ParticipantId(uuid4()), "Ali Ö."))
    hands.settle()
    assert isinstance(hands.page.panel, PinPanel)
    assert "Hallo Ali!" in hands.says()
    assert hands.room.place is None


def test_who_leaves_the_page_about_data_has_left(hands: Hands) -> None:
    hands.touch("Olena K.")
    hands.type(PIN)
    hands.press(Qt.Key.Key_Return)
    panel = hands.page.panel
    assert isinstance(panel, InformationPanel)
    QTest.mouseClick(panel.confirm, Qt.MouseButton.LeftButton)
    click(hands.start, "Abmelden")  # before the store has answered
    hands.settle()
    assert hands.room.place is None
    assert isinstance(hands.page.panel, NamesPanel)
