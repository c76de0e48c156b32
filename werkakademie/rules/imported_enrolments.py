"""What a row of an import says about one enrolment: entry, exit, cut-off day, follow-up and outcome."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from typing import TypeVar

from werkakademie.records.enums import Evidence, ExitReason, ExitType, FollowUpState, NonEntryReason, OutcomeCategory
from werkakademie.records.follow_ups import OutcomeStanding
from werkakademie.records.importing import ImportValue
from werkakademie.rules.dates import cut_off_day
from werkakademie.rules.follow_ups import is_asked_after, settled_state
from werkakademie.rules.outcomes import Observation, standings

ChosenT = TypeVar("ChosenT", bound=Enum)

#: Only one observation comes with a row: nothing is newer or older.
_ORDER = (datetime(1, 1, 1, tzinfo=UTC), "")


@dataclass(frozen=True, slots=True)
class ImportedOutcome:
    """An observed status on the cut-off day."""

    category: OutcomeCategory
    evidence: Evidence
    observed_on: date


@dataclass(frozen=True, slots=True)
class ImportedEnrolment:
    """One enrolment as it will be stored."""

    allocated_on: date
    entry_on: date | None
    entry_confirmed: bool
    insured_at_entry: bool | None
    non_entry_reason: NonEntryReason | None
    non_entry_on: date | None
    exit_on: date | None
    exit_type: ExitType | None
    exit_reason: ExitReason | None
    cut_off_on: date | None
    #: None when nobody is to be asked.
    follow_up: FollowUpState | None
    outcome: ImportedOutcome | None


def imported_enrolment(values: Mapping[str, ImportValue], *, today: date, months: int) -> ImportedEnrolment:
    """The enrolment of converted values; `months` is the site's distance from exit to cut-off day."""
    exit_on = _day(values, "exit_on")
    exit_type = _member(values, "exit_type", ExitType) if exit_on else None
    reason = (_member(values, "exit_reason", ExitReason) or ExitReason.OTHER) if exit_on else None
    cut_off_on = cut_off_day(exit_on, months) if exit_on else None
    entry_on, confirmed, non_entry_on = _entry(values, today, exit_type)
    outcome = _outcome(values, cut_off_on, today)
    return ImportedEnrolment(
        allocated_on=_allocated_on(values, entry_on, today),
        entry_on=entry_on,
        entry_confirmed=confirmed,
        insured_at_entry=_answer(values, "insured_at_entry"),
        non_entry_reason=_member(values, "non_entry_reason", NonEntryReason) if non_entry_on else None,
        non_entry_on=non_entry_on,
        exit_on=exit_on,
        exit_type=exit_type,
        exit_reason=reason,
        cut_off_on=cut_off_on,
        follow_up=_follow_up(cut_off_on, exit_type, reason, outcome, today),
        outcome=outcome,
    )


def _allocated_on(values: Mapping[str, ImportValue], entry_on: date | None, today: date) -> date:
    """Known, or not after anything else that is known of this enrolment."""
    known = _day(values, "allocated_on") or entry_on
    others = (_day(values, "non_entry_on"), _day(values, "exit_on"), today)
    return known or min(day for day in others if day is not None)


def _entry(
    values: Mapping[str, ImportValue], today: date, exit_type: ExitType | None
) -> tuple[date | None, bool, date | None]:
    """The day of entry, whether it is confirmed, and the day on which the entry failed.

    A list of ended enrolments with a day of entry says that people came; of a running one the marks will say so.
    """
    came = _answer(values, "entry_confirmed")
    entry_on, failed_on = _day(values, "entry_on"), _day(values, "non_entry_on")
    failed = failed_on is not None or "non_entry_reason" in values
    if came is None and failed and entry_on is None:
        came = False
    if came is False:
        return None, False, failed_on or _allocated_on(values, None, today)
    if came:
        return entry_on or _allocated_on(values, None, today), True, None
    ended = exit_type is not None and is_asked_after(exit_type)
    return entry_on, entry_on is not None and ended and not failed, None


def _outcome(values: Mapping[str, ImportValue], cut_off_on: date | None, today: date) -> ImportedOutcome | None:
    category = _member(values, "outcome", OutcomeCategory)
    evidence = _member(values, "outcome_evidence", Evidence)
    if category is None or evidence is None or cut_off_on is None:
        return None
    return ImportedOutcome(category, evidence, _day(values, "outcome_observed_on") or min(cut_off_on, today))


def _follow_up(
    cut_off_on: date | None,
    exit_type: ExitType | None,
    reason: ExitReason | None,
    outcome: ImportedOutcome | None,
    today: date,
) -> FollowUpState | None:
    if cut_off_on is None or not is_asked_after(exit_type):
        return None
    answer = outcome.category if outcome and _answers(outcome, cut_off_on, today) else None
    return settled_state(answer, died=reason is ExitReason.DIED)


def _answers(outcome: ImportedOutcome, cut_off_on: date, today: date) -> bool:
    one = Observation(
        category=outcome.category,
        as_of=cut_off_on,
        observed_on=outcome.observed_on,
        says_what_was=True,
        withdrawn=False,
        order=_ORDER,
    )
    return standings([one], cut_off_on, today)[0] is OutcomeStanding.COUNTS


def _day(values: Mapping[str, ImportValue], key: str) -> date | None:
    value = values.get(key)
    return value if isinstance(value, date) else None


def _answer(values: Mapping[str, ImportValue], key: str) -> bool | None:
    value = values.get(key)
    return value if isinstance(value, bool) else None


def _member(values: Mapping[str, ImportValue], key: str, kind: type[ChosenT]) -> ChosenT | None:
    value = values.get(key)
    return value if isinstance(value, kind) else None
