"""Compares the present store with a backup, table by table: what a restore would lose, change back and bring back."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2

from werkakademie.records.backups import KindChanges
from werkakademie.records.progress import Progress, Unwatched
from werkakademie.storage.backup_checks import columns, key_columns
from werkakademie.storage.errors import StoreDamagedError, situation_of

#: The tables that a person thinks in, in the order in which they are shown.
KINDS: Final = (
    "participant",
    "small_group",
    "enrolment",
    "suspension",
    "coaching_session",
    "attendance",
    "job_application",
    "application_event",
    "document_version",
    "follow_up",
    "contact_attempt",
    "outcome",
    "placement",
    "account",
    "site",
)


def compare(now: Any, then: Any, progress: Progress | None = None) -> tuple[KindChanges, ...]:
    """The kinds that differ between two connections of the driver; columns that only one of them has do not count."""
    found = []
    for place, table in enumerate(KINDS):
        (progress or Unwatched()).advance(place, len(KINDS))
        changes = _changes(now, then, table)
        if changes.only_now or changes.changed or changes.only_then:
            found.append(changes)
    return tuple(found)


@contextmanager
def damage_named(path: Path) -> Iterator[None]:
    """Around reading the present store: raises StoreDamagedError for a page that is not as it was written."""
    try:
        yield
    except dbapi2.DatabaseError as error:
        raise situation_of(str(error), path) or StoreDamagedError(path) from error


def _changes(now: Any, then: Any, table: str) -> KindChanges:
    shared = sorted(set(columns(now, table)) & set(columns(then, table)))
    if not shared:
        return KindChanges(table, len(_rows(now, table, ())), 0, len(_rows(then, table, ())))
    rows_now, rows_then = _rows(now, table, tuple(shared)), _rows(then, table, tuple(shared))
    both = rows_now.keys() & rows_then.keys()
    return KindChanges(
        table,
        only_now=len(rows_now) - len(both),
        changed=sum(rows_now[key] != rows_then[key] for key in both),
        only_then=len(rows_then) - len(both),
    )


def _rows(connection: Any, table: str, names: tuple[str, ...]) -> Mapping[tuple[object, ...], int]:
    """Each row's key, and a number that other values would almost surely not give."""
    keys = key_columns(connection, table)
    if not keys:
        return {}
    selected = ", ".join(f'"{name}"' for name in (*keys, *names))
    rows = connection.execute(f'SELECT {selected} FROM "{table}"')
    return {row[: len(keys)]: hash(row[len(keys) :]) for row in rows}
