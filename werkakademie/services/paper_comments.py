"""Sitting down beside somebody: their CV and letters as they see them, and what the coach says about these."""

from werkakademie.errors import FieldProblem, InvalidFieldsError
from werkakademie.i18n import _
from werkakademie.models import CoverLetter, PaperComment, Participant
from werkakademie.records.beside import PapersBeside
from werkakademie.records.changes import Done
from werkakademie.records.cover_letter import CommentRecord, comment_places, sheet_of
from werkakademie.records.enums import CommentOn
from werkakademie.records.ids import CoverLetterId, PaperCommentId, ParticipantId
from werkakademie.records.page_image import PageImage
from werkakademie.records.permissions import Permission
from werkakademie.records.resume import read_resume
from werkakademie.rules.resume_sheet import resume_sheet
from werkakademie.services import access_log, person_rights, reach
from werkakademie.services.workplace import Workplace
from werkakademie.storage.own import letters, resume
from werkakademie.storage.own.comments import comments_on
from werkakademie.storage.transaction import Transaction

LONGEST_COMMENT = 1000


def papers_beside(workplace: Workplace, participant_id: ParticipantId) -> PapersBeside:
    """What the person wrote at their place, to choose from."""
    workplace.require(Permission.SIT_BESIDE)
    with workplace.store.read() as tx:
        _require_readable(workplace, tx, participant_id)
        found = PapersBeside(letters.letter_rows(tx, participant_id), letters.resume_changed_at(tx, participant_id))
        outside = access_log.is_to_note(workplace, tx, participant_id)
    access_log.note_outside(workplace, participant_id, wanted=outside)
    return found


def comments_of(
    workplace: Workplace, participant_id: ParticipantId, subject: CommentOn, letter_id: CoverLetterId | None = None
) -> tuple[CommentRecord, ...]:
    """The comments on the CV, or on one letter, with who wrote them; open ones first."""
    workplace.require(Permission.SIT_BESIDE)
    with workplace.store.read() as tx:
        _require_readable(workplace, tx, participant_id)
        return comments_on(tx, participant_id, subject, letter_id, authors=True)


def letter_pages(workplace: Workplace, letter_id: CoverLetterId, *, width: int) -> tuple[PageImage, ...]:
    """A letter as the person sees it beside their text."""
    from werkakademie.reports.cover_letter import cover_letter
    from werkakademie.reports.page_images import page_images

    workplace.require(Permission.SIT_BESIDE)
    with workplace.store.read() as tx:
        row = tx.get(CoverLetter, letter_id)
        _require_readable(workplace, tx, row.participant_id)
        record = letters.letter_record(tx, row)
    sheet = sheet_of(record.fields, record.sender, footer=record.footer)
    return page_images(cover_letter(sheet, with_tags=False), width=width)


def resume_pages(workplace: Workplace, participant_id: ParticipantId, *, width: int) -> tuple[PageImage, ...]:
    """The CV as the person sees it beside their form; nothing while they have not begun one."""
    from werkakademie.reports.page_images import page_images
    from werkakademie.reports.resume import resume_pdf

    workplace.require(Permission.SIT_BESIDE)
    with workplace.store.read() as tx:
        _require_readable(workplace, tx, participant_id)
        row = resume.resume_row(tx, participant_id)
        if row is None:
            return ()
        photo = resume.photo_of(tx, row) if row.with_photo else b""
        document, layout = read_resume(row.document), row.layout
        sheet = resume_sheet(document, today=tx.today, photo=photo, footer=letters.footer(tx))
    return page_images(resume_pdf(sheet, layout=layout, with_tags=False), width=width)


def add_comment(
    workplace: Workplace,
    participant_id: ParticipantId,
    *,
    subject: CommentOn,
    text: str,
    place: str = "",
    letter_id: CoverLetterId | None = None,
) -> Done[PaperCommentId]:
    """Say something about the CV (no `letter_id`) or about a letter of the person. Raises InvalidFieldsError."""
    workplace.require(Permission.SIT_BESIDE)
    _check(subject, text, place)
    with workplace.store.write(workplace.account_id) as tx:
        reach.require_participant(workplace, tx, participant_id)
        _require_readable(workplace, tx, participant_id)
        if letter_id is not None and tx.get(CoverLetter, letter_id).participant_id != participant_id:
            raise ValueError("the letter is somebody else's")
        comment = PaperComment(
            id=PaperCommentId(tx.new_id()),
            participant_id=participant_id,
            subject=subject,
            letter_id=letter_id,
            place=place,
            text=text.strip(),
            created_at=tx.now,
            created_by=tx.actor,
        )
        tx.add(comment)
    return Done(comment.id, tx.changes)


def remove_comment(workplace: Workplace, comment_id: PaperCommentId, *, removed: bool = True) -> Done[PaperCommentId]:
    """Take a comment back, or bring it back (`removed=False`)."""
    workplace.require(Permission.SIT_BESIDE)
    with workplace.store.write(workplace.account_id) as tx:
        comment = tx.get(PaperComment, comment_id)
        reach.require_participant(workplace, tx, comment.participant_id)
        comment.deleted = removed
        tx.add(comment)
    return Done(comment_id, tx.changes)


def _require_readable(workplace: Workplace, tx: Transaction, participant_id: ParticipantId) -> None:
    tx.get(Participant, participant_id)
    person_rights.require_readable(workplace, tx, participant_id)


def _check(subject: CommentOn, text: str, place: str) -> None:
    if place not in dict(comment_places(subject)):
        raise ValueError(f"nothing in a {subject.value} is called {place!r}")
    if not text.strip():
        raise InvalidFieldsError((FieldProblem("text", _("Bitte schreiben Sie, was Sie sagen möchten.")),))
    if len(text.strip()) > LONGEST_COMMENT:
        message = _("Bitte kürzen Sie den Text auf höchstens {most} Zeichen.").format(most=LONGEST_COMMENT)
        raise InvalidFieldsError((FieldProblem("text", message),))
