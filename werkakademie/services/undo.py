"""Take back one's own last actions since signing in, and do them again."""

from werkakademie.records.changes import Done
from werkakademie.records.history import Action, UndoState
from werkakademie.records.permissions import Permission
from werkakademie.rules.undo_stack import UndoStack, undo_stack
from werkakademie.services.workplace import Workplace
from werkakademie.storage.childcare.undone_bookings import give_up_what_does_not_fit, refuse_of_who_came
from werkakademie.storage.journal import reading, undoing
from werkakademie.storage.journal.undo_errors import AlreadyTakenBackError, NotOwnActionError, NotUndoableError
from werkakademie.storage.transaction import Transaction

__all__ = ["NotUndoableError", "newest_transaction", "redo_last", "take_back", "undo_last", "undo_state"]


def newest_transaction(workplace: Workplace) -> int:
    """Where the journal stands now; what comes after it is since signing in."""
    workplace.require(Permission.UNDO_OWN)
    with workplace.store.read() as tx:
        return reading.newest_transaction(tx)


def undo_state(workplace: Workplace, *, since: int) -> UndoState:
    """What would be taken back and done again now."""
    workplace.require(Permission.UNDO_OWN)
    with workplace.store.read() as tx:
        stack = _stack(workplace, tx, since)
        return UndoState(_original(tx, stack.undo), _original(tx, stack.redo))


def undo_last(workplace: Workplace, *, since: int) -> Done[Action | None]:
    """Take back the newest own action after transaction `since`; None when there is none.

    Raises one of `storage.journal.undo_errors`; then nothing was changed.
    """
    return _take_back_last(workplace, since, redo=False)


def redo_last(workplace: Workplace, *, since: int) -> Done[Action | None]:
    """Do again what was taken back last. Raises as `undo_last`."""
    return _take_back_last(workplace, since, redo=True)


def take_back(workplace: Workplace, number: int) -> Done[Action]:
    """Take back one certain own action, as the message beside it offers. Raises as `undo_last`."""
    workplace.require(Permission.UNDO_OWN)
    with workplace.store.read() as tx:
        if reading.author_of(tx, number) != workplace.account_id.hex:
            raise NotOwnActionError
        found = reading.action(tx, number)
    if found is None:
        raise AlreadyTakenBackError
    with workplace.store.write(workplace.account_id, undoes=number) as tx:
        undoing.take_back(tx, number)
        refuse_of_who_came(tx)
        give_up_what_does_not_fit(tx)
    return Done(found, tx.changes)


def _take_back_last(workplace: Workplace, since: int, *, redo: bool) -> Done[Action | None]:
    workplace.require(Permission.UNDO_OWN)
    with workplace.store.read() as tx:
        stack = _stack(workplace, tx, since)
        numbers = stack.redo if redo else stack.undo
        told = _original(tx, numbers)
        changes = tx.changes
    if not numbers:
        return Done(None, changes)
    with workplace.store.write(workplace.account_id, undoes=numbers[-1]) as tx:
        undoing.take_back(tx, numbers[-1])
        refuse_of_who_came(tx)
        give_up_what_does_not_fit(tx)
    return Done(told, tx.changes)


def _stack(workplace: Workplace, tx: Transaction, since: int) -> UndoStack:
    return undo_stack(reading.own_transactions(tx, workplace.account_id, since=since))


def _original(tx: Transaction, numbers: tuple[int, ...]) -> Action | None:
    """Words are those of the action itself, however often it was taken back and done again."""
    return reading.action(tx, reading.original_of(tx, numbers[-1])) if numbers else None
