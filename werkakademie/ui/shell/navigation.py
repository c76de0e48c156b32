"""The sidebar: the product's name, one entry for each page, and who works here."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from werkakademie.i18n import _
from werkakademie.ui.shell.fonts import TextRole, is_font_change
from werkakademie.ui.shell.icons import icon
from werkakademie.ui.shell.pages import PageEntry
from werkakademie.ui.widgets.layouts import column
from werkakademie.ui.widgets.styling import set_style_property
from werkakademie.ui.widgets.text import ElidedLabel, TextLabel

WIDE = 208
NARROW = 64
DENSE_BELOW = 800


class NavigationButton(QPushButton):
    """One entry; folded it shows only its icon and says its word as tooltip."""

    stepped = Signal(int)

    def __init__(self, entry: PageEntry) -> None:
        super().__init__()
        self.entry = entry
        self._folded = False
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.toggled.connect(lambda _on: self._draw())
        self.retranslate()

    def fold(self, folded: bool) -> None:
        self._folded = folded
        set_style_property(self, "folded", "true" if folded else "false")
        self.retranslate()

    def retranslate(self) -> None:
        title = self.entry.title()
        self.setText("" if self._folded else title)
        self.setToolTip(title if self._folded else "")
        self.setAccessibleName(title)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _draw(self) -> None:
        gap = 0 if self._folded else 10
        self.setIconSize(QSize(20 + gap, 20))
        self.setIcon(icon(self.entry.icon, "accent" if self.isChecked() else "text", 20, gap=gap))


class Sidebar(QFrame):
    """Emits `chosen` with the key of a page. Up and down move between entries, Enter and Space open one.

    `place` is „site · account“; the foot shows it in two lines, for together they are wider than the sidebar.
    """

    chosen = Signal(str)

    def __init__(self, entries: Sequence[PageEntry], place: str) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self._buttons: dict[str, NavigationButton] = {}
        self._brand = TextLabel("", TextRole.HEADING)
        self._brand.setObjectName("brand")
        site, _between, account = place.rpartition(" · ")
        self._site = TextLabel(site, TextRole.SMALL, tone="muted", wrap=True)
        self._account = ElidedLabel(account, TextRole.SMALL, tone="muted")
        self._foot = QWidget()
        self._foot.setLayout(column(self._site, self._account, spacing=0))
        top, bottom = column(spacing=4), column(spacing=4)
        for entry in entries:
            (bottom if entry.bottom else top).addWidget(self._button(entry))
        self._entries = top
        self._pane = _EntriesPane(top)
        self._layout = column(self._brand, 4, self._pane, bottom, self._foot, spacing=8)
        self.setLayout(self._layout)
        self._folded = False
        self.fold(False)

    def show_current(self, key: str) -> None:
        """Mark the entry of the page that is shown; Tab comes to this one only, the arrow keys go to the others."""
        for other, button in self._buttons.items():
            button.setChecked(other == key)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if other == key else Qt.FocusPolicy.ClickFocus)

    def button(self, key: str) -> NavigationButton:
        return self._buttons[key]

    def is_folded(self) -> bool:
        return self._folded

    def fold(self, folded: bool) -> None:
        """Show only icons, or icons and words."""
        self._folded = folded
        self.setFixedWidth(NARROW if folded else self._wide())
        side = 8 if folded else 12
        self._layout.setContentsMargins(side, 16, side, 12)
        self._foot.setVisible(not folded)
        for button in self._buttons.values():
            button.fold(folded)
        self.retranslate()

    def retranslate(self) -> None:
        name = _("Werkakademie")
        self._brand.setText(name[:1] if self._folded else name)
        side = Qt.AlignmentFlag.AlignHCenter if self._folded else Qt.AlignmentFlag.AlignLeading
        self._brand.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self._brand.setContentsMargins(0 if self._folded else 8, 0, 0, 8)
        self._foot.setContentsMargins(8, 0, 0, 0)
        for button in self._buttons.values():
            button.retranslate()
        if not self._folded:
            self.setFixedWidth(self._wide())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low window gets the entries closer together instead of a scroll bar."""
        super().resizeEvent(event)
        dense = "true" if self.height() < DENSE_BELOW else "false"
        self._entries.setSpacing(0 if dense == "true" else 4)
        for button in self._buttons.values():
            set_style_property(button, "dense", dense)

    def changeEvent(self, event: QEvent) -> None:
        if is_font_change(event) and not self._folded:
            self.setFixedWidth(self._wide())
        super().changeEvent(event)

    def _step(self, by: int) -> None:
        """Move the keyboard to the next or the previous entry, round the end."""
        buttons = list(self._buttons.values())
        focused = next((place for place, button in enumerate(buttons) if button.hasFocus()), 0)
        buttons[(focused + by) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)

    def _wide(self) -> int:
        """Wide enough for the longest word at the user's text size."""
        widest = max((button.sizeHint().width() for button in self._buttons.values()), default=0)
        return max(WIDE, widest + 28)

    def _button(self, entry: PageEntry) -> NavigationButton:
        button = NavigationButton(entry)
        button.clicked.connect(lambda: self.chosen.emit(entry.key))
        button.stepped.connect(self._step)
        self._buttons[entry.key] = button
        return button


class _EntriesPane(QScrollArea):
    """Scrolls the entries where the window is lower than they are."""

    def __init__(self, entries: QVBoxLayout) -> None:
        super().__init__()
        content = QWidget()
        content.setObjectName("scrolled")
        entries.addStretch(1)
        content.setLayout(entries)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
