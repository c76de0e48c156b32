"""Tells by its first bytes what a file is, whatever its name says."""

import zipfile
import zlib
from pathlib import Path

from werkakademie.exchange.spreadsheets.errors import (
    DamagedFileError,
    EmptyFileError,
    FileNotReadableError,
    LockedWorkbookError,
    WrongFileKindError,
)
from werkakademie.records.importing import FileKind

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
#: Beginnings of files that are no tables.
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"RIFF", "media"),
    (b"ID3", "media"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\xcf\xfa\xed\xfe", "program"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"\x28\xb5\x2f\xfd", "archive"),
    (b"PK\x05\x06", "archive"),
    (b"{\\rtf", "word"),
    (b"SQLite format 3\x00", "database"),
)
#: A text may begin with these letters too ("BM;Name"): they count only with binary bytes after them.
_AMBIGUOUS = (b"BM", b"MZ", b"RIFF", b"ID3", b"BZh", b"GIF8", b"Rar!")
_LARGEST_MANIFEST = 1_000_000
_WEB = (b"<!doctype html", b"<html")


def kind_of(path: Path) -> FileKind:
    """The kind of spreadsheet; anything else raises the error that names it."""
    if path.is_dir():
        raise WrongFileKindError(path, "folder")
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError as error:
        raise FileNotReadableError(path) from error
    if not head:
        raise EmptyFileError(path)
    if head.startswith(_OLE):
        return _ole_kind(path)
    if head.startswith(_ZIP):
        return _zip_kind(path)
    _refuse_others(path, head)
    return FileKind.DELIMITED


def _refuse_others(path: Path, head: bytes) -> None:
    for signature, noun in _OTHERS:
        if head.startswith(signature) and (signature not in _AMBIGUOUS or b"\x00" in head[:512]):
            raise WrongFileKindError(path, noun)
    if head[4:8] == b"ftyp":
        raise WrongFileKindError(path, "media")
    if head.lstrip().lower().startswith(_WEB):
        raise WrongFileKindError(path, "web")


def _zip_kind(path: Path) -> FileKind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "xl/workbook.xml" in names:
                return FileKind.XLSX
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                return _open_document_kind(path, archive.read("mimetype"), archive)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError) as error:
        raise DamagedFileError(path) from error
    if "word/document.xml" in names:
        raise WrongFileKindError(path, "word")
    if "ppt/presentation.xml" in names:
        raise WrongFileKindError(path, "slides")
    raise WrongFileKindError(path, "archive")


def _open_document_kind(path: Path, mime_type: bytes, archive: zipfile.ZipFile) -> FileKind:
    if mime_type.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        if b"encryption-data" in _manifest(archive):
            raise LockedWorkbookError(path)
        return FileKind.ODS
    if b"opendocument.text" in mime_type:
        raise WrongFileKindError(path, "word")
    if b"opendocument.presentation" in mime_type:
        raise WrongFileKindError(path, "slides")
    raise WrongFileKindError(path, "archive")


def _manifest(archive: zipfile.ZipFile) -> bytes:
    name = "META-INF/manifest.xml"
    if name not in archive.namelist() or archive.getinfo(name).file_size > _LARGEST_MANIFEST:
        return b""
    return archive.read(name)


def _ole_kind(path: Path) -> FileKind:
    """The old container of Microsoft Office: a workbook, an encrypted new one, or something else.

    Its directory names the streams in UTF-16; it lies anywhere in the file.
    """
    found = _names_in(path, ("Workbook", "Book", "EncryptedPackage", "WordDocument", "PowerPoint Document"))
    if found & {"Workbook", "Book"}:
        return FileKind.XLS
    if "EncryptedPackage" in found:
        raise LockedWorkbookError(path)
    if "WordDocument" in found:
        raise WrongFileKindError(path, "word")
    raise WrongFileKindError(path, "slides" if found else "binary")


def _names_in(path: Path, names: tuple[str, ...]) -> set[str]:
    """Those names that stand in the file as an entry of the container's directory (at a multiple of 128 bytes)."""
    wanted = {name: name.encode("utf-16-le") + b"\x00\x00" for name in names}
    found: set[str] = set()
    with path.open("rb") as file:
        while sector := file.read(512):
            for start in range(0, len(sector), 128):
                entry = sector[start : start + 64]
                found.update(name for name, mark in wanted.items() if entry.startswith(mark))
    return found
