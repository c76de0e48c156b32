"""The hybrid logical clock: one integer that follows the PC's clock and never goes back, whatever that clock does."""

from datetime import datetime

#: Room for so many readings within one millisecond.
PER_MILLISECOND = 1 << 16


def next_reading(last: int, now: datetime) -> int:
    """The reading after `last` at the moment `now`: unix milliseconds * 65536, or one more than the last."""
    return max(last + 1, int(now.timestamp() * 1000) * PER_MILLISECOND)
