"""Where an application stands: its latest day decides, not the order in which days were written down."""

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werkakademie.records.enums import ApplicationStage as Stage
from werkakademie.rules.job_search import current_stage


@dataclass(frozen=True)
class Reached:
    """A stage on a day of November 2026."""

    stage: Stage
    day: int

    @property
    def happened_on(self) -> date:
        return date(2026, 11, self.day)


@pytest.mark.parametrize(
    ("stages", "now"),
    [
        ([], Stage.RESEARCHED),
        ([Reached(Stage.APPLIED, 3)], Stage.APPLIED),
        ([Reached(Stage.APPLIED, 3), Reached(Stage.INVITATION, 9)], Stage.INVITATION),
        # Written down later, but it happened before.
        ([Reached(Stage.REFUSAL, 20), Reached(Stage.INTERVIEW, 12)], Stage.REFUSAL),
        # Found and applied on one day.
        ([Reached(Stage.APPLIED, 3), Reached(Stage.RESEARCHED, 3)], Stage.APPLIED),
        ([Reached(Stage.OFFER, 12), Reached(Stage.INTERVIEW, 12)], Stage.OFFER),
        # A second try after a refusal.
        ([Reached(Stage.REFUSAL, 12), Reached(Stage.APPLIED, 25)], Stage.APPLIED),
    ],
)
def test_the_latest_stage(stages: list[Reached], now: Stage) -> None:
    assert current_stage(stages) is now


@given(st.data(), st.lists(st.builds(Reached, st.sampled_from(Stage), st.integers(1, 30)), max_size=8))
def test_the_order_of_writing_does_not_matter(data: st.DataObject, stages: list[Reached]) -> None:
    assert current_stage(data.draw(st.permutations(stages))) is current_stage(stages)
