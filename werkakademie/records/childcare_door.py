"""What a carer reads at the door: the children of one day, who is there, who may collect; times are local."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum

from werkakademie.records.childcare import CarePolicy
from werkakademie.records.childcare_chart import Excess
from werkakademie.records.children import CollectorRow
from werkakademie.records.enums import AgeBand
from werkakademie.records.ids import (
    AccountId,
    ChildcareSlotId,
    ChildcareVisitId,
    ChildId,
    ParticipantId,
)


class DoorState(Enum):
    """Where a child is, as far as the door knows."""

    EXPECTED = "expected"
    HERE = "here"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class DoorVisit:
    """A child that came."""

    id: ChildcareVisitId
    arrived_at: datetime
    arrived_with: str
    left_at: datetime | None
    left_with: str
    #: Came without a place, or was collected by somebody on no list: with whom that was settled.
    allowed_by: str


@dataclass(frozen=True, slots=True)
class DoorChild:
    """One child of today with all that must be known of it at the door."""

    child_id: ChildId
    participant_id: ParticipantId
    given_name: str
    #: Called through the corridor: first name and initial of the parent.
    parent_name: str
    band: AgeBand
    age: int
    slot_id: ChildcareSlotId | None
    #: The place: shorter than the care itself where it fits partly. The day's visit where there is no place.
    starts_at: datetime
    ends_at: datetime
    partly: bool
    #: Where the parent sits.
    session_room: str
    has_consent: bool
    collectors: tuple[CollectorRow, ...]
    visit: DoorVisit | None
    #: Minutes after the parent's session within which collecting is late, and the number to call then.
    late: bool
    phone: str
    needs: str = field(default="", repr=False)
    emergency_note: str = field(default="", repr=False)
    collection_word: str = field(default="", repr=False)

    @property
    def state(self) -> DoorState:
        if self.visit is None:
            return DoorState.EXPECTED
        return DoorState.HERE if self.visit.left_at is None else DoorState.GONE


@dataclass(frozen=True, slots=True)
class DoorColleague:
    """A coach or the lead with whom something can be settled."""

    id: AccountId
    name: str


@dataclass(frozen=True, slots=True)
class DoorParent:
    """A participant of today's sessions, for a child that nobody has taken in yet."""

    id: ParticipantId
    name: str


@dataclass(frozen=True, slots=True)
class KnownChild:
    """A child of the site that is not on today's list."""

    child_id: ChildId
    given_name: str
    parent_name: str
    age: int


@dataclass(frozen=True, slots=True)
class DoorDay:
    """The door on one day: families together, by time."""

    day: date
    children: tuple[DoorChild, ...]
    #: Heads and carers at this moment, over all rooms, and why it is too many if it is.
    heads: int
    carers: int
    excess: tuple[Excess, ...]
    policy: CarePolicy
    colleagues: tuple[DoorColleague, ...]
    parents: tuple[DoorParent, ...]

    def in_state(self, state: DoorState) -> tuple[DoorChild, ...]:
        return tuple(child for child in self.children if child.state is state)

    def family_of(self, child: DoorChild) -> tuple[DoorChild, ...]:
        """The child with its siblings of the same time in the same state."""
        return tuple(
            each
            for each in self.children
            if each.participant_id == child.participant_id
            and each.state is child.state
            and each.slot_id == child.slot_id
        )
