"""Who sits where: the opened store together with the account that signed in."""

from dataclasses import dataclass

from werkakademie.errors import NotAllowedError
from werkakademie.records.enums import Role
from werkakademie.records.ids import AccountId
from werkakademie.storage.transaction import Store


@dataclass(frozen=True, slots=True)
class Workplace:
    """Handed to every service; views pass it on without looking inside."""

    store: Store
    account_id: AccountId
    account_name: str
    roles: frozenset[Role]

    def require(self, *roles: Role) -> None:
        """Refuse with NotAllowedError unless the account has one of `roles`."""
        if not self.roles.intersection(roles):
            raise NotAllowedError
