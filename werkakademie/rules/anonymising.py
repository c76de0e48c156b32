"""Makes counts of people whose data go: as coarse in time, age and sex as needed for three to share a line."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from werkakademie.records.enums import EntryState, OutcomeCategory, Sex

#: Fewer people than this must not share a line.
FEWEST = 3


@dataclass(frozen=True, slots=True)
class AnonymousLine:
    """What is kept of one enrolment; equal lines are counted together."""

    period: str
    sex: Sex | None
    age_class: str
    entry: EntryState
    category: OutcomeCategory | None
    insured: bool


Who = tuple[str, Sex | None, str]


def month(day: date) -> str:
    return f"{day:%Y-%m}"


def coarsened(lines: Sequence[AnonymousLine], kept: Mapping[AnonymousLine, int]) -> Counter[AnonymousLine]:
    """The lines to add to those kept already, each only as fine as at least FEWEST people share it.

    Left out are, one after the other, the age class, the sex, the month within its quarter, the quarter within its
    year. The coarsest line is kept however few there are: it says no more than that somebody left in that year.
    """
    known: Counter[Who] = Counter()
    for line, number in kept.items():
        known[_who(line)] += number
    made: Counter[AnonymousLine] = Counter()
    waiting = list(lines)
    for step in (_as_it_is, _without_age, _without_sex, _by_quarter, _by_year):
        waiting = [step(line) for line in waiting]
        here = known + Counter(_who(line) for line in waiting)
        made.update(line for line in waiting if here[_who(line)] >= FEWEST)
        waiting = [line for line in waiting if here[_who(line)] < FEWEST]
    made.update(waiting)
    return made


def _who(line: AnonymousLine) -> Who:
    """What of a line could tell who it is."""
    return line.period, line.sex, line.age_class


def _as_it_is(line: AnonymousLine) -> AnonymousLine:
    return line


def _without_age(line: AnonymousLine) -> AnonymousLine:
    return replace(line, age_class="")


def _without_sex(line: AnonymousLine) -> AnonymousLine:
    return replace(line, sex=None)


def _by_quarter(line: AnonymousLine) -> AnonymousLine:
    year, number = line.period[:4], int(line.period[5:7])
    return replace(line, period=f"{year}-Q{(number + 2) // 3}")


def _by_year(line: AnonymousLine) -> AnonymousLine:
    return replace(line, period=line.period[:4])
