"""Auswertung: figures with their parts, the chart, the report and the table, driven as a person does."""

import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.factories import a_group, a_participant, an_enrolment, an_exit, an_outcome, make_workplace
from tests.tools import require_tool
from tests.ui.accessibility import check_page, not_reached
from tests.ui.clipped import clipped_texts
from tests.ui.driving import click, field, press, settle, type_into, visible
from werkakademie.records.enums import Basis, NonEntryReason, OutcomeCategory
from werkakademie.services import enrolments
from werkakademie.services.workplace import Workplace
from werkakademie.storage.practice_identity import SteppedClock
from werkakademie.ui.results.page import ResultsPage
from werkakademie.ui.shell.pages import PageContext
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.widgets.drawing import DrawingView
from werkakademie.ui.widgets.fields import ChoiceField
from werkakademie.ui.widgets.files import AnsweredFiles

NOW = datetime(2027, 6, 1, 8, 42, tzinfo=UTC)


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path, clock=SteppedClock(NOW))
    yield opened
    opened.store.close()


@pytest.fixture
def counted(workplace: Workplace) -> None:
    """Two of three who came are in insured work, the third is not known; a fourth never came."""
    group_id = a_group(workplace)
    for name, category in (
        ("Ada", OutcomeCategory.INSURED_FULL_TIME),
        ("Bo", OutcomeCategory.INSURED_PART_TIME),
        ("Cem", None),
    ):
        enrolment_id = an_enrolment(workplace, group_id, a_participant(workplace, name))
        enrolments.confirm_entry(workplace, enrolment_id, entry_on=date(2026, 11, 2), reason="Liste auf Papier")
        follow_up_id = an_exit(workplace, enrolment_id)
        if category is not None:
            an_outcome(workplace, follow_up_id, date(2027, 2, 22), category)
    never = an_enrolment(workplace, group_id, a_participant(workplace, "Nie"), entry_on=None)
    enrolments.record_non_entry(workplace, never, reason=NonEntryReason.HEALTH, decided_on=date(2026, 11, 3))


@pytest.fixture
def show(
    qtbot: QtBot, worker: Worker, workplace: Workplace, context_of: Callable[[object], PageContext]
) -> Callable[..., ResultsPage]:
    def shown(target: object = None) -> ResultsPage:
        given = context_of(workplace)
        page = ResultsPage(
            PageContext(
                worker=worker,
                navigator=given.navigator,
                files=given.files,
                appearance=given.appearance,
                workplace=workplace,
                now=lambda: NOW,
            )
        )
        qtbot.addWidget(page)
        worker.changed.connect(page.refresh)
        page.resize(1072, 716)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.enter(target)
        settle(qtbot, worker)
        return page

    return shown


def shown_text(page: ResultsPage) -> str:
    return "\n".join(one.text() for one in visible(page, QLabel))


def test_before_the_first_exit_the_page_says_what_belongs_there(show: Callable[..., ResultsPage]) -> None:
    page = show()
    assert "Noch ist keine Teilnahme beendet" in shown_text(page)
    check_page(page)


@pytest.mark.usefixtures("counted")
def test_an_empty_period_offers_the_one_with_exits(
    qtbot: QtBot, worker: Worker, show: Callable[..., ResultsPage]
) -> None:
    page = show()
    assert "Beendete Teilnahmen gibt es vom 20.11.2026 bis 20.11.2026." in shown_text(page)
    click(page, "Diesen Zeitraum zeigen")
    settle(qtbot, worker)
    said = shown_text(page)
    assert "66,7 %" in said
    assert "2 von 3 sozialversichert beschäftigt" in said
    assert "Die wahre Quote liegt zwischen 66,7 % und 100,0 %." in said
    assert "66,7 % (2/3)" in said
    check_page(page)
    first = page.first_focus()
    assert first is not None
    first.setFocus()
    assert not_reached(page) == []


@pytest.mark.usefixtures("counted")
def test_the_period_is_typed_and_the_basis_chosen_by_keyboard(
    qtbot: QtBot, worker: Worker, show: Callable[..., ResultsPage]
) -> None:
    page = show()
    type_into(page, "Teilnahmen mit Ende vom", "1.1.2026")
    type_into(page, "bis", "31.12.2026")
    press(page, Qt.Key.Key_Return)
    settle(qtbot, worker)
    assert "66,7 %" in shown_text(page)
    basis = field(page, "Grundlage")
    assert isinstance(basis, ChoiceField)
    basis.combo.setFocus()
    while basis.value() is not Basis.ALLOCATED:
        press(page, Qt.Key.Key_Down)
    settle(qtbot, worker)
    assert page.form.form.values()["basis"] is Basis.ALLOCATED
    click(page, "Anzeigen")
    settle(qtbot, worker)
    drawing = next(one for one in visible(page, DrawingView)).drawing()
    assert drawing is not None
    assert "Grundlage: zugewiesen" in "".join(shape.text for shape in drawing.shapes if hasattr(shape, "text"))


@pytest.mark.usefixtures("counted")
def test_a_period_that_ends_before_it_begins_is_refused_at_its_field(
    qtbot: QtBot, worker: Worker, show: Callable[..., ResultsPage]
) -> None:
    page = show()
    type_into(page, "Teilnahmen mit Ende vom", "1.1.2027")
    type_into(page, "bis", "1.1.2026")
    click(page, "Anzeigen")
    settle(qtbot, worker)
    assert field(page, "bis").shown_problem() == "Das Ende des Zeitraums liegt vor seinem Anfang."


@pytest.mark.usefixtures("counted")
def test_chart_and_report_show_the_same_figures(
    qtbot: QtBot, worker: Worker, files: AnsweredFiles, tmp_path: Path, show: Callable[..., ResultsPage]
) -> None:
    page = show()
    click(page, "Diesen Zeitraum zeigen")
    settle(qtbot, worker)
    (chart,) = [one for one in visible(page, DrawingView) if one.drawing() is not None]
    assert "Herbst 3: Sozialversicherte Arbeit 2" in chart.accessibleName()
    pdf, csv = tmp_path / "Verbleib.pdf", tmp_path / "Verbleib.csv"
    files.answers += [pdf, csv]
    for action in page.header_actions()[::-1]:
        action.run()
        settle(qtbot, worker)
    assert f"liegt in {csv}" in page.messages.text()
    lines = csv.read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 3
    assert lines[1].startswith(
        "Herbst 3;20.11.2026;20.11.2026;01.06.2027;Eingetretene;Teilnahmen;3;2;0;66,7;100,0;66,7"
    )
    read = subprocess.run(
        [str(require_tool("pdftotext")), str(pdf), "-"], capture_output=True, check=True, encoding="utf-8"
    )
    for expected in ("66,7 %", "2/3", "Verbleib drei Monate nach Teilnahmeende", "Stand 01.06.2027", "ÜBUNG"):
        assert expected in read.stdout


@pytest.mark.usefixtures("counted")
def test_nothing_is_cut_off_on_a_small_screen(qtbot: QtBot, worker: Worker, show: Callable[..., ResultsPage]) -> None:
    page = show()
    click(page, "Diesen Zeitraum zeigen")
    settle(qtbot, worker)
    page.resize(960, 516)
    assert clipped_texts(page) == []
