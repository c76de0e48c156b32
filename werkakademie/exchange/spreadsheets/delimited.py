"""Reads CSV files record by record; the memory does not grow with the file."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

from werkakademie.exchange.spreadsheets.cells import looks_typed
from werkakademie.exchange.spreadsheets.encodings import TextEncoding, error_handler
from werkakademie.exchange.spreadsheets.errors import DamagedFileError, OpenQuoteError, TooWideError

#: More columns, or a longer line, mean that something is not a table.
MOST_COLUMNS = 1_000
LONGEST_LINE = 4_000_000
SEPARATORS = (";", "\t", "|", ",")
#: With no separator in it a file has one column; a semicolon is as good as any then.
DEFAULT_SEPARATOR = ";"
_HEAD_RECORDS = 200
_HEAD_CHARACTERS = 200_000


class _Lines:
    """The lines of a file; knows when a reader asked for a line after the last one."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self.exhausted = False

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        # Not the whole line whatever its length: a file without line ends could fill the memory.
        line = self._file.readline(LONGEST_LINE)
        if not line:
            self.exhausted = True
            raise StopIteration
        if len(line) == LONGEST_LINE:
            raise csv.Error("field limit")
        return line


def open_text(path: Path, encoding: TextEncoding) -> TextIO:
    """The file as text, after its byte order mark, with its line ends as they are."""
    codec = "utf-8-sig" if encoding.codec == "utf-8" and encoding.byte_order_mark else encoding.codec
    file = path.open(encoding=codec, errors=error_handler(encoding.codec), newline="")
    if encoding.byte_order_mark and encoding.codec != "utf-8":
        file.read(1)
    return file


def records(path: Path, encoding: TextEncoding, separator: str, *, quoted: bool = True) -> Iterator[list[str]]:
    """The records of a CSV file, blank ones too: the nth is the nth row of the spreadsheet.

    A quotation mark that never ends would swallow the rest of the file: that is an error.
    """
    with open_text(path, encoding) as file:
        lines = _Lines(file)
        if quoted:
            reader = csv.reader(lines, delimiter=separator)
        else:
            reader = csv.reader(lines, delimiter=separator, quoting=csv.QUOTE_NONE)
        number = 0
        try:
            for record in reader:
                number += 1
                if len(record) > MOST_COLUMNS:
                    raise TooWideError(path, number, MOST_COLUMNS, columns=True)
                if lines.exhausted and quoted:
                    raise OpenQuoteError(path, number)
                yield record
        except csv.Error as error:
            # The reader knows one error on text without zero bytes: a cell longer than its limit.
            if "field limit" in str(error):
                raise TooWideError(path, number + 1, csv.field_size_limit(), columns=False) from error
            raise DamagedFileError(path, number + 1) from error


def recognise_separator(path: Path, encoding: TextEncoding) -> str:
    """The separator under which the first rows look most like a table."""
    with open_text(path, encoding) as file:
        head = file.read(_HEAD_CHARACTERS)
    named = head[:5].lower()
    if named.startswith("sep=") and len(named) == 5 and named[4] in SEPARATORS:
        return named[4]
    lines = head.splitlines(keepends=True)
    if len(head) == _HEAD_CHARACTERS and len(lines) > 1:
        del lines[-1]
    scores = {separator: _score(lines, separator) for separator in SEPARATORS}
    best = max(SEPARATORS, key=lambda separator: scores[separator])
    return best if scores[best] > 0 else DEFAULT_SEPARATOR


def _score(lines: Sequence[str], separator: str) -> float:
    """How many rows have the most frequent width, and how many cells hold no other separator; 0 for one column."""
    rows: list[list[str]] = []
    try:
        for row in csv.reader(lines, delimiter=separator):
            if row:
                rows.append(row)
            if len(rows) == _HEAD_RECORDS:
                break
    except csv.Error:
        return 0.0
    widths = [len(row) for row in rows if len(row) > 1]
    if not widths:
        return 0.0
    width = max(set(widths), key=lambda candidate: (widths.count(candidate), candidate))
    table = [row for row in rows if len(row) == width]
    others = [sign for sign in SEPARATORS if sign != separator]
    cells = [cell for row in table for cell in row]
    clean = sum(not any(sign in cell for sign in others) or looks_typed(cell) for cell in cells)
    return (len(table) / len(rows)) * (clean / len(cells))
