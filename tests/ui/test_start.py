"""First start, unlocking and locking with the real services, an empty folder, and made-up people."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.ui.accessibility import check_page, not_reached
from tests.ui.driving import button, click, field, free, type_into, wait_idle
from werkakademie.app import Program
from werkakademie.services import drafts
from werkakademie.storage.errors import DiskFullError, StoreUnreachableError
from werkakademie.ui.safety.restore_dialog import ClosedRestoreDialog, RestoreDialog
from werkakademie.ui.shell import preferences
from werkakademie.ui.shell.preferences import Preferences
from werkakademie.ui.unlock.page import UnlockPage
from werkakademie.ui.widgets.files import AnsweredFiles

PASSWORD = "vier gelbe Tassen singen"
Start = Callable[[], Program]


@pytest.fixture
def start(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, files: AnsweredFiles, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Start]:
    """Starts the program on the same folders each time it is called; what ran before is ended."""
    monkeypatch.setenv(preferences.STORE_VARIABLE, str(tmp_path / "store"))
    preferences.save(tmp_path / "settings", Preferences(theme="light"))
    running: list[Program] = []

    def end() -> None:
        for program in running:
            qapp.aboutToQuit.disconnect(program.end)
            program.end()
            for window in (program.window, program.start):
                if window is not None:
                    window.close()
                    free(window)
            free(program.appearance)
            free(program)
        running.clear()
        # A translator that goes tells all windows of another language; the next ones are not meant.
        QApplication.processEvents()

    def begin() -> Program:
        end()
        program = Program(qapp, configuration=tmp_path / "settings", files=files)
        running.append(program)
        with qtbot.waitExposed(program.start):
            program.show()
        program.start.activateWindow()
        with qtbot.waitSignal(program.start.painted):
            program.start.update()
        return program

    yield begin
    end()


def fill_in(program: Program, *, again: str = PASSWORD) -> None:
    window = program.start
    type_into(window, "Name des Standorts", "Jobcenter Musterstadt")
    combo = field(window, "Land").control
    assert isinstance(combo, QComboBox)
    combo.setFocus()
    QTest.keyClicks(combo, "Hess")
    type_into(window, "Ihr Name", "Ada Wagner")
    type_into(window, "Passwort", PASSWORD)
    type_into(window, "Passwort noch einmal", again)


def set_up(qtbot: QtBot, program: Program) -> str:
    """Go through the first start; gives the recovery key."""
    fill_in(program)
    click(program.start, "Anlegen")
    wait_idle(qtbot, program.worker)
    assert program.first_start is not None
    key = program.first_start.key_page().recovery_key()
    noted = field(program.start, "Ich habe den Schlüssel sicher abgelegt").control
    noted.setFocus()
    QTest.keyClick(noted, Qt.Key.Key_Space)
    click(program.start, "Weiter")
    wait_idle(qtbot, program.worker)
    return key


def test_from_the_first_start_to_the_main_window(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    program = start()
    set_up(qtbot, program)
    assert program.window is not None
    assert program.window.isVisible()
    assert not program.start.isVisible()
    assert (tmp_path / "store" / "vault.json").exists()
    assert preferences.load(tmp_path / "settings").store == str(tmp_path / "store")
    for words in ("Gruppe anlegen", "Person aufnehmen"):
        program.window.go("today")
        wait_idle(qtbot, program.worker)
        click(program.window.current_page(), words)
        wait_idle(qtbot, program.worker)
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        dialog.reject()
        wait_idle(qtbot, program.worker)


def test_nothing_is_made_before_the_answers_are_complete(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    program = start()
    click(program.start, "Anlegen")
    assert field(program.start, "Ihr Name").shown_problem() == "Bitte füllen Sie dieses Feld aus."
    fill_in(program, again="etwas anderes")
    click(program.start, "Anlegen")
    assert field(program.start, "Passwort noch einmal").shown_problem() == "Die beiden Passwörter sind nicht gleich."
    assert field(program.start, "Name des Standorts").value() == "Jobcenter Musterstadt"
    wait_idle(qtbot, program.worker)
    assert not (tmp_path / "store").exists()


def test_the_key_must_be_put_away_before_it_goes_on(
    qtbot: QtBot, start: Start, files: AnsweredFiles, tmp_path: Path
) -> None:
    program = start()
    fill_in(program)
    click(program.start, "Anlegen")
    wait_idle(qtbot, program.worker)
    assert not button(program.start, "Weiter").isEnabled()
    files.answers.append(tmp_path / "schluessel.pdf")
    click(program.start, "Als PDF speichern")
    wait_idle(qtbot, program.worker)
    assert (tmp_path / "schluessel.pdf").read_bytes().startswith(b"%PDF")


def test_a_wrong_password_gives_a_sentence_and_nothing_else(qtbot: QtBot, start: Start) -> None:
    set_up(qtbot, start())
    program = start()
    wait_idle(qtbot, program.worker)
    page = unlock_page(program)
    type_into(program.start, "Passwort", "falsch")
    click(program.start, "Entsperren")
    wait_idle(qtbot, program.worker)
    assert page.message() == "Das Passwort stimmt nicht. Bitte versuchen Sie es noch einmal."
    assert field(program.start, "Passwort").value() is None
    assert program.window is None
    type_into(program.start, "Passwort", PASSWORD)
    QTest.keyClick(field(program.start, "Passwort").control, Qt.Key.Key_Return)
    wait_idle(qtbot, program.worker)
    assert program.window is not None


def test_after_a_failed_sign_in_the_next_one_is_not_told_that_the_store_is_taken(
    qtbot: QtBot, start: Start, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    set_up(qtbot, start())

    def fails(_workplace: object) -> None:
        raise StoreUnreachableError(tmp_path)

    program = start()
    wait_idle(qtbot, program.worker)
    with monkeypatch.context() as patch:
        patch.setattr(drafts, "drop_old_drafts", fails)
        type_into(program.start, "Passwort", PASSWORD)
        click(program.start, "Entsperren")
        wait_idle(qtbot, program.worker)
    assert "lässt sich nicht lesen oder schreiben" in unlock_page(program).message()
    type_into(program.start, "Passwort", PASSWORD)
    click(program.start, "Entsperren")
    wait_idle(qtbot, program.worker)
    assert program.window is not None


def test_a_full_disk_keeps_nobody_out_because_of_old_drafts(
    qtbot: QtBot, start: Start, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    set_up(qtbot, start())

    def full(_workplace: object) -> None:
        raise DiskFullError(tmp_path)

    monkeypatch.setattr(drafts, "drop_old_drafts", full)
    program = start()
    wait_idle(qtbot, program.worker)
    type_into(program.start, "Passwort", PASSWORD)
    click(program.start, "Entsperren")
    wait_idle(qtbot, program.worker)
    assert program.window is not None


def test_a_quick_typist_need_not_wait_for_the_rest_to_load(qtbot: QtBot, start: Start) -> None:
    set_up(qtbot, start())
    program = start()
    type_into(program.start, "Passwort", PASSWORD)
    QTest.keyClick(field(program.start, "Passwort").control, Qt.Key.Key_Return)
    with qtbot.waitSignal(program.worker.idle, timeout=20_000):
        pass
    wait_idle(qtbot, program.worker)
    assert program.window is not None


def test_locking_closes_the_store_and_asks_for_the_password(qtbot: QtBot, start: Start) -> None:
    program = start()
    set_up(qtbot, program)
    window = program.window
    assert window is not None
    window.lock()
    qtbot.waitUntil(lambda: not isValid(window))
    wait_idle(qtbot, program.worker)
    assert program.window is None
    assert program.start.isVisible()
    type_into(program.start, "Passwort", PASSWORD)
    click(program.start, "Entsperren")
    wait_idle(qtbot, program.worker)
    assert program.window is not None


def test_the_printed_key_opens_and_sets_a_new_password(qtbot: QtBot, start: Start) -> None:
    key = set_up(qtbot, start())
    program = start()
    wait_idle(qtbot, program.worker)
    click(program.start, "Passwort vergessen?")
    type_into(program.start, "Wiederherstellungsschlüssel", key.lower())
    type_into(program.start, "Neues Passwort", "drei blaue Kannen tanzen")
    type_into(program.start, "Neues Passwort noch einmal", "drei blaue Kannen tanzen")
    click(program.start, "Entsperren")
    wait_idle(qtbot, program.worker)
    assert program.window is not None


def test_language_and_theme_can_be_chosen_before_signing_in(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    set_up(qtbot, start())
    program = start()
    wait_idle(qtbot, program.worker)
    page = unlock_page(program)
    QTest.keyClicks(page.foot.theme, "dunkel")
    page.foot.theme.activated.emit(page.foot.theme.currentIndex())
    assert preferences.load(tmp_path / "settings").theme == "dark"
    type_into(program.start, "Passwort", "angefangen")
    page.foot.language.activated.emit(1)
    QApplication.processEvents()
    assert preferences.load(tmp_path / "settings").language == "en"
    [password] = [edit for edit in page.findChildren(QLineEdit) if edit.isVisible()]
    assert password.text() == "angefangen"
    program.appearance.set_language("de")
    program.appearance.set_theme("light")
    QApplication.processEvents()


def test_both_first_pages_work_by_keyboard_and_for_a_screen_reader(qtbot: QtBot, start: Start) -> None:
    program = start()
    check_page(program.start)
    assert not_reached(program.start) == []
    set_up(qtbot, program)
    program = start()
    wait_idle(qtbot, program.worker)
    check_page(program.start)
    assert not_reached(program.start) == []


def unlock_page(program: Program) -> UnlockPage:
    assert program.unlock is not None
    return program.unlock


def restore_in(program: Program, qtbot: QtBot) -> ClosedRestoreDialog:
    click(program.start, "Aus einer Sicherung wiederherstellen …")
    wait_idle(qtbot, program.worker)
    [dialog] = program.start.findChildren(ClosedRestoreDialog)
    type_into(dialog, "Passwort", PASSWORD)
    click(dialog, "Vorschau")
    wait_idle(qtbot, program.worker)
    return dialog


def backups_of(folder: Path) -> list[str]:
    return sorted(path.name.split("_")[-1] for path in (folder / "backups").glob("*"))


def test_the_end_of_the_program_makes_a_backup_only_after_a_change(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    set_up(qtbot, start())
    for _time in range(2):
        program = start()
        assert backups_of(tmp_path / "store") == ["close"]
        type_into(program.start, "Passwort", PASSWORD)
        click(program.start, "Entsperren")
        wait_idle(qtbot, program.worker)


def test_a_damaged_store_comes_back_from_the_unlock_page(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    set_up(qtbot, start())
    program = start()
    wait_idle(qtbot, program.worker)
    (tmp_path / "store" / "werkakademie.db").write_bytes(b"kaputt" * 1000)
    type_into(program.start, "Passwort", PASSWORD)
    click(program.start, "Entsperren")
    wait_idle(qtbot, program.worker)
    assert program.window is None
    click(restore_in(program, qtbot), "Jetzt wiederherstellen")
    wait_idle(qtbot, program.worker)
    assert unlock_page(program).message().startswith("Die Sicherung ist wiederhergestellt.")
    type_into(program.start, "Passwort", PASSWORD)
    click(program.start, "Entsperren")
    wait_idle(qtbot, program.worker)
    assert program.window is not None


def test_a_new_pc_begins_with_a_backup_of_the_old_one(
    qtbot: QtBot, start: Start, tmp_path: Path, files: AnsweredFiles
) -> None:
    set_up(qtbot, start())
    start()
    (tmp_path / "store").rename(tmp_path / "alter PC")
    program = start()
    assert program.first_start is not None
    files.answers.append(tmp_path / "alter PC" / "backups")
    click(program.start, "Aus einer Sicherung wiederherstellen …")
    wait_idle(qtbot, program.worker)
    [dialog] = program.start.findChildren(ClosedRestoreDialog)
    click(dialog, "Anderer Ordner …")
    wait_idle(qtbot, program.worker)
    type_into(dialog, "Passwort", PASSWORD)
    click(dialog, "Vorschau")
    wait_idle(qtbot, program.worker)
    check_page(dialog)
    click(dialog, "Jetzt wiederherstellen")
    wait_idle(qtbot, program.worker)
    type_into(program.start, "Passwort", PASSWORD)
    click(program.start, "Entsperren")
    wait_idle(qtbot, program.worker)
    assert program.window is not None


def test_after_a_restore_in_the_window_the_password_is_asked_for(qtbot: QtBot, start: Start) -> None:
    set_up(qtbot, start())
    program = start()
    type_into(program.start, "Passwort", PASSWORD)
    click(program.start, "Entsperren")
    wait_idle(qtbot, program.worker)
    window = program.window
    assert window is not None
    window.go("safety", "backups")
    wait_idle(qtbot, program.worker)
    click(window, "Wiederherstellen …")
    wait_idle(qtbot, program.worker)
    [dialog] = window.findChildren(RestoreDialog)
    type_into(dialog, "Passwort", PASSWORD)
    click(dialog, "Vorschau")
    wait_idle(qtbot, program.worker)
    click(dialog, "Jetzt wiederherstellen")
    wait_idle(qtbot, program.worker)
    qtbot.waitUntil(lambda: program.window is None)
    wait_idle(qtbot, program.worker)
    assert program.start.isVisible()
    type_into(program.start, "Passwort", PASSWORD)
    click(program.start, "Entsperren")
    wait_idle(qtbot, program.worker)
    assert program.window is not None
