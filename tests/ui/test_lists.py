"""Lists and tables: pages of 100, outdated answers, what stays chosen, keyboard, what a screen reader says."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from werkakademie.ui.widgets.chips import FilterChips
from werkakademie.ui.widgets.data_table import Column, DataTable, narrowed
from werkakademie.ui.widgets.paging import Deliver
from werkakademie.ui.widgets.record_list import RecordList, RowText
from werkakademie.ui.widgets.styling import Tone


class Source:
    """Answers pages of numbers when the test says so."""

    def __init__(self, size: int) -> None:
        self.numbers = list(range(size))
        self.asked: list[Any] = []
        self._open: list[tuple[int, Deliver]] = []

    def fetch(self, cursor: Any, deliver: Deliver) -> None:
        self.asked.append(cursor)
        self._open.append((cursor or 0, deliver))

    def answer(self) -> None:
        start, deliver = self._open.pop(0)
        end = start + 100
        deliver(self.numbers[start:end], end if end < len(self.numbers) else None)


def people_list(qtbot: QtBot) -> RecordList:
    widget = RecordList(
        lambda number: RowText(f"Person {number}", "Gruppe Herbst 3", "PN", "aktiv", Tone.GOOD),
        name="Teilnehmende",
        key=lambda number: number,
    )
    qtbot.addWidget(widget)
    widget.resize(340, 500)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def test_the_next_page_is_asked_for_near_the_end_and_only_once(
    qtbot: QtBot,
    themed: QApplication,  # noqa: ARG001
) -> None:
    widget, source = people_list(qtbot), Source(250)
    widget.load(source.fetch)
    source.answer()
    assert widget.records_model.rowCount() == 100
    widget.scrollToBottom()
    QApplication.processEvents()
    widget.scrollToBottom()
    assert source.asked == [None, 100]
    source.answer()
    widget.scrollToBottom()
    QApplication.processEvents()
    source.answer()
    widget.scrollToBottom()
    QApplication.processEvents()
    assert source.asked == [None, 100, 200]
    assert list(widget.records_model.records()) == source.numbers


def test_an_answer_to_an_older_question_is_dropped(qtbot: QtBot, themed: QApplication) -> None:  # noqa: ARG001
    widget, old, new = people_list(qtbot), Source(3), Source(2)
    widget.load(old.fetch)
    widget.load(new.fetch)
    new.answer()
    old.answer()
    assert list(widget.records_model.records()) == [0, 1]


def test_the_chosen_record_stays_chosen_over_a_reload(qtbot: QtBot, themed: QApplication) -> None:  # noqa: ARG001
    widget = people_list(qtbot)
    chosen: list[object] = []
    widget.chosen.connect(chosen.append)
    widget.set_records([1, 2, 3])
    widget.choose(2)
    widget.set_records([0, 1, 2, 3])
    assert widget.current_record() == 2
    widget.set_records([1, 3])
    assert chosen[-1] is None


def test_arrow_keys_choose_and_enter_opens(qtbot: QtBot, themed: QApplication) -> None:  # noqa: ARG001
    widget = people_list(qtbot)
    widget.set_records([1, 2, 3])
    widget.choose_first()
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_Down)
    assert widget.current_record() == 2
    with qtbot.waitSignal(widget.opened) as opened:
        QTest.keyClick(widget, Qt.Key.Key_Return)
    assert opened.args == [2]


def test_a_row_says_all_that_it_shows(qtbot: QtBot, themed: QApplication) -> None:  # noqa: ARG001
    widget = people_list(qtbot)
    widget.set_records([7])
    row = QAccessible.queryAccessibleInterface(widget).child(0)
    assert row.text(QAccessible.Text.Name) == "Person 7, Gruppe Herbst 3, aktiv"


def sessions_table(qtbot: QtBot, rows: Sequence[tuple[str, int]]) -> DataTable:
    table = DataTable(
        [Column("Datum", lambda row: row[0], stretch=True), Column("Minuten", lambda row: str(row[1]), number=True)],
        name="Termine",
    )
    qtbot.addWidget(table)
    table.set_records(rows)
    with qtbot.waitExposed(table):
        table.show()
    return table


def test_a_cell_is_read_with_its_column(qtbot: QtBot, themed: QApplication) -> None:  # noqa: ARG001
    table = sessions_table(qtbot, [("20.11.2026", 180), ("22.11.2026", 90)])
    interface = QAccessible.queryAccessibleInterface(table)
    said = [interface.child(place).text(QAccessible.Text.Name) for place in range(interface.childCount())]
    assert said[-2:] == ["Datum: 22.11.2026", "Minuten: 90"]


def test_tab_leaves_a_table_and_enter_opens_its_row(qtbot: QtBot, themed: QApplication) -> None:  # noqa: ARG001
    table = sessions_table(qtbot, [("20.11.2026", 180), ("22.11.2026", 90)])
    assert not table.tabKeyNavigation()
    table.setFocus()
    table.selectRow(0)
    QTest.keyClick(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.opened) as opened:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [("22.11.2026", 90)]


def test_chips_break_into_lines_instead_of_being_cut(qtbot: QtBot, themed: QApplication) -> None:  # noqa: ARG001
    chips = FilterChips([(str(number), f"Auswahl {number}") for number in range(8)])
    qtbot.addWidget(chips)
    chips.resize(240, chips.heightForWidth(240))
    with qtbot.waitExposed(chips):
        chips.show()
    assert all(chips.chip(str(number)).width() >= chips.chip(str(number)).sizeHint().width() for number in range(8))
    assert chips.chip("7").y() > chips.chip("0").y()


def test_a_chip_tells_its_key_and_shows_its_count(qtbot: QtBot, themed: QApplication) -> None:  # noqa: ARG001
    chips = FilterChips([("all", "Alle"), ("due", "Fällig")])
    qtbot.addWidget(chips)
    with qtbot.waitExposed(chips):
        chips.show()
    chips.set_counts({"all": 1234, "due": 4})
    assert chips.chip("all").text() == "Alle 1.234"
    with qtbot.waitSignal(chips.changed) as changed:
        QTest.mouseClick(chips.chip("due"), Qt.MouseButton.LeftButton)
    assert changed.args == ["due"]
    assert chips.chosen() == "due"


def test_the_widest_columns_give_way_first() -> None:
    assert narrowed({0: 50, 1: 300, 2: 100}, 500, least=40) == {0: 50, 1: 300, 2: 100}
    assert narrowed({0: 50, 1: 300, 2: 100}, 350, least=40) == {0: 50, 1: 200, 2: 100}
    assert narrowed({0: 50, 1: 300, 2: 100}, 210, least=40) == {0: 50, 1: 80, 2: 80}
    assert narrowed({0: 50, 1: 300, 2: 100}, 60, least=40) == {0: 40, 1: 40, 2: 40}
