"""Packages are taken in once, in any order, whole or not at all."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import UTC, date, datetime
from itertools import permutations
from uuid import UUID

import pytest
import sqlalchemy as sa

from tests.exchange.packages import SITE, a_manifest, a_row
from werkakademie.central.errors import ChangedPackageError
from werkakademie.central.figures import imported_packages
from werkakademie.central.ingest import take_in
from werkakademie.central.store import CentralStore
from werkakademie.central.tables import ENROLMENT
from werkakademie.records.central import ImportState
from werkakademie.records.enums import OutcomeCategory
from werkakademie.records.reporting import Manifest, ReportRow

NOW = datetime(2026, 7, 2, 9, 0, tzinfo=UTC)
OTHER_SITE = UUID("00000000-0000-7000-8000-000000000052")
CURRENT, SUPERSEDED, ALREADY = ImportState.CURRENT, ImportState.SUPERSEDED, ImportState.ALREADY_IMPORTED


def package(number: int, rows: Sequence[ReportRow], *, month: int = 7, site: UUID = SITE) -> tuple[Manifest, str]:
    """The manifest and the hash of a site's package, as of the first of a month."""
    manifest = a_manifest(
        "age1x", rows, number=number, as_of=date(2026, month, 1), site_id=site, package_id=UUID(int=number)
    )
    return manifest, f"{number:064x}"


def take(store: CentralStore, number: int, rows: Sequence[ReportRow], *, month: int = 7, site: UUID = SITE) -> str:
    manifest, sha256 = package(number, rows, month=month, site=site)
    return take_in(store, manifest, rows, sha256, now=NOW).value


def stored(store: CentralStore) -> list[tuple[int, int, int]]:
    """Of each row the pseudonym as a number, the category, and the package that it came with."""
    columns = (ENROLMENT.c.pseudonym, ENROLMENT.c.category, ENROLMENT.c.number)
    with store.begin() as connection:
        rows = connection.execute(sa.select(*columns).order_by(*columns)).all()
    return [(int(pseudonym, 16), category, number) for pseudonym, category, number in rows]


def test_every_value_of_a_row_arrives(store: CentralStore) -> None:
    rows = (a_row(1, group_name='Straße „3“\t\\N\n"x"', sex=None, training_place=None), a_row(2, due=False))
    assert take(store, 1, rows) == CURRENT.value
    with store.begin() as connection:
        found = connection.execute(sa.select(ENROLMENT).order_by(ENROLMENT.c.pseudonym)).mappings().all()
    for row, kept in zip(rows, found, strict=True):
        for field in fields(row):
            value = getattr(row, field.name)
            column = "group_pseudonym" if field.name == "group" else field.name
            assert kept[column] == getattr(value, "value", value), field.name
        assert (kept["site_id"], kept["number"], kept["as_of"]) == (SITE, 1, date(2026, 7, 1))


def test_twice_changes_nothing(store: CentralStore) -> None:
    rows = (a_row(1), a_row(2))
    assert take(store, 1, rows) == CURRENT.value
    before = stored(store)
    assert take(store, 1, rows) == ALREADY.value
    assert stored(store) == before
    assert len(imported_packages(store)) == 1


def test_another_content_under_an_old_number_is_an_alarm(store: CentralStore) -> None:
    take(store, 1, (a_row(1),))
    manifest, _sha256 = package(1, (a_row(2),))
    with pytest.raises(ChangedPackageError, match="Achtung: Paket 1 von „Übungsstandort“"):
        take_in(store, manifest, (a_row(2),), "f" * 64, now=NOW)
    assert stored(store) == [(1, 1, 1)]


def test_an_old_id_under_a_new_number_is_an_alarm(store: CentralStore) -> None:
    take(store, 1, (a_row(1),))
    manifest, sha256 = package(1, (a_row(1),))
    renumbered = a_manifest("age1x", (a_row(1),), number=2, package_id=manifest.package_id)
    with pytest.raises(ChangedPackageError):
        take_in(store, renumbered, (a_row(1),), sha256, now=NOW)


def test_a_newer_package_takes_the_place_of_the_older_one(store: CentralStore) -> None:
    take(store, 1, (a_row(1), a_row(2)), month=7)
    later = (a_row(2, category=OutcomeCategory.SEEKING), a_row(3))
    assert take(store, 2, later, month=10) == CURRENT.value
    assert stored(store) == [(2, 9, 2), (3, 1, 2)], "row 1 was withdrawn by the site"
    assert [package.state for package in imported_packages(store)] == [CURRENT, SUPERSEDED]


@pytest.mark.parametrize("order", list(permutations((1, 2, 3))))
def test_the_order_of_arrival_does_not_matter(store: CentralStore, order: tuple[int, ...]) -> None:
    packages = {
        1: (7, (a_row(1), a_row(2))),
        2: (7, (a_row(2, category=OutcomeCategory.SEEKING),)),
        3: (10, (a_row(2), a_row(4))),
    }
    for number in order:
        month, rows = packages[number]
        take(store, number, rows, month=month)
    assert stored(store) == [(2, 1, 3), (4, 1, 3)]
    states = {package.number: package.state for package in imported_packages(store)}
    assert states == {1: SUPERSEDED, 2: SUPERSEDED, 3: CURRENT}


def test_an_earlier_day_under_a_higher_number_is_not_newer(store: CentralStore) -> None:
    take(store, 1, (a_row(1),), month=10)
    assert take(store, 2, (a_row(2),), month=7) == SUPERSEDED.value
    assert stored(store) == [(1, 1, 1)]


def test_sites_do_not_touch_each_other(store: CentralStore) -> None:
    take(store, 1, (a_row(1),))
    take(store, 1, (a_row(1, category=OutcomeCategory.SEEKING),), site=OTHER_SITE)
    take(store, 2, (), site=SITE, month=8)
    assert stored(store) == [(1, 9, 1)]


def test_a_package_that_fails_half_way_leaves_nothing_and_blocks_nothing(store: CentralStore) -> None:
    take(store, 1, (a_row(1),))
    doubled = (a_row(2), a_row(2))
    manifest, sha256 = package(2, doubled, month=8)
    with pytest.raises(sa.exc.DBAPIError if store.engine.dialect.name != "postgresql" else Exception):
        take_in(store, manifest, doubled, sha256, now=NOW)
    assert stored(store) == [(1, 1, 1)]
    assert len(imported_packages(store)) == 1
    assert take(store, 2, (a_row(2),), month=8) == CURRENT.value


def test_more_rows_than_one_batch(store: CentralStore) -> None:
    rows = [a_row(number) for number in range(12_001)]
    take(store, 1, rows)
    assert len(stored(store)) == 12_001
