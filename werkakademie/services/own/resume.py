"""A person's own CV: write it, look at it, keep it as a file, bring one along and take it home."""

from pathlib import Path
from typing import Final

from werkakademie.errors import FieldProblem, InvalidFieldsError, SituationError
from werkakademie.i18n import _
from werkakademie.models import Resume
from werkakademie.records.changes import Done
from werkakademie.records.enums import CommentOn, PaperKind, ResumeLayout
from werkakademie.records.ids import DocumentVersionId, ResumeId
from werkakademie.records.own_resume import ResumeRecord, ResumeReview
from werkakademie.records.page_image import PageImage
from werkakademie.records.permissions import Permission
from werkakademie.records.photo_cut import PhotoCut
from werkakademie.records.resume import (
    LARGEST_FILE,
    ResumeDocument,
    UnreadableResumeError,
    read_resume,
    this_month,
    write_resume,
)
from werkakademie.rules.file_names import name_part
from werkakademie.rules.resume import completeness, hints, open_gaps
from werkakademie.rules.resume_sheet import resume_sheet
from werkakademie.services.own.paper_versions import keep_version
from werkakademie.services.own.place import OwnPlace, require_writable
from werkakademie.services.papers import LARGEST_FILE as LARGEST_PHOTO
from werkakademie.services.papers import FileNotReadError, FileTooLargeError
from werkakademie.storage.own import resume as queries
from werkakademie.storage.own.comments import comments_on
from werkakademie.storage.own.letters import footer
from werkakademie.storage.transaction import Transaction

PDF, DOCX = "pdf", "docx"
_MEDIA_TYPES: Final = {
    PDF: "application/pdf",
    DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_TITLE: Final = "Lebenslauf"


class NoResumeFileError(SituationError):
    """A file that is no CV by the JSON Resume schema."""

    def __init__(self, file_name: str) -> None:
        super().__init__(file_name)
        self.file_name = file_name

    def sentence(self) -> str:
        return _("„{name}“ ist kein Lebenslauf, den wir lesen können. Es wurde nichts geändert.").format(
            name=self.file_name
        )


def my_resume(own: OwnPlace) -> ResumeRecord:
    """The CV as stored; before the first time, what is known already."""
    own.require(Permission.OWN_PLACE)
    with own.store.read() as tx:
        row = queries.resume_row(tx, own.participant_id)
        comments = comments_on(tx, own.participant_id, CommentOn.RESUME, None)
        if row is None:
            beginning = queries.beginning_of(tx, own.participant_id)
            return ResumeRecord(beginning, ResumeLayout.CLEAR, False, False, comments, is_new=True)
        has_photo = row.photo_version_id is not None
        return ResumeRecord(read_resume(row.document), row.layout, row.with_photo, has_photo, comments, is_new=False)


def review(own: OwnPlace, document: ResumeDocument) -> ResumeReview:
    """Gaps and what is missing, in what is being written; nothing is read from the store but the day."""
    own.require(Permission.OWN_PLACE)
    with own.store.read() as tx:
        month = this_month(tx.today)
    gaps = tuple((gap.starts, gap.ends) for gap in open_gaps(document, month))
    return ResumeReview(gaps, tuple(hint.value for hint in hints(document)), completeness(document))


def save_resume(own: OwnPlace, *, document: ResumeDocument, layout: ResumeLayout, with_photo: bool) -> Done[ResumeId]:
    """Keep the CV, ready or not."""
    own.require(Permission.OWN_PLACE)
    with own.store.write(own.account_id) as tx:
        row = _keep(own, tx, document, layout, with_photo)
    return Done(row.id, tx.changes)


def finish_resume(
    own: OwnPlace, *, document: ResumeDocument, layout: ResumeLayout, with_photo: bool, kind: str = PDF
) -> Done[DocumentVersionId]:
    """Keep the CV, and the file of it as the newest version of the person's paper. Raises InvalidFieldsError."""
    own.require(Permission.OWN_PLACE)
    if not document.name.strip():
        raise InvalidFieldsError((FieldProblem("name", _("Bitte schreiben Sie Ihren Namen.")),))
    with own.store.write(own.account_id) as tx:
        row = _keep(own, tx, document, layout, with_photo)
        version_id = keep_version(
            own,
            tx,
            kind=PaperKind.CV,
            title=_TITLE,
            file_name=_file_name(document, kind),
            media_type=_MEDIA_TYPES[kind],
            data=_file(tx, row, document, kind),
        )
    return Done(version_id, tx.changes)


def resume_file(own: OwnPlace, *, kind: str = PDF) -> tuple[str, bytes]:
    """File name and bytes of the CV as it is stored; of one that was never stored, of its beginning."""
    own.require(Permission.OWN_PLACE)
    with own.store.read() as tx:
        row = queries.resume_row(tx, own.participant_id)
        known = row is not None
        document = read_resume(row.document) if row is not None else queries.beginning_of(tx, own.participant_id)
        content = _file(tx, row if known else None, document, kind)
    return _file_name(document, kind), content


def preview(
    own: OwnPlace, *, document: ResumeDocument, layout: ResumeLayout, with_photo: bool, width: int
) -> tuple[PageImage, ...]:
    """The pages of the CV as it is being written."""
    from werkakademie.reports.page_images import page_images
    from werkakademie.reports.resume import resume_pdf

    own.require(Permission.OWN_PLACE)
    with own.store.read() as tx:
        row = queries.resume_row(tx, own.participant_id)
        photo = queries.photo_of(tx, row) if with_photo else b""
        sheet = resume_sheet(document, today=tx.today, photo=photo, footer=footer(tx))
    return page_images(resume_pdf(sheet, layout=layout, with_tags=False), width=width)


def photo_to_cut(own: OwnPlace, path: Path) -> bytes:
    """A photo as a small JPEG the right way up, to choose the part that stays. Raises what `set_photo` raises."""
    own.require(Permission.OWN_PLACE)
    from werkakademie.exchange.photos import photo_to_cut

    return photo_to_cut(_read(path, LARGEST_PHOTO), path.name)


def set_photo(own: OwnPlace, *, path: Path, cut: PhotoCut | None = None) -> Done[ResumeId]:
    """Cut a photo to size and put it into the CV. Raises PhotoNotReadError, FileNotReadError, FileTooLargeError."""
    own.require(Permission.OWN_PLACE)
    from werkakademie.exchange.photos import cv_photo

    photo = cv_photo(_read(path, LARGEST_PHOTO), path.name, cut or PhotoCut())
    with own.store.write(own.account_id) as tx:
        known = queries.resume_row(tx, own.participant_id)
        document = read_resume(known.document) if known else queries.beginning_of(tx, own.participant_id)
        row = _keep(own, tx, document, known.layout if known else ResumeLayout.CLEAR, True)
        row.photo_version_id = keep_version(
            own, tx, kind=PaperKind.PHOTO, title="Foto", file_name="Foto.jpg", media_type="image/jpeg", data=photo
        )
        tx.add(row)
    return Done(row.id, tx.changes)


def import_resume(own: OwnPlace, *, path: Path) -> ResumeDocument:
    """Read a CV that the person brought along; nothing is stored yet. Raises NoResumeFileError, FileNotReadError."""
    own.require(Permission.OWN_PLACE)
    try:
        return read_resume(_read(path, LARGEST_FILE).decode("utf-8-sig"))
    except (UnreadableResumeError, UnicodeDecodeError) as error:
        raise NoResumeFileError(path.name) from error


def export_resume(own: OwnPlace) -> tuple[str, bytes]:
    """File name and bytes of the CV by the JSON Resume schema."""
    own.require(Permission.OWN_PLACE)
    document = my_resume(own).document
    return _file_name(document, "json"), write_resume(document).encode()


def _keep(own: OwnPlace, tx: Transaction, document: ResumeDocument, layout: ResumeLayout, with_photo: bool) -> Resume:
    require_writable(own, tx)
    row = queries.resume_row(tx, own.participant_id) or Resume(
        id=ResumeId(tx.new_id()),
        participant_id=own.participant_id,
        document="",
        layout=layout,
        created_at=tx.now,
        created_by=tx.actor,
        changed_at=tx.now,
    )
    row.document, row.layout, row.changed_at = write_resume(document), layout, tx.now
    row.with_photo = with_photo
    tx.add(row)
    tx.flush()
    return row


def _file(tx: Transaction, row: Resume | None, document: ResumeDocument, kind: str) -> bytes:
    photo = queries.photo_of(tx, row) if row is not None and row.with_photo else b""
    sheet = resume_sheet(document, today=tx.today, photo=photo, footer=footer(tx))
    if kind == DOCX:
        from werkakademie.exchange.resume_docx import resume_docx

        return resume_docx(sheet)
    from werkakademie.reports.resume import resume_pdf

    return resume_pdf(sheet, layout=row.layout if row is not None else ResumeLayout.CLEAR)


def _file_name(document: ResumeDocument, ending: str) -> str:
    name = name_part(document.name)
    return f"{_TITLE}_{name}.{ending}" if name else f"{_TITLE}.{ending}"


def _read(path: Path, most: int) -> bytes:
    try:
        size = path.stat().st_size
        if size > most:
            raise FileTooLargeError(path.name, size)
        return path.read_bytes()
    except OSError as error:
        raise FileNotReadError(path.name, error.strerror or "") from error
