"""Makes and opens a central store on an engine, and keeps the sites that it trusts."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from werkakademie.central.errors import (
    CentralStoreExistsError,
    CentralStoreUnreachableError,
    NewerCentralStoreError,
    NoCentralStoreError,
)
from werkakademie.central.tables import CENTRE, METADATA, SCHEMA_VERSION, SITE
from werkakademie.records.central import CentreRecord


class CentralStore:
    """A central store behind an engine; `address` is what messages call it, never with a password."""

    def __init__(self, engine: sa.Engine, address: str) -> None:
        self.engine = engine
        self.address = address

    @contextmanager
    def begin(self) -> Iterator[sa.Connection]:
        """One transaction; an error leaves everything as it was."""
        try:
            with self.engine.begin() as connection:
                yield connection
        except sa.exc.OperationalError as error:
            raise CentralStoreUnreachableError(self.address) from error

    def create(self, *, name: str, recipient: str, identity: str) -> None:
        """Make the tables; raises CentralStoreExistsError when there are some."""
        with self.begin() as connection:
            if sa.inspect(connection).has_table(CENTRE.name):
                raise CentralStoreExistsError(self.address)
            METADATA.create_all(connection)
            connection.execute(
                sa.insert(CENTRE).values(
                    id=1, schema_version=SCHEMA_VERSION, name=name, recipient=recipient, identity=identity
                )
            )

    def check(self) -> CentreRecord:
        """The centre's own record; raises NoCentralStoreError, NewerCentralStoreError."""
        with self.begin() as connection:
            if not sa.inspect(connection).has_table(CENTRE.name):
                raise NoCentralStoreError(self.address)
            row = connection.execute(sa.select(CENTRE)).one()
        if row.schema_version > SCHEMA_VERSION:
            raise NewerCentralStoreError(row.schema_version, SCHEMA_VERSION)
        return CentreRecord(row.name, row.recipient)

    def identity(self) -> str:
        """The secret key that opens packages for this centre."""
        with self.begin() as connection:
            return str(connection.execute(sa.select(CENTRE.c.identity)).scalar_one())

    def trust(self, *, site_id: UUID, public_key: str, name: str, now: datetime) -> None:
        """Accept packages of a site that are signed with this key; known ones only get the new name."""
        key = (SITE.c.site_id == site_id, SITE.c.public_key == public_key)
        with self.begin() as connection:
            known = connection.execute(sa.update(SITE).where(*key).values(name=name)).rowcount
            if not known:
                connection.execute(
                    sa.insert(SITE).values(site_id=site_id, public_key=public_key, name=name, trusted_at=now)
                )

    def trusted(self) -> Sequence[tuple[UUID, str, str, datetime]]:
        """Site, public key, name and since when, by name."""
        with self.begin() as connection:
            rows = connection.execute(sa.select(SITE).order_by(SITE.c.name, SITE.c.public_key))
            return [(row.site_id, row.public_key, row.name, row.trusted_at) for row in rows]

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def server_engine(url: str) -> sa.Engine:
    """An engine for any database that SQLAlchemy speaks, such as postgresql+psycopg://…"""
    # At DEBUG the engine would log each row, and one of them holds the key that opens packages.
    logging.getLogger("sqlalchemy.engine.Engine.werkakademie").disabled = True
    engine = sa.create_engine(url, hide_parameters=True, logging_name="werkakademie")
    if engine.dialect.name == "sqlite":
        # The driver would begin its transactions too late: tables would stay behind after an error.
        sa.event.listen(engine, "connect", _leave_beginning_to_the_engine)
        sa.event.listen(engine, "begin", _begin_at_once)
    return engine


def _leave_beginning_to_the_engine(connection: Any, _record: object) -> None:
    connection.isolation_level = None


def _begin_at_once(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def shown_address(url: str) -> str:
    """The address without its password."""
    return sa.make_url(url).render_as_string(hide_password=True)
