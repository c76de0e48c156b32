"""What views read of places beside the sessions: bookings, the waiting list, what was lost; times are local."""

from dataclasses import dataclass, field
from datetime import date, datetime

from werkakademie.records.enums import AgeBand, BookingCause, BookingState
from werkakademie.records.ids import (
    CareRoomId,
    ChildcareBookingId,
    ChildcareSlotId,
    ChildId,
    CoachingSessionId,
    EnrolmentId,
    GroupId,
    ParticipantId,
)


@dataclass(frozen=True, slots=True)
class SlotRow:
    """A time with care; without a session it was placed by hand."""

    id: ChildcareSlotId
    session_id: CoachingSessionId | None
    group_id: GroupId | None
    #: Empty for a slot placed by hand.
    group_name: str
    title: str
    room_id: CareRoomId
    room_name: str
    held_on: date
    starts_at: datetime
    ends_at: datetime
    #: Care can't be given although the session takes place; empty means that it is.
    cancelled_because: str


@dataclass(frozen=True, slots=True)
class BookingRow:
    """A child's place at one slot, or its wish for one."""

    id: ChildcareBookingId
    slot_id: ChildcareSlotId
    session_id: CoachingSessionId | None
    group_id: GroupId | None
    group_name: str
    title: str
    room_id: CareRoomId
    room_name: str
    held_on: date
    #: The slot's times.
    starts_at: datetime
    ends_at: datetime
    slot_cancelled_because: str
    child_id: ChildId
    child_name: str
    birth_month: date
    band: AgeBand
    participant_id: ParticipantId
    parent_given: str
    parent_family: str
    parent_number: str
    phone: str
    enrolment_id: EnrolmentId | None
    state: BookingState
    cause: BookingCause | None
    #: The place that is held; empty without one.
    from_at: datetime | None
    until_at: datetime | None
    offer_until: datetime | None
    #: When the place was needed first, or when an offer lapsed.
    asked_at: datetime
    #: Place in the queue of those who wait at the same time; empty for who doesn't wait.
    place: int | None
    #: Places needed and places there, for a family that was passed over.
    passed_over: tuple[int, int] | None
    over_reason: str
    by_hand: bool
    arrived_at: datetime | None
    left_at: datetime | None

    @property
    def partly(self) -> bool:
        """Whether the place is shorter than the slot."""
        return self.from_at is not None and (self.from_at, self.until_at) != (self.starts_at, self.ends_at)

    @property
    def parent_name(self) -> str:
        """As lists show it; the own number where there is no name."""
        return f"{self.parent_given} {self.parent_family}".strip() or self.parent_number


@dataclass(frozen=True, slots=True)
class WaitingFamily:
    """Siblings who wait together at one slot."""

    bookings: tuple[BookingRow, ...]
    #: The longest part of the slot that would fit now; empty when nothing does.
    part_from: datetime | None = None
    part_until: datetime | None = None

    @property
    def first(self) -> BookingRow:
        """What is the same for all of them can be read here."""
        return self.bookings[0]

    @property
    def has_part(self) -> bool:
        """Whether a part could be booked."""
        return self.part_from is not None


@dataclass(frozen=True, slots=True)
class BookingNews:
    """What a coach is told of the coming days; families in the order of their slots."""

    #: Places that are held for somebody until a deadline: to be confirmed with the parent.
    offers: tuple[BookingRow, ...] = ()
    #: Places that went because a session was moved, and care that cannot be given.
    lost: tuple[BookingRow, ...] = ()
    waiting: tuple[BookingRow, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.offers or self.lost or self.waiting)


@dataclass(frozen=True, slots=True)
class BookingSummary:
    """How far the coming sessions of some enrolments have places; one count is one child at one session."""

    wanted: int = 0
    booked: int = 0
    partly: int = 0
    offered: int = 0
    waiting: int = 0
    fallen_through: int = 0
    #: The days on which somebody waits.
    waiting_days: tuple[date, ...] = field(default=())
