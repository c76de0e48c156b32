"""Application papers and their versions; the files' bytes are never loaded with a list."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col

from werkakademie.models import ApplicationDocument, Attachment, DocumentVersion, Employer, JobApplication, SentPaper
from werkakademie.records.clock import local_moment
from werkakademie.records.enums import PaperKind, PaperStatus
from werkakademie.records.ids import ApplicationDocumentId, ParticipantId
from werkakademie.records.job_search import PaperRecord, PaperVersion, SentTo
from werkakademie.storage.transaction import Transaction


class PaperCounts(NamedTuple):
    """How many papers a person has, and how many of them are ready."""

    papers: int
    ready: int


_ORDER = {kind: place for place, kind in enumerate(PaperKind)}
#: What a person without papers has.
NO_PAPERS = PaperCounts(0, 0)


def papers_of(tx: Transaction, participant_id: ParticipantId) -> tuple[PaperRecord, ...]:
    """A person's papers in the order of their kinds and by title, each with its versions, the newest first."""
    statement = (
        sa.select(ApplicationDocument)
        .where(col(ApplicationDocument.participant_id) == participant_id, col(ApplicationDocument.deleted).is_(False))
        .order_by(col(ApplicationDocument.title), col(ApplicationDocument.id))
    )
    papers = sorted((paper for (paper,) in tx.execute(statement)), key=lambda paper: _ORDER[paper.kind])
    versions = _versions_of(tx, [paper.id for paper in papers])
    return tuple(
        PaperRecord(paper.id, paper.participant_id, paper.kind, paper.title, paper.status, versions[paper.id])
        for paper in papers
    )


def next_version_number(tx: Transaction, document_id: ApplicationDocumentId) -> int:
    """The number of the version that comes next; the first is 1."""
    newest = sa.select(sa.func.max(DocumentVersion.number)).where(col(DocumentVersion.document_id) == document_id)
    return (tx.execute(newest).scalar_one() or 0) + 1


def newest_version(tx: Transaction, document_id: ApplicationDocumentId) -> DocumentVersion | None:
    """The version with the highest number; None for a paper without files."""
    statement = (
        sa.select(DocumentVersion)
        .where(col(DocumentVersion.document_id) == document_id)
        .order_by(col(DocumentVersion.number).desc())
        .limit(1)
    )
    return tx.scalar(statement)


def paper_counts(tx: Transaction, participant_ids: Sequence[UUID]) -> Mapping[UUID, PaperCounts]:
    """For each of the people with a paper: how many, and how many ready."""
    ready = sa.func.sum(sa.case((col(ApplicationDocument.status) == PaperStatus.READY, 1), else_=0))
    statement = (
        sa.select(col(ApplicationDocument.participant_id), sa.func.count(), ready)
        .where(
            col(ApplicationDocument.participant_id).in_(participant_ids),
            col(ApplicationDocument.deleted).is_(False),
        )
        .group_by(col(ApplicationDocument.participant_id))
    )
    return {person: PaperCounts(*counts) for person, *counts in tx.execute(statement)}


def sent_with(tx: Transaction, application_id: UUID) -> set[tuple[UUID, date]]:
    """Which versions went with an application, and on which day."""
    statement = sa.select(col(SentPaper.version_id), col(SentPaper.sent_on)).where(
        col(SentPaper.application_id) == application_id, col(SentPaper.deleted).is_(False)
    )
    return {(version_id, sent_on) for version_id, sent_on in tx.execute(statement)}


def _versions_of(tx: Transaction, document_ids: Sequence[UUID]) -> dict[UUID, tuple[PaperVersion, ...]]:
    statement = (
        sa.select(DocumentVersion, col(Attachment.size))
        .join(Attachment, col(Attachment.sha256) == DocumentVersion.attachment_sha256)
        .where(col(DocumentVersion.document_id).in_(document_ids))
        .order_by(col(DocumentVersion.number).desc())
    )
    found: dict[UUID, list[PaperVersion]] = {number: [] for number in document_ids}
    sent = _sent_versions(tx, document_ids)
    for version, size in tx.execute(statement):
        found[version.document_id].append(
            PaperVersion(
                version.id,
                version.number,
                version.file_name,
                version.media_type,
                size,
                version.note,
                local_moment(version.created_at),
                sent.get(version.id, ()),
            )
        )
    return {number: tuple(versions) for number, versions in found.items()}


def _sent_versions(tx: Transaction, document_ids: Sequence[UUID]) -> dict[UUID, tuple[SentTo, ...]]:
    """Where versions of these papers went, the latest first."""
    statement = (
        sa.select(col(SentPaper.version_id), col(Employer.name), col(SentPaper.sent_on))
        .join(DocumentVersion, col(DocumentVersion.id) == SentPaper.version_id)
        .join(JobApplication, col(JobApplication.id) == SentPaper.application_id)
        .join(Employer, col(Employer.id) == JobApplication.employer_id)
        .where(
            col(DocumentVersion.document_id).in_(document_ids),
            col(SentPaper.deleted).is_(False),
            col(JobApplication.deleted).is_(False),
        )
        .order_by(col(SentPaper.sent_on).desc(), col(SentPaper.id).desc())
    )
    found: dict[UUID, tuple[SentTo, ...]] = {}
    for version_id, employer_name, sent_on in tx.execute(statement):
        found[version_id] = (*found.get(version_id, ()), SentTo(employer_name, sent_on))
    return found
