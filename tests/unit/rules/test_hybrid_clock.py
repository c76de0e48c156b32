"""The hybrid clock follows the PC's clock and never goes back."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from werkakademie.rules.hybrid_clock import PER_MILLISECOND, next_reading

MOMENT = datetime(2026, 11, 20, 8, 42, tzinfo=UTC)


def test_it_counts_milliseconds() -> None:
    assert next_reading(0, datetime(1970, 1, 1, 0, 0, 2, tzinfo=UTC)) == 2000 * 65536
    assert next_reading(0, MOMENT + timedelta(milliseconds=1)) - next_reading(0, MOMENT) == PER_MILLISECOND


def test_twice_in_one_moment_gives_two_readings() -> None:
    first = next_reading(0, MOMENT)
    assert next_reading(first, MOMENT) == first + 1


@given(st.lists(st.integers(min_value=-10_000_000, max_value=10_000_000), min_size=2, max_size=30))
def test_it_never_goes_back_whatever_the_clock_does(seconds: list[int]) -> None:
    last = 0
    for offset in seconds:
        reading = next_reading(last, MOMENT + timedelta(seconds=offset))
        assert reading > last
        last = reading
