"""The children of one day as the door needs them, from the store alone: after a crash it is all there again."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select

from werkakademie.models import (
    Account,
    AccountRole,
    Child,
    ChildcareBooking,
    ChildcareSlot,
    ChildcareVisit,
    CoachingSession,
    Participant,
)
from werkakademie.records.childcare_chart import Excess
from werkakademie.records.childcare_door import (
    DoorChild,
    DoorColleague,
    DoorDay,
    DoorParent,
    DoorVisit,
    KnownChild,
)
from werkakademie.records.children import ChildRow
from werkakademie.records.clock import local_moment, utc_moment
from werkakademie.records.enums import BookingState, Role
from werkakademie.records.ids import AccountId, CareRoomId, ChildId, ParticipantId
from werkakademie.rules.childcare.ages import age_on
from werkakademie.rules.childcare.capacity import Presence
from werkakademie.rules.childcare.chart import day_chart
from werkakademie.rules.childcare.slices import SLICE, Span
from werkakademie.rules.folding import fold
from werkakademie.storage import rosters
from werkakademie.storage.attendance import groups_with_sessions
from werkakademie.storage.childcare import children, settings
from werkakademie.storage.retention import unrestricted
from werkakademie.storage.transaction import Transaction

#: With these somebody is expected with the child; an offer that is open may be taken up at the door.
_EXPECTED = (BookingState.BOOKED, BookingState.OFFERED)


class _Found:
    """One line of the door before its words: a child, its place if it has one, its visit if it came."""

    def __init__(
        self,
        child: Child,
        slot: ChildcareSlot | None,
        booking: ChildcareBooking | None,
        visit: ChildcareVisit | None,
    ) -> None:
        self.child, self.slot, self.booking, self.visit = child, slot, booking, visit

    @property
    def room_id(self) -> CareRoomId | None:
        return self.slot.room_id if self.slot is not None else None

    def span(self, now: datetime) -> Span:
        """The place; without one from the arrival to the departure."""
        if self.booking is not None and self.booking.from_at is not None and self.booking.until_at is not None:
            return Span(self.booking.from_at, self.booking.until_at)
        if self.slot is not None:
            return Span(self.slot.starts_at, self.slot.ends_at)
        assert self.visit is not None
        return Span(self.visit.arrived_at, self.visit.left_at or max(now, self.visit.arrived_at + SLICE))


def door_day(tx: Transaction, day: date) -> DoorDay:
    """Everybody who is expected, there or gone on a day."""
    found = _found(tx, day)
    rows = {row.id: row for row in children.child_rows(tx, [each.child for each in found])}
    notes = {note.child_id: note for note in children.notes_of(tx, list(rows))}
    parents = _parents(tx, {each.child.participant_id for each in found})
    sessions = _sessions(tx, found)
    names = _account_names(tx)
    policy = settings.policy(tx)
    late_after = timedelta(minutes=policy.late_after_minutes)
    lines = [
        _line(each, rows[each.child.id], parents, sessions, names, late_after, tx.now)
        for each in found
        if each.child.participant_id in parents
    ]
    with_notes = tuple(
        line
        if (note := notes.get(line.child_id)) is None
        else _with_note(line, note.needs, note.emergency_note, note.collection_word)
        for line in lines
    )
    heads, carers, excess = _now(tx, day, found)
    return DoorDay(
        day=day,
        children=tuple(sorted(with_notes, key=_order)),
        heads=heads,
        carers=carers,
        excess=excess,
        policy=policy,
        colleagues=colleagues(tx),
        parents=_parents_of_today(tx, day),
    )


def known_children(tx: Transaction, day: date, words: str, limit: int = 8) -> tuple[KnownChild, ...]:
    """Children of the site by the beginning of their name or their parent's, without those of today's list."""
    today = {each.child.id for each in _found(tx, day)}
    wanted = [fold(word) for word in words.split()]
    statement = (
        sa.select(Child, col(Participant.given_names), col(Participant.family_name), col(Participant.own_number))
        .join(Participant, col(Participant.id) == Child.participant_id)
        .where(col(Child.deleted).is_(False), col(Participant.deleted).is_(False), unrestricted())
        .order_by(col(Child.given_name), col(Child.id))
    )
    found = []
    for child, given, family, own_number in tx.rows(statement):
        parts = fold(f"{child.given_name} {given} {family}").split()
        fits = all(any(part.startswith(word) for part in parts) for word in wanted)
        if wanted and fits and child.id not in today:
            name = short_name(given, family) or own_number
            found.append(KnownChild(child.id, child.given_name, name, age_on(child.birth_month, day)))
    return tuple(found[:limit])


def slot_now(tx: Transaction, day: date, child_id: ChildId) -> ChildcareSlot | None:
    """The time with care that runs now or begins next on a day, for a child that nobody expected.

    One at which the child waits for a place, gave one back, or was before, goes before all others.
    """
    meant = sa.exists().where(
        col(ChildcareBooking.slot_id) == ChildcareSlot.id,
        col(ChildcareBooking.child_id) == child_id,
        col(ChildcareBooking.state) != BookingState.FREED,
    )
    statement = (
        select(ChildcareSlot)
        .where(
            col(ChildcareSlot.held_on) == day,
            col(ChildcareSlot.deleted).is_(False),
            col(ChildcareSlot.cancelled_because) == "",
            col(ChildcareSlot.ends_at) > tx.now,
        )
        .order_by(sa.case((meant, 0), else_=1), col(ChildcareSlot.starts_at), col(ChildcareSlot.id))
        .limit(1)
    )
    return tx.scalar(statement)


def presences(tx: Transaction, day: date, room_id: CareRoomId) -> tuple[Presence, ...]:
    """What counts in a room on a day: places that are held, and children who are there or were.

    A child that came while no care was planned counts everywhere: nobody knows where it is.
    """
    rule = settings.rule_of(settings.policy(tx))
    counted = []
    for each in _found(tx, day):
        if each.room_id in (room_id, None):
            span = _counted(each, tx.now)
            counted.append(Presence(span, rule.head(each.child.id, each.child.birth_month, day)))
    return tuple(counted)


def colleagues(tx: Transaction) -> tuple[DoorColleague, ...]:
    """Coaches and leads, by name."""
    statement = (
        sa.select(col(Account.id), col(Account.name))
        .join(AccountRole, col(AccountRole.account_id) == Account.id)
        .where(col(Account.deleted).is_(False), col(AccountRole.role).in_((Role.COACH, Role.LEAD)))
        .distinct()
        .order_by(col(Account.name), col(Account.id))
    )
    return tuple(DoorColleague(AccountId(number), name) for number, name in tx.rows(statement))


def short_name(given: str, family: str) -> str:
    """First name and initial: enough to call somebody at the door."""
    first = given.split(" ")[0] if given else ""
    return f"{first} {family[:1]}." if first and family else first or family


def _found(tx: Transaction, day: date) -> list[_Found]:
    """Expected children with their visits, and visits without a place.

    What began the day before belongs to this day, too, if it lasts over midnight; so does a child of any earlier day
    whose departure nobody recorded.
    """
    midnight = utc_moment(datetime.combine(day, time()))
    over_midnight = sa.and_(col(ChildcareSlot.held_on) < day, col(ChildcareSlot.ends_at) > midnight)
    statement = (
        sa.select(Child, ChildcareSlot, ChildcareBooking)
        .join(ChildcareBooking, col(ChildcareBooking.child_id) == Child.id)
        .join(ChildcareSlot, col(ChildcareSlot.id) == ChildcareBooking.slot_id)
        .where(
            sa.or_(col(ChildcareSlot.held_on) == day, over_midnight),
            col(ChildcareBooking.state).in_(_EXPECTED),
            col(Child.deleted).is_(False),
        )
        .order_by(col(ChildcareSlot.starts_at), col(Child.given_name), col(Child.id))
    )
    booked = [(child, slot, booking) for child, slot, booking in tx.rows(statement)]
    came = (
        sa.select(Child, ChildcareVisit, ChildcareSlot)
        .join(ChildcareVisit, col(ChildcareVisit.child_id) == Child.id)
        .outerjoin(ChildcareSlot, col(ChildcareSlot.id) == ChildcareVisit.slot_id)
        .where(
            sa.or_(
                col(ChildcareVisit.held_on) == day,
                sa.and_(col(ChildcareVisit.held_on) < day, col(ChildcareVisit.left_at).is_(None)),
                over_midnight,
            ),
            col(ChildcareVisit.deleted).is_(False),
        )
        .order_by(col(ChildcareVisit.arrived_at), col(ChildcareVisit.id))
    )
    visits = [(child, visit, slot) for child, visit, slot in tx.rows(came)]
    by_place = {(child.id, slot.id if slot else None): visit for child, visit, slot in visits}
    places: set[tuple[UUID, UUID | None]] = {(child.id, slot.id) for child, slot, _booking in booked}
    lines = [_Found(child, slot, booking, by_place.get((child.id, slot.id))) for child, slot, booking in booked]
    lines += [
        _Found(child, slot, None, visit)
        for child, visit, slot in visits
        if (child.id, slot.id if slot else None) not in places or by_place[child.id, slot.id if slot else None] != visit
    ]
    return lines


def _line(
    found: _Found,
    row: ChildRow,
    parents: Mapping[UUID, tuple[str, str]],
    sessions: Mapping[UUID, CoachingSession],
    names: Mapping[UUID, str],
    late_after: timedelta,
    now: datetime,
) -> DoorChild:
    name, phone = parents[found.child.participant_id]
    session = _session_beside(found.slot, sessions)
    span, visit = found.span(now), found.visit
    ends = session.ends_at if session is not None else span.ends
    late = visit is not None and visit.left_at is None and now >= ends + late_after
    partly = found.slot is not None and found.booking is not None and span != (
        found.slot.starts_at, found.slot.ends_at
    )  # fmt: skip
    return DoorChild(
        child_id=found.child.id,
        participant_id=found.child.participant_id,
        given_name=found.child.given_name,
        parent_name=name,
        band=row.band,
        age=row.age,
        slot_id=found.slot.id if found.slot is not None else None,
        starts_at=local_moment(span.starts),
        ends_at=local_moment(span.ends),
        partly=partly,
        session_room=session.room if session is not None else "",
        has_consent=row.has_consent,
        collectors=row.collectors,
        visit=None if visit is None else _visit(visit, names),
        late=late,
        phone=phone if late else "",
    )


def _session_beside(slot: ChildcareSlot | None, sessions: Mapping[UUID, CoachingSession]) -> CoachingSession | None:
    """Where the parent sits meanwhile; a session that was moved since the child came is not there any more."""
    session = sessions.get(slot.session_id) if slot is not None and slot.session_id is not None else None
    if slot is None or session is None or not slot.starts_at <= session.starts_at < slot.ends_at:
        return None
    return session


def _visit(visit: ChildcareVisit, names: Mapping[UUID, str]) -> DoorVisit:
    return DoorVisit(
        id=visit.id,
        arrived_at=local_moment(visit.arrived_at),
        arrived_with=visit.arrived_with,
        left_at=None if visit.left_at is None else local_moment(visit.left_at),
        left_with=visit.left_with,
        allowed_by=names.get(visit.allowed_by, "") if visit.allowed_by is not None else "",
    )


def _with_note(line: DoorChild, needs: str, emergency_note: str, collection_word: str) -> DoorChild:
    return replace(line, needs=needs, emergency_note=emergency_note, collection_word=collection_word)


def _order(line: DoorChild) -> tuple[datetime, str, str, str]:
    """By time, siblings together."""
    return (line.starts_at, line.parent_name, str(line.participant_id), line.given_name)


def _counted(found: _Found, now: datetime) -> Span:
    """A child is there until its departure is recorded."""
    span = found.span(now)
    if found.visit is None:
        return span
    if found.visit.left_at is not None:
        return Span(found.visit.arrived_at, max(found.visit.left_at, found.visit.arrived_at + SLICE))
    return Span(min(found.visit.arrived_at, span.starts), max(span.ends, now + SLICE))


def _now(tx: Transaction, day: date, found: Sequence[_Found]) -> tuple[int, int, tuple[Excess, ...]]:
    """Children who are there and carers at this moment, and what is over the policy."""
    here = [each for each in found if each.visit is not None and each.visit.left_at is None]
    if tx.today != day:
        return len(here), 0, ()
    rule, supply = settings.rule_of(settings.policy(tx)), settings.supply(tx, day, day)
    moment, carers, excess = Span(tx.now, tx.now + SLICE), 0, []
    for room_id, room in supply.items():
        load = [
            Presence(moment, rule.head(each.child.id, each.child.birth_month, day))
            for each in here
            if each.room_id in (room_id, None)
        ]
        for run in day_chart(room, rule, load, moment)[:1]:
            carers += run.carers
            excess += [one for one in run.excess if load]
    return len(here), carers, tuple(dict.fromkeys(excess))


def _parents(tx: Transaction, ids: Collection[ParticipantId]) -> Mapping[UUID, tuple[str, str]]:
    """Name at the door and phone of the parents; restricted records stand in no list."""
    statement = sa.select(
        col(Participant.id),
        col(Participant.given_names),
        col(Participant.family_name),
        col(Participant.own_number),
        col(Participant.phone),
    ).where(col(Participant.id).in_(ids), unrestricted())
    return {
        number: (short_name(given, family) or own_number, phone)
        for number, given, family, own_number, phone in tx.rows(statement)
    }


def _sessions(tx: Transaction, found: Sequence[_Found]) -> Mapping[UUID, CoachingSession]:
    ids = {each.slot.session_id for each in found if each.slot is not None and each.slot.session_id is not None}
    rows = tx.scalars(select(CoachingSession).where(col(CoachingSession.id).in_(ids)))
    return {row.id: row for row in rows}


def _account_names(tx: Transaction) -> Mapping[UUID, str]:
    rows = tx.rows(sa.select(col(Account.id), col(Account.name)))
    return {number: name for number, name in rows}  # noqa: C416 - rows are no pairs to the type checker


def _parents_of_today(tx: Transaction, day: date) -> tuple[DoorParent, ...]:
    """Who sits in a session today: one of them has brought a child that nobody knows."""
    found: dict[ParticipantId, str] = {}
    for session in rosters.session_rows(tx, groups_with_sessions(tx, day, day), first=day, last=day):
        if not session.cancelled_because:
            for row in rosters.attendance_sheet(tx, session.id).rows:
                found[row.participant_id] = short_name(row.given_names, row.family_name) or row.own_number
    return tuple(DoorParent(number, name) for number, name in sorted(found.items(), key=lambda each: each[1]))
