"""Shows the pages of a document as they will be printed, and has them drawn anew while somebody types."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from werkakademie.errors import WerkakademieError
from werkakademie.ui.shell import theme
from werkakademie.ui.widgets.layouts import GRID

if TYPE_CHECKING:
    from werkakademie.records.page_image import PageImage

Deliver = Callable[[Sequence["PageImage"]], object]
Refuse = Callable[[WerkakademieError], object]
#: Has the pages drawn, so many pixels wide, and gives them to the second argument or an error to the third.
Draw = Callable[[int, Deliver, Refuse], object]

_GAP = 2 * GRID
#: Width by height of a sheet that is not there yet.
_SHEET = 210 / 297


class SheetView(QWidget):
    """The pages below each other, each as wide as the widget; `painted` says that the newest ones are on the screen."""

    painted = Signal()
    wants_other_width = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._images: list[QImage] = []
        self._new = False
        self._fit()

    def show_pages(self, pages: Sequence["PageImage"]) -> None:
        """Show other pages; they are drawn at the next turn of the event loop."""
        self._images = [_image(page, self.devicePixelRatioF()) for page in pages]
        self._new = True
        self._fit()
        self.update()

    def page_count(self) -> int:
        return len(self._images)

    def pixels(self) -> int:
        """How wide a page is to be drawn for this screen."""
        return max(64, round(self.width() * self.devicePixelRatioF()))

    def image(self, page: int) -> QImage:
        """What is shown of a page."""
        return self._images[page]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()
            self.wants_other_width.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        top = 0
        for number, height in enumerate(self._heights()):
            place = QRect(0, top, self.width(), height)
            # Paper is white in every theme.
            painter.fillRect(place, QColor(Qt.GlobalColor.white))
            if self._images:
                painter.drawImage(place, self._images[number])
            painter.setPen(theme.colour("line"))
            painter.drawRect(place.adjusted(0, 0, -1, -1))
            top += height + _GAP
        painter.end()
        if self._new and event.rect().height() > 0:
            self._new = False
            self.painted.emit()

    def _heights(self) -> list[int]:
        if not self._images:
            return [round(self.width() / _SHEET)]
        return [round(self.width() * image.height() / max(1, image.width())) for image in self._images]

    def _fit(self) -> None:
        heights = self._heights()
        self.setFixedHeight(max(1, sum(heights) + _GAP * (len(heights) - 1)))


class SheetPane(QScrollArea):
    """A SheetView that scrolls; the keyboard reaches it, too."""

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self.view = SheetView()
        self.setWidget(self.view)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # Always there: otherwise the sheet would change its width with its height, and again.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.setMinimumSize(280, 200)

    def look_at(self, share: float) -> None:
        """Bring to the upper edge what lies so far down on the first sheet, from 0 to 1."""
        self.verticalScrollBar().setValue(round(self.view.width() / _SHEET * share))

    def sizeHint(self) -> QSize:
        """A few lines; whoever has more room gives it."""
        return QSize(40 * self.fontMetrics().averageCharWidth(), 12 * self.fontMetrics().lineSpacing())


class LivePreview(QObject):
    """Keeps a view at what is newest: one drawing is on its way at a time, and what was overtaken never begins."""

    def __init__(self, view: SheetView, draw: Draw) -> None:
        super().__init__(view)
        self._view, self._draw = view, draw
        self._on_its_way = self._again = False
        view.wants_other_width.connect(self.ask)

    def ask(self) -> None:
        """Something was typed."""
        if self._on_its_way:
            self._again = True
            return
        self._on_its_way, self._again = True, False
        self._draw(self._view.pixels(), self._came, self._failed)

    def _came(self, pages: Sequence["PageImage"]) -> None:
        self._on_its_way = False
        self._view.show_pages(pages)
        if self._again:
            self.ask()

    def _failed(self, _error: WerkakademieError) -> None:
        """The sheet stays as it was; the next key asks again."""
        self._on_its_way = self._again = False


def _image(page: "PageImage", ratio: float) -> QImage:
    """A copy, so that the bytes may go."""
    image = QImage(page.data, page.width, page.height, page.bytes_per_line, QImage.Format.Format_RGB32).copy()
    image.setDevicePixelRatio(ratio)
    return image
