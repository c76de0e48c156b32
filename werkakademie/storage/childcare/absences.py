"""Parents whose child had no place at a session: their absence has a cause that is not theirs."""

import sqlalchemy as sa
from sqlmodel import col

from werkakademie.models import Child, ChildcareBooking, ChildcareSlot, ChildcareVisit, Enrolment
from werkakademie.records.enums import BookingState
from werkakademie.records.ids import CoachingSessionId, EnrolmentId
from werkakademie.storage.transaction import Transaction

#: The parent was expected, and the child could not be looked after: an offer that nobody took up is no place yet.
_WITHOUT_PLACE = (BookingState.FALLEN_THROUGH, BookingState.WAITING, BookingState.OFFERED)


def enrolments_without_care(tx: Transaction, session_id: CoachingSessionId) -> frozenset[EnrolmentId]:
    """The enrolments of parents of whom a child had no place beside this session and did not come all the same."""
    came = sa.exists().where(
        col(ChildcareVisit.child_id) == ChildcareBooking.child_id,
        col(ChildcareVisit.slot_id) == ChildcareBooking.slot_id,
        col(ChildcareVisit.deleted).is_(False),
    )
    statement = (
        sa.select(col(Enrolment.id))
        .join(Child, col(Child.participant_id) == Enrolment.participant_id)
        .join(ChildcareBooking, col(ChildcareBooking.child_id) == Child.id)
        .join(ChildcareSlot, col(ChildcareSlot.id) == ChildcareBooking.slot_id)
        .where(
            col(ChildcareSlot.session_id) == session_id,
            col(ChildcareSlot.deleted).is_(False),
            col(ChildcareBooking.state).in_(_WITHOUT_PLACE),
            col(ChildcareBooking.enrolment_id) == Enrolment.id,
            col(Child.deleted).is_(False),
            ~came,
        )
    )
    return frozenset(EnrolmentId(found) for found in tx.scalars(statement))
