"""What happened to a record: the newest change first, one line for each field; more comes when somebody scrolls."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from werkakademie.i18n import _
from werkakademie.records.history import HistoryEntry
from werkakademie.records.journal_texts import (
    entry_lines,
    head_line,
    is_shortened,
    record_words,
    subject_words,
)
from werkakademie.ui.shell import theme
from werkakademie.ui.shell.fonts import TextRole, font_of
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.dialogs import DialogBase
from werkakademie.ui.widgets.empty_state import EmptyState
from werkakademie.ui.widgets.layouts import GRID, column, row
from werkakademie.ui.widgets.paging import Fetch
from werkakademie.ui.widgets.record_list import Index, RecordModel, RowText
from werkakademie.ui.widgets.text import TextLabel, muted, paragraph

_RECORD = Qt.ItemDataRole.UserRole
#: A new record with many fields shows so many of them; the rest stands in the details.
MOST_LINES = 6
_PADDING = 10


class HistoryPanel(QWidget):
    """`HistoryPanel(name="Verlauf")`, then `load(fetch)`; `with_person` names the person in each row."""

    def __init__(self, *, name: str, with_person: bool = False) -> None:
        super().__init__()
        self.list = HistoryList(name=name, with_person=with_person)
        self.list.activated.connect(lambda index: self._open(index.data(_RECORD)))
        self._empty = EmptyState(
            "history", _("Noch kein Verlauf"), _("Hier steht später, wer wann was eingetragen und geändert hat.")
        )
        self._details = Button(_("Einzelheiten"), icon="eye", kind=Kind.QUIET, run=self._open_current)
        hint = muted(_("Das Neueste steht oben. Eingabe oder Doppelklick zeigt alles zu einer Zeile."))
        self._foot = QWidget()
        foot = row(hint, self._details, spacing=2 * GRID)
        foot.setStretch(0, 1)
        self._foot.setLayout(foot)
        self._empty.hide()
        layout = column(self.list, self._empty, self._foot, spacing=GRID)
        layout.setStretch(0, 1)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.list.history.first_page.connect(self._came)

    def load(self, fetch: Fetch) -> None:
        """Show the entries of a source: `fetch(cursor, deliver)`."""
        self.list.history.load(fetch)

    def entries(self) -> list[HistoryEntry]:
        """The entries that have come so far."""
        return list(self.list.history.records())

    def lines(self) -> list[str]:
        """All that is to be read, a line for each field."""
        return [line for entry in self.entries() for line in (head_line(entry), *entry_lines(entry))]

    def _came(self, count: int) -> None:
        self.list.setVisible(bool(count))
        self._foot.setVisible(bool(count))
        self._empty.setVisible(not count)
        if count and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.list.history.index(0))

    def _open_current(self) -> None:
        index = self.list.currentIndex()
        if index.isValid():
            self._open(index.data(_RECORD))

    def _open(self, entry: HistoryEntry) -> None:
        EntryDialog(self, entry).open()


class HistoryList(QListView):
    """The rows of a history; their height follows the number of their lines."""

    def __init__(self, *, name: str, with_person: bool) -> None:
        super().__init__()
        self.history = RecordModel(lambda entry: _spoken(entry, with_person=with_person))
        self.history.setParent(self)
        self.setModel(self.history)
        self.setItemDelegate(_EntryDelegate(self, with_person=with_person))
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMinimumHeight(240)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the entry and nothing else; in a dialog it would press the default button, too."""
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


class EntryDialog(DialogBase):
    """All of one entry: every field with its whole texts, to be read and copied."""

    def __init__(self, parent: QWidget, entry: HistoryEntry) -> None:
        super().__init__(parent, _title(entry, with_person=True), submit=_("Schließen"), wide=True)
        self.cancel_button.hide()
        self.add(muted(head_line(entry)))
        for line in entry_lines(entry, whole=True):
            text = paragraph(line)
            text.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            self.add(text)
        if entry.erased:
            self.add(
                TextLabel(
                    _("Diese Werte sind nach den Löschfristen endgültig gelöscht. Wer wann etwas getan hat, bleibt."),
                    tone="muted",
                    wrap=True,
                )
            )


class HistoryDialog(DialogBase):
    """The history of one record over its page."""

    def __init__(self, parent: QWidget, title: str, fetch: Fetch) -> None:
        super().__init__(parent, title, submit=_("Schließen"), wide=True)
        self.cancel_button.hide()
        self.panel = HistoryPanel(name=title)
        self.panel.list.setMinimumHeight(320)
        self.add(self.panel)
        self.panel.load(fetch)


class _EntryDelegate(QStyledItemDelegate):
    """What it is about on top, who and when at its end, the fields below."""

    def __init__(self, parent: QWidget, *, with_person: bool) -> None:
        super().__init__(parent)
        self._with_person = with_person

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        head = QFontMetricsF(font_of(TextRole.STRONG)).height() + QFontMetricsF(font_of(TextRole.SMALL)).height()
        line = QFontMetricsF(font_of(TextRole.BODY)).height() + 1
        return QSize(200, int(head + line * len(_shown(index.data(_RECORD)))) + 2 * _PADDING + 6)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = index.data(_RECORD)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(2.5, 2.5, -2.5, -2.5)
        _paint_ground(painter, box, option.state)
        inner = box.adjusted(_PADDING + 4, _PADDING - 4, -_PADDING - 4, -_PADDING + 4)
        side = Qt.AlignmentFlag.AlignLeft
        if option.direction == Qt.LayoutDirection.RightToLeft:
            side = Qt.AlignmentFlag.AlignRight
        top = inner.top()

        def draw(text: str, role: TextRole, token: str) -> None:
            nonlocal top
            font = font_of(role)
            metrics = QFontMetricsF(font)
            painter.setFont(font)
            painter.setPen(theme.colour(token))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
            flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(inner.left(), top, inner.width(), metrics.height()), flags, shown)
            top += metrics.height() + (1 if role is TextRole.BODY else 0)

        draw(_title(entry, with_person=self._with_person), TextRole.STRONG, "text")
        draw(head_line(entry), TextRole.SMALL, "muted")
        for line in _shown(entry):
            draw(line, TextRole.BODY, "muted" if line.startswith("…") else "text")
        painter.restore()


def _paint_ground(painter: QPainter, box: QRectF, state: QStyle.StateFlag) -> None:
    focused = bool(state & QStyle.StateFlag.State_HasFocus)
    selected = bool(state & QStyle.StateFlag.State_Selected)
    if selected or focused or state & QStyle.StateFlag.State_MouseOver:
        painter.setBrush(theme.colour("accent_soft" if selected else "hover"))
        painter.setPen(QPen(theme.colour("accent"), 2) if focused else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, 8, 8)
    else:
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())


def _title(entry: HistoryEntry, *, with_person: bool) -> str:
    words = record_words(entry.record)
    person = subject_words(entry.subject)
    if with_person and person and entry.table != "participant":
        return f"{words} · {person}"
    return words


def _shown(entry: HistoryEntry) -> tuple[str, ...]:
    lines = entry_lines(entry)
    if len(lines) <= MOST_LINES:
        return lines
    rest = len(lines) - MOST_LINES + 1
    return (*lines[: MOST_LINES - 1], _("… und {count} weitere Angaben").format(count=rest))


def _spoken(entry: HistoryEntry, *, with_person: bool) -> RowText:
    more = _("gekürzt, Eingabe zeigt alles") if is_shortened(entry) or len(entry_lines(entry)) > MOST_LINES else ""
    lines = "; ".join(part for part in (*_shown(entry), more) if part)
    return RowText(f"{_title(entry, with_person=with_person)}, {head_line(entry)}", lines)
