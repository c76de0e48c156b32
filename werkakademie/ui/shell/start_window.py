"""The window before anybody signed in: the first start, or the unlock page. It needs nothing but Qt."""

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from werkakademie.i18n import _


class StartWindow(QMainWindow):
    """`painted` is emitted once, after the first paint: from then on the rest of the program may load."""

    painted = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self._was_painted = False
        #: While a room is open, nobody ends the program from the keyboard: only a coach knows how to open it again.
        self.held_open = False
        self.setMinimumSize(640, 480)
        self.resize(1280, 800)
        self.setWindowTitle(_("Werkakademie"))
        self.setCentralWidget(page)

    def show_page(self, page: QWidget) -> None:
        """Replace the page; the old one is freed."""
        self.setCentralWidget(page)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Alt+F4 and the like do nothing while a room is open, unless the PC itself shuts down."""
        application = QApplication.instance()
        shuts_down = isinstance(application, QApplication) and application.isSavingSession()
        event.setAccepted(shuts_down or not self.held_open)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.setWindowTitle(_("Werkakademie"))
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)
