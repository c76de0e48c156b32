"""What became of a person: job start, the work of asking, and the outcome on the cut-off day."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from werkakademie.models.columns import ID, choice, own_id, reference
from werkakademie.records.enums import (
    BenefitChange,
    ContactChannel,
    ContactResult,
    Evidence,
    FollowUpState,
    FundingKind,
    OutcomeCategory,
    TrainingPlace,
)
from werkakademie.records.ids import (
    AccountId,
    ContactAttemptId,
    EnrolmentId,
    FollowUpId,
    OutcomeId,
    PlacementId,
)


class PlacementFields(SQLModel):
    """A job start as a form writes it."""

    employer_name: str = Field(min_length=1, max_length=200)
    starts_on: date
    weekly_hours: float | None = Field(default=None, ge=0, le=80)
    category: OutcomeCategory = choice(OutcomeCategory)
    #: KldB 2010, 1 to 5 digits; prefixes are allowed for coarse coding.
    occupation_code: str = Field(default="", max_length=5, regex=r"^[0-9]{0,5}$")
    #: WZ class or section, with the edition beside it.
    industry_code: str = Field(default="", max_length=8)
    industry_edition: str = Field(default="WZ 2008", max_length=12)
    subsidised: bool | None = None
    fixed_term: bool | None = None
    temporary_agency: bool | None = None


class Placement(PlacementFields, table=True):
    """A job start of a person during or after an enrolment (Arbeitsaufnahme)."""

    id: PlacementId = own_id()
    enrolment_id: EnrolmentId = reference("enrolment", index=True)
    created_at: datetime
    created_by: AccountId | None = Field(default=None, sa_type=ID)
    deleted: bool = False
    #: From the child's place to work, one way; unknown until somebody asked.
    travel_minutes: int | None = Field(default=None, ge=0, le=240)


class FollowUp(SQLModel, table=True):
    """The work of finding out one enrolment's status on its cut-off day."""

    __tablename__ = "follow_up"
    #: The result reads the state from the index alone.
    __table_args__ = (sa.Index("ix_follow_up_enrolment", "enrolment_id", "deleted", "state"),)

    id: FollowUpId = own_id()
    enrolment_id: EnrolmentId = reference("enrolment")
    #: Calendar months after the exit; the cut-off day follows from them.
    months: int = Field(ge=1, le=24)
    due_on: date = Field(index=True)
    state: FollowUpState = choice(FollowUpState)
    #: The person may be asked after with the employer only if this is recorded.
    employer_permission_on: date | None = None
    closed_on: date | None = None
    created_at: datetime
    deleted: bool = False


class ContactAttemptFields(SQLModel):
    """One attempt to reach the person, as a form writes it."""

    attempted_on: date
    channel: ContactChannel = choice(ContactChannel)
    result: ContactResult = choice(ContactResult)
    note: str = Field(default="", max_length=500)


class ContactAttempt(ContactAttemptFields, table=True):
    """One attempt to reach the person."""

    __tablename__ = "contact_attempt"

    id: ContactAttemptId = own_id()
    follow_up_id: FollowUpId = reference("follow_up", index=True)
    created_at: datetime
    created_by: AccountId | None = Field(default=None, sa_type=ID)


class OutcomeFields(SQLModel):
    """The status on a cut-off day as a form writes it; flags may stay unknown."""

    category: OutcomeCategory = choice(OutcomeCategory)
    observed_on: date
    evidence: Evidence = choice(Evidence)
    #: An observation after the cut-off day answers it only if it says what was on that day.
    says_what_was: bool = True
    training_place: TrainingPlace | None = choice(TrainingPlace, default=None)
    funding_kind: FundingKind | None = choice(FundingKind, default=None)
    registered_unemployed: bool | None = None
    benefit_change: BenefitChange | None = choice(BenefitChange, default=None)
    subsidised: bool | None = None
    fixed_term: bool | None = None
    temporary_agency: bool | None = None
    occupation_code: str = Field(default="", max_length=5, regex=r"^[0-9]{0,5}$")
    industry_code: str = Field(default="", max_length=8)
    weekly_hours: float | None = Field(default=None, ge=0, le=80)
    started_on: date | None = None
    note: str = Field(default="", max_length=500)


class Outcome(OutcomeFields, table=True):
    """One observation of an enrolment's status on a cut-off day; the history stays, the newest not withdrawn wins."""

    #: The result finds and reads each answer in the index alone.
    __table_args__ = (
        sa.Index(
            "ix_outcome_answer",
            *("enrolment_id", "as_of", "withdrawn", "recorded_at", "id", "observed_on", "says_what_was"),
            *("category", "training_place", "registered_unemployed", "started_on"),
        ),
    )

    id: OutcomeId = own_id()
    enrolment_id: EnrolmentId = reference("enrolment")
    #: The cut-off day that this observation is about.
    as_of: date
    withdrawn: bool = False
    recorded_at: datetime
    recorded_by: AccountId | None = Field(default=None, sa_type=ID)
