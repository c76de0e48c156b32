"""Erase again after a restore what was erased since the backup was made: no backup brings anybody back."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import UUID

from werkakademie.errors import SituationError
from werkakademie.models import ErasureRun, Participant
from werkakademie.records.enums import ErasureState, RetentionKind
from werkakademie.records.ids import AccountId, ErasureRunId, ParticipantId
from werkakademie.rules.retention import WHOLE_PERSON
from werkakademie.storage import erasure_log, erasure_runs
from werkakademie.storage.erasure import erase, fold_log
from werkakademie.storage.erasure_log import Runs
from werkakademie.storage.transaction import Store, Transaction


def erasures_of(store: Store) -> Runs:
    """What the present store knows to be erased; asked before a backup takes its place."""
    with store.read() as tx:
        return erasure_log.finished_runs(tx)


def note_outside(store: Store, *, folder: Path | None = None) -> None:
    """Bring the file beside the vault up to what the database knows; lists that only the file has stay in it.

    A damaged file is put aside and made anew: the database knows everything that was erased here.
    """
    folder = folder or store.path.parent
    with store.read() as tx:
        known = erasure_log.finished_runs(tx)
        try:
            outside = erasure_log.read_log(tx, folder)
        except erasure_log.DamagedErasureLogError:
            erasure_log.log_path(folder).replace(erasure_log.damaged_path(folder))
            outside = {}
        if not known.keys() <= outside.keys():
            erasure_log.write_log(tx, folder, {**outside, **known})


def repeat_after_restore(
    store: Store,
    *,
    actor: AccountId | None = None,
    folder: Path | None = None,
    beside: Path | None = None,
    known: Runs | None = None,
) -> int:
    """Erase what the store does not know to be erased; gives from how many people.

    `known` is what the store before the restore knew (`erasures_of`), if it could still be read. The file in `folder`
    (else beside the store) is asked too; a damaged one stops nothing: it is put aside, and the window says so. So is
    the one in `beside`, where the backup lay: of a lost PC only that is left.
    """
    folder = folder or store.path.parent
    with store.read() as tx:
        runs: dict[str, Mapping[str, Any]] = {}
        for place in (folder, beside):
            if place is not None:
                with suppress(SituationError):
                    runs |= erasure_log.read_log(tx, place)
        missing = _missing(tx, runs | dict(known or {}))
    people = 0
    if missing:
        with store.write(actor) as tx:
            people = _repeat(tx, missing)
        fold_log(store)
    # What was erased again is stored; a folder that can't be written must keep nobody from signing in.
    with suppress(SituationError):
        note_outside(store, folder=folder)
    return people


def repeat_at_opening(store: Store, *, actor: AccountId) -> int:
    """The same where somebody put an older copy of the file back by hand; quick where nothing was ever erased.

    It also writes the file that a break right after an erasure left out.
    """
    return repeat_after_restore(store, actor=actor)


def _missing(tx: Transaction, runs: Runs) -> Runs:
    def done(key: str) -> bool:
        run = tx.find(ErasureRun, ErasureRunId(UUID(key)))
        return run is not None and run.state is ErasureState.DONE

    return {key: run for key, run in runs.items() if not done(key)}


def _repeat(tx: Transaction, runs: Runs) -> int:
    """The lists are stored as done, so that the next start does not ask again."""
    people: dict[ParticipantId, set[RetentionKind]] = {}
    for run in runs.values():
        for person, kind, _due_on, _rows, done, _dropped in run["items"]:
            if done:
                people.setdefault(ParticipantId(UUID(person)), set()).add(RetentionKind(kind))
    there: Mapping[ParticipantId, set[RetentionKind]] = {
        person: kinds for person, kinds in people.items() if tx.find(Participant, person) is not None
    }
    erasure_runs.keep_anonymous(tx, [person for person, kinds in there.items() if WHOLE_PERSON & kinds])
    erase(tx, there)
    for key, run in sorted(runs.items(), key=lambda each: str(each[1]["done_at"])):
        erasure_log.store_run(tx, key, run)
    tx.note_event("erasures_repeated", lists=len(runs), people=len(there))
    return len(there)
