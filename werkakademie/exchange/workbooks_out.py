"""Writes workbooks (XLSX) that people open: texts stay texts, numbers are numbers, nothing is ever a formula."""

import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from werkakademie.exchange.people_csv import guarded
from werkakademie.i18n import _
from werkakademie.records.printed_tables import Percent, PrintedCell, PrintedTable

_WIDEST = 60
#: Excel's own limits for names of sheets.
_LONGEST_NAME, _NOT_IN_NAMES = 31, str.maketrans("[]:*?/\\'", "        ")


def workbook(tables: Sequence[PrintedTable], *, title: str, lines: Sequence[str] = ()) -> bytes:
    """One sheet for each table, after a first one with the title and what a reader must know.

    Sheet and texts get the apostrophe that a CSV would get, because many save such a file as one.
    """
    import xlsxwriter

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"title": title, "author": "Werkakademie"})
        formats = {
            "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
            "text": book.add_format({"valign": "top"}),
            "date": book.add_format({"num_format": "dd.mm.yyyy", "valign": "top", "align": "left"}),
            "share": book.add_format({"num_format": "0.0 %", "valign": "top"}),
            "end": book.add_format({"align": "right", "valign": "top"}),
            "title": book.add_format({"bold": True, "font_size": 14}),
        }
        about = book.add_worksheet(_("Erläuterung"))
        about.set_column(0, 0, 110)
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        about.write_string(0, 0, guarded(title), formats["title"])
        for number, line in enumerate(lines, start=2):
            about.write_string(number, 0, guarded(line), wrapped)
        for table in tables:
            _write(book.add_worksheet(_sheet_name(table.title)), table, formats)
    return target.getvalue()


def _write(sheet: Any, table: PrintedTable, formats: dict[str, Any]) -> None:
    for column, words in enumerate(table.header):
        sheet.write_string(0, column, guarded(words), formats["head"])
        longest = max((len(_plain(row[column])) for row in table.rows), default=0)
        sheet.set_column(column, column, min(_WIDEST, max(12, longest + 2)))
    for number, row in enumerate(table.rows, start=1):
        for column, cell in enumerate(row):
            _write_cell(sheet, number, column, cell, formats, at_end=column in table.numbers)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _write_cell(sheet: Any, row: int, column: int, cell: PrintedCell, formats: dict[str, Any], *, at_end: bool) -> None:
    match cell:
        case None:
            pass
        case str():
            sheet.write_string(row, column, guarded(cell), formats["end" if at_end else "text"])
        case Percent(numerator=numerator, denominator=denominator):
            if denominator:
                sheet.write_number(row, column, float(Decimal(numerator) / denominator), formats["share"])
            else:
                sheet.write_string(row, column, "–", formats["end"])
        case date():
            sheet.write_datetime(row, column, cell, formats["date"])
        case _:
            sheet.write_number(row, column, cell)


def _plain(cell: PrintedCell) -> str:
    return "" if cell is None else str(cell) if isinstance(cell, str | int) else "00.00.0000"


def _sheet_name(title: str) -> str:
    return title.translate(_NOT_IN_NAMES).strip()[:_LONGEST_NAME].strip()
