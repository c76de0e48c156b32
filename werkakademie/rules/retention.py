"""How long each kind of a person's data stays, and from which day on it may be deleted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from werkakademie.records.enums import RetentionKind
from werkakademie.rules.dates import add_months

#: Months after the exit, days for those of `COUNTED_IN_DAYS`; contact data go earlier when the last follow-up closes. A
#: wish (PERSON) has no period.
DEFAULT_MONTHS: Mapping[RetentionKind, int] = {
    RetentionKind.PAPERS: 6,
    RetentionKind.JOB_SEARCH: 6,
    RetentionKind.NOTES: 12,
    RetentionKind.CONTACT: 12,
    RetentionKind.NEVER_ENTERED: 6,
    RetentionKind.ATTENDANCE: 12,
    RetentionKind.OUTCOME: 60,
    RetentionKind.CARE_NOTES: 14,
    RetentionKind.CARE_VISITS: 6,
    RetentionKind.CHILDREN: 12,
}
#: With these kinds the whole person goes.
WHOLE_PERSON = frozenset({RetentionKind.NEVER_ENTERED, RetentionKind.OUTCOME, RetentionKind.PERSON})
#: Who is alone confirms their own list after this time: a night in between is the second pair of eyes.
ALONE_WAITS = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class EnrolmentDates:
    """What of one enrolment decides about periods."""

    #: The last day; None while it runs.
    exit_on: date | None = None
    #: The decision that the person does not come.
    non_entry_on: date | None = None
    #: Cancelled before it began: the exit is the decision against entry.
    never_began: bool = False
    #: When its follow-ups closed; None while one is open, or when there was none.
    follow_ups_closed_on: date | None = None
    has_follow_up: bool = False


@dataclass(frozen=True, slots=True)
class RetentionFacts:
    """A person with what decides about the periods of their data."""

    taken_in_on: date
    enrolments: tuple[EnrolmentDates, ...] = ()


def due_days(facts: RetentionFacts, months: Mapping[RetentionKind, int], today: date) -> Mapping[RetentionKind, date]:
    """The day from which each kind may be deleted; empty while the person takes part in anything.

    Months are counted from the last exit, the day clamped to the month's end. Who never entered has one period for
    everything, and so has everybody once the outcome's period is over: then the other kinds are not named any more.
    """
    if _takes_part(facts, today):
        return {}
    exits = [one.exit_on for one in facts.enrolments if one.exit_on is not None and not _never_entered(one)]
    if not exits:
        decided = _decision(facts)
        whole = {RetentionKind.NEVER_ENTERED: add_months(decided, months[RetentionKind.NEVER_ENTERED])}
        if not facts.enrolments or whole[RetentionKind.NEVER_ENTERED] <= today:
            return whole
        return whole | {RetentionKind.CARE_NOTES: decided + timedelta(days=months[RetentionKind.CARE_NOTES])}
    last = max(exits)
    outcome = add_months(last, months[RetentionKind.OUTCOME])
    if outcome <= today:
        return {RetentionKind.OUTCOME: outcome}
    days = {
        kind: add_months(last, months[kind])
        for kind in (
            *(RetentionKind.PAPERS, RetentionKind.JOB_SEARCH, RetentionKind.NOTES, RetentionKind.ATTENDANCE),
            RetentionKind.CARE_VISITS,
        )
    }
    days[RetentionKind.CARE_NOTES] = last + timedelta(days=months[RetentionKind.CARE_NOTES])
    days[RetentionKind.CONTACT] = _contact_day(facts, last, months[RetentionKind.CONTACT])
    # The search for a lasting place is needed until the last question is answered; visits hang on the child.
    search = _contact_day(facts, last, months[RetentionKind.CHILDREN])
    days[RetentionKind.CHILDREN] = max(search, days[RetentionKind.CARE_VISITS])
    return days | {RetentionKind.OUTCOME: outcome}


def due_kinds(facts: RetentionFacts, months: Mapping[RetentionKind, int], today: date) -> Mapping[RetentionKind, date]:
    """Those whose day has come."""
    return {kind: day for kind, day in due_days(facts, months, today).items() if day <= today}


def may_confirm(*, own: bool, others: int, proposed_at: datetime, now: datetime) -> bool:
    """Whether an account may confirm a list: not its own, unless nobody else could and a day has passed."""
    return not own or (others == 0 and now >= proposed_at + ALONE_WAITS)


def holds_on(since: date, ends_on: date | None, day: date) -> bool:
    """Whether a hold lasts on the day; its last day still counts."""
    return since <= day and (ends_on is None or day <= ends_on)


def _takes_part(facts: RetentionFacts, today: date) -> bool:
    ends = (one.exit_on or one.non_entry_on for one in facts.enrolments)
    return any(end is None or end > today for end in ends)


def _never_entered(one: EnrolmentDates) -> bool:
    return one.never_began or (one.non_entry_on is not None and one.exit_on is None)


def _decision(facts: RetentionFacts) -> date:
    """When it was clear that the person does not come; without any enrolment the day they were taken in."""
    decided = [day for one in facts.enrolments for day in (one.non_entry_on, one.exit_on) if day is not None]
    return max(decided, default=facts.taken_in_on)


def _contact_day(facts: RetentionFacts, last_exit: date, months: int) -> date:
    latest = add_months(last_exit, months)
    asked: Sequence[EnrolmentDates] = [one for one in facts.enrolments if one.has_follow_up]
    closed = [one.follow_ups_closed_on for one in asked if one.follow_ups_closed_on is not None]
    if not asked or len(closed) < len(asked):
        return latest
    return min(latest, max(last_exit, *closed))
