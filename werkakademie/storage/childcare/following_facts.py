"""What places follow from, read by one plain query per table; ids are the columns' 32 hex digits, moments aware."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from werkakademie.records.clock import local_date
from werkakademie.records.enums import BookingCause, BookingState
from werkakademie.records.ids import EnrolmentId, TimeSlotId
from werkakademie.rules.childcare.slices import Span
from werkakademie.rules.roster import Meeting
from werkakademie.rules.roster import Span as Belonging
from werkakademie.storage.journal.writing import stored_moment

#: Longer than any time before or after a session.
LONGEST_TAIL: Final = timedelta(hours=4)
#: A child that nobody collected yet may have come the evening before.
_LOOKING_BACK: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Care:
    """Care beside a group's sessions; without `given` it is over."""

    group_id: str
    room_id: str
    lead: timedelta
    tail: timedelta
    given: bool
    group_there: bool


@dataclass(frozen=True, slots=True)
class Meets:
    """A session."""

    id: str
    group_id: str
    meeting: Meeting
    span: Span
    deleted: bool


@dataclass(frozen=True, slots=True)
class Slot:
    """A row of childcare_slot."""

    id: str
    room_id: str
    group_id: str | None
    session_id: str | None
    held_on: date
    span: Span
    cancelled_because: str
    deleted: bool


@dataclass(frozen=True, slots=True)
class Booking:
    """A row of childcare_booking."""

    id: str
    slot_id: str
    child_id: str
    enrolment_id: str | None
    state: BookingState
    cause: BookingCause | None
    held: Span | None
    asked_at: datetime
    asked_again_at: datetime | None
    offer_until: datetime | None
    passed_over: str
    over_reason: str
    by_hand: bool


@dataclass(frozen=True, slots=True)
class Place:
    """One enrolment of somebody with children."""

    id: str
    participant_id: str
    group_id: str
    belonging: Belonging
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ChildFacts:
    """A child, also a removed one."""

    id: str
    participant_id: str
    birth_month: date
    consent_on: date | None
    consent_withdrawn_on: date | None
    care_wanted: bool
    created_at: datetime
    #: The parent is there, and neither of them was removed.
    there: bool
    #: The parent's record may only be kept: nothing of it is used or changed.
    restricted: bool

    def may_be_booked(self, day: date) -> bool:
        """Whether the consent holds on that day."""
        given = self.consent_on is not None and self.consent_on <= day
        return self.there and given and (self.consent_withdrawn_on is None or day < self.consent_withdrawn_on)


@dataclass(frozen=True, slots=True)
class Visit:
    """A child that came; without `slot_id` nobody knows to which slot."""

    child_id: str
    slot_id: str | None
    room_id: str | None
    arrived_at: datetime
    left_at: datetime | None


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that is needed to say who has a place."""

    now: datetime
    care: Mapping[str, Care]
    sessions: Mapping[str, Meets]
    slots: Mapping[str, Slot]
    bookings: Mapping[tuple[str, str], Booking]
    #: By group.
    places: Mapping[str, list[Place]]
    children: Mapping[str, ChildFacts]
    visits: tuple[Visit, ...]
    #: By parent.
    children_of: Mapping[str, list[ChildFacts]] = field(default_factory=dict)


def read_facts(driver: Any, now: datetime) -> Facts:
    """The facts of everything that ends in the future. `driver` is the driver's connection, inside a transaction."""
    care = _care(driver)
    sessions = _sessions(driver, care, now)
    slots = _slots(driver, sessions, now)
    bookings = _bookings(driver, slots)
    children = _children(driver)
    of_parent: dict[str, list[ChildFacts]] = defaultdict(list)
    for child in children.values():
        of_parent[child.participant_id].append(child)
    return Facts(
        now=now,
        care=care,
        sessions=sessions,
        slots=slots,
        bookings=bookings,
        places=_places(driver, care),
        children=children,
        visits=_visits(driver, now, slots),
        children_of=of_parent,
    )


def moment(text: str) -> datetime:
    """A moment as the column keeps it."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def _optional_moment(text: str | None) -> datetime | None:
    return None if text is None else moment(text)


def _optional_day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _care(driver: Any) -> Mapping[str, Care]:
    rows = driver.execute(
        "SELECT care.group_id, care.room_id, care.lead_minutes, care.tail_minutes,"
        " NOT (care.deleted OR coached.deleted OR room.deleted), NOT coached.deleted FROM group_childcare AS care"
        " JOIN small_group AS coached ON coached.id = care.group_id JOIN care_room AS room ON room.id = care.room_id"
    ).fetchall()
    return {
        group_id: Care(group_id, room_id, timedelta(minutes=lead), timedelta(minutes=tail), bool(given), bool(there))
        for group_id, room_id, lead, tail, given, there in rows
    }


def _sessions(driver: Any, care: Mapping[str, Care], now: datetime) -> Mapping[str, Meets]:
    """Sessions of groups with care that end in the future, and those whose slot does."""
    rows = driver.execute(
        "SELECT id, group_id, slot_id, enrolment_id, held_on, starts_at, ends_at, cancelled_because, deleted"
        " FROM coaching_session WHERE ends_at > ? AND group_id IN (SELECT group_id FROM group_childcare)"
        " UNION SELECT id, group_id, slot_id, enrolment_id, held_on, starts_at, ends_at, cancelled_because, deleted"
        " FROM coaching_session WHERE id IN (SELECT session_id FROM childcare_slot WHERE ends_at > ?)",
        (stored_moment(now - LONGEST_TAIL), stored_moment(now)),
    ).fetchall()
    found = {}
    for number, group_id, slot_id, enrolment_id, held_on, starts, ends, because, deleted in rows:
        if group_id in care:
            meeting = Meeting(
                held_on=date.fromisoformat(held_on),
                slot_id=TimeSlotId(UUID(slot_id)) if slot_id else None,
                enrolment_id=EnrolmentId(UUID(enrolment_id)) if enrolment_id else None,
                cancelled=bool(because),
            )
            found[number] = Meets(number, group_id, meeting, Span(moment(starts), moment(ends)), bool(deleted))
    return found


def _slots(driver: Any, sessions: Mapping[str, Meets], now: datetime) -> Mapping[str, Slot]:
    """Slots that end in the future, and all of the sessions."""
    columns = "id, room_id, group_id, session_id, held_on, starts_at, ends_at, cancelled_because, deleted"
    rows = driver.execute(f"SELECT {columns} FROM childcare_slot WHERE ends_at > ?", (stored_moment(now),)).fetchall()
    known = {row[0] for row in rows}
    for part in _parts(sessions):
        places = ", ".join("?" * len(part))
        more = driver.execute(f"SELECT {columns} FROM childcare_slot WHERE session_id IN ({places})", part).fetchall()
        rows += [row for row in more if row[0] not in known]
    return {
        number: Slot(
            number,
            room_id,
            group_id,
            session_id,
            date.fromisoformat(held_on),
            Span(moment(starts), moment(ends)),
            because,
            bool(deleted),
        )
        for number, room_id, group_id, session_id, held_on, starts, ends, because, deleted in rows
    }


def _bookings(driver: Any, slots: Collection[str]) -> Mapping[tuple[str, str], Booking]:
    """The bookings of slots by slot and child."""
    found = {}
    for part in _parts(slots):
        rows = driver.execute(
            "SELECT id, slot_id, child_id, enrolment_id, state, cause, from_at, until_at, asked_at, asked_again_at,"
            " offer_until, passed_over, over_reason, by_hand FROM childcare_booking"
            f" WHERE slot_id IN ({', '.join('?' * len(part))})",
            part,
        ).fetchall()
        for row in rows:
            booking = _booking(row)
            found[booking.slot_id, booking.child_id] = booking
    return found


_STATES: Final = {state.value: state for state in BookingState}
_CAUSES: Final = {None: None} | {cause.value: cause for cause in BookingCause}


def _booking(row: Any) -> Booking:
    number, slot_id, child_id, enrolment_id, state, cause, starts, ends, asked, again, offer, passed, over, hand = row
    return Booking(
        id=number,
        slot_id=slot_id,
        child_id=child_id,
        enrolment_id=enrolment_id,
        state=_STATES[state],
        cause=_CAUSES[cause],
        held=None if starts is None else Span(moment(starts), moment(ends)),
        asked_at=moment(asked),
        asked_again_at=_optional_moment(again),
        offer_until=_optional_moment(offer),
        passed_over=passed,
        over_reason=over,
        by_hand=bool(hand),
    )


_ENROLLED: Final = (
    "enrolment JOIN participant ON participant.id = enrolment.participant_id"
    " WHERE enrolment.group_id IN (SELECT group_id FROM group_childcare) AND NOT enrolment.deleted"
    " AND NOT participant.deleted AND enrolment.participant_id IN (SELECT participant_id FROM child)"
)


def _places(driver: Any, care: Mapping[str, Care]) -> Mapping[str, list[Place]]:
    """Enrolments of parents by group."""
    chosen: dict[str, set[TimeSlotId]] = defaultdict(set)
    for enrolment_id, slot_id in driver.execute(
        "SELECT enrolment_id, slot_id FROM slot_choice WHERE NOT deleted"
        f" AND enrolment_id IN (SELECT enrolment.id FROM {_ENROLLED})"
    ).fetchall():
        chosen[enrolment_id].add(TimeSlotId(UUID(slot_id)))
    resting: dict[str, list[tuple[date, date | None]]] = defaultdict(list)
    for enrolment_id, starts, ends in driver.execute(
        "SELECT enrolment_id, starts_on, ends_on FROM suspension WHERE NOT deleted"
        f" AND enrolment_id IN (SELECT enrolment.id FROM {_ENROLLED})"
    ).fetchall():
        resting[enrolment_id].append((date.fromisoformat(starts), _optional_day(ends)))
    found: dict[str, list[Place]] = defaultdict(list)
    for number, participant_id, group_id, allocated, entry, non_entry, exited, created in driver.execute(
        "SELECT enrolment.id, enrolment.participant_id, enrolment.group_id, enrolment.allocated_on, enrolment.entry_on,"
        f" enrolment.non_entry_on, enrolment.exit_on, enrolment.created_at FROM {_ENROLLED} ORDER BY enrolment.id"
    ).fetchall():
        if group_id in care:
            belonging = Belonging(
                enrolment_id=EnrolmentId(UUID(number)),
                starts_on=date.fromisoformat(entry or allocated),
                ends_on=_optional_day(exited or non_entry),
                suspensions=tuple(resting.get(number, ())),
                chosen=frozenset(chosen.get(number, ())),
            )
            found[group_id].append(Place(number, participant_id, group_id, belonging, moment(created)))
    return found


def _children(driver: Any) -> Mapping[str, ChildFacts]:
    rows = driver.execute(
        "SELECT child.id, child.participant_id, child.birth_month, child.consent_on, child.consent_withdrawn_on,"
        " child.care_wanted, child.created_at, NOT (child.deleted OR participant.deleted),"
        " EXISTS (SELECT 1 FROM restriction WHERE restriction.participant_id = child.participant_id"
        " AND NOT restriction.deleted AND restriction.lifted_on IS NULL)"
        " FROM child JOIN participant ON participant.id = child.participant_id ORDER BY child.id"
    ).fetchall()
    return {
        row[0]: ChildFacts(
            id=row[0],
            participant_id=row[1],
            birth_month=date.fromisoformat(row[2]),
            consent_on=_optional_day(row[3]),
            consent_withdrawn_on=_optional_day(row[4]),
            care_wanted=bool(row[5]),
            created_at=moment(row[6]),
            there=bool(row[7]),
            restricted=bool(row[8]),
        )
        for row in rows
    }


def _visits(driver: Any, now: datetime, slots: Collection[str]) -> tuple[Visit, ...]:
    """Visits to the slots, and of everybody who may be there now."""
    columns = (
        "SELECT visit.id, visit.child_id, visit.slot_id, slot.room_id, visit.arrived_at, visit.left_at"
        " FROM childcare_visit AS visit LEFT JOIN childcare_slot AS slot ON slot.id = visit.slot_id"
        " WHERE NOT visit.deleted AND"
    )
    rows = driver.execute(
        f"{columns} visit.held_on >= ? ORDER BY visit.arrived_at, visit.id",
        (local_date(now - _LOOKING_BACK).isoformat(),),
    ).fetchall()
    known = {row[0] for row in rows}
    for part in _parts(slots):
        more = driver.execute(f"{columns} visit.slot_id IN ({', '.join('?' * len(part))})", part).fetchall()
        rows += [row for row in more if row[0] not in known]
    return tuple(
        Visit(child_id, slot_id, room_id, moment(arrived), _optional_moment(left))
        for _number, child_id, slot_id, room_id, arrived, left in rows
    )


def _parts(numbers: Iterable[str]) -> Iterator[list[str]]:
    """The database takes so many values in one statement."""
    listed = list(numbers)
    for start in range(0, len(listed), 500):
        yield listed[start : start + 500]
