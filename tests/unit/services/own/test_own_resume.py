"""A person's own CV in the store, and on paper for ten people of all scripts."""

import json
import subprocess
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from tests.factories import a_participant, an_own_place, make_workplace
from tests.tools import require_tool
from werkakademie.errors import InvalidFieldsError
from werkakademie.exchange.photos import PhotoNotReadError
from werkakademie.records.enums import PaperKind, ResumeLayout
from werkakademie.records.resume import Language, Month, ResumeDocument, Station
from werkakademie.services.own import papers, resume
from werkakademie.services.own.place import OwnPlace
from werkakademie.services.workplace import Workplace

#: One of each way to write; „messy/faker_namen.csv“ has twelve of each.
LOCALES = ("de_DE", "tr_TR", "uk_UA", "ar_AA", "fa_IR", "vi_VN", "pl_PL", "el_GR", "lv_LV", "hu_HU")
_DIRECTION_SIGNS = "\u202a\u202b\u202c\u200e\u200f\u2066\u2067\u2068\u2069"


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    made = make_workplace(tmp_path / "store")
    yield made
    made.store.close()


@pytest.fixture
def own(workplace: Workplace) -> OwnPlace:
    return an_own_place(workplace)


def a_resume(name: str) -> ResumeDocument:
    return ResumeDocument(
        name=name,
        city="Oldenburg",
        work=(Station("Köchin", "Gasthaus Nord", "Oldenburg", Month(2019, 4), Month(2023, 6), ("Kochen",)),),
        education=(Station("Ausbildung zur Köchin", "Schule 7", "", Month(2016), Month(2018)),),
        languages=(Language("Deutsch", "B1"),),
        skills=("Kochen",),
    )


@pytest.mark.parametrize("locale", LOCALES)
def test_ten_people_read_their_name_dates_and_sections_in_order(
    locale: str, real_data: Path, workplace: Workplace, tmp_path: Path
) -> None:
    lines = (real_data / "messy" / "faker_namen.csv").read_text("utf-8").splitlines()
    _locale, family, given = next(line for line in lines if line.startswith(locale)).split(";")
    own = an_own_place(workplace, a_participant(workplace, given, family))
    document = a_resume(resume.my_resume(own).document.name)
    resume.finish_resume(own, document=document, layout=ResumeLayout.CLASSIC, with_photo=False)
    _name, data = resume.resume_file(own)
    path = tmp_path / "cv.pdf"
    path.write_bytes(data)
    subprocess.run([str(require_tool("qpdf")), "--check", str(path)], check=True, capture_output=True)
    done = subprocess.run([str(require_tool("pdftotext")), str(path), "-"], check=True, capture_output=True)
    text = unicodedata.normalize("NFC", "".join(sign for sign in done.stdout.decode() if sign not in _DIRECTION_SIGNS))
    name = unicodedata.normalize("NFC", f"{given} {family}")
    order = ["Lebenslauf", name, "Berufserfahrung", "04.2019 – 06.2023", "Köchin", "Schule und Ausbildung", "Sprachen"]
    places = [text.find(words) for words in order]
    assert -1 not in places, order[places.index(-1)]
    assert places == sorted(places)


def test_the_cv_begins_with_what_is_known_and_nothing_voluntary(workplace: Workplace) -> None:
    person = a_participant(workplace, "Olena", "Kovalenko", city="Oldenburg", birth_date=date(1988, 4, 2))
    begun = resume.my_resume(an_own_place(workplace, person))
    assert begun.is_new
    assert begun.document == ResumeDocument(name="Olena Kovalenko", city="Oldenburg")


def test_a_finished_cv_is_a_version_of_the_paper_and_the_same_one_is_not_kept_twice(own: OwnPlace) -> None:
    for _time in range(2):
        resume.finish_resume(own, document=a_resume("Olena"), layout=ResumeLayout.CLEAR, with_photo=False)
    word = resume.finish_resume(
        own, document=a_resume("Olena"), layout=ResumeLayout.CLEAR, with_photo=False, kind=resume.DOCX
    ).value
    (paper,) = papers.my_papers(own)
    assert paper.kind is PaperKind.CV
    assert [version.file_name for version in paper.versions] == ["Lebenslauf_Olena.docx", "Lebenslauf_Olena.pdf"]
    assert paper.versions[0].id == word


def test_a_cv_without_a_name_is_kept_but_not_finished(own: OwnPlace) -> None:
    nameless = a_resume("")
    resume.save_resume(own, document=nameless, layout=ResumeLayout.COMPACT, with_photo=False)
    assert resume.my_resume(own).layout is ResumeLayout.COMPACT
    with pytest.raises(InvalidFieldsError) as caught:
        resume.finish_resume(own, document=nameless, layout=ResumeLayout.COMPACT, with_photo=False)
    assert [problem.field for problem in caught.value.problems] == ["name"]
    assert papers.my_papers(own) == ()


def test_a_photo_is_kept_cut_and_a_broken_one_changes_nothing(own: OwnPlace, tmp_path: Path) -> None:
    broken = tmp_path / "foto.jpg"
    broken.write_bytes(b"\xff\xd8\xff\xe0 halb")
    with pytest.raises(PhotoNotReadError):
        resume.set_photo(own, path=broken)
    assert resume.my_resume(own).is_new
    good = tmp_path / "gut.png"
    Image.new("RGB", (500, 900), "white").save(good)
    resume.set_photo(own, path=good)
    kept = resume.my_resume(own)
    assert kept.has_photo
    assert kept.with_photo


def test_a_file_comes_back_with_what_we_do_not_know(own: OwnPlace, tmp_path: Path) -> None:
    path = tmp_path / "resume.json"
    path.write_text(json.dumps({"basics": {"name": "Ali", "label": "Koch"}, "meta": {"theme": "flat"}}), "utf-8")
    brought = resume.import_resume(own, path=path)
    assert resume.my_resume(own).is_new, "nothing is stored before the person says so"
    resume.save_resume(own, document=brought, layout=ResumeLayout.CLEAR, with_photo=False)
    name, data = resume.export_resume(own)
    assert name == "Lebenslauf_Ali.json"
    given = json.loads(data)
    assert (given["basics"]["label"], given["meta"]["theme"]) == ("Koch", "flat")


def test_a_file_that_is_no_cv_is_refused_by_its_name(own: OwnPlace, tmp_path: Path) -> None:
    path = tmp_path / "bild.json"
    for content in (b"[1, 2]", b"\x89PNG\xff", b"{"):
        path.write_bytes(content)
        with pytest.raises(resume.NoResumeFileError) as caught:
            resume.import_resume(own, path=path)
        assert "bild.json" in caught.value.sentence()


def test_another_persons_cv_is_out_of_sight(workplace: Workplace, own: OwnPlace) -> None:
    resume.save_resume(own, document=a_resume("Olena"), layout=ResumeLayout.CLEAR, with_photo=True)
    other = an_own_place(workplace, a_participant(workplace, "Sara", "Haddad"))
    assert resume.my_resume(other).is_new
    assert resume.my_resume(other).document.name == "Sara Haddad"
