"""The list of people, groups or applications at the left of a page: avatar, title, subtitle, pill."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from werkakademie.ui.shell import theme
from werkakademie.ui.shell.fonts import TextRole, font_of
from werkakademie.ui.widgets.figures import paint_avatar
from werkakademie.ui.widgets.paging import Fetch, Paging
from werkakademie.ui.widgets.styling import Tone
from werkakademie.ui.widgets.text import paint_pill

Index = QModelIndex | QPersistentModelIndex
#: Puts a box (left, top, width, height) into a row, mirrored where the language runs from right to left.
Place = Callable[[float, float, float, float], QRectF]
ROW_HEIGHT = 60
_RECORD = Qt.ItemDataRole.UserRole
_TEXT = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class RowText:
    """What one row shows; without initials there is no avatar, without a pill no status."""

    title: str
    subtitle: str = ""
    initials: str = ""
    pill: str = ""
    tone: Tone = Tone.NEUTRAL

    def spoken(self) -> str:
        return ", ".join(part for part in (self.title, self.subtitle, self.pill) if part)


class RecordModel(QAbstractListModel):
    """Records in pages; `describe` says what a row shows, only for rows that are painted."""

    first_page = Signal(int)

    def __init__(self, describe: Callable[[Any], RowText]) -> None:
        super().__init__()
        self._describe = describe
        self._paging = Paging()

    def load(self, fetch: Fetch) -> None:
        """Ask a new source; the old rows stay until its first page is there."""
        self._paging.restart(fetch)
        self._paging.ask(self._arrived)

    def set_records(self, records: Sequence[Any]) -> None:
        """Show records that are all here already."""
        self._paging.restart(None)
        self._replace(records)

    def record(self, row: int) -> Any:
        return self._paging.rows[row]

    def records(self) -> Sequence[Any]:
        return self._paging.rows

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._paging.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        record = self._paging.rows[index.row()]
        if role == _RECORD:
            return record
        if role == _TEXT:
            return self._describe(record)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._describe(record).title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._describe(record).spoken()
        return None

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and bool(self._paging.rows) and self._paging.can_ask()

    def fetchMore(self, parent: Index) -> None:
        if not parent.isValid():
            self._paging.ask(self._arrived)

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


class RowDelegate(QStyledItemDelegate):
    """Paints a row: selection as a soft rounded ground, the keyboard's place as a line around it."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        height = int(QFontMetricsF(font_of(TextRole.STRONG)).height() * 2.3) + 18
        return QSize(200, max(ROW_HEIGHT, height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        text = index.data(_TEXT)
        if not isinstance(text, RowText):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state: QStyle.StateFlag = option.state
        box = QRectF(option.rect).adjusted(8.5, 2.5, -8.5, -2.5)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        _paint_ground(painter, box, selected=selected, state=state)
        right_to_left = option.direction == Qt.LayoutDirection.RightToLeft
        _paint_content(painter, box, text, selected=selected, mirrored=right_to_left)
        painter.restore()


def _paint_ground(painter: QPainter, box: QRectF, *, selected: bool, state: QStyle.StateFlag) -> None:
    focused = bool(state & QStyle.StateFlag.State_HasFocus)
    hovered = bool(state & QStyle.StateFlag.State_MouseOver)
    if selected or hovered or focused:
        painter.setBrush(theme.colour("accent_soft" if selected else "hover"))
        painter.setPen(Qt.PenStyle.NoPen)
        if selected or focused:
            painter.setPen(QPen(theme.colour("accent"), 2 if focused else 1))
        painter.drawRoundedRect(box, 8, 8)


def _paint_content(painter: QPainter, box: QRectF, text: RowText, *, selected: bool, mirrored: bool) -> None:
    """Avatar, two lines, pill, from the start of the line to its end; in Arabic from right to left."""

    def placed(left: float, top: float, width: float, height: float) -> QRectF:
        x = box.right() - left - width if mirrored else box.left() + left
        return QRectF(x, box.top() + top, width, height)

    left = 12.0
    if text.initials:
        paint_avatar(painter, placed(left, (box.height() - 36) / 2, 36, 36), text.initials, strong=selected)
        left += 48
    room = box.width() - left - 10
    if text.pill:
        room -= _paint_status(painter, placed, box, text) + 8
    side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
    lines = [(text.title, TextRole.STRONG, "text"), (text.subtitle, TextRole.SMALL, "muted")]
    lines = [line for line in lines if line[0]]
    heights = [QFontMetricsF(font_of(role)).height() for _words, role, _token in lines]
    top = (box.height() - sum(heights)) / 2
    for (words, role, token), height in zip(lines, heights, strict=True):
        font = font_of(role)
        painter.setFont(font)
        painter.setPen(theme.colour(token))
        shown = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, room)
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(placed(left, top, room, height), flags, shown)
        top += height


def _paint_status(painter: QPainter, placed: Place, box: QRectF, text: RowText) -> float:
    """Draw the pill at the end of the row and say how wide it is."""
    metrics = QFontMetricsF(font_of(TextRole.SMALL_STRONG))
    width, height = metrics.horizontalAdvance(text.pill) + 20, metrics.height() + 5
    paint_pill(
        painter, placed(box.width() - width - 10, (box.height() - height) / 2, width, height), text.pill, text.tone
    )
    return width


class RecordList(QListView):
    """`RecordList(describe, name="Teilnehmende")`; `load(fetch)` or `set_records(records)`.

    `chosen` carries the record whose row is the current one (None when there is none); `opened` carries the record on
    Enter or a double click. `loaded` carries how many rows the first page brought.
    """

    chosen = Signal(object)
    opened = Signal(object)
    loaded = Signal(int)

    def __init__(self, describe: Callable[[Any], RowText], *, name: str, key: Callable[[Any], object]) -> None:
        super().__init__()
        self._key = key
        self._wanted: object = None
        #: Asked for before its page came; it wins over the record that is current until then.
        self._awaited: object = None
        self.records_model = RecordModel(describe)
        self.records_model.setParent(self)
        self.setModel(self.records_model)
        self.setItemDelegate(RowDelegate(self))
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.activated.connect(lambda index: self.opened.emit(index.data(_RECORD)))
        self.records_model.first_page.connect(self._first_page_came)

    def load(self, fetch: Fetch) -> None:
        """Show the rows of a source: `fetch(cursor, deliver)` asks the worker for the page after `cursor`."""
        self._remember()
        self.records_model.load(fetch)

    def set_records(self, records: Sequence[Any]) -> None:
        self._remember()
        self.records_model.set_records(records)

    def current_record(self) -> Any:
        index = self.currentIndex()
        return index.data(_RECORD) if index.isValid() else None

    def choose(self, key: object) -> bool:
        """Make the record with that key the current one, now or when its page comes first; True if it was there."""
        self._wanted = key
        found = self._select(key)
        self._awaited = None if found else key
        return found

    def _select(self, key: object) -> bool:
        for row, record in enumerate(self.records_model.records()):
            if self._key(record) == key:
                self.setCurrentIndex(self.records_model.index(row))
                return True
        return False

    def choose_first(self) -> None:
        if self.records_model.rowCount():
            self.setCurrentIndex(self.records_model.index(0))

    def _remember(self) -> None:
        record = self.current_record()
        if self._awaited is not None:
            self._wanted = self._awaited
        elif record is not None:
            self._wanted = self._key(record)

    def _first_page_came(self, count: int) -> None:
        """After a reload the same record stays chosen; when it is gone, nothing is."""
        self._awaited = None
        if self._wanted is None or not self._select(self._wanted):
            self.chosen.emit(None)
        self.loaded.emit(count)

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        record = current.data(_RECORD) if current.isValid() else None
        if record is not None:
            self._wanted = self._key(record)
            self.chosen.emit(record)
