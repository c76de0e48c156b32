"""Who is shown: the head over the right side of a page."""

from PySide6.QtWidgets import QWidget

from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.widgets.buttons import Button
from werkakademie.ui.widgets.figures import Avatar, initials_of
from werkakademie.ui.widgets.layouts import GRID, column, row
from werkakademie.ui.widgets.text import ElidedLabel


class PersonHead(QWidget):
    """Avatar, name and one line, with buttons at the end."""

    def __init__(self, *buttons: Button) -> None:
        super().__init__()
        self._avatar = Avatar()
        self._name = ElidedLabel(role=TextRole.TITLE)
        self._line = ElidedLabel(tone="muted")
        words = column(self._name, self._line, spacing=2)
        layout = row(self._avatar, words, *buttons, spacing=2 * GRID)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def show_person(self, name: str, *parts: str) -> None:
        """Show a name, and below it what is known in a few words."""
        self._avatar.set_initials(initials_of(name))
        self._name.set_text(name)
        self._line.set_text(" · ".join(part for part in parts if part))
