"""Where an application stands, when it was sent, and which belong to a span of days."""

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werkakademie.records.enums import ApplicationStage
from werkakademie.rules.job_search import applied_on, current_stage

RESEARCHED, APPLIED, INVITATION, REFUSAL = (
    ApplicationStage.RESEARCHED,
    ApplicationStage.APPLIED,
    ApplicationStage.INVITATION,
    ApplicationStage.REFUSAL,
)


@dataclass(frozen=True)
class Dated:
    stage: ApplicationStage
    happened_on: date


def history(*entries: tuple[ApplicationStage, int]) -> list[Dated]:
    """Stages on days of November 2026."""
    return [Dated(stage, date(2026, 11, day)) for stage, day in entries]


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([], RESEARCHED),
        ([(APPLIED, 9)], APPLIED),
        ([(INVITATION, 20), (APPLIED, 9)], INVITATION),
        ([(REFUSAL, 20), (INVITATION, 12), (APPLIED, 9)], REFUSAL),
        ([(APPLIED, 9), (RESEARCHED, 9)], APPLIED),
        ([(REFUSAL, 9), (APPLIED, 9)], REFUSAL),
    ],
)
def test_the_latest_day_says_where_an_application_stands(
    entries: list[tuple[ApplicationStage, int]], expected: ApplicationStage
) -> None:
    assert current_stage(history(*entries)) is expected


@given(st.permutations(history((RESEARCHED, 2), (APPLIED, 2), (INVITATION, 9), (REFUSAL, 9))))
def test_the_order_of_writing_does_not_matter(entries: list[Dated]) -> None:
    assert current_stage(entries) is REFUSAL
    assert applied_on(entries) == date(2026, 11, 2)


def test_an_application_dates_from_the_day_it_was_sent() -> None:
    assert applied_on(history((RESEARCHED, 2), (APPLIED, 9), (APPLIED, 12))) == date(2026, 11, 9)
    assert applied_on(history((RESEARCHED, 2), (INVITATION, 5))) == date(2026, 11, 2)
