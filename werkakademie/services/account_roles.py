"""Changes what an account may do; it holds from that account's next sign-in on."""

from collections.abc import Iterable

from werkakademie.errors import FieldProblem, InvalidFieldsError
from werkakademie.i18n import _
from werkakademie.models import Account, AccountRole
from werkakademie.records.changes import Done
from werkakademie.records.enums import Role
from werkakademie.records.ids import AccountId
from werkakademie.records.permissions import Permission
from werkakademie.services.accounts import ROLES_TO_GIVE
from werkakademie.services.workplace import Workplace
from werkakademie.storage import access


def change_roles(workplace: Workplace, account_id: AccountId, *, roles: Iterable[Role]) -> Done[AccountId]:
    """Give an account these roles and no others. Raises InvalidFieldsError, also when nobody would be lead any more."""
    workplace.require(Permission.ACCOUNTS)
    given = frozenset(roles)
    if not given or not given <= set(ROLES_TO_GIVE):
        _refuse(_("Bitte wählen Sie aus, was die Person darf."))
    with workplace.store.write(workplace.account_id) as tx:
        tx.get(Account, account_id)
        if Role.LEAD not in given and access.leads(tx) <= {account_id}:
            _refuse(_("Eine Leitung muss es geben. Bitte machen Sie zuerst jemand anderen zur Leitung."))
        known = access.roles_for_writing(tx, account_id)
        for role, row in known.items():
            if role not in given:
                tx.delete(row)
        tx.add(*(AccountRole(account_id=account_id, role=role) for role in ROLES_TO_GIVE if role in given - set(known)))
    return Done(account_id, tx.changes)


def _refuse(message: str) -> None:
    raise InvalidFieldsError((FieldProblem("roles", message),))
