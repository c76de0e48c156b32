"""Makes counts of people whose data go: as coarse in time, age and sex as needed for three to share a line."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from werkakademie.records.enums import EntryState, OutcomeCategory, Sex
from werkakademie.rules.dates import add_months

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


def periods_within(first: date, last: date) -> frozenset[str]:
    """The months, quarters and years that lie wholly in a span of days, in the forms that a line may have."""
    found = set()
    for year in range(first.year, last.year + 1):
        found |= {f"{year}-{number:02}" for number in range(1, 13) if _lies_in(year, number, 1, first, last)}
        found |= {f"{year}-Q{number}" for number in range(1, 5) if _lies_in(year, 3 * number - 2, 3, first, last)}
        if _lies_in(year, 1, 12, first, last):
            found.add(str(year))
    return frozenset(found)


def _lies_in(year: int, month_of_begin: int, months: int, first: date, last: date) -> bool:
    begin = date(year, month_of_begin, 1)
    return first <= begin and add_months(begin, months) - timedelta(days=1) <= last


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
