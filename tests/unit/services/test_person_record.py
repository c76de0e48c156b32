"""What a person gets is everything: every table, every word, the history, the files."""

import io
import json
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import SQLModel, select

from tests.factories import a_group
from tests.tools import require_tool
from tests.unit.services.erasable import a_colleague, a_site, somebody
from tests.unit.services.family_words import UNSPOKEN
from tests.unit.services.test_nothing_is_left import Words, used_for_weeks
from werkakademie.errors import NotAllowedError
from werkakademie.models import AccessLog
from werkakademie.records.enums import AccessKind, Role
from werkakademie.records.person_record import PersonFile
from werkakademie.reports import person_record as report
from werkakademie.reports.words import Words as WordsOf
from werkakademie.services import person_record, person_rights
from werkakademie.services.workplace import Workplace
from werkakademie.storage.erasure_plan import OWNED
from werkakademie.storage.journal.tables import SUBJECT
from werkakademie.storage.person_record import ORDER, SECRET
from werkakademie.storage.practice_identity import SteppedClock
from werkakademie.storage.restricted import RestrictedError


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[Workplace, SteppedClock]]:
    opened, clock = a_site(tmp_path / "store")
    yield opened, clock
    opened.store.close()


@pytest.fixture
def workplace(site: tuple[Workplace, SteppedClock]) -> Workplace:
    return site[0]


def text_of(pdf: Path) -> str:
    found = subprocess.run(
        [str(require_tool("pdftotext")), "-layout", str(pdf), "-"], capture_output=True, check=True, encoding="utf-8"
    )
    return found.stdout


def test_every_table_about_people_is_in_it_and_goes_with_them() -> None:
    """A new table with a subject fails here until it is handed out and erased."""
    about_people = set(SUBJECT) | {
        table.name
        for table in SQLModel.metadata.tables.values()
        if any(
            key.column.table.name in ("participant", "enrolment", "child", "collector") for key in table.foreign_keys
        )
        or "participant_id" in table.columns
    }
    assert about_people == set(ORDER)
    assert about_people - {"erasure_item"} == set(OWNED)


def test_every_table_and_column_of_the_pdf_has_words() -> None:
    words = WordsOf()
    for table in ORDER:
        assert report.title_word(table, words) != table
        for column in SQLModel.metadata.tables[table].columns:
            if report.is_shown(column.name) and (table, column.name) not in SECRET:
                assert report.column_title(table, column.name, words) != column.name, (table, column.name)


def test_the_pdf_and_the_json_hold_every_word(site: tuple[Workplace, SteppedClock], tmp_path: Path) -> None:
    workplace, clock = site
    word = Words()
    person = used_for_weeks(workplace, clock, word)
    somebody(workplace, a_group(workplace, "Herbst 4"), "Marek", "Nowak")
    person_record.save_record(workplace, person, tmp_path / "Auskunft.pdf")
    person_record.save_record(workplace, person, tmp_path / "Auskunft.zip")
    not_in_text = {what for what in word.given if what.startswith(("file 1", "file 2", "draft", "employer city"))}
    not_in_text |= UNSPOKEN
    pdf = text_of(tmp_path / "Auskunft.pdf").replace("\n", " ")
    with zipfile.ZipFile(tmp_path / "Auskunft.zip") as archive:
        data = archive.read("Auskunft.json")
        files = [name for name in archive.namelist() if name.startswith("Unterlagen/")]
        contents = b"".join(archive.read(name) for name in files)
        assert archive.read("Auskunft.pdf").startswith(b"%PDF")
    employers = {what for what in word.given if what.startswith("employer")}
    assert {what for what, one in word.given.items() if one not in pdf} <= not_in_text
    assert {what for what, one in word.given.items() if one.encode() not in data} <= not_in_text | employers
    assert all(word.given[f"file {number}"].encode() in contents for number in (1, 2))
    assert len(files) == 4
    assert {what for what in UNSPOKEN if word.given[what] in pdf or word.given[what].encode() in data} == set()
    for shown in ("Kind", "Abholberechtigung", "Betreuungsplatz", "Kommen und Gehen", "Notfallblatt"):
        assert shown in pdf
    assert "Nowak" not in pdf
    assert b"Nowak" not in data


def test_the_json_has_every_column_but_secrets(site: tuple[Workplace, SteppedClock], tmp_path: Path) -> None:
    workplace, clock = site
    person = used_for_weeks(workplace, clock, Words())
    person_record.save_record(workplace, person, tmp_path / "Auskunft.json")
    content = json.loads((tmp_path / "Auskunft.json").read_bytes())
    assert (content["format"], content["version"]) == ("werkakademie-auskunft", 1)
    assert list(content["tables"]) == list(ORDER)
    for name, rows in content["tables"].items():
        columns = {column.name for column in SQLModel.metadata.tables[name].columns}
        assert all(set(row) == columns - {secret for table, secret in SECRET if table == name} for row in rows)
    assert content["tables"]["participant"][0]["id"] == person.hex
    assert {entry["operation"] for entry in content["history"]} >= {"I", "U"}
    assert content["periods"]["papers"] == 6


def test_handing_out_is_noted(workplace: Workplace, tmp_path: Path) -> None:
    person, _enrolment = somebody(workplace, a_group(workplace))
    person_record.save_record(workplace, person, tmp_path / "a.json")
    with workplace.store.read() as tx:
        (noted,) = tx.scalars(select(AccessLog))
    assert (noted.kind, noted.participant_id) == (AccessKind.RECORD_HANDED_OUT, person)


def test_what_is_disputed_and_restricted_stands_in_it(workplace: Workplace, tmp_path: Path) -> None:
    person, _enrolment = somebody(workplace, a_group(workplace))
    person_rights.note_dispute(workplace, person, about="Fehltag am 9.11.", statement="Ich war beim Arzt.")
    person_rights.restrict(workplace, person, reason="Richtigkeit bestritten")
    person_record.save_record(workplace, person, tmp_path / "a.pdf")
    text = " ".join(text_of(tmp_path / "a.pdf").split())
    assert "Sie bestreiten: Fehltag am 9.11. – „Ich war beim Arzt.“" in text
    assert "seit 20.11.2026 eingeschränkt: Richtigkeit bestritten" in text
    with pytest.raises(RestrictedError):
        person_record.save_record(a_colleague(workplace), person, tmp_path / "b.pdf")
    assert not (tmp_path / "b.pdf").exists()


def test_who_only_records_attendance_hands_nothing_out(workplace: Workplace, tmp_path: Path) -> None:
    person, _enrolment = somebody(workplace, a_group(workplace))
    with pytest.raises(NotAllowedError):
        person_record.save_record(a_colleague(workplace, "Ute", (Role.ATTENDANCE,)), person, tmp_path / "b.pdf")


@pytest.mark.parametrize("name", ["../../böse.txt", "C:\\Windows\\x.dll", "a/b", "…", "x" * 20])
def test_a_file_lies_in_its_folder(name: str) -> None:
    packed = person_record._archive(b"", b"", (PersonFile(name, b"1"),))
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        inner = archive.namelist()[2]
    assert inner.startswith("Unterlagen/001 ")
    assert inner.count("/") == 1
    assert "\\" not in inner
