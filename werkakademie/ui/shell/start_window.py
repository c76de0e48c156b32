"""The window before anybody signed in: the first start, or the unlock page. It needs nothing but Qt."""

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from werkakademie.i18n import _


class StartWindow(QMainWindow):
    """`painted` is emitted once, after the first paint: from then on the rest of the program may load."""

    painted = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self._was_painted = False
        self.setMinimumSize(640, 480)
        self.resize(1280, 800)
        self.setWindowTitle(_("Werkakademie"))
        self.setCentralWidget(page)

    def show_page(self, page: QWidget) -> None:
        """Replace the page; the old one is freed."""
        self.setCentralWidget(page)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.setWindowTitle(_("Werkakademie"))
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)
