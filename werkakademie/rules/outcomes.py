"""Which observation answers the cut-off day, which contradicts it, and whether work was taken up until then."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from werkakademie.records.enums import Evidence, OutcomeCategory, TrainingPlace
from werkakademie.records.follow_ups import OutcomeRecord, OutcomeStanding
from werkakademie.rules.indicators import is_insured

#: How much an observation proves; a person's own word is enough, but it can be contradicted.
_STRENGTH = {
    Evidence.OWN_STATEMENT: 1,
    Evidence.CASE_SYSTEM: 2,
    Evidence.EMPLOYER_CONFIRMED: 3,
    Evidence.CONTRACT_SEEN: 3,
}


@dataclass(frozen=True, slots=True)
class Observation:
    """What the rule looks at in one recorded outcome; `order` sorts a later record behind an earlier one."""

    category: OutcomeCategory
    as_of: date
    observed_on: date
    says_what_was: bool
    withdrawn: bool
    order: tuple[datetime, str]


def standings(observations: Sequence[Observation], cut_off_on: date | None, on: date) -> tuple[OutcomeStanding, ...]:
    """What each observation is worth on day `on`: the newest that answers the cut-off day counts, no other does."""
    first = [_standing(one, cut_off_on, on) for one in observations]
    answers = [place for place, standing in enumerate(first) if standing is OutcomeStanding.COUNTS]
    newest = max(answers, key=lambda place: observations[place].order, default=None)
    return tuple(
        OutcomeStanding.REPLACED if standing is OutcomeStanding.COUNTS and place != newest else standing
        for place, standing in enumerate(first)
    )


def _standing(one: Observation, cut_off_on: date | None, on: date) -> OutcomeStanding:
    """Death is the one state that a look before the cut-off day settles."""
    if one.withdrawn:
        return OutcomeStanding.WITHDRAWN
    if one.as_of != cut_off_on:
        return OutcomeStanding.OTHER_DAY
    if one.observed_on > on or (one.observed_on < one.as_of and one.category is not OutcomeCategory.DIED):
        return OutcomeStanding.TOO_EARLY
    if one.observed_on > one.as_of and not one.says_what_was:
        return OutcomeStanding.SILENT
    return OutcomeStanding.COUNTS


def contradicting(counting: OutcomeRecord | None, outcomes: Iterable[OutcomeRecord]) -> OutcomeRecord | None:
    """An older answer with stronger evidence that says something else than the one that counts."""
    if counting is None:
        return None
    stronger = (
        one
        for one in outcomes
        if one.standing is OutcomeStanding.REPLACED
        and one.category is not counting.category
        and _STRENGTH[one.evidence] > _STRENGTH[counting.evidence]
    )
    return next(stronger, None)


@dataclass(frozen=True, slots=True)
class Start:
    """A known start of work: of a job, or as the outcome tells it."""

    on: date
    insured: bool


def taken_up(
    *,
    begun_on: date,
    cut_off_on: date,
    starts: Sequence[Start],
    category: OutcomeCategory,
    training_place: TrainingPlace | None,
    insured_at_entry: bool | None,
) -> bool | None:
    """Whether insured work was taken up in [begun_on, cut_off_on]; None where no start date is known."""
    if any(start.insured and begun_on <= start.on <= cut_off_on for start in starts):
        return True
    if is_insured(category, training_place) and insured_at_entry is False:
        return True
    return False if starts else None
