"""Writes small spreadsheets of invented people for the tests."""

import csv
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import xlsxwriter

_ODS_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
_ODS_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" '
    'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>{more}</manifest:manifest>'
)


def write_text(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def write_csv(path: Path, table: Sequence[Sequence[object]], *, separator: str = ";", encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=separator).writerows(table)
    return path


def write_xlsx(path: Path, table: Sequence[Sequence[object]], *, sheets: Sequence[str] = ("Liste",)) -> Path:
    """The table on the last of the sheets; the others stay empty."""
    workbook = xlsxwriter.Workbook(str(path))
    day = workbook.add_format({"num_format": "dd.mm.yyyy"})
    worksheets = [workbook.add_worksheet(name) for name in sheets]
    for row, cells in enumerate(table):
        for column, cell in enumerate(cells):
            if isinstance(cell, date):
                worksheets[-1].write_datetime(row, column, cell, day)
            elif cell is not None and cell != "":
                worksheets[-1].write(row, column, cell)
    workbook.close()
    return path


def ods_cell(cell: object) -> str:
    if cell is None or cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{cell.isoformat()}"/>'
    if isinstance(cell, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{cell}"/>'
    return f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'


def write_ods(path: Path, body: str, *, manifest: str = "") -> Path:
    """An OpenDocument spreadsheet with these rows as XML."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_ODS_NAMES}><office:body>'
        f'<office:spreadsheet><table:table table:name="Liste">{body}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", _ODS_MANIFEST.format(more=manifest))
        archive.writestr("content.xml", content)
    return path


def ods_rows(table: Sequence[Sequence[object]]) -> str:
    return "".join(f"<table:table-row>{''.join(map(ods_cell, cells))}</table:table-row>" for cells in table)


def with_member(path: Path, target: Path, name: str, change: tuple[bytes, bytes]) -> Path:
    """A copy of an archive in which one member has a text replaced."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            data = old.read(member)
            new.writestr(member, data.replace(*change) if member == name else data)
    return target
