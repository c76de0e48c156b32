"""What views read and write at the end of an enrolment."""

from dataclasses import dataclass
from datetime import date

from werkakademie.records.enums import ExitReason, ExitType, OutcomeCategory
from werkakademie.records.ids import EnrolmentId, FollowUpId, GroupId, ParticipantId, PlacementId


@dataclass(frozen=True, slots=True)
class PlacementRecord:
    """A job start of a person."""

    id: PlacementId
    employer_name: str
    starts_on: date
    weekly_hours: float | None
    category: OutcomeCategory
    occupation_code: str
    industry_code: str
    industry_edition: str
    subsidised: bool | None
    fixed_term: bool | None
    temporary_agency: bool | None


@dataclass(frozen=True, slots=True)
class ExitRecord:
    """Everything that the form about the end of an enrolment shows; `exit_on` is None while the enrolment runs."""

    enrolment_id: EnrolmentId
    participant_id: ParticipantId
    group_id: GroupId
    given_names: str
    family_name: str
    own_number: str
    group_name: str
    allocated_on: date
    entry_on: date | None
    #: Somebody marked the person as present at least once.
    came: bool
    exit_on: date | None
    exit_type: ExitType | None
    exit_reason: ExitReason | None
    cut_off_on: date | None
    follow_up_months: int
    placements: tuple[PlacementRecord, ...]
    #: Outcomes already recorded for the present cut-off day: a correction of the exit puts them into the history.
    outcomes_at_cut_off: int
    #: The person's record may only be kept: nothing about it can be stored.
    restricted: bool = False


@dataclass(frozen=True, slots=True)
class ExitDone:
    """What ending an enrolment came to."""

    enrolment_id: EnrolmentId
    cut_off_on: date
    #: None when nobody is to be asked: the person never began, or died.
    follow_up_id: FollowUpId | None
    follow_up_due_on: date | None
    #: The cut-off day moved, and a follow-up that was closed is open again.
    reopened: bool
