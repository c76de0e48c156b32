"""Opens the encrypted database: one file, one raw key, and transactions that say whether they will write."""

import logging
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from werkakademie.errors import ProgramError
from werkakademie.storage.checks import is_full, refuse_network_path, require_sqlite
from werkakademie.storage.errors import (
    DiskFullError,
    MissingStoreError,
    StoreDamagedError,
    StoreKeyError,
    StoreUnreachableError,
    situation_of,
)

KEY_BYTES: Final = 32
#: Execution option of an engine: whether its transactions write.
WRITES: Final = "werkakademie_writes"
#: The name of our engines' log, which stays silent.
_LOG: Final = "werkakademie"
_CONNECTOR: Final = "werkakademie_connector"

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
    # hide_parameters hides what goes into a statement; at DEBUG the engine would log each row that comes out of it.
    logging.getLogger(f"sqlalchemy.engine.Engine.{_LOG}").disabled = True
    # The dialect's own pool crashed with several threads; hide_parameters keeps people's data out of messages.
    engine = sa.create_engine(
        "sqlite://",
        creator=connect,
        module=dbapi2,
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=4,
        hide_parameters=True,
        logging_name=_LOG,
        execution_options={_CONNECTOR: connect},
    )
    sa.event.listen(engine, "begin", _begin)
    # The first connection fails here; it stays in the pool, because each one reads the whole schema anew.
    engine.raw_connection().close()
    return engine


@dataclass(slots=True)
class Connector:
    """Opens keyed connections to one file; each has read once, so a wrong key shows at once.

    It is the one holder of the key while a store is open: the engine keeps it until `forget`.
    """

    path: Path
    key: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.key) != KEY_BYTES:
            raise ValueError(f"a key has {KEY_BYTES} bytes")

    def forget(self) -> None:
        """Let go of the key: nothing can be opened with this any more."""
        self.key = b""

    def __call__(self) -> Any:
        if not self.key:
            raise ProgramError("the store is closed")
        try:
            # isolation_level None: the driver begins nothing on its own, the engine does.
            connection = dbapi2.connect(
                str(self.path), check_same_thread=False, timeout=_PATIENCE, isolation_level=None
            )
        except dbapi2.OperationalError as error:
            raise StoreUnreachableError(self.path) from error
        try:
            set_key(connection, self.key)
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            configure(connection)
        except dbapi2.DatabaseError as error:
            connection.close()
            raise _opening_error(self.path, str(error)) from error
        return connection

    def bare(self, path: Path) -> Any:
        """A connection to another file by the same key, without any of our settings: for copies."""
        connection = dbapi2.connect(str(path), isolation_level=None)
        set_key(connection, self.key)
        return connection


def connector(path: Path, key: bytes) -> Connector:
    """Opens connections to the file at `path`."""
    return Connector(path, key)


def connector_of(engine: sa.Engine) -> Connector:
    """What the engine opens its connections with; so a copy can be made without asking for the password again."""
    held = engine.get_execution_options()[_CONNECTOR]
    if not isinstance(held, Connector):
        raise TypeError("not an engine of open_engine")
    return held


def set_key(connection: Any, key: bytes) -> None:
    """Give a fresh connection its key; the raw form skips the derivation that a passphrase would need."""
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")


def configure(connection: Any) -> None:
    """What every connection of ours is set to, after its key."""
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _opening_error(path: Path, message: str) -> Exception:
    if "not a database" in message:
        return StoreKeyError(path)
    if "disk I/O error" in message and is_full(path.parent):
        return DiskFullError(path)
    return situation_of(message, path) or StoreUnreachableError(path)


def _begin(connection: sa.Connection) -> None:
    """Begin as a writer at once (a reader that turns writer would fail when another was faster), or as a reader."""
    writes = connection.get_execution_options().get(WRITES, False)
    # The connection comes from the pool and remembers its last transaction's setting.
    connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if writes else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN DEFERRED")
