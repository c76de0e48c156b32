"""The eleven ways in which code can write through SQLAlchemy: the journal sees each of them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship

from tests.factories import make_store
from werkakademie.storage.journal import triggers
from werkakademie.storage.journal.chain import verify
from werkakademie.storage.transaction import Store, Transaction


class Base(DeclarativeBase):
    """A registry of its own: these tables are in no real store."""


card_of_topic = sa.Table(
    "extra_card_topic",
    Base.metadata,
    sa.Column("card_id", sa.ForeignKey("extra_card.id"), primary_key=True),
    sa.Column("topic_id", sa.ForeignKey("extra_topic.id"), primary_key=True),
)


class Topic(Base):
    __tablename__ = "extra_topic"

    id: Mapped[str] = mapped_column(primary_key=True)


class Card(Base):
    __tablename__ = "extra_card"

    id: Mapped[str] = mapped_column(primary_key=True)
    word: Mapped[str]
    touched: Mapped[int] = mapped_column(default=0, onupdate=7)
    topics: Mapped[list[Topic]] = relationship(secondary=card_of_topic)


class Line(Base):
    """Goes with its card by the database's own cascade."""

    __tablename__ = "extra_line"

    id: Mapped[str] = mapped_column(primary_key=True)
    card_id: Mapped[str] = mapped_column(sa.ForeignKey("extra_card.id", ondelete="CASCADE"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = make_store(tmp_path / "Standort")
    with made.write(None) as tx:
        Base.metadata.create_all(tx.connection)
        triggers.install(tx.driver)
    with made.write(None) as tx:
        orm(tx).add(Card(id="a", word="alt"))
    yield made
    with made.read() as tx:
        assert verify(tx.driver) == (), "the chain covers whatever way it was written"
    made.close()


def orm(tx: Transaction) -> Session:
    return tx.session


def newest(store: Store) -> list[tuple[str, str, str, Any]]:
    """(operation, table, row, values) of the newest transaction's entries."""
    with store.read() as tx:
        rows = tx.driver.execute(
            "SELECT operation, table_name, row_id, fields FROM journal_entry"
            " WHERE tx = (SELECT max(tx) FROM journal_transaction) ORDER BY seq"
        ).fetchall()
    return [(operation, table, row, json.loads(fields)) for operation, table, row, fields in rows]


CARD_B = ("I", "extra_card", "b", {"id": [None, "b"], "word": [None, "neu"], "touched": [None, 0]})
#: SQLAlchemy itself fills `onupdate` in, so the journal shows it beside what was asked for.
CHANGED = ("U", "extra_card", "a", {"word": ["alt", "neu"], "touched": [0, 7]})
GONE = ("D", "extra_card", "a", {"id": ["a", None], "word": ["alt", None], "touched": [0, None]})


def test_1_a_row_added_to_the_session(store: Store) -> None:
    with store.write(None) as tx:
        orm(tx).add(Card(id="b", word="neu"))
    assert newest(store) == [CARD_B]


def test_2_an_attribute_that_is_set_and_3_its_onupdate(store: Store) -> None:
    with store.write(None) as tx:
        orm(tx).get_one(Card, "a").word = "neu"
    assert newest(store) == [CHANGED]


def test_4_a_row_that_is_merged(store: Store) -> None:
    with store.write(None) as tx:
        orm(tx).merge(Card(id="a", word="neu"))
    assert newest(store) == [CHANGED]


def test_5_a_row_deleted_through_the_session(store: Store) -> None:
    with store.write(None) as tx:
        orm(tx).delete(orm(tx).get_one(Card, "a"))
    assert newest(store) == [GONE]


def test_6_rows_between_two_tables_that_no_class_stands_for(store: Store) -> None:
    with store.write(None) as tx:
        card = orm(tx).get_one(Card, "a")
        card.topics.append(Topic(id="t"))
    pair = {"card_id": [None, "a"], "topic_id": [None, "t"]}
    assert ("I", "extra_card_topic", "a/t", pair) in newest(store)
    with store.write(None) as tx:
        card = orm(tx).get_one(Card, "a")
        card.topics.clear()
    assert newest(store) == [("D", "extra_card_topic", "a/t", {"card_id": ["a", None], "topic_id": ["t", None]})]


def test_7_statements_that_the_session_executes(store: Store) -> None:
    with store.write(None) as tx:
        orm(tx).execute(sa.insert(Card).values(id="b", word="neu"))
    assert newest(store) == [CARD_B]
    with store.write(None) as tx:
        orm(tx).execute(sa.update(Card).where(Card.id == "a").values(word="neu"))
    assert newest(store) == [CHANGED]
    with store.write(None) as tx:
        orm(tx).execute(sa.delete(Card).where(Card.id == "b"))
    assert [entry[:3] for entry in newest(store)] == [("D", "extra_card", "b")]


def test_8_the_core_through_the_connection(store: Store) -> None:
    with store.write(None) as tx:
        table = Base.metadata.tables["extra_card"]
        tx.connection.execute(sa.insert(table), [{"id": "b", "word": "neu"}, {"id": "c", "word": "neu"}])
        tx.connection.execute(sa.update(table).where(table.c.id == "a").values(word="neu"))
        tx.connection.execute(sa.text("DELETE FROM extra_card WHERE id = 'c'"))
    assert [entry[:3] for entry in newest(store)] == [
        ("I", "extra_card", "b"),
        ("I", "extra_card", "c"),
        ("U", "extra_card", "a"),
        ("D", "extra_card", "c"),
    ]


def test_9_mappings_in_bulk(store: Store) -> None:
    with store.write(None) as tx:
        orm(tx).bulk_insert_mappings(sa.inspect(Card), [{"id": "b", "word": "neu", "touched": 0}])
        orm(tx).bulk_update_mappings(sa.inspect(Card), [{"id": "a", "word": "neu"}])
    assert newest(store) == [CARD_B, CHANGED]


def test_10_objects_in_bulk(store: Store) -> None:
    with store.write(None) as tx:
        orm(tx).bulk_save_objects([Card(id="b", word="neu", touched=0)])
    assert newest(store) == [CARD_B]


def test_11_rows_that_the_database_deletes_by_itself(store: Store) -> None:
    with store.write(None) as tx:
        orm(tx).add(Line(id="l", card_id="a"))
    with store.write(None) as tx:
        tx.connection.execute(sa.text("DELETE FROM extra_card WHERE id = 'a'"))
    found = newest(store)
    assert GONE in found
    assert ("D", "extra_line", "l", {"id": ["l", None], "card_id": ["a", None]}) in found
    assert len(found) == 2
