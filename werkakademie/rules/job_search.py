"""The job-search log: where an application stands."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from werkakademie.records.enums import ApplicationStage
from werkakademie.records.job_search import ApplicationRecord

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


def applied_on(stages: Sequence[DatedStage]) -> date:
    """The day of the application itself; before it was sent, the first day of a history that is not empty."""
    sent = [each.happened_on for each in stages if each.stage is ApplicationStage.APPLIED]
    return min(sent or [each.happened_on for each in stages])


def applications_between(
    applications: Sequence[ApplicationRecord], first: date, last: date
) -> tuple[ApplicationRecord, ...]:
    """The applications that reached a stage in a span of days, in the order in which they were sent."""
    concerned = [one for one in applications if any(first <= stage.happened_on <= last for stage in one.stages)]
    return tuple(sorted(concerned, key=lambda one: (applied_on(one.stages), str(one.id))))
