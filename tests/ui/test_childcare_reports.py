"""The tab „Berichte“ of childcare: counting, hiding for publication, saving and copying, as a person does it."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from tests.factories import a_group, a_participant, an_enrolment, make_workplace
from tests.ui.accessibility import check_page, not_reached
from tests.ui.clipped import clipped_texts, pseudo_localise
from tests.ui.driving import button, choose, click, field, press, settle, show_page, tick, type_into, visible
from tests.unit.services.care_builders import a_care_slot, a_child, a_room, booked, came
from werkakademie.records.enums import BookingState, NonEntryReason, Sex
from werkakademie.records.permissions import Permission
from werkakademie.services import enrolments
from werkakademie.services.workplace import Workplace
from werkakademie.storage.practice_identity import SteppedClock
from werkakademie.ui.childcare.reports_tab import ReportsTab
from werkakademie.ui.shell import theme
from werkakademie.ui.shell.pages import PageContext
from werkakademie.ui.shell.tabbed_page import TabbedPage, TabEntry
from werkakademie.ui.shell.tokens import DARK, LIGHT
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.widgets.data_table import DataTable
from werkakademie.ui.widgets.files import AnsweredFiles

NOW = datetime(2026, 12, 7, 8, 42, tzinfo=UTC)
MONDAY, TUESDAY, NEXT_MONDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 30)


class ReportsPage(TabbedPage):
    """A page with this one tab."""

    def __init__(self, context: PageContext) -> None:
        entry = TabEntry("reports", lambda: "Berichte", ReportsTab, Permission.CARE_REPORTS)
        super().__init__(context, [entry], name="Bereiche")

    def title(self) -> str:
        return "Kinderbetreuung"

    @property
    def tab(self) -> ReportsTab:
        tab = self.current_tab()
        assert isinstance(tab, ReportsTab)
        return tab


Show = Callable[..., ReportsPage]


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path, clock=SteppedClock(NOW))
    yield opened
    opened.store.close()


@pytest.fixture
def counted(workplace: Workplace) -> None:
    """Three times with care in two weeks, six children, and three who could not begin for want of care."""
    room, group = a_room(workplace), a_group(workplace)
    children = [
        a_child(workplace, a_participant(workplace, f"Mutter {number}", own_number=f"A-{number}"), f"Kind {number}")
        for number in range(6)
    ]
    first = a_care_slot(workplace, room, MONDAY, group_id=group)
    booked(workplace, first, children[:5])
    booked(workplace, first, children[5:], BookingState.WAITING)
    came(workplace, first, children[:4], MONDAY)
    second = a_care_slot(workplace, room, TUESDAY, title="Elterncafé", cancelled_because="beide krank")
    booked(workplace, second, children[:2], BookingState.FALLEN_THROUGH)
    third = a_care_slot(workplace, room, NEXT_MONDAY, "09:00", "11:30", group_id=group)
    booked(workplace, third, children)
    came(workplace, third, children, NEXT_MONDAY, "09:05", "11:30")
    for number in range(3):
        person = a_participant(workplace, f"Person {number}", sex=Sex.FEMALE)
        enrolment_id = an_enrolment(workplace, group, person, entry_on=None)
        enrolments.record_non_entry(
            workplace, enrolment_id, reason=NonEntryReason.MISSING_CHILDCARE, decided_on=date(2026, 11, 4)
        )


@pytest.fixture
def show(qtbot: QtBot, worker: Worker, workplace: Workplace, context_of: Callable[[object], PageContext]) -> Show:
    def shown(target: object = "reports", *, height: int = 716) -> ReportsPage:
        given = context_of(workplace)
        context = PageContext(
            worker=worker,
            navigator=given.navigator,
            files=given.files,
            appearance=given.appearance,
            workplace=workplace,
            now=lambda: NOW,
        )
        return show_page(qtbot, worker, ReportsPage(context), target, height=height)

    return shown


def said(page: ReportsPage) -> str:
    return "\n".join(one.text() for one in visible(page, QLabel))


def rows(table: DataTable) -> list[list[str]]:
    model = table.table_model
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def table(page: ReportsPage, key: str) -> DataTable:
    return page.tab.counts.tables[key].table


@pytest.mark.usefixtures("counted")
def test_the_quarter_is_counted_when_the_tab_opens(show: Show) -> None:
    page = show()
    assert "01.10.2026 bis 07.12.2026" in said(page)
    assert rows(table(page, "weeks"))[-1] == ["Alle Wochen", "3", "16", "11", "10", "90,9 %", "2", "1"]
    assert [row[0] for row in rows(table(page, "slots"))] == ["23.11.2026", "24.11.2026", "30.11.2026"]
    assert rows(table(page, "non_entries"))[-1] == ["Alle", "3", "3", "100,0 %"]
    assert not any("*" in row for row in rows(table(page, "slots")))
    check_page(page)
    first = page.first_focus()
    assert first is not None
    first.setFocus()
    assert not_reached(page) == []


@pytest.mark.usefixtures("counted")
def test_days_are_typed_by_keyboard(qtbot: QtBot, worker: Worker, show: Show) -> None:
    page = show()
    type_into(page, "Vom", "24.11.2026")
    type_into(page, "bis", "24.11.26")
    press(page, Qt.Key.Key_Return)
    settle(qtbot, worker)
    assert [row[2] for row in rows(table(page, "slots"))] == ["Elterncafé (abgesagt: beide krank)"]
    type_into(page, "bis", "1.11.2026")
    click(page, "Anzeigen")
    settle(qtbot, worker)
    assert field(page, "bis").shown_problem() == "Das Ende des Zeitraums liegt vor seinem Anfang."
    click(page, "Letztes Quartal")
    settle(qtbot, worker)
    assert "01.07.2026 bis 30.09.2026" in said(page)
    assert "In diesem Zeitraum war keine Betreuungszeit." in said(page)
    check_page(page)


@pytest.mark.usefixtures("counted")
def test_for_publication_screen_files_and_clipboard_hide_the_same(
    qtbot: QtBot, worker: Worker, files: AnsweredFiles, tmp_path: Path, show: Show
) -> None:
    page = show()
    tick(page, "Für Veröffentlichung")
    settle(qtbot, worker)
    assert "* Zahlen von 1 bis 2 sind nicht gezeigt" in said(page)
    shown = rows(table(page, "slots"))
    assert shown[1][2] == "Elterncafé (abgesagt)"
    assert shown[1][7] == "*"
    click(page, "„Plätze je Betreuungszeit“ kopieren")
    copied = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert copied[1:] == without_signs(shown)
    assert "Zwischenablage" in page.messages.text()

    csv, book, pdf = tmp_path / "a.csv", tmp_path / "a.xlsx", tmp_path / "a.pdf"
    files.answers += [csv, book, pdf]
    click(page, "„Plätze je Betreuungszeit“ als CSV speichern")
    settle(qtbot, worker)
    assert f"3 Zeilen liegen in {csv}." in page.messages.text()
    lines = [line.split(";") for line in csv.read_text(encoding="utf-8-sig").splitlines()]
    assert lines[1:4] == without_signs(shown)
    click(page, "Als Excel")
    settle(qtbot, worker)
    sheet = CalamineWorkbook.from_path(str(book)).get_sheet_by_name("Plätze je Betreuungszeit").to_python()
    assert [[cell == "*" for cell in row] for row in sheet[1:]] == [[cell == "*" for cell in row] for row in shown]
    click(page, "Als PDF")
    settle(qtbot, worker)
    assert f"Die Zahlen liegen in {pdf}." in page.messages.text()
    assert pdf.read_bytes().startswith(b"%PDF")


def without_signs(shown: Sequence[Sequence[str]]) -> list[list[str]]:
    return [[cell.removesuffix(" %") for cell in row] for row in shown]


@pytest.mark.usefixtures("counted")
def test_a_table_is_copied_with_the_usual_keys(qtbot: QtBot, worker: Worker, show: Show) -> None:
    page = show()
    weeks = table(page, "weeks")
    weeks.setFocus()
    press(weeks, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, worker)
    assert QGuiApplication.clipboard().text().splitlines()[-1].split("\t")[:4] == ["Alle Wochen", "3", "16", "11"]


@pytest.mark.usefixtures("counted")
def test_a_stricter_number_hides_more(qtbot: QtBot, worker: Worker, show: Show) -> None:
    page = show()
    tick(page, "Für Veröffentlichung")
    settle(qtbot, worker)
    before = sum(cell == "*" for row in rows(table(page, "slots")) for cell in row)
    choose(page, "Nach außen sichtbar", "Zahlen ab 10")
    settle(qtbot, worker)
    assert "Zahlen von 1 bis 9" in said(page)
    assert sum(cell == "*" for row in rows(table(page, "slots")) for cell in row) > before


@pytest.mark.usefixtures("counted")
def test_the_list_of_a_month(qtbot: QtBot, worker: Worker, files: AnsweredFiles, tmp_path: Path, show: Show) -> None:
    page = show(("reports", "list"))
    assert "In diesem Monat war kein Kind in der Betreuung." in said(page)
    assert not button(page, "Als PDF").isEnabled()
    choose(page, "Monat", "11/2026")
    settle(qtbot, worker)
    shown = rows(page.tab.month_list.table.table)
    assert shown[0] == ["Kind 0", "05.2023", "Mutter 0 Kovalenko", "A-0", "KW 48 (3:00), KW 49 (2:25)", "2", "5:25"]
    assert shown[-1][-1] == "26:30"
    check_page(page)
    pdf, book = tmp_path / "liste.pdf", tmp_path / "liste.xlsx"
    files.answers += [pdf, book]
    for words in ("Als PDF", "Als Excel"):
        click(page, words)
        settle(qtbot, worker)
    assert f"6 Kinder stehen in {book}." in page.messages.text()
    assert pdf.read_bytes().startswith(b"%PDF")
    assert CalamineWorkbook.from_path(str(book)).sheet_names[-1] == "Nach Wochen"


@pytest.mark.usefixtures("counted")
def test_between_the_subjects_by_keyboard(qtbot: QtBot, worker: Worker, show: Show) -> None:
    page = show()
    page.tab.chips.chip("counts").setFocus()
    press(page, Qt.Key.Key_Right)
    press(page, Qt.Key.Key_Space)
    settle(qtbot, worker)
    assert page.tab.month_list.isVisible()
    assert not page.tab.counts.isVisible()


@pytest.mark.usefixtures("counted")
def test_what_changes_meanwhile_is_counted_again(
    qtbot: QtBot, worker: Worker, workplace: Workplace, show: Show
) -> None:
    page = show()
    person = a_participant(workplace, "Neue", sex=Sex.MALE)
    enrolment_id = an_enrolment(workplace, a_group(workplace, "Winter"), person, entry_on=None)
    page.run(
        enrolments.record_non_entry,
        workplace,
        enrolment_id,
        reason=NonEntryReason.HEALTH,
        decided_on=date(2026, 11, 5),
        done=lambda _done: None,
    )
    settle(qtbot, worker)
    assert rows(table(page, "non_entries"))[-1][:3] == ["Alle", "4", "3"]


def test_an_empty_site_says_so(show: Show) -> None:
    page = show()
    assert said(page).count("In diesem Zeitraum war keine Betreuungszeit.") == 2
    check_page(page)


@pytest.mark.usefixtures("counted")
@pytest.mark.parametrize("look", ["light", "dark"])
def test_nothing_is_cut_off(qtbot: QtBot, worker: Worker, qapp: QApplication, show: Show, look: str) -> None:
    theme.apply(qapp, DARK if look == "dark" else LIGHT)
    page = show()
    tick(page, "Für Veröffentlichung")
    settle(qtbot, worker)
    page.resize(960, 516)
    assert clipped_texts(page) == []
    pseudo_localise(page)
    assert clipped_texts(page) == []
