"""Where a window stands when it is shown: as it was made, filling a small screen, or in the place of another one."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

#: What the frame of a window takes, roughly; it is known only when the window stands.
_FRAME = QSize(16, 40)


def show_fitting(window: QWidget) -> None:
    """Show it in its size, or filling the screen where its lower edge would lie below it: 1280x800 often is the PC."""
    room, wanted = window.screen().availableSize(), window.size() + _FRAME
    if wanted.width() > room.width() or wanted.height() > room.height():
        window.showMaximized()
    else:
        window.show()


def show_in_place_of(window: QWidget, other: QWidget) -> None:
    """Show it where the other one stands; who takes part in the change sees one window, not two."""
    window.setGeometry(other.geometry())
    if other.isMaximized():
        window.showMaximized()
    else:
        window.show()
