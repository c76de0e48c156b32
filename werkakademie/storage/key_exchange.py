"""An exchange of the store's key: the files of the new key stand ready beside the old ones, then take their places.

The database goes first, and with it everything is decided: from then on only the new vault opens it. Whoever opens the
store after a break finds the new vault still waiting, and sees by the database which of the two is right.
"""

from collections.abc import Callable
from pathlib import Path

from werkakademie.storage.durable import sync_folder
from werkakademie.storage.engine import open_engine
from werkakademie.storage.errors import DamagedVaultError, StoreKeyError, UnknownAccountError
from werkakademie.storage.vault_file import (
    database_path,
    next_path,
    read_vault_file,
    replace_durably,
    vault_path,
)
from werkakademie.storage.vault_records import VaultFile

#: What SQLite keeps beside a database while it is open.
SIDE_FILES = ("-wal", "-shm", "-journal")


def settle(folder: Path, key_of: Callable[[VaultFile, Path], bytes]) -> None:
    """Finish or take back an exchange that was cut off; without one nothing happens.

    For a program that has the store to itself. `key_of` opens the slot of whoever is signing in. Nothing is moved or
    deleted unless the database opens with the key that stays; errors are those of `right_vault`.
    """
    if next_path(vault_path(folder)).exists():
        if right_vault(folder, key_of) == vault_path(folder):
            discard(folder)
        else:
            promote_vault(folder)


def right_vault(folder: Path, key_of: Callable[[VaultFile, Path], bytes]) -> Path:
    """Which of two vaults opens the database; only reads.

    UnknownAccountError for somebody whose slot went with the old key, StoreKeyError when neither fits.
    """
    present, following, database = vault_path(folder), next_path(vault_path(folder)), database_path(folder)
    if not following.exists():
        return present
    new, problem = _key(following, key_of)
    if new is not None and opens_with(database, new):
        return following
    if opens_with(database, key_of(read_vault_file(present), present)):
        return present
    raise problem or StoreKeyError(database)


def opens_with(path: Path, key: bytes) -> bool:
    """Whether a key fits a database. Raises the errors of `open_engine` but that of a wrong key."""
    try:
        engine = open_engine(path, key)
    except StoreKeyError:
        return False
    engine.dispose()
    return True


def promote_vault(folder: Path) -> None:
    """The last step of an exchange whose database is in its place."""
    _delete_database(next_path(database_path(folder)))
    replace_durably(next_path(vault_path(folder)), vault_path(folder))


def discard(folder: Path) -> None:
    """Take an exchange back whose database is not in its place; the new vault goes last."""
    _delete_database(next_path(database_path(folder)))
    sync_folder(folder)
    next_path(vault_path(folder)).unlink(missing_ok=True)
    sync_folder(folder)


def side_files(path: Path) -> list[Path]:
    """What lies beside a database of the files that only an open one has."""
    beside = (path.with_name(path.name + tail) for tail in SIDE_FILES)
    return [file for file in beside if file.exists()]


def _delete_database(path: Path) -> None:
    for file in (path, *side_files(path)):
        file.unlink(missing_ok=True)


def _key(
    path: Path, key_of: Callable[[VaultFile, Path], bytes]
) -> tuple[bytes | None, UnknownAccountError | DamagedVaultError | None]:
    """The key, or why this vault has none for whoever signs in."""
    try:
        return key_of(read_vault_file(path), path), None
    except (UnknownAccountError, DamagedVaultError) as error:
        return None, error
