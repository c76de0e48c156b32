"""What views read of attendance: the sheet of one session, and the figures of people and groups."""

from dataclasses import dataclass
from datetime import date, datetime

from werkakademie.records.enums import AttendanceMark
from werkakademie.records.ids import CoachingSessionId, EnrolmentId, GroupId, ParticipantId
from werkakademie.records.sessions import SessionRow

#: The marks that a person gives by key; the three others are derived and never stored.
STORED_MARKS = tuple(
    mark
    for mark in AttendanceMark
    if mark not in {AttendanceMark.CANCELLED, AttendanceMark.NOT_BOOKED, AttendanceMark.NOT_RECORDED}
)


@dataclass(frozen=True, slots=True)
class MarkRecord:
    """A mark as it is stored; `reported_at` is local time, None counts as reported in time."""

    mark: AttendanceMark
    minutes_late: int | None = None
    reported_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class MarkChange:
    """What stood at a person's place before a mark was given, so that it can be undone."""

    enrolment_id: EnrolmentId
    before: MarkRecord | None
    #: The mark was the person's first presence and set the day of entry.
    entered: bool = False


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One person of a session's sheet."""

    enrolment_id: EnrolmentId
    participant_id: ParticipantId
    given_names: str
    family_name: str
    own_number: str
    mark: AttendanceMark
    minutes_late: int | None
    reported_at: datetime | None
    #: False: the person came without having booked this slot.
    booked: bool
    #: Unexcused so often in a row that somebody should ask.
    alarm: bool
    #: The person's child had no place beside this session: an absence is proposed as C, never given as U unasked.
    care_missing: bool = False

    def record(self) -> MarkRecord | None:
        """What is stored of this row; None if nothing is recorded."""
        if self.mark is AttendanceMark.NOT_RECORDED:
            return None
        return MarkRecord(self.mark, self.minutes_late, self.reported_at)


@dataclass(frozen=True, slots=True)
class UnbookedPerson:
    """Somebody of the group who is not on the sheet and may come all the same."""

    enrolment_id: EnrolmentId
    given_names: str
    family_name: str
    own_number: str


@dataclass(frozen=True, slots=True)
class AttendanceSheet:
    """The roster of one session with its marks, in the order of the names."""

    session: SessionRow
    rows: tuple[SheetRow, ...]
    unbooked: tuple[UnbookedPerson, ...]


@dataclass(frozen=True, slots=True)
class Ratio:
    """A rate as its two numbers; a denominator of 0 means that there is nothing to say."""

    numerator: int
    denominator: int


@dataclass(frozen=True, slots=True)
class AttendanceFigures:
    """The figures of domain section 4 for one person, or summed over a group."""

    #: Sessions that counted for the person until now, with or without a mark.
    due: int
    recorded: int
    present: int
    excused: int
    unexcused: int
    #: Present of the recorded without the neutral ones.
    rate: Ratio
    #: Present, or reported before the start, of the recorded.
    commitment: Ratio
    weeks_met: Ratio
    #: Present of the k appointments, and how many sessions are still to come; None without a k.
    appointments: Ratio | None
    still_possible: int
    #: "Bitte nachfragen".
    alarm: bool


@dataclass(frozen=True, slots=True)
class PersonFigures:
    """One person's figures in a group's table."""

    enrolment_id: EnrolmentId
    participant_id: ParticipantId
    given_names: str
    family_name: str
    own_number: str
    figures: AttendanceFigures
    #: The latest marks, oldest first, for the row of shapes.
    latest: tuple[AttendanceMark, ...]


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """A group's figures and those of each of its people."""

    group_id: GroupId
    figures: AttendanceFigures
    people: tuple[PersonFigures, ...]


@dataclass(frozen=True, slots=True)
class MissingPerson:
    """Somebody who was absent unexcused so often in a row that somebody should ask."""

    enrolment_id: EnrolmentId
    participant_id: ParticipantId
    given_names: str
    family_name: str
    own_number: str
    group_id: GroupId
    group_name: str
    #: How many in a row, and the day of the latest.
    in_a_row: int
    last_on: date
    last_session_id: CoachingSessionId


@dataclass(frozen=True, slots=True)
class PeriodCount:
    """How often one person was due, present, excused and missing in a span of days."""

    given_names: str
    family_name: str
    own_number: str
    due: int
    present: int
    excused: int
    missing: int


@dataclass(frozen=True, slots=True)
class PeriodList:
    """The attendance of a group in a span of days; `sessions` counts those that took place."""

    group_name: str
    first: date
    last: date
    sessions: int
    people: tuple[PeriodCount, ...]
