"""Draws the Lucide icons of resources/icons in a colour of the theme."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from werkakademie.resources import resource_path
from werkakademie.ui.shell import theme

#: They point where reading goes, or out of the door at its end: turned round in a window written from right to left.
_POINTING = frozenset(
    {"arrow-left", "arrow-right", "chevron-left", "chevron-right", "delete", "log-out", "send", "undo-2"}
)


@cache
def _drawing(name: str) -> str:
    return resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")


def paint_icon(painter: QPainter, name: str, box: QRectF, colour: QColor) -> None:
    """Draw an icon into `box` of a painter; one that points is turned round where lines begin on the right."""
    svg = _drawing(name).replace("currentColor", colour.name())
    painter.save()
    if _is_turned(name):
        painter.translate(box.left() + box.right(), 0)
        painter.scale(-1, 1)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, box)
    painter.restore()


def _is_turned(name: str) -> bool:
    return name in _POINTING and QGuiApplication.isRightToLeft()


def icon_pixmap(name: str, size: int, colour: QColor) -> QPixmap:
    """An icon as a pixmap of `size` device-independent pixels, sharp on this screen; kept in Qt's pixmap cache."""
    application = QGuiApplication.instance()
    ratio = application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0
    key = f"werkakademie/{name}/{size}/{colour.name()}/{ratio}/{_is_turned(name)}"
    pixmap = QPixmap()
    if QPixmapCache.find(key, pixmap):
        return pixmap
    pixmap = QPixmap(QSize(size, size) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_icon(painter, name, QRectF(0, 0, size, size), colour)
    painter.end()
    QPixmapCache.insert(key, pixmap)
    return pixmap


def icon(name: str, token: str = "text", size: int = 18, *, gap: int = 0) -> QIcon:
    """An icon in the colour of a token, greyed when disabled. Ask again after a change of the theme.

    `gap` leaves room behind the icon, because a button sets its text hard against it.
    """
    result = QIcon(_with_gap(icon_pixmap(name, size, theme.colour(token)), gap))
    result.addPixmap(_with_gap(icon_pixmap(name, size, theme.colour("disabled")), gap), QIcon.Mode.Disabled)
    return result


def _with_gap(pixmap: QPixmap, gap: int) -> QPixmap:
    if not gap:
        return pixmap
    ratio = pixmap.devicePixelRatio()
    size = pixmap.deviceIndependentSize()
    wider = QPixmap(int((size.width() + gap) * ratio), int(size.height() * ratio))
    wider.setDevicePixelRatio(ratio)
    wider.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wider)
    painter.drawPixmap(gap if QGuiApplication.isRightToLeft() else 0, 0, pixmap)
    painter.end()
    return wider
