"""Shows a drawing of records.drawing in the window: the same shapes as on paper, in the colours of the theme."""

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from werkakademie.records.drawing import Anchor, Box, Drawing, Label, Paint, Stroke
from werkakademie.ui.shell import theme

_LIGHT_AREAS = {
    Paint.AREA_1: "#0b5f8a",
    Paint.AREA_2: "#00765e",
    Paint.AREA_3: "#8a6d00",
    Paint.AREA_4: "#a9501d",
    Paint.AREA_5: "#66717f",
    Paint.ON_AREA: "#ffffff",
}
_DARK_AREAS = {
    Paint.AREA_1: "#6cb9ec",
    Paint.AREA_2: "#5fcfae",
    Paint.AREA_3: "#e3c34f",
    Paint.AREA_4: "#f0a074",
    Paint.AREA_5: "#a9b4c0",
    Paint.ON_AREA: "#10161d",
}
_TOKENS = {
    Paint.SURFACE: "surface",
    Paint.INK: "text",
    Paint.MUTED: "muted",
    Paint.GRID: "line",
    Paint.AXIS: "muted",
}
#: Text is laid out large and drawn small, so that its widths follow the drawing and not the pixels.
_LAYOUT_PIXELS = 100


def colour_of(paint: Paint) -> QColor:
    """The colour of a paint in the theme that is shown."""
    if paint in _TOKENS:
        return theme.colour(_TOKENS[paint])
    return QColor((_DARK_AREAS if theme.current().dark else _LIGHT_AREAS)[paint])


class DrawingView(QWidget):
    """A drawing that fills the width it is given, up to `largest` times its own size."""

    def __init__(self, drawing: Drawing | None = None, *, largest: float = 1.6) -> None:
        super().__init__()
        self._drawing = drawing
        self._largest = largest
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._describe()

    def show_drawing(self, drawing: Drawing | None) -> None:
        """Show another drawing; None leaves the place empty."""
        self._drawing = drawing
        self._describe()
        self.updateGeometry()
        self.update()

    def drawing(self) -> Drawing | None:
        return self._drawing

    def _describe(self) -> None:
        text = self._drawing.description if self._drawing else ""
        self.setAccessibleName(text)
        self.setAccessibleDescription(text)

    def sizeHint(self) -> QSize:
        if self._drawing is None:
            return QSize(0, 0)
        return QSize(round(self._drawing.width), round(self._drawing.height))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(240)) if self._drawing else QSize(0, 0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._drawing.height * self._scale(width)) if self._drawing else 0

    def _scale(self, width: int) -> float:
        assert self._drawing is not None
        return min(width / self._drawing.width, self._largest)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        if self._drawing is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = self._scale(self.width())
        painter.scale(scale, scale)
        paint_drawing(painter, self._drawing)
        painter.end()


def paint_drawing(painter: QPainter, drawing: Drawing) -> None:
    """Draw all shapes at their own size; scale the painter for another one."""
    for shape in drawing.shapes:
        match shape:
            case Box():
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colour_of(shape.paint))
                box = QRectF(shape.x, shape.y, shape.width, shape.height)
                painter.drawRoundedRect(box, shape.radius, shape.radius)
            case Stroke():
                pen = QPen(colour_of(shape.paint), shape.width)
                pen.setCapStyle(Qt.PenCapStyle.FlatCap)
                painter.setPen(pen)
                painter.drawLine(QLineF(shape.x1, shape.y1, shape.x2, shape.y2))
            case Label():
                _paint_label(painter, shape)


def _paint_label(painter: QPainter, label: Label) -> None:
    font = QFont(QApplication.font())
    font.setPixelSize(_LAYOUT_PIXELS)
    font.setWeight(QFont.Weight.Bold if label.bold else QFont.Weight.Normal)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    scale = label.size / _LAYOUT_PIXELS
    width = QFontMetricsF(font).horizontalAdvance(label.text) * scale
    start = label.x - {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: width}[label.anchor]
    painter.save()
    painter.translate(start, label.y)
    painter.scale(scale, scale)
    painter.setFont(font)
    painter.setPen(colour_of(label.paint))
    painter.drawText(QPointF(0, 0), label.text)
    painter.restore()
