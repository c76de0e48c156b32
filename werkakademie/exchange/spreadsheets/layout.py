"""Finds where a table begins and ends on its sheet: title lines, header, data, footer lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from werkakademie.exchange.spreadsheets.cells import cell_text, is_blank, looks_typed, parse_number
from werkakademie.records.importing import Cell

#: A row with the number that the spreadsheet shows.
NumberedRow = tuple[int, list[Cell]]
#: A header has at most so many lines, the lines above and below the data are searched in so many rows.
MOST_HEADER_LINES = 5
_SUM_WORD = re.compile(r"(?:end|gesamt)?summen?\b.*|gesamt\b.*|insgesamt\b.*|total\b.*|zusammen\b.*|[∑Σ]\b.*", re.I)
_FOOTER_WORD = re.compile(
    r"(?:stand|quelle|hinweis|anmerkung|erstellt|seite|legende|anzahl)\b.*|[_*=©–-].*|\(c\).*", re.I
)
LONGEST_HEADER = 200
#: No name is longer than this.
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header lies in the first rows: their positions, counted from 0; `data` is the first data row's."""

    lines: tuple[int, ...]
    data: int


def filled(cells: Sequence[Cell]) -> int:
    return sum(not is_blank(cell) for cell in cells)


def table_width(rows: Sequence[NumberedRow]) -> int:
    """The most frequent number of cells in a row, of those with more than one."""
    widths = [len(cells) for _, cells in rows if len(cells) > 1] or [1]
    return max(set(widths), key=lambda width: (widths.count(width), width))


def find_header(rows: Sequence[NumberedRow]) -> Header:
    """The header among the first rows (blank rows left out before)."""
    counts = [filled(cells) for _, cells in rows]
    typical = sorted(counts)[len(counts) * 3 // 4]
    sparse = min(typical - 1, max(1, typical // 3))
    start = next((place for place, count in enumerate(counts) if count > sparse), 0)
    if start + 1 < len(rows) and _stands_above_header(rows[start][1], rows[start + 1][1], max(counts)):
        start += 1
    body = [cells for (_, cells), count in zip(rows, counts, strict=True) if count > sparse]
    typed = _typed_columns(body)
    first = rows[start][1]
    if _typed_share(first, typed) >= 0.5 and not _years_above(first, body[1:], typed):
        return Header((), start)
    end = start + 1
    last = start + 1 if _names_every_column(first, max(counts)) else min(start + MOST_HEADER_LINES, len(rows) - 1)
    while end < last and _continues_header(rows[end][1], typed):
        end += 1
    return Header(tuple(range(start, end)), end)


def _names_every_column(cells: Sequence[Cell], most: int) -> bool:
    """Whether a line needs no second one to tell the columns apart; a first row of bad cells below it is no header."""
    names = {cell_text(cell).strip().casefold() for cell in cells if not is_blank(cell)}
    return len(names) == filled(cells) == most


def _stands_above_header(cells: Sequence[Cell], next_cells: Sequence[Cell], most: int) -> bool:
    """Whether a line of a few headings (Person, Kontakt) stands above a header that names every column."""
    return filled(next_cells) == most >= 2 * filled(cells) and not any(map(looks_typed, [*cells, *next_cells]))


def _typed_columns(body: Sequence[Sequence[Cell]]) -> list[int]:
    """Columns in which the lower rows mostly hold numbers or dates."""
    lower = body[len(body) // 2 :] if len(body) > 3 else body[1:]
    columns = []
    for column in range(max((len(cells) for cells in lower), default=0)):
        cells = [row[column] for row in lower if column < len(row) and not is_blank(row[column])]
        if cells and sum(map(looks_typed, cells)) >= 0.6 * len(cells):
            columns.append(column)
    return columns


def _typed_share(cells: Sequence[Cell], columns: Sequence[int]) -> float:
    there = [cells[column] for column in columns if column < len(cells) and not is_blank(cells[column])]
    return sum(map(looks_typed, there)) / len(there) if there else 0.0


def _years_above(cells: Sequence[Cell], below: Sequence[Sequence[Cell]], columns: Sequence[int]) -> bool:
    """Whether the numbers of a first row are years as headings (2011, 2012 …) over figures that are none."""
    numbers = [column for column in columns if column < len(cells) and looks_typed(cells[column])]
    if not all(_is_year(cells[column]) for column in numbers):
        return False
    figures = [row[column] for row in below for column in numbers if column < len(row) and looks_typed(row[column])]
    return bool(figures) and sum(map(_is_year, figures)) * 2 < len(figures)


def _is_year(cell: Cell) -> bool:
    text = cell_text(cell).strip()
    return len(text) == 4 and text.isdigit() and 1900 <= int(text) <= 2100


def _continues_header(cells: Sequence[Cell], typed: Sequence[int]) -> bool:
    """A further header line has words where the data have figures, in two columns at least."""
    there = [cells[column] for column in typed if column < len(cells) and not is_blank(cells[column])]
    return len(there) >= 2 and len(there) * 2 >= len(typed) and not any(map(looks_typed, there))


def header_texts(lines: Sequence[Sequence[Cell]], width: int) -> tuple[str, ...]:
    """One name per column: the texts of all header lines, repeated ones once; never blank, never twice the same."""
    names: list[str] = []
    taken: set[str] = set()
    for column in range(width):
        parts: list[str] = []
        for cells in lines:
            text = " ".join(cell_text(cells[column]).split()) if column < len(cells) else ""
            if text and (not parts or parts[-1] != text):
                parts.append(text)
        name = base = " / ".join(parts)[:LONGEST_HEADER]
        count = 1
        while name and name.casefold() in taken:
            count += 1
            name = f"{base} ({count})"
        taken.add(name.casefold())
        names.append(name)
    return tuple(names)


def is_sum_line(cells: Sequence[Cell], sums: dict[int, Decimal], decimal_sign: str) -> bool:
    """A line that sums the columns up: by its first word, or because its figures are just the sums."""
    texts = [cell_text(cell).strip() for cell in cells if not is_blank(cell)]
    figures = {
        column: number
        for column, cell in enumerate(cells)
        if column in sums and (number := parse_number(cell_text(cell), decimal_sign)) is not None
    }
    equal = bool(figures) and all(sums[column] == number for column, number in figures.items())
    words = [text for text in texts if not looks_typed(text)]
    if words and _SUM_WORD.fullmatch(words[0]):
        return len(words) == 1 or equal
    return equal and not words and any(figures.values()) and len(texts) < len(cells)


def footer_start(rows: Sequence[NumberedRow], width: int, *, csv: bool) -> int:
    """Where the lines of words below the table begin among its last rows; `len(rows)` if there are none.

    They are rows with a single cell, from the first on that is no person's name for sure: what a footer begins
    with, a long sentence, a line without separators, or a line after a blank row.
    """
    start = len(rows)
    while start > 0 and filled(rows[start - 1][1]) == 1:
        start -= 1
    for place in range(start, len(rows)):
        number, cells = rows[place]
        text = next(cell_text(cell).strip() for cell in cells if not is_blank(cell))
        after_blank = place > 0 and number > rows[place - 1][0] + 1
        without_separator = csv and len(cells) == 1
        if _FOOTER_WORD.fullmatch(text) or (width > 1 and (after_blank or without_separator or len(text) > _LONGEST)):
            return place
    return len(rows)
