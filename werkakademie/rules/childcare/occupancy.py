"""The children of one room, counted in each slice against what is allowed there."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple


class Head(NamedTuple):
    """A child and its weight in hundredths. The same child with another weight would count as somebody else."""

    child: Hashable
    weight: int


class Limit(NamedTuple):
    """What a slice can take."""

    places: int
    #: Hundredths.
    weight: int


class Shortfall(NamedTuple):
    """What a family needs and what is there, in places; needed is always the larger."""

    needed: int
    there: int

    @property
    def text(self) -> str:
        """As it is stored: the places needed, a stroke, the places there."""
        return f"{self.needed}/{self.there}"

    @classmethod
    def of(cls, text: str) -> "Shortfall | None":
        """What `text` wrote; None for an empty text."""
        if not text:
            return None
        needed, _, there = text.partition("/")
        return cls(int(needed), int(there))


CLOSED = Limit(0, 0)


class Occupancy:
    """Who is in the room in each slice. It only counts: whoever adds somebody asks `fits` before."""

    def __init__(self, limits: Mapping[int, Limit]) -> None:
        self._limits = limits
        #: By slice, how many places each child holds there; a child counts once.
        self._there: dict[int, dict[Head, int]] = {}
        self._weights: dict[int, int] = {}

    def add(self, children: Sequence[Head], slices: Iterable[int]) -> None:
        """A place for each child in each slice."""
        for number in slices:
            there = self._there.setdefault(number, {})
            for head in children:
                if head not in there:
                    self._weights[number] = self._weights.get(number, 0) + head.weight
                there[head] = there.get(head, 0) + 1

    def remove(self, children: Sequence[Head], slices: Iterable[int]) -> None:
        """Takes back places that were added."""
        for number in slices:
            there = self._there[number]
            for head in children:
                there[head] -= 1
                if not there[head]:
                    del there[head]
                    self._weights[number] -= head.weight

    def heads(self, number: int) -> int:
        """How many children are there in the slice."""
        return len(self._there.get(number, ()))

    def weight(self, number: int) -> int:
        """The sum of their weights, in hundredths."""
        return self._weights.get(number, 0)

    def possible(self, number: int) -> bool:
        """Whether anybody may be there at all: the room is open and there are carers enough."""
        return self._limits.get(number, CLOSED) != CLOSED

    def allowed(self, number: int) -> bool:
        """Whether the slice is as the policy wants it."""
        places, weight = self._limits.get(number, CLOSED)
        return not self.heads(number) or (self.heads(number) <= places and self.weight(number) <= weight)

    def fits(self, children: Sequence[Head], slices: Iterable[int]) -> bool:
        """Whether all these children may come, too, in all these slices; who is there already adds nothing."""
        return all(self._shortfall(children, number) is None for number in slices)

    def shortfall(self, children: Sequence[Head], slices: Iterable[int]) -> Shortfall | None:
        """The first of the slices in which the fewest places are there, if the children do not fit."""
        found = [each for number in slices if (each := self._shortfall(children, number)) is not None]
        return min(found, key=lambda each: each.there, default=None)

    def _shortfall(self, children: Sequence[Head], number: int) -> Shortfall | None:
        there = self._there.get(number, {})
        added = [head.weight for head in children if head not in there]
        if not added:
            return None
        places, weight = self._limits.get(number, CLOSED)
        places -= len(there)
        if len(added) > places:
            return Shortfall(len(added), max(places, 0))
        weight -= self._weights.get(number, 0)
        if sum(added) > weight:
            # Rounded away from each other, so that the need stays the larger number.
            return Shortfall(-(-sum(added) // 100), max(weight // 100, 0))
        return None
