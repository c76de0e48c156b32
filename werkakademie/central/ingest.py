"""Takes a checked package in: stage, compare with what is there, one upsert, log, in one transaction.

A package holds all of a site's enrolments as of its day. So the site's newest package replaces what was there, rows
that it no longer names go (somebody was erased or withdrawn), and an older one that comes late changes nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from enum import Enum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from werkakademie.central.errors import ChangedPackageError
from werkakademie.central.store import CentralStore
from werkakademie.central.tables import ENROLMENT, IMPORT_LOG, STAGED
from werkakademie.records.central import ImportState
from werkakademie.records.reporting import Manifest, ReportRow

_BATCH = 5_000
_KEY = ("site_id", "pseudonym")


def take_in(
    store: CentralStore, manifest: Manifest, rows: Sequence[ReportRow], sha256: str, *, now: datetime
) -> ImportState:
    """CURRENT, SUPERSEDED or ALREADY_IMPORTED; raises ChangedPackageError for another content under an old number."""
    with store.begin() as connection:
        _wait_for_other_imports(connection)
        if _known(connection, manifest, sha256):
            return ImportState.ALREADY_IMPORTED
        state = ImportState.SUPERSEDED
        if _is_newest(connection, manifest):
            state = ImportState.CURRENT
            _replace_rows(connection, manifest, rows)
            _supersede_earlier(connection, manifest)
        connection.execute(sa.insert(IMPORT_LOG).values(_log_entry(manifest, sha256, len(rows), state, now)))
    return state


def _wait_for_other_imports(connection: sa.Connection) -> None:
    """Two imports at once would both think theirs the newest; SQLite's writers wait for each other anyway."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"LOCK TABLE {IMPORT_LOG.name} IN SHARE ROW EXCLUSIVE MODE")


def _known(connection: sa.Connection, manifest: Manifest, sha256: str) -> bool:
    """Whether this very file was taken in before."""
    same = sa.or_(IMPORT_LOG.c.number == manifest.number, IMPORT_LOG.c.package_id == manifest.package_id)
    found = connection.execute(sa.select(IMPORT_LOG).where(IMPORT_LOG.c.site_id == manifest.site_id, same)).all()
    for entry in found:
        if (entry.number, entry.package_id, entry.sha256) != (manifest.number, manifest.package_id, sha256):
            raise ChangedPackageError(manifest.site_name, manifest.number)
    return bool(found)


def _is_newest(connection: sa.Connection, manifest: Manifest) -> bool:
    """By the as-of day, then by the number: the order of arrival does not matter."""
    later = sa.or_(
        IMPORT_LOG.c.as_of > manifest.as_of,
        sa.and_(IMPORT_LOG.c.as_of == manifest.as_of, IMPORT_LOG.c.number > manifest.number),
    )
    count = sa.select(sa.func.count()).where(IMPORT_LOG.c.site_id == manifest.site_id, later)
    return connection.execute(count).scalar_one() == 0


def _replace_rows(connection: sa.Connection, manifest: Manifest, rows: Sequence[ReportRow]) -> None:
    connection.execute(sa.schema.CreateTable(STAGED))
    _stage(connection, manifest, rows)
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    names = [column.name for column in ENROLMENT.columns]
    # WHERE true: without it SQLite reads ON CONFLICT as a join's ON.
    statement = insert(ENROLMENT).from_select(names, sa.select(*STAGED.columns).where(sa.true()))
    changed = {name: statement.excluded[name] for name in names if name not in _KEY}
    newer = sa.tuple_(statement.excluded.as_of, statement.excluded.number) > sa.tuple_(
        ENROLMENT.c.as_of, ENROLMENT.c.number
    )
    connection.execute(statement.on_conflict_do_update(index_elements=list(_KEY), set_=changed, where=newer))
    gone = sa.and_(ENROLMENT.c.site_id == manifest.site_id, ENROLMENT.c.number != manifest.number)
    connection.execute(sa.delete(ENROLMENT).where(gone))
    connection.execute(sa.schema.DropTable(STAGED))


def _stage(connection: sa.Connection, manifest: Manifest, rows: Sequence[ReportRow]) -> None:
    """COPY where the server has it, else batches; either way the rows wait beside the table, not in it."""
    values = (_staged(manifest, row) for row in rows)
    if connection.dialect.name == "postgresql":
        _copy(connection, values)
        return
    for batch in _batches(values):
        connection.execute(sa.insert(STAGED), batch)


def _copy(connection: sa.Connection, values: Iterable[Mapping[str, object]]) -> None:
    names = [column.name for column in STAGED.columns]
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY {STAGED.name} ({', '.join(names)}) FROM STDIN") as copy:
        for row in values:
            copy.write_row([row[name] for name in names])


def _batches(values: Iterable[Mapping[str, object]]) -> Iterator[list[Mapping[str, object]]]:
    batch: list[Mapping[str, object]] = []
    for row in values:
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _staged(manifest: Manifest, row: ReportRow) -> dict[str, object]:
    values: dict[str, object] = {field.name: _plain(getattr(row, field.name)) for field in fields(row)}
    values["group_pseudonym"] = values.pop("group")
    return values | {"site_id": manifest.site_id, "number": manifest.number, "as_of": manifest.as_of}


def _plain(value: object) -> object:
    return value.value if isinstance(value, Enum) else value


def _supersede_earlier(connection: sa.Connection, manifest: Manifest) -> None:
    connection.execute(
        sa.update(IMPORT_LOG).where(IMPORT_LOG.c.site_id == manifest.site_id).values(state=ImportState.SUPERSEDED.value)
    )


def _log_entry(manifest: Manifest, sha256: str, row_count: int, state: ImportState, now: datetime) -> dict[str, object]:
    return {
        "site_id": manifest.site_id,
        "number": manifest.number,
        "package_id": manifest.package_id,
        "sha256": sha256,
        "site_name": manifest.site_name,
        "as_of": manifest.as_of,
        "made_at": manifest.made_at,
        "imported_at": now,
        "row_count": row_count,
        "definition_version": manifest.definition_version,
        "follow_up_months": manifest.follow_up_months,
        "legal_basis": manifest.legal_basis,
        "practice": manifest.practice,
        "state": state.value,
    }
