"""Application papers: kinds, versions, status; the files stay inside the encrypted store."""

from collections.abc import Sequence
from pathlib import Path

from werkakademie.errors import FieldProblem, InvalidFieldsError, SituationError
from werkakademie.i18n import _
from werkakademie.models import ApplicationDocument, DocumentVersion
from werkakademie.records.changes import Done
from werkakademie.records.enums import PaperKind, PaperStatus
from werkakademie.records.ids import ApplicationDocumentId, DocumentVersionId, ParticipantId
from werkakademie.records.job_search import PaperFolder, PaperOwnerRow
from werkakademie.records.labels import label
from werkakademie.records.participants import PageKey, ParticipantQuery, ParticipantRow
from werkakademie.records.permissions import Permission
from werkakademie.services import access_log, person_rights, reach
from werkakademie.services.documents import write_whole
from werkakademie.services.workplace import Workplace
from werkakademie.storage import attachments, papers, participants
from werkakademie.storage.transaction import Transaction

#: Bytes; a scan of an application folder stays far below.
LARGEST_FILE = 25 * 1024 * 1024
#: What almost every application needs.
USUAL_PAPERS = (PaperKind.CV, PaperKind.COVER_LETTER, PaperKind.CERTIFICATE, PaperKind.PHOTO)
LONGEST_TITLE = 200
#: Media types by ending; the platform's own table differs from PC to PC.
_MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".doc": "application/msword",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".txt": "text/plain",
}


class FileTooLargeError(SituationError):
    """A file that is larger than the store takes in."""

    def __init__(self, file_name: str, size: int) -> None:
        super().__init__(file_name, size)
        self.file_name = file_name
        self.size = size

    def sentence(self) -> str:
        return _(
            "„{name}“ ist {size} MB groß. Es gehen höchstens {most} MB. Es wurde nichts gespeichert. "
            "Bitte scannen Sie noch einmal mit weniger dpi, oder teilen Sie die Datei."
        ).format(name=self.file_name, size=round(self.size / 1024 / 1024), most=LARGEST_FILE // (1024 * 1024))


class EmptyFileError(SituationError):
    """A file without content, such as a scan that was broken off."""

    def __init__(self, file_name: str) -> None:
        super().__init__(file_name)
        self.file_name = file_name

    def sentence(self) -> str:
        return _(
            "„{name}“ ist leer. Es wurde nichts gespeichert. Bitte speichern oder scannen Sie die Datei neu."
        ).format(name=self.file_name)


class FileNotReadError(SituationError):
    """The operating system did not give the file's content."""

    def __init__(self, file_name: str, reason: str) -> None:
        super().__init__(file_name, reason)
        self.file_name = file_name
        self.reason = reason

    def sentence(self) -> str:
        return _(
            "„{name}“ ließ sich nicht lesen ({reason}). Es wurde nichts gespeichert. "
            "Bitte prüfen Sie, ob die Datei noch da ist, und wählen Sie sie noch einmal aus."
        ).format(name=self.file_name, reason=self.reason)


def paper_owner_page(workplace: Workplace, query: ParticipantQuery) -> tuple[tuple[PaperOwnerRow, ...], PageKey | None]:
    """People in the order of the participants' list, each with how many papers are ready."""
    workplace.require(Permission.PAPERS)
    with workplace.store.read() as tx:
        page = participants.participant_page(tx, query)
        counts = papers.paper_counts(tx, [row.id for row in page.rows])
    rows = tuple(_owner_row(row, counts.get(row.id, papers.NO_PAPERS)) for row in page.rows)
    return rows, page.next_key


def paper_folder(workplace: Workplace, participant_id: ParticipantId) -> PaperFolder:
    """A person's papers with their versions."""
    workplace.require(Permission.PAPERS)
    with workplace.store.read() as tx:
        person_rights.require_readable(workplace, tx, participant_id)
        row = participants.participant_row(tx, participant_id)
        counts = papers.paper_counts(tx, [participant_id])
        owner = _owner_row(row, counts.get(participant_id, papers.NO_PAPERS))
        found = papers.papers_of(tx, participant_id)
        outside = access_log.is_to_note(workplace, tx, participant_id)
    access_log.note_outside(workplace, participant_id, wanted=outside)
    return PaperFolder(owner, found, has_usual={paper.kind for paper in found} >= set(USUAL_PAPERS))


def add_paper(
    workplace: Workplace,
    participant_id: ParticipantId,
    *,
    kind: PaperKind,
    title: str,
) -> Done[ApplicationDocumentId]:
    """Note that the person needs a paper; it is missing until a file comes. Raises InvalidFieldsError."""
    workplace.require(Permission.PAPERS)
    _check_title(title)
    with workplace.store.write(workplace.account_id) as tx:
        reach.require_participant(workplace, tx, participant_id)
        paper = _new_paper(tx, participant_id, kind, title.strip())
    return Done(paper.id, tx.changes)


def add_usual_papers(workplace: Workplace, participant_id: ParticipantId) -> Done[tuple[ApplicationDocumentId, ...]]:
    """Note the usual papers as missing; a kind of which there is one already is left out."""
    workplace.require(Permission.PAPERS)
    with workplace.store.write(workplace.account_id) as tx:
        reach.require_participant(workplace, tx, participant_id)
        known = {paper.kind for paper in papers.papers_of(tx, participant_id)}
        missing = [kind for kind in USUAL_PAPERS if kind not in known]
        added = [_new_paper(tx, participant_id, kind, label(kind)) for kind in missing]
    return Done(tuple(paper.id for paper in added), tx.changes)


def change_paper(
    workplace: Workplace, document_id: ApplicationDocumentId, *, kind: PaperKind, title: str
) -> Done[ApplicationDocumentId]:
    """Give a paper another kind or name. Raises InvalidFieldsError."""
    workplace.require(Permission.PAPERS)
    _check_title(title)
    with workplace.store.write(workplace.account_id) as tx:
        paper = tx.get(ApplicationDocument, document_id)
        reach.require_participant(workplace, tx, paper.participant_id)
        paper.kind, paper.title = kind, title.strip()
        tx.add(paper)
    return Done(document_id, tx.changes)


def add_file(workplace: Workplace, document_id: ApplicationDocumentId, *, path: Path) -> Done[DocumentVersionId]:
    """Keep a file of the PC as the paper's newest version; the file itself stays where it is.

    Raises FileTooLargeError, EmptyFileError, FileNotReadError.
    """
    workplace.require(Permission.PAPERS)
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise FileTooLargeError(path.name, size)
        data = path.read_bytes()
    except OSError as error:
        raise FileNotReadError(path.name, error.strerror or str(error)) from error
    media_type = _MEDIA_TYPES.get(path.suffix.casefold(), "")
    return add_version(workplace, document_id, file_name=path.name, media_type=media_type, data=data)


def add_version(
    workplace: Workplace,
    document_id: ApplicationDocumentId,
    *,
    file_name: str,
    media_type: str,
    data: bytes,
    note: str = "",
) -> Done[DocumentVersionId]:
    """Keep a file as the paper's newest version; a missing paper becomes a draft by it."""
    workplace.require(Permission.PAPERS)
    if len(data) > LARGEST_FILE:
        raise FileTooLargeError(file_name, len(data))
    if not data:
        raise EmptyFileError(file_name)
    with workplace.store.write(workplace.account_id) as tx:
        paper = tx.get(ApplicationDocument, document_id)
        reach.require_participant(workplace, tx, paper.participant_id)
        version = DocumentVersion(
            id=DocumentVersionId(tx.new_id()),
            document_id=document_id,
            number=papers.next_version_number(tx, document_id),
            file_name=file_name,
            media_type=media_type,
            attachment_sha256=attachments.put(tx, data),
            note=note.strip(),
            created_at=tx.now,
            created_by=tx.actor,
        )
        tx.add(version)
        if paper.status is PaperStatus.MISSING:
            paper.status = PaperStatus.DRAFT
            tx.add(paper)
    return Done(version.id, tx.changes)


def version_file(workplace: Workplace, version_id: DocumentVersionId) -> tuple[str, bytes]:
    """File name and bytes of a stored version."""
    workplace.require(Permission.PAPERS)
    with workplace.store.read() as tx:
        version = tx.get(DocumentVersion, version_id)
        data = attachments.get(tx, version.attachment_sha256)
        participant_id = tx.get(ApplicationDocument, version.document_id).participant_id
        person_rights.require_readable(workplace, tx, participant_id)
        outside = access_log.is_to_note(workplace, tx, participant_id)
    access_log.note_outside(workplace, participant_id, wanted=outside)
    return version.file_name, data


def save_copy(workplace: Workplace, version_id: DocumentVersionId, *, path: Path) -> Path:
    """Write a version out of the store; the copy is no longer encrypted. Raises FileNotWrittenError."""
    write_whole(path, version_file(workplace, version_id)[1])
    return path


def set_status(
    workplace: Workplace, document_id: ApplicationDocumentId, *, status: PaperStatus
) -> Done[ApplicationDocumentId]:
    """How far a paper has come; one without a file stays missing."""
    workplace.require(Permission.PAPERS)
    with workplace.store.write(workplace.account_id) as tx:
        paper = tx.get(ApplicationDocument, document_id)
        reach.require_participant(workplace, tx, paper.participant_id)
        if status is not PaperStatus.MISSING and papers.next_version_number(tx, document_id) == 1:
            message = _("Zu diesem Papier gibt es noch keine Datei. Bitte fügen Sie zuerst eine hinzu.")
            raise InvalidFieldsError((FieldProblem("status", message),))
        paper.status = status
        tx.add(paper)
    return Done(document_id, tx.changes)


def remove_paper(
    workplace: Workplace, document_id: ApplicationDocumentId, *, removed: bool = True
) -> Done[ApplicationDocumentId]:
    """Take a paper out of the list, or bring it back (`removed=False`)."""
    return Done(document_id, remove_papers(workplace, [document_id], removed=removed).changes)


def remove_papers(
    workplace: Workplace, document_ids: Sequence[ApplicationDocumentId], *, removed: bool = True
) -> Done[tuple[ApplicationDocumentId, ...]]:
    """Take papers out of the list, or bring them back (`removed=False`)."""
    workplace.require(Permission.PAPERS)
    with workplace.store.write(workplace.account_id) as tx:
        for document_id in document_ids:
            paper = tx.get(ApplicationDocument, document_id)
            reach.require_participant(workplace, tx, paper.participant_id)
            paper.deleted = removed
            tx.add(paper)
    return Done(tuple(document_ids), tx.changes)


def _new_paper(tx: Transaction, participant_id: ParticipantId, kind: PaperKind, title: str) -> ApplicationDocument:
    paper = ApplicationDocument(
        id=ApplicationDocumentId(tx.new_id()),
        participant_id=participant_id,
        kind=kind,
        title=title,
        status=PaperStatus.MISSING,
        created_at=tx.now,
        created_by=tx.actor,
    )
    tx.add(paper)
    return paper


def _check_title(title: str) -> None:
    if not title.strip():
        raise InvalidFieldsError((FieldProblem("title", _("Bitte geben Sie dem Papier einen Namen.")),))
    if len(title.strip()) > LONGEST_TITLE:
        message = _("Bitte kürzen Sie den Text auf höchstens {most} Zeichen.").format(most=LONGEST_TITLE)
        raise InvalidFieldsError((FieldProblem("title", message),))


def _owner_row(row: ParticipantRow, counts: papers.PaperCounts) -> PaperOwnerRow:
    return PaperOwnerRow(row.id, row.given_names, row.family_name, row.own_number, row.group_name, *counts)
