"""A clock that stands until it is moved and ids that count: the practice site and the tests repeat exactly."""

from datetime import datetime, timedelta
from uuid import UUID

_VERSION_AND_VARIANT = (7 << 76) | (2 << 62)


class SteppedClock:
    """Shows the moment that it was set to."""

    def __init__(self, moment: datetime) -> None:
        self._moment = _aware(moment)

    def now(self) -> datetime:
        return self._moment

    def set(self, moment: datetime) -> None:
        """Show this moment from now on."""
        self._moment = _aware(moment)

    def step(self, distance: timedelta) -> None:
        """Move on by `distance`."""
        self._moment += distance


class CountingIds:
    """UUIDs that are valid version 7, but count 1, 2, 3 …; `first` keeps two sources apart."""

    def __init__(self, first: int = 1) -> None:
        self._next = first

    def new_id(self) -> UUID:
        number = self._next
        self._next += 1
        # The count fills the upper bits, too: ids sort in the order in which they were given out.
        return UUID(int=(number >> 14 << 80) | _VERSION_AND_VARIANT | ((number & 0x3FFF) << 48))


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a clock needs a moment with a time zone")
    return moment
