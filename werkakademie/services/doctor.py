"""The check of the store: is everything as it was written, and what can be put right."""

from werkakademie.records.changes import ChangeSet, Done
from werkakademie.records.doctor import CheckReport, Repair
from werkakademie.records.permissions import Permission
from werkakademie.records.progress import Progress, Unwatched
from werkakademie.services.workplace import Workplace


def check_store(workplace: Workplace, *, progress: Progress | None = None) -> CheckReport:
    """Look at everything; changes nothing. Raises Cancelled."""
    workplace.require(Permission.CHECK_STORE)
    from werkakademie.storage.doctor.run import examine

    return examine(workplace.store, progress or Unwatched())


def reserve_gone(workplace: Workplace) -> bool:
    """Whether the reserve on the disk is used up; known without looking at the disk."""
    return workplace.store.reserve_gone


def repair(workplace: Workplace, wanted: Repair) -> Done[None]:
    """Put one thing right; nothing that anybody entered is changed. What it did stands in the journal."""
    workplace.require(Permission.CHECK_STORE)
    from werkakademie.storage.doctor.repairs import repair as carry_out

    carry_out(workplace.store, wanted, workplace.account_id)
    return Done(None, ChangeSet())
