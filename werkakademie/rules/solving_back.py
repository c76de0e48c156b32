"""What somebody can find out about hidden counts from those that are shown and from the sums between them.

A hidden count could have every value that leaves all shown counts and all sums right. We look for such *other worlds*:
the true counts are one, and each further one that is found proves that a count may be different. What is not found
within a fixed number of steps counts as impossible, so that an error can only lie on the side of hiding too much.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

#: So many changed counts are tried for one question. Tables of 20 x 8 rarely need more than a dozen.
_STEPS = 400
#: Bounds that creep nearer by one each time are left alone after so many rounds through all sums.
_ROUNDS = 8

World = tuple[int, ...]


@dataclass(slots=True)
class SolvingBack:
    """Counts by number, and sums as (total, parts): `truth[total] == sum(truth[part] for part in parts)`."""

    truth: World
    sums: Sequence[tuple[int, Sequence[int]]]
    #: Each sum as counts with a sign that come to 0.
    signed: list[list[tuple[int, int]]] = field(init=False)
    #: For each count the sums that it is in.
    sums_of: list[list[int]] = field(init=False)
    _most: int = field(init=False)
    #: Each with the counts in which it differs from the truth.
    _worlds: list[tuple[World, frozenset[int]]] = field(init=False)
    #: For whom the last question was asked, and which of the worlds are possible for them.
    _hidden: frozenset[int] = field(init=False)
    _possible: list[World] = field(init=False)
    #: What each count may be for them at most, before anything is supposed.
    _bounds: tuple[list[int], list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self.signed = [[(total, -1), *((part, 1) for part in parts)] for total, parts in self.sums]
        self.sums_of = [[] for _count in self.truth]
        for number, terms in enumerate(self.signed):
            for count, _sign in terms:
                self.sums_of[count].append(number)
        self._most = sum(self.truth) + len(self.truth)
        self._worlds = []
        self._look_as(frozenset())

    def members(self, number: int) -> list[int]:
        """The counts of a sum, the total first."""
        return [count for count, _sign in self.signed[number]]

    def may_have(self, count: int, hidden: frozenset[int], *, values: int) -> bool:
        """Whether the count could have so many different values for somebody who sees all but the hidden ones."""
        if hidden != self._hidden:
            self._look_as(hidden)
        seen = {world[count] for world in self._possible}
        while len(seen) < values:
            world = self._another(count, seen)
            if world is None:
                return False
            self._worlds.append((world, self._changed(world)))
            self._possible.append(world)
            seen.add(world[count])
        return True

    def _look_as(self, hidden: frozenset[int]) -> None:
        """Take the place of somebody who sees all but the hidden counts."""
        self._hidden = hidden
        self._possible = [self.truth, *(world for world, changed in self._worlds if changed <= hidden)]
        lows = [0 if count in hidden else value for count, value in enumerate(self.truth)]
        highs = [self._most if count in hidden else value for count, value in enumerate(self.truth)]
        self.narrow(lows, highs, range(len(self.sums)))
        self._bounds = lows, highs

    def narrow(self, lows: list[int], highs: list[int], sums: Iterable[int]) -> bool:
        """Draw the bounds together along these sums and what follows; False if a sum cannot be right any more."""
        waiting = deque(sums)
        queued = set(waiting)
        left = _ROUNDS * len(self.sums)
        while waiting and left:
            left -= 1
            number = waiting.popleft()
            queued.discard(number)
            changed = _narrow_one(self.signed[number], lows, highs)
            if changed is None:
                return False
            for further in (one for count in changed for one in self.sums_of[count]):
                if further not in queued:
                    queued.add(further)
                    waiting.append(further)
        return True

    def _changed(self, world: World) -> frozenset[int]:
        pairs = enumerate(zip(world, self.truth, strict=True))
        return frozenset(count for count, (value, true) in pairs if value != true)

    def _another(self, count: int, seen: Iterable[int]) -> World | None:
        """A world in which the count has a value that was not seen yet: above all, below all, or between them."""
        known = sorted(seen)
        ranges = [(known[-1] + 1, self._most), (0, known[0] - 1)]
        ranges += [(low + 1, high - 1) for low, high in pairwise(known)]
        for least, most in ranges:
            if least <= most:
                world = _Search(self, *self._bounds).world(count, least, most)
                if world is not None:
                    return world
        return None


class _Search:
    """Narrows what each count may be, and moves away from the truth only where a sum asks for it."""

    def __init__(self, known: SolvingBack, lows: Sequence[int], highs: Sequence[int]) -> None:
        self._known = known
        self._lows, self._highs = lows, highs
        self._steps = _STEPS

    def world(self, count: int, least: int, most: int) -> World | None:
        """A world with the count between the two; None if there is none, or none was found in time."""
        lows, highs = list(self._lows), list(self._highs)
        lows[count], highs[count] = max(lows[count], least), min(highs[count], most)
        if lows[count] > highs[count] or not self._known.narrow(lows, highs, self._known.sums_of[count]):
            return None
        return self._from(lows, highs)

    def _from(self, lows: list[int], highs: list[int]) -> World | None:
        """As near to the truth as the bounds allow; where a sum is wrong there, one of its counts must move."""
        self._steps -= 1
        if self._steps < 0:
            return None
        world = [min(max(true, low), high) for true, low, high in zip(self._known.truth, lows, highs, strict=True)]
        for terms in self._known.signed:
            excess = sum(sign * world[count] for count, sign in terms)
            if excess:
                return self._with_a_move(lows, highs, world, [(count, -sign * excess) for count, sign in terms])
        return tuple(world)

    def _with_a_move(
        self, lows: list[int], highs: list[int], world: Sequence[int], wanted: Iterable[tuple[int, int]]
    ) -> World | None:
        """Each count in turn moves in the direction that rights the sum; whoever was tried stays where it is."""
        lows, highs = lows[:], highs[:]
        for count, direction in wanted:
            value = world[count]
            if value == (highs[count] if direction > 0 else lows[count]):
                continue
            moved_lows, moved_highs = lows[:], highs[:]
            if direction > 0:
                moved_lows[count], highs[count] = value + 1, value
            else:
                moved_highs[count], lows[count] = value - 1, value
            if self._known.narrow(moved_lows, moved_highs, self._known.sums_of[count]):
                found = self._from(moved_lows, moved_highs)
                if found is not None:
                    return found
            if self._steps < 0 or not self._known.narrow(lows, highs, self._known.sums_of[count]):
                return None
        return None


def _narrow_one(terms: Sequence[tuple[int, int]], lows: list[int], highs: list[int]) -> list[int] | None:
    """Which counts were narrowed by one sum; None if it cannot be right."""
    least = sum(lows[count] if sign > 0 else -highs[count] for count, sign in terms)
    most = sum(highs[count] if sign > 0 else -lows[count] for count, sign in terms)
    if least > 0 or most < 0:
        return None
    changed = []
    for count, sign in terms:
        low, high = lows[count], highs[count]
        if sign > 0:
            new_low, new_high = max(low, high - most), min(high, low - least)
        else:
            new_low, new_high = max(low, high + least), min(high, low + most)
        if (new_low, new_high) != (low, high):
            lows[count], highs[count] = new_low, new_high
            changed.append(count)
    return changed
