"""Which counts and percentages of an output are hidden before it is published (domain section 8).

Small counts are hidden, and then as few others as we can find, until nothing hidden can be worked out again from what
is shown: from margins, from other tables of the same output, or from percentages.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from werkakademie.rules.solving_back import SolvingBack

Cell = TypeVar("Cell", bound=Hashable)

#: The smallest count that is shown besides 0; a site may demand more.
THRESHOLDS = (3, 5, 10)
#: Below this, "all" and "none" say something about everybody in the group.
ALL_OR_NONE_BELOW = 10
#: So many whole numbers a hidden count must be able to be.
POSSIBLE_VALUES = 3


#: A total and its parts by number, as in `SolvingBack`.
_Tie = tuple[int, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Sum(Generic[Cell]):
    """A count that is the sum of others: a margin, or the same people counted in another table."""

    total: Cell
    parts: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Share(Generic[Cell]):
    """A percentage, or anything else that says of a group how many have a property."""

    part: Cell
    whole: Cell


@dataclass(frozen=True, slots=True)
class Suppressed(Generic[Cell]):
    """What must not be shown."""

    counts: frozenset[Cell]
    shares: frozenset[Share[Cell]]


def suppressed(
    counts: Mapping[Cell, int],
    sums: Iterable[Sum[Cell]] = (),
    shares: Iterable[Share[Cell]] = (),
    *,
    threshold: int = THRESHOLDS[0],
) -> Suppressed[Cell]:
    """What to hide of one output: all its counts, everything that ties them together, and its percentages.

    The same input in the same order hides the same. Raises ValueError for sums and shares that do not hold, because
    figures that contradict each other would be protected wrongly.
    """
    if threshold not in THRESHOLDS:
        raise ValueError(threshold)
    shares = tuple(shares)
    number = {cell: position for position, cell in enumerate(counts)}
    truth = list(counts.values())
    ties: list[_Tie] = [(number[one.total], [number[part] for part in one.parts]) for one in sums]
    for share in shares:
        # Who sees part and whole sees those without the property, though they stand in no table.
        rest = len(truth)
        truth.append(counts[share.whole] - counts[share.part])
        ties.append((number[share.whole], [number[share.part], rest]))
    _check(truth, ties)
    revealing = {number[share.part] for share in shares if _says_something_of_all(counts, share)}
    hidden: set[int] = set()
    for members, own_ties in _apart(len(truth), ties):
        place = {position: own for own, position in enumerate(members)}
        hiding = _Hiding(
            truth=tuple(truth[position] for position in members),
            ties=[(place[total], [place[part] for part in parts]) for total, parts in own_ties],
            in_tables=frozenset(place[position] for position in members if position < len(counts)),
            revealing=frozenset(place[position] for position in members if position in revealing),
            threshold=threshold,
        )
        hidden |= {members[own] for own in hiding.completed()}
    gone = frozenset(cell for cell, position in number.items() if position in hidden)
    return Suppressed(
        counts=gone,
        shares=frozenset(
            share
            for share in shares
            if share.part in gone or share.whole in gone or 0 < counts[share.whole] - counts[share.part] < threshold
        ),
    )


def _check(truth: Sequence[int], ties: Iterable[_Tie]) -> None:
    if any(value < 0 for value in truth):
        raise ValueError("a count below 0, or a part larger than its whole")
    for total, parts in ties:
        if not parts or len({total, *parts}) != len(parts) + 1 or truth[total] != sum(truth[part] for part in parts):
            raise ValueError("a sum that does not hold")


def _says_something_of_all(counts: Mapping[Cell, int], share: Share[Cell]) -> bool:
    whole = counts[share.whole]
    return 0 < whole < ALL_OR_NONE_BELOW and counts[share.part] in (0, whole)


def _apart(count: int, ties: Sequence[_Tie]) -> Iterator[tuple[list[int], list[_Tie]]]:
    """The counts in groups that no sum ties together: what is hidden in one helps nobody in another."""
    group = list(range(count))
    members = [[position] for position in group]
    for total, parts in ties:
        for part in parts:
            kept, gone = sorted((group[total], group[part]))
            if kept != gone:
                for position in members[gone]:
                    group[position] = kept
                members[kept] += members[gone]
                members[gone] = []
    for number, positions in enumerate(members):
        if positions:
            yield sorted(positions), [tie for tie in ties if group[tie[0]] == number]


class _Hiding:
    """The hidden counts of one output while they become more; counts are numbers, as in `SolvingBack`."""

    def __init__(
        self,
        *,
        truth: tuple[int, ...],
        ties: Sequence[_Tie],
        in_tables: frozenset[int],
        revealing: frozenset[int],
        threshold: int,
    ) -> None:
        self._truth = truth
        self._solving = SolvingBack(truth, ties)
        #: Stands in no table, and is known only to who can work it out.
        self._nowhere = frozenset(range(len(truth))) - in_tables
        small = frozenset(position for position, value in enumerate(truth) if 0 < value < threshold)
        self._small_rests = small & self._nowhere
        #: Hidden for their own sake; those hidden for the sake of others come later.
        self._first = (small & in_tables) | revealing
        self._further: list[int] = []
        #: Hiding more makes nothing narrower, so who was found safe stays it until something is shown again.
        self._safe: set[int] = set()

    def completed(self) -> frozenset[int]:
        """Hide further counts until nothing can be worked out, then show again what was hidden in vain."""
        while (position := self._next()) is not None:
            self._further.append(position)
        for position in sorted(self._further, key=lambda one: (self._truth[one] != 0, -self._truth[one], one)):
            self._further.remove(position)
            self._safe.clear()
            if any(self._is_narrow(one) for one in self._guarded()):
                self._further.append(position)
        return frozenset(self._first.union(self._further))

    def _unknown(self) -> frozenset[int]:
        return self._nowhere.union(self._first, self._further)

    def _guarded(self) -> list[int]:
        """All that must not be worked out, in a fixed order."""
        return sorted(self._small_rests.union(self._first, self._further))

    def _is_narrow(self, position: int) -> bool:
        if position not in self._safe and self._solving.may_have(position, self._unknown(), values=POSSIBLE_VALUES):
            self._safe.add(position)
        return position not in self._safe

    def _next(self) -> int | None:
        """The next count to hide; None when everything guarded is safe."""
        unknown, guarded = self._unknown(), self._guarded()
        for number in range(len(self._solving.sums)):
            members = self._solving.members(number)
            alone = [position for position in members if position in unknown]
            # The only unknown of a sum is what the others leave over.
            if len(alone) == 1 and alone[0] in guarded:
                return min((one for one in members if one not in unknown), key=self._cost)
        for position in guarded:
            # With all its neighbours hidden there is nothing left that could help, or betray it.
            if self._is_narrow(position) and (candidates := list(self._around(position))):
                return self._helper(position, candidates)
        return None

    def _helper(self, narrow: int, candidates: Sequence[int]) -> int:
        """The least loss that makes a count safe; if no single one does, the least loss near to it."""
        unknown = self._unknown()
        for one in sorted(candidates, key=self._cost):
            if self._solving.may_have(narrow, unknown | {one}, values=POSSIBLE_VALUES):
                return one
        return min(candidates, key=self._cost)

    def _around(self, position: int) -> Iterator[int]:
        """Shown counts that stand in a sum with it, or with unknown ones that are tied to it."""
        unknown = self._unknown()
        seen, waiting = {position}, [position]
        for one in waiting:
            for number in self._solving.sums_of[one]:
                for other in self._solving.members(number):
                    if other in seen:
                        continue
                    seen.add(other)
                    if other in unknown:
                        waiting.append(other)
                    else:
                        yield other

    def _cost(self, position: int) -> tuple[bool, int, int, int]:
        """What is lost by hiding it: a zero only at the last, then as few further sums and people as possible."""
        unknown = self._unknown()
        opened = [
            number for number in self._solving.sums_of[position] if unknown.isdisjoint(self._solving.members(number))
        ]
        return self._truth[position] == 0, len(opened), self._truth[position], position
