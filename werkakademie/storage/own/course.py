"""How far a person has come with the short course."""

from collections.abc import Mapping
from datetime import date

from sqlmodel import col, select

from werkakademie.models import CourseProgress
from werkakademie.records.clock import local_moment
from werkakademie.records.enums import CourseCard
from werkakademie.records.ids import ParticipantId
from werkakademie.storage.transaction import Transaction


def cards_done(tx: Transaction, participant_id: ParticipantId) -> Mapping[CourseCard, date]:
    """The cards that were worked through, each with the day of the first time."""
    rows = tx.scalars(select(CourseProgress).where(col(CourseProgress.participant_id) == participant_id))
    return {row.card: local_moment(row.done_at).date() for row in rows}
