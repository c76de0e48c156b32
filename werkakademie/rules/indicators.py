"""The figures „three months after the end“ from counted cells.

Every figure is a sum of counts, so the figures of all groups together are those of all their cells. Enrolments with
an unclear entry and people who never entered stand beside the basis „eingetreten“; the basis „zugewiesen“ counts all
whose exit is recorded.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from werkakademie.records.enums import Basis, EntryState, OutcomeCategory, TrainingPlace, Unit
from werkakademie.records.ids import GroupId
from werkakademie.records.results import CountedCell, Figures, GroupFigures, Rate, Result


def is_insured(category: OutcomeCategory, training_place: TrainingPlace | None) -> bool:
    """Employment subject to social insurance: full-time, part-time, or training in a company."""
    if category is OutcomeCategory.VOCATIONAL_TRAINING:
        return training_place is TrainingPlace.COMPANY
    return category in (OutcomeCategory.INSURED_FULL_TIME, OutcomeCategory.INSURED_PART_TIME)


def is_in_work(category: OutcomeCategory) -> bool:
    """„Arbeit, Ausbildung oder Selbstständigkeit am Stichtag“."""
    return category <= OutcomeCategory.SELF_EMPLOYED


def is_not_unemployed(cell: CountedCell) -> bool:
    """Known and alive, and known not to be registered as unemployed or insured."""
    if cell.category in (OutcomeCategory.UNKNOWN, OutcomeCategory.DIED):
        return False
    return cell.registered_unemployed is False or is_insured(cell.category, cell.training_place)


def figures(cells: Iterable[CountedCell], basis: Basis) -> Figures:
    """The figures of these cells together."""
    known = tuple(cells)
    on_basis = [cell for cell in known if basis is Basis.ALLOCATED or cell.entry is EntryState.ENTERED]
    counted = [cell for cell in on_basis if cell.due]

    def total(holds: Callable[[CountedCell], bool]) -> int:
        return sum(cell.count for cell in counted if holds(cell))

    all_counted = total(lambda _cell: True)
    insured = total(_is_insured)
    unknown_closed = total(lambda cell: _is_unknown(cell) and cell.follow_up_closed)
    unknown_open = total(lambda cell: _is_unknown(cell) and not cell.follow_up_closed)
    unknown = unknown_open + unknown_closed
    return Figures(
        counted=all_counted,
        not_entered=_sum(known, lambda cell: cell.entry is EntryState.NOT_ENTERED),
        entry_unclear=_sum(known, lambda cell: cell.entry is EntryState.UNCLEAR),
        not_yet_due=_sum(on_basis, lambda cell: cell.due is False),
        insured=insured,
        insured_before=total(lambda cell: _is_insured(cell) and cell.insured_at_entry is True),
        unknown_open=unknown_open,
        unknown_closed=unknown_closed,
        categories=tuple((category, _of_category(counted, category)) for category in OutcomeCategory),
        eq3=Rate(insured, all_counted),
        eq3_known=Rate(insured, all_counted - unknown),
        lowest=Rate(insured, all_counted),
        highest=Rate(insured + unknown, all_counted),
        answered=Rate(all_counted - unknown, all_counted),
        taken_up=_taken_up(counted, all_counted),
        taken_up_unknown=total(lambda cell: cell.taken_up is None),
        not_unemployed=Rate(total(is_not_unemployed), all_counted),
        in_work=Rate(total(lambda cell: is_in_work(cell.category)), all_counted),
        provisional=any(not cell.settled for cell in counted),
    )


def result(
    cells: Sequence[CountedCell],
    *,
    first_exit_on: date,
    last_exit_on: date,
    as_of: date,
    basis: Basis,
    unit: Unit,
    months: int,
) -> Result:
    """All figures, in total and per group; groups in the order in which the cells first name them."""
    of_group: dict[GroupId, list[CountedCell]] = {}
    for cell in cells:
        of_group.setdefault(cell.group_id, []).append(cell)
    groups = tuple(
        GroupFigures(group_id, own[0].group_name, own[0].focus, figures(own, basis))
        for group_id, own in of_group.items()
    )
    return Result(first_exit_on, last_exit_on, as_of, basis, unit, months, figures(cells, basis), groups)


def _taken_up(counted: Sequence[CountedCell], all_counted: int) -> Rate | None:
    """None unless a start date is known for anybody of those counted: a missing answer is no „no“."""
    if all(cell.taken_up is None for cell in counted):
        return None
    return Rate(_sum(counted, lambda cell: cell.taken_up is True), all_counted)


def _is_insured(cell: CountedCell) -> bool:
    return is_insured(cell.category, cell.training_place)


def _is_unknown(cell: CountedCell) -> bool:
    return cell.category is OutcomeCategory.UNKNOWN


def _of_category(cells: Iterable[CountedCell], category: OutcomeCategory) -> int:
    return _sum(cells, lambda cell: cell.category is category)


def _sum(cells: Iterable[CountedCell], holds: Callable[[CountedCell], bool]) -> int:
    return sum(cell.count for cell in cells if holds(cell))
