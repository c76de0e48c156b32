"""Decide about places beside the sessions: offers, the waiting list, exceptions, times placed by hand, cancelled care.

What follows from it for others stands in storage/childcare/following.py; nobody decides that here.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby

from werkakademie.errors import FieldProblem, InvalidFieldsError, MissingRecordError
from werkakademie.i18n import _
from werkakademie.models import CareRoom, Child, ChildcareBooking, ChildcareSlot
from werkakademie.records.changes import ChangeSet, Done
from werkakademie.records.childcare_bookings import (
    BookingNews,
    BookingRow,
    BookingSummary,
    SlotRow,
    WaitingFamily,
)
from werkakademie.records.clock import local_moment, utc_moment
from werkakademie.records.enums import BookingCause, BookingState, OverCapacity
from werkakademie.records.ids import (
    CareRoomId,
    ChildcareBookingId,
    ChildcareSlotId,
    ChildId,
    EnrolmentId,
)
from werkakademie.records.permissions import Permission
from werkakademie.rules.childcare.slices import Span
from werkakademie.services import reach
from werkakademie.services.childcare_booking_errors import (
    CareCancelledError,
    ChildThereError,
    NoConsentError,
    OfferOverError,
    PlaceGoneError,
    PolicyStopsError,
    SessionSlotError,
    SlotOverError,
)
from werkakademie.services.workplace import Workplace
from werkakademie.storage.childcare import bookings, following, settings
from werkakademie.storage.childcare.bookings import ChosenBooking
from werkakademie.storage.childcare.following_slots import SlotPlace
from werkakademie.storage.retention import restricted_people
from werkakademie.storage.transaction import Transaction

State = BookingState
Ids = Sequence[ChildcareBookingId]

LONGEST_REASON = 200
LONGEST_TITLE = 120
#: How far ahead coaches are told of what happens to places.
NEWS_AHEAD = timedelta(days=14)
_OPEN = (State.BOOKED, State.OFFERED, State.WAITING)


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
        rooms = bookings.RoomLoad(tx, min(row.held_on for row in rows), max(row.held_on for row in rows))
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


def settle(workplace: Workplace) -> Done[bool]:
    """Let offers lapse whose deadline is over, and offer their places on; writes only when there are any.

    Nobody did that, so nobody's Ctrl+Z takes it back.
    """
    workplace.require(Permission.CARE_PLAN)
    with workplace.store.read() as tx:
        lapsed = bookings.has_lapsed_offers(tx)
    if not lapsed:
        return Done(False, ChangeSet())
    with workplace.store.write(None) as tx:
        following.follow(tx)
    return Done(True, tx.changes)


def confirm_offer(workplace: Workplace, booking_ids: Ids) -> Done[Ids]:
    """The parent takes the place that is held; for brothers and sisters too. Raises OfferOverError."""
    return _decide(workplace, booking_ids, _confirm)


def decline_offer(workplace: Workplace, booking_ids: Ids) -> Done[Ids]:
    """The parent does not need the place that is held: it goes to the next family. Raises OfferOverError."""
    return _decide(workplace, booking_ids, _decline)


def release(workplace: Workplace, booking_ids: Ids) -> Done[Ids]:
    """The parent does not need these places this time; exactly these, for one child may be ill."""
    return _decide(workplace, booking_ids, _release, siblings=False)


def ask_again(workplace: Workplace, booking_ids: Ids) -> Done[Ids]:
    """A released place is needed after all: booked if it is free, otherwise the family waits at the end."""
    return _decide(workplace, booking_ids, _ask_again)


def book_over(workplace: Workplace, booking_ids: Ids, *, reason: str) -> Done[Ids]:
    """Book the whole time by hand for a stated reason, also over the policy where the site allows exceptions.

    Raises PolicyStopsError, InvalidFieldsError.
    """
    workplace.require(Permission.CARE_PLAN)
    _refuse(_reason_problems(reason))
    return _decide(workplace, booking_ids, lambda tx, together: _book_over(tx, together, reason.strip()))


def take_part(workplace: Workplace, booking_ids: Ids) -> Done[Ids]:
    """Book the longest part of the time that fits now. Raises PlaceGoneError when nothing does."""
    return _decide(workplace, booking_ids, _take_part)


def adjust(workplace: Workplace, booking_ids: Ids, *, starts: datetime, ends: datetime) -> Done[Ids]:
    """Let places begin later or end earlier than the slot, by local moments.

    Raises InvalidFieldsError, PlaceGoneError.
    """
    return _decide(workplace, booking_ids, lambda tx, together: _adjust(tx, together, starts, ends))


def mark_fallen_through(workplace: Workplace, booking_ids: Ids) -> Done[Ids]:
    """Care can't be given to these children, and the parents know; exactly these. Raises ChildThereError."""
    return _decide(workplace, booking_ids, _fall_through, siblings=False)


def book_by_hand(
    workplace: Workplace, slot_id: ChildcareSlotId, *, child_ids: Sequence[ChildId], over_reason: str = ""
) -> Done[Ids]:
    """Ask for places that no session asks for; booked if they fit, or with a reason over the policy, else waiting.

    Raises NoConsentError, PolicyStopsError, CareCancelledError, SlotOverError.
    """
    workplace.require(Permission.CARE_PLAN)
    if over_reason:
        _refuse(_reason_problems(over_reason))
    with workplace.store.write(workplace.account_id) as tx:
        slot = tx.get(ChildcareSlot, slot_id)
        _require_going_on(tx, slot)
        children = [tx.get(Child, child_id) for child_id in dict.fromkeys(child_ids)]
        reach.require_participants(workplace, tx, {child.participant_id for child in children})
        missing = tuple(child.given_name for child in children if not _consents(child, slot.held_on))
        if missing:
            raise NoConsentError(missing)
        ids = [_ask_by_hand(tx, slot, child) for child in children]
        tx.flush()
        if over_reason:
            for together in _families(bookings.chosen(tx, ids)):
                _book_over(tx, together, over_reason.strip())
    return Done(tuple(ids), tx.changes)


def add_slot(
    workplace: Workplace, *, room_id: CareRoomId, held_on: date, starts: time, ends: time, title: str = ""
) -> Done[ChildcareSlotId]:
    """Place a time with care by hand; an end that isn't later lies on the next day. Raises InvalidFieldsError."""
    workplace.require(Permission.CARE_PLAN)
    with workplace.store.write(workplace.account_id) as tx:
        place = _place(tx, room_id, held_on, starts, ends, title)
        slot_id = ChildcareSlotId(tx.new_id())
        slot = ChildcareSlot(
            id=slot_id,
            room_id=room_id,
            held_on=held_on,
            starts_at=place.starts_at,
            ends_at=place.ends_at,
            title=title.strip(),
            created_at=tx.now,
            created_by=tx.actor,
        )
        tx.add(slot)
    return Done(slot_id, tx.changes)


def move_slot(
    workplace: Workplace,
    slot_id: ChildcareSlotId,
    *,
    room_id: CareRoomId,
    held_on: date,
    starts: time,
    ends: time,
    title: str = "",
) -> Done[ChildcareSlotId]:
    """Give a time that was placed by hand another room, day or hours; its places move with it where they fit.

    Raises InvalidFieldsError, SessionSlotError, ChildThereError, SlotOverError.
    """
    workplace.require(Permission.CARE_PLAN)
    with workplace.store.write(workplace.account_id) as tx:
        slot = _slot_by_hand(tx, slot_id)
        if slot.deleted or slot.ends_at <= tx.now:
            raise SlotOverError
        place = _place(tx, room_id, held_on, starts, ends, title)
        slot.title = title.strip()
        following.follow(tx, moving={slot_id: place})
    return Done(slot_id, tx.changes)


def remove_slot(workplace: Workplace, slot_id: ChildcareSlotId, *, removed: bool = True) -> Done[ChildcareSlotId]:
    """Take back a time that was placed by hand, or bring it back (`removed=False`).

    Raises SessionSlotError, ChildThereError; InvalidFieldsError if its room is gone by now.
    """
    workplace.require(Permission.CARE_PLAN)
    with workplace.store.write(workplace.account_id) as tx:
        slot = _slot_by_hand(tx, slot_id)
        if not removed:
            _refuse(_room_problems(tx.get(CareRoom, slot.room_id)))
        slot.deleted = removed
    return Done(slot_id, tx.changes)


def cancel_slot(workplace: Workplace, slot_id: ChildcareSlotId, *, reason: str) -> Done[ChildcareSlotId]:
    """Care can't be given at this time although the session takes place: all who have not come fall through."""
    workplace.require(Permission.CARE_PLAN)
    _refuse(_reason_problems(reason))
    with workplace.store.write(workplace.account_id) as tx:
        slot = _reached_slot(workplace, tx, slot_id)
        slot.cancelled_because = reason.strip()
    return Done(slot_id, tx.changes)


def revive_slot(workplace: Workplace, slot_id: ChildcareSlotId) -> Done[ChildcareSlotId]:
    """Care is given after all: whoever fell through gets the place back where it is free.

    A record that may only be kept stays as it is.
    """
    workplace.require(Permission.CARE_PLAN)
    with workplace.store.write(workplace.account_id) as tx:
        slot = _reached_slot(workplace, tx, slot_id)
        slot.cancelled_because = ""
        kept = set(restricted_people(tx))
        for each in bookings.of_slot(tx, slot_id):
            if each.participant_id in kept:
                continue
            if each.row.state is State.FALLEN_THROUGH and each.row.cause is BookingCause.CARE_CANCELLED:
                each.row.state = State.FREED
    return Done(slot_id, tx.changes)


def _waits(row: BookingRow, now: datetime) -> bool:
    return row.state is State.WAITING and row.ends_at > now and row.arrived_at is None


def _decide(
    workplace: Workplace,
    booking_ids: Ids,
    decide: Callable[[Transaction, Sequence[ChosenBooking]], None],
    *,
    siblings: bool = True,
) -> Done[Ids]:
    """Carry out a decision family by family, all or none."""
    workplace.require(Permission.CARE_PLAN)
    with workplace.store.write(workplace.account_id) as tx:
        found = bookings.with_siblings(tx, booking_ids) if siblings else bookings.chosen(tx, booking_ids)
        reach.require_participants(workplace, tx, {each.participant_id for each in found})
        _require_undecided(tx, found)
        for together in _families(found):
            decide(tx, together)
            tx.flush()
        ids = tuple(each.row.id for each in found)
    return Done(ids, tx.changes)


def _families(found: Sequence[ChosenBooking]) -> list[list[ChosenBooking]]:
    """By slot and parent."""

    def key(each: ChosenBooking) -> tuple[str, str]:
        return each.slot.id.hex, each.participant_id.hex

    return [list(together) for _key, together in groupby(sorted(found, key=key), key=key)]


def _require_undecided(tx: Transaction, found: Sequence[ChosenBooking]) -> None:
    came = tuple(each.child.given_name for each in found if each.came)
    if came:
        raise ChildThereError(came)
    for each in found:
        if each.slot.deleted or each.slot.ends_at <= tx.now:
            raise SlotOverError


def _require_going_on(tx: Transaction, slot: ChildcareSlot) -> None:
    if slot.deleted or slot.ends_at <= tx.now:
        raise SlotOverError
    if slot.cancelled_because:
        raise CareCancelledError(slot.cancelled_because)


def _confirm(tx: Transaction, together: Sequence[ChosenBooking]) -> None:
    _require_open_offer(tx, together)
    for each in together:
        each.row.state, each.row.cause, each.row.offer_until, each.row.passed_over = State.BOOKED, None, None, ""


def _decline(tx: Transaction, together: Sequence[ChosenBooking]) -> None:
    _require_open_offer(tx, together)
    _release(tx, together)


def _require_open_offer(tx: Transaction, together: Sequence[ChosenBooking]) -> None:
    for each in together:
        until = each.row.offer_until
        if each.row.state is not State.OFFERED or until is None or until <= tx.now:
            raise OfferOverError


def _release(_tx: Transaction, together: Sequence[ChosenBooking]) -> None:
    for each in together:
        if each.row.state in _OPEN:
            _let_go(each.row, State.RELEASED, BookingCause.BY_PARENT)


def _fall_through(_tx: Transaction, together: Sequence[ChosenBooking]) -> None:
    for each in together:
        if each.row.state in _OPEN:
            _let_go(each.row, State.FALLEN_THROUGH, BookingCause.CARE_CANCELLED)


def _ask_again(tx: Transaction, together: Sequence[ChosenBooking]) -> None:
    """Who is wanted again was freed before; the line decides at the end of the action."""
    for each in together:
        _require_going_on(tx, each.slot)
        if each.row.state not in _OPEN:
            each.row.state, each.row.asked_again_at = State.FREED, tx.now


def _book_over(tx: Transaction, together: Sequence[ChosenBooking], reason: str) -> None:
    slot = together[0].slot
    _require_going_on(tx, slot)
    if settings.policy(tx).over_capacity is OverCapacity.STOP and not bookings.fits_now(tx, together):
        raise PolicyStopsError
    for each in together:
        _hold(each.row, slot.starts_at, slot.ends_at)
        each.row.over_reason = reason


def _take_part(tx: Transaction, together: Sequence[ChosenBooking]) -> None:
    _require_going_on(tx, together[0].slot)
    part = bookings.longest_part(tx, together)
    if part is None:
        raise PlaceGoneError
    for each in together:
        _hold(each.row, part.starts, part.ends)


def _adjust(tx: Transaction, together: Sequence[ChosenBooking], starts: datetime, ends: datetime) -> None:
    slot = together[0].slot
    _require_going_on(tx, slot)
    wanted = starts.astimezone(UTC), ends.astimezone(UTC)
    if not (slot.starts_at <= wanted[0] < wanted[1] <= slot.ends_at):
        message = _("Diese Zeit liegt nicht innerhalb der Betreuungszeit. Bitte prüfen Sie Beginn und Ende.")
        _refuse([FieldProblem("starts", message)])
    inside = all(
        each.row.state is State.BOOKED
        and each.row.from_at is not None
        and each.row.until_at is not None
        and each.row.from_at <= wanted[0]
        and wanted[1] <= each.row.until_at
        for each in together
    )
    if not inside and not bookings.fits_now(tx, together, Span(*wanted)):
        raise PlaceGoneError
    for each in together:
        reason = each.row.over_reason if inside else ""
        _hold(each.row, *wanted)
        each.row.over_reason = reason


def _let_go(row: ChildcareBooking, state: BookingState, cause: BookingCause) -> None:
    row.state, row.cause = state, cause
    row.from_at = row.until_at = row.offer_until = None
    row.passed_over = row.over_reason = ""


def _hold(row: ChildcareBooking, starts: datetime, ends: datetime) -> None:
    row.state, row.cause = State.BOOKED, None
    row.from_at, row.until_at, row.offer_until = starts, ends, None
    row.passed_over = row.over_reason = ""


def _ask_by_hand(tx: Transaction, slot: ChildcareSlot, child: Child) -> ChildcareBookingId:
    """A row that the line decides about at the end of the action; one that is there stays as it is."""
    booking_id = following.booking_of(child.id, slot.id)
    row = tx.find(ChildcareBooking, booking_id)
    if row is None:
        row = ChildcareBooking(
            id=booking_id,
            slot_id=slot.id,
            child_id=child.id,
            state=State.FREED,
            asked_at=tx.now,
            created_at=tx.now,
            created_by=tx.actor,
        )
    elif row.state not in _OPEN:
        row.state, row.asked_again_at = State.FREED, tx.now
    row.by_hand = True
    tx.add(row)
    return booking_id


def _consents(child: Child, day: date) -> bool:
    given = child.consent_on is not None and child.consent_on <= day
    return given and not child.deleted and (child.consent_withdrawn_on is None or day < child.consent_withdrawn_on)


def _slot_by_hand(tx: Transaction, slot_id: ChildcareSlotId) -> ChildcareSlot:
    slot = tx.get(ChildcareSlot, slot_id)
    if slot.session_id is not None:
        raise SessionSlotError
    if bookings.came_to(tx, slot_id):
        raise ChildThereError
    return slot


def _reached_slot(workplace: Workplace, tx: Transaction, slot_id: ChildcareSlotId) -> ChildcareSlot:
    slot = tx.get(ChildcareSlot, slot_id)
    if slot.deleted:
        raise MissingRecordError("childcare_slot")
    if slot.ends_at <= tx.now:
        raise SlotOverError
    if slot.group_id is not None:
        reach.require_group(workplace, tx, slot.group_id)
    return slot


def _place(tx: Transaction, room_id: CareRoomId, held_on: date, starts: time, ends: time, title: str) -> SlotPlace:
    room = tx.get(CareRoom, room_id)
    starts_at, ends_at = _moments(held_on, starts, ends)
    problems = _room_problems(room)
    if starts == ends:
        problems.append(FieldProblem("ends", _("Beginn und Ende sind gleich. Bitte prüfen Sie beide Zeiten.")))
    elif ends_at <= tx.now:
        problems.append(FieldProblem("held_on", _("Diese Zeit ist vorbei. Bitte prüfen Sie den Tag.")))
    if len(title.strip()) > LONGEST_TITLE:
        message = _("Bitte kürzen Sie den Text auf höchstens {most} Zeichen.").format(most=LONGEST_TITLE)
        problems.append(FieldProblem("title", message))
    _refuse(problems)
    return SlotPlace(room_id, held_on, starts_at, ends_at)


def _room_problems(room: CareRoom) -> list[FieldProblem]:
    if room.deleted:
        return [FieldProblem("room_id", _("Diesen Raum gibt es nicht mehr. Bitte wählen Sie einen anderen."))]
    return []


def _moments(held_on: date, starts: time, ends: time) -> tuple[datetime, datetime]:
    """In UTC; an end that isn't later lies on the next day."""
    last_day = held_on if ends > starts else held_on + timedelta(days=1)
    return utc_moment(datetime.combine(held_on, starts)), utc_moment(datetime.combine(last_day, ends))


def _reason_problems(reason: str) -> list[FieldProblem]:
    if not reason.strip():
        return [FieldProblem("reason", _("Bitte geben Sie einen Grund an."))]
    if len(reason.strip()) > LONGEST_REASON:
        message = _("Bitte kürzen Sie den Text auf höchstens {most} Zeichen.")
        return [FieldProblem("reason", message.format(most=LONGEST_REASON))]
    return []


def _refuse(problems: Sequence[FieldProblem]) -> None:
    if problems:
        raise InvalidFieldsError(tuple(problems))
