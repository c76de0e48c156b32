"""One way to the rows of every kind of spreadsheet."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import cast

from werkakademie.exchange.spreadsheets.delimited import DEFAULT_SEPARATOR, records
from werkakademie.exchange.spreadsheets.encodings import TextEncoding
from werkakademie.records.importing import Cell, FileKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An opened spreadsheet; `rows` can be asked again and again."""

    rows: Callable[[], Iterator[tuple[int, list[Cell]]]]
    encoding: TextEncoding | None = None
    separator: str | None = None
    quoted: bool = True
    sheets: tuple[str, ...] = ()
    sheet: str | None = None


def open_source(
    path: Path,
    kind: FileKind,
    *,
    sheet: str | None = None,
    encoding: TextEncoding | None = None,
    separator: str | None = None,
    quoted: bool = True,
) -> Source:
    """Opens a CSV file or one sheet of a workbook (the first filled one if none is named)."""
    if kind is FileKind.DELIMITED:
        encoding = encoding or TextEncoding("utf-8")
        separator = separator or DEFAULT_SEPARATOR
        numbered = partial(_numbered, path, encoding, separator, quoted)
        return Source(rows=numbered, encoding=encoding, separator=separator, quoted=quoted)
    # The library is loaded only when a workbook is opened: it is not needed before the first window.
    from werkakademie.exchange.spreadsheets import workbooks

    workbook = workbooks.open_workbook(path, kind)
    if sheet is None:
        chosen = workbooks.first_filled_sheet(path, workbook)
    else:
        chosen = workbooks.load_sheet(path, workbook, sheet)
    rows = partial(workbooks.sheet_rows, path, chosen)
    return Source(rows=rows, sheets=workbooks.sheet_names(workbook), sheet=chosen.name)


def _numbered(path: Path, encoding: TextEncoding, separator: str, quoted: bool) -> Iterator[tuple[int, list[Cell]]]:
    # A list of texts is a list of cells to everybody who only reads it.
    return enumerate(cast("Iterator[list[Cell]]", records(path, encoding, separator, quoted=quoted)), start=1)
