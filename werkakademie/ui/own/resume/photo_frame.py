"""A photo with the frame of what stays: drag it, or move it by the arrow keys."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from werkakademie.i18n import _
from werkakademie.records.photo_cut import PhotoCut
from werkakademie.ui.shell import theme

#: One press moves the frame by this part of the picture.
STEP = 0.03
_ARROWS = {
    Qt.Key.Key_Left: (-STEP, 0.0),
    Qt.Key.Key_Right: (STEP, 0.0),
    Qt.Key.Key_Up: (0.0, -STEP),
    Qt.Key.Key_Down: (0.0, STEP),
}
_BESIDE = QColor(0, 0, 0, 150)
#: Room for the frame of the keyboard around the picture.
_MARGIN = 6
_LEAST = 220


class PhotoFrame(QWidget):
    """What lies in the frame is bright. `changed` after each move; `cut` is what to keep."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.cut = PhotoCut()
        self._photo, self._turned = QPixmap(), QPixmap()
        self._dragged: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(_LEAST, _LEAST)
        self.setAccessibleName(_("Ihr Foto. Der helle Teil kommt in den Lebenslauf."))
        self.setAccessibleDescription(
            _("Die Pfeiltasten bewegen den hellen Teil. Plus und Minus machen ihn anders groß.")
        )
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(420, 420)

    def show_photo(self, data: bytes, cut: PhotoCut) -> None:
        """A picture that stands upright, and the part of it that was chosen before."""
        self._photo.loadFromData(data)
        self.choose(cut)

    def choose(self, cut: PhotoCut) -> None:
        """Another part of the same picture."""
        self.cut = cut
        self._turned = self._photo.transformed(QTransform().rotate(90 * cut.turns))
        self.update()
        self.changed.emit()

    def move_by(self, right: float, down: float) -> None:
        """Move the frame by parts of the picture's width and height."""
        size = self._turned.size()
        across, along = right * size.width(), down * size.height()
        self.choose(self.cut.moved(across, along, size.width(), size.height()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ARROWS:
            self.move_by(*_ARROWS[key])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.choose(self.cut.nearer())
        elif key == Qt.Key.Key_Minus:
            self.choose(self.cut.farther())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragged = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged is None:
            return
        way, place = event.position() - self._dragged, self._place()
        self._dragged = event.position()
        if not place.isEmpty():
            self.move_by(way.x() / place.width(), way.y() / place.height())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._dragged = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def paintEvent(self, _event: QPaintEvent) -> None:
        place = self._place()
        if place.isEmpty():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(place, self._turned, QRectF(self._turned.rect()))
        left, top, wide, high = self.cut.frame(place.width(), place.height())
        frame = QRectF(place.x() + left, place.y() + top, wide, high)
        painter.setClipRegion(self.rect())
        for beside in _around(place, frame):
            painter.fillRect(beside, _BESIDE)
        painter.setPen(QPen(QColor("white"), 5))
        painter.drawRect(frame)
        painter.setPen(QPen(theme.colour("accent"), 3))
        painter.drawRect(frame)
        if self.hasFocus():
            painter.drawRect(place.adjusted(-3, -3, 3, 3))

    def _place(self) -> QRectF:
        """Where the picture lies, as large as it fits."""
        if self._turned.isNull():
            return QRectF()
        room = self.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        size = self._turned.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(QPointF(0, 0), size)
        place.moveCenter(QRectF(room).center())
        return place


def _around(place: QRectF, frame: QRectF) -> tuple[QRectF, ...]:
    """What of the picture lies above, below, left and right of the frame."""
    return (
        QRectF(place.topLeft(), QPointF(place.right(), frame.top())),
        QRectF(QPointF(place.left(), frame.bottom()), place.bottomRight()),
        QRectF(QPointF(place.left(), frame.top()), frame.bottomLeft()),
        QRectF(frame.topRight(), QPointF(place.right(), frame.bottom())),
    )
