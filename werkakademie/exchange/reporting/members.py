"""The members of a package's archive: which there are, and how large they may be."""

import io
import zipfile
from collections.abc import Mapping

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


def unpacked(content: bytes) -> dict[str, bytes]:
    """The members, in memory only: nothing is written to the disk. Raises BadArchiveError."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            names = [entry.filename for entry in entries]
            if not set(names) <= ALLOWED or len(set(names)) != len(names):
                raise BadArchiveError("unexpected member")
            return {entry.filename: _content(archive, entry) for entry in entries}
    except (zipfile.BadZipFile, NotImplementedError, EOFError, RuntimeError) as error:
        raise BadArchiveError(str(error)) from error


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    most = LARGEST_TABLE if entry.filename == TABLE_PATH else LARGEST_TEXT
    if entry.file_size > most or entry.file_size > LARGEST_RATIO * max(entry.compress_size, 1024):
        raise BadArchiveError(f"{entry.filename} is too large")
    with archive.open(entry) as stream:
        # The header may lie about the size; read one byte more than it says and no further.
        content = stream.read(entry.file_size + 1)
    if len(content) != entry.file_size:
        raise BadArchiveError(f"{entry.filename} has another size")
    return content
