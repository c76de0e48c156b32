"""The file vault.json: reading it, and writing it so that a power cut leaves the old or the new one.

Standard library only: the unlock page needs the names before anything heavy is loaded.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from werkakademie.records.vault import VaultAccount
from werkakademie.storage.durable import sync_folder
from werkakademie.storage.errors import DamagedVaultError, MissingVaultError, situation_of_file
from werkakademie.storage.vault_document import parse_vault, vault_bytes
from werkakademie.storage.vault_records import Hardness as Hardness
from werkakademie.storage.vault_records import VaultFile

VAULT_NAME: Final = "vault.json"
DATABASE_NAME: Final = "werkakademie.db"
#: What takes its place when a key is exchanged stands beside a file under this name until then.
NEXT: Final = ".next"


def database_path(folder: Path) -> Path:
    """Where the database of a store lies."""
    return folder / DATABASE_NAME


def vault_path(folder: Path) -> Path:
    """Where the vault of a store lies."""
    return folder / VAULT_NAME


def next_path(path: Path) -> Path:
    """Where the file lies that is to take the place of `path`."""
    return path.with_name(path.name + NEXT)


def vault_accounts(folder: Path) -> tuple[VaultAccount, ...]:
    """The accounts that the unlock page offers."""
    return read_vault(folder).accounts()


def read_vault(folder: Path) -> VaultFile:
    """Read vault.json; raises MissingVaultError, NewerVaultError, DamagedVaultError or StoreUnreachableError."""
    return read_vault_file(vault_path(folder))


def read_vault_file(path: Path) -> VaultFile:
    """Read a vault that lies under any name."""
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise MissingVaultError(path) from error
    except OSError as error:
        raise situation_of_file(error, path) from error
    return parse_vault(content, path)


def write_vault(path: Path, vault: VaultFile, *, prove: Callable[[VaultFile], object]) -> None:
    """Replace a vault as one step: whatever happens, the old or the new file is whole.

    `prove` gets what was read back from the written file, before the old one goes, and raises when it does not open.
    """
    part = path.with_name(path.name + ".part")
    content = vault_bytes(vault)
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        written = part.read_bytes()
        if written != content:
            raise DamagedVaultError(part)
        prove(parse_vault(written, part))
        replace_durably(part, path)
    except OSError as error:
        _forget(part)
        raise situation_of_file(error, path) from error
    except BaseException:
        # A slot that did not prove itself must not lie about: it may hold the key.
        _forget(part)
        raise


def _forget(part: Path) -> None:
    with suppress(OSError):
        part.unlink(missing_ok=True)


def replace_durably(part: Path, path: Path) -> None:
    """Put a finished file in the place of another; the change itself outlives a power cut."""
    part.replace(path)
    sync_folder(path.parent)
