"""What a page shows when there is nothing yet: what belongs there, and the one action that brings it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.widgets.buttons import Button
from werkakademie.ui.widgets.card import IconLabel
from werkakademie.ui.widgets.layouts import GRID, column, row
from werkakademie.ui.widgets.text import TextLabel


class EmptyState(QWidget):
    """`EmptyState("user-plus", "Noch niemand ausgewählt", "Wählen Sie …", Button(…))`."""

    def __init__(self, icon: str, title: str, text: str = "", *actions: Button) -> None:
        super().__init__()
        self._title = TextLabel(title, TextRole.HEADING, wrap=True)
        self._text = TextLabel(text, tone="muted", wrap=True)
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setMaximumWidth(420)
            label.setMinimumWidth(160)
        self.setLayout(
            column(
                None,
                row(None, IconLabel(icon, size=64), None),
                row(self._title),
                row(self._text),
                row(None, *actions, None),
                None,
                margins=2 * GRID,
                spacing=GRID + 4,
            )
        )

    def show_text(self, title: str, text: str) -> None:
        self._title.setText(title)
        self._text.setText(text)
