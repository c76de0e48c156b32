"""Application papers: kinds, versions, status; the files stay inside the encrypted store."""

from werkakademie.errors import FieldProblem, InvalidFieldsError, SituationError
from werkakademie.i18n import _
from werkakademie.models import ApplicationDocument, DocumentVersion
from werkakademie.records.changes import Done
from werkakademie.records.enums import PaperKind, PaperStatus, Role
from werkakademie.records.ids import ApplicationDocumentId, DocumentVersionId, ParticipantId
from werkakademie.records.job_search import PaperOwnerRow, PaperRecord
from werkakademie.records.participants import PageKey, ParticipantQuery
from werkakademie.services.workplace import Workplace
from werkakademie.storage import attachments, papers, participants

#: Bytes; a scan of an application folder stays far below.
LARGEST_FILE = 25 * 1024 * 1024


class FileTooLargeError(SituationError):
    """A file that is larger than the store takes in."""

    def __init__(self, file_name: str, size: int) -> None:
        super().__init__(file_name, size)
        self.file_name = file_name
        self.size = size

    def sentence(self) -> str:
        return _(
            "„{name}“ ist {size} MB groß; höchstens {most} MB gehen. Es wurde nichts gespeichert. "
            "Bitte scannen Sie mit geringerer Auflösung oder teilen Sie die Datei."
        ).format(name=self.file_name, size=round(self.size / 1024 / 1024), most=LARGEST_FILE // (1024 * 1024))


def paper_owner_page(workplace: Workplace, query: ParticipantQuery) -> tuple[tuple[PaperOwnerRow, ...], PageKey | None]:
    """People in the order of the participants' list, each with how many papers are ready."""
    workplace.require(Role.COACH, Role.LEAD)
    with workplace.store.read() as tx:
        page = participants.participant_page(tx, query)
        counts = papers.paper_counts(tx, [row.id for row in page.rows])
    rows = tuple(
        PaperOwnerRow(
            row.id,
            row.given_names,
            row.family_name,
            row.own_number,
            row.group_name,
            *counts.get(row.id, papers.NO_PAPERS),
        )
        for row in page.rows
    )
    return rows, page.next_key


def papers_of(workplace: Workplace, participant_id: ParticipantId) -> tuple[PaperRecord, ...]:
    """A person's papers with their versions."""
    workplace.require(Role.COACH, Role.LEAD)
    with workplace.store.read() as tx:
        return papers.papers_of(tx, participant_id)


def add_paper(
    workplace: Workplace,
    participant_id: ParticipantId,
    *,
    kind: PaperKind,
    title: str,
    status: PaperStatus = PaperStatus.MISSING,
) -> Done[ApplicationDocumentId]:
    """Note that the person needs or has a paper; its file may come later."""
    workplace.require(Role.COACH, Role.LEAD)
    if not title.strip():
        raise InvalidFieldsError((FieldProblem("title", _("Bitte geben Sie dem Papier einen Namen.")),))
    with workplace.store.write(workplace.account_id) as tx:
        paper = ApplicationDocument(
            id=ApplicationDocumentId(tx.new_id()),
            participant_id=participant_id,
            kind=kind,
            title=title.strip(),
            status=status,
            created_at=tx.now,
            created_by=tx.actor,
        )
        tx.add(paper)
    return Done(paper.id, tx.changes)


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
    workplace.require(Role.COACH, Role.LEAD)
    if len(data) > LARGEST_FILE:
        raise FileTooLargeError(file_name, len(data))
    with workplace.store.write(workplace.account_id) as tx:
        paper = tx.get(ApplicationDocument, document_id)
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
    workplace.require(Role.COACH, Role.LEAD)
    with workplace.store.read() as tx:
        version = tx.get(DocumentVersion, version_id)
        return version.file_name, attachments.get(tx, version.attachment_sha256)


def set_status(
    workplace: Workplace, document_id: ApplicationDocumentId, *, status: PaperStatus
) -> Done[ApplicationDocumentId]:
    """How far a paper has come; one without a file stays missing."""
    workplace.require(Role.COACH, Role.LEAD)
    with workplace.store.write(workplace.account_id) as tx:
        paper = tx.get(ApplicationDocument, document_id)
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
    workplace.require(Role.COACH, Role.LEAD)
    with workplace.store.write(workplace.account_id) as tx:
        paper = tx.get(ApplicationDocument, document_id)
        paper.deleted = removed
        tx.add(paper)
    return Done(document_id, tx.changes)
