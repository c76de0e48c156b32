"""Application papers: noted, kept as versions, given a status, copied out, removed."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.factories import a_paper, a_participant, make_workplace
from werkakademie.errors import InvalidFieldsError, NotAllowedError
from werkakademie.records.changes import Noun
from werkakademie.records.enums import PaperKind, PaperStatus, Role
from werkakademie.records.ids import ApplicationDocumentId, ParticipantId
from werkakademie.records.job_search import PaperRecord
from werkakademie.records.participants import ParticipantQuery
from werkakademie.services import papers
from werkakademie.services.documents import FileNotWrittenError
from werkakademie.services.papers import EmptyFileError, FileNotReadError, FileTooLargeError
from werkakademie.services.workplace import Workplace

PDF = b"%PDF-1.7 erfunden"
FILE_NAME = "Lebenslauf Şükrü.pdf"


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path / "store")
    yield opened
    opened.store.close()


@pytest.fixture
def olena(workplace: Workplace) -> ParticipantId:
    return a_participant(workplace)


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / FILE_NAME
    path.write_bytes(PDF)
    return path


def folder(workplace: Workplace, person: ParticipantId) -> tuple[PaperRecord, ...]:
    return papers.paper_folder(workplace, person).papers


def titles(workplace: Workplace, person: ParticipantId) -> list[str]:
    return [paper.title for paper in folder(workplace, person)]


def problems_of(action: Callable[[], object]) -> list[str]:
    with pytest.raises(InvalidFieldsError) as caught:
        action()
    return [problem.field for problem in caught.value.problems]


def test_the_usual_papers_are_noted_once_as_missing(workplace: Workplace, olena: ParticipantId) -> None:
    a_paper(workplace, olena, PaperKind.CV, "Lebenslauf auf Englisch")
    done = papers.add_usual_papers(workplace, olena)
    assert done.changes.nouns == {Noun.APPLICATION_DOCUMENT}
    assert len(done.value) == 3
    assert titles(workplace, olena) == ["Lebenslauf auf Englisch", "Anschreiben", "Zeugnis", "Foto"]
    assert {paper.status for paper in folder(workplace, olena)} == {PaperStatus.MISSING}
    assert papers.paper_folder(workplace, olena).has_usual
    assert papers.add_usual_papers(workplace, olena).value == ()


def test_papers_stand_in_the_order_of_a_folder(workplace: Workplace, olena: ParticipantId) -> None:
    for kind, title in ((PaperKind.PHOTO, "Foto"), (PaperKind.CERTIFICATE, "B"), (PaperKind.CERTIFICATE, "A")):
        a_paper(workplace, olena, kind, title)
    a_paper(workplace, olena, PaperKind.CV, "Lebenslauf")
    assert titles(workplace, olena) == ["Lebenslauf", "A", "B", "Foto"]
    assert not papers.paper_folder(workplace, olena).has_usual


@pytest.mark.parametrize("title", ["", "   ", "x" * 201])
def test_a_paper_needs_a_name_that_fits(workplace: Workplace, olena: ParticipantId, title: str) -> None:
    paper = a_paper(workplace, olena)
    assert problems_of(lambda: papers.add_paper(workplace, olena, kind=PaperKind.CV, title=title)) == ["title"]
    assert problems_of(lambda: papers.change_paper(workplace, paper, kind=PaperKind.CV, title=title)) == ["title"]
    assert titles(workplace, olena) == ["Lebenslauf"]


def test_a_paper_is_renamed(workplace: Workplace, olena: ParticipantId) -> None:
    paper = a_paper(workplace, olena)
    papers.change_paper(workplace, paper, kind=PaperKind.OTHER, title=" Führerschein ")
    (record,) = folder(workplace, olena)
    assert (record.kind, record.title) == (PaperKind.OTHER, "Führerschein")


def test_a_file_becomes_the_newest_version(workplace: Workplace, olena: ParticipantId, scan: Path) -> None:
    paper = a_paper(workplace, olena)
    papers.add_file(workplace, paper, path=scan)
    scan.write_bytes(PDF + b" neu")
    papers.add_file(workplace, paper, path=scan)
    (record,) = folder(workplace, olena)
    assert [(one.number, one.file_name, one.size) for one in record.versions] == [
        (2, FILE_NAME, len(PDF) + 4),
        (1, FILE_NAME, len(PDF)),
    ]
    assert record.versions[0].media_type == "application/pdf"
    assert record.versions[0].created_at.utcoffset() == timedelta(hours=1), "local time, in November"
    assert papers.version_file(workplace, record.versions[1].id) == (FILE_NAME, PDF)


def test_a_missing_paper_becomes_a_draft_by_its_first_file(
    workplace: Workplace, olena: ParticipantId, scan: Path
) -> None:
    paper = a_paper(workplace, olena)
    papers.add_file(workplace, paper, path=scan)
    assert folder(workplace, olena)[0].status is PaperStatus.DRAFT
    papers.set_status(workplace, paper, status=PaperStatus.READY)
    papers.add_file(workplace, paper, path=scan)
    assert folder(workplace, olena)[0].status is PaperStatus.READY


def test_a_paper_without_a_file_stays_missing(workplace: Workplace, olena: ParticipantId) -> None:
    paper = a_paper(workplace, olena)
    assert problems_of(lambda: papers.set_status(workplace, paper, status=PaperStatus.READY)) == ["status"]
    papers.set_status(workplace, paper, status=PaperStatus.MISSING)
    assert folder(workplace, olena)[0].status is PaperStatus.MISSING


class TestRefusedFiles:
    """Files that are not taken in, each with a sentence that names the file; nothing is stored."""

    @pytest.fixture
    def paper(self, workplace: Workplace, olena: ParticipantId) -> ApplicationDocumentId:
        return a_paper(workplace, olena)

    def test_a_file_that_is_too_large_is_not_even_read(
        self, workplace: Workplace, olena: ParticipantId, paper: ApplicationDocumentId, tmp_path: Path
    ) -> None:
        large = tmp_path / "Scan.pdf"
        with large.open("wb") as file:
            file.truncate(papers.LARGEST_FILE + 1)
        with pytest.raises(FileTooLargeError, match=r"Scan\.pdf.*25 MB"):
            papers.add_file(workplace, paper, path=large)
        assert folder(workplace, olena)[0].versions == ()

    def test_an_empty_file(self, workplace: Workplace, paper: ApplicationDocumentId, tmp_path: Path) -> None:
        (tmp_path / "leer.pdf").touch()
        with pytest.raises(EmptyFileError, match=r"leer\.pdf.*leer"):
            papers.add_file(workplace, paper, path=tmp_path / "leer.pdf")

    def test_a_file_that_is_gone(self, workplace: Workplace, paper: ApplicationDocumentId, tmp_path: Path) -> None:
        with pytest.raises(FileNotReadError, match=r"weg\.pdf"):
            papers.add_file(workplace, paper, path=tmp_path / "weg.pdf")

    def test_a_folder(self, workplace: Workplace, paper: ApplicationDocumentId, tmp_path: Path) -> None:
        (tmp_path / "Ordner").mkdir()
        with pytest.raises(FileNotReadError, match="Ordner"):
            papers.add_file(workplace, paper, path=tmp_path / "Ordner")


def test_a_copy_holds_the_same_bytes(workplace: Workplace, olena: ParticipantId, scan: Path, tmp_path: Path) -> None:
    version = papers.add_file(workplace, a_paper(workplace, olena), path=scan).value
    target = tmp_path / "Kopie.pdf"
    papers.save_copy(workplace, version, path=target)
    assert target.read_bytes() == PDF
    with pytest.raises(FileNotWrittenError):
        papers.save_copy(workplace, version, path=tmp_path / "fehlt" / "Kopie.pdf")


def test_the_file_lies_nowhere_in_plain_text(
    workplace: Workplace, olena: ParticipantId, scan: Path, tmp_path: Path
) -> None:
    papers.add_file(workplace, a_paper(workplace, olena), path=scan)
    workplace.store.close()
    stored = [path.read_bytes() for path in (tmp_path / "store").rglob("*") if path.is_file()]
    assert stored
    assert not any(PDF in content for content in stored)


def test_a_removed_paper_comes_back_with_its_files(workplace: Workplace, olena: ParticipantId, scan: Path) -> None:
    paper = a_paper(workplace, olena)
    papers.add_file(workplace, paper, path=scan)
    papers.remove_paper(workplace, paper)
    assert folder(workplace, olena) == ()
    papers.remove_paper(workplace, paper, removed=False)
    assert len(folder(workplace, olena)[0].versions) == 1


def test_the_list_counts_papers(workplace: Workplace, olena: ParticipantId, scan: Path) -> None:
    a_participant(workplace, "Fatma", "Öztürk")
    ready = papers.add_usual_papers(workplace, olena).value[0]
    papers.add_file(workplace, ready, path=scan)
    papers.set_status(workplace, ready, status=PaperStatus.READY)
    gone = a_paper(workplace, olena, PaperKind.OTHER, "Weg")
    papers.remove_paper(workplace, gone)
    rows, _next = papers.paper_owner_page(workplace, ParticipantQuery())
    assert [(row.family_name, row.papers, row.ready) for row in rows] == [("Kovalenko", 4, 1), ("Öztürk", 0, 0)]


def test_only_staff_reads_papers(tmp_path: Path) -> None:
    workplace = make_workplace(tmp_path, roles=[Role.CARER])
    with workplace.store, pytest.raises(NotAllowedError):
        papers.paper_owner_page(workplace, ParticipantQuery())
