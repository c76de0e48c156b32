"""Room mode: a coach leaves the store open for a running session; the screen shows nothing of anybody meanwhile."""

from datetime import datetime

from werkakademie.records.clock import local_moment
from werkakademie.records.permissions import Permission
from werkakademie.rules.room_mode import IdleAction, idle_action, stays_open_until
from werkakademie.services.sessions import sessions_on
from werkakademie.services.workplace import Workplace
from werkakademie.storage import vault

__all__ = ["IdleAction", "idle_action", "prove_presence", "room_open_until"]


def room_open_until(workplace: Workplace) -> datetime | None:
    """How long the room may stay open because of a session that runs now, in local time; None when none runs."""
    workplace.require(Permission.USE_SITE)
    if not workplace.may(Permission.READ_ROSTERS):
        return None
    now = workplace.store.clock.now()
    rows = sessions_on(workplace, local_moment(now).date())
    running = [(row.starts_at, row.ends_at) for row in rows if not row.cancelled]
    return stays_open_until(running, local_moment(now))


def prove_presence(workplace: Workplace, password: str) -> None:
    """Whoever wants to go on is the one who is signed in. Raises WrongPasswordError."""
    workplace.require(Permission.USE_SITE)
    vault.open_with_password(workplace.store.path.parent, workplace.account_id, password)
