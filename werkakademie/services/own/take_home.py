"""Everything of a person as one file: papers, folders, log and CV, with a choice of what."""

from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path

from werkakademie.errors import FieldProblem, InvalidFieldsError
from werkakademie.i18n import _, pgettext
from werkakademie.models import Resume
from werkakademie.records.clock import local_moment
from werkakademie.records.enums import PaperKind
from werkakademie.records.job_search import ActivityRecord, ApplicationRecord, PaperRecord
from werkakademie.records.labels import label
from werkakademie.records.own_papers import TakeHomeFile, TakeHomeOffer, TakeHomePart
from werkakademie.records.permissions import Permission
from werkakademie.records.progress import Progress
from werkakademie.rules.file_names import name_part
from werkakademie.services.documents import write_whole
from werkakademie.services.own.papers import file_within
from werkakademie.services.own.place import OwnPlace, require_own, require_writable
from werkakademie.services.own.proof import own_proof
from werkakademie.storage import job_search, papers
from werkakademie.storage.own import log as log_queries
from werkakademie.storage.own.take_home import resumes_of
from werkakademie.storage.transaction import Transaction

#: Shorter ones are found by trying.
SHORTEST_PASSWORD = 8


def offered_parts(own: OwnPlace) -> tuple[TakeHomeOffer, ...]:
    """What there is to take home; parts without anything are left out."""
    own.require(Permission.OWN_PLACE)
    with own.store.read() as tx:
        known = papers.papers_of(tx, own.participant_id)
        entries = len(job_search.applications_of(tx, own.participant_id))
        counts = {
            TakeHomePart.PAPERS: len([paper for paper in known if paper.versions and not _is_folder(paper)]),
            TakeHomePart.FOLDERS: len([paper for paper in known if paper.versions and _is_folder(paper)]),
            TakeHomePart.LOG: entries + len(log_queries.activities_of(tx, own.participant_id)),
            TakeHomePart.RESUME: len(resumes_of(tx, own.participant_id)),
        }
    return tuple(TakeHomeOffer(part, count) for part, count in counts.items() if count)


def suggested_name(own: OwnPlace) -> str:
    """How the file is called: „Meine_Unterlagen_Olena.zip“."""
    own.require(Permission.OWN_PLACE)
    return "_".join(part for part in ("Meine_Unterlagen", name_part(own.given_name)) if part) + ".zip"


def take_home(own: OwnPlace, parts: Collection[TakeHomePart], *, password: str, path: Path, progress: Progress) -> int:
    """Write the ZIP to `path`; gives how many files are inside. An empty password leaves it open to everybody.

    Raises InvalidFieldsError, FileNotWrittenError, Cancelled.
    """
    own.require(Permission.OWN_PLACE)
    from werkakademie.exchange.take_home import packed

    if not parts:
        raise InvalidFieldsError((FieldProblem("parts", _("Bitte wählen Sie aus, was Sie mitnehmen.")),))
    check_password(password)
    with own.store.read() as tx:
        require_writable(own, tx)
        files = list(_paper_files(own, tx, parts))
        if TakeHomePart.RESUME in parts:
            files += _resume_files(own, tx)
        applications = job_search.applications_of(tx, own.participant_id)
        activities = log_queries.activities_of(tx, own.participant_id)
        today, moment = tx.today, local_moment(tx.now)
    if TakeHomePart.LOG in parts and (applications or activities):
        first = _first_day(applications, activities, today)
        files.append(TakeHomeFile("Bewerbungen/Bewerbungsnachweis.pdf", own_proof(own, first=first, last=today)))
        files.append(TakeHomeFile("Bewerbungen/Bewerbungen.csv", log_table(applications, activities)))
    write_whole(path, packed(files, moment=moment, password=password, progress=progress))
    return len(files)


def check_password(password: str) -> None:
    """Raises InvalidFieldsError for one that is too short; none at all is a choice."""
    if password and len(password) < SHORTEST_PASSWORD:
        message = _("Bitte nehmen Sie mindestens {least} Zeichen.").format(least=SHORTEST_PASSWORD)
        raise InvalidFieldsError((FieldProblem("password", message),))


def log_table(applications: Collection[ApplicationRecord], activities: Collection[ActivityRecord]) -> bytes:
    """The log as CSV for people: one line for each stage and each activity, with the person's own notes."""
    from werkakademie.exchange.people_csv import people_csv_lines

    header = (
        _("Tag"),
        _("Was"),
        _("Arbeitgeber"),
        _("Ort"),
        _("Stelle"),
        _("Gefunden über"),
        _("Beworben per"),
        _("Kennziffer"),
        pgettext("Bewerbung", "Stand"),
        _("Notiz"),
    )
    rows = [
        (
            stage.happened_on,
            _("Bewerbung"),
            one.employer_name,
            one.employer_city,
            one.position,
            label(one.source) if one.source else "",
            label(one.channel) if one.channel else "",
            one.reference,
            label(stage.stage),
            one.note,
        )
        for one in applications
        for stage in one.stages
    ]
    rows += [(one.happened_on, label(one.kind), one.place, "", "", "", "", "", "", one.note) for one in activities]
    rows.sort(key=lambda line: line[0])
    return "".join(people_csv_lines(header, rows)).encode("utf-8-sig", errors="replace")


def _paper_files(own: OwnPlace, tx: Transaction, parts: Collection[TakeHomePart]) -> Iterator[TakeHomeFile]:
    """The newest version of each paper."""
    for paper in papers.papers_of(tx, own.participant_id):
        part = TakeHomePart.FOLDERS if _is_folder(paper) else TakeHomePart.PAPERS
        if part in parts and paper.versions:
            folder = "Mappen" if _is_folder(paper) else "Unterlagen"
            name, content = file_within(own, tx, paper.versions[0].id)
            yield TakeHomeFile(f"{folder}/{_inner_name(name)}", content)


def _resume_files(own: OwnPlace, tx: Transaction) -> list[TakeHomeFile]:
    found = []
    for number in resumes_of(tx, own.participant_id):
        row = tx.get(Resume, number)
        require_own(own, row.participant_id)
        found.append(TakeHomeFile("Lebenslauf/lebenslauf.json", row.document.encode()))
    return found


def _is_folder(paper: PaperRecord) -> bool:
    return paper.kind is PaperKind.FOLDER


def _inner_name(file_name: str) -> str:
    """A name that every computer can unpack: the person's own letters stay, signs with a meaning go."""
    kept = "".join("_" if sign in '\\/:*?"<>|' or ord(sign) < 32 else sign for sign in file_name)
    return kept.strip(" .") or "Datei"


def _first_day(
    applications: Collection[ApplicationRecord], activities: Collection[ActivityRecord], today: date
) -> date:
    days = [stage.happened_on for one in applications for stage in one.stages]
    return min([*days, *(one.happened_on for one in activities)], default=today)
