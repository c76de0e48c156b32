"""What the coach said about the person's CV and letters: read it, tick it off."""

from werkakademie.models import PaperComment
from werkakademie.records.changes import Done
from werkakademie.records.cover_letter import CommentRecord
from werkakademie.records.enums import CommentOn
from werkakademie.records.ids import CoverLetterId, PaperCommentId
from werkakademie.records.permissions import Permission
from werkakademie.services.own.place import OwnPlace, require_own, require_writable
from werkakademie.storage.own.comments import comments_on


def my_comments(own: OwnPlace, subject: CommentOn, letter_id: CoverLetterId | None = None) -> tuple[CommentRecord, ...]:
    """The comments on the CV, or on one letter, open ones first; who wrote them is not told."""
    own.require(Permission.OWN_PLACE)
    with own.store.read() as tx:
        return comments_on(tx, own.participant_id, subject, letter_id)


def tick_off(own: OwnPlace, comment_id: PaperCommentId, *, ticked: bool = True) -> Done[PaperCommentId]:
    """„Erledigt“, or not yet (`ticked=False`). Raises NotAllowedError, MissingRowError."""
    own.require(Permission.OWN_PLACE)
    with own.store.write(own.account_id) as tx:
        require_writable(own, tx)
        comment = tx.get(PaperComment, comment_id)
        require_own(own, comment.participant_id)
        comment.ticked_at = tx.now if ticked else None
        tx.add(comment)
    return Done(comment_id, tx.changes)
