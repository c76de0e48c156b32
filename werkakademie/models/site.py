"""The site, its keys, and the accounts that sign in."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from werkakademie.models.columns import ID, choice, own_id, reference
from werkakademie.records.enums import Land, Role
from werkakademie.records.ids import AccountId, ImportProfileId, SiteId


class SiteFields(SQLModel):
    """What the lead can set for the whole site."""

    name: str = Field(min_length=1, max_length=120)
    land: Land = choice(Land)
    #: The benefit's name is a term of law that changes; a person reads it, no rule does.
    benefit_name: str = Field(default="Leistungen nach dem SGB II", max_length=120)
    legal_basis: str = Field(default="", max_length=400)
    legal_basis_as_of: date | None = None
    #: age recipient of the centre ("age1…"); packages can only be written with it.
    centre_recipient: str = Field(default="", max_length=120)
    follow_up_months: int = Field(default=3, ge=1, le=24)
    #: Weeks after the cut-off day in which answers may still arrive; until then a figure is provisional.
    provisional_weeks: int = Field(default=8, ge=0, le=52)
    #: Letters of the attendance keys that leave the rate untouched.
    neutral_marks: str = Field(default="TC", max_length=12)
    #: Unexcused absences in a row that raise "Bitte nachfragen".
    alarm_after: int = Field(default=2, ge=1, le=10)
    #: Minutes without keyboard and mouse after which the window locks itself.
    lock_after_minutes: int = Field(default=5, ge=1, le=60)
    #: Days after which a backup is deleted; the newest one stays.
    backup_days: int = Field(default=90, ge=7, le=365)


class Site(SiteFields, table=True):
    """The one site whose data this store holds."""

    id: SiteId = own_id()
    practice: bool = False
    created_at: datetime


class SiteKey(SQLModel, table=True):
    """A secret of the site: what signs its packages, what makes its pseudonyms."""

    __tablename__ = "site_key"

    name: str = Field(primary_key=True, max_length=32)
    public: str = ""
    secret: str = Field(repr=False)


class Account(SQLModel, table=True):
    """Who signs in."""

    id: AccountId = own_id()
    name: str = Field(min_length=1, max_length=120)
    created_at: datetime
    deleted: bool = False


class AccountRole(SQLModel, table=True):
    """A role that an account has."""

    __tablename__ = "account_role"

    account_id: AccountId = reference("account", primary_key=True)
    role: Role = choice(Role, primary_key=True)


class ImportProfile(SQLModel, table=True):
    """How the columns of one kind of file are mapped, kept under a name."""

    __tablename__ = "import_profile"

    id: ImportProfileId = own_id()
    name: str = Field(min_length=1, max_length=120)
    #: The mapping as JSON; exchange.participants_import reads and writes it.
    mapping: str
    created_at: datetime
    created_by: AccountId | None = Field(default=None, sa_type=ID)
    deleted: bool = False
