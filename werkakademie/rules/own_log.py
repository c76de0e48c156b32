"""A person's own log: when it is time to ask, and what a week came to."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from werkakademie.records.enums import ApplicationStage, NextStep
from werkakademie.records.job_search import ApplicationRecord
from werkakademie.records.own_log import Reminder, is_waiting

#: Days without an answer after which somebody may ask.
ASK_AFTER_DAYS: Final = 14
#: Fewer people in a group, and their number of applications would tell of single ones.
SMALLEST_GROUP: Final = 3
#: Nothing is expected from the employer any more.
CLOSED: Final = frozenset({ApplicationStage.REFUSAL, ApplicationStage.OFFER, ApplicationStage.NO_ANSWER})


def last_stage_on(application: ApplicationRecord) -> date:
    """The day of the newest stage of a history that is not empty."""
    return max(stage.happened_on for stage in application.stages)


def reminders(applications: Iterable[ApplicationRecord], today: date) -> tuple[Reminder, ...]:
    """The applications that wait for an answer for 14 days, the longest first.

    Who chose a day to ask on is reminded on that day instead, and not before; who wants nothing more, never.
    """
    found = []
    for application in applications:
        if not application.stages or application.current_stage in CLOSED:
            continue
        if application.next_step is NextStep.NOTHING or not is_waiting(application):
            continue
        since = last_stage_on(application)
        due = application.next_on or since + timedelta(days=ASK_AFTER_DAYS)
        if due <= today:
            found.append(Reminder(application, since, (today - since).days))
    return tuple(sorted(found, key=lambda one: (-one.days, str(one.application.id))))


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday of the day's week."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def sent_between(applications: Sequence[ApplicationRecord], first: date, last: date) -> int:
    """How many applications were sent in a span of days: each once, on the day of its first „beworben“."""
    days = [
        min((stage.happened_on for stage in one.stages if stage.stage is ApplicationStage.APPLIED), default=None)
        for one in applications
    ]
    return sum(day is not None and first <= day <= last for day in days)
