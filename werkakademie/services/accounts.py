"""Who signs in: accounts, their passwords, and the recovery key.

The opened store does not know its own key; what wraps it anew asks for the password of the one who is signed in.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from werkakademie.errors import FieldProblem, InvalidFieldsError
from werkakademie.i18n import _
from werkakademie.models import Account, AccountRole
from werkakademie.records.changes import Done
from werkakademie.records.enums import Role
from werkakademie.records.ids import AccountId
from werkakademie.records.permissions import Permission
from werkakademie.records.site import AccountRow
from werkakademie.records.vault import VaultAccount
from werkakademie.rules.folding import fold
from werkakademie.services.documents import write_whole
from werkakademie.services.site import account_problems
from werkakademie.services.validation import refuse
from werkakademie.services.workplace import Workplace
from werkakademie.storage import sites, vault
from werkakademie.storage.errors import WrongPasswordError
from werkakademie.storage.vault_file import Hardness

#: What a lead can make somebody; participants have no account.
ROLES_TO_GIVE = (Role.COACH, Role.LEAD, Role.ATTENDANCE, Role.CARER)


def account_rows(workplace: Workplace) -> tuple[AccountRow, ...]:
    """Everybody who signs in here."""
    workplace.require(Permission.USE_SITE)
    with workplace.store.read() as tx:
        return sites.account_rows(tx)


def add_account(
    workplace: Workplace,
    *,
    own_password: str,
    account_name: str,
    password: str,
    roles: Iterable[Role] = (Role.COACH,),
    hardness: Hardness = vault.DEFAULT_HARDNESS,
) -> Done[AccountId]:
    """Let somebody else sign in, with a first password. Raises InvalidFieldsError.

    The slot in the vault is written last, inside the transaction: there are both in the end, or neither.
    """
    workplace.require(Permission.ACCOUNTS)
    name, given = account_name.strip(), frozenset(roles)
    refuse([*account_problems(name, password), *_role_problems(given)])
    key = own_key(workplace, own_password)
    with vault.taken_back_on_error(folder_of(workplace), key), workplace.store.write(workplace.account_id) as tx:
        if any(fold(row.name) == fold(name) for row in sites.account_rows(tx)):
            message = _("So heißt schon jemand. Bitte ergänzen Sie den Namen, zum Beispiel um den Vornamen.")
            refuse([FieldProblem("account_name", message)])
        account = Account(id=AccountId(tx.new_id()), name=name, created_at=tx.now)
        tx.add(account)
        tx.flush()
        tx.add(*(AccountRole(account_id=account.id, role=role) for role in ROLES_TO_GIVE if role in given))
        tx.flush()
        vault.set_account(
            folder_of(workplace), key, account=VaultAccount(account.id, name), password=password, hardness=hardness
        )
    return Done(account.id, tx.changes)


def change_password(
    workplace: Workplace, *, own_password: str, password: str, hardness: Hardness = vault.DEFAULT_HARDNESS
) -> None:
    """Give the signed-in account another password. Raises InvalidFieldsError."""
    workplace.require(Permission.USE_SITE)
    refuse(account_problems(workplace.account_name, password))
    try:
        vault.change_password(
            folder_of(workplace), workplace.account_id, old=own_password, new=password, hardness=hardness
        )
    except WrongPasswordError as error:
        raise _wrong(error) from error


def new_recovery_key(workplace: Workplace, *, own_password: str, hardness: Hardness = vault.DEFAULT_HARDNESS) -> str:
    """A new recovery key, shown once; the printed one no longer opens the store. Raises InvalidFieldsError."""
    workplace.require(Permission.ACCOUNTS)
    key = own_key(workplace, own_password)
    with vault.taken_back_on_error(folder_of(workplace), key), workplace.store.write(workplace.account_id) as tx:
        tx.note_event("recovery_key_replaced")
        return vault.replace_recovery_key(folder_of(workplace), key, hardness=hardness)


def save_recovery_sheet(workplace: Workplace, *, recovery_key: str, path: Path, language: str = "de") -> Path:
    """Write the sheet with the key as PDF; it belongs on paper, not beside the data. Raises FileNotWrittenError."""
    from werkakademie.reports.recovery_sheet import recovery_sheet

    workplace.require(Permission.ACCOUNTS)
    with workplace.store.read() as tx:
        name, today = sites.the_site(tx).name, tx.today
    write_whole(path, recovery_sheet(site_name=name, recovery_key=recovery_key, made_on=today, language=language))
    return path


def own_key(workplace: Workplace, own_password: str) -> bytes:
    """The store's key by the password of whoever is signed in. Raises InvalidFieldsError."""
    try:
        return vault.open_with_password(folder_of(workplace), workplace.account_id, own_password)
    except WrongPasswordError as error:
        raise _wrong(error) from error


def folder_of(workplace: Workplace) -> Path:
    """Where the store lies."""
    return workplace.store.path.parent


def _wrong(error: WrongPasswordError) -> InvalidFieldsError:
    return InvalidFieldsError((FieldProblem("own_password", error.sentence()),))


def _role_problems(roles: frozenset[Role]) -> Sequence[FieldProblem]:
    if roles and roles <= set(ROLES_TO_GIVE):
        return ()
    return (FieldProblem("roles", _("Bitte wählen Sie aus, was die Person darf.")),)
