"""A card: white ground, a thin line, rounded corners, a title with an icon."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QSizePolicy, QVBoxLayout, QWidget

from werkakademie.ui.shell import theme
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.shell.icons import icon_pixmap
from werkakademie.ui.widgets.layouts import GRID, column, row
from werkakademie.ui.widgets.styling import Tone, set_style_property
from werkakademie.ui.widgets.text import TextLabel


class IconLabel(QLabel):
    """An icon beside a text; it follows the theme and says nothing to a screen reader."""

    def __init__(self, name: str, *, size: int = 18, token: str = "accent") -> None:
        super().__init__()
        self._name, self._size, self._token = name, size, token
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._draw()

    def show_icon(self, name: str, token: str) -> None:
        self._name, self._token = name, token
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()
        super().changeEvent(event)

    def _draw(self) -> None:
        self.setPixmap(icon_pixmap(self._name, self._size, theme.colour(self._token)) if self._name else QPixmap())


class Card(QFrame):
    """`card = Card("Anwesenheit", icon="calendar-check"); card.add(widget)`. Buttons stand right of the title."""

    def __init__(self, title: str = "", *, icon: str = "", tone: Tone = Tone.NEUTRAL) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setProperty("tone", tone.value)
        self._title = TextLabel(title, TextRole.CARD_TITLE)
        head = QWidget()
        head.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        head.setMinimumHeight(28)
        self._head: QHBoxLayout = row(spacing=GRID)
        head.setLayout(self._head)
        if icon:
            self._head.addWidget(IconLabel(icon))
        self._head.addWidget(self._title)
        self._head.addStretch(1)
        self.body: QVBoxLayout = column(spacing=GRID)
        self._outer = column(head, self.body, margins=2 * GRID, spacing=GRID)
        self._outer.addStretch(0)
        self.setLayout(self._outer)
        # Only now: shown without a parent, it would be a window of its own and take the focus.
        head.setVisible(bool(title or icon))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def add(self, *items: QWidget | QLayout) -> "Card":
        """Put widgets or layouts into the card, below each other."""
        for item in items:
            if isinstance(item, QWidget):
                grows = bool(item.sizePolicy().expandingDirections() & Qt.Orientation.Vertical)
                self.body.addWidget(item, int(grows))
                if grows:
                    self._outer.setStretchFactor(self.body, 1)
            else:
                self.body.addLayout(item)
        return self

    def add_action(self, widget: QWidget) -> None:
        """Put a small button or a pill right of the title."""
        self._head.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def set_title(self, text: str) -> None:
        self._title.setText(text)

    def set_tone(self, tone: Tone) -> None:
        set_style_property(self, "tone", tone.value)
