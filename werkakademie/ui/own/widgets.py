"""Large buttons and cards for somebody who seldom sits at a PC."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QWidget

from werkakademie.ui.shell import theme
from werkakademie.ui.shell.fonts import TextRole, font_of, is_font_change
from werkakademie.ui.shell.icons import icon_pixmap
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.flow import FlowLayout
from werkakademie.ui.widgets.layouts import GRID, column, row
from werkakademie.ui.widgets.styling import set_style_property
from werkakademie.ui.widgets.text import TextLabel

_TILE, _TILE_ICON = 80, 44


class BigButton(Button):
    """At least 56 pixels high. Two quick clicks and a key that is held down are one touch.

    Who seldom sits at a PC double-clicks everything, and the second click would answer the next question.
    `each_click` is for keys of a keypad, where each one counts.
    """

    def __init__(
        self,
        text: str,
        *,
        icon: str = "",
        kind: Kind = Kind.PLAIN,
        run: Callable[[], object] | None = None,
        each_click: bool = False,
    ) -> None:
        super().__init__(text.replace("&", "&&"), icon=icon, kind=kind, run=run)
        self._each_click = each_click
        self.setProperty("touch", "tall")
        self.setAutoDefault(False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._each_click:
            super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not event.isAutoRepeat():
            super().keyPressEvent(event)

    def _icon_height(self) -> int:
        """Icons grow with the letters that somebody chose."""
        return max(super()._icon_height(), round(QFontMetricsF(font_of(TextRole.BODY)).capHeight() * 1.4))


def flowing(*buttons: QWidget) -> QWidget:
    """Buttons beside each other that break into the next line where letters are large."""
    holder, flow = QWidget(), FlowLayout(gap=GRID)
    for button in buttons:
        flow.addWidget(button)
    holder.setLayout(flow)
    return holder


class ActionCard(QPushButton):
    """A verb, an icon and a word: `ActionCard("Stellen suchen", "Arbeit finden", icon="search", run=…)`.

    A button as a whole, so that it is one target and one name; `filled` is for the one that comes next.
    """

    def __init__(
        self,
        title: str,
        text: str = "",
        *,
        icon: str,
        run: Callable[[], object] | None = None,
        filled: bool = False,
    ) -> None:
        super().__init__()
        self.setObjectName("action_card")
        self.setProperty("filled", _flag(filled))
        self._icon_name = icon
        self._title = title
        self._tile = QLabel()
        self._tile.setObjectName("action_tile")
        self._tile.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._tile.setFixedSize(_TILE, _TILE)
        self._heading = TextLabel(title, TextRole.HEADING, wrap=True)
        self._text = TextLabel(text, wrap=True)
        self._text.setVisible(bool(text))
        words = QWidget()
        words.setLayout(column(None, self._heading, self._text, None, spacing=GRID // 2))
        words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        layout = row(self._tile, words, margins=3 * GRID, spacing=3 * GRID)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        for inner in (self._tile, self._heading, self._text, words):
            inner.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._name()
        self._draw()
        if run is not None:
            self.clicked.connect(lambda: run())

    def set_text(self, text: str) -> None:
        """Other words below the title."""
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._name()
        self.updateGeometry()

    def set_filled(self, filled: bool) -> None:
        """Let it stand out, or not."""
        set_style_property(self, "filled", _flag(filled))
        self._draw()

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        assert layout is not None
        return layout.minimumSize()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        assert layout is not None
        return max(_TILE + 6 * GRID, layout.heightForWidth(width))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second of two quick clicks is none, as on a BigButton."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Only the frame: Qt would draw the name as a text, too."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange or is_font_change(event):
            self._draw()
        super().changeEvent(event)

    def _name(self) -> None:
        said = self._text.text()
        self.setAccessibleName(f"{self._title}. {said}" if said else self._title)

    def _draw(self) -> None:
        filled = self.property("filled") == _flag(True)
        token = "on_accent" if filled else ""
        for label, plain in ((self._heading, ""), (self._text, "muted")):
            set_style_property(label, "tone", token or plain)
        set_style_property(self._tile, "filled", _flag(filled))
        self._tile.setPixmap(icon_pixmap(self._icon_name, _TILE_ICON, theme.colour("accent")))


def _flag(value: bool) -> str:
    """As the style sheet compares it."""
    return "true" if value else "false"
