"""Small counts in published tables: a few readable tables, and all possible worlds of small ones by brute force."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.errors import UnsatisfiedAssumption

from tests.laws import examples
from werkakademie.rules.solving_back import SolvingBack
from werkakademie.rules.suppression import ALL_OR_NONE_BELOW, Share, Sum, Suppressed, suppressed

Counts = dict[Hashable, int]
Sums = list[Sum[Hashable]]


def with_margins(rows: Sequence[Sequence[int]], name: str = "") -> tuple[Counts, Sums]:
    """A table with the totals of its rows ("r", number), of its columns ("c", number) and of all: "all"."""
    width = len(rows[0])
    counts: Counts = {(name, row, column): rows[row][column] for row in range(len(rows)) for column in range(width)}
    sums: Sums = []
    for row in range(len(rows)):
        counts[name, "r", row] = sum(rows[row])
        sums.append(Sum((name, "r", row), tuple((name, row, column) for column in range(width))))
    for column in range(width):
        counts["c", column] = sum(row[column] for row in rows)
        sums.append(Sum(("c", column), tuple((name, row, column) for row in range(len(rows)))))
    counts["all"] = sum(map(sum, rows))
    sums.append(Sum("all", tuple((name, "r", row) for row in range(len(rows)))))
    sums.append(Sum("all", tuple(("c", column) for column in range(width))))
    return counts, sums


def picture(rows: Sequence[Sequence[int]], hidden: Suppressed[Hashable]) -> list[str]:
    """The table with its margins as a person reads it."""
    lines = [[*(("", row, column) for column in range(len(rows[0]))), ("", "r", row)] for row in range(len(rows))] + [
        [*(("c", column) for column in range(len(rows[0]))), "all"]
    ]
    counts = with_margins(rows)[0]
    return [" ".join("*" if cell in hidden.counts else str(counts[cell]) for cell in line) for line in lines]


def test_nothing_small_hides_nothing() -> None:
    rows = [[3, 0, 7], [12, 5, 0]]
    assert suppressed(*with_margins(rows)) == Suppressed(frozenset(), frozenset())


def test_a_small_count_takes_three_others_with_it_and_no_zero_and_no_total() -> None:
    rows = [[1, 7, 0], [9, 5, 8], [20, 0, 30]]
    assert picture(rows, suppressed(*with_margins(rows))) == ["* * 0 8", "* * 8 22", "20 0 30 50", "30 12 38 80"]


def test_small_counts_that_protect_each_other_need_no_further_ones() -> None:
    rows = [[2, 1, 9], [1, 2, 9]]
    assert picture(rows, suppressed(*with_margins(rows))) == ["* * 9 12", "* * 9 12", "3 3 18 24"]


def test_a_zero_is_hidden_where_nothing_else_is_left() -> None:
    hidden = suppressed({"women": 1, "men": 0, "all": 1}, [Sum("all", ("women", "men"))])
    assert hidden.counts == {"women", "all"}
    # The total stands in another table too, and so does everything else but the zero.
    counts = {"women": 2, "men": 0, "all": 2, "all in the year": 40, "before": 38}
    hidden = suppressed(counts, [Sum("all", ("women", "men")), Sum("all in the year", ("before", "all"))])
    assert "women" in hidden.counts
    assert "men" not in hidden.counts


def test_with_one_and_one_in_three_a_third_is_hidden() -> None:
    """1 + 1 = 2 leaves 0, 1 and 2 for each; 2 is small itself, and its own total gives it away otherwise."""
    counts = {"a": 1, "b": 1, "c": 6, "all": 8}
    assert suppressed(counts, [Sum("all", ("a", "b", "c"))]).counts == {"a", "b"}
    counts = {"a": 1, "c": 6, "all": 7}
    assert suppressed(counts, [Sum("all", ("a", "c"))]).counts == {"a", "c"}


def test_the_known_rate_would_give_the_unknown_away() -> None:
    """Twenty counted, eight of them in work, two unknown: 8 of the 18 known ones are 44.4 %."""
    counts = {"counted": 20, "in work": 8, "unknown": 2, "known": 18}
    of_all, of_known = Share("in work", "counted"), Share("in work", "known")
    hidden = suppressed(counts, [Sum("counted", ("known", "unknown"))], [of_all, of_known])
    assert hidden.counts == {"unknown", "known"}
    assert hidden.shares == {of_known}


def test_a_percentage_is_hidden_when_those_without_the_property_are_few() -> None:
    share = Share("in work", "counted")
    hidden = suppressed({"counted": 20, "in work": 19}, [], [share])
    assert hidden.shares == {share}
    assert len(hidden.counts) == 1
    assert suppressed({"counted": 20, "in work": 17}, [], [share]) == Suppressed(frozenset(), frozenset())


@pytest.mark.parametrize(("part", "whole", "is_hidden"), [(9, 9, True), (0, 9, True), (10, 10, False), (0, 10, False)])
def test_all_and_none_of_fewer_than_ten_are_hidden(part: int, whole: int, is_hidden: bool) -> None:
    share = Share("part", "whole")
    hidden = suppressed({"part": part, "whole": whole}, [], [share])
    assert (share in hidden.shares) == is_hidden
    assert hidden.counts == (frozenset({"part"}) if is_hidden else frozenset())


def test_none_of_nobody_is_shown() -> None:
    assert suppressed({"part": 0, "whole": 0}, [], [Share("part", "whole")]).shares == frozenset()


@pytest.mark.parametrize(("threshold", "hidden"), [(3, {2}), (5, {2, 3, 4}), (10, {2, 3, 4, 5, 9})])
def test_a_site_may_demand_more(threshold: int, hidden: set[int]) -> None:
    counts = {number: number for number in (0, 2, 3, 4, 5, 9, 10)}
    assert suppressed(counts, threshold=threshold).counts == hidden


def test_another_threshold_and_wrong_sums_are_refused() -> None:
    with pytest.raises(ValueError, match="4"):
        suppressed({"a": 1}, threshold=4)
    with pytest.raises(ValueError, match="does not hold"):
        suppressed({"a": 1, "b": 2}, [Sum("b", ("a",))])
    with pytest.raises(ValueError, match="larger than its whole"):
        suppressed({"a": 3, "b": 2}, [], [Share("a", "b")])


def test_a_count_in_two_tables_is_protected_in_both() -> None:
    """Women and men by week, and the same people by age: the total of a week stands in both tables."""
    counts, sums = with_margins([[1, 6], [8, 7]], "sex")
    counts |= {("young", 0): 5, ("old", 0): 4, ("young", 1): 6, ("old", 1): 7, "young": 11, "old": 11}
    sums += [Sum(("c", week), (("young", week), ("old", week))) for week in (0, 1)]
    sums += [Sum(age, ((age, 0), (age, 1))) for age in ("young", "old")]
    sums += [Sum("all", ("young", "old"))]
    hidden = suppressed(counts, sums).counts
    assert hidden == {("sex", row, column) for row in (0, 1) for column in (0, 1)}
    assert_nothing_can_be_worked_out(counts, sums, hidden)


# ---- All possible worlds, one by one ----

_MOST_TRIES = 60_000


def worlds(counts: Mapping[Hashable, int], sums: Sums, hidden: frozenset[Hashable]) -> Iterator[Mapping[Hashable, int]]:
    """Every way in which the hidden counts could be, up to a little above what they are."""
    totals = {one.total for one in sums}
    leaves = [cell for cell in counts if cell not in totals]
    tries = 0

    def with_totals(world: Counts) -> Counts | None:
        for one in sums:
            if all(part in world for part in one.parts):
                total = sum(world[part] for part in one.parts)
                if world.setdefault(one.total, total) != total:
                    return None
                if one.total not in hidden and total != counts[one.total]:
                    return None
        return world

    def onwards(world: Counts, position: int) -> Iterator[Counts]:
        nonlocal tries
        tries += 1
        if tries > _MOST_TRIES:
            raise UnsatisfiedAssumption
        if position == len(leaves):
            yield world
            return
        for value in _range(leaves[position], counts, sums, hidden):
            further = with_totals({**world, leaves[position]: value})
            if further is not None:
                yield from onwards(further, position + 1)

    yield from onwards({}, 0)


def _range(cell: Hashable, counts: Mapping[Hashable, int], sums: Sums, hidden: frozenset[Hashable]) -> Sequence[int]:
    """No part is larger than a total that is shown."""
    if cell not in hidden:
        return [counts[cell]]
    shown = [counts[one.total] for one in sums if cell in one.parts and one.total not in hidden]
    return range(min(shown, default=counts[cell] + 2) + 1)


def possible(counts: Mapping[Hashable, int], sums: Sums, hidden: frozenset[Hashable]) -> dict[Hashable, set[int]]:
    found: dict[Hashable, set[int]] = {cell: set() for cell in counts}
    for world in worlds(counts, sums, hidden):
        for cell, value in world.items():
            found[cell].add(value)
    return found


def assert_nothing_can_be_worked_out(counts: Mapping[Hashable, int], sums: Sums, hidden: frozenset[Hashable]) -> None:
    values = possible(counts, sums, hidden)
    narrow = {cell: values[cell] for cell in hidden if len(values[cell]) < 3}
    assert not narrow, (counts, hidden)


small_tables = st.integers(1, 3).flatmap(
    lambda width: st.lists(st.lists(st.integers(0, 5), min_size=width, max_size=width), min_size=1, max_size=3)
)


@examples(150)
@given(small_tables, st.sampled_from([3, 5]))
def test_no_hidden_count_of_a_table_can_be_worked_out(rows: list[list[int]], threshold: int) -> None:
    counts, sums = with_margins(rows)
    hidden = suppressed(counts, sums, threshold=threshold).counts
    assert {cell for cell, value in counts.items() if 0 < value < threshold} <= hidden
    assert_nothing_can_be_worked_out(counts, sums, hidden)


@examples(150)
@given(small_tables)
def test_nothing_is_hidden_in_vain(rows: list[list[int]]) -> None:
    """Each further count that is hidden is needed: shown again, it would give something away."""
    counts, sums = with_margins(rows)
    hidden = suppressed(counts, sums).counts
    for cell in hidden:
        if not 0 < counts[cell] < 3:
            less = hidden - {cell}
            values = possible(counts, sums, less)
            assert any(len(values[other]) < 3 for other in less), (counts, hidden, cell)


@examples(150)
@given(
    parts=st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=1, max_size=3),
    threshold=st.sampled_from([3, 5]),
)
def test_percentages_give_nothing_away(parts: list[tuple[int, int]], threshold: int) -> None:
    """Groups with who came and who did not, and all together: counts and percentages of one output."""
    counts: Counts = {}
    for number, (came, missed) in enumerate(parts):
        counts["came", number], counts["expected", number] = came, came + missed
    counts["came"] = sum(came for came, _missed in parts)
    counts["expected"] = sum(map(sum, parts))
    sums: Sums = [Sum(name, tuple((name, number) for number in range(len(parts)))) for name in ("came", "expected")]
    shares: list[Share[Hashable]] = [Share(("came", number), ("expected", number)) for number in range(len(parts))]
    shares.append(Share("came", "expected"))
    hidden = suppressed(counts, sums, shares, threshold=threshold)
    # Whoever reads this also sees those who did not come, and that they are never fewer than none.
    everything: Counts = dict(counts)
    rests = frozenset(("rest", share) for share in shares)
    ties: Sums = [sums[0]]
    for share in shares:
        everything["rest", share] = counts[share.whole] - counts[share.part]
        ties.append(Sum(share.whole, (share.part, ("rest", share))))
    ties.insert(1, Sum(("rest", shares[-1]), tuple(("rest", share) for share in shares[:-1])))
    ties.append(sums[1])
    values = possible(everything, ties, hidden.counts | rests)
    for cell, value in everything.items():
        if cell in hidden.counts or (cell in rests and 0 < value < threshold):
            assert len(values[cell]) >= 3, (cell, counts, hidden)
    for share in shares:
        few = 0 < counts[share.part] < threshold or 0 < everything["rest", share] < threshold
        whole = counts[share.whole]
        same = 0 < whole < ALL_OR_NONE_BELOW and counts[share.part] in (0, whole)
        if few or same or {share.part, share.whole} & hidden.counts:
            assert share in hidden.shares
        else:
            assert share not in hidden.shares


@examples(80)
@given(small_tables, st.data())
def test_solving_back_finds_exactly_what_is_possible(rows: list[list[int]], data: st.DataObject) -> None:
    counts, sums = with_margins(rows)
    cells = list(counts)
    hidden = data.draw(st.frozensets(st.sampled_from(cells), min_size=1))
    numbers = {cell: number for number, cell in enumerate(cells)}
    ties = [(numbers[one.total], [numbers[part] for part in one.parts]) for one in sums]
    solving = SolvingBack(tuple(counts.values()), ties)
    values = possible(counts, sums, hidden)
    unknown = frozenset(numbers[cell] for cell in hidden)
    for cell in hidden:
        assert solving.may_have(numbers[cell], unknown, values=3) == (len(values[cell]) >= 3), (cell, values[cell])


def cube(values: Sequence[int]) -> tuple[Counts, Sums]:
    """Sex by age by week, two of each, with the three tables that leave one of them out."""
    places = list(product((0, 1), repeat=3))
    counts: Counts = dict(zip(places, values, strict=True))
    sums: Sums = []
    for left_out, first, second in product(range(3), (0, 1), (0, 1)):
        kept = [axis for axis in range(3) if axis != left_out]
        parts = tuple(place for place in places if (place[kept[0]], place[kept[1]]) == (first, second))
        counts["sum over", left_out, first, second] = sum(counts[part] for part in parts)
        sums.append(Sum(("sum over", left_out, first, second), parts))
    return counts, sums


def test_two_possible_values_are_not_enough() -> None:
    """With all eight counts hidden, each could be its true value or the next one, and no more: 0 cannot sink."""
    counts, sums = cube([1, 4, 4, 4, 0, 4, 4, 4])
    inner = frozenset(cell for cell in counts if len(cell) == 3)  # type: ignore[arg-type]
    assert possible(counts, sums, inner)[0, 0, 0] == {0, 1}
    assert_nothing_can_be_worked_out(counts, sums, suppressed(counts, sums).counts)


@examples(100)
@given(st.lists(st.integers(0, 4), min_size=8, max_size=8))
def test_tables_that_share_margins_in_three_directions(values: list[int]) -> None:
    counts, sums = cube(values)
    assert_nothing_can_be_worked_out(counts, sums, suppressed(counts, sums).counts)


@given(small_tables)
def test_the_same_table_hides_the_same(rows: list[list[int]]) -> None:
    assert suppressed(*with_margins(rows)) == suppressed(*with_margins(rows))


def test_a_large_table_full_of_small_counts() -> None:
    rows = [[(7 * row + 5 * column + row * column) % 9 for column in range(8)] for row in range(20)]
    counts, sums = with_margins(rows)
    hidden = suppressed(counts, sums).counts
    small = {cell for cell, value in counts.items() if 0 < value < 3}
    assert small <= hidden
    assert len(hidden) <= len(small) + 12
