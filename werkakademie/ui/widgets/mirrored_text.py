"""Draws words that wrap and are read from the right.

Qt's own drawing of plain text counts the blank at the end of such a line as part of it: the line stands a blank too
far left, and its last letter is cut off where the room ends.
"""

from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption


def draw_from_right(painter: QPainter, box: QRectF, text: str, font: QFont, *, top: bool = False) -> None:
    """Lines from the right edge of `box`, in its middle or at its top, as high as a label expects them."""
    option = QTextOption(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout = QTextLayout(text.replace("\n", "\u2028"), font, painter.device())
    layout.setTextOption(option)
    height = _break_lines(layout, box.width(), QFontMetricsF(font).leading())
    above = 0.0 if top else max(0.0, (box.height() - height) / 2)
    layout.draw(painter, QPointF(box.left(), box.top() + int(above)))


def _break_lines(layout: QTextLayout, width: float, leading: float) -> float:
    """The height of all lines."""
    height = -leading
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        height = ceil(height + leading)
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return height
