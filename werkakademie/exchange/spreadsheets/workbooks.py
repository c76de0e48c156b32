"""Opens workbooks (xlsx, xls, ods); looks into the archive first, because a small file can unpack to a huge one.

The sheet is loaded as a whole by the library: its memory grows with the sheet, up to the limits here.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum

from werkakademie.exchange.spreadsheets.delimited import MOST_COLUMNS
from werkakademie.exchange.spreadsheets.errors import (
    DamagedFileError,
    EmptyFileError,
    LockedWorkbookError,
    SheetMissingError,
    TooLargeError,
    TooWideError,
)
from werkakademie.records.importing import Cell, FileKind

MEGABYTE = 1 << 20
#: All parts of the archive together, unpacked; 100,000 rows with 20 columns need about 90 MB.
MOST_UNPACKED = 300 * MEGABYTE
#: Cells of the rectangle that the sheet fills, blank ones too: it is held in memory as a whole.
MOST_CELLS = 5_000_000
_PIECE = 1 << 18
_REFERENCE = re.compile(rb'r="([A-Za-z]{0,7})([0-9]{1,10})"')
#: The same as XML allows it and no program writes it; much slower to search for.
_ODD_REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,7})([0-9]{1,10})["']""")
_ODS_TAG = re.compile(rb"""<(?:\w+:)?(table-row|table-cell|covered-table-cell|table)\b([^>]*)>""")
_REPEATED = re.compile(rb"""number-(?:rows|columns)-repeated\s*=\s*["']([0-9]{1,10})["']""")


def open_workbook(path: Path, kind: FileKind) -> CalamineWorkbook:
    """The workbook, after its archive was looked into."""
    if kind is not FileKind.XLS:
        _check_archive(path, kind)
    with _library_errors(path):
        return CalamineWorkbook.from_path(str(path))


@contextmanager
def _library_errors(path: Path) -> Iterator[None]:
    """The library's errors as ours. On a damaged .xls its Rust code may panic: that is no `Exception` in Python."""
    try:
        yield
    except PasswordError as error:
        raise LockedWorkbookError(path) from error
    except (CalamineError, OSError, ValueError) as error:
        raise DamagedFileError(path) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise DamagedFileError(path) from error
        raise


def sheet_names(workbook: CalamineWorkbook) -> tuple[str, ...]:
    """The names of the sheets that hold cells (no charts, no macros)."""
    return tuple(sheet.name for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet)


def load_sheet(path: Path, workbook: CalamineWorkbook, name: str) -> CalamineSheet:
    """One sheet, as a whole in memory."""
    if name not in workbook.sheet_names:
        raise SheetMissingError(path, name)
    with _library_errors(path):
        return workbook.get_sheet_by_name(name)


def first_filled_sheet(path: Path, workbook: CalamineWorkbook) -> CalamineSheet:
    """The first sheet with a cell in it."""
    for name in sheet_names(workbook):
        sheet = load_sheet(path, workbook, name)
        if sheet.start is not None:
            return sheet
    raise EmptyFileError(path)


def sheet_rows(path: Path, sheet: CalamineSheet) -> Iterator[tuple[int, list[Cell]]]:
    """The rows of a sheet with the numbers that the spreadsheet shows; columns count from A."""
    if sheet.start is None:
        return
    row, column = sheet.start
    if column + sheet.width > MOST_COLUMNS:
        raise TooWideError(path, row + 1, MOST_COLUMNS, columns=True)
    # The library begins with row 1, but with the first filled column.
    before: list[Cell] = [""] * column
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        yield number, before + cast("list[Cell]", cells)


def _check_archive(path: Path, kind: FileKind) -> None:
    unpacked = 0
    try:
        with zipfile.ZipFile(path) as archive:
            for member in archive.infolist():
                extent = _extent_of(member.filename, kind)
                for piece in _pieces(path, member):
                    unpacked += len(piece)
                    if unpacked > MOST_UNPACKED:
                        raise TooLargeError(path, MOST_UNPACKED // MEGABYTE)
                    if extent is not None:
                        extent.feed(piece)
                        _refuse_extent(path, extent)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError) as error:
        raise DamagedFileError(path) from error


def _extent_of(name: str, kind: FileKind) -> "_XlsxExtent | _OdsExtent | None":
    if kind is FileKind.ODS:
        return _OdsExtent() if name == "content.xml" else None
    return _XlsxExtent() if name.startswith("xl/worksheets/") and name.endswith(".xml") else None


def _refuse_extent(path: Path, extent: "_XlsxExtent | _OdsExtent") -> None:
    if extent.columns > MOST_COLUMNS:
        raise TooWideError(path, extent.rows, MOST_COLUMNS, columns=True)
    if extent.columns * extent.rows > MOST_CELLS:
        raise TooLargeError(path, MOST_UNPACKED // MEGABYTE)


def _pieces(path: Path, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """What a member really unpacks to: the size that the archive states may be a lie."""
    if member.flag_bits & 1:
        raise LockedWorkbookError(path)
    with path.open("rb") as file:
        file.seek(member.header_offset + 26)
        name_length, extra_length = (int.from_bytes(file.read(2), "little") for _ in range(2))
        file.seek(name_length + extra_length, 1)
        if member.compress_type == zipfile.ZIP_STORED:
            yield from _stored(file, member.compress_size)
        elif member.compress_type == zipfile.ZIP_DEFLATED:
            yield from _inflated(file, member.compress_size)
        else:
            raise zipfile.BadZipFile(member.filename)


def _stored(file: IO[bytes], size: int) -> Iterator[bytes]:
    while size > 0 and (piece := file.read(min(_PIECE, size))):
        size -= len(piece)
        yield piece


def _inflated(file: IO[bytes], size: int) -> Iterator[bytes]:
    inflate = zlib.decompressobj(-15)
    for packed in _stored(file, size):
        waiting = packed
        while waiting and not inflate.eof:
            yield inflate.decompress(waiting, _PIECE)
            waiting = inflate.unconsumed_tail
    if not inflate.eof:
        raise zlib.error("cut off")


class _XlsxExtent:
    """The rectangle that a sheet fills: two cells far apart make the library reserve all between them."""

    def __init__(self) -> None:
        self.columns = self.rows = 1
        self._rest = b""

    def feed(self, piece: bytes) -> None:
        text = self._rest + piece
        is_odd = b"r='" in text or b"r =" in text or b"= " in text
        references = (_ODD_REFERENCE if is_odd else _REFERENCE).findall(text)
        if references:
            self.columns = max(self.columns, max(map(_column_number, {letters for letters, _ in references})))
            self.rows = max(self.rows, max(int(row) for _, row in references))
        self._rest = text[-64:]


class _OdsExtent:
    """The same for an OpenDocument sheet, where one tag can stand for a million rows or columns."""

    def __init__(self) -> None:
        self.columns = self.rows = 1
        self._rest = b""
        self._column = self._row = 0
        self._row_repeat = 0

    def feed(self, piece: bytes) -> None:
        text = self._rest + piece
        end = 0
        for match in _ODS_TAG.finditer(text):
            end = match.end()
            self._take(match[1], match[2])
        self._rest = text[max(end, len(text) - 4096) :]

    def _take(self, tag: bytes, attributes: bytes) -> None:
        found = _REPEATED.search(attributes)
        repeat = int(found[1]) if found else 1
        if tag == b"table":
            self._row = self._column = self._row_repeat = 0
        elif tag == b"table-row":
            self._row += self._row_repeat
            self._column, self._row_repeat = 0, repeat
        else:
            self._column += repeat
            if b"value-type" in attributes:
                self.columns = max(self.columns, self._column)
                self.rows = max(self.rows, self._row + self._row_repeat)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
