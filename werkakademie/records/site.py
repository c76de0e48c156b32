"""What views read of the site and its accounts."""

from dataclasses import dataclass

from werkakademie.records.enums import Role
from werkakademie.records.ids import AccountId, SiteId


@dataclass(frozen=True, slots=True)
class SiteRecord:
    """The site; `values` are those of the settings form's fields."""

    id: SiteId
    name: str
    practice: bool
    values: dict[str, object]


@dataclass(frozen=True, slots=True)
class AccountRow:
    """Somebody who signs in."""

    id: AccountId
    name: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class NewSite:
    """What the first start asks for."""

    site_name: str
    land: str
    account_name: str
    password: str
    practice: bool = False
