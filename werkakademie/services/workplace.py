"""Who sits where: the opened store together with the account that signed in."""

from dataclasses import dataclass
from uuid import UUID

from werkakademie.errors import NotAllowedError
from werkakademie.records.enums import Role
from werkakademie.records.ids import AccountId
from werkakademie.records.permissions import Permission
from werkakademie.rules.permissions import allowed, reaches_all_groups
from werkakademie.storage.transaction import Store


@dataclass(frozen=True, slots=True)
class Workplace:
    """Handed to every service; views pass it on without looking inside."""

    store: Store
    account_id: AccountId
    account_name: str
    roles: frozenset[Role]

    @property
    def draft_owner(self) -> UUID:
        """Whose unfinished input is kept and found here."""
        return self.account_id

    def may(self, permission: Permission) -> bool:
        """Whether the account has a role that is enough; what is offered in the window follows it."""
        return allowed(self.roles, permission)

    def require(self, permission: Permission) -> None:
        """Refuse with NotAllowedError unless the account has a role that is enough."""
        if not self.may(permission):
            raise NotAllowedError

    def reaches_all_groups(self, permission: Permission = Permission.EDIT_GROUPS) -> bool:
        """Whether no group and no person is outside the account's own groups; `services/reach.py` asks it."""
        return reaches_all_groups(self.roles, permission)
