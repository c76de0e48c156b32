"""Takes somebody's access away, and gives somebody a new first password."""

from dataclasses import dataclass, field

from werkakademie.errors import SituationError
from werkakademie.i18n import _
from werkakademie.records.changes import ChangeSet, Done
from werkakademie.records.enums import Role
from werkakademie.records.ids import AccountId
from werkakademie.records.permissions import Permission
from werkakademie.records.progress import Progress, Unwatched
from werkakademie.records.vault import VaultAccount
from werkakademie.services.accounts import folder_of, own_key
from werkakademie.services.site import account_problems
from werkakademie.services.validation import refuse
from werkakademie.services.workplace import Workplace
from werkakademie.storage import rotation, sites, vault
from werkakademie.storage.transaction import Store
from werkakademie.storage.vault_records import Hardness


class LastLeadError(SituationError):
    """Without this account nobody could give access to anybody any more."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def sentence(self) -> str:
        return _(
            "{name} ist die einzige Leitung und kann nicht entfernt werden. Es wurde nichts geändert. "
            "Bitte legen Sie erst einen Zugang für eine andere Leitung an."
        ).format(name=self.name)


def remove_account(
    workplace: Workplace, account_id: AccountId, *, own_password: str, progress: Progress | None = None
) -> Done[AccountId]:
    """Let somebody sign in no longer, and give the store a new key; what they entered stays theirs.

    Raises InvalidFieldsError for a wrong own password, LastLeadError, UnreadySlotsError, or an error of the files.
    Account and key change together: after a break, either both have changed or neither.
    """
    workplace.require(Permission.ACCOUNTS)
    with workplace.store.read() as tx:
        leaving = sites.account_row(tx, account_id)
        staying = [row for row in sites.account_rows(tx) if row.id != account_id]
    if not any(Role.LEAD in row.roles for row in staying):
        raise LastLeadError(leaving.name)
    removal = _Removal(workplace.account_id, account_id)
    rotation.rotate(
        workplace.store,
        own_key(workplace, own_password),
        keep=frozenset(row.id for row in staying),
        change=removal,
        progress=progress or Unwatched(),
    )
    return Done(account_id, removal.changes)


def give_password(
    workplace: Workplace,
    account_id: AccountId,
    *,
    own_password: str,
    password: str,
    hardness: Hardness = vault.DEFAULT_HARDNESS,
) -> Done[AccountId]:
    """A new first password for somebody who forgot theirs. Raises InvalidFieldsError."""
    workplace.require(Permission.ACCOUNTS)
    with workplace.store.read() as tx:
        row = sites.account_row(tx, account_id)
    refuse(account_problems(row.name, password))
    key = own_key(workplace, own_password)
    with vault.taken_back_on_error(folder_of(workplace), key), workplace.store.write(workplace.account_id) as tx:
        tx.note_event("password_given", account=account_id.hex)
        vault.set_account(
            folder_of(workplace), key, account=VaultAccount(row.id, row.name), password=password, hardness=hardness
        )
    return Done(account_id, tx.changes)


@dataclass(slots=True)
class _Removal:
    """What the removal means inside the database."""

    actor: AccountId
    account_id: AccountId
    changes: ChangeSet = field(default_factory=lambda: ChangeSet(frozenset()))

    def __call__(self, store: Store) -> None:
        with store.write(self.actor) as tx:
            sites.close_account(tx, self.account_id)
            tx.note_event("key_exchanged")
        self.changes = tx.changes
