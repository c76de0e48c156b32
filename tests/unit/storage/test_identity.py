"""The real clock and ids are what they say; those of the practice site repeat."""

from datetime import UTC, datetime, timedelta

import pytest

from werkakademie.records.clock import local_moment, utc_moment
from werkakademie.storage.identity import SystemClock, Uuid7Source
from werkakademie.storage.practice_identity import CountingIds, SteppedClock


def test_the_system_clock_knows_its_zone() -> None:
    assert SystemClock().now().utcoffset() == timedelta(0)


@pytest.mark.parametrize("source", [Uuid7Source(), CountingIds()])
def test_ids_are_version_7_differ_and_sort_by_their_making(source: Uuid7Source | CountingIds) -> None:
    ids = [source.new_id() for _ in range(20_000)]
    assert {one.version for one in ids} == {7}
    assert len(set(ids)) == len(ids)
    assert ids == sorted(ids)


def test_counted_ids_repeat_and_can_start_elsewhere() -> None:
    assert CountingIds().new_id() == CountingIds().new_id()
    assert CountingIds(first=2).new_id() != CountingIds().new_id()


def test_the_stepped_clock_stands_until_it_is_moved() -> None:
    clock = SteppedClock(datetime(2026, 3, 2, 8, 0, tzinfo=UTC))
    assert clock.now() == clock.now()
    clock.step(timedelta(days=1))
    assert clock.now() == datetime(2026, 3, 3, 8, 0, tzinfo=UTC)
    with pytest.raises(ValueError, match="time zone"):
        clock.set(datetime(2026, 3, 2, 8, 0))


def test_nine_in_the_room_is_another_hour_in_summer() -> None:
    assert utc_moment(datetime(2026, 1, 5, 9, 0)) == datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
    assert utc_moment(datetime(2026, 7, 6, 9, 0)) == datetime(2026, 7, 6, 7, 0, tzinfo=UTC)
    assert local_moment(datetime(2026, 7, 6, 7, 0, tzinfo=UTC)).hour == 9
