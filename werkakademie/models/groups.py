"""Groups, their weekly time slots, their sessions, and the people enrolled in them."""

from datetime import date, datetime, time

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from werkakademie.models.columns import ID, choice, optional_reference, own_id, reference
from werkakademie.records.enums import (
    AttendanceMark,
    ExitReason,
    ExitType,
    Focus,
    NonEntryReason,
    SessionKind,
    SuspensionKind,
)
from werkakademie.records.ids import (
    AccountId,
    CoachingSessionId,
    EnrolmentId,
    GroupId,
    ParticipantId,
    TimeSlotId,
)


class GroupFields(SQLModel):
    """What a coach sets for a group."""

    name: str = Field(min_length=1, max_length=120)
    focus: Focus = choice(Focus)
    starts_on: date
    ends_on: date | None = None
    room: str = Field(default="", max_length=120)
    capacity: int | None = Field(default=None, ge=1, le=500)
    #: n of the m weekly slots that each person chooses; empty: all slots are meant for everybody.
    slots_per_week: int | None = Field(default=None, ge=1, le=50)
    #: k appointments in all, where the group counts appointments instead of weeks.
    appointments_total: int | None = Field(default=None, ge=1, le=500)


class Group(GroupFields, table=True):
    """A Work-First small group."""

    __tablename__ = "small_group"

    id: GroupId = own_id()
    created_at: datetime
    created_by: AccountId | None = Field(default=None, sa_type=ID)
    deleted: bool = False


class GroupCoach(SQLModel, table=True):
    """A coach of a group; the id is made from both, so that two PCs make the same row."""

    __tablename__ = "group_coach"

    group_id: GroupId = reference("small_group", primary_key=True)
    account_id: AccountId = reference("account", primary_key=True)
    deleted: bool = False


class TimeSlot(SQLModel, table=True):
    """A weekly slot of a group in local time; weekday 0 is Monday."""

    __tablename__ = "time_slot"

    id: TimeSlotId = own_id()
    group_id: GroupId = reference("small_group", index=True)
    weekday: int = Field(ge=0, le=6)
    starts: time
    ends: time
    deleted: bool = False


class SessionFields(SQLModel):
    """What a coach sets for a session, in local time; the table keeps the moments in UTC."""

    held_on: date
    starts: time
    ends: time
    room: str = Field(default="", max_length=120)


class CoachingSession(SQLModel, table=True):
    """One dated meeting of a group, or of one person of it."""

    __tablename__ = "coaching_session"

    id: CoachingSessionId = own_id()
    group_id: GroupId = reference("small_group", index=True)
    kind: SessionKind = choice(SessionKind, default=SessionKind.GROUP)
    slot_id: TimeSlotId | None = optional_reference("time_slot")
    #: The day for which the slot proposed it; stays when the session is moved, so that it is not proposed again.
    proposed_for: date | None = None
    #: The only person meant, when the meeting is of one person.
    enrolment_id: EnrolmentId | None = optional_reference("enrolment")
    #: The local day, beside the UTC moments, because lists and rules ask by day.
    held_on: date = Field(index=True)
    starts_at: datetime
    ends_at: datetime
    room: str = Field(default="", max_length=120)
    #: A cancelled session needs a reason; empty means that it takes place.
    cancelled_because: str = Field(default="", max_length=200)
    created_at: datetime
    created_by: AccountId | None = Field(default=None, sa_type=ID)
    deleted: bool = False


class ExitFields(SQLModel):
    """The end of an enrolment as a form writes it."""

    exit_on: date
    exit_type: ExitType = choice(ExitType)
    exit_reason: ExitReason = choice(ExitReason)


class Enrolment(SQLModel, table=True):
    """One person in one group, from entry to exit; the unit that is counted."""

    id: EnrolmentId = own_id()
    participant_id: ParticipantId = reference("participant", index=True)
    group_id: GroupId = reference("small_group", index=True)
    allocated_on: date
    #: The first day on which the person belongs to the roster.
    entry_on: date | None = None
    #: Why the entry counts although no present mark shows it.
    entry_confirmed_because: str = Field(default="", max_length=200)
    insured_at_entry: bool | None = None
    non_entry_reason: NonEntryReason | None = choice(NonEntryReason, default=None)
    non_entry_on: date | None = None
    exit_on: date | None = Field(default=None, index=True)
    exit_type: ExitType | None = choice(ExitType, default=None)
    exit_reason: ExitReason | None = choice(ExitReason, default=None)
    #: Stored when the exit is recorded: exit + follow_up_months by the rule.
    cut_off_on: date | None = None
    created_at: datetime
    created_by: AccountId | None = Field(default=None, sa_type=ID)
    deleted: bool = False


class SlotChoice(SQLModel, table=True):
    """A slot that a person chose."""

    __tablename__ = "slot_choice"

    enrolment_id: EnrolmentId = reference("enrolment", primary_key=True)
    slot_id: TimeSlotId = reference("time_slot", primary_key=True)
    deleted: bool = False


class Suspension(SQLModel, table=True):
    """A time in which an enrolment rests; nothing is due in it."""

    enrolment_id: EnrolmentId = reference("enrolment", primary_key=True)
    starts_on: date = Field(primary_key=True)
    ends_on: date | None = None
    kind: SuspensionKind = choice(SuspensionKind)
    deleted: bool = False


class Attendance(SQLModel, table=True):
    """One person's mark at one coaching session; no row means: not recorded."""

    #: "Did this person ever come?" is answered from the index alone.
    __table_args__ = (sa.Index("ix_attendance_enrolment_mark", "enrolment_id", "mark"),)

    session_id: CoachingSessionId = reference("coaching_session", primary_key=True)
    enrolment_id: EnrolmentId = reference("enrolment", primary_key=True)
    mark: AttendanceMark = choice(AttendanceMark)
    minutes_late: int | None = Field(default=None, ge=0, le=600)
    #: When an absence was reported; empty counts as in time.
    reported_at: datetime | None = None
    recorded_at: datetime
    recorded_by: AccountId | None = Field(default=None, sa_type=ID)
