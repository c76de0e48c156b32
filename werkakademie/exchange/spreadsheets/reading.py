"""The data rows of a recognised table, one after the other."""

from collections.abc import Collection, Iterator

from werkakademie.exchange.spreadsheets.encodings import TextEncoding
from werkakademie.exchange.spreadsheets.layout import filled
from werkakademie.exchange.spreadsheets.sources import open_source
from werkakademie.records.importing import RecognisedTable, SourceRow


def rows(table: RecognisedTable) -> Iterator[SourceRow]:
    """Each data row with the number that the spreadsheet shows; title, header, footer and blank rows are left out.

    A CSV is streamed. Errors in the middle of the file are raised when their row is reached.
    """
    encoding = None
    if table.encoding is not None:
        encoding = TextEncoding(table.encoding, byte_order_mark=table.byte_order_mark)
    source = open_source(
        table.path,
        table.file_kind,
        sheet=table.sheet,
        encoding=encoding,
        separator=table.separator,
        quoted=table.quoted,
    )
    first, last = table.first_data_row, table.last_data_row
    for number, cells in source.rows():
        if number > last:
            return
        if number >= first and filled(cells):
            yield SourceRow(number, cells)


def rows_numbered(table: RecognisedTable, numbers: Collection[int]) -> Iterator[SourceRow]:
    """Only the rows with these numbers: to show what a double or a problem is about."""
    return (row for row in rows(table) if row.number in numbers)
