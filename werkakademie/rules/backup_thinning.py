"""Which backups go: the further back, the fewer stay, and after the agreed days none, except the newest."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from werkakademie.records.clock import local_date

#: Within this time one backup of each hour stays …
HOURLY_FOR = timedelta(hours=24)
#: … then one of each day for these days, then one of each week for these, then one of each month.
DAILY_FOR = 14
WEEKLY_FOR = 56


def to_delete(moments: Iterable[datetime], *, now: datetime, days: int) -> frozenset[datetime]:
    """The moments of those backups that are no longer needed; `days` is the age in days up to which any is kept.

    Days, weeks and months are those of the room. Of each span the newest stays. Moments ahead of `now` (somebody set
    the clock back) stay until their time has come, and so does the newest one before `now`: it is the latest state
    whichever clock was right. So the newest and the only one are never deleted.
    """
    past = sorted((moment for moment in set(moments) if moment <= now), reverse=True)
    seen: set[tuple[str, object]] = set()
    gone = []
    for place, moment in enumerate(past):
        span = _span(moment, now, days)
        if place > 0 and (span is None or span in seen):
            gone.append(moment)
        elif span is not None:
            seen.add(span)
    return frozenset(gone)


def _span(moment: datetime, now: datetime, days: int) -> tuple[str, object] | None:
    """The span of which one backup stays; None when the backup is too old for any."""
    day = local_date(moment)
    age = (local_date(now) - day).days
    if age > days:
        return None
    if now - moment <= HOURLY_FOR:
        # An hour of UTC: the hour that the clocks repeat in October is two.
        return "hour", moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    if age <= DAILY_FOR:
        return "day", day
    if age <= WEEKLY_FOR:
        return "week", day.isocalendar()[:2]
    return "month", (day.year, day.month)
