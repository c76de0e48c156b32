"""Understands a foreign spreadsheet: its kind, how it is written, where the table lies, what its columns hold."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path

from werkakademie.exchange.spreadsheets.cells import (
    NOTHING,
    cell_text,
    column_letter,
    is_blank,
    is_code,
    is_date,
    parse_number,
    recognise_date_order,
    recognise_decimal_sign,
)
from werkakademie.exchange.spreadsheets.delimited import recognise_separator
from werkakademie.exchange.spreadsheets.encodings import TextEncoding, recognise_encoding
from werkakademie.exchange.spreadsheets.errors import EmptyFileError
from werkakademie.exchange.spreadsheets.layout import (
    Header,
    NumberedRow,
    filled,
    find_header,
    footer_start,
    header_texts,
    is_sum_line,
    table_width,
)
from werkakademie.exchange.spreadsheets.signatures import kind_of
from werkakademie.exchange.spreadsheets.sources import Source, open_source
from werkakademie.i18n import _
from werkakademie.records.importing import (
    Cell,
    ColumnKind,
    FileKind,
    RecognisedColumn,
    RecognisedTable,
    RecognitionChoices,
    SourceLine,
)

_HEAD_ROWS = 200
_TAIL_ROWS = 100
_PREVIEW_ROWS = 20
_MOST_LINES_SHOWN = 100
#: A column with more different texts than this is not offered for a mapping of values.
MOST_DISTINCT = 24
_SAMPLES = 3
#: After so many filled cells a column is taken as what most of them are.
_ENOUGH = 300
_TELL_EVERY = 2_000


def recognise(
    path: Path,
    *,
    choices: RecognitionChoices | None = None,
    progress: Callable[[int], None] | None = None,
) -> RecognisedTable:
    """Reads the file once. `progress` hears the row; it may raise to cancel. Errors are `SpreadsheetError`s."""
    choices = choices or RecognitionChoices()
    kind = kind_of(path)
    source = _text_source(path, choices) if kind is FileKind.DELIMITED else open_source(path, kind, sheet=choices.sheet)
    rows = source.rows()
    head = list(islice((row for row in rows if filled(row[1])), _HEAD_ROWS))
    if not head:
        raise EmptyFileError(path)
    texts = [cell for _, cells in head for cell in cells if isinstance(cell, str)]
    decimal_sign = choices.decimal_sign or recognise_decimal_sign(texts, source.separator)
    date_order = choices.date_order or recognise_date_order(texts)
    header = _header(head, choices)
    reading = _Reading(table_width(head), decimal_sign, csv=kind is FileKind.DELIMITED)
    for number, cells in chain(head[header.data :], rows):
        if progress is not None and number % _TELL_EVERY == 0:
            progress(number)
        if choices.last_data_row is not None and number > choices.last_data_row:
            reading.below(number, cells)
        else:
            reading.data(number, cells)
    reading.finish(footers=choices.last_data_row is None)
    names = header_texts([head[place][1] for place in header.lines], reading.width)
    title_end = header.lines[0] if header.lines else header.data
    return RecognisedTable(
        path=path,
        file_kind=kind,
        columns=reading.columns(names),
        data_rows=reading.count,
        first_data_row=reading.first,
        last_data_row=reading.last,
        header_rows=tuple(head[place][0] for place in header.lines),
        title_lines=tuple(_line(row) for row in head[:title_end]),
        footer_lines=tuple(reading.footer),
        preview=tuple(reading.preview),
        encoding=source.encoding.codec if source.encoding else None,
        byte_order_mark=bool(source.encoding and source.encoding.byte_order_mark),
        separator=source.separator,
        quoted=source.quoted,
        decimal_sign=decimal_sign,
        date_order=date_order,
        sheets=source.sheets,
        sheet=source.sheet,
        damaged_characters=source.encoding.damaged if source.encoding else 0,
    )


def _text_source(path: Path, choices: RecognitionChoices) -> Source:
    encoding: TextEncoding = recognise_encoding(path, choices.encoding)
    separator = choices.separator or recognise_separator(path, encoding)
    quoted = True if choices.quoted is None else choices.quoted
    return open_source(path, FileKind.DELIMITED, encoding=encoding, separator=separator, quoted=quoted)


def _header(head: list[NumberedRow], choices: RecognitionChoices) -> Header:
    found = find_header(head)
    if choices.header_rows is not None:
        first, last = choices.header_rows
        lines = tuple(place for place, (number, _) in enumerate(head) if first <= number <= last)
        data = next((place for place, (number, _) in enumerate(head) if number > last), len(head))
        found = Header(lines, data if last else (0 if not found.lines else found.lines[0]))
    if choices.first_data_row is not None:
        wanted = choices.first_data_row
        data = next((place for place, (number, _) in enumerate(head) if number >= wanted), len(head))
        found = Header(tuple(place for place in found.lines if place < data), data)
    return found


def _line(row: NumberedRow, *, is_sum: bool = False) -> SourceLine:
    number, cells = row
    return SourceLine(number, tuple(cell_text(cell) for cell in cells), is_sum)


@dataclass(slots=True)
class _Column:
    """What was seen of one column so far."""

    filled: int = 0
    numbers: int = 0
    dates: int = 0
    sum: Decimal = Decimal(0)
    distinct: dict[str, None] | None = None
    samples: tuple[str, ...] = ()
    #: Whether its cells are still looked at one by one.
    typed: bool = True

    def add(self, cell: Cell, decimal_sign: str) -> None:
        """Counts a cell that is not blank."""
        self.filled += 1
        if self.distinct is not None:
            self._note(cell)
        if not self.typed:
            return
        number = _number(cell, decimal_sign)
        if number is not None:
            self.numbers += 1
            self.sum += number
        elif is_date(cell):
            self.dates += 1
        elif isinstance(cell, str) and cell.strip() in NOTHING:
            self.filled -= 1
        if self.filled >= _ENOUGH and self.numbers * 2 < self.filled:
            self.typed = False

    def _note(self, cell: Cell) -> None:
        distinct = self.distinct
        text = cell_text(cell).strip()
        if distinct is None or text in distinct:
            return
        if len(distinct) >= MOST_DISTINCT or len(text) > 100:
            self.distinct = None
            return
        distinct[text] = None
        self.samples = tuple(islice(distinct, _SAMPLES))

    @property
    def kind(self) -> ColumnKind:
        if not self.filled:
            return ColumnKind.EMPTY
        if self.numbers * 10 >= self.filled * 8:
            return ColumnKind.NUMBER
        seen = self.filled if self.typed else _ENOUGH
        return ColumnKind.DATE if self.dates * 10 >= seen * 8 else ColumnKind.TEXT


def _number(cell: Cell, decimal_sign: str) -> Decimal | None:
    if isinstance(cell, str):
        return None if is_code(cell) else parse_number(cell, decimal_sign)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Decimal(str(cell))
    return None


class _Reading:
    """Takes the rows below the header; the last ones wait until it is known whether they are a footer."""

    def __init__(self, width: int, decimal_sign: str, *, csv: bool) -> None:
        self.width = width
        self.count = self.first = self.last = 0
        self.preview: list[SourceLine] = []
        self.footer: list[SourceLine] = []
        self._decimal_sign = decimal_sign
        self._csv = csv
        self._columns: list[_Column] = []
        self._waiting: deque[NumberedRow] = deque()

    def data(self, number: int, cells: list[Cell]) -> None:
        if not filled(cells):
            return
        self._waiting.append((number, cells))
        if len(self._waiting) > _TAIL_ROWS:
            self._take(self._waiting.popleft())

    def below(self, number: int, cells: list[Cell]) -> None:
        if filled(cells) and len(self.footer) < _MOST_LINES_SHOWN:
            self.footer.append(_line((number, cells)))

    def finish(self, *, footers: bool) -> None:
        kept, lines = self._split_tail() if footers else (list(self._waiting), [])
        for row in kept:
            self._take(row)
        sums = {index: column.sum for index, column in enumerate(self._columns) if column.kind is ColumnKind.NUMBER}
        marked = [_line(row, is_sum=is_sum_line(row[1], sums, self._decimal_sign)) for row in lines]
        self.footer = marked + self.footer

    def _split_tail(self) -> tuple[list[NumberedRow], list[NumberedRow]]:
        """The waiting rows, parted into data and the lines below them."""
        rows = list(self._waiting)
        end = footer_start(rows, self.width, csv=self._csv)
        if end > 0 and is_sum_line(rows[end - 1][1], self._sums_with(rows[: end - 1]), self._decimal_sign):
            end -= 1
        return rows[:end], rows[end:]

    def _sums_with(self, rows: list[NumberedRow]) -> dict[int, Decimal]:
        """The sums of the columns as they would be with these rows."""
        columns = [replace(column, distinct=None) for column in self._columns]
        for _number, cells in rows:
            _add(columns, cells, self._decimal_sign)
        return {index: column.sum for index, column in enumerate(columns) if column.kind is ColumnKind.NUMBER}

    def _take(self, row: NumberedRow) -> None:
        number, cells = row
        self.count += 1
        self.first = self.first or number
        self.last = number
        if len(self.preview) < _PREVIEW_ROWS:
            self.preview.append(_line(row))
        _add(self._columns, cells, self._decimal_sign)

    def columns(self, names: tuple[str, ...]) -> tuple[RecognisedColumn, ...]:
        """All columns up to the last that has a name or a cell."""
        seen = self._columns + [_Column() for _ in range(len(names) - len(self._columns))]
        named = list(names) + [""] * (len(seen) - len(names))
        used = max((index + 1 for index, column in enumerate(seen) if named[index] or column.filled), default=0)
        return tuple(_recognised(index, named[index], seen[index]) for index in range(used))


def _add(columns: list[_Column], cells: list[Cell], decimal_sign: str) -> None:
    while len(columns) < len(cells):
        columns.append(_Column(distinct={}))
    for column, cell in zip(columns, cells, strict=False):
        if not is_blank(cell):
            column.add(cell, decimal_sign)


def _recognised(index: int, name: str, seen: _Column) -> RecognisedColumn:
    letter = column_letter(index)
    is_number = seen.kind is ColumnKind.NUMBER
    return RecognisedColumn(
        index=index,
        letter=letter,
        header=name or _("Spalte {letter}").format(letter=letter),
        kind=seen.kind,
        filled=seen.filled,
        samples=seen.samples,
        distinct=tuple(seen.distinct or ()),
        sum=seen.sum if is_number else None,
        not_numbers=seen.filled - seen.numbers if is_number else 0,
        named=bool(name),
    )
