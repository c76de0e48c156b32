"""The step that shows how a file was read: the table with its sums, and the lines around it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from werkakademie.i18n import _, format_count, ngettext
from werkakademie.records.importing import ColumnKind, RecognisedTable
from werkakademie.ui.importing.reading_dialog import ReadingDialog, recognition_choices
from werkakademie.ui.importing.texts import how_read, sum_text, where_table_lies
from werkakademie.ui.widgets.buttons import Button
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.data_table import Column, DataTable
from werkakademie.ui.widgets.layouts import GRID, column
from werkakademie.ui.widgets.styling import Tone
from werkakademie.ui.widgets.tabs import DetailTabs
from werkakademie.ui.widgets.text import TextLabel, muted

#: Texts of a cell are cut in the table; the whole stands in its tooltip.
_WIDEST = 300
_LONGEST_HEADER = 36


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the file: its number as the spreadsheet shows it, and its cells."""

    number: str
    cells: tuple[str, ...]
    is_sum: bool = False


class TableStep(QWidget):
    """`changed` carries the choices with which the file is to be read again."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._table: RecognisedTable | None = None
        self._chosen: dict[str, Any] = {}
        self._how = TextLabel("", wrap=True)
        self._where = muted()
        self._damaged = TextLabel("", tone="warn", wrap=True)
        self.change_button = Button(_("Lesart ändern …"), icon="settings", run=self._change)
        read = Card(_("So wurde die Datei gelesen"), icon="file-text")
        read.add_action(self.change_button)
        read.add(self._how, self._where, self._damaged)
        self.caption = muted()
        self.preview = DataTable([], name=_("Erste Zeilen der Datei"))
        self.outside = DataTable(_outside_columns(), name=_("Zeilen außerhalb der Tabelle"))
        self.tabs = DetailTabs(name=_("Teile der Datei"))
        self.tabs.add("table", _("Tabelle"), lambda: _page(self.caption, self.preview))
        self.tabs.add("outside", _("Außerhalb der Tabelle"), lambda: _page(_outside_caption(), self.outside))
        self.tabs.hold(self.outside)
        layout = column(read, self.tabs, spacing=GRID)
        layout.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, GRID)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def chosen(self) -> Mapping[str, Any]:
        """What was set by hand about how the file is read."""
        return self._chosen

    def show_table(self, table: RecognisedTable, *, new_file: bool, chosen: Mapping[str, Any] | None = None) -> None:
        """Show how a file was read; what was set by hand stays set until another file comes, maybe with its own."""
        self._table = table
        if new_file:
            self._chosen = dict(chosen or {})
        self._how.setText(how_read(table))
        self._where.setText(where_table_lies(table))
        damaged = ngettext(
            "{count} Zeichen lässt sich in dieser Kodierung nicht lesen. Bitte prüfen Sie die Kodierung.",
            "{count} Zeichen lassen sich in dieser Kodierung nicht lesen. Bitte prüfen Sie die Kodierung.",
            table.damaged_characters,
        )
        self._damaged.setText(damaged.format(count=format_count(table.damaged_characters)))
        self._damaged.setVisible(bool(table.damaged_characters))
        self._show_preview(table)
        lines = (*table.title_lines, *table.footer_lines)
        self.outside.set_records([_Line(format_count(line.row), (line.text,), line.is_sum) for line in lines])
        words = _("Außerhalb der Tabelle")
        self.tabs.set_label("outside", f"{words} {len(lines)}" if lines else words)
        self.tabs.choose("table")

    def _change(self) -> None:
        if self._table is not None:
            ReadingDialog(self, self._table, self._chosen, self._set_by_hand).open()

    def _set_by_hand(self, chosen: Mapping[str, Any]) -> None:
        self._chosen = dict(chosen)
        self.changed.emit(recognition_choices(chosen))

    def _show_preview(self, table: RecognisedTable) -> None:
        columns = [Column(_("Zeile"), lambda line: line.number, number=True, tone=_line_tone)]
        for place, found in enumerate(table.columns):
            is_number = found.kind is ColumnKind.NUMBER
            columns.append(Column(_short(found.header), partial(_cell, place), number=is_number, tone=_sum_tone))
        lines = [_Line(format_count(line.row), line.cells) for line in table.preview]
        sums = tuple("" if found.sum is None else sum_text(found.sum) for found in table.columns)
        if any(sums):
            lines.insert(0, _Line(_("Summe"), sums, is_sum=True))
        self.preview.set_columns(columns)
        self.preview.set_records(lines)
        for place in range(len(columns)):
            self.preview.setColumnWidth(place, min(self.preview.columnWidth(place), _WIDEST))
        self.caption.setText(_caption(table))


def _caption(table: RecognisedTable) -> str:
    if len(table.preview) < table.data_rows:
        return _("Die Summen aller Zahlenspalten und die ersten {shown} von {count} Datenzeilen.").format(
            shown=len(table.preview), count=format_count(table.data_rows)
        )
    rows = ngettext("{count} Datenzeile", "{count} Datenzeilen", table.data_rows)
    return _("Die Summen aller Zahlenspalten und alle {rows}.").format(rows=rows.format(count=table.data_rows))


def _outside_columns() -> list[Column]:
    return [
        Column(_("Zeile"), lambda line: line.number, number=True, width=80, tone=_line_tone),
        Column(_("Text"), partial(_cell, 0), stretch=True, tone=_sum_tone),
    ]


def _outside_caption() -> TextLabel:
    return muted(_("Titel, Fußnoten und Summen der Datei gehören nicht zu den Daten und werden nicht eingelesen."))


def _page(*widgets: QWidget) -> QWidget:
    page = QWidget()
    page.setLayout(column(*widgets))
    return page


def _short(header: str) -> str:
    """The end of a long name: of a header of several lines it is what tells the columns apart."""
    return header if len(header) <= _LONGEST_HEADER else "…" + header[-_LONGEST_HEADER:]


def _cell(place: int, line: _Line) -> str:
    return line.cells[place] if place < len(line.cells) else ""


def _line_tone(_line: _Line) -> Tone:
    return Tone.INFO


def _sum_tone(line: _Line) -> Tone:
    return Tone.INFO if line.is_sum else Tone.NEUTRAL
