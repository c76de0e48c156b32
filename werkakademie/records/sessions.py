"""What views read of coaching sessions; every time here is local (Europe/Berlin), the store keeps UTC."""

from dataclasses import dataclass
from datetime import date, datetime, time

from werkakademie.records.enums import SessionKind
from werkakademie.records.ids import CoachingSessionId, EnrolmentId, GroupId, TimeSlotId


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session in a list. `due` counts the people who are booked or came, `recorded` those of them with a mark."""

    id: CoachingSessionId
    group_id: GroupId
    group_name: str
    kind: SessionKind
    slot_id: TimeSlotId | None
    enrolment_id: EnrolmentId | None
    held_on: date
    starts_at: datetime
    ends_at: datetime
    room: str
    cancelled_because: str
    due: int
    recorded: int
    #: The session has begun, so that marks of presence may be given.
    begun: bool

    @property
    def cancelled(self) -> bool:
        return bool(self.cancelled_because)

    @property
    def complete(self) -> bool:
        """Nothing is left to record."""
        return self.cancelled or self.recorded >= self.due


@dataclass(frozen=True, slots=True)
class SessionProposal:
    """A session that the slots of a group ask for and that is not there yet."""

    slot_id: TimeSlotId
    held_on: date
    starts: time
    ends: time


@dataclass(frozen=True, slots=True)
class HolidayNotice:
    """A slot's day on which no session is proposed, with the name of the public holiday."""

    slot_id: TimeSlotId
    held_on: date
    starts: time
    ends: time
    name: str


@dataclass(frozen=True, slots=True)
class SessionProposals:
    """What proposing gives for a span of days; `existing` sessions were found and are not proposed again."""

    first: date
    last: date
    proposals: tuple[SessionProposal, ...]
    holidays: tuple[HolidayNotice, ...]
    existing: int
