"""The tab „Sicherungen“, driven by keys and clicks: make, check, restore, and a second folder."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.factories import COACH, PASSWORD, QUICK, a_participant
from tests.ui.accessibility import check_page, not_reached
from tests.ui.clipped import clipped_texts
from tests.ui.conftest import NOW
from tests.ui.driving import button, click, show_page, type_into, wait_idle
from werkakademie.records.enums import Role
from werkakademie.records.site import NewSite
from werkakademie.services import backups, site
from werkakademie.services.workplace import Workplace
from werkakademie.storage.practice_identity import CountingIds, SteppedClock
from werkakademie.ui.safety.backups_tab import BackupsTab
from werkakademie.ui.safety.page import SafetyPage
from werkakademie.ui.safety.restore_dialog import RestoreDialog
from werkakademie.ui.shell.pages import Opener, PageContext
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.widgets.files import AnsweredFiles
from werkakademie.ui.widgets.text import TextLabel

Show = Callable[..., SafetyPage]


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock(NOW)


@pytest.fixture
def workplace(tmp_path: Path, clock: SteppedClock) -> Iterator[Workplace]:
    new = NewSite("Übungsstandort", "NI", COACH, PASSWORD, practice=True)
    opened, _key = site.create_site(tmp_path / "store", new, clock=clock, ids=CountingIds(), hardness=QUICK)
    a_participant(opened)
    yield opened
    opened.store.close()


@pytest.fixture
def show(qtbot: QtBot, worker: Worker, workplace: Workplace, context_of: Callable[[object], PageContext]) -> Show:
    def shown(by: Workplace | None = None) -> SafetyPage:
        return show_page(qtbot, worker, SafetyPage(context_of(by or workplace)), "backups")

    return shown


def tab_of(page: SafetyPage) -> BackupsTab:
    tab = page.current_tab()
    assert isinstance(tab, BackupsTab)
    return tab


def rows(tab: BackupsTab) -> list[list[str]]:
    model = tab.table.table_model
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def texts(page: SafetyPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(TextLabel) if label.isVisible())


def restore_dialog(page: SafetyPage, qtbot: QtBot, worker: Worker) -> RestoreDialog:
    click(page, "Wiederherstellen …")
    wait_idle(qtbot, worker)
    [dialog] = page.findChildren(RestoreDialog)
    return dialog


def test_without_a_backup_the_page_says_when_one_comes(show: Show) -> None:
    page = show()
    assert "Noch keine Sicherung" in texts(page)
    assert not button(page, "Prüfen").isEnabled()
    assert not button(page, "Wiederherstellen …").isEnabled()
    check_page(page)


def test_jetzt_sichern_makes_a_checked_backup(show: Show, qtbot: QtBot, worker: Worker) -> None:
    page = show()
    click(page, "Jetzt sichern")
    wait_idle(qtbot, worker)
    assert page.messages.text() == "Die Sicherung ist fertig und geprüft."
    [found] = rows(tab_of(page))
    assert found[:3] == ["23.11.2026, 09:42 Uhr", "auf Wunsch", "auf diesem PC"]
    assert found[4] == "geprüft, in Ordnung"
    assert "alles gesichert" in texts(page)
    assert "Seither geändert" not in texts(page)
    check_page(page)
    assert clipped_texts(page) == []
    assert not_reached(page) == []


def test_a_damaged_backup_is_named_and_marked(show: Show, workplace: Workplace, qtbot: QtBot, worker: Worker) -> None:
    made = backups.back_up(workplace).backup
    path = made.folder / "werkakademie.db"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    page = show()
    click(page, "Prüfen")
    wait_idle(qtbot, worker)
    assert page.messages.text().startswith("Die Sicherung ist unbrauchbar")
    assert rows(tab_of(page))[0][4] == "unbrauchbar"


def test_the_way_back_shows_what_is_lost_and_then_asks_for_the_password(
    show: Show, workplace: Workplace, clock: SteppedClock, qtbot: QtBot, worker: Worker, opener: Opener
) -> None:
    backups.back_up(workplace)
    clock.step(timedelta(hours=1))
    a_participant(workplace, "Leyla", "Yılmaz")
    page = show()
    dialog = restore_dialog(page, qtbot, worker)
    type_into(dialog, "Passwort", PASSWORD)
    click(dialog, "Vorschau")
    wait_idle(qtbot, worker)
    shown = "\n".join(label.text() for label in dialog.findChildren(TextLabel) if label.isVisible())
    assert "Personen" in shown
    assert "1 geht verloren" in shown
    assert "Vorher wird der jetzige Stand gesichert" in shown
    check_page(dialog)
    with qtbot.waitSignal(opener.locked):
        QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait_idle(qtbot, worker)
    again = site.unlock(
        workplace.store.path.parent, workplace.account_id, PASSWORD, clock=clock, ids=CountingIds(500_000)
    )
    assert backups.status(again).newest_at == clock.now()
    with again.store.read() as tx:
        assert tx.driver.execute("SELECT family_name FROM participant").fetchall() == [("Kovalenko",)]
    again.store.close()


def test_a_wrong_password_is_said_in_the_dialog(show: Show, workplace: Workplace, qtbot: QtBot, worker: Worker) -> None:
    backups.back_up(workplace)
    dialog = restore_dialog(show(), qtbot, worker)
    click(dialog, "Vorschau")
    assert "Bitte geben Sie das Passwort ein." in dialog.password.shown_problem()
    type_into(dialog, "Passwort", "nicht dieses")
    click(dialog, "Vorschau")
    wait_idle(qtbot, worker)
    assert dialog.messages.text() == "Das Passwort stimmt nicht. Bitte versuchen Sie es noch einmal."
    assert button(dialog, "Vorschau").isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    QApplication.processEvents()


def test_a_second_folder_gets_a_copy_and_a_missing_one_is_only_a_hint(
    show: Show, files: AnsweredFiles, tmp_path: Path, qtbot: QtBot, worker: Worker, clock: SteppedClock
) -> None:
    stick = tmp_path / "Stick"
    stick.mkdir()
    page = show()
    files.answers.append(stick)
    click(page, "Zweiten Ordner wählen …")
    wait_idle(qtbot, worker)
    assert "noch keine Kopie" in texts(page)
    click(page, "Jetzt sichern")
    wait_idle(qtbot, worker)
    assert sorted(row[2] for row in rows(tab_of(page))) == ["auf diesem PC", "im zweiten Ordner"]
    stick.rename(tmp_path / "abgezogen")
    clock.step(timedelta(hours=2))
    click(page, "Jetzt sichern")
    wait_idle(qtbot, worker)
    assert page.messages.text().startswith("Der zweite Ordner")
    assert "ist nicht da. Letzte Kopie dort: 23.11.2026, 09:42 Uhr" in texts(page)
    assert len(rows(tab_of(page))) == 2
    click(page, "Nicht mehr kopieren")
    wait_idle(qtbot, worker)
    assert "Kein zweiter Ordner" in texts(page)


def test_somebody_without_the_right_sees_how_it_stands_and_changes_nothing(show: Show, workplace: Workplace) -> None:
    backups.back_up(workplace)
    coach = Workplace(workplace.store, workplace.account_id, COACH, frozenset({Role.COACH}))
    page = show(coach)
    assert len(rows(tab_of(page))) == 1
    assert "Nur die Leitung kann sichern" in texts(page)
    assert "Den zweiten Ordner wählt die Leitung." in texts(page)
    assert not tab_of(page).create_button.isVisible()
    tab_of(page).table.setFocus()
    QTest.keyClick(tab_of(page).table, Qt.Key.Key_Return)
    assert page.findChildren(RestoreDialog) == []


def test_what_changed_since_the_backup_is_not_called_safe(
    show: Show, workplace: Workplace, clock: SteppedClock
) -> None:
    backups.back_up(workplace)
    clock.step(timedelta(hours=1))
    a_participant(workplace, "Leyla", "Yılmaz")
    shown = texts(show())
    assert "seither geändert" in shown
    assert "alles gesichert" not in shown
