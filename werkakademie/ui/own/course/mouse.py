"""The mouse: click, click elsewhere, double click, drag and drop."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from werkakademie.i18n import _
from werkakademie.ui.own.course.exercise import Exercise
from werkakademie.ui.shell import theme
from werkakademie.ui.shell.fonts import TextRole, font_of
from werkakademie.ui.widgets.layouts import column

#: Large on purpose: hitting is learnt here, not tested.
TARGET, BOX, HEIGHT = 110.0, 180.0, 300
_CLICK, _CLICK_AGAIN, _DOUBLE, _DRAG, _DONE = range(5)


class MouseField(QWidget):
    """Draws what is to be hit in the step of the exercise, and follows the mouse."""

    def __init__(self, exercise: "MouseExercise") -> None:
        super().__init__()
        self._exercise = exercise
        self._pressed = False
        #: While somebody drags: where the mouse is.
        self._held: QPointF | None = None
        self.setMinimumHeight(HEIGHT)
        self.setMinimumWidth(640)
        self.setAccessibleName(_("Übungsfeld für die Maus"))

    def target(self) -> QRectF:
        """What is to be clicked or dragged."""
        middle = (self.height() - TARGET) / 2
        shares = {_CLICK: 0.5, _CLICK_AGAIN: 0.85, _DOUBLE: 0.3, _DRAG: 0.15}
        left = (self.width() - TARGET) * shares.get(self._exercise.step, 0.5)
        return QRectF(left, middle, TARGET, TARGET)

    def box(self) -> QRectF:
        """Where the sheet is to be dragged."""
        return QRectF(self.width() * 0.7 - BOX / 2, (self.height() - BOX) / 2, BOX, BOX)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self.target().contains(event.position())
        if not self._pressed and not self._exercise.is_done():
            self._exercise.hint(_("Noch nicht ganz. Bewegen Sie die Maus langsam auf das Bild."))
        elif self._exercise.step == _DRAG:
            self._held = event.position()
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            self._held = event.position()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        hit, self._pressed = self._pressed and self.target().contains(event.position()), False
        dropped, self._held = self._held is not None and self.box().contains(event.position()), None
        step = self._exercise.step
        if step == _DRAG and dropped:
            self._exercise.reach(_DRAG)
        elif step == _DRAG and hit:
            self._exercise.hint(_("Halten Sie die Taste gedrückt und bewegen Sie die Maus zum Kasten."))
        elif step == _DRAG:
            self._exercise.hint(_("Lassen Sie die Taste erst im Kasten los. Versuchen Sie es noch einmal."))
        elif step == _DOUBLE and hit:
            self._exercise.hint(_("Das war ein Klick. Klicken Sie zweimal schnell."))
        elif hit:
            self._exercise.reach(step)
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._exercise.step == _DOUBLE and self.target().contains(event.position()):
            self._exercise.reach(_DOUBLE)
        else:
            # The second of two quick clicks is a click, too.
            self.mousePressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 12, 12)
        step = self._exercise.step
        if step == _DRAG:
            self._draw_box(painter)
            self._draw_sheet(painter, self._sheet_place())
        elif step == _DOUBLE:
            self._draw_folder(painter, self.target())
        elif step < _DOUBLE:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawEllipse(self.target())
        else:
            self._draw_box(painter)
            self._draw_sheet(painter, self._centred(self.box().center()))
        painter.end()

    def _sheet_place(self) -> QRectF:
        return self._centred(self._held) if self._held is not None else self.target()

    @staticmethod
    def _centred(point: QPointF) -> QRectF:
        return QRectF(point.x() - TARGET / 2, point.y() - TARGET / 2, TARGET, TARGET)

    def _draw_box(self, painter: QPainter) -> None:
        painter.setPen(QPen(theme.colour("accent"), 3, Qt.PenStyle.DashLine))
        painter.setBrush(theme.colour("accent_soft"))
        painter.drawRoundedRect(self.box(), 12, 12)
        painter.setPen(theme.colour("accent"))
        painter.setFont(font_of(TextRole.CARD_TITLE))
        painter.drawText(
            self.box().adjusted(8, 10, -8, -8), Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter, _("Kasten")
        )

    def _draw_sheet(self, painter: QPainter, place: QRectF) -> None:
        sheet = place.adjusted(14, 0, -14, 0)
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(sheet, 6, 6)
        for line in range(4):
            height = sheet.top() + 24 + line * 20
            painter.drawLine(QPointF(sheet.left() + 14, height), QPointF(sheet.right() - 14, height))

    def _draw_folder(self, painter: QPainter, place: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawRoundedRect(QRectF(place.left(), place.top() + 8, place.width() * 0.45, 30), 8, 8)
        painter.drawRoundedRect(place.adjusted(0, 20, 0, -6), 8, 8)


class MouseExercise(Exercise):
    """Four things a mouse can do."""

    def __init__(self) -> None:
        super().__init__(
            (
                _("Klicken Sie auf den blauen Kreis: einmal mit der linken Taste."),
                _("Der Kreis ist jetzt woanders. Klicken Sie noch einmal."),
                _("Öffnen Sie den Ordner: Klicken Sie zweimal schnell."),
                _("Ziehen Sie das Blatt in den Kasten: Taste drücken und halten, ziehen, loslassen."),
            )
        )
        self.field = MouseField(self)
        self.setLayout(column(self.field))

    def show_step(self) -> None:
        self.field.update()
