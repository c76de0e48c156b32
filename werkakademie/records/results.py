"""Figures of the result: counted cells going in, rates with numerator and denominator coming out."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from werkakademie.records.enums import Basis, EntryState, Focus, OutcomeCategory, TrainingPlace, Unit
from werkakademie.records.ids import GroupId

#: Changes whenever a rule behind the figures changes; travels with every package.
DEFINITION_VERSION = "1"


@dataclass(frozen=True, slots=True)
class CountedCell:
    """How many enrolments agree in all that the figures depend on, as decided on the as-of day."""

    group_id: GroupId
    group_name: str
    focus: Focus
    entry: EntryState
    #: The cut-off day lies on or before the as-of day; None without a recorded exit.
    due: bool | None
    #: The status on the cut-off day; UNKNOWN without an answer.
    category: OutcomeCategory
    training_place: TrainingPlace | None
    insured_at_entry: bool | None
    registered_unemployed: bool | None
    #: An insured start in [entry, cut-off day]; None where start dates were not collected.
    taken_up: bool | None
    #: The follow-up ended without an answer.
    follow_up_closed: bool
    #: The provisional time after the cut-off day is over.
    settled: bool
    count: int


@dataclass(frozen=True, slots=True)
class Rate:
    """A share with what it is made of; without a denominator it is no figure."""

    numerator: int
    denominator: int

    def value(self) -> Decimal | None:
        """The exact share from 0 to 1, or None for 0/0."""
        return Decimal(self.numerator) / self.denominator if self.denominator else None


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one group, or of all groups together; the letters are those of the definitions."""

    #: A: counted on this basis and due.
    counted: int
    #: N and Q stand beside A, never inside.
    not_entered: int
    entry_unclear: int
    #: Exit recorded, cut-off day after the as-of day.
    not_yet_due: int
    #: S, and the part of S that was insured at entry already.
    insured: int
    insured_before: int
    #: U in its two parts.
    unknown_open: int
    unknown_closed: int
    #: How many of A have each category, in the order of OutcomeCategory.
    categories: tuple[tuple[OutcomeCategory, int], ...]
    #: S / A, the headline.
    eq3: Rate
    #: S / (A - U), shown only together with U and A - U.
    eq3_known: Rate
    #: [S / A, (S + U) / A]: what the truth can be.
    lowest: Rate
    highest: Rate
    #: (A - U) / A.
    answered: Rate
    #: T / A; None where start dates were not collected.
    taken_up: Rate | None
    #: How many of A it is unknown for: not U, because a start may be known without the status and the other way round.
    taken_up_unknown: int
    #: (known, not died, and known not registered unemployed or insured) / A.
    not_unemployed: Rate
    #: Work, training or self-employment on the cut-off day, over A.
    in_work: Rate
    #: Answers may still arrive for some of A.
    provisional: bool


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """One group's line of the table."""

    group_id: GroupId
    group_name: str
    focus: Focus
    figures: Figures


@dataclass(frozen=True, slots=True)
class Result:
    """All figures of a period, with what they mean: basis, unit, and the as-of day."""

    first_exit_on: date
    last_exit_on: date
    as_of: date
    basis: Basis
    unit: Unit
    months: int
    total: Figures
    groups: tuple[GroupFigures, ...]
    #: Not counted any more, because everything about them was deleted: who had entered, and who had not.
    erased_entered: int = 0
    erased_not_entered: int = 0
