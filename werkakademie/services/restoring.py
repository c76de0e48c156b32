"""The way back to a backup: what would be lost, then the swap, with a backup of the present state before it."""

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from werkakademie.errors import WerkakademieError
from werkakademie.records.backups import Backup, BackupReason, RestorePreview
from werkakademie.records.clock import Clock, IdSource
from werkakademie.records.ids import AccountId
from werkakademie.records.permissions import Permission
from werkakademie.records.progress import Progress, Unwatched
from werkakademie.records.vault import VaultAccount
from werkakademie.services import erasure_repeat
from werkakademie.services.workplace import Workplace
from werkakademie.storage import instance, restore, restore_swap
from werkakademie.storage.backup import back_up
from werkakademie.storage.backup_checks import check_database, check_files, refuse_newer, site_of
from werkakademie.storage.backup_errors import DamagedSourceError, ForeignBackupError
from werkakademie.storage.engine import Connector, connector_of
from werkakademie.storage.errors import StoreDamagedError, StoreUnreachableError, situation_of_file
from werkakademie.storage.journal.writing import JournalLine, begin_epoch, present_line
from werkakademie.storage.migrate import steps_in
from werkakademie.storage.opening import open_store
from werkakademie.storage.restore_preview import compare, damage_named
from werkakademie.storage.transaction import Store
from werkakademie.storage.vault import open_with_password
from werkakademie.storage.vault_file import database_path, vault_accounts

_STEPS = 4


def accounts_in(backup: Backup) -> tuple[VaultAccount, ...]:
    """Who can open a backup. Raises DamagedBackupError, or an error of the vault."""
    if backup.fault is not None:
        raise backup.fault
    return vault_accounts(backup.folder)


def preview(
    workplace: Workplace, backup: Backup, *, account_id: AccountId, password: str, progress: Progress | None = None
) -> RestorePreview:
    """What a restore would lose and bring back, by comparing the tables. Raises as `restore_backup` does."""
    workplace.require(Permission.BACKUPS)
    return _preview(workplace.store, backup, open_checked(backup, account_id, password), progress)


def preview_closed(
    folder: Path, backup: Backup, *, account_id: AccountId, password: str, clock: Clock, ids: IdSource
) -> RestorePreview:
    """As `preview`, for a store that nobody has open (else StoreInUseError).

    Where it can't be opened, there is nothing to compare.
    """
    key = open_checked(backup, account_id, password)
    with _alone(folder, clock), _present(folder, account_id, password, clock=clock, ids=ids) as store:
        return _preview(store, backup, key, None)


def restore_backup(
    workplace: Workplace, backup: Backup, *, account_id: AccountId, password: str, progress: Progress | None = None
) -> None:
    """Put the backup in the place of the opened store, which is backed up first and closed; then sign in anew.

    Raises DamagedBackupError, NewerBackupError, ForeignBackupError, WrongPasswordError (of the backup's own vault),
    BackupSpaceError, Cancelled: then the store is as it was, and still open.
    """
    workplace.require(Permission.BACKUPS)
    watched = progress or Unwatched()
    key = open_checked(backup, account_id, password)
    watched.advance(1, _STEPS)
    store = workplace.store
    present = _kept(store, backup, store.path.parent, store.clock)
    watched.advance(2, _STEPS)
    _prepare(backup, store.path.parent, key, clock=store.clock, ids=store.ids, present=present)
    watched.advance(3, _STEPS)
    restore_swap.decide(store.path.parent)
    store.close()
    # Whoever is quicker than us to open the store puts the backup in its place; so does the next one to sign in, where
    # Windows still holds a file that somebody reads.
    with suppress(instance.StoreInUseError, StoreUnreachableError), _alone(store.path.parent, store.clock):
        restore_swap.finish(store.path.parent)


def restore_closed(
    folder: Path,
    backup: Backup,
    *,
    account_id: AccountId,
    password: str,
    clock: Clock,
    ids: IdSource,
    progress: Progress | None = None,
) -> None:
    """Restore where no store is open: it is damaged, missing, or nobody gets in.

    A store that opens with the same password is backed up first; of any other the files are kept beside.
    """
    watched = progress or Unwatched()
    key = open_checked(backup, account_id, password)
    watched.advance(1, _STEPS)
    with _alone(folder, clock):
        _restore_alone(folder, backup, key, account_id, password, clock=clock, ids=ids, watched=watched)


def _restore_alone(
    folder: Path,
    backup: Backup,
    key: bytes,
    account_id: AccountId,
    password: str,
    *,
    clock: Clock,
    ids: IdSource,
    watched: Progress,
) -> None:
    with _present(folder, account_id, password, clock=clock, ids=ids) as store:
        present = _kept(store, backup, folder, clock)
        watched.advance(2, _STEPS)
        _prepare(backup, folder, key, clock=clock, ids=ids, present=present)
    watched.advance(3, _STEPS)
    restore_swap.decide(folder)
    restore_swap.finish(folder)


def open_checked(backup: Backup, account_id: AccountId, password: str) -> bytes:
    """The key of a sound backup that this program can read, by the password of its own time."""
    refuse_newer(backup, steps_in()[-1].number)
    check_files(backup)
    key = open_with_password(backup.folder, account_id, password)
    check_database(backup, key)
    return key


def after_restore(folder: Path, present: Store | None, beside: Path) -> tuple[restore.Step, ...]:
    """What a restored store needs before anybody works in it: a new epoch, and who was erased since is erased again."""
    known = erasure_repeat.erasures_of(present) if present is not None else None
    line = _line_of(present) if present is not None else None
    return (
        lambda restored: _begin_epoch(restored, line),
        lambda restored: erasure_repeat.repeat_after_restore(restored, folder=folder, beside=beside, known=known),
    )


def _kept(store: Store | None, backup: Backup, folder: Path, clock: Clock) -> Store | None:
    """Keep what the restore replaces: by a backup, or its files beside where it does not open or is damaged.

    Gives the store if it can be asked what must not go back. Raises ForeignBackupError.
    """
    if store is not None:
        with suppress(StoreDamagedError, DamagedSourceError):
            _refuse_foreign(store, backup)
            # Without thinning: that could delete the very backup that is to come back.
            back_up(store, reason=BackupReason.RESTORE)
            return store
    restore.keep_replaced(folder, clock.now())
    return None


def _line_of(present: Store) -> JournalLine | None:
    with present.read() as tx:
        return present_line(tx.driver)


def _begin_epoch(restored: Store, replaced: JournalLine | None) -> None:
    """Numbers of the old epoch may have been given out since the backup was made."""
    with restored.write(None) as tx:
        begin_epoch(tx.driver, tx.now, restored.ids, replaced=replaced)


def _prepare(backup: Backup, folder: Path, key: bytes, *, clock: Clock, ids: IdSource, present: Store | None) -> None:
    steps = after_restore(folder, present, backup.folder.parent)
    restore.prepare(backup, folder, key, clock=clock, ids=ids, present=present, steps=steps)


def _preview(store: Store | None, backup: Backup, key: bytes, progress: Progress | None) -> RestorePreview:
    unknown = RestorePreview(backup, (), (), (), compared=False)
    if store is None:
        return unknown
    try:
        return _compared(store, backup, key, progress)
    except StoreDamagedError:
        return unknown


def _compared(store: Store, backup: Backup, key: bytes, progress: Progress | None) -> RestorePreview:
    _refuse_foreign(store, backup)
    path = database_path(backup.folder)
    then_accounts = {account.name for account in vault_accounts(backup.folder)}
    now_accounts = {account.name for account in vault_accounts(store.path.parent)}
    with (
        damage_named(store.path),
        closing(connector_of(store.engine)()) as now,
        closing(Connector(path, key).bare(path)) as then,
    ):
        kinds = compare(now, then, progress)
    return RestorePreview(
        backup,
        kinds,
        accounts_back=tuple(sorted(then_accounts - now_accounts)),
        accounts_gone=tuple(sorted(now_accounts - then_accounts)),
    )


def _refuse_foreign(store: Store, backup: Backup) -> None:
    connection: Any
    with damage_named(store.path), closing(connector_of(store.engine)()) as connection:
        site = site_of(connection)
    if site and backup.site and site != backup.site:
        raise ForeignBackupError(backup.folder)


@contextmanager
def _alone(folder: Path, clock: Clock) -> Iterator[None]:
    """Nobody else may open the store while it is exchanged. Raises StoreInUseError."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise situation_of_file(error, folder) from error
    held = instance.acquire(folder, clock.now())
    try:
        yield
    finally:
        held.release()


@contextmanager
def _present(
    folder: Path, account_id: AccountId, password: str, *, clock: Clock, ids: IdSource
) -> Iterator[Store | None]:
    """The present store, if it is there, sound, and opens with the same password."""
    store = None
    try:
        store = open_store(folder, open_with_password(folder, account_id, password), clock=clock, ids=ids)
    except WerkakademieError:
        # Whatever is wrong with it, also what we did not think of: a backup comes back all the same.
        store = None
    try:
        yield store
    finally:
        if store is not None:
            store.close()
