"""Opens the encrypted database: one file, one raw key, and transactions that say whether they will write."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from werkakademie.storage.checks import refuse_network_path, require_sqlite
from werkakademie.storage.errors import (
    MissingStoreError,
    StoreDamagedError,
    StoreKeyError,
    StoreUnreachableError,
    situation_of,
)

KEY_BYTES: Final = 32
#: Execution option of an engine: whether its transactions write.
WRITES: Final = "werkakademie_writes"

#: Seconds that a writer waits for another one.
_PATIENCE = 30.0
_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    # A row that "INSERT OR REPLACE" pushes out is a deleted row for the journal too.
    "recursive_triggers = ON",
    "secure_delete = ON",
    "cache_size = -65536",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "temp_store = MEMORY",
    "mmap_size = 0",
)


def open_engine(path: Path, key: bytes, *, create: bool = False) -> sa.Engine:
    """An engine on the database at `path`.

    Fails here, not at the first query: MissingStoreError, StoreKeyError for a key that does not fit, NetworkPathError,
    OldSqliteError. With `create` a missing file is made; without it an empty one counts as damaged.
    """
    require_sqlite(dbapi2.sqlite_version_info)
    refuse_network_path(path)
    if not create:
        if not path.is_file():
            raise MissingStoreError(path)
        if path.stat().st_size == 0:
            raise StoreDamagedError(path)
    connect = connector(path, key)
    connect().close()
    # The dialect's own pool crashed with several threads; hide_parameters keeps people's data out of messages.
    engine = sa.create_engine(
        "sqlite://",
        creator=connect,
        module=dbapi2,
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=4,
        hide_parameters=True,
    )
    sa.event.listen(engine, "begin", _begin)
    return engine


def connector(path: Path, key: bytes) -> Callable[[], Any]:
    """Opens keyed connections to one file; each has read once, so a wrong key shows at once."""
    if len(key) != KEY_BYTES:
        raise ValueError(f"a key has {KEY_BYTES} bytes")

    def connect() -> Any:
        try:
            # isolation_level None: the driver begins nothing on its own, the engine does.
            connection = dbapi2.connect(str(path), check_same_thread=False, timeout=_PATIENCE, isolation_level=None)
        except dbapi2.OperationalError as error:
            raise StoreUnreachableError(path) from error
        try:
            set_key(connection, key)
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
        except dbapi2.DatabaseError as error:
            connection.close()
            raise _opening_error(path, str(error)) from error
        return connection

    return connect


def set_key(connection: Any, key: bytes) -> None:
    """Give a fresh connection its key; the raw form skips the derivation that a passphrase would need."""
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")


def _opening_error(path: Path, message: str) -> Exception:
    if "not a database" in message:
        return StoreKeyError(path)
    return situation_of(message, path) or StoreUnreachableError(path)


def _begin(connection: sa.Connection) -> None:
    """Begin as a writer at once (a reader that turns writer would fail when another was faster), or as a reader."""
    writes = connection.get_execution_options().get(WRITES, False)
    # The connection comes from the pool and remembers its last transaction's setting.
    connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if writes else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN DEFERRED")
