"""Time and identity come from outside, so that tests and the demo give the same figures each time."""

from datetime import UTC, date, datetime
from typing import Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

#: The time zone in which a day begins and ends.
LOCAL_ZONE = ZoneInfo("Europe/Berlin")


class Clock(Protocol):
    """Tells the present moment."""

    def now(self) -> datetime:
        """The moment, with its time zone (UTC)."""
        ...


class IdSource(Protocol):
    """Gives ids that no other record has."""

    def new_id(self) -> UUID:
        """A UUID of version 7: a later one sorts behind an earlier one."""
        ...


def local_date(moment: datetime) -> date:
    """The day of a moment as the room's wall calendar shows it."""
    return moment.astimezone(LOCAL_ZONE).date()


def local_moment(moment: datetime) -> datetime:
    """The moment as the room's clock shows it."""
    return moment.astimezone(LOCAL_ZONE)


def utc_moment(local: datetime) -> datetime:
    """A naive local moment (a date and a time of the room) as a moment in UTC."""
    return local.replace(tzinfo=LOCAL_ZONE).astimezone(UTC)
