"""The facts of one day of childcare, put together with the rules of capacity."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

import sqlalchemy as sa
from sqlmodel import col, select

from werkakademie.models import Child, ChildcareBooking, ChildcareSlot, ChildcareVisit, Participant
from werkakademie.records.childcare import CarerDayRow, CareRoomRow, CarerRow, Clearance
from werkakademie.records.childcare_bookings import BookingRow
from werkakademie.records.childcare_day import (
    AffectedFamily,
    CareDay,
    CarerOnDay,
    CareRoomDay,
    MissingCarersRow,
)
from werkakademie.records.childcare_door import KnownChild
from werkakademie.records.clock import local_moment, utc_moment
from werkakademie.records.enums import BookingState
from werkakademie.records.ids import CareRoomId, ChildcareBookingId, ChildcareSlotId
from werkakademie.rules.childcare.ages import age_on
from werkakademie.rules.childcare.capacity import Policy, Presence, RoomSupply, counted_span
from werkakademie.rules.childcare.chart import day_chart
from werkakademie.rules.childcare.requests import Request
from werkakademie.rules.childcare.shortage import affected, missing_carers
from werkakademie.rules.childcare.slices import Span
from werkakademie.storage.childcare import bookings, room_load, settings
from werkakademie.storage.retention import unrestricted
from werkakademie.storage.transaction import Transaction

_HOLDING = (BookingState.BOOKED, BookingState.OFFERED)
_Key = tuple[ChildcareBookingId, ...]


def care_day(tx: Transaction, day: date) -> CareDay:
    """One day: rooms with their chart, slots, places, carers, and whom a shortage concerns."""
    policy = settings.policy(tx)
    rule, supply = settings.rule_of(policy), settings.supply(tx, day, day)
    rows, load = bookings.bookings_between(tx, day, day), room_load.load(tx, day, day)
    requests = _requests(tx, rows, rule)
    rooms, told = [], []
    for room in settings.rooms(tx):
        held = [presence for _booking, presence in load.get(room.id, ())]
        strangers = [presence for booking, presence in load.get(room.id, ()) if booking is None]
        there = supply.get(room.id, RoomSupply(places=room.places))
        rooms.append(_room_day(room, there, rule, held, day))
        found = affected(there, rule, requests.get(room.id, ()), others=strangers)
        told += [_family(rows, one.key, one.spans, there=one.there) for one in found]
    carers, days = settings.carers(tx), settings.carer_days(tx, first=day, last=day)
    return CareDay(
        day=day,
        rooms=tuple(rooms),
        slots=bookings.slot_rows(tx, day, day),
        bookings=rows,
        carers=tuple(_on_day(carer, days, day) for carer in carers if _concerned(carer, days, day)),
        stand_ins=tuple(carer for carer in carers if _could_come(carer, days, day)),
        affected=tuple(told),
        policy=policy,
    )


def _room_day(room: CareRoomRow, supply: RoomSupply, rule: Policy, load: Sequence[Presence], day: date) -> CareRoomDay:
    missing = tuple(
        MissingCarersRow(local_moment(one.span.starts), local_moment(one.span.ends), one.missing)
        for one in missing_carers(supply, rule, load)
    )
    return CareRoomDay(room, day_chart(supply, rule, load, _shown_span(room, load, day)), missing)


def _shown_span(room: CareRoomRow, load: Iterable[Presence], day: date) -> Span:
    """The room's hours, longer where a child has a place outside of them."""
    opens = utc_moment(datetime.combine(day, room.opens))
    closes = utc_moment(datetime.combine(day, room.closes))
    if closes <= opens:
        closes = utc_moment(datetime.combine(day + timedelta(days=1), room.closes))
    spans = [presence.span for presence in load]
    return Span(
        min([opens, *(span.starts for span in spans)]),
        max([closes, *(span.ends for span in spans)]),
    )


def _requests(tx: Transaction, rows: Sequence[BookingRow], rule: Policy) -> Mapping[CareRoomId, list[Request[_Key]]]:
    """The families who hold a place, by room, as the rules of shortage read them."""
    ids = [row.id for row in rows]
    stored = {row.id: row for row in tx.scalars(select(ChildcareBooking).where(col(ChildcareBooking.id).in_(ids)))}
    wanted = {row.slot_id for row in rows}
    slots = {slot.id: slot for slot in tx.scalars(select(ChildcareSlot).where(col(ChildcareSlot.id).in_(wanted)))}
    visits = {
        (visit.slot_id, visit.child_id): visit
        for visit in tx.scalars(
            select(ChildcareVisit).where(
                col(ChildcareVisit.slot_id).in_(list(slots)), col(ChildcareVisit.deleted).is_(False)
            )
        )
    }
    found: dict[CareRoomId, list[Request[_Key]]] = defaultdict(list)
    holding = [row for row in rows if row.state in _HOLDING]
    for _place, group in groupby(holding, key=lambda row: (row.slot_id, row.participant_id, row.state)):
        family = list(group)
        first, slot = stored[family[0].id], slots[family[0].slot_id]
        held = Span(first.from_at, first.until_at) if first.from_at and first.until_at else None
        spans = [
            span
            for row in family
            if (visit := visits.get((row.slot_id, row.child_id))) is not None
            and (span := counted_span(booked=held, arrived=visit.arrived_at, left=visit.left_at, now=tx.now))
        ]
        found[slot.room_id].append(
            Request(
                key=tuple(row.id for row in family),
                children=tuple(rule.head(row.child_id.hex, row.birth_month, slot.held_on) for row in family),
                wanted=Span(slot.starts_at, slot.ends_at),
                asked_at=max(stored[row.id].asked_at for row in family),
                tie=first.enrolment_id.int if first.enrolment_id is not None else first.id.int,
                state=first.state,
                held=held,
                asked_again_at=first.asked_again_at,
                offer_until=first.offer_until,
                over_reason=first.over_reason,
                present=Span(min(s.starts for s in spans), max(s.ends for s in spans)) if spans else None,
            )
        )
    return found


def _family(rows: Sequence[BookingRow], key: _Key, spans: Sequence[Span], *, there: bool) -> AffectedFamily:
    wanted = set(key)
    return AffectedFamily(
        bookings=tuple(row for row in rows if row.id in wanted),
        spans=tuple((local_moment(span.starts), local_moment(span.ends)) for span in spans),
        there=there,
    )


def _on_day(carer: CarerRow, days: Sequence[CarerDayRow], day: date) -> CarerOnDay:
    shifts = tuple(
        shift
        for shift in carer.shifts
        if shift.weekday == day.weekday()
        and (shift.starts_on is None or shift.starts_on <= day)
        and (shift.ends_on is None or day <= shift.ends_on)
    )
    return CarerOnDay(carer, shifts, tuple(row for row in days if row.carer_id == carer.id))


def _concerned(carer: CarerRow, days: Sequence[CarerDayRow], day: date) -> bool:
    """Whether the day holds anything for a carer."""
    there = _on_day(carer, days, day)
    return carer.works_on(day) and bool(there.shifts or there.days)


def _could_come(carer: CarerRow, days: Sequence[CarerDayRow], day: date) -> bool:
    return carer.works_on(day) and carer.clearance is not Clearance.MISSING and not _concerned(carer, days, day)


def children_to_book(tx: Transaction, slot_id: ChildcareSlotId) -> tuple[KnownChild, ...]:
    """Children with consent who have no place and no wish at a time yet, by name."""
    there = sa.exists().where(
        col(ChildcareBooking.child_id) == Child.id,
        col(ChildcareBooking.slot_id) == slot_id,
        col(ChildcareBooking.state).not_in((BookingState.FREED, BookingState.RELEASED)),
    )
    statement = (
        sa.select(Child, col(Participant.given_names), col(Participant.family_name))
        .join(Participant, col(Participant.id) == Child.participant_id)
        .where(
            col(Child.deleted).is_(False),
            col(Child.consent_on).is_not(None),
            col(Child.consent_withdrawn_on).is_(None),
            col(Participant.deleted).is_(False),
            unrestricted(),
            ~there,
        )
        .order_by(col(Child.given_name), col(Child.id))
    )
    return tuple(
        KnownChild(child.id, child.given_name, f"{given} {family}".strip(), age_on(child.birth_month, tx.today))
        for child, given, family in tx.rows(statement)
    )
