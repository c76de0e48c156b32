"""The lists of a CV: each entry with its words, to change and to take out, and one button for the next."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from werkakademie.i18n import _
from werkakademie.ui.own.widgets import BigButton
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.widgets.layouts import GRID, clear_layout, column, row
from werkakademie.ui.widgets.text import TextLabel


class EntryList(QWidget):
    """`change` gets the place of an entry, or None for a new one; `remove` its place."""

    def __init__(
        self, title: str, add: str, *, change: Callable[[int | None], object], remove: Callable[[int], object]
    ) -> None:
        super().__init__()
        self._change, self._remove = change, remove
        self._lines = column(spacing=GRID)
        self.add = BigButton(add, icon="plus", run=lambda: change(None))
        self.setLayout(column(TextLabel(title, TextRole.HEADING), self._lines, row(self.add, None), spacing=GRID))

    def show_entries(self, words: Sequence[tuple[str, str]]) -> None:
        """A head and a line below it for each."""
        clear_layout(self._lines)
        for place, (head, below) in enumerate(words):
            self._lines.addWidget(self._line(place, head, below))

    def _line(self, place: int, head: str, below: str) -> QWidget:
        said = column(TextLabel(head, TextRole.STRONG, wrap=True), spacing=2)
        if below:
            said.addWidget(TextLabel(below, tone="muted", wrap=True))
        change = BigButton("", icon="pencil", run=lambda: self._change(place))
        change.setAccessibleName(_("Ändern: {what}").format(what=head))
        remove = BigButton("", icon="trash-2", run=lambda: self._remove(place))
        remove.setAccessibleName(_("Löschen: {what}").format(what=head))
        line = QWidget()
        layout = row(said, change, remove, spacing=GRID)
        layout.setStretch(0, 1)
        line.setLayout(layout)
        return line
