"""The steps make what the table classes describe: same columns, keys, references and indexes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel

from werkakademie.models import Participant
from werkakademie.storage.engine import open_engine
from werkakademie.storage.migrate import new_database
from werkakademie.storage.transaction import NOUN_OF_TABLE

KEY = bytes(range(32))

#: What only the database knows: the row number and the folded names that search and order need.
OF_THE_DATABASE = {str(Participant.__tablename__): {"number", "folded"}}
INDEXES_OF_THE_DATABASE = {"ix_participant_folded"}


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Inspector]:
    path: Path = tmp_path_factory.mktemp("schema") / "werkakademie.db"
    new_database(path, KEY)
    engine = open_engine(path, KEY)
    with engine.connect() as connection:
        yield sa.inspect(connection)
    engine.dispose()


@pytest.fixture(scope="module")
def models() -> Iterator[sa.Inspector]:
    engine = sa.create_engine("sqlite://")
    with engine.connect() as connection:
        SQLModel.metadata.create_all(connection)
        yield sa.inspect(connection)
    engine.dispose()


def test_there_are_the_same_tables(steps: sa.Inspector, models: sa.Inspector) -> None:
    made = {name for name in steps.get_table_names() if not name.startswith("participant_fts")}
    assert made == set(models.get_table_names()) == set(NOUN_OF_TABLE)


@pytest.mark.parametrize("table", sorted(NOUN_OF_TABLE))
def test_a_table_is_as_its_class_says(steps: sa.Inspector, models: sa.Inspector, table: str) -> None:
    assert columns(steps, table, without=OF_THE_DATABASE.get(table, set())) == columns(models, table, without=set())
    assert references(steps, table) == references(models, table)
    assert indexes(steps, table) == indexes(models, table)
    assert key(steps, table) == key(models, table)


def columns(inspector: sa.Inspector, table: str, *, without: set[str]) -> dict[str, tuple[str, bool]]:
    """Type and whether it may be empty, per column."""
    found = inspector.get_columns(table)
    return {one["name"]: (str(one["type"]), one["nullable"]) for one in found if one["name"] not in without}


def references(inspector: sa.Inspector, table: str) -> set[tuple[str, ...]]:
    found = inspector.get_foreign_keys(table)
    return {(*one["constrained_columns"], one["referred_table"], *one["referred_columns"]) for one in found}


def indexes(inspector: sa.Inspector, table: str) -> set[tuple[object, ...]]:
    found = [one for one in inspector.get_indexes(table) if one["name"] not in INDEXES_OF_THE_DATABASE]
    return {(one["name"], bool(one["unique"]), *one["column_names"]) for one in found}


def key(inspector: sa.Inspector, table: str) -> set[tuple[str, ...]]:
    """What identifies a row; a table with a row number of its own has its key as a unique column."""
    unique = {tuple(name for name in one["column_names"] if name) for one in inspector.get_unique_constraints(table)}
    primary = tuple(inspector.get_pk_constraint(table)["constrained_columns"])
    return unique | (set() if primary == ("number",) else {primary})
