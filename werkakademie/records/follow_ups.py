"""What views read of follow-ups: whom to ask, what was tried, what is known."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from werkakademie.records.enums import (
    BenefitChange,
    ContactChannel,
    ContactResult,
    Evidence,
    ExitReason,
    ExitType,
    FollowUpState,
    FundingKind,
    OutcomeCategory,
    TrainingPlace,
)
from werkakademie.records.exits import PlacementRecord
from werkakademie.records.ids import ContactAttemptId, EnrolmentId, FollowUpId, OutcomeId, ParticipantId


class FollowUpFilter(Enum):
    """The chips above the list of follow-ups."""

    DUE = "due"
    OVERDUE = "overdue"
    COMING = "coming"
    CLOSED = "closed"


class Timeliness(Enum):
    """How an open follow-up stands to the day."""

    COMING = "coming"
    DUE = "due"
    OVERDUE = "overdue"


class OutcomeStanding(Enum):
    """What one observation means for the status on the present cut-off day."""

    #: This one is the answer.
    COUNTS = "counts"
    #: A newer one answers.
    REPLACED = "replaced"
    #: Seen before the cut-off day: a hint only.
    TOO_EARLY = "too_early"
    #: Seen later, and it does not say what was on the cut-off day.
    SILENT = "silent"
    #: About another cut-off day, because the exit was corrected.
    OTHER_DAY = "other_day"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """A follow-up as the list and the first page show it."""

    id: FollowUpId
    enrolment_id: EnrolmentId
    participant_id: ParticipantId
    given_names: str
    family_name: str
    own_number: str
    group_name: str
    phone: str
    email: str
    exit_on: date
    due_on: date
    state: FollowUpState
    timeliness: Timeliness
    attempts: int
    last_attempt_on: date | None


@dataclass(frozen=True, slots=True)
class FollowUpList:
    """The follow-ups of one chip, and how many each chip would list."""

    rows: tuple[FollowUpRow, ...]
    counts: Mapping[FollowUpFilter, int]


@dataclass(frozen=True, slots=True)
class AttemptRecord:
    """One attempt to reach the person."""

    id: ContactAttemptId
    attempted_on: date
    channel: ContactChannel
    result: ContactResult
    note: str
    recorded_by: str


@dataclass(frozen=True, slots=True)
class OutcomeRecord:
    """One observation of the status, with who recorded it and what it is worth; `recorded_at` is local."""

    id: OutcomeId
    category: OutcomeCategory
    as_of: date
    observed_on: date
    evidence: Evidence
    says_what_was: bool
    training_place: TrainingPlace | None
    funding_kind: FundingKind | None
    registered_unemployed: bool | None
    benefit_change: BenefitChange | None
    subsidised: bool | None
    fixed_term: bool | None
    temporary_agency: bool | None
    occupation_code: str
    industry_code: str
    weekly_hours: float | None
    started_on: date | None
    note: str
    withdrawn: bool
    recorded_at: datetime
    recorded_by: str
    standing: OutcomeStanding


@dataclass(frozen=True, slots=True)
class FollowUpRecord:
    """One follow-up with its whole story."""

    row: FollowUpRow
    months: int
    entry_on: date | None
    exit_type: ExitType
    exit_reason: ExitReason
    insured_at_entry: bool | None
    employer_permission_on: date | None
    closed_on: date | None
    attempts: tuple[AttemptRecord, ...]
    outcomes: tuple[OutcomeRecord, ...]
    placements: tuple[PlacementRecord, ...]
    #: An observation with stronger evidence that says something else than the one that counts.
    contradiction: OutcomeRecord | None
    #: Values that a job start suggests for the form; a person confirms them.
    suggestion: Mapping[str, object]
    #: What the site calls the benefit; a term of law that changes.
    benefit_name: str

    @property
    def answer(self) -> OutcomeRecord | None:
        """The observation that counts, or None."""
        return next((one for one in self.outcomes if one.standing is OutcomeStanding.COUNTS), None)
