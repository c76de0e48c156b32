"""What views read of the care beside the sessions: rooms, carers and their times, the policy, care of groups."""

from dataclasses import dataclass
from datetime import date, time
from enum import Enum

from werkakademie.records.enums import AgeBand, CarerDayKind, CarerQualification, OverCapacity
from werkakademie.records.ids import AccountId, CarerDayId, CarerId, CareRoomId, CarerShiftId, GroupId


@dataclass(frozen=True, slots=True)
class CarePolicy:
    """What the site demands of its care; the values hold where nobody has set others."""

    most_per_carer: int = 5
    fewest_carers: int = 2
    #: Whole hundredths: 100 is one child.
    weight_under_two: int = 100
    weight_under_three: int = 100
    weight_preschool: int = 100
    weight_school: int = 100
    over_capacity: OverCapacity = OverCapacity.WARN
    offer_hours: int = 24
    late_after_minutes: int = 15
    clearance_months: int = 60
    pictures_allowed: bool = False
    legal_note: str = ""
    legal_note_as_of: date | None = None
    #: Whether somebody has looked at the rule and saved it.
    decided: bool = False

    def weight_of(self, band: AgeBand) -> int:
        """How much a child of that age counts, in hundredths."""
        return {
            AgeBand.UNDER_TWO: self.weight_under_two,
            AgeBand.UNDER_THREE: self.weight_under_three,
            AgeBand.PRESCHOOL: self.weight_preschool,
            AgeBand.SCHOOL: self.weight_school,
        }[band]


@dataclass(frozen=True, slots=True)
class CareRoomRow:
    """A room for children; times are local."""

    id: CareRoomId
    name: str
    places: int
    square_metres: int | None
    opens: time
    closes: time

    def values(self) -> dict[str, object]:
        """The form's fields by name."""
        return {
            "name": self.name,
            "places": self.places,
            "square_metres": self.square_metres,
            "opens": self.opens,
            "closes": self.closes,
        }


class Clearance(Enum):
    """Where a carer's certificate of good conduct stands on a day."""

    SEEN = "seen"
    #: Seen so long ago that the site wants to look at it again; the carer counts.
    TO_RENEW = "to_renew"
    #: Never seen: the carer does not count.
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """A weekly time of a carer in a room: weekday 0 is Monday, an end before the beginning lies on the next day."""

    id: CarerShiftId
    carer_id: CarerId
    room_id: CareRoomId
    room_name: str
    weekday: int
    starts: time
    ends: time
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class ShiftDraft:
    """A weekly time as the form writes it; without an id it is a new one."""

    weekday: int
    starts: time
    ends: time
    room_id: CareRoomId
    id: CarerShiftId | None = None


@dataclass(frozen=True, slots=True)
class CarerRow:
    """Somebody who looks after children, with the weekly times that hold today or later, in their order."""

    id: CarerId
    name: str
    qualification: CarerQualification
    clearance_seen_on: date | None
    clearance: Clearance
    phone: str
    starts_on: date | None
    ends_on: date | None
    account_id: AccountId | None
    shifts: tuple[ShiftRow, ...] = ()

    def values(self) -> dict[str, object]:
        """The form's fields by name."""
        return {
            "name": self.name,
            "qualification": self.qualification,
            "clearance_seen_on": self.clearance_seen_on,
            "phone": self.phone,
            "starts_on": self.starts_on,
            "ends_on": self.ends_on,
        }

    def works_on(self, day: date) -> bool:
        """Whether the day lies within the carer's time here."""
        begun = self.starts_on is None or self.starts_on <= day
        return begun and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True)
class CarerDayRow:
    """A day on which a carer is absent or comes besides; an absence without times is the whole day's.

    Why somebody is absent is stored nowhere.
    """

    id: CarerDayId
    carer_id: CarerId
    carer_name: str
    day: date
    kind: CarerDayKind
    room_id: CareRoomId | None
    room_name: str
    starts: time | None
    ends: time | None


@dataclass(frozen=True, slots=True)
class GroupCareRow:
    """Care beside the sessions of a group: where, and for how long before and after them."""

    group_id: GroupId
    group_name: str
    room_id: CareRoomId
    room_name: str
    lead_minutes: int
    tail_minutes: int


@dataclass(frozen=True, slots=True)
class CareSetup:
    """Everything that the tab „Räume und Team“ shows; `days` begin with today's."""

    rooms: tuple[CareRoomRow, ...]
    carers: tuple[CarerRow, ...]
    days: tuple[CarerDayRow, ...]
    policy: CarePolicy
    groups: tuple[GroupCareRow, ...]


@dataclass(frozen=True, slots=True)
class RoomUses:
    """What needs a room from today on: groups and carers by name, days that come besides, the number of slots."""

    groups: tuple[str, ...]
    carers: tuple[str, ...]
    days: tuple[date, ...]
    slots: int

    def __bool__(self) -> bool:
        return bool(self.groups or self.carers or self.days or self.slots)
