"""Makes a backup ready to take the place of the store: copied beside it, checked, and brought to the present day.

Nothing here changes the present store; `restore_swap` does, when all this went well.
"""

import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sqlmodel import select

from werkakademie.models import Workstation
from werkakademie.records.backups import Backup
from werkakademie.records.clock import Clock, IdSource
from werkakademie.storage.backup_checks import check_database, check_files, refuse_newer
from werkakademie.storage.backup_errors import BackupSpaceError, BackupUnreachableError, DamagedBackupError
from werkakademie.storage.backup_file import ALL_FILES, FILES, free_folder, read_backup
from werkakademie.storage.checks import refuse_network_path, require_free_space
from werkakademie.storage.durable import copy_file, sync_file, sync_folder
from werkakademie.storage.errors import DiskFullError, StoreUnreachableError, situation_of_file
from werkakademie.storage.migrate import steps_in
from werkakademie.storage.opening import open_store
from werkakademie.storage.restore_swap import PART_NAME, logs
from werkakademie.storage.transaction import Store
from werkakademie.storage.vault_file import database_path, next_path, vault_path

#: A store that could not be opened is kept under such a name instead of being written over.
REPLACED: Final = "replaced-"

#: The copy, its log while it is brought up to date, and the copy before that.
_ROOM: Final = 3

#: Something to do in the restored store before it takes the place of the present one.
Step = Callable[[Store], object]


def prepare(
    backup: Backup,
    folder: Path,
    key: bytes,
    *,
    clock: Clock,
    ids: IdSource,
    present: Store | None,
    steps: Iterable[Step] = (),
) -> None:
    """Copy the backup into `restore.part` of `folder`, check it, bring it to the present schema, and run the steps.

    Whatever is raised, the present store is as it was: DamagedBackupError, NewerBackupError, BackupSpaceError, or what
    a step raises. From `present` the restored store takes what must not go back: where this PC keeps its backups.
    """
    refuse_newer(backup, steps_in()[-1].number)
    refuse_network_path(folder)
    part = folder / PART_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(part, ignore_errors=True)
        require_free_space(folder, _ROOM * backup.size)
        part.mkdir()
        _copy(backup, part)
        copied = read_backup(part)
        check_files(copied)
        check_database(copied, key)
        with open_store(part, key, clock=clock, ids=ids, reserve=False) as restored:
            if present is not None:
                _carry_over(present, restored)
            for step in steps:
                step(restored)
            _rebuild_search(restored)
        _only_two_files(part)
        sync_file(database_path(part))
        sync_folder(part)
    except DiskFullError as error:
        shutil.rmtree(part, ignore_errors=True)
        raise BackupSpaceError(folder) from error
    except OSError as error:
        shutil.rmtree(part, ignore_errors=True)
        raise _situation(error, folder) from error
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


def keep_replaced(folder: Path, now: datetime) -> Path | None:
    """Copy the files of a store that can't be opened to a folder of their own; None when there are none."""
    vaults = (vault_path(folder), next_path(vault_path(folder)))
    files = [path for path in (database_path(folder), *logs(folder), *vaults) if path.exists()]
    if not files:
        return None
    target = free_folder(folder, f"{REPLACED}{now.astimezone(UTC):%Y-%m-%d_%H%M%S}Z")
    try:
        target.mkdir(mode=0o700)
        for path in files:
            copy_file(path, target / path.name)
        sync_folder(target)
    except OSError as error:
        shutil.rmtree(target, ignore_errors=True)
        raise _situation(error, folder) from error
    return target


def forget_replaced(folder: Path, *, now: datetime, days: int) -> None:
    """Delete kept stores that are older than any backup may be."""
    for kept in folder.glob(f"{REPLACED}*"):
        with suppress(ValueError, OSError):
            # Of two in one second the other one has a number behind the moment.
            named = kept.name.partition("Z")[0]
            moment = datetime.strptime(named, f"{REPLACED}%Y-%m-%d_%H%M%S").replace(tzinfo=UTC)
            if (now - moment).days > days:
                shutil.rmtree(kept)


def _copy(backup: Backup, part: Path) -> None:
    for file in (backup.folder / name for name in ALL_FILES):
        try:
            content = file.open("rb")
        except OSError as error:
            raise DamagedBackupError(file) from error
        content.close()
        copy_file(file, part / file.name)


def _carry_over(present: Store, restored: Store) -> None:
    with present.read() as then:
        rows = then.scalars(select(Workstation))
    with restored.write(None) as tx:
        for row in rows:
            tx.session.merge(type(row)(**row.model_dump()))


def _rebuild_search(restored: Store) -> None:
    with restored.write(None) as tx:
        tx.driver.execute("INSERT INTO participant_fts (participant_fts) VALUES ('rebuild')")


def _only_two_files(part: Path) -> None:
    """Leave what takes the place of the store; what opening it made beside is of no use, and a log must be gone."""
    for log in logs(part):
        if log.exists() and log.stat().st_size > 0:
            raise StoreUnreachableError(log)
    for file in part.iterdir():
        if file.is_dir():
            shutil.rmtree(file)
        elif file.name not in FILES:
            file.unlink()


def _situation(error: OSError, folder: Path) -> BackupSpaceError | BackupUnreachableError:
    full = isinstance(situation_of_file(error, folder), DiskFullError)
    return BackupSpaceError(folder) if full else BackupUnreachableError(folder)
