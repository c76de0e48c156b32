"""When a follow-up is to be worked on, and what a job start suggests for its answer."""

from collections.abc import Mapping
from datetime import date, timedelta

from werkakademie.records.enums import ExitType, FollowUpState, OutcomeCategory
from werkakademie.records.exits import PlacementRecord
from werkakademie.records.follow_ups import Timeliness

#: After this many days a due follow-up is shown as overdue.
OVERDUE_AFTER_DAYS = 28


def is_asked_after(exit_type: ExitType | None) -> bool:
    """Whether anybody asks what became of the person; who never began is not asked after."""
    return exit_type is not ExitType.CANCELLED_BEFORE_START


def settled_state(answer: OutcomeCategory | None, *, died: bool) -> FollowUpState:
    """Where a follow-up stands once `answer` is the observation that counts (None: there is none)."""
    if died or answer is OutcomeCategory.DIED:
        return FollowUpState.CLOSED_BY_DEATH
    if answer is None or answer is OutcomeCategory.UNKNOWN:
        return FollowUpState.OPEN
    return FollowUpState.ANSWERED


def overdue_before(today: date) -> date:
    """Open follow-ups that fell due before this day are overdue."""
    return today - timedelta(days=OVERDUE_AFTER_DAYS)


def timeliness(due_on: date, today: date) -> Timeliness:
    """How an open follow-up stands to `today`; on its cut-off day it is due."""
    if due_on > today:
        return Timeliness.COMING
    return Timeliness.OVERDUE if due_on < overdue_before(today) else Timeliness.DUE


def suggestion(placements: tuple[PlacementRecord, ...], cut_off_on: date) -> Mapping[str, object]:
    """Values for the form from the last job start up to the cut-off day: a hint, which a person confirms or changes."""
    started = [placement for placement in placements if placement.starts_on <= cut_off_on]
    if not started:
        return {}
    latest = max(started, key=lambda placement: placement.starts_on)
    return {
        "category": latest.category,
        "started_on": latest.starts_on,
        "weekly_hours": latest.weekly_hours,
        "occupation_code": latest.occupation_code,
        "industry_code": latest.industry_code,
        "subsidised": latest.subsidised,
        "fixed_term": latest.fixed_term,
        "temporary_agency": latest.temporary_agency,
    }
