"""A person's own papers, folders, and what they take home."""

import csv
import io
import json
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import which

import pikepdf
import pytest
import pyzipper

from tests.exchange.scans import scan, text_pdf
from tests.factories import a_paper, a_participant, an_application, an_own_place, make_workplace
from werkakademie.errors import InvalidFieldsError, NotAllowedError
from werkakademie.exchange.folder_errors import HeicPictureError, OtherFormatError
from werkakademie.models import Resume
from werkakademie.records.enums import PaperKind, ResumeLayout
from werkakademie.records.ids import ApplicationDocumentId, DocumentVersionId, JobApplicationId, ResumeId
from werkakademie.records.own_papers import MadeFolder, TakeHomePart
from werkakademie.records.progress import Unwatched
from werkakademie.services import papers as coach_papers
from werkakademie.services.own import folders, papers, take_home
from werkakademie.services.own.place import OwnPlace
from werkakademie.services.papers import EmptyFileError
from werkakademie.services.workplace import Workplace
from werkakademie.ui.papers.texts import version_line

ALL = frozenset(TakeHomePart)


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    made = make_workplace(tmp_path / "store")
    yield made
    made.store.close()


@pytest.fixture
def own(workplace: Workplace) -> OwnPlace:
    return an_own_place(workplace)


def with_version(workplace: Workplace, own: OwnPlace, kind: PaperKind, title: str, data: bytes) -> DocumentVersionId:
    number = a_paper(workplace, own.participant_id, kind, title)
    name = f"{title}.pdf"
    return coach_papers.add_version(workplace, number, file_name=name, media_type="application/pdf", data=data).value


def certificate(own: OwnPlace, folder: Path, name: str, data: bytes) -> ApplicationDocumentId:
    path = folder / name
    path.write_bytes(data)
    return papers.add_certificate(own, path=path).value


def a_whole_person(workplace: Workplace, own: OwnPlace, folder: Path) -> JobApplicationId:
    application = an_application(workplace, own.participant_id)
    with_version(workplace, own, PaperKind.CV, "Lebenslauf", text_pdf("Lebenslauf Olena"))
    with_version(workplace, own, PaperKind.COVER_LETTER, "Anschreiben Logistik Nord GmbH", text_pdf("Guten Tag Nord"))
    with_version(workplace, own, PaperKind.COVER_LETTER, "Anschreiben Süd AG", text_pdf("Guten Tag Süd"))
    certificate(own, folder, "Zeugnis.jpg", scan(3, width=500))
    return application


def made(own: OwnPlace, application: JobApplicationId | None) -> MadeFolder:
    chosen = [paper.version_id for paper in folders.folder_papers(own, application) if paper.proposed]
    numbers = [number for number in chosen if number is not None]
    return folders.make_folder(own, application, numbers, megabytes=5, progress=Unwatched()).value


def test_a_certificate_is_kept_with_its_file(own: OwnPlace, tmp_path: Path) -> None:
    number = certificate(own, tmp_path, "Zeugnis Lager.pdf", text_pdf("Zeugnis"))
    (paper,) = papers.my_papers(own)
    assert (paper.id, paper.title, paper.kind) == (number, "Zeugnis Lager", PaperKind.CERTIFICATE)
    assert papers.paper_file(own, paper.versions[0].id) == ("Zeugnis Lager.pdf", text_pdf("Zeugnis"))


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("Foto.heic", b"\0\0\0\x18ftypheic", HeicPictureError),
        ("Brief.docx", b"PK\x03\x04", OtherFormatError),
        ("leer.pdf", b"", EmptyFileError),
    ],
)
def test_what_employers_could_not_open_is_not_kept(
    own: OwnPlace, tmp_path: Path, name: str, data: bytes, error: type[Exception]
) -> None:
    with pytest.raises(error, match=name):
        certificate(own, tmp_path, name, data)
    assert papers.my_papers(own) == ()


def test_a_paper_is_renamed_removed_and_brought_back(own: OwnPlace, tmp_path: Path) -> None:
    number = certificate(own, tmp_path, "scan0001.pdf", text_pdf("Zeugnis"))
    assert papers.rename_paper(own, number, title=" Zeugnis 2021 ").value == "scan0001"
    with pytest.raises(InvalidFieldsError):
        papers.rename_paper(own, number, title="  ")
    papers.remove_paper(own, number)
    assert papers.my_papers(own) == ()
    papers.remove_paper(own, number, removed=False)
    assert [paper.title for paper in papers.my_papers(own)] == ["Zeugnis 2021"]


def test_nothing_of_another_person_can_be_reached(workplace: Workplace, own: OwnPlace, tmp_path: Path) -> None:
    other = an_own_place(workplace, a_participant(workplace, "Anna", "Braun"))
    number = certificate(other, tmp_path, "Zeugnis.pdf", text_pdf("Anna"))
    version = papers.my_papers(other)[0].versions[0].id
    application = an_application(workplace, other.participant_id)
    mine = an_application(workplace, own.participant_id)
    for attempt in (
        lambda: papers.paper_file(own, version),
        lambda: papers.rename_paper(own, number, title="x"),
        lambda: papers.remove_paper(own, number),
        lambda: papers.add_certificate(own, path=tmp_path / "Zeugnis.pdf", document_id=number),
        lambda: folders.folder_papers(own, application),
        lambda: folders.make_folder(own, None, [version], megabytes=5, progress=Unwatched()),
        lambda: folders.mark_sent(own, application, []),
        lambda: folders.mark_sent(own, mine, [version]),
    ):
        with pytest.raises(NotAllowedError):
            attempt()
    assert papers.my_papers(own) == ()
    assert [one.employer_name for one in folders.folder_targets(own)] == ["Logistik Nord GmbH"]
    assert take_home.offered_parts(own)[0].part is TakeHomePart.LOG


def test_a_folder_proposes_the_letter_to_this_employer(workplace: Workplace, own: OwnPlace, tmp_path: Path) -> None:
    application = a_whole_person(workplace, own, tmp_path)
    found = folders.folder_papers(own, application)
    assert [(paper.title, paper.proposed) for paper in found] == [
        ("Anschreiben Logistik Nord GmbH", True),
        ("Anschreiben Süd AG", False),
        ("Lebenslauf", True),
        ("Zeugnis", True),
    ]


def test_a_folder_is_kept_as_a_version_under_its_name(workplace: Workplace, own: OwnPlace, tmp_path: Path) -> None:
    folder = made(own, a_whole_person(workplace, own, tmp_path))
    assert folder.file_name == "Bewerbung_Kovalenko_Olena_Logistik_Nord_GmbH.pdf"
    name, content = papers.paper_file(own, folder.version_id)
    assert name == folder.file_name
    with pikepdf.open(io.BytesIO(content)) as pdf, pdf.open_outline() as outline:
        assert len(pdf.pages) == folder.pages == 3
        titles = [item.title for item in outline.root]
    assert titles == ["Anschreiben Logistik Nord GmbH", "Lebenslauf", "Zeugnis"]
    assert made(own, folder.application_id).version_id == folder.version_id


def test_the_next_folder_is_ordered_as_the_last_one(workplace: Workplace, own: OwnPlace, tmp_path: Path) -> None:
    application = a_whole_person(workplace, own, tmp_path)
    letter, _other_letter, resume, school = folders.folder_papers(own, application)
    chosen = [each.version_id for each in (school, resume, letter) if each.version_id is not None]
    folders.make_folder(own, application, chosen, megabytes=5, progress=Unwatched())
    certificate(own, tmp_path, "Zeugnis Lager.pdf", text_pdf("Zeugnis"))
    assert [paper.title for paper in folders.folder_papers(own)] == [
        "Zeugnis",
        "Zeugnis Lager",
        "Lebenslauf",
        "Anschreiben Logistik Nord GmbH",
        "Anschreiben Süd AG",
    ]


def test_a_folder_that_cannot_be_read_leaves_the_usual_order(workplace: Workplace, own: OwnPlace) -> None:
    with_version(workplace, own, PaperKind.FOLDER, "Mappe", b"%PDF-1.7 torn")
    with_version(workplace, own, PaperKind.CV, "Lebenslauf", text_pdf("CV"))
    with_version(workplace, own, PaperKind.COVER_LETTER, "Anschreiben", text_pdf("Brief"))
    assert [paper.title for paper in folders.folder_papers(own)] == ["Anschreiben", "Lebenslauf"]


def test_a_file_that_is_no_pdf_is_shown_but_not_taken(workplace: Workplace, own: OwnPlace) -> None:
    number = a_paper(workplace, own.participant_id)
    coach_papers.add_version(workplace, number, file_name="Lebenslauf.docx", media_type="", data=b"PK")
    (paper,) = folders.folder_papers(own)
    assert (paper.version_id, paper.proposed) == (None, False)


def test_which_version_went_where_is_kept_and_the_coach_reads_it(
    workplace: Workplace, own: OwnPlace, tmp_path: Path
) -> None:
    folder = made(own, a_whole_person(workplace, own, tmp_path))
    assert folder.application_id is not None
    sent = folders.mark_sent(own, folder.application_id, [folder.version_id, *folder.parts]).value
    assert len(sent) == 4
    assert folders.mark_sent(own, folder.application_id, [folder.version_id, *folder.parts]).value == ()
    with pytest.raises(InvalidFieldsError):
        folders.mark_sent(own, folder.application_id, [folder.version_id], sent_on=date(2030, 1, 1))
    seen = coach_papers.paper_folder(workplace, own.participant_id).papers
    lines = {paper.title: version_line(paper.versions[0]) for paper in seen if paper.versions}
    assert "verschickt an Logistik Nord GmbH am 23.11.2026" in lines["Lebenslauf"]
    assert "verschickt" not in lines["Anschreiben Süd AG"]
    folders.take_back_sent(own, sent)
    seen = coach_papers.paper_folder(workplace, own.participant_id).papers
    assert all(not version.sent for paper in seen for version in paper.versions)


def test_a_folder_needs_papers_and_a_known_limit(own: OwnPlace, workplace: Workplace) -> None:
    version = with_version(workplace, own, PaperKind.CV, "Lebenslauf", text_pdf("CV"))
    with pytest.raises(InvalidFieldsError):
        folders.make_folder(own, None, [], megabytes=5, progress=Unwatched())
    with pytest.raises(InvalidFieldsError):
        folders.make_folder(own, None, [version], megabytes=400, progress=Unwatched())


def test_everything_goes_home_in_one_file(workplace: Workplace, own: OwnPlace, tmp_path: Path) -> None:
    made(own, a_whole_person(workplace, own, tmp_path))
    an_application(workplace, own.participant_id, "=HYPERLINK(1)", reference="+49 30 1")
    with own.store.write(own.account_id) as tx:
        tx.add(
            Resume(
                id=ResumeId(tx.new_id()),
                participant_id=own.participant_id,
                document='{"basics": {"name": "Олена"}}',
                layout=next(iter(ResumeLayout)),
                created_at=tx.now,
                created_by=tx.actor,
                changed_at=tx.now,
            )
        )
    path = tmp_path / take_home.suggested_name(own)
    assert path.name == "Meine_Unterlagen_Olena.zip"
    count = take_home.take_home(own, ALL, password="", path=path, progress=Unwatched())
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert sorted(names) == [
            "Bewerbungen/Bewerbungen.csv",
            "Bewerbungen/Bewerbungsnachweis.pdf",
            "Lebenslauf/lebenslauf.json",
            "Mappen/Bewerbung_Kovalenko_Olena_Logistik_Nord_GmbH.pdf",
            "Unterlagen/Anschreiben Logistik Nord GmbH.pdf",
            "Unterlagen/Anschreiben Süd AG.pdf",
            "Unterlagen/Lebenslauf.pdf",
            "Unterlagen/Zeugnis.jpg",
        ]
        assert count == len(names)
        assert json.loads(archive.read("Lebenslauf/lebenslauf.json"))["basics"]["name"] == "Олена"
        table = archive.read("Bewerbungen/Bewerbungen.csv")
    assert table.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:3] == ["Tag", "Was", "Arbeitgeber"]
    assert {row[2] for row in rows[1:]} == {"Logistik Nord GmbH", "'=HYPERLINK(1)"}
    assert rows[1][0] == "09.11.2026"


def test_only_what_was_chosen_goes_home(workplace: Workplace, own: OwnPlace, tmp_path: Path) -> None:
    a_whole_person(workplace, own, tmp_path)
    path = tmp_path / "mit.zip"
    take_home.take_home(own, {TakeHomePart.LOG}, password="", path=path, progress=Unwatched())
    with zipfile.ZipFile(path) as archive:
        assert all(name.startswith("Bewerbungen/") for name in archive.namelist())
    with pytest.raises(InvalidFieldsError):
        take_home.take_home(own, (), password="", path=path, progress=Unwatched())


def test_a_password_locks_the_contents(workplace: Workplace, own: OwnPlace, tmp_path: Path) -> None:
    a_whole_person(workplace, own, tmp_path)
    path = tmp_path / "mit.zip"
    with pytest.raises(InvalidFieldsError):
        take_home.take_home(own, ALL, password="kurz", path=path, progress=Unwatched())
    take_home.take_home(own, ALL, password="ein grünes Fahrrad", path=path, progress=Unwatched())
    assert b"Lebenslauf Olena" not in path.read_bytes()
    with pyzipper.AESZipFile(path) as archive:
        with pytest.raises(RuntimeError):
            archive.read("Unterlagen/Lebenslauf.pdf")
        archive.setpassword("ein grünes Fahrrad".encode())
        assert archive.read("Unterlagen/Lebenslauf.pdf") == text_pdf("Lebenslauf Olena")
    seven = which("7z")
    if seven is not None:
        tested = [seven, "t", "-pein grünes Fahrrad", str(path)]
        assert subprocess.run(tested, capture_output=True, check=False).returncode == 0
        wrong = [seven, "t", "-pfalsch", str(path)]
        assert subprocess.run(wrong, capture_output=True, check=False).returncode != 0


def test_two_papers_of_one_name_both_go_home(own: OwnPlace, tmp_path: Path) -> None:
    certificate(own, tmp_path, "Zeugnis.pdf", text_pdf("eins"))
    certificate(own, tmp_path, "Zeugnis.pdf", text_pdf("zwei"))
    path = tmp_path / "mit.zip"
    take_home.take_home(own, ALL, password="", path=path, progress=Unwatched())
    with zipfile.ZipFile(path) as archive:
        assert sorted(archive.namelist()) == ["Unterlagen/Zeugnis (2).pdf", "Unterlagen/Zeugnis.pdf"]
