"""Application folders: what can go in, making one, and which version went where."""

from collections.abc import Sequence
from datetime import date

from werkakademie.errors import FieldProblem, InvalidFieldsError
from werkakademie.i18n import _
from werkakademie.models import SentPaper
from werkakademie.records.changes import Done
from werkakademie.records.enums import PaperKind
from werkakademie.records.ids import DocumentVersionId, JobApplicationId, SentPaperId
from werkakademie.records.job_search import PaperRecord
from werkakademie.records.own_log import UNKNOWN_EMPLOYER
from werkakademie.records.own_papers import (
    FOLDER_ENDINGS,
    FOLDER_LIMITS,
    FOLDER_ORDER,
    FolderPaper,
    FolderTarget,
    MadeFolder,
)
from werkakademie.records.participants import display_name
from werkakademie.records.permissions import Permission
from werkakademie.records.progress import Progress
from werkakademie.rules.file_names import folder_file_name
from werkakademie.rules.folder_order import found_by_title, proposed_order
from werkakademie.services.own.paper_versions import keep_version
from werkakademie.services.own.papers import file_within, titles_within
from werkakademie.services.own.place import OwnPlace, require_own_application, require_writable
from werkakademie.storage import job_search, papers
from werkakademie.storage.transaction import Transaction


def folder_targets(own: OwnPlace) -> tuple[FolderTarget, ...]:
    """The person's applications, the one with the newest stage first."""
    own.require(Permission.OWN_PLACE)
    with own.store.read() as tx:
        return tuple(
            FolderTarget(one.id, one.employer_name, one.position)
            for one in job_search.applications_of(tx, own.participant_id)
        )


def folder_papers(own: OwnPlace, application_id: JobApplicationId | None = None) -> tuple[FolderPaper, ...]:
    """All papers but folders, as the person ordered them last, else as employers expect them.

    What fits this application is proposed.
    """
    own.require(Permission.OWN_PLACE)
    with own.store.read() as tx:
        employer = _employer(own, tx, application_id)
        found = papers.papers_of(tx, own.participant_id)
        last = _titles_of_the_last_folder(own, tx, found)
    usual = sorted(
        (paper for paper in found if paper.kind in FOLDER_ORDER), key=lambda paper: FOLDER_ORDER.index(paper.kind)
    )
    proposed = _proposed(usual, employer)
    ordered = proposed_order(usual, found_by_title([(paper, paper.title) for paper in usual], last))
    return tuple(_folder_paper(paper, paper in proposed) for paper in ordered)


def make_folder(
    own: OwnPlace,
    application_id: JobApplicationId | None,
    version_ids: Sequence[DocumentVersionId],
    *,
    megabytes: int,
    progress: Progress,
) -> Done[MadeFolder]:
    """Join papers in this order and keep the folder as a version of its own.

    Raises InvalidFieldsError, an UnusableFileError, FolderTooLargeError, Cancelled.
    """
    own.require(Permission.OWN_PLACE)
    from werkakademie.exchange.paper_folder import MEGABYTE, FolderPart, joined

    if not version_ids:
        raise InvalidFieldsError((FieldProblem("papers", _("Bitte wählen Sie mindestens ein Papier.")),))
    if megabytes not in FOLDER_LIMITS:
        raise InvalidFieldsError((FieldProblem("megabytes", _("Diese Grenze gibt es hier nicht.")),))
    with own.store.read() as tx:
        person = require_writable(own, tx)
        employer = _employer(own, tx, application_id)
        titles = titles_within(own, tx, version_ids)
        parts = [
            FolderPart(title, file_within(own, tx, each)[1]) for title, each in zip(titles, version_ids, strict=True)
        ]
        name = display_name(person.given_names, person.family_name, person.own_number)
        file_name = folder_file_name(family_name=person.family_name, given_names=person.given_names, employer=employer)
    # German, as everything that employers read.
    title = " – ".join(part for part in (f"Bewerbung {name}", employer) if part)
    folder = joined(parts, title=title, author=name, limit=megabytes * MEGABYTE, progress=progress)
    with own.store.write(own.account_id) as tx:
        require_writable(own, tx)
        version_id = keep_version(
            own,
            tx,
            kind=PaperKind.FOLDER,
            title=f"Mappe {employer}".strip()[:200],
            file_name=file_name,
            media_type="application/pdf",
            data=folder.data,
        )
    made = MadeFolder(
        version_id,
        file_name,
        len(folder.data),
        folder.pages,
        folder.shrunk,
        application_id,
        tuple(version_ids),
    )
    return Done(made, tx.changes)


def mark_sent(
    own: OwnPlace,
    application_id: JobApplicationId,
    version_ids: Sequence[DocumentVersionId],
    *,
    sent_on: date | None = None,
) -> Done[tuple[SentPaperId, ...]]:
    """Note that these versions went with an application, today if no day is given; the same twice is once."""
    own.require(Permission.OWN_PLACE)
    with own.store.write(own.account_id) as tx:
        require_writable(own, tx)
        require_own_application(own, tx, application_id)
        titles_within(own, tx, version_ids)
        day = sent_on or tx.today
        if day > tx.today:
            raise InvalidFieldsError((FieldProblem("sent_on", _("Dieser Tag ist noch nicht da.")),))
        known = papers.sent_with(tx, application_id)
        added = [
            SentPaper(
                id=SentPaperId(tx.new_id()),
                application_id=application_id,
                version_id=each,
                sent_on=day,
                created_at=tx.now,
                created_by=tx.actor,
            )
            for each in dict.fromkeys(version_ids)
            if (each, day) not in known
        ]
        for row in added:
            tx.add(row)
    return Done(tuple(row.id for row in added), tx.changes)


def take_back_sent(own: OwnPlace, sent_ids: Sequence[SentPaperId]) -> Done[None]:
    """It was not sent after all."""
    own.require(Permission.OWN_PLACE)
    with own.store.write(own.account_id) as tx:
        require_writable(own, tx)
        for each in sent_ids:
            row = tx.get(SentPaper, each)
            require_own_application(own, tx, row.application_id)
            row.deleted = True
            tx.add(row)
    return Done(None, tx.changes)


def _employer(own: OwnPlace, tx: Transaction, application_id: JobApplicationId | None) -> str:
    if application_id is None:
        return ""
    require_own_application(own, tx, application_id)
    name = job_search.application(tx, application_id).employer_name
    return "" if name == UNKNOWN_EMPLOYER else name


def _titles_of_the_last_folder(own: OwnPlace, tx: Transaction, found: Sequence[PaperRecord]) -> tuple[str, ...]:
    """What the newest folder holds, in order: read from the folder itself, which also knows those never sent."""
    versions = [version for paper in found if paper.kind is PaperKind.FOLDER for version in paper.versions]
    if not versions:
        return ()
    from werkakademie.exchange.folder_outline import titles_inside

    newest = max(versions, key=lambda version: (version.created_at, version.id))
    return titles_inside(file_within(own, tx, newest.id)[1])


def _proposed(known: Sequence[PaperRecord], employer: str) -> list[PaperRecord]:
    """One letter and one CV, the newest that fit; all certificates."""
    chosen = [paper for paper in known if paper.kind is PaperKind.CERTIFICATE]
    letters = [paper for paper in known if paper.kind is PaperKind.COVER_LETTER]
    resumes = [paper for paper in known if paper.kind is PaperKind.CV]
    for kind in (_newest([one for one in letters if employer and employer in one.title] or letters), _newest(resumes)):
        chosen += kind
    return [paper for paper in chosen if _joinable(paper) is not None]


def _newest(found: Sequence[PaperRecord]) -> list[PaperRecord]:
    with_file = [paper for paper in found if _joinable(paper) is not None]
    return [max(with_file, key=lambda paper: paper.versions[0].created_at)] if with_file else []


def _folder_paper(paper: PaperRecord, proposed: bool) -> FolderPaper:
    found = _joinable(paper)
    if found is None:
        return FolderPaper(paper.id, paper.kind, paper.title, None, 0, proposed=False)
    number, size = found
    return FolderPaper(paper.id, paper.kind, paper.title, number, size, proposed)


def _joinable(paper: PaperRecord) -> tuple[DocumentVersionId, int] | None:
    """The newest version whose name says that it can be joined."""
    for version in paper.versions:
        if version.file_name.casefold().rpartition(".")[2] in FOLDER_ENDINGS:
            return version.id, version.size
    return None
