"""Export: what would leave, how coarse, and the package itself, driven as a person does."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from tests.factories import MONDAY_MORNING, make_workplace
from tests.ui.accessibility import check_page, not_reached
from tests.ui.clipped import clipped_texts
from tests.ui.driving import click, field, settle, type_into, visible
from tests.unit.services.test_reporting_to_the_centre import a_person_with_an_outcome
from werkakademie.exchange.reporting.keys import new_identity
from werkakademie.records.enums import OutcomeCategory, Role
from werkakademie.services import exporting, site
from werkakademie.services.workplace import Workplace
from werkakademie.storage.practice_identity import SteppedClock
from werkakademie.ui.exporting.page import ExportingPage
from werkakademie.ui.shell.pages import PageContext
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.widgets.data_table import DataTable
from werkakademie.ui.widgets.fields import ChoiceField
from werkakademie.ui.widgets.files import AnsweredFiles

RECIPIENT = new_identity()[1]
LATER = MONDAY_MORNING.replace(year=2027, month=6, day=1)


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path / "site", clock=SteppedClock(LATER))
    yield opened
    opened.store.close()


@pytest.fixture
def show(
    qtbot: QtBot, worker: Worker, context_of: Callable[[object], PageContext]
) -> Callable[[Workplace], ExportingPage]:
    def shown(workplace: Workplace) -> ExportingPage:
        given = context_of(workplace)
        page = ExportingPage(
            PageContext(
                worker=worker,
                navigator=given.navigator,
                files=given.files,
                appearance=given.appearance,
                workplace=workplace,
                now=lambda: LATER,
            )
        )
        qtbot.addWidget(page)
        worker.changed.connect(page.refresh)
        page.resize(1072, 716)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.enter()
        settle(qtbot, worker)
        return page

    return shown


def write(page: ExportingPage, qtbot: QtBot, worker: Worker) -> None:
    """Press the one button of the header."""
    (action,) = page.header_actions()
    assert action.text == "Paket schreiben"
    action.run()
    settle(qtbot, worker)


def texts(page: ExportingPage) -> str:
    return "\n".join(one.text() for one in visible(page, QLabel))


def test_the_empty_page_says_what_belongs_there(
    show: Callable[[Workplace], ExportingPage], workplace: Workplace
) -> None:
    page = show(workplace)
    assert "Noch kein Paket geschrieben" in texts(page)
    assert field(page, "Stand").value() == date(2027, 6, 1)
    assert "0 Teilnahmen aus 0 Gruppen" in texts(page)
    check_page(page)
    assert not not_reached(page)
    assert not clipped_texts(page)


def test_a_package_is_written_and_listed(
    show: Callable[[Workplace], ExportingPage],
    workplace: Workplace,
    qtbot: QtBot,
    worker: Worker,
    files: AnsweredFiles,
    tmp_path: Path,
) -> None:
    a_person_with_an_outcome(workplace, OutcomeCategory.SEEKING)
    page = show(workplace)
    type_into(page, "Rechtsgrundlage der Übermittlung", "Vereinbarung vom 2.1.2026")
    type_into(page, "Schlüssel der Zentrale", RECIPIENT)
    assert page.has_unsaved_input()
    files.answers.append(tmp_path)
    write(page, qtbot, worker)
    assert "Paket 1 mit 1 Zeile liegt in" in page.messages.text()
    assert (tmp_path / "UEBUNG_Bericht_0001_2027-06-01.werkpaket").exists()
    model = visible(page, DataTable)[0].model()
    assert [model.index(0, place).data() for place in (0, 1, 3)] == ["1", "01.06.2027", "1"]
    assert "Paket 2" in texts(page)
    assert not page.has_unsaved_input()
    assert site.site_record(workplace).values["legal_basis"] == "Vereinbarung vom 2.1.2026", "it is entered once"
    check_page(page)


def test_rows_that_stand_alone_are_counted_and_a_coarser_choice_is_kept(
    show: Callable[[Workplace], ExportingPage],
    workplace: Workplace,
    qtbot: QtBot,
    worker: Worker,
    files: AnsweredFiles,
    tmp_path: Path,
) -> None:
    a_person_with_an_outcome(workplace, OutcomeCategory.SEEKING)
    site.change_site(workplace, fields={"legal_basis": "Vereinbarung", "centre_recipient": RECIPIENT})
    page = show(workplace)
    choice = field(page, "Genauigkeit")
    assert isinstance(choice, ChoiceField)
    assert isinstance(choice.control, QComboBox)
    assert choice.control.currentText().endswith("1 von 1 Zeilen stehen allein")
    choice.control.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(choice.control, Qt.Key.Key_End)
    assert choice.value() == exporting.COARSENINGS[-1]
    files.answers.append(tmp_path)
    write(page, qtbot, worker)
    assert choice.value() == exporting.COARSENINGS[-1]


def test_nothing_is_written_without_what_it_needs(
    show: Callable[[Workplace], ExportingPage],
    workplace: Workplace,
    qtbot: QtBot,
    worker: Worker,
    files: AnsweredFiles,
    tmp_path: Path,
) -> None:
    page = show(workplace)
    files.answers.append(tmp_path)
    write(page, qtbot, worker)
    assert "Rechtsgrundlage der Übermittlung" in texts(page)
    type_into(page, "Rechtsgrundlage der Übermittlung", "Vereinbarung")
    type_into(page, "Schlüssel der Zentrale", "age1abc")
    write(page, qtbot, worker)
    assert "Das ist kein Schlüssel einer Zentrale" in texts(page)
    assert list(tmp_path.glob("*.werkpaket")) == []
    assert files.answers == [tmp_path], "nobody was asked for a folder"


def test_a_folder_that_can_not_be_written_is_a_sentence(
    show: Callable[[Workplace], ExportingPage],
    workplace: Workplace,
    qtbot: QtBot,
    worker: Worker,
    files: AnsweredFiles,
    tmp_path: Path,
) -> None:
    site.change_site(workplace, fields={"legal_basis": "Vereinbarung", "centre_recipient": RECIPIENT})
    page = show(workplace)
    files.answers.append(tmp_path / "weg")
    write(page, qtbot, worker)
    assert "Es gilt als nicht gesendet" in page.messages.text()
    assert exporting.written_packages(workplace) == ()


def test_what_is_typed_stays_when_something_else_changes(
    show: Callable[[Workplace], ExportingPage], workplace: Workplace, qtbot: QtBot, worker: Worker
) -> None:
    page = show(workplace)
    type_into(page, "Rechtsgrundlage der Übermittlung", "Gesetz")
    page.run(site.change_site, workplace, fields={"centre_recipient": RECIPIENT})
    settle(qtbot, worker)
    assert field(page, "Rechtsgrundlage der Übermittlung").value() == "Gesetz"
    assert field(page, "Schlüssel der Zentrale").value() == RECIPIENT


def test_the_identity_of_the_site_is_copied(show: Callable[[Workplace], ExportingPage], workplace: Workplace) -> None:
    page = show(workplace)
    click(page, "Kopieren")
    assert QGuiApplication.clipboard().text() == exporting.site_line(workplace)


def test_a_coach_reads_who_may(show: Callable[[Workplace], ExportingPage], tmp_path: Path) -> None:
    opened = make_workplace(tmp_path / "coach", roles=[Role.COACH])
    with opened.store:
        page = show(opened)
        assert page.messages.text() == "Pakete für die Zentrale schreibt die Leitung."
