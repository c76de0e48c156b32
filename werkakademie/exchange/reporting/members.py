"""The members of a package's archive: which there are, and how large they may be."""

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from werkakademie.exchange.reporting.table import TABLE_PATH

DESCRIPTOR = "datapackage.json"
MANIFEST = "manifest.json"
SIGNATURE = "manifest.json.minisig"
ALLOWED = frozenset({DESCRIPTOR, TABLE_PATH, MANIFEST, SIGNATURE})

#: Bytes; 100,000 rows take about 40 MB.
LARGEST_TABLE = 512 * 1024 * 1024
LARGEST_TEXT = 1024 * 1024
#: Real rows shrink to a third because pseudonyms do not compress; far more is a bomb.
LARGEST_RATIO = 100
#: Archives have no time of their own: the same rows make the same archive.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


class BadArchiveError(ValueError):
    """An archive that the format does not allow."""


def packed(members: Mapping[str, bytes]) -> bytes:
    """The archive of these members, in the order of their names."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(members.items()):
            archive.writestr(zipfile.ZipInfo(name, _NO_TIME), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def member_names(content: bytes) -> frozenset[str]:
    """The members that are there, each one allowed and only once. Raises BadArchiveError."""
    with _opened(content) as archive:
        names = archive.namelist()
    if not set(names) <= ALLOWED or len(set(names)) != len(names):
        raise BadArchiveError("unexpected member")
    return frozenset(names)


def member(content: bytes, name: str, most: int = LARGEST_TEXT) -> bytes:
    """One member, in memory only, of at most `most` bytes: nothing is written to the disk. Raises BadArchiveError."""
    with _opened(content) as archive:
        entry = archive.getinfo(name)
        if entry.file_size > min(most, LARGEST_TABLE):
            raise BadArchiveError(f"{name} is too large")
        if entry.file_size > LARGEST_RATIO * max(entry.compress_size, 1024):
            raise BadArchiveError(f"{name} shrinks too well")
        with archive.open(entry) as stream:
            # The header may lie about the size; read one byte more than it says and no further.
            unpacked = stream.read(entry.file_size + 1)
    if len(unpacked) != entry.file_size:
        raise BadArchiveError(f"{name} has another size")
    return unpacked


@contextmanager
def _opened(content: bytes) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, ValueError) as error:
        if isinstance(error, BadArchiveError):
            raise
        raise BadArchiveError(str(error)) from error
