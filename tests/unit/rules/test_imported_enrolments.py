"""What one row of a foreign list says about entry, exit and outcome."""

from datetime import date

from werkakademie.records.enums import (
    Evidence,
    ExitReason,
    ExitType,
    FollowUpState,
    NonEntryReason,
    OutcomeCategory,
)
from werkakademie.records.importing import ImportValue
from werkakademie.rules.imported_enrolments import ImportedEnrolment, ImportedOutcome, imported_enrolment

TODAY = date(2027, 6, 1)
ENTRY, EXIT, CUT_OFF = date(2026, 11, 2), date(2026, 11, 30), date(2027, 2, 28)


def row(**values: ImportValue) -> ImportedEnrolment:
    return imported_enrolment(values, today=TODAY, months=3)


def test_a_row_of_the_workshop() -> None:
    """As in JOBS II: everybody is drawn and has an exit; the column says who came and who works."""
    came = row(
        allocated_on=date(2026, 10, 1),
        entry_confirmed=True,
        entry_on=ENTRY,
        exit_on=EXIT,
        exit_type=ExitType.PLANNED,
        outcome=OutcomeCategory.INSURED_FULL_TIME,
        outcome_evidence=Evidence.CASE_SYSTEM,
    )
    assert (came.entry_on, came.entry_confirmed, came.non_entry_on) == (ENTRY, True, None)
    assert (came.cut_off_on, came.follow_up) == (CUT_OFF, FollowUpState.ANSWERED)
    assert came.outcome == ImportedOutcome(OutcomeCategory.INSURED_FULL_TIME, Evidence.CASE_SYSTEM, CUT_OFF)


def test_who_did_not_come_has_the_decision_on_the_day_of_allocation_and_an_outcome_all_the_same() -> None:
    drawn = date(2026, 10, 1)
    stayed_away = row(
        allocated_on=drawn,
        entry_confirmed=False,
        entry_on=ENTRY,
        exit_on=EXIT,
        exit_type=ExitType.PLANNED,
        outcome=OutcomeCategory.SEEKING,
        outcome_evidence=Evidence.CASE_SYSTEM,
    )
    assert (stayed_away.entry_on, stayed_away.entry_confirmed, stayed_away.non_entry_on) == (None, False, drawn)
    assert stayed_away.follow_up is FollowUpState.ANSWERED


def test_a_list_of_ended_enrolments_confirms_the_entry_and_a_running_one_waits_for_marks() -> None:
    ended = row(entry_on=ENTRY, exit_on=EXIT, exit_type=ExitType.PLANNED)
    running = row(entry_on=ENTRY)
    assert (ended.allocated_on, ended.entry_confirmed, ended.exit_reason) == (ENTRY, True, ExitReason.OTHER)
    assert (running.entry_on, running.entry_confirmed, running.cut_off_on) == (ENTRY, False, None)
    assert running.follow_up is None


def test_a_reason_against_entry_is_a_decision() -> None:
    refused = row(allocated_on=ENTRY, non_entry_reason=NonEntryReason.MISSING_CHILDCARE)
    assert (refused.non_entry_on, refused.non_entry_reason) == (ENTRY, NonEntryReason.MISSING_CHILDCARE)
    assert not refused.entry_confirmed


def test_an_outcome_seen_before_the_cut_off_day_leaves_the_question_open() -> None:
    hint = row(
        entry_on=ENTRY,
        exit_on=EXIT,
        exit_type=ExitType.PLANNED,
        outcome=OutcomeCategory.INSURED_FULL_TIME,
        outcome_evidence=Evidence.OWN_STATEMENT,
        outcome_observed_on=date(2027, 2, 27),
    )
    assert hint.follow_up is FollowUpState.OPEN


def test_an_unknown_outcome_leaves_the_question_open() -> None:
    unknown = row(
        entry_on=ENTRY,
        exit_on=EXIT,
        exit_type=ExitType.PLANNED,
        outcome=OutcomeCategory.UNKNOWN,
        outcome_evidence=Evidence.CASE_SYSTEM,
    )
    assert unknown.follow_up is FollowUpState.OPEN


def test_a_death_closes_the_question_and_a_cancellation_before_the_start_asks_none() -> None:
    died = row(entry_on=ENTRY, exit_on=EXIT, exit_type=ExitType.EARLY, exit_reason=ExitReason.DIED)
    cancelled = row(allocated_on=ENTRY, exit_on=EXIT, exit_type=ExitType.CANCELLED_BEFORE_START)
    assert died.follow_up is FollowUpState.CLOSED_BY_DEATH
    assert cancelled.follow_up is None


def test_without_any_day_the_row_is_an_allocation_of_today() -> None:
    assert row().allocated_on == TODAY
    assert row(exit_on=EXIT, exit_type=ExitType.PLANNED).allocated_on == EXIT
