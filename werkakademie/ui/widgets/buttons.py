"""Buttons with an icon in the colour of the theme."""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton

from werkakademie.ui.shell import theme
from werkakademie.ui.shell.icons import icon
from werkakademie.ui.widgets.styling import set_style_property


class Kind(Enum):
    """How much a button stands out; value is (name in the style sheet, colour token of its icon)."""

    PRIMARY = ("primary", "on_accent")
    PLAIN = ("plain", "text")
    QUIET = ("quiet", "accent")
    LINK = ("link", "text")
    DANGER = ("danger", "bad")
    ICON = ("icon", "text")


class Button(QPushButton):
    """`Button("Neu aufnehmen", icon="plus", kind=Kind.PRIMARY, run=self.add)`; Enter presses it as Space does."""

    def __init__(
        self,
        text: str,
        *,
        icon: str = "",
        kind: Kind = Kind.PLAIN,
        run: Callable[[], object] | None = None,
        tip: str = "",
    ) -> None:
        super().__init__(text)
        self._icon_name = icon
        self._kind = kind
        self.setProperty("kind", kind.value[0])
        self.setToolTip(tip)
        if kind is not Kind.ICON:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._draw_icon()
        if run is not None:
            self.clicked.connect(lambda: run())

    def set_kind(self, kind: Kind) -> None:
        self._kind = kind
        set_style_property(self, "kind", kind.value[0])
        self._draw_icon()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._draw_icon()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A filled button shows focus by a light ring inside; an outer line would vanish against its fill."""
        super().paintEvent(event)
        if self._kind is Kind.PRIMARY and self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("on_accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 4, -4, -4), 5, 5)
            painter.end()

    def _draw_icon(self) -> None:
        if self._icon_name:
            gap = 6 if self.text() else 0
            size = self._icon_height()
            self.setIconSize(QSize(size + gap, size))
            self.setIcon(icon(self._icon_name, self._kind.value[1], size, gap=gap))

    def _icon_height(self) -> int:
        return 18


def icon_button(icon_name: str, name: str, *, run: Callable[[], object] | None = None) -> Button:
    """A button that shows only an icon; `name` is its tooltip and its accessible name."""
    button = Button("", icon=icon_name, kind=Kind.ICON, run=run, tip=name)
    button.setAccessibleName(name)
    return button
