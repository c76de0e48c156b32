"""The site's one row, its accounts and its keys."""

import sqlalchemy as sa
from sqlmodel import col, select

from werkakademie.errors import MissingRecordError
from werkakademie.models import Account, AccountRole, Site, SiteFields, SiteKey
from werkakademie.records.enums import Role
from werkakademie.records.ids import AccountId
from werkakademie.records.site import AccountRow, SiteRecord
from werkakademie.storage.transaction import Transaction

#: Name of the secret that pseudonyms are made with.
PSEUDONYM_SECRET = "pseudonym"


def the_site(tx: Transaction) -> Site:
    """The one site of this store; raises MissingRecordError on a store that was never finished."""
    site = tx.scalar(select(Site))
    if site is None:
        raise MissingRecordError("site")
    return site


def site_record(tx: Transaction) -> SiteRecord:
    """The site with the values of its settings."""
    site = the_site(tx)
    values = {name: getattr(site, name) for name in SiteFields.model_fields}
    return SiteRecord(site.id, site.name, site.practice, values)


def site_key(tx: Transaction, name: str) -> SiteKey | None:
    """A secret of the site by its name, or None."""
    return tx.find(SiteKey, name)


def account_rows(tx: Transaction) -> tuple[AccountRow, ...]:
    """Everybody who signs in, by name."""
    statement = (
        sa.select(col(Account.id), col(Account.name), col(AccountRole.role))
        .outerjoin(AccountRole, col(AccountRole.account_id) == Account.id)
        .where(col(Account.deleted).is_(False), col(Account.id).not_in(_of_participants()))
        .order_by(col(Account.name), col(Account.id))
    )
    names: dict[AccountId, str] = {}
    roles: dict[AccountId, set[Role]] = {}
    for account_id, name, role in tx.execute(statement):
        names[account_id] = name
        roles.setdefault(account_id, set()).update({role} if role else ())
    return tuple(AccountRow(number, name, frozenset(roles[number])) for number, name in names.items())


def _of_participants() -> sa.Select[AccountId]:
    """The account that stands for all participants at their own place: nobody signs in with it."""
    return sa.select(col(AccountRole.account_id)).where(col(AccountRole.role) == Role.PARTICIPANT)


def all_account_names(tx: Transaction) -> tuple[tuple[AccountId, str], ...]:
    """Everybody who ever signed in, by name."""
    rows = tx.execute(sa.select(col(Account.id), col(Account.name)).order_by(col(Account.name), col(Account.id)))
    return tuple((AccountId(number), name) for number, name in rows)


def account_row(tx: Transaction, account_id: AccountId) -> AccountRow:
    """One account; raises MissingRecordError for an unknown or removed one."""
    for row in account_rows(tx):
        if row.id == account_id:
            return row
    raise MissingRecordError("account")


def close_account(tx: Transaction, account_id: AccountId) -> None:
    """Mark an account as removed, and take its roles; what it entered stays."""
    account = tx.get(Account, account_id)
    account.deleted = True
    tx.add(account)
    for role in tx.scalars(select(AccountRole).where(col(AccountRole.account_id) == account_id)):
        tx.delete(role)
