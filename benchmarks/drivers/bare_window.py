"""The least window that Qt can show from Python; prints the moment after its first paint and ends."""

import os
import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow


def stamp() -> None:
    print(time.monotonic_ns(), flush=True)
    os._exit(0)


class Window(QMainWindow):
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QTimer.singleShot(0, stamp)


application = QApplication([])
window = Window()
window.resize(1280, 800)
window.show()
application.exec()
