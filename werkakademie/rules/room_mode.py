"""When a room's PCs stay open for participants: while a session runs, and a little longer."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import Enum

#: A coach opens the room before people come.
BEFORE_SESSION = timedelta(minutes=30)
#: Time to finish a sentence and to sign off.
AFTER_SESSION = timedelta(minutes=15)


class IdleAction(Enum):
    """What nobody at the keyboard means."""

    #: The store closes, and its key leaves memory.
    LOCK = "lock"
    #: Whoever was signed in is signed off; the store stays open for the next one.
    END_SIGN_IN = "end_sign_in"


def stays_open_until(sessions: Iterable[tuple[datetime, datetime]], now: datetime) -> datetime | None:
    """The end of the session that runs now plus a quarter of an hour; None when none runs.

    `sessions` are beginnings and ends. Of several that overlap the last to end counts. A session counts as running from
    half an hour before it begins.
    """
    running = [ends for begins, ends in sessions if begins - BEFORE_SESSION <= now < ends + AFTER_SESSION]
    return max(running) + AFTER_SESSION if running else None


def idle_action(open_until: datetime | None, now: datetime) -> IdleAction:
    """`open_until` is None unless a coach turned room mode on."""
    return IdleAction.END_SIGN_IN if open_until is not None and now < open_until else IdleAction.LOCK
