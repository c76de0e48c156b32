"""What views read of groups, their weekly time slots and the people in them."""

from dataclasses import dataclass
from datetime import date, time
from enum import Enum

from werkakademie.records.enums import ExitType, Focus, NonEntryReason, SuspensionKind
from werkakademie.records.ids import AccountId, EnrolmentId, GroupId, ParticipantId, TimeSlotId
from werkakademie.records.participants import ParticipantState


class GroupState(Enum):
    """Where a group stands on a day."""

    PLANNED = "planned"
    RUNNING = "running"
    ENDED = "ended"


class GroupFilter(Enum):
    """The chips above the list of groups."""

    RUNNING = "running"
    PLANNED = "planned"
    ENDED = "ended"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class CoachChoice:
    """An account that can lead a group."""

    id: AccountId
    name: str


@dataclass(frozen=True, slots=True)
class SlotDraft:
    """A weekly slot as the form writes it; without an id it is a new one. Weekday 0 is Monday, times are local."""

    weekday: int
    starts: time
    ends: time
    id: TimeSlotId | None = None


@dataclass(frozen=True, slots=True)
class SlotRecord:
    """A weekly slot, with how many people in the group chose it."""

    id: TimeSlotId
    weekday: int
    starts: time
    ends: time
    people: int = 0


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group as the list shows it; `people` hold a place today, whether or not they have entered yet."""

    id: GroupId
    name: str
    focus: Focus
    starts_on: date
    ends_on: date | None
    room: str
    capacity: int | None
    people: int
    state: GroupState

    @property
    def places_left(self) -> int | None:
        """Free places, below zero when the group is over its capacity; None without a capacity."""
        return None if self.capacity is None else self.capacity - self.people


@dataclass(frozen=True, slots=True)
class GroupRecord:
    """A whole group: the values of the form's fields, its slots in the order of the week, its coaches."""

    row: GroupRow
    slots_per_week: int | None
    appointments_total: int | None
    slots: tuple[SlotRecord, ...]
    coaches: tuple[CoachChoice, ...]

    def values(self) -> dict[str, object]:
        """The form's fields by name."""
        row = self.row
        return {
            "name": row.name,
            "focus": row.focus,
            "starts_on": row.starts_on,
            "ends_on": row.ends_on,
            "room": row.room,
            "capacity": row.capacity,
            "slots_per_week": self.slots_per_week,
            "appointments_total": self.appointments_total,
        }


@dataclass(frozen=True, slots=True)
class SuspensionRecord:
    """A time in which an enrolment rests."""

    kind: SuspensionKind
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class EnrolmentRow:
    """One person in a group."""

    id: EnrolmentId
    participant_id: ParticipantId
    given_names: str
    family_name: str
    own_number: str
    allocated_on: date
    entry_on: date | None
    entry_confirmed_because: str
    insured_at_entry: bool | None
    non_entry_reason: NonEntryReason | None
    non_entry_on: date | None
    exit_on: date | None
    exit_type: ExitType | None
    slot_ids: frozenset[TimeSlotId]
    suspensions: tuple[SuspensionRecord, ...]
    state: ParticipantState


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could be enrolled; `already` says that the person holds a place in this very group."""

    participant_id: ParticipantId
    given_names: str
    family_name: str
    own_number: str
    already: bool
    other_group: str


@dataclass(frozen=True, slots=True)
class Candidates:
    """The people that the typed words find, and whether there are more than are shown."""

    rows: tuple[Candidate, ...]
    more: bool
