"""What only the file to take home asks for."""

import sqlalchemy as sa
from sqlmodel import col

from werkakademie.models import Resume
from werkakademie.records.ids import ParticipantId, ResumeId
from werkakademie.storage.transaction import Transaction


def resumes_of(tx: Transaction, participant_id: ParticipantId) -> tuple[ResumeId, ...]:
    """A person's CVs, the one that was changed last first."""
    statement = (
        sa.select(col(Resume.id))
        .where(col(Resume.participant_id) == participant_id, col(Resume.deleted).is_(False))
        .order_by(col(Resume.changed_at).desc(), col(Resume.id))
    )
    return tuple(number for (number,) in tx.execute(statement))
