"""One day of childcare: how full each room is, who looks after the children, and whom a shortage concerns."""

from dataclasses import dataclass
from datetime import date, datetime

from werkakademie.records.childcare import CarePolicy, CarerDayRow, CareRoomRow, CarerRow, ShiftRow
from werkakademie.records.childcare_bookings import BookingRow, SlotRow
from werkakademie.records.childcare_chart import ChartRun


@dataclass(frozen=True, slots=True)
class MissingCarersRow:
    """A stretch of the day in which carers are missing; times are local."""

    starts_at: datetime
    ends_at: datetime
    missing: int


@dataclass(frozen=True, slots=True)
class CareRoomDay:
    """A room on the day; the runs are in UTC."""

    room: CareRoomRow
    runs: tuple[ChartRun, ...]
    missing: tuple[MissingCarersRow, ...]


@dataclass(frozen=True, slots=True)
class CarerOnDay:
    """A carer with what the day holds for them."""

    carer: CarerRow
    #: The weekly times of this weekday.
    shifts: tuple[ShiftRow, ...]
    #: Absences and times besides.
    days: tuple[CarerDayRow, ...]


@dataclass(frozen=True, slots=True)
class AffectedFamily:
    """A family to be told that there is no room for its children, in the order of telling; times are local."""

    bookings: tuple[BookingRow, ...]
    spans: tuple[tuple[datetime, datetime], ...]
    #: A child of the family is there already.
    there: bool

    @property
    def first(self) -> BookingRow:
        """What is the same for all of them can be read here."""
        return self.bookings[0]


@dataclass(frozen=True, slots=True)
class CareDay:
    """Everything that the tab of a day shows."""

    day: date
    rooms: tuple[CareRoomDay, ...]
    slots: tuple[SlotRow, ...]
    bookings: tuple[BookingRow, ...]
    carers: tuple[CarerOnDay, ...]
    #: Who could be asked to come: no time on this day, and the certificate was seen.
    stand_ins: tuple[CarerRow, ...]
    affected: tuple[AffectedFamily, ...]
    policy: CarePolicy

    @property
    def missing(self) -> tuple[MissingCarersRow, ...]:
        """Where carers are missing, over all rooms."""
        return tuple(row for room in self.rooms for row in room.missing)
