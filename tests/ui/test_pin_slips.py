"""PINs for a whole group: the dialog by keys, slips that can't be handed out, and the hint before the room is open."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMenu
from pytestqt.qtbot import QtBot
from sqlmodel import select

from tests.factories import a_group, a_participant, a_session, an_enrolment, make_workplace
from tests.tools import text_of_pdf
from tests.ui.accessibility import check_page
from tests.ui.clipped import clipped_texts
from tests.ui.conftest import NOW
from tests.ui.driving import button, click, press, press_focused, settle, show_page, visible
from werkakademie.models import Draft
from werkakademie.records.access import PinResult
from werkakademie.records.ids import GroupId, ParticipantId
from werkakademie.records.page_image import PageImage
from werkakademie.services import participant_pins, pin_slips
from werkakademie.services.workplace import Workplace
from werkakademie.storage.practice_identity import SteppedClock
from werkakademie.ui.attendance.page import AttendancePage
from werkakademie.ui.groups.page import GroupsPage
from werkakademie.ui.groups.pin_slips_dialog import PinSlipsDialog
from werkakademie.ui.own import printing
from werkakademie.ui.shell.pages import Page, PageContext
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.widgets.files import AnsweredFiles

# An open menu grabs the keyboard, which a screen that is not there can't give.
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support grabbing the keyboard$", extend=True)

OLD_PIN = "2683"


@dataclass
class Printer:
    """Takes what it is sent, or is gone; remembers how many pages were sent each time."""

    takes: bool
    tries: list[int] = field(default_factory=list)

    def print_pages(self, _name: str, _title: str, pages: Sequence[PageImage]) -> bool:
        self.tries.append(len(pages))
        return self.takes


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path / "Standort", clock=SteppedClock(NOW))
    yield opened
    opened.store.close()


@pytest.fixture
def group(workplace: Workplace) -> GroupId:
    return a_group(workplace)


@pytest.fixture
def people(workplace: Workplace, group: GroupId) -> list[ParticipantId]:
    """Yusuf has a PIN; Olena and Fatma have none."""
    names = (("Yusuf", "Demir"), ("Olena", "Kovalenko"), ("Fatma", "Öztürk"))
    found = [a_participant(workplace, *name) for name in names]
    for person in found:
        an_enrolment(workplace, group, person)
    participant_pins.set_pin(workplace, found[0], pin=OLD_PIN)
    return found


@pytest.fixture
def dialog(
    qtbot: QtBot,
    worker: Worker,
    workplace: Workplace,
    group: GroupId,
    people: list[ParticipantId],  # noqa: ARG001 - they are in the group
    context_of: Callable[[object], PageContext],
) -> PinSlipsDialog:
    """Opened from „Mehr“ above the group's people, by the keyboard."""
    page = show_page(qtbot, worker, GroupsPage(context_of(workplace)), group)
    page.detail.tabs.choose("people")
    click(page, "Mehr")
    (menu,) = [one for one in page.findChildren(QMenu) if one.isVisible()]
    QTest.keyClick(menu, Qt.Key.Key_Up)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    settle(qtbot, worker)
    return the_dialog(page)


def the_dialog(page: Page) -> PinSlipsDialog:
    (found,) = visible(page, QDialog)
    assert isinstance(found, PinSlipsDialog)
    return found


def rows(dialog: PinSlipsDialog) -> list[tuple[str, bool]]:
    items = [dialog.people.item(place) for place in range(dialog.people.count())]
    return [(item.text(), item.checkState() == Qt.CheckState.Checked) for item in items]


def pins_on(path: Path) -> list[str]:
    return re.findall(r"\b\d{4}\b", text_of_pdf(path).replace("23.11.2026", ""))


def test_those_without_are_ticked_and_get_slips_in_a_file_and_nowhere_else(
    qtbot: QtBot,
    worker: Worker,
    workplace: Workplace,
    people: list[ParticipantId],
    dialog: PinSlipsDialog,
    files: AnsweredFiles,
    tmp_path: Path,
) -> None:
    assert rows(dialog) == [
        ("Yusuf Demir – Geheimzahl seit 23.11.2026", False),
        ("Olena Kovalenko – noch keine Geheimzahl", True),
        ("Fatma Öztürk – noch keine Geheimzahl", True),
    ]
    assert dialog.people.hasFocus()
    assert not dialog._old.isVisible()
    check_page(dialog)
    assert clipped_texts(dialog) == []
    press_focused(Qt.Key.Key_Space)
    press_focused(Qt.Key.Key_Down)
    press_focused(Qt.Key.Key_Space)
    assert "1 Person hat schon eine Geheimzahl. Ihre alte gilt dann nicht mehr." in dialog._old.text()
    assert dialog._old.isVisible()
    click(dialog, "Zettel als PDF speichern")
    settle(qtbot, worker)
    assert participant_pins.check(workplace, people[0], pin=OLD_PIN).result is PinResult.RIGHT, "no place was chosen"
    files.answers.append(tmp_path / "Zettel.pdf")
    click(dialog, "Zettel als PDF speichern")
    settle(qtbot, worker)
    assert "löschen Sie dann die Datei" in dialog.messages.text()
    yusufs, fatmas = pins_on(tmp_path / "Zettel.pdf")
    assert participant_pins.check(workplace, people[0], pin=yusufs).result is PinResult.RIGHT
    assert participant_pins.check(workplace, people[2], pin=fatmas).result is PinResult.RIGHT
    assert participant_pins.check(workplace, people[1], pin=fatmas).result is PinResult.NOT_SET
    press(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    with workplace.store.read() as tx:
        assert tx.scalars(select(Draft)) == []
    workplace.store.close()
    readable = [path.read_bytes() for path in (tmp_path / "Standort").rglob("*") if path.is_file()]
    assert not any(b"Zettel" in content or b"%PDF" in content for content in readable)


def test_slips_that_cannot_be_handed_out_wait_until_they_are(
    qtbot: QtBot,
    worker: Worker,
    workplace: Workplace,
    people: list[ParticipantId],
    dialog: PinSlipsDialog,
    files: AnsweredFiles,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(printing, "printer_names", lambda: ())
    press(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "Es wurde noch keine Geheimzahl gesetzt." in dialog.messages.text()
    assert participant_pins.pin_state(workplace, people[1]).set_at is None
    printer = Printer(takes=False)
    monkeypatch.setattr(printing, "printer_names", lambda: ("Drucker Büro",))
    monkeypatch.setattr(printing, "print_pages", printer.print_pages)
    press(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, worker)
    assert printer.tries == [1]
    assert "gelten schon, aber die Zettel sind noch nicht da" in dialog.messages.text()
    press(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible(), "the only copy of the PINs is not closed by a key"
    assert "Noch niemand hat seine neue Geheimzahl." in dialog.messages.text()
    assert button(dialog, "Ohne Zettel schließen").isVisible()
    assert [text for text, _ in rows(dialog)] == ["Olena Kovalenko – neue Geheimzahl", "Fatma Öztürk – neue Geheimzahl"]
    (tmp_path / "Ordner.pdf").mkdir()
    files.answers.extend([tmp_path / "Ordner.pdf", tmp_path / "Zettel.pdf"])
    click(dialog, "Zettel als PDF speichern")
    settle(qtbot, worker)
    assert "ließ sich nicht schreiben" in dialog.messages.text()
    click(dialog, "Zettel als PDF speichern")
    settle(qtbot, worker)
    olenas, fatmas = pins_on(tmp_path / "Zettel.pdf")
    assert participant_pins.check(workplace, people[1], pin=olenas).result is PinResult.RIGHT, "they were set once"
    assert participant_pins.check(workplace, people[2], pin=fatmas).result is PinResult.RIGHT
    printer.takes = True
    click(dialog, "Zettel drucken")
    settle(qtbot, worker)
    assert "Die Zettel werden gedruckt. Drucker: Drucker Büro" in dialog.messages.text()
    assert participant_pins.check(workplace, people[1], pin=olenas).result is PinResult.RIGHT
    click(dialog, "Fertig")
    assert not dialog.isVisible()


def test_before_the_room_is_open_the_sheet_says_who_cannot_sign_in(
    qtbot: QtBot,
    worker: Worker,
    workplace: Workplace,
    group: GroupId,
    people: list[ParticipantId],
    context_of: Callable[[object], PageContext],
) -> None:
    a_session(workplace, group)
    page = show_page(qtbot, worker, AttendancePage(context_of(workplace)))
    assert page.pin_hint.banner.text().startswith("2 Personen dieses Termins haben keine gültige Geheimzahl")
    assert page.sheet.table.hasFocus()
    click(page, "Geheimzahlen verteilen …")
    settle(qtbot, worker)
    assert the_dialog(page).people.count() == len(people)
    the_dialog(page).reject()
    worker.run(pin_slips.give, workplace, people)
    settle(qtbot, worker)
    assert not page.pin_hint.isVisible()
