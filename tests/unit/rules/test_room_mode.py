"""How long a room stays open, by a wall clock."""

from datetime import datetime, timedelta

import pytest

from werkakademie.rules.room_mode import IdleAction, idle_action, stays_open_until

MORNING = (datetime(2026, 11, 23, 9, 0), datetime(2026, 11, 23, 12, 0))
LONGER = (datetime(2026, 11, 23, 10, 0), datetime(2026, 11, 23, 13, 30))


def at(hour: int, minute: int) -> datetime:
    return datetime(2026, 11, 23, hour, minute)


@pytest.mark.parametrize(
    ("now", "until"),
    [
        (at(8, 29), None),
        (at(8, 30), at(12, 15)),
        (at(9, 42), at(12, 15)),
        (at(12, 14), at(12, 15)),
        (at(12, 15), None),
    ],
)
def test_it_stays_open_for_a_quarter_of_an_hour_after_the_end(now: datetime, until: datetime | None) -> None:
    assert stays_open_until([MORNING], now) == until


def test_of_two_sessions_the_last_to_end_counts() -> None:
    assert stays_open_until([LONGER, MORNING], at(11, 0)) == at(13, 45)


def test_without_a_session_it_does_not_stay_open() -> None:
    assert stays_open_until([], at(9, 42)) is None


def test_idleness_locks_unless_a_coach_holds_the_room_open() -> None:
    now = at(9, 42)
    assert idle_action(None, now) is IdleAction.LOCK
    assert idle_action(now + timedelta(minutes=1), now) is IdleAction.END_SIGN_IN
    assert idle_action(now, now) is IdleAction.LOCK
