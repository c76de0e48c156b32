"""Takes an account's slot away and gives the store a new key, so that nothing the account knew opens it again.

Everything is made ready beside the old files: the vault that hands the new key to all others, and a copy of the
database under it, in which the account is removed already. One renaming decides (`key_exchange`). Until then a break,
an error or a full disk leaves the store as it was; after it, whoever opens the store next finishes the rest.
"""

import secrets
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2

from werkakademie.errors import WerkakademieError
from werkakademie.records.ids import AccountId
from werkakademie.records.progress import Progress
from werkakademie.storage import key_exchange
from werkakademie.storage.checks import require_free_space
from werkakademie.storage.durable import private_file, sync_file, sync_folder
from werkakademie.storage.engine import KEY_BYTES, connector, open_engine, set_key
from werkakademie.storage.errors import (
    StoreBusyError,
    StoreDamagedError,
    StoreUnreachableError,
    situation_of,
    situation_of_file,
)
from werkakademie.storage.transaction import Store
from werkakademie.storage.vault import proven_vault, refuse_unready, rotated_vault
from werkakademie.storage.vault_file import next_path, vault_path, write_vault

#: The copy, its write-ahead log, and some air.
_ROOM: Final = 3
_STEPS: Final = 5
#: Milliseconds that others get to finish a transaction.
_PATIENCE: Final = 3000


def rotate(
    store: Store, key: bytes, *, keep: Collection[AccountId], change: Callable[[Store], object], progress: Progress
) -> None:
    """Give the store a new key that only the accounts to `keep` are handed, beside recovery key and organisation.

    `change` writes into the new database what that means there; it becomes valid together with the new key.

    The opened `store` goes on with the new key. Raises UnreadySlotsError, StoreBusyError while somebody else has the
    store open, or an error of the files; then nothing has changed.
    """
    path = store.path
    vault = proven_vault(path.parent, key)
    refuse_unready(vault, keep=keep)
    require_free_space(path.parent, _ROOM * path.stat().st_size)
    new = secrets.token_bytes(KEY_BYTES)
    following, copy = next_path(vault_path(path.parent)), next_path(path)
    # Closed for everybody, and not for good: the one program in this store stays this one.
    store.engine.dispose()
    try:
        with _alone(path, key) as source:
            key_exchange.discard(path.parent)
            progress.advance(1, _STEPS)
            write_vault(following, rotated_vault(vault, keep=keep, old=key, new=new), prove=lambda _read: None)
            progress.advance(2, _STEPS)
            _copy(source, copy, new)
        progress.advance(3, _STEPS)
        with Store(open_engine(copy, new), copy, store.clock, store.ids, follow=store.follow) as changed:
            change(changed)
        progress.advance(4, _STEPS)
        _settled(copy)
        _require_closed(path)
        copy.replace(path)
    except BaseException as error:
        _take_back(path, key)
        named = _named(error, path)
        if named is error:
            raise
        raise named from error
    store.rekeyed(open_engine(path, new))
    try:
        sync_folder(path.parent)
        key_exchange.promote_vault(path.parent)
    except OSError as error:
        # The rest waits for the next one who signs in; the account is out already.
        raise situation_of_file(error, path) from error


def _take_back(path: Path, key: bytes) -> None:
    """Leave the store as it was. Where even that fails, the next one who signs in does it."""
    with suppress(WerkakademieError, OSError):
        if key_exchange.opens_with(path, key):
            key_exchange.discard(path.parent)


def _named(error: BaseException, path: Path) -> BaseException:
    if isinstance(error, OSError):
        return situation_of_file(error, path)
    if isinstance(error, dbapi2.DatabaseError):
        return situation_of(str(error), path) or StoreUnreachableError(path)
    return error


@contextmanager
def _alone(path: Path, key: bytes) -> Iterator[Any]:
    """A connection that keeps everybody else out; the write-ahead log is in the file and gone."""
    with closing(connector(path, key)()) as connection:
        connection.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        if mode != ("delete",):
            raise StoreBusyError(path)
        yield connection


def _copy(source: Any, copy: Path, key: bytes) -> None:
    """All pages under the new key, and each read back."""
    private_file(copy)
    with closing(dbapi2.connect(str(copy), isolation_level=None)) as connection:
        set_key(connection, key)
        source.backup(connection)
        found = connection.execute("PRAGMA quick_check").fetchall()
        stamps = [
            [one.execute(f"PRAGMA {name}").fetchone() for name in ("user_version", "page_count")]
            for one in (connection, source)
        ]
    if found != [("ok",)] or stamps[0] != stamps[1]:
        raise StoreDamagedError(copy)


def _settled(copy: Path) -> None:
    """The finished copy is one file, and on the disk."""
    if key_exchange.side_files(copy):
        raise StoreBusyError(copy)
    sync_file(copy)


def _require_closed(path: Path) -> None:
    """A log that stayed would be played into the new file."""
    if key_exchange.side_files(path):
        raise StoreBusyError(path)
    sync_folder(path.parent)
