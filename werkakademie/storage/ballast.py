"""A reserve on the disk beside the database: given up when the disk is full, so that saving goes on for a while."""

import os
import shutil
from pathlib import Path
from typing import Final

from werkakademie.storage.durable import sync_folder
from werkakademie.storage.errors import DiskFullError, situation_of_file

NAME: Final = "reserve.bin"
#: Bytes; enough for hundreds of edits, their log, and a backup of a small store.
SIZE = 32 * 1024 * 1024

_CHUNK: Final = 1024 * 1024


def reserve_path(folder: Path) -> Path:
    """Where the reserve of the store in `folder` lies."""
    return folder / NAME


def is_whole(folder: Path) -> bool:
    """Whether the reserve is there in full."""
    path = reserve_path(folder)
    return path.is_file() and path.stat().st_size >= SIZE


def keep(folder: Path) -> bool:
    """Make the reserve if it is missing and there is room for it and as much again; says whether it is there."""
    try:
        if not is_whole(folder):
            if shutil.disk_usage(folder).free < 2 * SIZE:
                return False
            _write(folder)
    except OSError:
        # A store without a reserve is no worse than one whose reserve is used up; the check names both.
        return False
    return True


def require(folder: Path) -> None:
    """Make the reserve, or raise DiskFullError."""
    if keep(folder):
        return
    raise DiskFullError(folder)


def give_up(folder: Path) -> int:
    """Delete the reserve; gives how many bytes that freed."""
    path = reserve_path(folder)
    try:
        size = path.stat().st_size
        path.unlink()
    except FileNotFoundError:
        return 0
    except OSError as error:
        raise situation_of_file(error, path) from error
    return size


def _write(folder: Path) -> None:
    """Random bytes: a file system that compresses, or leaves out zeros, would keep no room free."""
    path = reserve_path(folder)
    part = path.with_name(path.name + ".part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            for start in range(0, SIZE, _CHUNK):
                file.write(os.urandom(min(_CHUNK, SIZE - start)))
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        sync_folder(folder)
    except OSError:
        part.unlink(missing_ok=True)
        raise
