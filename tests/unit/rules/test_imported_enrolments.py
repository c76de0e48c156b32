"""What a row says about an enrolment: plain cases that somebody can check by hand."""

from datetime import date

import pytest

from werkakademie.records.enums import Evidence, ExitReason, ExitType, FollowUpState, NonEntryReason, OutcomeCategory
from werkakademie.records.importing import ImportValue
from werkakademie.rules.imported_enrolments import ImportedEnrolment, imported_enrolment

TODAY = date(2026, 11, 23)
ENTRY, EXIT, CUT_OFF = date(2026, 3, 2), date(2026, 5, 29), date(2026, 8, 29)


def enrolment(**values: ImportValue) -> ImportedEnrolment:
    return imported_enrolment(values, today=TODAY, months=3)


def ended(**values: ImportValue) -> ImportedEnrolment:
    return enrolment(**{"entry_on": ENTRY, "exit_on": EXIT, "exit_type": ExitType.PLANNED, **values})


def answered(**values: ImportValue) -> ImportedEnrolment:
    known = {"outcome": OutcomeCategory.SEEKING, "outcome_evidence": Evidence.OWN_STATEMENT}
    return ended(**{**known, **values})


@pytest.mark.parametrize(
    ("values", "allocated_on"),
    [
        ({}, TODAY),
        ({"entry_on": ENTRY}, ENTRY),
        ({"allocated_on": date(2026, 2, 1), "entry_on": ENTRY}, date(2026, 2, 1)),
        ({"exit_on": EXIT, "exit_type": ExitType.EARLY}, EXIT),
        ({"non_entry_on": date(2026, 4, 1)}, date(2026, 4, 1)),
    ],
)
def test_the_allocation_is_never_after_what_is_known(values: dict[str, ImportValue], allocated_on: date) -> None:
    assert enrolment(**values).allocated_on == allocated_on


def test_a_running_enrolment_waits_for_marks_and_an_ended_one_counts() -> None:
    assert enrolment(entry_on=ENTRY).entry_confirmed is False
    assert enrolment(entry_on=ENTRY, entry_confirmed=True).entry_confirmed is True
    assert ended().entry_confirmed is True
    assert ended(exit_type=ExitType.CANCELLED_BEFORE_START).entry_confirmed is False


def test_who_did_not_enter_has_a_day_of_that() -> None:
    row = enrolment(entry_confirmed=False, allocated_on=ENTRY)
    assert (row.entry_on, row.non_entry_on, row.non_entry_reason) == (None, ENTRY, None)
    row = enrolment(non_entry_reason=NonEntryReason.HEALTH, allocated_on=ENTRY)
    assert (row.non_entry_on, row.non_entry_reason) == (ENTRY, NonEntryReason.HEALTH)


def test_both_entered_and_not_entered_stays_unclear() -> None:
    row = ended(non_entry_reason=NonEntryReason.HEALTH)
    assert (row.entry_on, row.entry_confirmed, row.non_entry_on) == (ENTRY, False, None)


def test_the_cut_off_day_follows_the_rule() -> None:
    assert ended(exit_on=date(2026, 11, 30)).cut_off_on == date(2027, 2, 28)
    assert ended().exit_reason is ExitReason.OTHER


def test_the_follow_up_stands_where_the_answer_leaves_it() -> None:
    assert ended().follow_up is FollowUpState.OPEN
    assert answered().follow_up is FollowUpState.ANSWERED
    assert answered(outcome=OutcomeCategory.UNKNOWN).follow_up is FollowUpState.OPEN
    assert answered(outcome_observed_on=date(2026, 8, 28)).follow_up is FollowUpState.OPEN
    assert answered(outcome=OutcomeCategory.DIED).follow_up is FollowUpState.CLOSED_BY_DEATH
    assert ended(exit_reason=ExitReason.DIED).follow_up is FollowUpState.CLOSED_BY_DEATH
    assert ended(exit_type=ExitType.CANCELLED_BEFORE_START).follow_up is None
    assert enrolment(entry_on=ENTRY).follow_up is None


def test_an_outcome_without_its_day_was_seen_on_the_cut_off_day_but_never_in_the_future() -> None:
    outcome = answered().outcome
    assert outcome is not None
    assert outcome.observed_on == CUT_OFF
    early = answered(exit_on=date(2026, 10, 30))
    assert early.outcome is not None
    assert (early.outcome.observed_on, early.follow_up) == (TODAY, FollowUpState.OPEN)
