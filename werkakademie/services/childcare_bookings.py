"""Decide about places beside the sessions: offers, parts of the time, exceptions, places asked for by hand.

What follows from it for others stands in storage/childcare/following.py; nobody decides that here.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from itertools import groupby

from werkakademie.errors import FieldProblem
from werkakademie.i18n import _
from werkakademie.models import Child, ChildcareBooking, ChildcareSlot
from werkakademie.records.changes import ChangeSet, Done
from werkakademie.records.enums import BookingCause, BookingState, OverCapacity
from werkakademie.records.ids import (
    ChildcareBookingId,
    ChildcareSlotId,
    ChildId,
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
    SlotOverError,
)
from werkakademie.services.validation import reason_problems, refuse
from werkakademie.services.workplace import Workplace
from werkakademie.storage.childcare import bookings, chosen_bookings, following, settings
from werkakademie.storage.childcare.chosen_bookings import ChosenBooking
from werkakademie.storage.transaction import Transaction

State = BookingState
Ids = Sequence[ChildcareBookingId]

_OPEN = (State.BOOKED, State.OFFERED, State.WAITING)


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
    refuse(reason_problems(reason))
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
        refuse(reason_problems(over_reason))
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
            for together in _families(chosen_bookings.chosen(tx, ids)):
                _book_over(tx, together, over_reason.strip())
    return Done(tuple(ids), tx.changes)


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
        found = chosen_bookings.with_siblings(tx, booking_ids) if siblings else chosen_bookings.chosen(tx, booking_ids)
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
    if settings.policy(tx).over_capacity is OverCapacity.STOP and not chosen_bookings.fits_now(tx, together):
        raise PolicyStopsError
    for each in together:
        _hold(each.row, slot.starts_at, slot.ends_at)
        each.row.over_reason = reason


def _take_part(tx: Transaction, together: Sequence[ChosenBooking]) -> None:
    _require_going_on(tx, together[0].slot)
    part = chosen_bookings.longest_part(tx, together)
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
        refuse([FieldProblem("starts", message)])
    inside = all(
        each.row.state is State.BOOKED
        and each.row.from_at is not None
        and each.row.until_at is not None
        and each.row.from_at <= wanted[0]
        and wanted[1] <= each.row.until_at
        for each in together
    )
    if not inside and not chosen_bookings.fits_now(tx, together, Span(*wanted)):
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
