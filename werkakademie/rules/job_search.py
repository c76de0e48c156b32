"""The job-search log: where an application stands."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from werkakademie.records.enums import ApplicationStage

_ORDER = {stage: place for place, stage in enumerate(ApplicationStage)}


class DatedStage(Protocol):
    """A stage with the day on which it was reached."""

    @property
    def stage(self) -> ApplicationStage: ...

    @property
    def happened_on(self) -> date: ...


def current_stage(stages: Sequence[DatedStage]) -> ApplicationStage:
    """The stage of the latest day; of two on one day the later in the usual order. Without any: researched."""
    newest = max(stages, key=lambda each: (each.happened_on, _ORDER[each.stage]), default=None)
    return newest.stage if newest is not None else ApplicationStage.RESEARCHED
