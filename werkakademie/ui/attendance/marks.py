"""The attendance keys as people see them: a letter, a short word, a colour and a shape."""

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from werkakademie.i18n import _
from werkakademie.records.enums import AttendanceMark
from werkakademie.ui.shell import theme
from werkakademie.ui.shell.fonts import TextRole, font_of

Mark = AttendanceMark


class Shape(Enum):
    """Told apart without colour: present is round, excused is square, a way to work is a diamond, unexcused points."""

    DISC = "disc"
    RING = "ring"
    SQUARE = "square"
    DIAMOND = "diamond"
    TRIANGLE = "triangle"
    DASHED = "dashed"
    CROSS = "cross"


#: Shape, ground and ink of each key; the tokens are the theme's.
_LOOKS = {
    Mark.PRESENT: (Shape.DISC, "good", "surface"),
    Mark.ONLINE: (Shape.RING, "good", "good"),
    Mark.LATE: (Shape.DISC, "warn", "surface"),
    Mark.LEFT_EARLY: (Shape.RING, "warn", "warn"),
    Mark.EXCUSED: (Shape.SQUARE, "accent_soft", "accent"),
    Mark.SICK: (Shape.SQUARE, "neutral_soft", "neutral"),
    Mark.SICK_PENDING: (Shape.SQUARE, "warn_soft", "warn"),
    Mark.INTERVIEW: (Shape.DIAMOND, "accent", "surface"),
    Mark.AUTHORITY: (Shape.SQUARE, "accent_soft", "accent"),
    Mark.CHILDCARE: (Shape.DIAMOND, "neutral_soft", "neutral"),
    Mark.UNEXCUSED: (Shape.TRIANGLE, "bad", "surface"),
    Mark.CANCELLED: (Shape.CROSS, "neutral", "neutral"),
    Mark.NOT_BOOKED: (Shape.CROSS, "neutral", "neutral"),
    Mark.NOT_RECORDED: (Shape.DASHED, "neutral", "neutral"),
}
#: Where the letter of a triangle sits: below its middle, where there is room.
_LETTER_DROP = 0.16


def short_word(mark: AttendanceMark) -> str:
    """One or two words for the sheet and the keys below it."""
    return {
        Mark.PRESENT: _("anwesend"),
        Mark.ONLINE: _("online dabei"),
        Mark.LATE: _("verspätet"),
        Mark.LEFT_EARLY: _("früher gegangen"),
        Mark.EXCUSED: _("entschuldigt"),
        Mark.SICK: _("krank, Bescheinigung da"),
        Mark.SICK_PENDING: _("krankgemeldet"),
        Mark.INTERVIEW: _("Vorstellungsgespräch"),
        Mark.AUTHORITY: _("Behörde oder Arzt"),
        Mark.CHILDCARE: _("Betreuung ausgefallen"),
        Mark.UNEXCUSED: _("unentschuldigt"),
        Mark.CANCELLED: _("abgesagt"),
        Mark.NOT_BOOKED: _("nicht gebucht"),
        Mark.NOT_RECORDED: _("noch offen"),
    }[mark]


def mark_of_key(text: str) -> AttendanceMark | None:
    """The mark that a letter key gives."""
    letter = text.upper()
    return next((mark for mark in AttendanceMark if mark.value == letter and letter.isalpha() and letter != "X"), None)


def paint_mark(painter: QPainter, box: QRectF, mark: AttendanceMark) -> None:
    """Draw the shape with its letter into a square box."""
    shape, ground, ink = _LOOKS[mark]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    # A soft ground gets a line around it: on a chosen row it would vanish.
    painter.setPen(QPen(theme.colour(ink), 1) if ground.endswith("_soft") else Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(ground))
    inner = box.adjusted(1, 1, -1, -1)
    match shape:
        case Shape.DISC:
            painter.drawEllipse(inner)
        case Shape.SQUARE:
            painter.drawRoundedRect(inner.adjusted(1, 1, -1, -1), 4, 4)
        case Shape.DIAMOND:
            painter.drawPolygon(_diamond(box))
        case Shape.TRIANGLE:
            painter.drawPolygon(_triangle(box))
        case Shape.RING | Shape.DASHED | Shape.CROSS:
            _paint_outline(painter, inner, shape, ink)
    _paint_letter(painter, box, mark, shape, ink)
    painter.restore()


def _paint_outline(painter: QPainter, box: QRectF, shape: Shape, ink: str) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(theme.colour(ink), 2 if shape is Shape.RING else 1.4)
    if shape is Shape.DASHED:
        pen.setStyle(Qt.PenStyle.DotLine)
    painter.setPen(pen)
    if shape is not Shape.CROSS:
        painter.drawEllipse(box)


def _paint_letter(painter: QPainter, box: QRectF, mark: AttendanceMark, shape: Shape, ink: str) -> None:
    font = font_of(TextRole.SMALL_STRONG)
    font.setPixelSize(max(9, int(box.height() * (0.42 if shape in (Shape.TRIANGLE, Shape.DIAMOND) else 0.5))))
    painter.setFont(font)
    painter.setPen(theme.colour(ink))
    drop = box.height() * _LETTER_DROP if shape is Shape.TRIANGLE else 0
    painter.drawText(box.translated(0, drop), Qt.AlignmentFlag.AlignCenter, mark.value)


def _diamond(box: QRectF) -> QPolygonF:
    middle = box.center()
    return QPolygonF(
        [
            QPointF(middle.x(), box.top()),
            QPointF(box.right(), middle.y()),
            QPointF(middle.x(), box.bottom()),
            QPointF(box.left(), middle.y()),
        ]
    )


def _triangle(box: QRectF) -> QPolygonF:
    bottom = box.bottom() - 1
    return QPolygonF([QPointF(box.center().x(), box.top()), QPointF(box.right(), bottom), QPointF(box.left(), bottom)])


def paint_cell_ground(painter: QPainter, cell: QRectF, *, selected: bool) -> None:
    """The ground of a table cell that is painted by hand, with the line below it."""
    if selected:
        painter.fillRect(cell, theme.colour("accent_soft"))
    painter.setPen(QPen(theme.colour("line"), 1))
    painter.drawLine(cell.bottomLeft(), cell.bottomRight())
