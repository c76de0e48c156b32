"""A big figure with what it is made of, an avatar, and a row of label and value."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFormLayout, QSizePolicy, QWidget

from werkakademie.ui.shell import theme
from werkakademie.ui.shell.fonts import TextRole, font_of
from werkakademie.ui.widgets.layouts import GRID, column, row
from werkakademie.ui.widgets.text import TextLabel


class BigNumber(QWidget):
    """`BigNumber("90,0 %", "9 von 10 Terminen", "1 × entschuldigt")`: a rate never stands without its parts."""

    def __init__(self, value: str = "–", *lines: str, tone: str = "") -> None:
        super().__init__()
        self._value = TextLabel(value, TextRole.DISPLAY, tone=tone)
        self._lines = TextLabel("\n".join(lines), TextRole.SMALL, tone="muted", wrap=True)
        self._lines.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        layout = row(self._value, self._lines, spacing=GRID + 4)
        layout.setAlignment(self._lines, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(layout)

    def show_value(self, value: str, *lines: str) -> None:
        self._value.setText(value)
        self._lines.setText("\n".join(lines))


class Avatar(QWidget):
    """A disc with initials; decoration only, the name always stands beside it."""

    def __init__(self, initials: str = "", *, size: int = 56, strong: bool = True) -> None:
        super().__init__()
        self._initials, self._size, self._strong = initials, size, strong
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_initials(self, initials: str) -> None:
        self._initials = initials
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_avatar(painter, QRectF(self.rect()), self._initials, strong=self._strong)
        painter.end()


def paint_avatar(painter: QPainter, box: QRectF, initials: str, *, strong: bool) -> None:
    """Draw the disc; `strong` in the accent colour, else soft."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("accent" if strong else "neutral_soft"))
    painter.drawEllipse(box)
    font = font_of(TextRole.SMALL_STRONG)
    font.setPixelSize(int(box.height() * 0.36))
    painter.setFont(font)
    painter.setPen(theme.colour("on_accent" if strong else "neutral"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, initials)


def initials_of(name: str) -> str:
    """The first letters of the first and the last word of a name."""
    words = [word for word in name.replace(",", " ").split() if word[:1].isalnum()]
    if not words:
        return "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


class Facts(QWidget):
    """Labels and values in two columns: `Facts([("Geburtsdatum", "01.02.1990"), …])`."""

    def __init__(self, facts: list[tuple[str, str]] | None = None) -> None:
        super().__init__()
        self._form = QFormLayout()
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(3 * GRID)
        self._form.setVerticalSpacing(6)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.setLayout(column(self._form))
        self.show_facts(facts or [])

    def show_facts(self, facts: list[tuple[str, str]]) -> None:
        while self._form.rowCount():
            self._form.removeRow(0)
        for label, value in facts:
            value_label = TextLabel(value or "–", wrap=True)
            value_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._form.addRow(TextLabel(label, tone="muted"), value_label)
