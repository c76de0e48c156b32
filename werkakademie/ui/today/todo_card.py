"""A card with what waits: its first rows, how many there are, and the key that leads there."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from werkakademie.i18n import _, format_count
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.record_list import RecordList, RowText
from werkakademie.ui.widgets.styling import Tone
from werkakademie.ui.widgets.text import Pill, muted

#: More rows than these are looked at on the page where they belong.
MOST_ROWS = 4


class TodoCard(Card):
    """The digit `key` brings the keyboard into the list, Enter opens the row, the button opens the page behind it."""

    def __init__(
        self,
        page: QWidget,
        title: str,
        *,
        icon: str,
        key: int,
        describe: Callable[[Any], RowText],
        id_of: Callable[[Any], object],
        open_row: Callable[[Any], object],
        open_all: Callable[[], object],
        empty: str = "",
    ) -> None:
        super().__init__(title, icon=icon)
        self._heading = title
        self._open_row = open_row
        self._empty = muted(empty)
        self._always = bool(empty)
        self.all = Button(_("Alle ansehen"), kind=Kind.QUIET, run=open_all)
        self.all.setAccessibleName(_("Alle ansehen: {what}").format(what=title))
        self.add_action(self.all)
        hint = Pill(str(key), Tone.NEUTRAL)
        hint.setToolTip(_("Taste {key}").format(key=key))
        self.add_action(hint)
        self.list = RecordList(describe, name=title, key=id_of)
        self.list.opened.connect(open_row)
        self.list.clicked.connect(lambda index: open_row(index.data(Qt.ItemDataRole.UserRole)))
        self.add(self._empty, self.list)
        self._shortcut = QShortcut(QKeySequence(str(key)), page, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._shortcut.activated.connect(self.take_focus)

    def show_rows(self, rows: Sequence[Any], count: int | None = None) -> None:
        """Show the first rows of `count`; a card without rows hides unless it has something to say."""
        total = len(rows) if count is None else count
        self.set_title(f"{self._heading} · {format_count(total)}" if total else self._heading)
        self.list.set_records(rows[:MOST_ROWS])
        self.list.setFixedHeight(max(1, min(len(rows), MOST_ROWS)) * max(1, self.list.sizeHintForRow(0)) + 4)
        self.list.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self.all.setVisible(total > MOST_ROWS)
        self._shortcut.setEnabled(bool(rows))
        self.setVisible(bool(rows) or self._always)

    def take_focus(self) -> None:
        """The digit was pressed: the first row, or the one where the keyboard was before."""
        if self.list.current_record() is None:
            self.list.choose_first()
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
