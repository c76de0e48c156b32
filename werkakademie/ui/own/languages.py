"""The strip of languages, each under its own name, on every page of the place."""

from collections.abc import Callable
from functools import partial
from math import ceil

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QWidget

from werkakademie.i18n import OWN_LANGUAGES, _, chosen_language
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.card import IconLabel
from werkakademie.ui.widgets.flow import FlowLayout


class _LanguageButton(Button):
    """As wide as its name in the strong letters of the chosen one: a style sheet makes them strong, but no wider."""

    def sizeHint(self) -> QSize:
        strong = QFont(self.font())
        strong.setWeight(QFont.Weight.DemiBold)
        plain = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        wider = QFontMetricsF(strong).horizontalAdvance(self.text()) - plain
        size = super().sizeHint()
        return QSize(size.width() + max(0, ceil(wider)), size.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class LanguageStrip(QWidget):
    """Calls `choose` with the code of the language; the chosen one is marked."""

    def __init__(self, choose: Callable[[str], object]) -> None:
        super().__init__()
        self.setObjectName("language_strip")
        self._buttons: dict[str, Button] = {}
        layout = FlowLayout(gap=8)
        layout.addWidget(IconLabel("languages", size=28, token="muted"))
        for code, name in OWN_LANGUAGES.items():
            button = _LanguageButton(name, kind=Kind.QUIET, run=partial(choose, code))
            button.setCheckable(True)
            button.setProperty("touch", "finger")
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._buttons[code] = button
            layout.addWidget(button)
        self.setLayout(layout)
        self.show_chosen()

    def show_chosen(self) -> None:
        """Mark the language that is spoken now."""
        self.setAccessibleName(_("Sprache"))
        for code, button in self._buttons.items():
            button.setChecked(code == chosen_language())
