"""Opens workbooks (xlsx, xls, ods); looks into the archive first, because a small file can unpack to a huge one.

The sheet is loaded as a whole by the library: its memory grows with the sheet, up to the limits here.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, WorksheetNotFound

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
MOST_UNPACKED = 600 * MEGABYTE
#: Cells of the rectangle that the sheet fills: it is held in memory as a whole.
MOST_CELLS = 30_000_000
_PIECE = 1 << 18
_REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,7})([0-9]{1,10})["']""")
_REPEATED = re.compile(rb"""number-(rows|columns)-repeated\s*=\s*["']([0-9]{1,10})["']""")


def open_workbook(path: Path, kind: FileKind) -> CalamineWorkbook:
    """The workbook, after its archive was looked into."""
    if kind is not FileKind.XLS:
        _check_archive(path, kind)
    try:
        return CalamineWorkbook.from_path(str(path))
    except PasswordError as error:
        raise LockedWorkbookError(path) from error
    except (CalamineError, OSError, ValueError) as error:
        raise DamagedFileError(path) from error


def sheet_names(workbook: CalamineWorkbook) -> tuple[str, ...]:
    """The names of the sheets that hold cells (no charts, no macros)."""
    return tuple(sheet.name for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet)


def first_filled_sheet(path: Path, workbook: CalamineWorkbook) -> str:
    """The first sheet with a cell in it."""
    for name in sheet_names(workbook):
        if next(sheet_rows(path, workbook, name), None) is not None:
            return name
    raise EmptyFileError(path)


def sheet_rows(path: Path, workbook: CalamineWorkbook, name: str) -> Iterator[tuple[int, list[Cell]]]:
    """The rows of a sheet with the numbers that the spreadsheet shows; columns count from A."""
    try:
        sheet = workbook.get_sheet_by_name(name)
    except WorksheetNotFound as error:
        raise SheetMissingError(path, name) from error
    except (CalamineError, OSError, ValueError) as error:
        raise DamagedFileError(path) from error
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
                extent = _Extent(path, kind) if _holds_cells(member.filename, kind) else None
                for piece in _pieces(path, member):
                    unpacked += len(piece)
                    if unpacked > MOST_UNPACKED:
                        raise TooLargeError(path, MOST_UNPACKED // MEGABYTE)
                    if extent is not None:
                        extent.feed(piece)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, NotImplementedError) as error:
        raise DamagedFileError(path) from error


def _holds_cells(name: str, kind: FileKind) -> bool:
    if kind is FileKind.XLSX:
        return name.startswith("xl/worksheets/") and name.endswith(".xml")
    return name == "content.xml"


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


class _Extent:
    """The rectangle that a sheet fills: two cells far apart make the library reserve all between them."""

    def __init__(self, path: Path, kind: FileKind) -> None:
        self._path = path
        self._kind = kind
        self._rest = b""
        self._columns = 1
        self._rows = 1

    def feed(self, piece: bytes) -> None:
        text = self._rest + piece
        if self._kind is FileKind.XLSX:
            references = _REFERENCE.findall(text)
            if references:
                letters = {column for column, _ in references}
                self._columns = max(self._columns, max(map(_column_number, letters)))
                self._rows = max(self._rows, max(int(row) for _, row in references))
        self._rest = text[-64:]
        self._refuse()

    def _refuse(self) -> None:
        if self._columns > MOST_COLUMNS:
            raise TooWideError(self._path, self._rows, MOST_COLUMNS, columns=True)
        if self._columns * self._rows > MOST_CELLS:
            raise TooLargeError(self._path, MOST_UNPACKED // MEGABYTE)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
