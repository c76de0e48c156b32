"""Whether a backup is what was written: its files by their sums, its database by reading it from end to end."""

import hashlib
from collections.abc import Mapping
from typing import Any, Final

from sqlcipher3 import dbapi2

from werkakademie.records.backups import Backup
from werkakademie.records.progress import Progress, Unwatched
from werkakademie.storage.backup_errors import DamagedBackupError, NewerBackupError
from werkakademie.storage.backup_file import DESCRIPTION_NAME, sum_of, written_sums
from werkakademie.storage.engine import Connector
from werkakademie.storage.vault_file import database_path, vault_accounts

_ROWS_AT_ONCE: Final = 500
#: Table by table: how many rows, and a hash of all their values.
Digest = Mapping[str, tuple[int, str]]


def check_files(backup: Backup) -> None:
    """Raise DamagedBackupError with the file that is missing or is not the one that was written."""
    if backup.fault is not None:
        raise backup.fault
    for name, written in written_sums(backup.folder).items():
        path = backup.folder / name
        try:
            same = path.stat().st_size == written.size and sum_of(path) == written
        except OSError as error:
            raise DamagedBackupError(path) from error
        if not same:
            raise DamagedBackupError(path)
    # A vault that no longer reads would lock everybody out of a sound database.
    vault_accounts(backup.folder)


def check_database(backup: Backup, key: bytes) -> None:
    """Open the backup's database where it lies and read every page; raises DamagedBackupError."""
    path = database_path(backup.folder)
    try:
        connection = Connector(path, key).bare(path)
        try:
            connection.execute("PRAGMA query_only = ON")
            sound = is_sound(connection) and version_of(connection) == backup.schema
        finally:
            connection.close()
    except dbapi2.Error as error:
        raise DamagedBackupError(path) from error
    if not sound:
        raise DamagedBackupError(path)


def refuse_newer(backup: Backup, known: int) -> None:
    """Refuse what a newer version of the program wrote, with both versions."""
    if backup.schema > known:
        raise NewerBackupError(backup.folder / DESCRIPTION_NAME, backup.schema, known)


def is_sound(connection: Any) -> bool:
    """Whether every page is what was written (its authentication code), and every tree is in order."""
    if connection.execute("PRAGMA cipher_integrity_check").fetchone() is not None:
        return False
    return bool(connection.execute("PRAGMA quick_check").fetchall() == [("ok",)])


def version_of(connection: Any) -> int:
    """The stamp of the schema."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def content_digest(connection: Any, progress: Progress | None = None) -> Digest:
    """Count and hash of the rows of each table; two databases of equal content have equal digests.

    The search index is left out: it is made from the other tables.
    """
    names = tables(connection)
    digest = {}
    for place, name in enumerate(names):
        (progress or Unwatched()).advance(place, len(names))
        digest[name] = _table_digest(connection, name)
    return digest


def tables(connection: Any) -> tuple[str, ...]:
    """The ordinary tables."""
    rows = connection.execute(
        "SELECT name FROM pragma_table_list"
        " WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    )
    return tuple(name for (name,) in rows)


def key_columns(connection: Any, table: str) -> tuple[str, ...]:
    """The columns of a table's primary key in their order."""
    rows = connection.execute("SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk", (table,))
    return tuple(name for (name,) in rows)


def columns(connection: Any, table: str) -> tuple[str, ...]:
    """All columns of a table; none for one that is not there."""
    return tuple(name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,)))


def _table_digest(connection: Any, table: str) -> tuple[int, str]:
    names = ", ".join(f'"{name}"' for name in sorted(columns(connection, table)))
    order = ", ".join(f'"{name}"' for name in key_columns(connection, table)) or "rowid"
    cursor = connection.execute(f'SELECT {names} FROM "{table}" ORDER BY {order}')
    count, digest = 0, hashlib.sha256()
    while rows := cursor.fetchmany(_ROWS_AT_ONCE):
        count += len(rows)
        for row in rows:
            for value in row:
                # A length before each value keeps "ab", "c" apart from "a", "bc".
                content = value if isinstance(value, bytes) else repr(value).encode()
                digest.update(b"%d:" % len(content))
                digest.update(content)
    return count, digest.hexdigest()


def stand_of(connection: Any) -> str:
    """Where the journal stands: equal stands mean equal content. Empty without a journal."""
    if "journal_transaction" not in tables(connection):
        return ""
    row = connection.execute("SELECT tx, hash FROM journal_transaction ORDER BY tx DESC LIMIT 1").fetchone()
    return f"{row[0]}:{row[1]}" if row else ""


def site_of(connection: Any) -> str:
    """The id of the store's site; empty without one."""
    if "site" not in tables(connection):
        return ""
    row = connection.execute("SELECT id FROM site LIMIT 1").fetchone()
    return str(row[0]) if row else ""


def check_whole(backup: Backup, key: bytes) -> None:
    """Files and database."""
    check_files(backup)
    check_database(backup, key)
