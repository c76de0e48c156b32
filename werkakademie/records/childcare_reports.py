"""What is reported of childcare: places, who could not come for want of care, and the monthly list of children."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from werkakademie.records.enums import Sex
from werkakademie.records.ids import ChildcareSlotId, ChildId
from werkakademie.records.printed_tables import PrintedTable

#: What stands for a number that is not published.
HIDDEN_SIGN = "*"
#: The usual one first.
THRESHOLDS = (3, 5, 10)


@dataclass(frozen=True, slots=True)
class CareReportQuery:
    """The days of a report, both included; `published` hides what could point to single people."""

    first: date
    last: date
    published: bool = False
    #: The smallest number that is published besides 0; sites choose among `THRESHOLDS`.
    threshold: int = 3


class PlaceCount(Enum):
    """What is counted of places, in the order of the columns."""

    #: Children that policy, room and carers allow for the whole of the time.
    OFFERED = "offered"
    #: Children with a place, also those who got it at the door only.
    BOOKED = "booked"
    #: Children who came.
    USED = "used"
    #: Children whose parent was expected, and for whom care could not be given.
    FALLEN_THROUGH = "fallen_through"
    #: Children who needed a place and had none.
    WITHOUT_PLACE = "without_place"


@dataclass(frozen=True, slots=True)
class PlaceCounts:
    """Places of one time with care, or the sum of several."""

    offered: int = 0
    booked: int = 0
    used: int = 0
    fallen_through: int = 0
    without_place: int = 0

    def of(self, kind: PlaceCount) -> int:
        value: int = getattr(self, kind.value)
        return value


@dataclass(frozen=True, slots=True)
class SlotCounts:
    """One time with care and its places."""

    slot_id: ChildcareSlotId
    held_on: date
    #: As the room's clock shows them.
    starts_at: datetime
    ends_at: datetime
    room_name: str
    #: The group, or what a time placed by hand is for.
    title: str
    cancelled_because: str
    places: PlaceCounts


@dataclass(frozen=True, slots=True)
class WeekCounts:
    """An ISO week with the sum of its times."""

    year: int
    week: int
    slots: int
    places: PlaceCounts


@dataclass(frozen=True, slots=True)
class ShownShare:
    """A percentage by its parts, or that it is not published."""

    numerator: int = 0
    denominator: int = 0
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class ShownPlaces:
    """Places as they are shown: None is a number that is not published."""

    offered: int
    booked: int | None
    used: int | None
    fallen_through: int | None
    without_place: int | None
    #: Used of booked.
    use_share: ShownShare


@dataclass(frozen=True, slots=True)
class ShownSlot:
    """A row of the table of times."""

    slot: SlotCounts
    places: ShownPlaces


@dataclass(frozen=True, slots=True)
class ShownWeek:
    """A row of the table of weeks."""

    year: int
    week: int
    slots: int
    places: ShownPlaces


@dataclass(frozen=True, slots=True)
class NonEntryCounts:
    """People who did not enter, by sex; None: not recorded."""

    sex: Sex | None
    not_entered: int
    missing_childcare: int


@dataclass(frozen=True, slots=True)
class ShownNonEntry:
    """A row of the table of those who did not enter; `total` is the last one."""

    sex: Sex | None
    total: bool
    not_entered: int | None
    missing_childcare: int | None
    share: ShownShare


@dataclass(frozen=True, slots=True)
class CareReport:
    """All counts of a period."""

    query: CareReportQuery
    weeks: tuple[ShownWeek, ...]
    all_weeks: ShownPlaces
    slots: tuple[ShownSlot, ...]
    non_entries: tuple[ShownNonEntry, ...]
    #: Whether anything is hidden.
    hides: bool
    #: Days before this one may already be deleted by the site's periods, so that they count too low; None if none is.
    incomplete_before: date | None = None


@dataclass(frozen=True, slots=True)
class CareWeek:
    """A week of one child in one month, with the minutes of care given in it on days of that month."""

    year: int
    week: int
    days: int
    minutes: int


@dataclass(frozen=True, slots=True)
class ChildMonth:
    """One child in one month: what a proof of care needs, and nothing of notes and emergencies."""

    child_id: ChildId
    given_name: str
    #: The first day of the month.
    birth_month: date
    parent_given_names: str
    parent_family_name: str
    parent_own_number: str
    weeks: tuple[CareWeek, ...]
    #: Visits whose departure was not recorded; their hours are not counted.
    open_visits: int

    @property
    def minutes(self) -> int:
        return sum(week.minutes for week in self.weeks)

    @property
    def days(self) -> int:
        return sum(week.days for week in self.weeks)


@dataclass(frozen=True, slots=True)
class CareList:
    """The list of a month with the site's words about its legal basis."""

    #: The first day of the month.
    month: date
    children: tuple[ChildMonth, ...]
    site_name: str
    practice: bool
    #: As it stands in the policy; a paragraph is data with a date, never logic.
    legal_note: str
    legal_note_as_of: date | None


@dataclass(frozen=True, slots=True)
class CareReportView:
    """A report in words: what is counted, its tables, and what a reader must know of them."""

    report: CareReport
    scope: str
    #: Weeks, times, and who did not enter, in this order.
    tables: tuple[PrintedTable, ...]
    notes: tuple[str, ...]
    site_name: str
    practice: bool


@dataclass(frozen=True, slots=True)
class CareListView:
    """The list of a month in words, and the months that have one."""

    care_list: CareList
    table: PrintedTable
    #: About the legal basis, and about departures that were not recorded.
    notes: tuple[str, ...]
