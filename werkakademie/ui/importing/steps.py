"""The line above the page that says which step of the import is shown."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from werkakademie.i18n import _
from werkakademie.ui.shell import theme
from werkakademie.ui.shell.fonts import TextRole, font_of
from werkakademie.ui.widgets.layouts import GRID, row
from werkakademie.ui.widgets.text import TextLabel


class _Number(QWidget):
    """A disc with the number of a step, or a tick once it is done."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self._place = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(24, 24)

    def show_place(self, place: int) -> None:
        """-1 lies behind the person, 0 is shown now, 1 is still to come."""
        self._place = place
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        grounds = {-1: ("good_soft", "good"), 0: ("accent", "on_accent"), 1: ("neutral_soft", "neutral")}
        ground, ink = grounds[self._place]
        box = QRectF(0, 0, 24, 24)
        painter.setBrush(theme.colour(ground))
        painter.drawEllipse(box)
        painter.setPen(theme.colour(ink))
        painter.setFont(font_of(TextRole.SMALL_STRONG))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "✓" if self._place < 0 else str(self._number))
        painter.end()


class StepLine(QFrame):
    """`line.show_step(2)`; nothing to click: the buttons below the page lead on and back."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self.setObjectName("header")
        self._numbers = [_Number(place) for place in range(1, len(names) + 1)]
        self._labels = [TextLabel(name, TextRole.STRONG, tone="muted") for name in names]
        layout = row(spacing=GRID)
        layout.setContentsMargins(3 * GRID, 10, 3 * GRID, 10)
        for number, words in zip(self._numbers, self._labels, strict=True):
            layout.addWidget(number)
            layout.addWidget(words)
            layout.addSpacing(2 * GRID)
        layout.addStretch(1)
        self.setLayout(layout)
        self._names = tuple(names)
        self.show_step(0)

    def show_step(self, current: int) -> None:
        for place, (number, words) in enumerate(zip(self._numbers, self._labels, strict=True)):
            number.show_place((place > current) - (place < current))
            words.set_tone("accent" if place == current else "muted")
        self.setAccessibleName(
            _("Schritt {number} von {count}: {name}").format(
                number=current + 1, count=len(self._names), name=self._names[current]
            )
        )
