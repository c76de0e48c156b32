"""First start, unlocking, and the settings of the whole site."""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from werkakademie.errors import FieldProblem
from werkakademie.i18n import _
from werkakademie.models import Account, AccountRole, Site, SiteFields, SiteKey
from werkakademie.records.changes import Done
from werkakademie.records.clock import Clock, IdSource
from werkakademie.records.enums import Role
from werkakademie.records.ids import AccountId, SiteId
from werkakademie.records.permissions import Permission
from werkakademie.records.site import NEUTRAL_CHOICES, NewSite, SiteRecord
from werkakademie.records.vault import VaultAccount
from werkakademie.services import erasure_repeat
from werkakademie.services.validation import refuse, validated
from werkakademie.services.workplace import Workplace
from werkakademie.storage import instance, opening, restore_swap, sites, vault
from werkakademie.storage.engine import connector_of
from werkakademie.storage.errors import UnknownAccountError
from werkakademie.storage.transaction import Store
from werkakademie.storage.vault_file import Hardness, vault_path

#: Characters; shorter ones are guessed within days even at the price of one guess.
SHORTEST_PASSWORD = 10


def store_exists(folder: Path) -> bool:
    """Whether a store was ever made in this folder, or a restored one is about to take its place."""
    return vault_path(folder).exists() or restore_swap.is_decided(folder)


def accounts_of(folder: Path) -> tuple[VaultAccount, ...]:
    """Who can open the store in this folder; readable before it is opened."""
    return restore_swap.coming_vault(folder).accounts()


def create_site(
    folder: Path,
    new: NewSite,
    *,
    clock: Clock,
    ids: IdSource,
    hardness: Hardness = vault.DEFAULT_HARDNESS,
) -> tuple[Workplace, str]:
    """Make the store, its site and its first account, who is lead and coach; gives the recovery key beside it.

    The recovery key is shown now and stored nowhere. Raises InvalidFieldsError, StoreExistsError.
    """
    fields = validated(SiteFields, {"name": new.site_name, "land": new.land})
    name = new.account_name.strip()
    refuse(account_problems(name, new.password))
    account = VaultAccount(AccountId(ids.new_id()), name)
    opening.make_folder(folder)
    with _alone(folder, clock) as held:
        vault.refuse_existing(folder)
        # Beside, and then put in its place whole: a break must not leave a store that nobody can sign in to.
        key, recovery_key = _make_beside(folder, new, fields, account, clock=clock, ids=ids, hardness=hardness)
        restore_swap.decide(folder)
        restore_swap.finish(folder)
        store = opening.open_store(folder, key, clock=clock, ids=ids)
        store.at_close(held.release)
        with _closed_on_error(store):
            return _workplace(store, account.account_id), recovery_key


def _make_beside(
    folder: Path,
    new: NewSite,
    fields: SiteFields,
    account: VaultAccount,
    *,
    clock: Clock,
    ids: IdSource,
    hardness: Hardness,
) -> tuple[bytes, str]:
    """Make the whole site where it does not count yet; gives its key and the recovery key."""
    part = restore_swap.part_folder(folder)
    made = opening.create_store(
        part, account=account, password=new.password, clock=clock, ids=ids, hardness=hardness, reserve=False
    )
    key = connector_of(made.store.engine).key
    with made.store, made.store.write(account.account_id) as tx:
        tx.add(
            Site(**fields.model_dump(), id=SiteId(tx.new_id()), practice=new.practice, created_at=tx.now),
            SiteKey(name=sites.PSEUDONYM_SECRET, secret=secrets.token_hex(32)),
            Account(id=account.account_id, name=account.name, created_at=tx.now),
        )
        tx.flush()
        tx.add(*(AccountRole(account_id=account.account_id, role=role) for role in (Role.LEAD, Role.COACH)))
    return key, made.recovery_key


def unlock(folder: Path, account_id: AccountId, password: str, *, clock: Clock, ids: IdSource) -> Workplace:
    """Open the store for an account, alone. Raises WrongPasswordError, StoreInUseError, or an error of the files."""
    with _alone(folder, clock) as held:
        key = vault.sign_in(folder, account_id, password)
        store = opening.open_store(folder, key, clock=clock, ids=ids)
        store.at_close(held.release)
        with _closed_on_error(store):
            erasure_repeat.repeat_at_opening(store, actor=account_id)
            return _workplace(store, account_id)


def look_in(folder: Path, account_id: AccountId, password: str, *, clock: Clock, ids: IdSource) -> Workplace:
    """Open the store to read, also beside a program that works in it; without one this is `unlock`."""
    try:
        return unlock(folder, account_id, password, clock=clock, ids=ids)
    except instance.StoreInUseError:
        key = vault.open_with_password(folder, account_id, password)
        store = opening.open_beside(folder, key, clock=clock, ids=ids)
        with _closed_on_error(store):
            return _workplace(store, account_id)


def unlock_with_recovery_key(
    folder: Path,
    account_id: AccountId,
    *,
    recovery_key: str,
    new_password: str,
    clock: Clock,
    ids: IdSource,
    hardness: Hardness = vault.DEFAULT_HARDNESS,
) -> Workplace:
    """Open the store by the printed key and give the account a new password."""
    account = next((found for found in accounts_of(folder) if found.account_id == account_id), None)
    if account is None:
        raise UnknownAccountError
    refuse(account_problems(account.name, new_password))
    with _alone(folder, clock) as held:
        key = vault.recover(folder, recovery_key)
        store = opening.open_store(folder, key, clock=clock, ids=ids)
        store.at_close(held.release)
        with _closed_on_error(store):
            erasure_repeat.repeat_at_opening(store, actor=account_id)
            # Only an account that is still there gets a password.
            workplace = _workplace(store, account_id)
            vault.set_account(folder, key, account=account, password=new_password, hardness=hardness)
            return workplace


def lock(workplace: Workplace) -> None:
    """Close the store; the key goes with its connections, as far as Python allows."""
    workplace.store.close()


def site_record(workplace: Workplace) -> SiteRecord:
    """The site with the values of its settings."""
    workplace.require(Permission.USE_SITE)
    with workplace.store.read() as tx:
        return sites.site_record(tx)


def change_site(workplace: Workplace, *, fields: Mapping[str, object]) -> Done[SiteId]:
    """Write the settings named; all others stay. Raises InvalidFieldsError."""
    workplace.require(Permission.SETTINGS)
    with workplace.store.write(workplace.account_id) as tx:
        site = sites.the_site(tx)
        before = {name: getattr(site, name) for name in SiteFields.model_fields}
        valid = validated(SiteFields, before | dict(fields))
        refuse([*_recipient_problems(valid.centre_recipient), *_mark_problems(valid.neutral_marks)])
        for name in fields:
            setattr(site, name, getattr(valid, name))
        tx.add(site)
    return Done(site.id, tx.changes)


@contextmanager
def _alone(folder: Path, clock: Clock) -> Iterator[instance.InstanceLock]:
    """Hold the store for this process, after finishing a restore that was cut off; let go when it can't be opened."""
    held = instance.acquire(folder, clock.now())
    try:
        restore_swap.finish(folder)
        yield held
    except BaseException:
        held.release()
        raise


@contextmanager
def _closed_on_error(store: Store) -> Iterator[None]:
    """Close a store that nobody gets into: else its key stays in memory, and the next try finds the store taken."""
    try:
        yield
    except BaseException:
        store.close()
        raise


def _workplace(store: Store, account_id: AccountId) -> Workplace:
    with store.read() as tx:
        account = sites.account_row(tx, account_id)
    return Workplace(store, account.id, account.name, account.roles)


def account_problems(name: str, password: str) -> Sequence[FieldProblem]:
    """Why an account can't have this name and password."""
    problems = []
    if not name:
        problems.append(FieldProblem("account_name", _("Bitte geben Sie Ihren Namen ein.")))
    if len(password) < SHORTEST_PASSWORD:
        message = _("Bitte wählen Sie ein Passwort mit mindestens {least} Zeichen.")
        problems.append(FieldProblem("password", message.format(least=SHORTEST_PASSWORD)))
    return problems


def _recipient_problems(recipient: str) -> Sequence[FieldProblem]:
    """A mistyped key would only show when the centre can't open the package."""
    from werkakademie.exchange.reporting.keys import is_recipient

    if not recipient or is_recipient(recipient):
        return ()
    message = _("Das ist kein Schlüssel einer Zentrale. Er beginnt mit age1; bitte kopieren Sie ihn ganz.")
    return (FieldProblem("centre_recipient", message),)


def _mark_problems(letters: str) -> Sequence[FieldProblem]:
    """Only an absence with a reason can leave the rate untouched."""
    known = {mark.value for mark in NEUTRAL_CHOICES}
    if set(letters) <= known:
        return ()
    return (FieldProblem("neutral_marks", _("Bitte wählen Sie nur Zeichen aus der Liste.")),)
