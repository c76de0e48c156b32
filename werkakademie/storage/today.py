"""What the first page needs beside the sessions and the follow-ups: unclear entries, and whether anything is there."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import col

from werkakademie.models import CoachingSession, Enrolment, Group, Participant
from werkakademie.records.ids import EnrolmentId, GroupId, ParticipantId
from werkakademie.records.today import UnclearEntry
from werkakademie.storage.search import FOLDED
from werkakademie.storage.transaction import Transaction


def unclear_entries(tx: Transaction, today: date) -> tuple[UnclearEntry, ...]:
    """People who were allocated before their group met, did not enter, and of whom nothing is decided."""
    met = sa.exists().where(
        col(CoachingSession.group_id) == Enrolment.group_id,
        col(CoachingSession.deleted).is_(False),
        col(CoachingSession.cancelled_because) == "",
        col(CoachingSession.held_on) >= col(Enrolment.allocated_on),
        col(CoachingSession.held_on) < today,
        sa.or_(col(CoachingSession.enrolment_id).is_(None), col(CoachingSession.enrolment_id) == Enrolment.id),
    )
    statement = (
        sa.select(
            col(Enrolment.id),
            col(Participant.id),
            col(Participant.given_names),
            col(Participant.family_name),
            col(Participant.own_number),
            col(Group.id),
            col(Group.name),
            col(Enrolment.allocated_on),
        )
        .join(Participant, col(Participant.id) == Enrolment.participant_id)
        .join(Group, col(Group.id) == Enrolment.group_id)
        .where(
            col(Enrolment.deleted).is_(False),
            col(Participant.deleted).is_(False),
            col(Group.deleted).is_(False),
            col(Enrolment.entry_on).is_(None),
            col(Enrolment.non_entry_on).is_(None),
            col(Enrolment.exit_on).is_(None),
            met.correlate(Enrolment),
        )
        .order_by(col(Enrolment.allocated_on), FOLDED, col(Enrolment.id))
    )
    return tuple(
        UnclearEntry(EnrolmentId(number), ParticipantId(person), given, family, own, GroupId(group_id), name, allocated)
        for number, person, given, family, own, group_id, name, allocated in tx.rows(statement)
    )


def count_people(tx: Transaction) -> int:
    """How many people the site knows."""
    statement = sa.select(sa.func.count()).select_from(Participant).where(col(Participant.deleted).is_(False))
    return tx.scalar(statement) or 0


def count_groups(tx: Transaction) -> int:
    """How many groups the site knows."""
    return tx.scalar(sa.select(sa.func.count()).select_from(Group).where(col(Group.deleted).is_(False))) or 0
