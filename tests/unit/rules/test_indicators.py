"""The figures of the result: known groups counted by hand, and any group equal to the slow reference."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.rules.reference_indicators import Single, basis, counted_cells, letters, reference
from werkakademie.i18n import format_rate
from werkakademie.records.enums import Basis, OutcomeCategory, Unit
from werkakademie.records.ids import GroupId
from werkakademie.records.results import CountedCell, Figures, Rate, Result
from werkakademie.rules.indicators import figures, result

WORKSHOP, CONTROL, AUTUMN = (GroupId(UUID(int=number)) for number in (1, 2, 3))
MAYBE = st.sampled_from([None, False, True])


def result_of(cells: list[CountedCell], on: Basis = Basis.ENTERED) -> Result:
    return result(
        cells,
        first_exit_on=date(2026, 1, 1),
        last_exit_on=date(2026, 12, 31),
        as_of=date(2027, 6, 1),
        basis=on,
        unit=Unit.ENROLMENTS,
        months=3,
    )


def percent(rate: Rate) -> str:
    return format_rate(rate.numerator, rate.denominator)


# JOBS II: 600 people were drawn for a job-search workshop, 299 were not; 372 of the 600 came. Afterwards 207 of the
# 600 had work (123 of those who came, 84 of the others), and 86 of the 299.
JOBS_2 = counted_cells(
    [Single(WORKSHOP, status=1)] * 123
    + [Single(WORKSHOP, status=9)] * (372 - 123)
    + [Single(WORKSHOP, entry="N", status=1)] * 84
    + [Single(WORKSHOP, entry="N", status=9)] * (228 - 84)
    + [Single(CONTROL, entry="N", status=1)] * 86
    + [Single(CONTROL, entry="N", status=9)] * (299 - 86)
)


def test_jobs_2_by_assignment() -> None:
    workshop, control = result_of(JOBS_2, Basis.ALLOCATED).groups
    assert (workshop.figures.eq3, percent(workshop.figures.eq3)) == (Rate(207, 600), "34,5 %")
    assert (control.figures.eq3, percent(control.figures.eq3)) == (Rate(86, 299), "28,8 %")


def test_jobs_2_by_entry_has_no_figure_for_the_control_group() -> None:
    workshop, control = (group.figures for group in result_of(JOBS_2).groups)
    assert (workshop.eq3, percent(workshop.eq3), workshop.not_entered) == (Rate(123, 372), "33,1 %", 228)
    assert (control.eq3, percent(control.eq3), control.not_entered) == (Rate(0, 299 - 299), "–", 299)
    assert workshop.taken_up is None


# Twenty people: 18 came, of whom 16 are due. 6 work insured (2 of them did before), 1 learns in a company, 1 in a
# school, 1 has a Minijob, 1 died, 3 look for work, 3 are unknown.
AUTUMN_GROUP = counted_cells(
    [
        *[Single(AUTUMN, status=1, insured_at_entry=False, started=True)] * 3,
        Single(AUTUMN, status=2, started=True),
        *[Single(AUTUMN, status=1, insured_at_entry=True, started=False)] * 2,
        Single(AUTUMN, status=3, in_company=True, started=True),
        Single(AUTUMN, status=3, in_company=False, registered=False, started=False),
        Single(AUTUMN, status=5, registered=True, started=False),
        Single(AUTUMN, status=11, registered=False),
        *[Single(AUTUMN, status=9, registered=True, started=False)] * 2,
        Single(AUTUMN, status=9, registered=None, started=True),
        *[Single(AUTUMN, closed=True)] * 2,
        Single(AUTUMN, settled=False),
        *[Single(AUTUMN, due=False)] * 2,
        Single(AUTUMN, entry="N", ended=False),
        Single(AUTUMN, entry="Q", status=1),
    ]
)


def test_a_group_counted_by_hand() -> None:
    autumn = figures(AUTUMN_GROUP, Basis.ENTERED)
    assert (autumn.counted, autumn.not_entered, autumn.entry_unclear, autumn.not_yet_due) == (16, 1, 1, 2)
    assert (autumn.insured, autumn.insured_before) == (7, 2)
    assert (autumn.unknown_open, autumn.unknown_closed) == (1, 2)
    assert (autumn.eq3, percent(autumn.eq3)) == (Rate(7, 16), "43,8 %")
    assert autumn.eq3_known == Rate(7, 13)
    assert (autumn.lowest, autumn.highest) == (Rate(7, 16), Rate(10, 16))
    assert (autumn.answered, percent(autumn.answered)) == (Rate(13, 16), "81,3 %")
    # Six started insured work; of four nobody knows: the one who died and the three unknown.
    assert (autumn.taken_up, autumn.taken_up_unknown) == (Rate(6, 16), 4)
    # The seven insured, and the one at the school who is known not to be registered; not the one who died.
    assert autumn.not_unemployed == Rate(8, 16)
    assert autumn.in_work == Rate(8, 16)
    assert autumn.provisional


def test_taken_up_may_be_fewer_than_insured() -> None:
    """Who had work before and still has it is insured, and started nothing."""
    kept = figures(counted_cells([Single(AUTUMN, status=1, insured_at_entry=True, started=False)]), Basis.ENTERED)
    assert (kept.eq3, kept.taken_up) == (Rate(1, 1), Rate(0, 1))


def test_who_did_not_enter_counts_by_assignment_only() -> None:
    cells = counted_cells([Single(AUTUMN, status=9), Single(AUTUMN, entry="N", status=1)])
    assert figures(cells, Basis.ENTERED).eq3 == Rate(0, 1)
    assert figures(cells, Basis.ALLOCATED).eq3 == Rate(1, 2)


def test_nobody_counted_is_no_rate() -> None:
    empty = figures([], Basis.ENTERED)
    assert empty.eq3.value() is None
    assert percent(empty.eq3) == "–"
    assert percent(empty.eq3_known) == "–"
    assert empty.taken_up is None
    assert not empty.provisional


@pytest.mark.parametrize(
    ("numerator", "denominator", "text"),
    [(1, 3, "33,3 %"), (2, 3, "66,7 %"), (1, 800, "0,1 %"), (1, 2000, "0,1 %"), (0, 5, "0,0 %"), (5, 5, "100,0 %")],
)
def test_a_rate_has_one_decimal_rounded_half_up(numerator: int, denominator: int, text: str) -> None:
    """1/2000 = 0.05 %: binary or half-even rounding would show 0,0 %."""
    assert percent(Rate(numerator, denominator)) == text


def test_an_exact_share() -> None:
    assert Rate(207, 600).value() == Decimal("0.345")


def test_one_open_answer_makes_a_figure_provisional_only_where_it_counts() -> None:
    """Somebody not entered, or not yet due, waits without making the figure provisional."""
    final = Single(AUTUMN, status=1)
    for other in (Single(AUTUMN, entry="N", settled=False), Single(AUTUMN, due=False, settled=False)):
        assert not figures(counted_cells([final, other]), Basis.ENTERED).provisional
    assert figures(counted_cells([final, Single(AUTUMN, settled=False)]), Basis.ENTERED).provisional


def test_groups_keep_the_order_in_which_they_come() -> None:
    cells = counted_cells([Single(CONTROL), Single(WORKSHOP), Single(CONTROL, status=1)])
    assert [group.group_id for group in result_of(cells).groups] == [CONTROL, WORKSHOP]


SINGLES = st.builds(
    Single,
    group_id=st.sampled_from([WORKSHOP, CONTROL, AUTUMN]),
    entry=st.sampled_from("AAANQ"),
    ended=st.sampled_from([True, True, True, False]),
    due=st.sampled_from([True, True, False]),
    status=st.sampled_from([*range(1, 13), 12]),
    in_company=MAYBE,
    insured_at_entry=MAYBE,
    registered=MAYBE,
    started=MAYBE,
    closed=st.booleans(),
    settled=st.booleans(),
)


@given(singles=st.lists(SINGLES, max_size=40), allocated=st.booleans())
def test_counted_cells_give_the_figures_of_the_single_enrolments(singles: list[Single], allocated: bool) -> None:
    counted = result_of(counted_cells(singles), basis(allocated))
    assert letters(counted.total) == reference(singles, allocated=allocated)
    assert {group.group_id: letters(group.figures) for group in counted.groups} == {
        group: reference([one for one in singles if one.group_id == group], allocated=allocated)
        for group in {one.group_id for one in singles}
    }


@given(singles=st.lists(SINGLES, max_size=20), allocated=st.booleans(), data=st.data())
def test_neither_order_nor_a_finer_split_of_the_cells_matters(
    singles: list[Single], allocated: bool, data: st.DataObject
) -> None:
    """Another database may return the rows in another order, or a cell in parts."""
    cells = counted_cells(singles)
    parts = [replace(cell, count=1) for cell in cells for _ in range(cell.count)]
    assert figures(data.draw(st.permutations(parts)), basis(allocated)) == figures(cells, basis(allocated))


@given(singles=st.lists(SINGLES, max_size=30), allocated=st.booleans())
def test_the_truth_lies_within_the_bounds(singles: list[Single], allocated: bool) -> None:
    """Whatever the unknown turn out to be, the headline stays between lowest and highest."""
    before = figures(counted_cells(singles), basis(allocated))
    for truth in (1, 9):
        known = [replace(one, status=truth) if one.status == 12 else one for one in singles]
        after = figures(counted_cells(known), basis(allocated))
        assert before.lowest.numerator <= after.insured <= before.highest.numerator
        assert after.answered.numerator == after.counted == before.counted


@given(singles=st.lists(SINGLES, max_size=30), allocated=st.booleans())
def test_the_categories_add_up_to_all_counted(singles: list[Single], allocated: bool) -> None:
    counted = figures(counted_cells(singles), basis(allocated))
    assert [category for category, _ in counted.categories] == list(OutcomeCategory)
    assert sum(number for _, number in counted.categories) == counted.counted


def test_the_reference_knows_every_figure() -> None:
    """The categories are held above; every other figure has its letter in the reference."""
    assert {field.name for field in fields(Figures)} - {"categories"} == {
        "counted", "not_entered", "entry_unclear", "not_yet_due", "insured", "insured_before", "unknown_open",
        "unknown_closed", "eq3", "eq3_known", "lowest", "highest", "answered", "taken_up", "taken_up_unknown",
        "not_unemployed", "in_work", "provisional",
    }  # fmt: skip
