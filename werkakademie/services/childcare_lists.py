"""What there is of places beside the sessions: times with care, bookings, the waiting list, what coaches are told."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from itertools import groupby

from werkakademie.models import ChildcareSlot
from werkakademie.records.childcare_bookings import (
    BookingNews,
    BookingRow,
    BookingSummary,
    SlotRow,
    WaitingFamily,
)
from werkakademie.records.clock import local_moment
from werkakademie.records.enums import BookingCause, BookingState
from werkakademie.records.ids import (
    ChildId,
    EnrolmentId,
)
from werkakademie.records.permissions import Permission
from werkakademie.services.workplace import Workplace
from werkakademie.storage.childcare import bookings
from werkakademie.storage.childcare.room_load import RoomLoad
from werkakademie.storage.transaction import Transaction

State = BookingState

#: How far ahead coaches are told of what happens to places.
NEWS_AHEAD = timedelta(days=14)


def slot_rows(workplace: Workplace, first: date, last: date) -> tuple[SlotRow, ...]:
    """The times with care that begin on these days."""
    workplace.require(Permission.CARE_PLAN)
    with workplace.store.read() as tx:
        return bookings.slot_rows(tx, first, last)


def booking_rows(workplace: Workplace, first: date, last: date) -> tuple[BookingRow, ...]:
    """The places and wishes of times with care that begin on these days."""
    workplace.require(Permission.CARE_PLAN)
    with workplace.store.read() as tx:
        return bookings.bookings_between(tx, first, last)


def child_bookings(workplace: Workplace, child_id: ChildId) -> tuple[BookingRow, ...]:
    """A child's places from today on."""
    workplace.require(Permission.CARE_PLAN)
    with workplace.store.read() as tx:
        return bookings.bookings_of_child(tx, child_id, first=tx.today)


def waiting_list(workplace: Workplace, first: date, last: date) -> tuple[WaitingFamily, ...]:
    """The families who wait, by day and by their place in the queue, each with the part that would fit now."""
    workplace.require(Permission.CARE_PLAN)
    with workplace.store.read() as tx:
        rows = [row for row in bookings.bookings_between(tx, first, last) if _waits(row, tx.now)]
        if not rows:
            return ()
        rooms = RoomLoad(tx, min(row.held_on for row in rows), max(row.held_on for row in rows))
        found = []
        for _key, group in groupby(rows, key=lambda row: (row.slot_id, row.participant_id)):
            family = tuple(group)
            slot = tx.get(ChildcareSlot, family[0].slot_id)
            part = rooms.longest_part([(row.id, row.child_id, row.birth_month) for row in family], slot)
            times = (local_moment(part.starts), local_moment(part.ends)) if part else (None, None)
            found.append(WaitingFamily(family, *times))
    return tuple(sorted(found, key=lambda family: (family.first.held_on, family.first.place or 0)))


def news(workplace: Workplace) -> BookingNews:
    """What a coach is told of the next two weeks: open offers, places that were lost, families who wait."""
    workplace.require(Permission.CARE_PLAN)
    with workplace.store.read() as tx:
        return news_within(tx)


def news_within(tx: Transaction) -> BookingNews:
    """The same as part of a larger look at the store, which asked who may."""
    rows = [
        row
        for row in bookings.bookings_between(tx, tx.today, tx.today + NEWS_AHEAD)
        if row.ends_at > tx.now and row.arrived_at is None
    ]
    lost = [
        row
        for row in rows
        if row.state is State.FALLEN_THROUGH or (row.state is State.WAITING and row.cause is BookingCause.MOVED)
    ]
    return BookingNews(
        offers=tuple(row for row in rows if row.state is State.OFFERED),
        lost=tuple(lost),
        waiting=tuple(row for row in rows if row.state is State.WAITING and row not in lost),
    )


def booking_summary(workplace: Workplace, enrolment_ids: Collection[EnrolmentId]) -> BookingSummary:
    """How far the coming sessions of these enrolments have places for the children."""
    workplace.require(Permission.CARE_PLAN)
    with workplace.store.read() as tx:
        return bookings.booking_summary(tx, enrolment_ids)


def _waits(row: BookingRow, now: datetime) -> bool:
    return row.state is State.WAITING and row.ends_at > now and row.arrived_at is None
