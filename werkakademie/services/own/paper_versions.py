"""Keeps what was made at the place as a version of one of the person's papers."""

from hashlib import sha256

from werkakademie.models import ApplicationDocument, DocumentVersion
from werkakademie.records.enums import PaperKind, PaperStatus
from werkakademie.records.ids import ApplicationDocumentId, DocumentVersionId
from werkakademie.records.job_search import PaperRecord
from werkakademie.services.own.place import OwnPlace, require_writable
from werkakademie.storage import attachments, papers
from werkakademie.storage.transaction import Transaction


def keep_version(
    own: OwnPlace, tx: Transaction, *, kind: PaperKind, title: str, file_name: str, media_type: str, data: bytes
) -> DocumentVersionId:
    """Inside a writing transaction: the file as the newest version of the person's paper of this kind and title.

    A paper of this kind that somebody noted as missing is taken for it. The same file twice is one version.
    """
    require_writable(own, tx)
    paper = _paper(own, tx, kind, title)
    newest = papers.newest_version(tx, paper.id)
    if newest is not None and newest.attachment_sha256 == sha256(data).hexdigest() and newest.file_name == file_name:
        return newest.id
    version = DocumentVersion(
        id=DocumentVersionId(tx.new_id()),
        document_id=paper.id,
        number=papers.next_version_number(tx, paper.id),
        file_name=file_name,
        media_type=media_type,
        attachment_sha256=attachments.put(tx, data),
        created_at=tx.now,
        created_by=tx.actor,
    )
    tx.add(version)
    if paper.status is PaperStatus.MISSING:
        paper.status = PaperStatus.DRAFT
        tx.add(paper)
    return version.id


def _paper(own: OwnPlace, tx: Transaction, kind: PaperKind, title: str) -> ApplicationDocument:
    known = [paper for paper in papers.papers_of(tx, own.participant_id) if paper.kind is kind]
    found = next((paper for paper in known if paper.title == title), None) or next(
        (paper for paper in known if _is_waiting(paper)), None
    )
    if found is not None:
        known_paper = tx.get(ApplicationDocument, found.id)
        # By this title the next version finds it.
        known_paper.title = title
        tx.add(known_paper)
        return known_paper
    paper = ApplicationDocument(
        id=ApplicationDocumentId(tx.new_id()),
        participant_id=own.participant_id,
        kind=kind,
        title=title,
        status=PaperStatus.MISSING,
        created_at=tx.now,
        created_by=tx.actor,
    )
    tx.add(paper)
    tx.flush()
    return paper


def _is_waiting(paper: PaperRecord) -> bool:
    return paper.status is PaperStatus.MISSING and not paper.versions
