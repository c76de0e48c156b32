"""What views read of the site and its accounts."""

from dataclasses import dataclass, field

from werkakademie.records.enums import AttendanceMark, Role
from werkakademie.records.ids import AccountId, SiteId

#: The absences that a site may leave out of the rate's denominator.
NEUTRAL_CHOICES = (
    AttendanceMark.INTERVIEW,
    AttendanceMark.CHILDCARE,
    AttendanceMark.AUTHORITY,
    AttendanceMark.EXCUSED,
    AttendanceMark.SICK,
    AttendanceMark.SICK_PENDING,
)


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
    password: str = field(repr=False)
    practice: bool = False
