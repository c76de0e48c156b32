"""A person's own papers: list them, add certificates, rename and remove them, hand out a file."""

from collections.abc import Sequence
from pathlib import Path

from werkakademie.errors import FieldProblem, InvalidFieldsError
from werkakademie.i18n import _
from werkakademie.models import ApplicationDocument, DocumentVersion
from werkakademie.records.changes import Done
from werkakademie.records.enums import PaperKind, PaperStatus
from werkakademie.records.ids import ApplicationDocumentId, DocumentVersionId
from werkakademie.records.job_search import PaperRecord
from werkakademie.records.permissions import Permission
from werkakademie.services.own.place import OwnPlace, require_own, require_writable
from werkakademie.services.papers import (
    LARGEST_FILE,
    LONGEST_TITLE,
    EmptyFileError,
    FileNotReadError,
    FileTooLargeError,
)
from werkakademie.storage import attachments, papers
from werkakademie.storage.transaction import Transaction

_MEDIA_TYPES = {".pdf": "application/pdf", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png"}


def my_papers(own: OwnPlace) -> tuple[PaperRecord, ...]:
    """The person's papers with their versions, in the order of their kinds."""
    own.require(Permission.OWN_PLACE)
    with own.store.read() as tx:
        return papers.papers_of(tx, own.participant_id)


def add_certificate(
    own: OwnPlace, *, path: Path, title: str = "", document_id: ApplicationDocumentId | None = None
) -> Done[ApplicationDocumentId]:
    """Keep a file as a new certificate, or as a new version of `document_id`; the file stays where it is.

    Raises FileTooLargeError, EmptyFileError, FileNotReadError, an UnusableFileError, InvalidFieldsError.
    """
    own.require(Permission.OWN_PLACE)
    from werkakademie.exchange.paper_folder import check_file

    data = _content(path)
    name = title.strip() or path.stem[:LONGEST_TITLE]
    _check_title(name)
    check_file(path.name, data)
    with own.store.write(own.account_id) as tx:
        require_writable(own, tx)
        paper = _own_paper(own, tx, document_id) if document_id is not None else _new_certificate(own, tx, name)
        tx.add(
            DocumentVersion(
                id=DocumentVersionId(tx.new_id()),
                document_id=paper.id,
                number=papers.next_version_number(tx, paper.id),
                file_name=path.name[-255:],
                media_type=_MEDIA_TYPES.get(path.suffix.casefold(), ""),
                attachment_sha256=attachments.put(tx, data),
                created_at=tx.now,
                created_by=tx.actor,
            )
        )
        if paper.status is PaperStatus.MISSING:
            paper.status = PaperStatus.DRAFT
            tx.add(paper)
    return Done(paper.id, tx.changes)


def rename_paper(own: OwnPlace, document_id: ApplicationDocumentId, *, title: str) -> Done[str]:
    """Give a paper another name; the answer is the old one. Raises InvalidFieldsError."""
    own.require(Permission.OWN_PLACE)
    _check_title(title)
    with own.store.write(own.account_id) as tx:
        require_writable(own, tx)
        paper = _own_paper(own, tx, document_id)
        before, paper.title = paper.title, title.strip()
        tx.add(paper)
    return Done(before, tx.changes)


def remove_paper(
    own: OwnPlace, document_id: ApplicationDocumentId, *, removed: bool = True
) -> Done[ApplicationDocumentId]:
    """Take a paper out of the list, or bring it back (`removed=False`)."""
    own.require(Permission.OWN_PLACE)
    with own.store.write(own.account_id) as tx:
        require_writable(own, tx)
        paper = _own_paper(own, tx, document_id)
        paper.deleted = removed
        tx.add(paper)
    return Done(document_id, tx.changes)


def paper_file(own: OwnPlace, version_id: DocumentVersionId) -> tuple[str, bytes]:
    """File name and bytes of one of the person's versions. Raises NotAllowedError, MissingRowError."""
    own.require(Permission.OWN_PLACE)
    with own.store.read() as tx:
        return file_within(own, tx, version_id)


def file_within(own: OwnPlace, tx: Transaction, version_id: DocumentVersionId) -> tuple[str, bytes]:
    """The same inside a transaction that reads more of the person."""
    version = tx.get(DocumentVersion, version_id)
    _own_paper(own, tx, version.document_id)
    return version.file_name, attachments.get(tx, version.attachment_sha256)


def titles_within(own: OwnPlace, tx: Transaction, version_ids: Sequence[DocumentVersionId]) -> list[str]:
    """The names of the papers that versions belong to."""
    return [_own_paper(own, tx, tx.get(DocumentVersion, each).document_id).title for each in version_ids]


def _own_paper(own: OwnPlace, tx: Transaction, document_id: ApplicationDocumentId) -> ApplicationDocument:
    paper = tx.get(ApplicationDocument, document_id)
    require_own(own, paper.participant_id)
    return paper


def _new_certificate(own: OwnPlace, tx: Transaction, title: str) -> ApplicationDocument:
    paper = ApplicationDocument(
        id=ApplicationDocumentId(tx.new_id()),
        participant_id=own.participant_id,
        kind=PaperKind.CERTIFICATE,
        title=title,
        status=PaperStatus.DRAFT,
        created_at=tx.now,
        created_by=tx.actor,
    )
    tx.add(paper)
    tx.flush()
    return paper


def _content(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise FileTooLargeError(path.name, size)
        data = path.read_bytes()
    except OSError as error:
        raise FileNotReadError(path.name, error.strerror or str(error)) from error
    if not data:
        raise EmptyFileError(path.name)
    return data


def _check_title(title: str) -> None:
    if not title.strip():
        raise InvalidFieldsError((FieldProblem("title", _("Bitte geben Sie dem Papier einen Namen.")),))
    if len(title.strip()) > LONGEST_TITLE:
        message = _("Bitte kürzen Sie den Text auf höchstens {most} Zeichen.").format(most=LONGEST_TITLE)
        raise InvalidFieldsError((FieldProblem("title", message),))
