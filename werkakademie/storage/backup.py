"""Copies of a store by the engine's own backup call: a copy of the open file would lose what lies in its log."""

import os
import shutil
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2

from werkakademie.storage.checks import require_free_space
from werkakademie.storage.engine import connector, set_key
from werkakademie.storage.errors import (
    StoreDamagedError,
    StoreExistsError,
    StoreUnreachableError,
    situation_of,
    situation_of_file,
)
from werkakademie.storage.vault_file import database_path, vault_path

#: A full disk leaves the engine unable to tidy up, so room is asked for before.
_ROOM: Final = 3


def back_up_store(folder: Path, key: bytes, target: Path) -> None:
    """Copy database and vault of `folder` into the new folder `target`, which appears only when both are whole."""
    if target.exists():
        raise StoreExistsError(target)
    part = target.with_name(target.name + ".part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        back_up_database(database_path(folder), key, database_path(part))
        if vault_path(folder).is_file():
            shutil.copyfile(vault_path(folder), vault_path(part))
        part.rename(target)
    except OSError as error:
        raise situation_of_file(error, target) from error


def back_up_database(path: Path, key: bytes, target: Path) -> None:
    """Copy the database at `path`, which may be in use, to `target`, encrypted by the same key, and check the copy.

    A file at `target` is replaced only by a copy that passed its check.
    """
    require_free_space(target.parent, _ROOM * path.stat().st_size)
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    source = connector(path, key)()
    try:
        copy = dbapi2.connect(str(part), isolation_level=None)
        try:
            set_key(copy, key)
            source.backup(copy)
            # The copied header asks for a write-ahead log; a backup is one file.
            copy.execute("PRAGMA journal_mode = DELETE")
        finally:
            copy.close()
        _check(part, key, source)
    except dbapi2.DatabaseError as error:
        part.unlink(missing_ok=True)
        raise _backup_error(path, target, str(error)) from error
    finally:
        source.close()
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(target)


def _check(copy: Path, key: bytes, source: Any) -> None:
    """Read every page of the copy, and compare its stamp with the source's."""
    connection = dbapi2.connect(str(copy), isolation_level=None)
    try:
        set_key(connection, key)
        found = connection.execute("PRAGMA quick_check").fetchall()
        stamps = [one.execute("PRAGMA user_version").fetchone() for one in (connection, source)]
    finally:
        connection.close()
    if found != [("ok",)] or stamps[0] != stamps[1]:
        raise StoreDamagedError(copy)


def _backup_error(path: Path, target: Path, message: str) -> Exception:
    """A full disk is the copy's, damage is the original's."""
    return situation_of(message, target if "is full" in message else path) or StoreUnreachableError(target)
