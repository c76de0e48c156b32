"""A participant's PIN: what may be one, and how long to wait between tries."""

import math
from datetime import date, datetime, timedelta
from itertools import pairwise

SHORTEST, LONGEST = 4, 6
#: Wrong tries after which only a coach helps.
MOST_TRIES = 5
#: Seconds to wait after so many wrong tries.
_WAITS = (0, 0, 2, 5, 10)


def blocked(failed_tries: int) -> bool:
    """Whether no further try is looked at."""
    return failed_tries >= MOST_TRIES


def wait_seconds(failed_tries: int, last_try_at: datetime | None, now: datetime) -> int:
    """Whole seconds until the next try is looked at. A clock that was set back shortens no waiting."""
    if last_try_at is None or blocked(failed_tries):
        return 0
    wait = timedelta(seconds=_WAITS[failed_tries])
    left = min(wait, last_try_at + wait - now)
    return max(0, math.ceil(left.total_seconds()))


def is_pin(text: str) -> bool:
    """Four to six digits."""
    return SHORTEST <= len(text) <= LONGEST and text.isascii() and text.isdigit()


def is_easy(pin: str, birth_date: date | None = None) -> bool:
    """Whether somebody beside the person would try it among the first: 1234, 4321, 0000, 1212, 112233, a birthday."""
    digits = [int(digit) for digit in pin]
    steps = {second - first for first, second in pairwise(digits)}
    repeats = any(pin == pin[:length] * (len(pin) // length) for length in (1, 2, 3) if len(pin) % length == 0)
    doubled = len(pin) % 2 == 0 and pin[::2] == pin[1::2]
    return steps in ({1}, {-1}) or repeats or doubled or pin in _birthdays(birth_date)


def _birthdays(born: date | None) -> frozenset[str]:
    if born is None:
        return frozenset()
    return frozenset(f"{born:{form}}" for form in ("%Y", "%d%m", "%m%d", "%d%m%y", "%y%m%d", "%m%y"))
