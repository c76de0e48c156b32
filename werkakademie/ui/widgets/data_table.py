"""A table of records with a header, for keyboard and screen reader; read-only."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from werkakademie.ui.shell import theme
from werkakademie.ui.shell.fonts import TextRole, font_of
from werkakademie.ui.widgets.paging import Fetch, Paging
from werkakademie.ui.widgets.record_list import Index
from werkakademie.ui.widgets.styling import Tone

_RECORD = Qt.ItemDataRole.UserRole
#: No column gives way further than this.
_LEAST_CHARACTERS = 12


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its title and the text of a cell; `stretch` takes the free room, `number` aligns to the end."""

    title: str
    text: Callable[[Any], str]
    number: bool = False
    stretch: bool = False
    strong: bool = False
    width: int = 0
    tone: Callable[[Any], Tone] | None = None


class TableModel(QAbstractTableModel):
    """Records as rows of cells that read „Spalte: Text“ to a screen reader."""

    first_page = Signal(int)

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self._columns = tuple(columns)
        self._paging = Paging()

    def columns(self) -> tuple[Column, ...]:
        return self._columns

    def set_columns(self, columns: Sequence[Column]) -> None:
        self.beginResetModel()
        self._columns = tuple(columns)
        self.endResetModel()

    def load(self, fetch: Fetch) -> None:
        self._paging.restart(fetch)
        self._paging.ask(self._arrived)

    def set_records(self, records: Sequence[Any]) -> None:
        self._paging.restart(None)
        self._replace(records)

    def record(self, row: int) -> Any:
        return self._paging.rows[row]

    def records(self) -> Sequence[Any]:
        return self._paging.rows

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._paging.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        record, column = self._paging.rows[index.row()], self._columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return column.text(record)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{column.title}: {column.text(record) or '–'}"
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if column.number else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.FontRole:
                return font_of(TextRole.STRONG) if column.strong else QFont()
            case Qt.ItemDataRole.ForegroundRole:
                return self._ink(column, record)
            case _:
                return record if role == _RECORD else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            number = self._columns[section].number
            side = Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and bool(self._paging.rows) and self._paging.can_ask()

    def fetchMore(self, parent: Index) -> None:
        if not parent.isValid():
            self._paging.ask(self._arrived)

    def _ink(self, column: Column, record: Any) -> Any:
        tone = column.tone(record) if column.tone else Tone.NEUTRAL
        if tone is Tone.NEUTRAL:
            return None
        return theme.colour("accent" if tone is Tone.INFO else tone.value)

    def _arrived(self, records: Sequence[Any], first: bool) -> None:
        if first:
            self._replace(records)
        elif records:
            start = len(self._paging.rows)
            self.beginInsertRows(QModelIndex(), start, start + len(records) - 1)
            self._paging.rows.extend(records)
            self.endInsertRows()

    def _replace(self, records: Sequence[Any]) -> None:
        self.beginResetModel()
        self._paging.rows = list(records)
        self.endResetModel()
        self.first_page.emit(len(records))


class DataTable(QTableView):
    """`DataTable([Column("Name", lambda row: row.name, stretch=True)], name="Termine")`.

    Arrow keys move, Enter or a double click emits `opened` with the record, `chosen` follows the current row. Tab
    leaves the table.
    """

    chosen = Signal(object)
    opened = Signal(object)
    loaded = Signal(int)

    def __init__(self, columns: Sequence[Column], *, name: str) -> None:
        super().__init__()
        self.table_model = TableModel(columns)
        self.table_model.setParent(self)
        self.setModel(self.table_model)
        self.setAccessibleName(name)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().lineSpacing() + 18)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.setMinimumHeight(120)
        #: The columns that are as wide as their content, with that width.
        self._natural: dict[int, int] = {}
        self._arrange()
        self.activated.connect(lambda index: self.opened.emit(index.data(_RECORD)))
        self.selectionModel().currentRowChanged.connect(self._row_changed)
        self.table_model.first_page.connect(self._first_page_came)

    def set_columns(self, columns: Sequence[Column]) -> None:
        self.table_model.set_columns(columns)
        self._natural = {}
        self._arrange()

    def set_records(self, records: Sequence[Any]) -> None:
        self.table_model.set_records(records)

    def load(self, fetch: Fetch) -> None:
        """Rows in pages: `fetch(cursor, deliver)` asks the worker for the page after `cursor`."""
        self.table_model.load(fetch)

    def current_record(self) -> Any:
        index = self.currentIndex()
        return index.data(_RECORD) if index.isValid() else None

    def selected_records(self) -> list[Any]:
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [self.table_model.record(row) for row in rows]

    def fit_height(self, *, most_rows: int = 12) -> None:
        """Make the table just as high as its rows, up to `most_rows`; for short tables inside a scrolling page."""
        rows = max(1, min(most_rows, self.table_model.rowCount()))
        self.setFixedHeight(rows * self.verticalHeader().defaultSectionSize() + self.horizontalHeader().height() + 8)

    def _arrange(self) -> None:
        header = self.horizontalHeader()
        for number, column in enumerate(self.table_model.columns()):
            mode = QHeaderView.ResizeMode.Stretch if column.stretch else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(number, mode)
            if column.width:
                self.setColumnWidth(number, column.width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._share_room()

    def _first_page_came(self, count: int) -> None:
        self._natural = {}
        for number, column in enumerate(self.table_model.columns()):
            if not column.stretch and not column.width:
                self.resizeColumnToContents(number)
                self._natural[number] = self.columnWidth(number) + 12
        self._share_room()
        self.loaded.emit(count)

    def _share_room(self) -> None:
        """Columns as wide as their content; if that leaves too little for the stretched one, the widest give way.

        The strong ones, by which a row is recognised, stay whole.
        """
        columns = self.table_model.columns()
        if not self._natural:
            return
        others = sum(self.columnWidth(number) for number, column in enumerate(columns) if column.width)
        others += sum(self._kept_for(number) for number, column in enumerate(columns) if column.stretch)
        whole = {number: width for number, width in self._natural.items() if columns[number].strong}
        widths = {number: width for number, width in self._natural.items() if number not in whole}
        if self.isVisible():
            least = _LEAST_CHARACTERS * self.fontMetrics().averageCharWidth()
            room = self.viewport().width() - others - sum(whole.values())
            widths = narrowed(widths, room, least=least)
        for number, width in (whole | widths).items():
            self.setColumnWidth(number, width)

    def _kept_for(self, stretched: int) -> int:
        """The room of the stretched column: what it holds up to a third of the table, a quarter if that is more."""
        third, wanted = self.viewport().width() // 3, self.sizeHintForColumn(stretched)
        return wanted if wanted <= third else self.viewport().width() // 4

    def _row_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.chosen.emit(current.data(_RECORD) if current.isValid() else None)


def narrowed(widths: Mapping[int, int], room: int, *, least: int) -> dict[int, int]:
    """The widths cut at one common width so that they fit into `room`; none gets narrower than `least` by that."""
    rest, left = room, len(widths)
    most = max(widths.values(), default=0)
    for width in sorted(widths.values()):
        if width * left > rest:
            most = max(least, rest // left)
            break
        rest, left = rest - width, left - 1
    return {number: min(width, most) for number, width in widths.items()}
