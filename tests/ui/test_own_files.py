"""The chooser of files at a participant's place: two kinds of places, no way to any other."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.driving import visible
from werkakademie.records.own_files import FilePlace, PlaceKind
from werkakademie.services.own.uploads import UploadFolder
from werkakademie.ui.own.files import OwnFiles
from werkakademie.ui.own.printing import brings_out_paper

PAPERS = [("PDF", ("pdf",))]


class Rig:
    """A chooser, its places, and what a person does in the dialog that it opens."""

    def __init__(self, folder: Path, parent: QWidget) -> None:
        self.uploads = UploadFolder(folder / "home" / "Werkakademie-Ablage")
        self.uploads.renew()
        self.stick = folder / "stick"
        self.stick.mkdir()
        self.plugged: list[FilePlace] = []
        self.files = OwnFiles(self.uploads, lambda: self.plugged)
        self.parent = parent

    def plug_in(self, *, writable: bool = True) -> None:
        self.plugged = [FilePlace(PlaceKind.STICK, self.stick, "ROTER STICK", writable)]

    def meanwhile(self, act: Callable[[QWidget], object]) -> None:
        """Act in the dialog as soon as it waits for an answer."""

        def go() -> None:
            dialog = QApplication.activeModalWidget()
            assert dialog is not None
            try:
                act(dialog)
            finally:
                if dialog is QApplication.activeModalWidget():
                    QTest.keyClick(dialog, Qt.Key.Key_Escape)

        QTimer.singleShot(0, self.parent, go)

    def open(self, act: Callable[[QWidget], object]) -> Path | None:
        self.meanwhile(act)
        return self.files.open_file(self.parent, "Datei wählen", PAPERS)

    def save(self, act: Callable[[QWidget], object], name: str = "Brief.pdf") -> Path | None:
        self.meanwhile(act)
        return self.files.save_file(self.parent, "Speichern", name, PAPERS)


@pytest.fixture
def rig(tmp_path: Path, qtbot: QtBot, themed: object) -> Rig:  # noqa: ARG001
    parent = QWidget()
    parent.setObjectName("own_window")
    parent.resize(1000, 700)
    qtbot.addWidget(parent)
    parent.show()
    return Rig(tmp_path, parent)


def press_return(dialog: QWidget) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Return)


def words(dialog: QWidget) -> str:
    return "\n".join(label.text() for label in visible(dialog, QLabel))


def click(dialog: QWidget, text: str) -> None:
    (found,) = [button for button in visible(dialog, QAbstractButton) if text in button.text()]
    assert found.height() >= 44
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def test_a_file_of_the_upload_folder_is_taken_by_return(rig: Rig) -> None:
    (rig.uploads.path / "Zeugnis.pdf").write_bytes(b"%PDF-")
    (rig.uploads.path / "Bild.heic").write_bytes(b"x")
    assert rig.open(press_return) == rig.uploads.path / "Zeugnis.pdf"


def test_escape_takes_nothing(rig: Rig) -> None:
    (rig.uploads.path / "Zeugnis.pdf").write_bytes(b"%PDF-")
    assert rig.open(lambda _dialog: None) is None


def test_a_stick_that_is_plugged_in_comes_first_and_a_late_one_is_found_again(rig: Rig) -> None:
    (rig.stick / "Alt").mkdir()
    (rig.stick / "Alt" / "Arbeitszeugnis.pdf").write_bytes(b"%PDF-")

    def act(dialog: QWidget) -> None:
        assert "Kein USB-Stick gefunden" in words(dialog)
        rig.plug_in()
        click(dialog, "USB-Stick neu suchen")
        click(dialog, "ROTER STICK")
        click(dialog, "Nehmen")

    assert rig.open(act) == rig.stick / "Alt" / "Arbeitszeugnis.pdf"


def test_nothing_leads_out_of_the_places(rig: Rig, tmp_path: Path) -> None:
    (tmp_path / "geheim.pdf").write_bytes(b"%PDF-")
    (rig.uploads.path / "weg").symlink_to(tmp_path, target_is_directory=True)
    (rig.uploads.path / "geheim.pdf").symlink_to(tmp_path / "geheim.pdf")

    def act(dialog: QWidget) -> None:
        assert not visible(dialog, QLineEdit)
        assert "keine passende Datei" in words(dialog)
        press_return(dialog)

    assert rig.open(act) is None


def test_saving_proposes_a_name_that_is_free(rig: Rig) -> None:
    assert rig.save(press_return) == rig.uploads.path / "Brief.pdf"
    (rig.uploads.path / "Brief.pdf").write_bytes(b"")
    assert rig.save(press_return) == rig.uploads.path / "Brief (2).pdf"
    assert rig.save(press_return, "../../Brief.pdf") == rig.uploads.path / "Brief (2).pdf"


def test_a_stick_that_can_only_be_read_says_so(rig: Rig) -> None:
    rig.plug_in(writable=False)

    def act(dialog: QWidget) -> None:
        assert "nicht schreiben" in words(dialog)
        press_return(dialog)

    assert rig.save(act) is None


def test_a_page_that_goes_while_it_asks_gets_no_answer(rig: Rig) -> None:
    (rig.uploads.path / "Zeugnis.pdf").write_bytes(b"%PDF-")
    page = QWidget(rig.parent)

    def go(_dialog: QWidget) -> None:
        import shiboken6

        shiboken6.delete(page)

    rig.meanwhile(go)
    assert rig.files.open_file(page, "Datei wählen", PAPERS) is None


@pytest.mark.parametrize(
    ("name", "paper"),
    [("HP LaserJet Raum 2", True), ("Microsoft Print to PDF", False), ("Cups-PDF", False), ("Fax", False)],
)
def test_printers_that_write_files_are_no_printers(name: str, paper: bool) -> None:
    assert brings_out_paper(name) is paper
