"""What views read of participants."""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from werkakademie.records.access import PinState
from werkakademie.records.enums import Focus
from werkakademie.records.exits import PlacementRecord
from werkakademie.records.ids import EnrolmentId, GroupId, ParticipantId
from werkakademie.records.retention import RightsNote

#: Where a page of the list ended: the sort name and the id of its last row.
PageKey = tuple[str, str]


class ParticipantFilter(Enum):
    """The chips above the list of participants."""

    ALL = "all"
    ACTIVE = "active"
    WITHOUT_GROUP = "without_group"
    ENDED = "ended"
    FOLLOW_UP_DUE = "follow_up_due"


class ParticipantState(Enum):
    """Where a person stands, in one word for the list."""

    WITHOUT_GROUP = "without_group"
    ALLOCATED = "allocated"
    ACTIVE = "active"
    NOT_ENTERED = "not_entered"
    ENDED = "ended"
    FOLLOW_UP_DUE = "follow_up_due"


@dataclass(frozen=True, slots=True)
class ParticipantQuery:
    """What the list shows: the typed words, the chip, and where the page begins."""

    text: str = ""
    filter: ParticipantFilter = ParticipantFilter.ALL
    after: PageKey | None = None
    limit: int = 100


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """A person as a list shows them."""

    id: ParticipantId
    given_names: str
    family_name: str
    own_number: str
    group_name: str
    state: ParticipantState
    #: The record may only be kept; whoever works with the list is to see that before opening it.
    restricted: bool = False


@dataclass(frozen=True, slots=True)
class ParticipantPage:
    """One page of the list; `next_key` is None after the last row."""

    rows: tuple[ParticipantRow, ...]
    next_key: PageKey | None


@dataclass(frozen=True, slots=True)
class EnrolmentSummary:
    """One enrolment of a person, as the person's record shows it."""

    id: EnrolmentId
    group_id: GroupId
    group_name: str
    focus: Focus
    allocated_on: date
    entry_on: date | None
    exit_on: date | None
    cut_off_on: date | None
    state: ParticipantState


@dataclass(frozen=True, slots=True)
class ParticipantRecord:
    """A person's whole record: the values of the form's fields, and the enrolments, newest first."""

    id: ParticipantId
    values: dict[str, object]
    state: ParticipantState
    enrolments: tuple[EnrolmentSummary, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class PersonStatus:
    """What the fields of a person say about the day on which they are read; None is unknown."""

    #: LZB and LZA: two things, shown side by side and never merged.
    long_term_benefit: bool | None
    long_term_unemployed: bool | None
    esf_target_group: bool | None
    #: The day on which the months in need were true, and since when the person is unemployed.
    months_in_need_as_of: date | None
    unemployed_since: date | None


@dataclass(frozen=True, slots=True)
class ParticipantOverview:
    """A person's record with what the other pages hold of them."""

    record: ParticipantRecord
    applications: int
    invitations: int
    last_entry_on: date | None
    papers: int
    papers_ready: int
    status: PersonStatus
    pin: PinState
    rights: RightsNote
    #: The job starts of all enrolments, the earliest first.
    placements: tuple[PlacementRecord, ...] = ()
    #: How many children are entered.
    children: int = 0


def display_name(given_names: str, family_name: str, own_number: str = "") -> str:
    """The name as a person reads it; a pseudonymous person is shown by the own number."""
    name = f"{given_names} {family_name}".strip()
    return name or own_number
