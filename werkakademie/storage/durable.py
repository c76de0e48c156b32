"""Writing files so that a power cut leaves the old or the new state: through to the disk, folders included."""

import os
import shutil
from pathlib import Path

_CHUNK = 1024 * 1024


def sync_file(path: Path) -> None:
    """Bring a file's content to the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk; Windows knows no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def private_file(path: Path) -> None:
    """Make an empty file that nobody else can read; what an engine puts beside it follows its rights."""
    os.close(_private(str(path), os.O_WRONLY | os.O_CREAT | os.O_EXCL))


def copy_file(source: Path, target: Path, *, private: bool = True) -> None:
    """Copy a file's content through to the disk; by itself for nobody else to read."""
    opener = _private if private else None
    with source.open("rb") as read, open(target, "wb", opener=opener) as written:
        shutil.copyfileobj(read, written, _CHUNK)
        written.flush()
        os.fsync(written.fileno())


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
