"""Coaching sessions: lists with how much of their attendance is recorded, and what planning needs to know."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import col

from werkakademie.models import Attendance, CoachingSession
from werkakademie.records.ids import CoachingSessionId, GroupId, TimeSlotId
from werkakademie.storage.exits import PRESENT_MARKS
from werkakademie.storage.transaction import Transaction


def proposed_keys(tx: Transaction, group_id: GroupId) -> frozenset[tuple[TimeSlotId, date]]:
    """The slots' days of a group that have become sessions, wherever these were moved and if they were cancelled."""
    statement = sa.select(col(CoachingSession.slot_id), col(CoachingSession.proposed_for)).where(
        col(CoachingSession.group_id) == group_id,
        col(CoachingSession.deleted).is_(False),
        col(CoachingSession.slot_id).is_not(None),
        col(CoachingSession.proposed_for).is_not(None),
    )
    return frozenset((slot_id, day) for slot_id, day in tx.rows(statement) if slot_id is not None and day is not None)


def has_presence(tx: Transaction, session_id: CoachingSessionId) -> bool:
    """Whether anybody is marked as present at a session."""
    statement = sa.select(sa.literal(1)).where(
        col(Attendance.session_id) == session_id, col(Attendance.mark).in_(PRESENT_MARKS)
    )
    return tx.scalar(statement.limit(1)) is not None
