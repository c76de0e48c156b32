"""Backups of a whole store by the engine's own backup call: a copy of the open file would lose what lies in its log."""

import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2

from werkakademie import __version__
from werkakademie.errors import WerkakademieError
from werkakademie.records.backups import Backup, BackupReason
from werkakademie.records.progress import Progress, Unwatched
from werkakademie.rules.backup_thinning import to_delete
from werkakademie.storage.backup_checks import content_digest, is_sound, site_of, stand_of, version_of
from werkakademie.storage.backup_errors import (
    BackupSpaceError,
    BackupUnreachableError,
    DamagedBackupError,
    DamagedSourceError,
)
from werkakademie.storage.backup_file import (
    ALL_FILES,
    PART,
    backups_folder,
    backups_in,
    folder_name,
    free_folder,
    moment_of,
    read_backup,
    sum_of,
    write_description,
)
from werkakademie.storage.checks import require_free_space
from werkakademie.storage.durable import copy_file, private_file, sync_file, sync_folder
from werkakademie.storage.engine import Connector, connector_of
from werkakademie.storage.errors import (
    DiskFullError,
    StoreDamagedError,
    StoreKeyError,
    StoreUnreachableError,
    situation_of,
    situation_of_file,
)
from werkakademie.storage.transaction import Store
from werkakademie.storage.vault import present_vault_path
from werkakademie.storage.vault_file import DATABASE_NAME, VAULT_NAME, database_path, vault_path

#: A full disk leaves the engine unable to tidy up, so room is asked for before.
ROOM: Final = 3
#: Pages that are copied before the progress is told.
_PAGES: Final = 2_000


def back_up(store: Store, *, reason: BackupReason, progress: Progress | None = None, thorough: bool = False) -> Backup:
    """Back up an opened store beside itself, without asking for a password; see `back_up_files`."""
    return back_up_files(
        connector_of(store.engine), reason=reason, now=store.clock.now(), progress=progress, thorough=thorough
    )


def back_up_files(
    source: Connector,
    *,
    reason: BackupReason,
    now: datetime,
    progress: Progress | None = None,
    thorough: bool = False,
) -> Backup:
    """Copy database and vault into a new folder below backups/, which appears only when both are whole.

    The copy is opened and read from end to end before it counts; `thorough` also compares the content of each table
    with the source's. Raises DamagedSourceError when the store itself is damaged, BackupSpaceError,
    BackupUnreachableError, Cancelled: whatever is raised, earlier backups are as they were.
    """
    folder = source.path.parent
    parent = backups_folder(folder)
    try:
        parent.mkdir(exist_ok=True)
        _remove_parts(parent)
        _require_room(parent, source.path)
        target = free_folder(parent, folder_name(now, reason))
        part = target.with_name(target.name + PART)
        part.mkdir()
        try:
            _written(source, part, reason=reason, now=now, progress=progress, thorough=thorough)
            sync_folder(part)
            part.rename(target)
            sync_folder(parent)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
    except OSError as error:
        raise _situation(error, parent) from error
    return read_backup(target)


def back_up_database(
    source: Connector, target: Path, *, progress: Progress | None = None, thorough: bool = False
) -> Backup:
    """Copy the database, which may be in use, to the new file `target`, by the same key, and check the copy.

    Gives what the copy holds; its folder and moment are for the caller to fill in.
    """
    connection = _opened(source)
    try:
        # One snapshot for the copy and for what it is compared with, whoever writes meanwhile.
        connection.execute("BEGIN")
        version = version_of(connection)
        private_file(target)
        _copied(connection, source.bare(target), progress or Unwatched())
        copy = source.bare(target)
        try:
            sound = is_sound(copy) and version_of(copy) == version
            if sound and thorough and content_digest(copy, progress) != content_digest(connection, progress):
                raise DamagedBackupError(target)
        finally:
            copy.close()
        if not sound:
            raise DamagedSourceError(source.path)
        return Backup(target.parent, datetime.min, schema=version, stand=stand_of(connection), site=site_of(connection))
    except dbapi2.DatabaseError as error:
        raise _engine_situation(source.path, target, str(error)) from error
    finally:
        connection.close()


def thin(parent: Path, *, now: datetime, days: int) -> tuple[Path, ...]:
    """Delete the backups in a folder that are no longer needed; gives those that went.

    A damaged one counts for no span, so that it never stands for a sound one; it goes when its days are over.
    """
    found = backups_in(parent)
    sound = [backup for backup in found if backup.fault is None]
    broken = [backup for backup in found if backup.fault is not None]
    moments = to_delete((backup.made_at for backup in sound), now=now, days=days)
    gone = [backup.folder for backup in sound if backup.made_at in moments]
    gone += [backup.folder for backup in broken if sound and (now - backup.made_at).days > days]
    for folder in gone:
        remove_backup(folder)
    return tuple(gone)


def remove_backup(folder: Path) -> None:
    """Delete a backup; under another name first, so that a half deleted one is never taken for one."""
    part = folder.with_name(folder.name + PART)
    try:
        folder.rename(part)
        shutil.rmtree(part)
    except OSError as error:
        raise BackupUnreachableError(folder) from error


def copy_backup(backup: Backup, parent: Path, progress: Progress | None = None) -> Backup:
    """Copy a backup to another folder and compare the copy's sums; it appears there only when it is whole."""
    target = parent / backup.name
    part = target.with_name(target.name + PART)
    try:
        parent.mkdir(parents=True, exist_ok=True)
        _remove_parts(parent)
        require_free_space(parent, backup.size)
        part.mkdir()
        try:
            files = [backup.folder / name for name in ALL_FILES]
            for place, file in enumerate(files):
                (progress or Unwatched()).advance(place, len(files))
                # On another PC somebody with another number of a user has to read it.
                copy_file(file, part / file.name, private=False)
                if sum_of(part / file.name) != sum_of(file):
                    raise DamagedBackupError(part / file.name)
            sync_folder(part)
            if target.exists():
                shutil.rmtree(target)
            part.rename(target)
            sync_folder(parent)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
    except DiskFullError as error:
        raise BackupSpaceError(parent) from error
    except OSError as error:
        raise _situation(error, parent) from error
    return read_backup(target, second=True)


def _written(
    source: Connector, part: Path, *, reason: BackupReason, now: datetime, progress: Progress | None, thorough: bool
) -> Backup:
    """Fill the folder that becomes the backup."""
    found = back_up_database(source, database_path(part), progress=progress, thorough=thorough)
    sync_file(database_path(part))
    # Reads it once, so that a damaged vault is named now and not at the restore.
    copy_file(present_vault_path(source.path.parent, source.key), vault_path(part))
    sums = {name: sum_of(part / name) for name in (DATABASE_NAME, VAULT_NAME)}
    backup = Backup(part, now, reason, schema=found.schema, program=__version__, site=found.site, stand=found.stand)
    write_description(part, backup, sums)
    return backup


def _copied(connection: Any, copy: Any, progress: Progress) -> None:
    def step(_status: int, remaining: int, total: int) -> None:
        progress.advance(total - remaining, total)

    try:
        connection.backup(copy, pages=_PAGES, progress=step, sleep=0)
        # The copied header asks for a write-ahead log; a backup is one file.
        copy.execute("PRAGMA journal_mode = DELETE")
    finally:
        copy.close()


def _opened(source: Connector) -> Any:
    try:
        return source()
    except (StoreDamagedError, StoreKeyError) as error:
        # The key came out of the running store: it is not the key that is wrong.
        raise DamagedSourceError(source.path) from error


def _require_room(parent: Path, database: Path) -> None:
    log = database.with_name(database.name + "-wal")
    size = database.stat().st_size + (log.stat().st_size if log.exists() else 0)
    try:
        require_free_space(parent, ROOM * size)
    except DiskFullError as error:
        raise BackupSpaceError(parent) from error


def _remove_parts(parent: Path) -> None:
    """Remove what a crash or a pulled stick left half written."""
    for part in parent.glob(f"*{PART}"):
        if moment_of(part.name.removesuffix(PART)) is not None:
            with suppress(OSError):
                shutil.rmtree(part)


def _situation(error: OSError, path: Path) -> WerkakademieError:
    full = isinstance(situation_of_file(error, path), DiskFullError)
    return BackupSpaceError(path) if full else BackupUnreachableError(path)


def _engine_situation(source: Path, target: Path, message: str) -> WerkakademieError:
    """A full disk is the copy's, damage is the original's."""
    if "is full" in message:
        return BackupSpaceError(target.parent)
    if isinstance(situation_of(message, source), StoreDamagedError) or "HMAC" in message:
        return DamagedSourceError(source)
    if "disk I/O error" in message or "unable to open" in message:
        return BackupUnreachableError(target.parent)
    return StoreUnreachableError(source)
