"""Makes and opens a store: vault, database and migrations in one call each."""

from dataclasses import dataclass, field
from pathlib import Path

from werkakademie.records.clock import Clock, IdSource
from werkakademie.records.vault import VaultAccount
from werkakademie.storage import ballast, checks, restore_swap
from werkakademie.storage.checks import refuse_network_path
from werkakademie.storage.childcare.following import follow_if_concerned
from werkakademie.storage.engine import open_engine
from werkakademie.storage.errors import situation_of_file
from werkakademie.storage.journal.adopting import adopt, needs_adopting
from werkakademie.storage.migrate import bring_up_to_date, is_up_to_date, new_database
from werkakademie.storage.transaction import Store
from werkakademie.storage.vault import DEFAULT_HARDNESS, create_vault
from werkakademie.storage.vault_file import Hardness, database_path, vault_path


@dataclass(frozen=True, slots=True)
class NewStore:
    """A store that was just made; the recovery key is shown now and stored nowhere."""

    store: Store
    recovery_key: str = field(repr=False)


def create_store(
    folder: Path,
    *,
    account: VaultAccount,
    password: str,
    clock: Clock,
    ids: IdSource,
    hardness: Hardness = DEFAULT_HARDNESS,
    reserve: bool = True,
) -> NewStore:
    """Make folder, vault and an empty database, and open it.

    StoreExistsError when one is there. When the database can't be made, the vault goes again: nothing half is left.
    """
    make_folder(folder)
    restore_swap.finish(folder)
    made = create_vault(folder, account=account, password=password, hardness=hardness)
    try:
        new_database(database_path(folder), made.key)
    except BaseException:
        vault_path(folder).unlink(missing_ok=True)
        raise
    return NewStore(open_store(folder, made.key, clock=clock, ids=ids, reserve=reserve), made.recovery_key)


def make_folder(folder: Path) -> None:
    """Make the folder for a store. Raises NetworkPathError, or an error of the files."""
    refuse_network_path(folder)
    try:
        # Nobody else who signs in to this PC has to see even the names of the files.
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise situation_of_file(error, folder) from error


def open_store(folder: Path, key: bytes, *, clock: Clock, ids: IdSource, reserve: bool = True) -> Store:
    """Open the store in `folder` with the key from its vault, after bringing an older schema up to date.

    Without `reserve` no room is kept free beside it: for a copy that nobody works in.
    """
    restore_swap.finish(folder)
    path = database_path(folder)
    if checks.is_full(folder):
        # Without room for its log the engine does not even open a database.
        ballast.give_up(folder)
    # Every check of the file and the key happens here, before the migration reads a version.
    engine = open_engine(path, key)
    if not is_up_to_date(engine):
        engine.dispose()
        bring_up_to_date(path, key, now=clock.now())
        engine = open_engine(path, key)
    store = Store(engine, path, clock, ids, follow=follow_if_concerned)
    try:
        _begin_journal(store)
    except BaseException:
        store.close()
        raise
    if reserve:
        store.keep_reserve()
    return store


def open_beside(folder: Path, key: bytes, *, clock: Clock, ids: IdSource) -> Store:
    """Open the store to read while another program, which brought it up to date, works in it."""
    path = database_path(folder)
    return Store(open_engine(path, key), path, clock, ids, follow=follow_if_concerned)


def _begin_journal(store: Store) -> None:
    """A store that is older than the journal gets its rows written into it, once."""
    with store.read() as tx:
        if not needs_adopting(tx):
            return
    with store.write(None) as tx:
        adopt(tx)
