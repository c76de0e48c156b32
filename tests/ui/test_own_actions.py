"""Ctrl+Z and Ctrl+Y in the real window, and what text fields keep for themselves."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.factories import a_group, a_participant, a_session, an_enrolment, make_workplace
from tests.ui.conftest import NOW
from tests.ui.driving import click, wait_idle
from werkakademie.models import Participant
from werkakademie.records.enums import AttendanceMark
from werkakademie.records.ids import ParticipantId
from werkakademie.services import participants
from werkakademie.services.workplace import Workplace
from werkakademie.ui import places
from werkakademie.ui.shell.appearance import Appearance
from werkakademie.ui.shell.own_actions import OwnActions
from werkakademie.ui.shell.window import MainWindow
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.widgets.files import AnsweredFiles

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    made = make_workplace(tmp_path / "Standort")
    yield made
    made.store.close()


@pytest.fixture
def person(workplace: Workplace) -> ParticipantId:
    return a_participant(workplace, city="Lehrte")


@pytest.fixture
def window(
    workplace: Workplace,
    person: ParticipantId,  # noqa: ARG001 - was there before somebody signed in
    worker: Worker,
    files: AnsweredFiles,
    appearance: Appearance,
    qtbot: QtBot,
) -> MainWindow:
    made = MainWindow(
        places.page_entries(workplace),
        worker=worker,
        workplace=workplace,
        files=files,
        appearance=appearance,
        now=lambda: NOW,
        search=places.search(worker, workplace),
    )
    places.own_actions(made, worker, workplace)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    wait_idle(qtbot, worker)
    return made


@pytest.fixture
def move(window: MainWindow, worker: Worker, workplace: Workplace, person: ParticipantId, qtbot: QtBot) -> None:
    """The person moves, as an action of this window."""
    window.go("participants", person)
    worker.run(participants.change_participant, workplace, person, fields={"city": "Peine"})
    wait_idle(qtbot, worker)


def city(workplace: Workplace, person: ParticipantId) -> str:
    with workplace.store.read() as tx:
        return tx.get(Participant, person).city


def press(qtbot: QtBot, worker: Worker, key: Qt.Key, modifiers: Qt.KeyboardModifier = CTRL) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifiers)
    wait_idle(qtbot, worker)


@pytest.mark.usefixtures("move")
@pytest.mark.parametrize("again", [(Qt.Key.Key_Y, CTRL), (Qt.Key.Key_Z, CTRL | SHIFT)])
def test_ctrl_z_takes_back_and_ctrl_y_does_again_in_words(
    window: MainWindow,
    workplace: Workplace,
    person: ParticipantId,
    worker: Worker,
    qtbot: QtBot,
    again: tuple[Qt.Key, Qt.KeyboardModifier],
) -> None:
    press(qtbot, worker, Qt.Key.Key_Z)
    assert city(workplace, person) == "Lehrte"
    assert window.current_page().messages.text() == "Zurückgenommen: Person Olena Kovalenko: Ort geändert"
    press(qtbot, worker, *again)
    assert city(workplace, person) == "Peine"
    assert window.current_page().messages.text() == "Wiederholt: Person Olena Kovalenko: Ort geändert"


@pytest.mark.usefixtures("move")
def test_the_message_offers_the_way_back(
    window: MainWindow, workplace: Workplace, person: ParticipantId, worker: Worker, qtbot: QtBot
) -> None:
    press(qtbot, worker, Qt.Key.Key_Z)
    button = window.current_page().messages.action_button()
    assert button is not None
    assert button.text() == "Wiederholen"
    button.click()
    wait_idle(qtbot, worker)
    assert city(workplace, person) == "Peine"


@pytest.mark.usefixtures("move")
def test_a_text_field_takes_back_its_own_typing_first(
    window: MainWindow, workplace: Workplace, person: ParticipantId, worker: Worker, qtbot: QtBot
) -> None:
    field = window.current_page().first_focus()
    assert isinstance(field, QLineEdit)
    field.setFocus()
    QTest.keyClicks(field, "Olena")
    wait_idle(qtbot, worker)
    press(qtbot, worker, Qt.Key.Key_Z)
    assert field.text() == ""
    assert city(workplace, person) == "Peine", "the field had something to take back"
    press(qtbot, worker, Qt.Key.Key_Z)
    assert city(workplace, person) == "Lehrte", "now it has nothing left"


def test_what_was_there_before_signing_in_stays(
    window: MainWindow, workplace: Workplace, person: ParticipantId, worker: Worker, qtbot: QtBot
) -> None:
    window.go("participants", person)
    wait_idle(qtbot, worker)
    press(qtbot, worker, Qt.Key.Key_Z)
    assert window.current_page().messages.text() == "Seit Ihrer Anmeldung gibt es nichts zurückzunehmen."
    with workplace.store.read() as tx:
        assert not tx.get(Participant, person).deleted


@pytest.mark.usefixtures("move")
def test_the_search_says_what_would_be_taken_back(window: MainWindow, worker: Worker, qtbot: QtBot) -> None:
    press(qtbot, worker, Qt.Key.Key_K)
    QTest.keyClicks(window.search, "Strg+Z")
    wait_idle(qtbot, worker)
    titles = [getattr(found, "title", "") for found in window.search.results.found()]
    assert titles == ["Rückgängig: Person Olena Kovalenko: Ort geändert"]
    QTest.keyClick(window.search, Qt.Key.Key_Return)
    wait_idle(qtbot, worker)
    assert window.current_page().messages.text().startswith("Zurückgenommen: ")


@pytest.mark.usefixtures("move")
def test_a_refusal_stands_in_the_page(
    window: MainWindow, workplace: Workplace, person: ParticipantId, worker: Worker, qtbot: QtBot
) -> None:
    participants.change_participant(workplace, person, fields={"city": "Celle"})
    with workplace.store.write(None) as tx:
        tx.get(Participant, person).city = "Hannover"
    press(qtbot, worker, Qt.Key.Key_Z)
    assert "wurde inzwischen geändert" in window.current_page().messages.text()
    assert city(workplace, person) == "Hannover"


def test_on_the_sheet_the_marks_go_first_and_nothing_is_taken_back_twice(
    window: MainWindow, workplace: Workplace, worker: Worker, qtbot: QtBot
) -> None:
    group = a_group(workplace)
    an_enrolment(workplace, group)
    session = a_session(workplace, group)
    window.go("attendance", session)
    wait_idle(qtbot, worker)
    sheet = window.current_page().sheet  # type: ignore[attr-defined]
    sheet.table.setFocus()
    QTest.keyClick(sheet.table, Qt.Key.Key_E)
    wait_idle(qtbot, worker)
    with workplace.store.read() as tx:
        assert tx.driver.execute("SELECT count(*) FROM attendance").fetchone() == (1,)
    press(qtbot, worker, Qt.Key.Key_Z)
    with workplace.store.read() as tx:
        assert tx.driver.execute("SELECT count(*) FROM attendance").fetchone() == (0,)
        assert tx.driver.execute("SELECT count(*) FROM coaching_session WHERE NOT deleted").fetchone() == (1,)
    press(qtbot, worker, Qt.Key.Key_Y)
    with workplace.store.read() as tx:
        assert tx.driver.execute("SELECT mark FROM attendance").fetchall() == [(AttendanceMark.EXCUSED.value,)]


def test_a_messages_way_back_is_known_to_the_keys(
    window: MainWindow, workplace: Workplace, person: ParticipantId, worker: Worker, qtbot: QtBot
) -> None:
    window.go("participants", person)
    wait_idle(qtbot, worker)
    click(window, "Entfernen")
    wait_idle(qtbot, worker)
    click(window, "Rückgängig")
    wait_idle(qtbot, worker)
    assert not removed(workplace, person)
    press(qtbot, worker, Qt.Key.Key_Z)
    assert not removed(workplace, person), "it was taken back already; there is nothing left"
    press(qtbot, worker, Qt.Key.Key_Y)
    assert removed(workplace, person)


@pytest.mark.usefixtures("move")
def test_a_window_that_is_put_away_names_nobody_and_asks_nothing(
    window: MainWindow, workplace: Workplace, person: ParticipantId, worker: Worker, qtbot: QtBot
) -> None:
    window.put_away()
    worker.run(participants.change_participant, workplace, person, fields={"phone": "1"})
    wait_idle(qtbot, worker)
    own = window.findChild(OwnActions)
    assert own is not None
    assert own.commands() == []
    own.undo()
    wait_idle(qtbot, worker)
    assert city(workplace, person) == "Peine"
    window.begin()
    wait_idle(qtbot, worker)
    assert [command.title for command in own.commands()] == ["Rückgängig: Person Olena Kovalenko: Telefon geändert"]


def removed(workplace: Workplace, person: ParticipantId) -> bool:
    with workplace.store.read() as tx:
        return tx.get(Participant, person).deleted
