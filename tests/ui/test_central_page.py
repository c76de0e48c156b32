"""Zentrale: set up, trust, take packages in, read the table, driven as a person does."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.factories import MONDAY_MORNING, make_workplace
from tests.ui.accessibility import check_page, not_reached
from tests.ui.clipped import clipped_texts
from tests.ui.driving import click, press_focused, type_into, visible, wait_idle
from tests.unit.services.test_reporting_to_the_centre import PASSWORD, a_person_with_an_outcome, meet, new_centre, write
from werkakademie.records.enums import OutcomeCategory
from werkakademie.services import central, exporting, site
from werkakademie.services.workplace import Workplace
from werkakademie.storage.practice_identity import SteppedClock
from werkakademie.ui.central.dialogs import CentreDialog
from werkakademie.ui.central.page import CentralPage
from werkakademie.ui.shell.pages import PageContext
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.widgets.chips import FilterChips
from werkakademie.ui.widgets.data_table import DataTable
from werkakademie.ui.widgets.files import AnsweredFiles

LATER = MONDAY_MORNING.replace(year=2027, month=6, day=1)


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path / "site", clock=SteppedClock(LATER))
    yield opened
    opened.store.close()


@pytest.fixture
def page(
    qtbot: QtBot, worker: Worker, workplace: Workplace, context_of: Callable[[object], PageContext]
) -> CentralPage:
    shown = CentralPage(context_of(workplace))
    qtbot.addWidget(shown)
    shown.resize(1072, 716)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    shown.enter()
    wait_idle(qtbot, worker)
    return shown


class Hands:
    """Does what a person does on the page."""

    def __init__(self, page: CentralPage, qtbot: QtBot, worker: Worker) -> None:
        self.page = page
        self.qtbot = qtbot
        self.worker = worker

    def settle(self) -> None:
        for _round in range(4):
            wait_idle(self.qtbot, self.worker)

    def head(self, text: str) -> None:
        """Press a button of the header."""
        next(action for action in self.page.header_actions() if action.text == text).run()
        self.settle()

    def dialog(self) -> CentreDialog:
        (one,) = visible(self.page, CentreDialog)
        return one

    def open(self, folder: Path, password: str = PASSWORD) -> None:
        self.head("Zentrale öffnen")
        type_into(self.dialog(), "Ordner oder Adresse", str(folder))
        type_into(self.dialog(), "Passwort", password)
        click(self.dialog(), "Öffnen")
        self.settle()

    def texts(self) -> str:
        return "\n".join(one.text() for one in visible(self.page, QLabel))

    def table(self, name: str) -> list[list[str]]:
        """The cells of a table that a person sees."""
        (one,) = [found for found in visible(self.page, DataTable) if found.accessibleName() == name]
        model = one.model()
        return [
            [str(model.index(line, place).data()) for place in range(model.columnCount())]
            for line in range(model.rowCount())
        ]


@pytest.fixture
def hands(page: CentralPage, qtbot: QtBot, worker: Worker) -> Hands:
    return Hands(page, qtbot, worker)


@pytest.fixture
def centre(tmp_path: Path, workplace: Workplace) -> Path:
    """A centre that knows the site, closed."""
    made, _key = new_centre(tmp_path / "centre")
    meet(workplace, made)
    central.close_centre(made)
    return tmp_path / "centre"


def test_without_a_centre_the_page_says_what_it_is_for(page: CentralPage, hands: Hands) -> None:
    assert "Keine Zentrale geöffnet" in hands.texts()
    check_page(page)
    assert not not_reached(page)


def test_a_centre_is_set_up_by_keyboard(page: CentralPage, hands: Hands, tmp_path: Path, files: AnsweredFiles) -> None:
    click(page, "Neu einrichten")
    dialog = hands.dialog()
    files.answers.append(tmp_path / "neu")
    click(dialog, "Ordner wählen")
    type_into(dialog, "Name der Zentrale", "Land")
    type_into(dialog, "Passwort", "kurz")
    type_into(dialog, "Passwort noch einmal", "anders")
    press_focused(Qt.Key.Key_Return)
    hands.settle()
    assert "Das ist nicht dasselbe Passwort." in hands.texts()
    type_into(dialog, "Passwort noch einmal", "kurz")
    press_focused(Qt.Key.Key_Return)
    hands.settle()
    assert "mindestens 10 Zeichen" in hands.texts()
    assert not (tmp_path / "neu").exists()
    type_into(dialog, "Passwort", PASSWORD)
    type_into(dialog, "Passwort noch einmal", PASSWORD)
    press_focused(Qt.Key.Key_Return)
    hands.settle()
    assert "Wiederherstellungsschlüssel der Zentrale" in page.messages.text()
    assert "Noch kein Paket übernommen" in hands.texts()
    opened = page.opened_centre()
    assert opened is not None
    click(page, "Kopieren")
    assert QGuiApplication.clipboard().text() == opened.record.recipient
    check_page(page)
    assert not clipped_texts(page)


def test_a_wrong_password_keeps_the_dialog(hands: Hands, centre: Path) -> None:
    hands.open(centre, "ein falsches Passwort")
    assert "Passwort" in hands.dialog().messages.text()
    assert hands.page.opened_centre() is None
    type_into(hands.dialog(), "Passwort", PASSWORD)
    click(hands.dialog(), "Öffnen")
    hands.settle()
    assert hands.page.opened_centre() is not None


def test_packages_arrive_in_the_table(
    hands: Hands, centre: Path, workplace: Workplace, files: AnsweredFiles, tmp_path: Path, qtbot: QtBot
) -> None:
    a_person_with_an_outcome(workplace, OutcomeCategory.INSURED_FULL_TIME)
    a_person_with_an_outcome(workplace, OutcomeCategory.SEEKING)
    package = write(workplace, tmp_path / "out")
    hands.open(centre)
    files.answers.append(package)
    hands.head("Pakete übernehmen")
    assert "übernommen, Übungsstandort, Paket 1 mit 2 Zeilen" in hands.page.messages.text()
    whole, group = hands.table("Zahlen der Standorte")
    assert whole[:3] == ["Übungsstandort (Übung)", "01.06.2027", "50,0 % · 1/2"]
    assert group[0] == "· Herbst 3"
    assert "kein Rang" in hands.texts()
    assert [line[-1] for line in hands.table("Pakete")] == ["gilt"]
    click_chip(hands, "allocated")
    assert hands.table("Zahlen der Standorte")[0][2] == "50,0 % · 1/2"
    files.answers.append(package)
    hands.head("Pakete übernehmen")
    assert "schon übernommen, nichts geändert" in hands.page.messages.text()
    assert len(hands.table("Pakete")) == 1
    check_page(hands.page)
    with qtbot.waitActive(hands.page):
        hands.page.activateWindow()
    assert not not_reached(hands.page)
    assert not clipped_texts(hands.page)


def click_chip(hands: Hands, key: str) -> None:
    (chips,) = visible(hands.page, FilterChips)
    QTest.mouseClick(chips.chip(key), Qt.MouseButton.LeftButton)


def test_an_unknown_site_is_refused_until_it_is_trusted(
    hands: Hands, workplace: Workplace, files: AnsweredFiles, tmp_path: Path
) -> None:
    made, _key = new_centre(tmp_path / "centre")
    site.change_site(workplace, fields={"centre_recipient": made.record.recipient, "legal_basis": "Vereinbarung"})
    central.close_centre(made)
    package = write(workplace, tmp_path / "out")
    hands.open(tmp_path / "centre")
    assert "Noch keinem Standort wird vertraut." in hands.texts()
    files.answers.append(package)
    hands.head("Pakete übernehmen")
    assert "den kennt diese Zentrale nicht" in hands.page.messages.text()
    hands.head("Standort vertrauen")
    type_into(hands.dialog(), "Standort", "Nord")
    type_into(hands.dialog(), "Ausweis", "Unsinn")
    click(hands.dialog(), "Vertrauen")
    hands.settle()
    assert "kein Ausweis eines Standorts" in hands.dialog().messages.text()
    type_into(hands.dialog(), "Ausweis", exporting.site_line(workplace))
    click(hands.dialog(), "Vertrauen")
    hands.settle()
    assert [line[0] for line in hands.table("Standorte")] == ["Nord"]
    files.answers.append(package)
    hands.head("Pakete übernehmen")
    assert "übernommen, Übungsstandort, Paket 1" in hands.page.messages.text()
