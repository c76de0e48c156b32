"""What a reporting package says: its manifest, and one pseudonymous row per enrolment."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from uuid import UUID

from werkakademie.records.enums import EntryState, Focus, OutcomeCategory, Sex, TrainingPlace
from werkakademie.records.ids import EnrolmentId, GroupId, ParticipantId


class DatePrecision(Enum):
    """How coarse days leave the site."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class AgePrecision(Enum):
    """How coarse ages leave the site."""

    CLASS = "class"
    UNDER_OR_OVER_50 = "under_or_over_50"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Coarsening:
    """How much is blurred before rows leave the site, so that nobody stands out."""

    dates: DatePrecision = DatePrecision.MONTH
    age: AgePrecision = AgePrecision.CLASS
    sex: bool = True


@dataclass(frozen=True, slots=True)
class ReportRow:
    """What the site's rules decided about one enrolment on the as-of day; days only as months.

    The centre counts these rows and decides nothing again, so its figures are the site's.
    """

    #: Made with the site's secret; the same enrolment has the same one in every package.
    pseudonym: str
    person: str
    group: str
    group_name: str
    focus: Focus
    entry: EntryState
    #: None without a recorded exit.
    due: bool | None
    category: OutcomeCategory
    training_place: TrainingPlace | None
    insured_at_entry: bool | None
    registered_unemployed: bool | None
    taken_up: bool | None
    follow_up_closed: bool
    settled: bool
    #: Month of the decision not to enter; empty for everybody else.
    decided_month: str
    allocated_month: str
    exit_month: str
    cut_off_month: str
    sex: Sex | None
    age_class: str


@dataclass(frozen=True, slots=True)
class DecidedEnrolment:
    """One enrolment as the site's rules decide it on the as-of day, with real ids and days: never leaves the site."""

    enrolment_id: EnrolmentId
    participant_id: ParticipantId
    group_id: GroupId
    group_name: str
    focus: Focus
    entry: EntryState
    due: bool | None
    category: OutcomeCategory
    training_place: TrainingPlace | None
    insured_at_entry: bool | None
    registered_unemployed: bool | None
    taken_up: bool | None
    follow_up_closed: bool
    settled: bool
    decided_on: date | None
    allocated_on: date
    begun_on: date
    exit_on: date | None
    cut_off_on: date | None
    sex: Sex | None
    birth_date: date | None
    age: int | None
    age_as_of: date | None


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a package says of itself; the signature covers it, and it covers the members by their hashes."""

    package_id: UUID
    site_id: UUID
    site_name: str
    number: int
    as_of: date
    made_at: datetime
    definition_version: str
    follow_up_months: int
    legal_basis: str
    practice: bool
    #: age recipients that can open the package; inside the signature, so that nobody can pass it on as meant for them.
    recipients: tuple[str, ...]
    coarsening: Coarsening
    row_count: int


@dataclass(frozen=True, slots=True)
class ReportPreview:
    """What a package would hold, before it is written."""

    as_of: date
    number: int
    rows: int
    groups: int
    #: Rows that no other row shares sex, age class and months with, for each way of blurring, the finest first.
    unique: tuple[tuple[Coarsening, int], ...]
    legal_basis: str
    centre_recipient: str
    practice: bool


@dataclass(frozen=True, slots=True)
class PackageRow:
    """A package that was written, in the site's list."""

    number: int
    as_of: date
    made_at: datetime
    file_name: str
    row_count: int
    legal_basis: str


@dataclass(frozen=True, slots=True)
class WrittenPackage:
    """Where a new package lies and what it is."""

    path: str
    number: int
    row_count: int
    sha256: str
    public_key: str
