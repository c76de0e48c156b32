"""How long a participant waits between tries, and which PINs are refused."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werkakademie.rules.pin_tries import MOST_TRIES, blocked, is_easy, is_pin, wait_seconds

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.mark.parametrize(("failed", "seconds"), [(0, 0), (1, 0), (2, 2), (3, 5), (4, 10)])
def test_each_wrong_try_makes_the_next_one_wait_longer(failed: int, seconds: int) -> None:
    assert wait_seconds(failed, NOW, NOW) == seconds
    assert wait_seconds(failed, NOW, NOW + timedelta(seconds=seconds)) == 0


def test_part_of_a_second_is_a_whole_one() -> None:
    assert wait_seconds(3, NOW, NOW + timedelta(seconds=4, milliseconds=1)) == 1


def test_the_fifth_is_the_last() -> None:
    assert [tries for tries in range(8) if blocked(tries)] == [5, 6, 7]


@given(st.integers(0, MOST_TRIES - 1), st.timedeltas(timedelta(days=-9), timedelta(days=9)))
def test_nobody_waits_longer_than_the_step_says_whatever_the_clock_does(failed: int, since: timedelta) -> None:
    assert 0 <= wait_seconds(failed, NOW, NOW + since) <= wait_seconds(failed, NOW, NOW)


@pytest.mark.parametrize(
    "pin", ["1234", "4321", "0123", "98765", "0000", "999999", "1212", "123123", "1122", "112233", "1990", "1705",
            "170590"],
)  # fmt: skip
def test_easy_ones(pin: str) -> None:
    assert is_pin(pin)
    assert is_easy(pin, date(1990, 5, 17))


@pytest.mark.parametrize("pin", ["2683", "1243", "1235", "7391", "1991", "480213", "12313"])
def test_others(pin: str) -> None:
    assert not is_easy(pin, date(1990, 5, 17))
