"""Who is expected at a session: computed from enrolments, suspensions and chosen slots, stored nowhere."""

from dataclasses import dataclass
from datetime import date

from werkakademie.records.enums import AttendanceMark
from werkakademie.records.ids import EnrolmentId, TimeSlotId
from werkakademie.rules.attendance import PRESENT


@dataclass(frozen=True, slots=True)
class Span:
    """When one enrolment belongs to its group, and which slots it chose."""

    enrolment_id: EnrolmentId
    #: Entry, or the day of allocation while nobody knows whether the person enters.
    starts_on: date
    #: Exit or the decision not to enter; None while it runs. The last day belongs to it.
    ends_on: date | None
    #: Both days included; an open end is None.
    suspensions: tuple[tuple[date, date | None], ...] = ()
    #: Empty: all slots of the group are meant.
    chosen: frozenset[TimeSlotId] = frozenset()


@dataclass(frozen=True, slots=True)
class Meeting:
    """What the roster needs of a session."""

    held_on: date
    #: None for a session that was added by hand: it is meant for everybody.
    slot_id: TimeSlotId | None = None
    #: The only person meant.
    enrolment_id: EnrolmentId | None = None
    cancelled: bool = False


def belongs(span: Span, day: date) -> bool:
    """Inside [start, end] and outside suspensions: before entry and after exit nobody is absent."""
    if day < span.starts_on or (span.ends_on is not None and day > span.ends_on):
        return False
    return not any(start <= day and (end is None or day <= end) for start, end in span.suspensions)


def is_booked(span: Span, meeting: Meeting) -> bool:
    """Whether the person is expected at this meeting, were it not cancelled."""
    if not belongs(span, meeting.held_on):
        return False
    if meeting.enrolment_id is not None:
        return meeting.enrolment_id == span.enrolment_id
    return meeting.slot_id is None or not span.chosen or meeting.slot_id in span.chosen


def shown_mark(span: Span, meeting: Meeting, stored: AttendanceMark | None) -> AttendanceMark:
    """The key in the sheet: X when cancelled, the stored mark, „?“ when booked, „–“ otherwise.

    A stored mark without a booking means that the person came unbooked, or had chosen the slot then: it books the
    meeting. An absence outside the enrolment, left over from other days, is none.
    """
    if meeting.cancelled:
        return AttendanceMark.CANCELLED
    if stored is not None and (stored in PRESENT or belongs(span, meeting.held_on)):
        return stored
    return AttendanceMark.NOT_RECORDED if is_booked(span, meeting) else AttendanceMark.NOT_BOOKED
