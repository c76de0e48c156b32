"""The keys under the sheet: each with its shape and its word; a click gives the mark as the key does."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from werkakademie.i18n import _
from werkakademie.records.attendance_sheets import STORED_MARKS
from werkakademie.records.enums import AttendanceMark
from werkakademie.records.labels import label
from werkakademie.ui.attendance.marks import paint_mark, short_word
from werkakademie.ui.shell import theme
from werkakademie.ui.shell.fonts import TextRole, font_of

_COLUMNS = 4
_SIZE = 22.0


class KeyButton(QPushButton):
    """One key; its text is painted beside the shape."""

    def __init__(self, mark: AttendanceMark) -> None:
        super().__init__()
        self.mark = mark
        self._compact = False
        self.setProperty("kind", "quiet")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        key = _("Entf") if mark is AttendanceMark.NOT_RECORDED else mark.value
        self.setAccessibleName(_("{key}: {words}").format(key=key, words=label(mark)))
        self.setToolTip(self.accessibleName())

    def set_compact(self, compact: bool) -> None:
        """Only the shape, where there is no room for the word; the tooltip has it."""
        self._compact = compact
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(30, 30) if self._compact else QSize(150, 30)

    def minimumSizeHint(self) -> QSize:
        return QSize(28, 28) if self._compact else QSize(96, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        paint_mark(painter, QRectF(4, (self.height() - _SIZE) / 2, _SIZE, _SIZE), self.mark)
        if not self._compact:
            self._paint_words(painter)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        painter.setFont(font_of(TextRole.SMALL))
        painter.setPen(theme.colour("text" if self.isEnabled() else "muted"))
        room = QRectF(self.rect()).adjusted(_SIZE + 10, 0, -2, 0)
        words = short_word(self.mark) if self.mark is not AttendanceMark.NOT_RECORDED else _("Entf: wieder offen")
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class Legend(QWidget):
    """All keys; `chosen` carries the mark that was clicked."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(2)
        self._buttons = [KeyButton(mark) for mark in (*STORED_MARKS, AttendanceMark.NOT_RECORDED)]
        for button in self._buttons:
            button.clicked.connect(lambda _checked, given=button.mark: self.chosen.emit(given))
        self.setLayout(self._grid)
        self._compact: bool | None = None
        self.set_compact(False)

    def set_compact(self, compact: bool) -> None:
        """All shapes in one line, or with their words in three."""
        if compact == self._compact:
            return
        self._compact = compact
        across = len(self._buttons) if compact else _COLUMNS
        for number, button in enumerate(self._buttons):
            button.set_compact(compact)
            self._grid.addWidget(button, number // across, number % across)
        for number in range(len(self._buttons)):
            self._grid.setColumnStretch(number, int(number < across))
