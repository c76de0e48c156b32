"""Large buttons for a hand that holds a child."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from werkakademie.ui.shell.fonts import TextRole, font_of
from werkakademie.ui.widgets.buttons import Button, Kind

#: What the style sheet makes 56 and 44 pixels high; a finger needs 44.
TALL, FINGER = "tall", "finger"


def fit_finger(*buttons: QWidget) -> None:
    """Make the buttons of a dialog's foot large enough, before they are shown."""
    for button in buttons:
        button.setProperty("touch", FINGER)


class TouchButton(Button):
    """As high as a finger needs; arrows lead to the next, a letter begins the search."""

    stepped = Signal(int)
    #: To the left, where the further buttons stand, and back to the right.
    sidled = Signal(int)
    typed = Signal(str)

    def __init__(
        self,
        text: str,
        *,
        icon: str = "",
        kind: Kind = Kind.PLAIN,
        run: Callable[[], object] | None = None,
        tall: bool = True,
        wide: bool = False,
    ) -> None:
        super().__init__(text.replace("&", "&&"), icon=icon, kind=kind, run=run)
        self.setAutoDefault(False)
        self.setProperty("touch", TALL if tall else FINGER)
        if tall:
            self.setFont(font_of(TextRole.CARD_TITLE))
        across = QSizePolicy.Policy.Expanding if wide else QSizePolicy.Policy.Preferred
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.sidled.emit(1 if event.key() == Qt.Key.Key_Left else -1)
        elif event.text().isalpha() and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)
