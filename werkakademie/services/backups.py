"""Backups of this PC: make them, copy them to a second folder, thin them, look at them, and say how they stand."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from werkakademie.errors import SituationError
from werkakademie.models import Workstation
from werkakademie.records.backups import Backup, BackupCheck, BackupMade, BackupReason, BackupStatus
from werkakademie.records.changes import Done
from werkakademie.records.ids import AccountId
from werkakademie.records.permissions import Permission
from werkakademie.records.progress import Progress, Unwatched
from werkakademie.services import erasure_repeat, site
from werkakademie.services.workplace import Workplace
from werkakademie.storage import backup, restore, sites
from werkakademie.storage.backup_checks import check_database, check_files, stand_of
from werkakademie.storage.backup_errors import BackupUnreachableError, SecondFolderMissingError
from werkakademie.storage.backup_file import backups_below, backups_folder, backups_in, is_there
from werkakademie.storage.engine import connector_of
from werkakademie.storage.transaction import Store
from werkakademie.storage.vault import open_with_password
from werkakademie.storage.vault_file import read_vault

#: Locking makes no further backup within this time; the end of the program does.
BETWEEN_LOCKS = timedelta(hours=1)
_ROW = 1


def back_up(
    workplace: Workplace,
    *,
    reason: BackupReason = BackupReason.REQUEST,
    progress: Progress | None = None,
    thorough: bool = False,
) -> BackupMade:
    """Back up the store beside itself and in the second folder, then thin both.

    What goes wrong with the second folder is told in the answer; the backup is made all the same. For other actions
    that need one first (merge, erasure) no permission is asked: theirs was.
    """
    store = workplace.store
    try:
        made = backup.back_up(store, reason=reason, progress=progress, thorough=thorough)
    except SituationError as error:
        _note(store, problem=error)
        raise
    problem = _copied(store, made, progress)
    _note(store, made=made, copied=problem is None)
    return BackupMade(made, problem or _thin(store))


def create(workplace: Workplace, *, progress: Progress | None = None) -> BackupMade:
    """The backup that somebody asks for; its content is compared with the store's, table by table."""
    workplace.require(Permission.BACKUPS)
    return back_up(workplace, reason=BackupReason.REQUEST, progress=progress, thorough=True)


def close(workplace: Workplace) -> None:
    """Back up what was changed since the last backup, and close the store; a problem is noted for the next start."""
    try:
        _back_up_changes(workplace, lambda _newest: True)
    finally:
        site.lock(workplace)


def close_for_a_while(workplace: Workplace) -> None:
    """As `close`, but without a second backup within an hour: a window locks often."""
    now = workplace.store.clock.now()
    try:
        _back_up_changes(workplace, lambda newest: now - newest.made_at >= BETWEEN_LOCKS)
    finally:
        site.lock(workplace)


def listed(workplace: Workplace) -> tuple[Backup, ...]:
    """The backups beside the store and in the second folder, the newest first."""
    workplace.require(Permission.USE_SITE)
    found = [*backups_in(backups_folder(workplace.store.path.parent))]
    second = _second_folder(workplace.store)
    if second is not None:
        # A stick that is pulled while it is read shows as one that is not there.
        with suppress(BackupUnreachableError):
            found += backups_in(second, second=True)
    return tuple(sorted(found, key=lambda one: (one.made_at, not one.second), reverse=True))


def backups_at(folder: Path) -> tuple[Backup, ...]:
    """The backups of a store that is not open, or in any folder that somebody points to."""
    return (*backups_in(backups_folder(folder)),) or backups_below(folder)


def verify(
    workplace: Workplace, chosen: Backup, *, password: str | None = None, progress: Progress | None = None
) -> BackupCheck:
    """Look at a backup as closely as its key is at hand; raises DamagedBackupError with the file that is not sound.

    A backup from before a change of the key opens with the password of its own time; without one only its files can
    be compared.
    """
    workplace.require(Permission.BACKUPS)
    (progress or Unwatched()).advance(0, 2)
    check_files(chosen)
    (progress or Unwatched()).advance(1, 2)
    folder = workplace.store.path.parent
    if password is not None:
        key = open_with_password(chosen.folder, workplace.account_id, password)
    elif read_vault(chosen.folder).key_mark == read_vault(folder).key_mark:
        key = connector_of(workplace.store.engine).key
    else:
        return BackupCheck.FILES_SOUND
    check_database(chosen, key)
    return BackupCheck.SOUND


def verify_closed(chosen: Backup, *, account_id: AccountId, password: str) -> BackupCheck:
    """Look at a backup by the password of its own vault, without a store that is open."""
    check_files(chosen)
    check_database(chosen, open_with_password(chosen.folder, account_id, password))
    return BackupCheck.SOUND


def set_second_folder(workplace: Workplace, folder: Path | None) -> Done[None]:
    """Copy each further backup there, too; None for no longer. Raises BackupUnreachableError."""
    workplace.require(Permission.BACKUPS)
    if folder is not None and not is_there(folder):
        raise BackupUnreachableError(folder)
    with workplace.store.write(workplace.account_id) as tx:
        row = tx.find(Workstation, _ROW) or Workstation(id=_ROW)
        row.second_backup_folder = str(folder) if folder else ""
        row.second_backup_at = None
        tx.add(row)
    return Done(None, tx.changes)


def status(workplace: Workplace) -> BackupStatus:
    """How the backups of this PC stand; for the page and for the hint on the first page."""
    workplace.require(Permission.USE_SITE)
    store = workplace.store
    newest = _newest(store)
    with store.read() as tx:
        row = tx.find(Workstation, _ROW) or Workstation(id=_ROW)
        stand, created = stand_of(tx.driver), sites.the_site(tx).created_at
    folder = Path(row.second_backup_folder)
    return BackupStatus(
        newest_at=newest.made_at if newest else None,
        changed_since=newest is None or newest.stand != stand,
        last_problem=row.last_backup_problem,
        second_folder=row.second_backup_folder,
        second_missing=bool(row.second_backup_folder) and not is_there(folder),
        second_at=row.second_backup_at,
        site_created_at=created,
    )


def _back_up_changes(workplace: Workplace, due: Callable[[Backup], bool]) -> None:
    """Nobody is there any more to read an error: it is noted, and stands on the first page at the next start."""
    if workplace.store.is_closed:
        return
    try:
        newest = _newest(workplace.store)
        if newest is not None and (not due(newest) or newest.stand == _stand(workplace.store)):
            return
        back_up(workplace, reason=BackupReason.CLOSE)
    except SituationError:
        return


def _newest(store: Store) -> Backup | None:
    """The newest sound backup beside the store; none where the folder can't be read, which the next one reports."""
    try:
        found = backups_in(backups_folder(store.path.parent))
    except BackupUnreachableError:
        return None
    return next((one for one in found if one.fault is None), None)


def _stand(store: Store) -> str:
    with store.read() as tx:
        return stand_of(tx.driver)


def _copied(store: Store, made: Backup, progress: Progress | None) -> SituationError | None:
    with store.read() as tx:
        row = tx.find(Workstation, _ROW)
    chosen = Path(row.second_backup_folder) if row and row.second_backup_folder else None
    if chosen is None:
        return None
    try:
        if not is_there(chosen):
            raise SecondFolderMissingError(chosen)
        backup.copy_backup(made, _below(chosen, made.site), progress)
        # Should this PC be lost, older backups there must not bring back who was erased.
        erasure_repeat.note_outside(store, folder=_below(chosen, made.site))
    except SituationError as error:
        return error
    return None


def note_erasures(store: Store) -> None:
    """Keep the list of what was erased beside the store, and beside the backups of the second folder if it is there.

    What was erased is stored by then: that a folder can't be written is no reason to say that it was not. The next
    opening writes the list beside the store, the next backup that in the second folder.
    """
    second = _second_folder(store)
    with suppress(SituationError):
        erasure_repeat.note_outside(store)
    if second is not None and is_there(second):
        with suppress(SituationError):
            erasure_repeat.note_outside(store, folder=second)


def _second_folder(store: Store) -> Path | None:
    """This site's own folder on the stick: other sites' backups beside it are nobody's business here."""
    with store.read() as tx:
        row = tx.find(Workstation, _ROW)
        site_id = sites.the_site(tx).id.hex
    if row is None or not row.second_backup_folder:
        return None
    return _below(Path(row.second_backup_folder), site_id)


def _below(chosen: Path, site_id: str) -> Path:
    return chosen / f"werkakademie-{site_id}"


def _thin(store: Store) -> SituationError | None:
    """Thin both folders. That an old backup could not go is worth a word, but the new one is made."""
    now = store.clock.now()
    with store.read() as tx:
        days = sites.the_site(tx).backup_days
    second = _second_folder(store)
    try:
        backup.thin(backups_folder(store.path.parent), now=now, days=days)
        restore.forget_replaced(store.path.parent, now=now, days=days)
        if second is not None and is_there(second):
            backup.thin(second, now=now, days=days)
    except SituationError as error:
        return error
    return None


def _note(
    store: Store, *, made: Backup | None = None, copied: bool = False, problem: SituationError | None = None
) -> None:
    """Remember on this PC how it went. A store too damaged for that is told of when it is opened."""
    try:
        with store.write(None) as tx:
            row = tx.find(Workstation, _ROW) or Workstation(id=_ROW)
            row.last_backup_problem = problem.sentence() if problem else ""
            if made is not None:
                row.last_backup_at = made.made_at
                if copied and row.second_backup_folder:
                    row.second_backup_at = made.made_at
            tx.add(row)
    except SituationError:
        return
