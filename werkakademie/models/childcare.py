"""Children, the rooms and carers beside the sessions, and the places that follow the parents."""

from datetime import date, datetime, time

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from werkakademie.models.columns import ID, choice, optional_reference, own_id, reference
from werkakademie.records.enums import (
    BookingCause,
    BookingState,
    CarerDayKind,
    CarerQualification,
    OverCapacity,
)
from werkakademie.records.ids import (
    AccountId,
    CarerDayId,
    CarerId,
    CareRoomId,
    CarerShiftId,
    ChildcareBookingId,
    ChildcareSlotId,
    ChildcareVisitId,
    ChildId,
    CoachingSessionId,
    CollectorId,
    EnrolmentId,
    GroupId,
    ParticipantId,
    SiteId,
)


class ChildFields(SQLModel):
    """What is known of a child: no more than care needs."""

    given_name: str = Field(min_length=1, max_length=120)
    #: The first day of the month; the day of birth is not needed.
    birth_month: date
    #: Without consent no place is booked.
    consent_on: date | None = None
    consent_withdrawn_on: date | None = None
    #: Whether the child needs a place while the parent is at a session.
    care_wanted: bool = True


class Child(ChildFields, table=True):
    """A child of a participant."""

    id: ChildId = own_id()
    participant_id: ParticipantId = reference("participant", index=True)
    created_at: datetime
    created_by: AccountId | None = Field(default=None, sa_type=ID)
    deleted: bool = False


class ChildNoteFields(SQLModel):
    """What a carer must see at once."""

    needs: str = Field(default="", max_length=500, repr=False)
    emergency_note: str = Field(default="", max_length=500, repr=False)
    #: The word that a collector says.
    collection_word: str = Field(default="", max_length=60, repr=False)


class ChildNote(ChildNoteFields, table=True):
    """Outside the journal: its values appear in no log, export, package or draft."""

    __tablename__ = "child_note"

    child_id: ChildId = reference("child", primary_key=True)
    changed_at: datetime
    changed_by: AccountId | None = Field(default=None, sa_type=ID)


class CollectorFields(SQLModel):
    """Somebody who may collect a child, or who expressly may not."""

    name: str = Field(min_length=1, max_length=200)
    #: Grandmother, neighbour …
    relation: str = Field(default="", max_length=120)
    phone: str = Field(default="", max_length=60)
    allowed: bool = True


class Collector(CollectorFields, table=True):
    """Somebody who may collect a child, or who expressly may not."""

    id: CollectorId = own_id()
    child_id: ChildId = reference("child", index=True)
    created_at: datetime
    created_by: AccountId | None = Field(default=None, sa_type=ID)
    deleted: bool = False


class CollectorPicture(SQLModel, table=True):
    """A small picture of a collector, where the site's policy allows any; outside the journal."""

    __tablename__ = "collector_picture"

    collector_id: CollectorId = reference("collector", primary_key=True)
    #: JPEG, at most 64 kB.
    data: bytes = Field(repr=False)
    set_at: datetime


class CareRoomFields(SQLModel):
    """A room for children, with its hours in local time."""

    name: str = Field(min_length=1, max_length=120)
    #: The most children at one time.
    places: int = Field(ge=1, le=200)
    square_metres: int | None = Field(default=None, ge=1, le=2000)
    opens: time = time(7, 0)
    closes: time = time(18, 0)


class CareRoom(CareRoomFields, table=True):
    """A room for children."""

    __tablename__ = "care_room"

    id: CareRoomId = own_id()
    created_at: datetime
    created_by: AccountId | None = Field(default=None, sa_type=ID)
    deleted: bool = False


class CarerFields(SQLModel):
    """Somebody who looks after children."""

    name: str = Field(min_length=1, max_length=120)
    qualification: CarerQualification = choice(CarerQualification, default=CarerQualification.TRAINED)
    #: When the extended certificate of good conduct was looked at; the paper itself is not stored.
    clearance_seen_on: date | None = None
    phone: str = Field(default="", max_length=60)
    starts_on: date | None = None
    ends_on: date | None = None


class Carer(CarerFields, table=True):
    """Somebody who looks after children."""

    id: CarerId = own_id()
    #: The account, if the carer signs in.
    account_id: AccountId | None = optional_reference("account")
    created_at: datetime
    created_by: AccountId | None = Field(default=None, sa_type=ID)
    deleted: bool = False


class CarerShiftFields(SQLModel):
    """A weekly time of a carer in a room; weekday 0 is Monday, an end before the beginning lies on the next day."""

    weekday: int = Field(ge=0, le=6)
    starts: time
    ends: time


class CarerShift(CarerShiftFields, table=True):
    """A weekly time of a carer in a room."""

    __tablename__ = "carer_shift"

    id: CarerShiftId = own_id()
    carer_id: CarerId = reference("carer", index=True)
    room_id: CareRoomId = reference("care_room")
    starts_on: date | None = None
    ends_on: date | None = None
    created_at: datetime
    created_by: AccountId | None = Field(default=None, sa_type=ID)
    deleted: bool = False


class CarerDay(SQLModel, table=True):
    """A day on which a carer is absent or comes besides; without times an absence is the whole day's."""

    __tablename__ = "carer_day"

    id: CarerDayId = own_id()
    carer_id: CarerId = reference("carer", index=True)
    day: date = Field(index=True)
    kind: CarerDayKind = choice(CarerDayKind)
    #: Only for a day that comes besides.
    room_id: CareRoomId | None = optional_reference("care_room")
    starts: time | None = None
    ends: time | None = None
    created_at: datetime
    created_by: AccountId | None = Field(default=None, sa_type=ID)
    deleted: bool = False


class ChildcarePolicyFields(SQLModel):
    """What the site demands of its care; no law names these numbers, so each is the site's own (domain section 6)."""

    most_per_carer: int = Field(default=5, ge=1, le=50)
    fewest_carers: int = Field(default=2, ge=1, le=20)
    #: Whole hundredths: 100 is one child.
    weight_under_two: int = Field(default=100, ge=100, le=500)
    weight_under_three: int = Field(default=100, ge=100, le=500)
    weight_preschool: int = Field(default=100, ge=100, le=500)
    weight_school: int = Field(default=100, ge=100, le=500)
    over_capacity: OverCapacity = choice(OverCapacity, default=OverCapacity.WARN)
    #: Hours for which a place that became free is held for the family it is offered to.
    offer_hours: int = Field(default=24, ge=1, le=168)
    #: Minutes after the end of the parent's session after which a collection is late.
    late_after_minutes: int = Field(default=15, ge=0, le=120)
    #: Months after which the certificate of good conduct should be looked at again.
    clearance_months: int = Field(default=60, ge=1, le=240)
    pictures_allowed: bool = False
    legal_note: str = Field(default="", max_length=400)
    legal_note_as_of: date | None = None


class ChildcarePolicy(ChildcarePolicyFields, table=True):
    """The site's policy; without a row the defaults hold."""

    __tablename__ = "childcare_policy"

    site_id: SiteId = reference("site", primary_key=True)
    changed_at: datetime
    changed_by: AccountId | None = Field(default=None, sa_type=ID)


class GroupChildcareFields(SQLModel):
    """Care beside the sessions of a group."""

    lead_minutes: int = Field(default=15, ge=0, le=120)
    tail_minutes: int = Field(default=15, ge=0, le=120)


class GroupChildcare(GroupChildcareFields, table=True):
    """Care beside the sessions of a group; slots and bookings follow from it."""

    __tablename__ = "group_childcare"

    group_id: GroupId = reference("small_group", primary_key=True)
    room_id: CareRoomId = reference("care_room")
    changed_at: datetime
    changed_by: AccountId | None = Field(default=None, sa_type=ID)
    deleted: bool = False


class ChildcareSlot(SQLModel, table=True):
    """A time with care: beside a session, or placed by hand. Those of sessions follow by themselves."""

    __tablename__ = "childcare_slot"

    #: Made from the session's id, so that two PCs make the same row.
    id: ChildcareSlotId = own_id()
    room_id: CareRoomId = reference("care_room")
    group_id: GroupId | None = Field(default=None, sa_type=ID)
    #: Empty for a slot placed by hand.
    session_id: CoachingSessionId | None = Field(default=None, sa_type=ID, index=True)
    #: The local day of its beginning.
    held_on: date = Field(index=True)
    starts_at: datetime
    ends_at: datetime
    #: What a slot placed by hand is for.
    title: str = Field(default="", max_length=120)
    #: Care can't be given although the session takes place; empty means that it is.
    cancelled_because: str = Field(default="", max_length=200)
    created_at: datetime
    created_by: AccountId | None = Field(default=None, sa_type=ID)
    deleted: bool = False


class ChildcareBooking(SQLModel, table=True):
    """A child's place at a slot, or its wish for one."""

    __tablename__ = "childcare_booking"
    __table_args__ = (sa.Index("ix_childcare_booking_child", "child_id", "state"),)

    #: Made from child and slot, so that two PCs make the same row.
    id: ChildcareBookingId = own_id()
    slot_id: ChildcareSlotId = reference("childcare_slot", index=True)
    child_id: ChildId = reference("child")
    enrolment_id: EnrolmentId | None = Field(default=None, sa_type=ID)
    state: BookingState = choice(BookingState)
    cause: BookingCause | None = choice(BookingCause, default=None)
    #: The place that is held, in UTC; shorter than the slot when the place fits partly. Empty without a place.
    from_at: datetime | None = None
    until_at: datetime | None = None
    #: Where the family stands in the fair order: when the place was needed first.
    asked_at: datetime
    #: After an offer lapsed the family stands at the end.
    asked_again_at: datetime | None = None
    offer_until: datetime | None = None
    #: Why this family was offered a place before others, or was passed over: places needed/places there.
    passed_over: str = Field(default="", max_length=120)
    #: Booked by hand over the policy.
    over_reason: str = Field(default="", max_length=200)
    #: Asked for by hand; does not follow the parent's session.
    by_hand: bool = False
    created_at: datetime
    created_by: AccountId | None = Field(default=None, sa_type=ID)


class ChildcareVisit(SQLModel, table=True):
    """A child that came, and how it left."""

    __tablename__ = "childcare_visit"

    id: ChildcareVisitId = own_id()
    child_id: ChildId = reference("child", index=True)
    slot_id: ChildcareSlotId | None = optional_reference("childcare_slot", index=True)
    held_on: date = Field(index=True)
    arrived_at: datetime
    arrived_with: str = Field(default="", max_length=200)
    left_at: datetime | None = None
    left_with: str = Field(default="", max_length=200)
    collector_id: CollectorId | None = Field(default=None, sa_type=ID)
    #: Whether whoever collected knew the word; None where nobody asked.
    word_known: bool | None = None
    #: Who was asked when the child or the collector was on no list.
    allowed_by: AccountId | None = Field(default=None, sa_type=ID)
    allowed_because: str = Field(default="", max_length=200)
    recorded_by: AccountId | None = Field(default=None, sa_type=ID)
    left_recorded_by: AccountId | None = Field(default=None, sa_type=ID)
    deleted: bool = False
