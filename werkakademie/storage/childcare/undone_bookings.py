"""What a taken back action means for places: none of a child that came, and none that others hold by now."""

from collections import defaultdict
from uuid import UUID

from sqlmodel import col

from werkakademie.models import (
    ChildcareBooking,
    ChildcareVisit,
)
from werkakademie.records.enums import BookingState
from werkakademie.rules.childcare.slices import Span
from werkakademie.storage.childcare.chosen_bookings import ChosenBooking, fits_now, for_writing
from werkakademie.storage.childcare.room_load import HOLDING
from werkakademie.storage.childcare.waiting_queue import fair_order
from werkakademie.storage.journal.undo_errors import BuiltUponError
from werkakademie.storage.transaction import Transaction


def refuse_of_who_came(tx: Transaction) -> None:
    """Raises BuiltUponError if the running transaction took back a decision about the place of a child that came."""
    found = tx.driver.execute(
        "SELECT 1 FROM journal_entry AS entry LEFT JOIN childcare_booking AS booking ON booking.id = entry.row_id"
        " JOIN childcare_visit AS visit ON NOT visit.deleted"
        " AND visit.slot_id = coalesce(booking.slot_id, json_extract(entry.fields, '$.slot_id[0]'))"
        " AND visit.child_id = coalesce(booking.child_id, json_extract(entry.fields, '$.child_id[0]'))"
        " WHERE entry.seq > (SELECT coalesce(max(last_seq), 0) FROM journal_transaction)"
        " AND entry.table_name = 'childcare_booking' AND (entry.operation = 'D' OR entry.operation = 'U'"
        " AND (json_type(entry.fields, '$.state') IS NOT NULL OR json_type(entry.fields, '$.from_at') IS NOT NULL"
        " OR json_type(entry.fields, '$.until_at') IS NOT NULL)) LIMIT 1"
    ).fetchone()
    if found is not None:
        raise BuiltUponError(ChildcareBooking.__tablename__, ChildcareVisit.__tablename__)


def give_up_what_does_not_fit(tx: Transaction) -> None:
    """Leave to the line what the running transaction took back, where somebody else has the room by now.

    What was booked over the policy comes back with its reason.
    """
    touched = tx.driver.execute(
        "SELECT row_id FROM journal_entry WHERE seq > (SELECT coalesce(max(last_seq), 0) FROM journal_transaction)"
        " AND table_name = 'childcare_booking' AND operation IN ('U', 'I')"
        " AND (json_type(fields, '$.state') IS NOT NULL"
        " OR json_type(fields, '$.from_at') IS NOT NULL OR json_type(fields, '$.until_at') IS NOT NULL)"
    ).fetchall()
    ids = {UUID(row_id) for (row_id,) in touched}
    if not ids:
        return
    tx.session.expire_all()
    back = [
        each
        for each in for_writing(tx, [col(ChildcareBooking.id).in_(ids), col(ChildcareBooking.state).in_(HOLDING)])
        if not each.row.over_reason and not each.came
    ]
    families: dict[tuple[object, ...], list[ChosenBooking]] = defaultdict(list)
    for each in back:
        held = each.row.state, each.row.from_at, each.row.until_at
        families[each.slot.id, each.participant_id, *held].append(each)
    for together in sorted(families.values(), key=lambda rows: fair_order([each.row for each in rows], rows[0].slot)):
        first = together[0].row
        if first.from_at is None or first.until_at is None:
            continue
        if not fits_now(tx, together, Span(first.from_at, first.until_at)):
            for each in together:
                each.row.state, each.row.from_at, each.row.until_at = BookingState.FREED, None, None
                each.row.offer_until = None
            tx.flush()
