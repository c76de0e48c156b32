"""What a centre does: set itself up, trust sites, take their packages in, look at the table."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import UUID

from werkakademie.central import figures, ingest, store
from werkakademie.central.errors import NoCentralStoreError
from werkakademie.central.store import CentralStore
from werkakademie.errors import FieldProblem, InvalidFieldsError, SituationError
from werkakademie.exchange.reporting import keys, minisign
from werkakademie.exchange.reporting.package import read_package
from werkakademie.i18n import _
from werkakademie.records.central import (
    CentreRecord,
    CentreTable,
    ImportedPackage,
    ImportState,
    PackageAnswer,
    TrustedSite,
)
from werkakademie.records.clock import Clock, IdSource
from werkakademie.records.ids import AccountId
from werkakademie.records.permissions import Permission
from werkakademie.records.progress import Progress, Unwatched
from werkakademie.records.vault import VaultAccount
from werkakademie.services.site import SHORTEST_PASSWORD
from werkakademie.services.workplace import Workplace
from werkakademie.storage import vault
from werkakademie.storage.engine import WRITES, open_engine
from werkakademie.storage.vault_file import Hardness, vault_accounts, vault_path

#: The database of a centre that lies in a folder.
DATABASE_NAME = "zentrale.db"


@dataclass(frozen=True, slots=True)
class Centre:
    """An opened central store."""

    store: CentralStore
    record: CentreRecord
    clock: Clock


def create_centre(
    folder: Path,
    *,
    name: str,
    password: str,
    clock: Clock,
    ids: IdSource,
    hardness: Hardness = vault.DEFAULT_HARDNESS,
) -> tuple[Centre, str]:
    """Set a centre up in a folder, encrypted like a site's store; gives the recovery key beside it."""
    if len(password) < SHORTEST_PASSWORD:
        message = _("Bitte wählen Sie ein Passwort mit mindestens {least} Zeichen.").format(least=SHORTEST_PASSWORD)
        raise InvalidFieldsError((FieldProblem("password", message),))
    folder.mkdir(parents=True, exist_ok=True)
    account = VaultAccount(AccountId(ids.new_id()), name)
    made = vault.create_vault(folder, account=account, password=password, hardness=hardness)
    try:
        centre = _created(_embedded(folder, made.key, create=True), name, clock)
    except BaseException:
        # Nothing half is left: without its database the vault would open nothing.
        vault_path(folder).unlink(missing_ok=True)
        raise
    return centre, made.recovery_key


def create_centre_at(url: str, *, name: str, clock: Clock) -> Centre:
    """Set a centre up in a database server's database; who may read that is the server's matter."""
    return _created(_server(url), name, clock)


def open_centre(folder: Path, password: str, *, clock: Clock) -> Centre:
    """Open the centre in a folder. Raises WrongPasswordError, NoCentralStoreError."""
    if not (folder / DATABASE_NAME).exists():
        raise NoCentralStoreError(str(folder))
    account = vault_accounts(folder)[0]
    key = vault.open_with_password(folder, account.account_id, password)
    return _opened(_embedded(folder, key), clock)


def open_centre_at(url: str, *, clock: Clock) -> Centre:
    """Open the centre in a database server's database."""
    return _opened(_server(url), clock)


def is_server(at: str) -> bool:
    """Whether a place is a database server's address instead of a folder."""
    return "://" in at


def set_up_at(workplace: Workplace, *, at: str, name: str, password: str) -> tuple[Centre, str]:
    """Set a centre up from a site's window; gives the recovery key, which a server's database has not."""
    workplace.require(Permission.CENTRAL)
    clock = workplace.store.clock
    if is_server(at):
        return create_centre_at(at, name=name, clock=clock), ""
    return create_centre(Path(at), name=name, password=password, clock=clock, ids=workplace.store.ids)


def open_at(workplace: Workplace, *, at: str, password: str) -> Centre:
    """Open a centre from a site's window."""
    workplace.require(Permission.CENTRAL)
    clock = workplace.store.clock
    return open_centre_at(at, clock=clock) if is_server(at) else open_centre(Path(at), password, clock=clock)


def close_centre(centre: Centre) -> None:
    """Close the central store."""
    centre.store.close()


def trust_site(centre: Centre, *, name: str, line: str) -> TrustedSite:
    """Accept the packages of a site by the line that it gave; raises NoSiteLineError."""
    site_id, public_key = keys.of_site_line(line)
    now = centre.clock.now()
    centre.store.trust(site_id=site_id, public_key=public_key, name=name, now=now)
    return TrustedSite(site_id, name, minisign.key_id(public_key), now)


def trusted_sites(centre: Centre) -> Sequence[TrustedSite]:
    """The sites whose packages are accepted, by name."""
    return tuple(
        TrustedSite(site_id, name, minisign.key_id(public_key), trusted_at)
        for site_id, public_key, name, trusted_at in centre.store.trusted()
    )


def import_packages(
    centre: Centre, paths: Sequence[Path], *, progress: Progress | None = None
) -> tuple[PackageAnswer, ...]:
    """Take packages in, each on its own: one that is refused keeps no other out."""
    watched = progress or Unwatched()
    identity = centre.store.identity()
    answers = []
    for place, path in enumerate(paths):
        watched.advance(place, len(paths), path.name)
        answers.append(_import_one(centre, path, identity))
    return tuple(answers)


def imported_packages(centre: Centre) -> Sequence[ImportedPackage]:
    """The log of packages, the latest first."""
    return figures.imported_packages(centre.store)


def centre_table(centre: Centre, *, year: int | None = None) -> CentreTable:
    """The figures of all sites, each as of the day that it reported for."""
    return figures.centre_table(centre.store, year)


def _import_one(centre: Centre, path: Path, identity: str) -> PackageAnswer:
    try:
        package = read_package(path, identity, partial(_keys_of, centre))
        manifest = package.manifest
        state = ingest.take_in(centre.store, manifest, package.rows, package.sha256, now=centre.clock.now())
    except SituationError as error:
        return PackageAnswer(path.name, ImportState.REFUSED, sentence=error.sentence())
    return PackageAnswer(path.name, state, manifest.site_name, manifest.number, manifest.row_count)


def _keys_of(centre: Centre, site_id: UUID) -> Sequence[str]:
    return [public_key for known, public_key, _name, _since in centre.store.trusted() if known == site_id]


def _created(central: CentralStore, name: str, clock: Clock) -> Centre:
    identity, recipient = keys.new_identity()
    with _closed_on_error(central):
        central.create(name=name, recipient=recipient, identity=identity)
        return Centre(central, central.check(), clock)


def _opened(central: CentralStore, clock: Clock) -> Centre:
    with _closed_on_error(central):
        return Centre(central, central.check(), clock)


@contextmanager
def _closed_on_error(central: CentralStore) -> Iterator[None]:
    """A store that can't be used keeps no connection open."""
    try:
        yield
    except BaseException:
        central.close()
        raise


def _embedded(folder: Path, key: bytes, *, create: bool = False) -> CentralStore:
    engine = open_engine(folder / DATABASE_NAME, key, create=create).execution_options(**{WRITES: True})
    return CentralStore(engine, str(folder))


def _server(url: str) -> CentralStore:
    return CentralStore(store.server_engine(url), store.shown_address(url))
