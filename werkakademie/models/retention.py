"""How long each kind of data stays, what stops or orders its deletion, and a person's rights about their record."""

from datetime import date, datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from werkakademie.models.columns import ID, choice, own_id, reference
from werkakademie.records.enums import (
    EntryState,
    ErasureDrop,
    ErasureState,
    OutcomeCategory,
    RetentionKind,
    Sex,
)
from werkakademie.records.ids import (
    AccountId,
    AnonymousOutcomeId,
    DisputeNoteId,
    EnrolmentId,
    ErasureHoldId,
    ErasureRunId,
    ParticipantId,
    RestrictionId,
)


class RetentionRule(SQLModel, table=True):
    """How long one kind of data stays, as the data-protection officer approved it; without a row the default holds."""

    __tablename__ = "retention_rule"

    kind: RetentionKind = choice(RetentionKind, primary_key=True)
    months: int = Field(ge=0, le=240)
    approved_by: str = Field(default="", max_length=120)
    approved_on: date | None = None
    changed_at: datetime
    changed_by: AccountId | None = Field(default=None, sa_type=ID)


class ErasureHold(SQLModel, table=True):
    """Nothing of this person is deleted while the hold lasts."""

    __tablename__ = "erasure_hold"

    id: ErasureHoldId = own_id()
    participant_id: ParticipantId = reference("participant", index=True)
    reason: str = Field(min_length=1, max_length=500)
    since: date
    ends_on: date | None = None
    created_at: datetime
    created_by: AccountId | None = Field(default=None, sa_type=ID)
    deleted: bool = False


class ErasureRun(SQLModel, table=True):
    """One list of what is to be deleted: proposed by one person, confirmed by another, then done."""

    __tablename__ = "erasure_run"

    id: ErasureRunId = own_id()
    state: ErasureState = choice(ErasureState)
    proposed_at: datetime
    proposed_by: AccountId | None = Field(default=None, sa_type=ID)
    confirmed_at: datetime | None = None
    confirmed_by: AccountId | None = Field(default=None, sa_type=ID)
    done_at: datetime | None = None
    #: Numbers the certificates of this site; they name nobody.
    certificate: int | None = None
    reason: str = Field(default="", max_length=500)


class ErasureItem(SQLModel, table=True):
    """One kind of one person's data in a list; stays after the deletion, so that a restored backup is cleaned again."""

    __tablename__ = "erasure_item"

    run_id: ErasureRunId = reference("erasure_run", primary_key=True)
    #: No reference: the person's row may be gone.
    participant_id: UUID = Field(primary_key=True, sa_type=ID)
    kind: RetentionKind = choice(RetentionKind, primary_key=True)
    due_on: date | None = None
    row_count: int = 0
    done: bool = False
    #: Why it was left out when the list was carried out.
    dropped: ErasureDrop | None = choice(ErasureDrop, default=None)


class ErasureSummary(SQLModel, table=True):
    """How much of one kind a list deleted, and by which rule; the certificate is made from this and names nobody."""

    __tablename__ = "erasure_summary"

    run_id: ErasureRunId = reference("erasure_run", primary_key=True)
    kind: RetentionKind = choice(RetentionKind, primary_key=True)
    people: int
    row_count: int
    #: The rule as it stood then; empty for a deletion that no rule asked for.
    months: int | None = None
    approved_by: str = Field(default="", max_length=120)
    approved_on: date | None = None


class AttendanceCount(SQLModel, table=True):
    """What is left of an enrolment's marks after their period: the counts that its figures are made of."""

    __tablename__ = "attendance_count"

    enrolment_id: EnrolmentId = reference("enrolment", primary_key=True)
    due: int
    recorded: int
    present: int
    excused: int
    unexcused: int
    #: Recorded without the neutral ones: the denominator of the rate.
    rate_of: int
    #: Present, or reported in time: the numerator of commitment.
    kept: int
    weeks_met: int
    weeks: int
    counted_on: date


class AnonymousOutcome(SQLModel, table=True):
    """How many people left in a time with the same result, after everything else about them was deleted."""

    __tablename__ = "anonymous_outcome"

    id: AnonymousOutcomeId = own_id()
    #: 2026-11, 2026-Q4 or 2026: as coarse as needed for three people to share it.
    period: str = Field(max_length=8)
    sex: Sex | None = choice(Sex, default=None)
    age_class: str = Field(default="", max_length=8)
    entry: EntryState = choice(EntryState)
    #: Empty where nobody was to be asked.
    category: OutcomeCategory | None = choice(OutcomeCategory, default=None)
    insured: bool = False
    number: int


class Restriction(SQLModel, table=True):
    """A person's record is kept but not used (restriction of processing)."""

    id: RestrictionId = own_id()
    participant_id: ParticipantId = reference("participant", index=True)
    reason: str = Field(min_length=1, max_length=500)
    since: date
    lifted_on: date | None = None
    created_at: datetime
    created_by: AccountId | None = Field(default=None, sa_type=ID)
    deleted: bool = False


class DisputeNote(SQLModel, table=True):
    """What a person says against an entry of their record."""

    __tablename__ = "dispute_note"

    id: DisputeNoteId = own_id()
    participant_id: ParticipantId = reference("participant", index=True)
    about: str = Field(min_length=1, max_length=200)
    statement: str = Field(min_length=1, max_length=2000)
    created_at: datetime
    created_by: AccountId | None = Field(default=None, sa_type=ID)
    deleted: bool = False
