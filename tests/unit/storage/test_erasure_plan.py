"""What each kind of data takes away can go: no row that stays points to one that goes, and none goes too early."""

from collections.abc import Iterator

import pytest
from sqlmodel import SQLModel

import werkakademie.models  # noqa: F401 - so that all tables are there
from werkakademie.records.enums import RetentionKind
from werkakademie.storage.erasure_plan import OWNED, PLANS


def pointers() -> Iterator[tuple[str, str, str]]:
    """Table, column, and the table that it points to."""
    for table in SQLModel.metadata.tables.values():
        for column in table.columns:
            for key in column.foreign_keys:
                yield table.name, column.name, key.column.table.name


def test_rows_go_after_those_that_point_to_them() -> None:
    order = list(OWNED)
    early = [
        (table, column)
        for table, column, target in pointers()
        if target in OWNED and (table not in OWNED or order.index(table) > order.index(target))
    ]
    assert early == []


#: In the same order in each process that runs tests.
KINDS: list[RetentionKind] = sorted(PLANS, key=lambda kind: kind.value)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.value)
def test_nothing_that_stays_points_to_what_goes(kind: RetentionKind) -> None:
    plan = PLANS[kind]
    left = {
        (table, column) for table, column, target in pointers() if target in plan.deleted and table not in plan.deleted
    }
    assert left == set(plan.loosened.items())
