"""Swaps a prepared store for the present one, so that a crash at any point leaves one of the two whole.

`restore.part` is being prepared and counts for nothing. Renaming it to `restore.ready` is the one moment that decides:
before it the present store holds, after it the restored one, and `finish` completes the swap now or at the next start.
"""

import shutil
from pathlib import Path
from typing import Final

from werkakademie.storage import key_exchange
from werkakademie.storage.durable import sync_file, sync_folder
from werkakademie.storage.errors import MissingVaultError, StoreUnreachableError
from werkakademie.storage.vault_file import database_path, read_vault, vault_path
from werkakademie.storage.vault_records import VaultFile

PART_NAME: Final = "restore.part"
READY_NAME: Final = "restore.ready"


def part_folder(folder: Path) -> Path:
    """Where the store is prepared that is to take the place of the one in `folder`."""
    return folder / PART_NAME


def decide(folder: Path) -> None:
    """Decide for the prepared store; from here on it counts, whoever puts it in its place (`finish`)."""
    part = part_folder(folder)
    try:
        for path in (database_path(part), vault_path(part)):
            sync_file(path)
        sync_folder(part)
        part.rename(folder / READY_NAME)
        sync_folder(folder)
    except OSError as error:
        raise StoreUnreachableError(folder) from error


def is_decided(folder: Path) -> bool:
    """Whether a swap that somebody decided for is still to be completed."""
    return (folder / READY_NAME).is_dir()


def coming_vault(folder: Path) -> VaultFile:
    """The vault that counts: that of a store that was decided for, or the present one. Only reads."""
    ready = folder / READY_NAME
    try:
        return read_vault(ready)
    except MissingVaultError:
        return read_vault(folder)


def finish(folder: Path) -> bool:
    """Complete a swap that was decided; clear away one that was not. True if the store is another one now.

    For the one program that has the store, and has no file of it open. Each step can be repeated, so a kill in the
    middle is finished by the next call.
    """
    ready = folder / READY_NAME
    try:
        if not ready.is_dir():
            shutil.rmtree(folder / PART_NAME, ignore_errors=True)
            return False
        if database_path(ready).exists():
            # The old log first: beside the new database it would be taken for its own.
            for log in logs(folder):
                log.unlink(missing_ok=True)
            # Files of a new key that was never exchanged belong to the store that goes.
            key_exchange.discard(folder)
            database_path(ready).replace(database_path(folder))
        if vault_path(ready).exists():
            vault_path(ready).replace(vault_path(folder))
        sync_folder(folder)
        shutil.rmtree(ready)
    except OSError as error:
        raise StoreUnreachableError(folder) from error
    return True


def logs(folder: Path) -> tuple[Path, ...]:
    """What an open database keeps beside itself."""
    database = database_path(folder)
    return tuple(database.with_name(database.name + tail) for tail in key_exchange.SIDE_FILES)
