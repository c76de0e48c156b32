"""The papers page: papers, files and their status, by keyboard, by mouse and by dropping files."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.factories import a_paper, a_participant, make_workplace
from tests.ui.accessibility import check_page, not_reached
from tests.ui.clipped import clipped_texts, pseudo_localise
from tests.ui.conftest import NOW
from tests.ui.driving import click, field, press, show_page, type_into, visible, wait_idle
from werkakademie.records.enums import PaperStatus
from werkakademie.records.ids import ParticipantId
from werkakademie.records.job_search import PaperRecord
from werkakademie.services import papers
from werkakademie.services.workplace import Workplace
from werkakademie.storage.practice_identity import SteppedClock
from werkakademie.ui.papers.page import PapersPage
from werkakademie.ui.papers.paper_dialog import PaperDialog
from werkakademie.ui.shell.pages import PageContext
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.widgets.fields import ChoiceField
from werkakademie.ui.widgets.files import AnsweredFiles

PDF = b"%PDF-1.7 erfunden"
Show = Callable[..., PapersPage]


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path / "store", clock=SteppedClock(NOW))
    yield opened
    opened.store.close()


@pytest.fixture
def olena(workplace: Workplace) -> ParticipantId:
    return a_participant(workplace)


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "Lebenslauf.pdf"
    path.write_bytes(PDF)
    return path


@pytest.fixture
def show(
    qtbot: QtBot, worker: Worker, workplace: Workplace, context_of: Callable[[object], PageContext]
) -> Callable[..., PapersPage]:
    def shown(target: object = None) -> PapersPage:
        return show_page(qtbot, worker, PapersPage(context_of(workplace)), target)

    return shown


def dialog_of(page: PapersPage) -> PaperDialog:
    (dialog,) = visible(page, PaperDialog)
    return dialog


def folder(workplace: Workplace, person: ParticipantId) -> tuple[PaperRecord, ...]:
    return papers.paper_folder(workplace, person).papers


def listed(page: PapersPage) -> list[str]:
    return [paper.title for paper in page.papers.records_model.records()]


def test_the_usual_papers_are_noted_in_one_step(
    show: Show, workplace: Workplace, olena: ParticipantId, qtbot: QtBot, worker: Worker
) -> None:
    page = show(olena)
    click(page, "Übliche Unterlagen anlegen")
    wait_idle(qtbot, worker)
    assert listed(page) == ["Lebenslauf", "Anschreiben", "Zeugnis", "Foto"]
    assert page.messages.text() == "4 Papiere sind als fehlend angelegt."
    click(page, "Rückgängig")
    wait_idle(qtbot, worker)
    assert folder(workplace, olena) == ()


def test_a_paper_is_added_by_keys(show: Show, olena: ParticipantId, qtbot: QtBot, worker: Worker) -> None:
    page = show(olena)
    page.header_actions()[0].run()
    dialog = dialog_of(page)
    kind = field(dialog, "Art")
    assert isinstance(kind, ChoiceField)
    kind.combo.setFocus()
    QTest.keyClicks(kind.combo, "Ansch")
    kind.combo.activated.emit(kind.combo.currentIndex())
    assert field(dialog, "Name").value() == "Anschreiben"
    type_into(dialog, "Name", "Anschreiben Logistik Nord")
    press(dialog, Qt.Key.Key_Return)
    wait_idle(qtbot, worker)
    assert listed(page) == ["Anschreiben Logistik Nord"]


def test_a_name_that_somebody_wrote_stays(show: Show, olena: ParticipantId) -> None:
    page = show(olena)
    page.header_actions()[0].run()
    dialog = dialog_of(page)
    type_into(dialog, "Name", "Deckblatt")
    kind = field(dialog, "Art")
    assert isinstance(kind, ChoiceField)
    QTest.keyClick(kind.combo, Qt.Key.Key_Down)
    assert field(dialog, "Name").value() == "Deckblatt"


def test_a_paper_without_a_name_is_refused_at_the_field(show: Show, olena: ParticipantId) -> None:
    page = show(olena)
    page.header_actions()[0].run()
    dialog = dialog_of(page)
    click(dialog, "Hinzufügen")
    assert field(dialog, "Name").shown_problem() == "Bitte füllen Sie dieses Feld aus."
    assert dialog.isVisible()


def test_a_file_is_chosen_and_makes_a_draft(
    show: Show,
    workplace: Workplace,
    olena: ParticipantId,
    scan: Path,
    files: AnsweredFiles,
    qtbot: QtBot,
    worker: Worker,
) -> None:
    a_paper(workplace, olena)
    page = show(olena)
    files.answers = [scan]
    click(page, "Datei hinzufügen")
    wait_idle(qtbot, worker)
    (paper,) = folder(workplace, olena)
    assert (paper.status, len(paper.versions)) == (PaperStatus.DRAFT, 1)
    assert page.card.status.chosen() == "draft"
    assert scan.exists()


def test_dropped_files_become_versions(
    show: Show, workplace: Workplace, olena: ParticipantId, scan: Path, tmp_path: Path, qtbot: QtBot, worker: Worker
) -> None:
    a_paper(workplace, olena)
    page = show(olena)
    newer = tmp_path / "Lebenslauf_neu.pdf"
    newer.write_bytes(PDF + b" neu")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(scan)), QUrl.fromLocalFile(str(newer))])
    left, copy = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction
    no_key = Qt.KeyboardModifier.NoModifier
    coming = QDragEnterEvent(QPoint(10, 10), copy, data, left, no_key)
    QApplication.sendEvent(page.card.drop, coming)
    assert coming.isAccepted()
    QApplication.sendEvent(page.card.drop, QDropEvent(QPointF(10, 10), copy, data, left, no_key))
    wait_idle(qtbot, worker)
    (paper,) = folder(workplace, olena)
    assert [(one.number, one.file_name) for one in paper.versions] == [(2, "Lebenslauf_neu.pdf"), (1, "Lebenslauf.pdf")]


def test_what_is_no_file_is_not_taken(show: Show, workplace: Workplace, olena: ParticipantId) -> None:
    a_paper(workplace, olena)
    page = show(olena)
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/Lebenslauf.pdf")])
    coming = QDragEnterEvent(
        QPoint(10, 10), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(page.card.drop, coming)
    assert not coming.isAccepted()


def test_a_file_that_is_too_large_is_said_in_the_page(
    show: Show,
    workplace: Workplace,
    olena: ParticipantId,
    tmp_path: Path,
    files: AnsweredFiles,
    qtbot: QtBot,
    worker: Worker,
) -> None:
    a_paper(workplace, olena)
    page = show(olena)
    large = tmp_path / "Scan.pdf"
    with large.open("wb") as file:
        file.truncate(papers.LARGEST_FILE + 1)
    files.answers = [large]
    click(page, "Datei hinzufügen")
    wait_idle(qtbot, worker)
    assert "höchstens 25 MB" in page.messages.text()
    assert folder(workplace, olena)[0].versions == ()


def test_the_status_is_chosen_and_can_be_undone(
    show: Show, workplace: Workplace, olena: ParticipantId, scan: Path, qtbot: QtBot, worker: Worker
) -> None:
    papers.add_file(workplace, a_paper(workplace, olena), path=scan)
    page = show(olena)
    page.card.status.chip("draft").setFocus()
    press(page, Qt.Key.Key_Right)
    wait_idle(qtbot, worker)
    assert folder(workplace, olena)[0].status is PaperStatus.CHECKED
    QTest.mouseClick(page.card.status.chip("ready"), Qt.MouseButton.LeftButton)
    wait_idle(qtbot, worker)
    assert folder(workplace, olena)[0].status is PaperStatus.READY
    click(page, "Rückgängig")
    wait_idle(qtbot, worker)
    assert folder(workplace, olena)[0].status is PaperStatus.CHECKED
    assert page.card.status.chosen() == "checked"


def test_without_a_file_only_missing_can_be_chosen(show: Show, workplace: Workplace, olena: ParticipantId) -> None:
    a_paper(workplace, olena)
    page = show(olena)
    assert [page.card.status.chip(one.value).isEnabled() for one in PaperStatus] == [True, False, False, False]


def test_a_copy_is_saved_with_a_warning(
    show: Show,
    workplace: Workplace,
    olena: ParticipantId,
    scan: Path,
    tmp_path: Path,
    files: AnsweredFiles,
    qtbot: QtBot,
    worker: Worker,
) -> None:
    papers.add_file(workplace, a_paper(workplace, olena), path=scan)
    page = show(olena)
    files.answers = [tmp_path / "Kopie.pdf"]
    click(page, "Kopie speichern: Lebenslauf.pdf")
    wait_idle(qtbot, worker)
    assert (tmp_path / "Kopie.pdf").read_bytes() == PDF
    assert "nicht mehr durch das Passwort geschützt" in page.messages.text()


def test_a_paper_is_renamed_and_removed(
    show: Show, workplace: Workplace, olena: ParticipantId, qtbot: QtBot, worker: Worker
) -> None:
    a_paper(workplace, olena)
    page = show(olena)
    click(page, "Umbenennen")
    type_into(dialog_of(page), "Name", "Lebenslauf kurz")
    click(dialog_of(page), "Speichern")
    wait_idle(qtbot, worker)
    assert listed(page) == ["Lebenslauf kurz"]
    click(page, "Entfernen")
    wait_idle(qtbot, worker)
    assert listed(page) == []
    click(page, "Rückgängig")
    wait_idle(qtbot, worker)
    assert listed(page) == ["Lebenslauf kurz"]


def test_the_page_is_usable_by_everybody(
    show: Show, workplace: Workplace, olena: ParticipantId, scan: Path, qtbot: QtBot
) -> None:
    papers.add_file(workplace, a_paper(workplace, olena), path=scan)
    page = show(olena)
    check_page(page)
    assert not_reached(page) == []
    page.resize(960, 512)
    qtbot.waitUntil(lambda: clipped_texts(page) == [])
    pseudo_localise(page)
    qtbot.waitUntil(lambda: clipped_texts(page) == [])
