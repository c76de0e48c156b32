"""A central store is made once, opened by the program that knows it, and names what is wrong."""

import logging
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from werkakademie.central.errors import (
    CentralStoreExistsError,
    CentralStoreUnreachableError,
    NewerCentralStoreError,
    NoCentralStoreError,
)
from werkakademie.central.store import CentralStore, server_engine, shown_address
from werkakademie.central.tables import CENTRE, METADATA

SITE = UUID(int=5)
NOW = datetime(2026, 7, 2, 9, 0, tzinfo=UTC)


def test_the_centre_knows_its_name_and_keys(store: CentralStore) -> None:
    record = store.check()
    assert (record.name, record.recipient) == ("Zentrale", "age1x")
    assert store.identity() == "AGE-SECRET-KEY-X"


def test_a_log_of_everything_keeps_the_key(store: CentralStore, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="sqlalchemy")
    caplog.set_level(logging.DEBUG, logger="sqlalchemy.engine")
    assert store.identity() == "AGE-SECRET-KEY-X"
    assert "AGE-SECRET-KEY-X" not in caplog.text


def test_a_second_set_up_leaves_the_first(store: CentralStore) -> None:
    with pytest.raises(CentralStoreExistsError, match="gibt es schon eine Zentrale"):
        store.create(name="Neu", recipient="age1y", identity="Y")
    assert store.check().name == "Zentrale"


def test_a_newer_schema_is_refused_with_both_numbers(store: CentralStore) -> None:
    with store.begin() as connection:
        connection.execute(sa.update(CENTRE).values(schema_version=7))
    with pytest.raises(NewerCentralStoreError, match="hat den Stand 7; dieses Programm kennt nur 1"):
        store.check()


def test_a_site_may_have_several_keys_and_a_new_name(store: CentralStore) -> None:
    for name, key in (("Nord", "RWfirst"), ("Nord", "RWsecond"), ("Nord-Ost", "RWfirst")):
        store.trust(site_id=SITE, public_key=key, name=name, now=NOW)
    assert [(key, name, since) for _site, key, name, since in store.trusted()] == [
        ("RWsecond", "Nord", NOW),
        ("RWfirst", "Nord-Ost", NOW),
    ]


def test_an_empty_database_is_no_centre(tmp_path: Path) -> None:
    store = CentralStore(server_engine(f"sqlite:///{tmp_path / 'leer.db'}"), "leer")
    with pytest.raises(NoCentralStoreError, match="Unter „leer“ ist noch keine Zentrale"):
        store.check()
    store.close()


def test_a_server_that_does_not_answer_is_a_sentence_without_the_password(tmp_path: Path) -> None:
    url = f"postgresql+psycopg://amt:geheim@/zentrale?host={tmp_path}"
    store = CentralStore(server_engine(url), shown_address(url))
    with pytest.raises(CentralStoreUnreachableError, match="nicht erreichbar") as caught:
        store.check()
    assert "geheim" not in str(caught.value)
    store.close()


def test_the_site_leads_every_key_of_what_sites_sent() -> None:
    for table in METADATA.tables.values():
        if table is not CENTRE:
            assert next(iter(table.primary_key.columns)).name == "site_id", table.name
