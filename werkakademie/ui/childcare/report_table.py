"""A table of a report on a card: to read, to copy, to save."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut

from werkakademie.i18n import _
from werkakademie.records.printed_tables import PrintedTable, cell_text
from werkakademie.services import childcare_reports
from werkakademie.ui.widgets.banners import announce
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.data_table import Column, DataTable
from werkakademie.ui.widgets.text import muted


class ReportTable(Card):
    """`show_table` fills it; `copied` is told after the table went to the clipboard, by button or Ctrl+C."""

    def __init__(
        self, title: str, *, icon: str, nothing: str, copied: Callable[[], object], most_rows: int = 12
    ) -> None:
        super().__init__(title, icon=icon)
        self._copied = copied
        self._most_rows = most_rows
        self.shown: PrintedTable | None = None
        self.table = DataTable([], name=title)
        self.copy_button = Button(_("Kopieren"), icon="copy", kind=Kind.QUIET, run=self._copy)
        self.copy_button.setAccessibleName(_("„{table}“ kopieren").format(table=title))
        self._nothing = muted(nothing)
        self.add_action(self.copy_button)
        self.add(self.table, self._nothing)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.table)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._copy)

    def show_table(self, table: PrintedTable) -> None:
        """Show its rows, or that there are none."""
        self.shown = table
        self.set_title(table.title)
        self.table.set_columns([_column(table, number) for number in range(len(table.header))])
        self.table.set_records(table.rows)
        self.table.fit_height(most_rows=self._most_rows)
        self.table.setVisible(bool(table.rows))
        self._nothing.setVisible(not table.rows)
        self.copy_button.setEnabled(bool(table.rows))

    def _copy(self) -> None:
        if self.shown is not None and self.shown.rows:
            QGuiApplication.clipboard().setText(childcare_reports.clipboard_text(self.shown))
            announce(self, _("Die Tabelle liegt in der Zwischenablage."))
            self._copied()


def _column(table: PrintedTable, number: int) -> Column:
    return Column(
        table.header[number],
        lambda row: cell_text(row[number]),
        number=number in table.numbers,
        strong=number == 0,
        stretch=number == table.wide,
    )
