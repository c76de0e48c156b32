"""Checks of the file itself: pages, encryption, schema, references, search index."""

from collections.abc import Iterator
from typing import Any

from sqlcipher3 import dbapi2

from werkakademie.records.doctor import Finding, FindingKind
from werkakademie.storage.checks import OLDEST_SQLITE
from werkakademie.storage.doctor.examined import Examined
from werkakademie.storage.engine import WRITES
from werkakademie.storage.migrate import new_schema, schema_of, steps_in


def sqlite(_examined: Examined) -> Iterator[Finding]:
    """The version of the library that reads and writes."""
    if dbapi2.sqlite_version_info < OLDEST_SQLITE:
        yield Finding(FindingKind.SQLITE_OLD, {"version": dbapi2.sqlite_version})


def pages(examined: Examined) -> Iterator[Finding]:
    """The structure of all pages, and that each index says the same as its table."""
    found = [str(line) for (line,) in examined.connection.execute("PRAGMA integrity_check(100)")]
    if found != ["ok"]:
        yield Finding(FindingKind.PAGES_BROKEN, {"count": len(found), "first": found[0][:200]})


def encryption(examined: Examined) -> Iterator[Finding]:
    """The check sum that the encryption keeps for each page, in the file and not in the memory."""
    found = [str(line) for (line,) in examined.connection.execute("PRAGMA cipher_integrity_check")]
    if found:
        yield Finding(FindingKind.ENCRYPTION_BROKEN, {"count": len(found), "first": found[0][:200]})


def schema(examined: Examined) -> Iterator[Finding]:
    """Tables, indexes and triggers are those that the steps make, and the stamp is theirs."""
    is_there, should_be = schema_of(examined.connection), new_schema()
    names = sorted(name for name in is_there.keys() | should_be.keys() if is_there.get(name) != should_be.get(name))
    if names:
        yield Finding(FindingKind.SCHEMA_CHANGED, {"count": len(names), "names": ", ".join(names[:5])})
    version = examined.connection.execute("PRAGMA user_version").fetchone()[0]
    if version != len(steps_in()):
        yield Finding(FindingKind.VERSION_UNEXPECTED, {"found": version, "known": len(steps_in())})


def references(examined: Examined) -> Iterator[Finding]:
    """Every reference leads to a row: no enrolment without its person."""
    broken = examined.connection.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        tables = sorted({str(row[0]) for row in broken})
        yield Finding(FindingKind.REFERENCES_BROKEN, {"count": len(broken), "tables": ", ".join(tables)})


def search(examined: Examined) -> Iterator[Finding]:
    """The search index finds what stands in the people's rows. The question itself is written as a change."""
    engine = examined.store.engine.execution_options(**{WRITES: True})
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        connection.begin()
        try:
            driver.execute("INSERT INTO participant_fts (participant_fts, rank) VALUES ('integrity-check', 1)")
        except dbapi2.DatabaseError as error:
            if "locked" in str(error):
                raise
            yield Finding(FindingKind.SEARCH_BROKEN)
        finally:
            connection.rollback()
