"""What the first page shows: what is due today, and who is missing."""

from dataclasses import dataclass, field
from datetime import date

from werkakademie.records.access import StandInRow
from werkakademie.records.attendance_sheets import MissingPerson
from werkakademie.records.care_search import CareReminder
from werkakademie.records.childcare_bookings import BookingNews
from werkakademie.records.follow_ups import FollowUpRow
from werkakademie.records.ids import EnrolmentId, GroupId, ParticipantId
from werkakademie.records.sessions import SessionRow


@dataclass(frozen=True, slots=True)
class UnclearEntry:
    """Somebody whose group met without them, and nothing is decided about the entry."""

    enrolment_id: EnrolmentId
    participant_id: ParticipantId
    given_names: str
    family_name: str
    own_number: str
    group_id: GroupId
    group_name: str
    allocated_on: date


@dataclass(frozen=True, slots=True)
class TodayOverview:
    """The first page on one day; each list is in the order in which it is worked through."""

    day: date
    #: The sessions of the day by time, cancelled ones among them.
    sessions: tuple[SessionRow, ...]
    #: Sessions of earlier days that took place and lack marks, the earliest first.
    unrecorded: tuple[SessionRow, ...]
    people: int
    groups: int
    missing: tuple[MissingPerson, ...] = ()
    #: The first of those that are due, the oldest first; how many there are in all, and how many are overdue.
    follow_ups: tuple[FollowUpRow, ...] = ()
    follow_ups_due: int = 0
    follow_ups_overdue: int = 0
    unclear: tuple[UnclearEntry, ...] = ()
    #: Offers to confirm, places that were lost, and families who wait, in the next two weeks.
    care: BookingNews = field(default_factory=BookingNews)
    #: Providers of lasting places to ask again.
    care_places: tuple[CareReminder, ...] = ()
    #: The groups that whoever is signed in takes over today.
    stand_ins: tuple[StandInRow, ...] = ()

    @property
    def nothing_to_do(self) -> bool:
        """Neither a session today nor anything left over."""
        waiting = (self.unrecorded, self.missing, self.follow_ups, self.unclear, self.care, self.care_places)
        return not (self.sessions or any(waiting))
