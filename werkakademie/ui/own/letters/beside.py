"""Two panes beside each other, or below each other where large letters or a small window need the room."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from werkakademie.ui.widgets.layouts import GRID, ScrollPane

#: So many average letters must fit beside each other for two panes in a row.
_LETTERS = 100
_LINES = 12


class StepPane(ScrollPane):
    """Scrolls by itself and asks for few lines, so that the page around it needs no scrolling."""

    def __init__(self) -> None:
        super().__init__(margins=0)
        # Room for the frame of what has the focus.
        self.body.setContentsMargins(4, 4, 2 * GRID, 4)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), _LINES * self.fontMetrics().lineSpacing())


class SideBySide(QWidget):
    """What is written gets a little more room than what is looked at."""

    def __init__(self, written: QWidget, seen: QWidget) -> None:
        super().__init__()
        layout = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3 * GRID)
        layout.addWidget(written, 5)
        layout.addWidget(seen, 4)
        self._layout = layout
        self.setLayout(layout)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _LETTERS * self.fontMetrics().averageCharWidth()
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if direction is not self._layout.direction():
            self._layout.setDirection(direction)
