"""What coaches say about a person's CV and letters."""

import sqlalchemy as sa
from sqlmodel import col

from werkakademie.models import Account, CoverLetter, PaperComment
from werkakademie.records.clock import local_moment
from werkakademie.records.cover_letter import CommentRecord
from werkakademie.records.enums import CommentOn
from werkakademie.records.ids import CoverLetterId, ParticipantId
from werkakademie.storage.transaction import Transaction


def comments_on(
    tx: Transaction,
    participant_id: ParticipantId,
    subject: CommentOn,
    letter_id: CoverLetterId | None = None,
    *,
    authors: bool = False,
) -> tuple[CommentRecord, ...]:
    """The comments on the CV, or on one letter: open ones first, then in the order in which they were written.

    The names of those who wrote them are read for staff only.
    """
    statement = (
        sa.select(PaperComment)
        .where(
            col(PaperComment.participant_id) == participant_id,
            col(PaperComment.subject) == subject,
            col(PaperComment.letter_id) == letter_id if letter_id else col(PaperComment.letter_id).is_(None),
            col(PaperComment.deleted).is_(False),
        )
        .order_by(col(PaperComment.ticked_at).is_not(None), col(PaperComment.created_at), col(PaperComment.id))
    )
    found = tx.scalars(statement)
    names = _names(tx, {comment.created_by for comment in found}) if authors else {}
    return tuple(
        CommentRecord(
            id=comment.id,
            place=comment.place,
            text=comment.text,
            created_at=local_moment(comment.created_at),
            ticked_at=local_moment(comment.ticked_at) if comment.ticked_at else None,
            author=names.get(comment.created_by, ""),
        )
        for comment in found
    )


def open_comments(tx: Transaction, participant_id: ParticipantId) -> int:
    """How many comments the person has not ticked off: on the CV, and on letters that are there."""
    statement = (
        sa.select(sa.func.count())
        .select_from(PaperComment)
        .join(CoverLetter, col(CoverLetter.id) == PaperComment.letter_id, isouter=True)
        .where(
            col(PaperComment.participant_id) == participant_id,
            col(PaperComment.ticked_at).is_(None),
            col(PaperComment.deleted).is_(False),
            sa.or_(col(PaperComment.letter_id).is_(None), col(CoverLetter.deleted).is_(False)),
        )
    )
    return int(tx.scalar(statement) or 0)


def _names(tx: Transaction, accounts: set[object]) -> dict[object, str]:
    statement = sa.select(col(Account.id), col(Account.name)).where(col(Account.id).in_(accounts - {None}))
    return {number: str(name) for number, name in tx.execute(statement)}
