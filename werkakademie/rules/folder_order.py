"""The order in which papers are proposed for a folder: as in the last one, with new papers at their usual place."""

from collections.abc import Sequence
from typing import TypeVar

PaperT = TypeVar("PaperT")


def proposed_order(usual: Sequence[PaperT], last: Sequence[PaperT]) -> tuple[PaperT, ...]:
    """`usual`, each once, in the order of `last`.

    A paper that the last folder did not have follows directly on the one that usually stands before it, or comes
    first. What is in `last` alone was removed since and stays away.
    """
    wanted = set(usual)
    placed = [paper for paper in dict.fromkeys(last) if paper in wanted]
    known = set(placed)
    for place, paper in enumerate(usual):
        if paper not in known:
            placed.insert(placed.index(usual[place - 1]) + 1 if place else 0, paper)
    return tuple(placed)


def found_by_title(titled: Sequence[tuple[PaperT, str]], titles: Sequence[str]) -> tuple[PaperT, ...]:
    """The papers that these titles name, in their order; of two papers with one title the first title means the first.

    A title that no paper has any more is left out.
    """
    waiting = list(titled)
    found: list[PaperT] = []
    for title in titles:
        match = next((each for each in waiting if each[1] == title), None)
        if match is not None:
            waiting.remove(match)
            found.append(match[0])
    return tuple(found)
