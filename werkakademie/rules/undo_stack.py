"""Which of a person's transactions Ctrl+Z takes back next, and which Ctrl+Y does again."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UndoStack:
    """Transactions, the next one last."""

    undo: tuple[int, ...]
    redo: tuple[int, ...]


def undo_stack(transactions: Iterable[tuple[int, int | None]]) -> UndoStack:
    """The stack that a person's own transactions leave, given in their order as (number, what it takes back).

    Taking back a transaction makes the taking back redoable; doing it again is taking that back, and can be undone in
    its turn. A new action leaves nothing to redo.
    """
    undo: list[int] = []
    redo: list[int] = []
    for number, undoes in transactions:
        if undoes is None:
            undo.append(number)
            redo.clear()
        elif undoes in undo:
            undo.remove(undoes)
            redo.append(number)
        elif undoes in redo:
            redo.remove(undoes)
            undo.append(number)
        # What was taken back lies before the first transaction looked at: it belongs to an earlier sign-in.
    return UndoStack(tuple(undo), tuple(redo))
