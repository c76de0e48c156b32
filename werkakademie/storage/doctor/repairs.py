"""Puts right what can be put right without touching anything that somebody entered."""

from werkakademie.records.doctor import Repair
from werkakademie.records.ids import AccountId
from werkakademie.storage import ballast
from werkakademie.storage.doctor import surroundings
from werkakademie.storage.doctor.files import UNREFERENCED
from werkakademie.storage.journal import triggers
from werkakademie.storage.transaction import Store, Transaction


def repair(store: Store, wanted: Repair, actor: AccountId | None) -> None:
    """Carry out one repair; what changes the database stands in the journal as an event."""
    folder = store.path.parent
    match wanted:
        case Repair.REMOVE_LEFTOVERS:
            surroundings.remove_leftovers(folder, store.clock.now())
        case Repair.MAKE_RESERVE:
            ballast.require(folder)
        case Repair.CLOSE_TO_OTHERS:
            surroundings.close_to_others(folder)
        case Repair.REBUILD_SEARCH | Repair.INSTALL_TRIGGERS | Repair.REMOVE_FILES:
            with store.write(actor) as tx:
                _repair_database(tx, wanted)


def _repair_database(tx: Transaction, wanted: Repair) -> None:
    if wanted is Repair.REBUILD_SEARCH:
        tx.driver.execute("INSERT INTO participant_fts (participant_fts) VALUES ('rebuild')")
        tx.note_event("search_rebuilt")
    elif wanted is Repair.INSTALL_TRIGGERS:
        names = triggers.differences(tx.driver)
        triggers.install(tx.driver)
        tx.note_event("triggers_installed", count=len(names), names=", ".join(names))
    else:
        removed = tx.driver.execute(f"DELETE FROM attachment WHERE {UNREFERENCED}").rowcount
        tx.note_event("files_removed", count=removed)
