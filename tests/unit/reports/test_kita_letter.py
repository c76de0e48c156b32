"""The letter to a Kita: its words, its places on the sheet, and nothing that the person did not want in it."""

import io
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest

from tests.factories import a_group, a_participant, an_enrolment, make_workplace
from tests.tools import require_tool
from tests.unit.services.care import a_job, a_little_child, a_search, every_day
from werkakademie.errors import InvalidFieldsError
from werkakademie.records.care_letter import (
    LetterChoices,
    LetterFacts,
    LetterText,
    hours_words,
    letter_text,
    salutation,
)
from werkakademie.records.care_search import DayHours
from werkakademie.records.enums import CareAnswer, CareKind
from werkakademie.records.ids import PermanentCareSearchId
from werkakademie.reports.kita_letter import Letter, kita_letter
from werkakademie.services import care_letter
from werkakademie.services.workplace import Workplace

POINTS = 72 / 25.4
FACTS = LetterFacts(
    kind=CareKind.KITA,
    provider_name="Kita Sonnenblume",
    contact="Frau Müller",
    child_name="Mila",
    birth_month=date(2023, 3, 1),
    wanted_from=date(2027, 3, 1),
    applied_on=date(2026, 10, 5),
    answer=CareAnswer.WAITING_LIST,
    waiting_number=12,
    hours=(*every_day(time(8), time(16), range(4)), DayHours(4, time(8), time(14))),
    work_from=date(2027, 3, 15),
    sender_name="Olena Kovalenko",
    sender_street="Lindenweg 4",
    sender_place="10117 Berlin",
    phone="030 1234567",
    email="",
)


def a_letter(text: str = "Guten Tag,\n\nist ein Platz frei?", **fields: object) -> Letter:
    values: dict[str, object] = {
        "sender": ("Olena Kovalenko", "Lindenweg 4", "10117 Berlin"),
        "recipient": ("Kita Sonnenblume", "Frau Müller", "Hafenstraße 12", "20457 Hamburg"),
        "place_and_day": "Berlin, 23.11.2026",
        "subject": "Anfrage nach einem Betreuungsplatz",
        **fields,
    }
    return Letter(text=text, **values)  # type: ignore[arg-type]


def text_of(pdf: bytes) -> str:
    done = subprocess.run([require_tool("pdftotext"), "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


def lines_of(pdf: bytes) -> dict[str, tuple[float, float]]:
    """For each line of the page its left edge and the middle of its height, in millimetres from the upper left."""
    done = subprocess.run(
        [require_tool("pdftotext"), "-bbox-layout", "-", "-"], input=pdf, capture_output=True, check=True
    )
    found = {}
    for line in ElementTree.fromstring(done.stdout).iter("{http://www.w3.org/1999/xhtml}line"):
        words = " ".join(word.text or "" for word in line)
        place = [float(line.attrib[name]) / POINTS for name in ("xMin", "yMin", "yMax")]
        found[words] = (place[0], (place[1] + place[2]) / 2)
    return found


def test_a_letter_is_read_in_its_order() -> None:
    pdf = kita_letter(a_letter())
    lines = text_of(pdf).split("\n")
    assert lines[:9] == [
        "Olena Kovalenko · Lindenweg 4 · 10117 Berlin",
        "Kita Sonnenblume",
        "Frau Müller",
        "Hafenstraße 12",
        "20457 Hamburg",
        "Berlin, 23.11.2026",
        "Anfrage nach einem Betreuungsplatz",
        "Guten Tag,",
        "ist ein Platz frei?",
    ]
    assert lines[9] == "Olena Kovalenko"
    assert "Betreff" not in text_of(pdf)


def test_the_address_lies_in_the_window_of_form_b() -> None:
    lines = lines_of(kita_letter(a_letter()))
    for words in ("Kita Sonnenblume", "20457 Hamburg"):
        left, middle = lines[words]
        assert left == pytest.approx(25, abs=0.3)
        assert 62.7 < middle < 90
    assert 57.7 < lines["Olena Kovalenko · Lindenweg 4 · 10117 Berlin"][1] < 62.7
    subject, greeting = lines["Anfrage nach einem Betreuungsplatz"][1], lines["Guten Tag,"][1]
    assert 98.4 < subject < 105
    # Two empty lines lie between: the salutation is the third line below the subject.
    assert greeting - subject == pytest.approx(3 * 11 * 1.4 / POINTS, abs=0.5)


def test_the_sheet_is_folded_and_punched_where_the_marks_are() -> None:
    with pikepdf.open(io.BytesIO(kita_letter(a_letter()))) as document:
        page = document.pages[0]
        heights = {
            round((297 * POINTS - float(one.operands[1])) / POINTS, 1)
            for one in pikepdf.parse_content_stream(page)
            if isinstance(one, pikepdf.ContentStreamInstruction)
            and str(one.operator) == "m"
            and float(one.operands[0]) == 0
        }
        assert document.Root.Lang == "de"
        assert str(document.docinfo["/Author"]) == "Olena Kovalenko"
    assert heights == {105.0, 148.5, 210.0}


def test_the_file_is_whole_and_the_same_each_time(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(kita_letter(a_letter()))
    done = subprocess.run([require_tool("qpdf"), "--check", str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert path.read_bytes() == kita_letter(a_letter())


def test_long_names_and_long_texts_stay_on_the_paper() -> None:
    name = "Katholische Kindertageseinrichtung Sankt Bonifatius am Alten Hafen " * 3
    text = "\n\n".join(["Ein Absatz, der immer wiederkommt, damit der Brief lang wird. " * 4] * 20)
    pdf = kita_letter(a_letter(text, recipient=(name, name, "Hafenstraße 12", "20457 Hamburg")))
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert len(document.pages) == 3
    assert 62.7 < lines_of(pdf)["20457 Hamburg"][1] < 90


def test_names_in_any_script_are_printed() -> None:
    pdf = kita_letter(a_letter("Guten Tag,\n\nfür мою Мілу & <Ömer> суche ich.", sender=("Олена Коваленко",)))
    assert "für мою Мілу & <Ömer> суche ich." in text_of(pdf)


def test_the_first_letter_says_no_more_than_is_needed() -> None:
    proposed = letter_text(FACTS, LetterChoices())
    assert proposed.subject == "Anfrage nach einem Betreuungsplatz ab März 2027"
    text = proposed.text
    assert text.startswith(
        "Sehr geehrte Frau Müller,\n\nfür mein Kind Mila, geboren im März 2023, suche ich ab dem 1. März"
    )
    assert "Montag bis Donnerstag von 8:00 bis 16:00 Uhr und Freitag von 8:00 bis 14:00 Uhr." in text
    assert "Warteliste" in text
    assert text.endswith("Mit freundlichen Grüßen")
    for word in ("Jobcenter", "Kurs", "Arbeit", "Bürgergeld", "Leistung", "Kovalenko", "Maßnahme"):
        assert word not in text


def test_reasons_are_named_only_where_the_person_wants_it() -> None:
    text = letter_text(FACTS, LetterChoices(starts_work=True)).text
    assert "Ich beginne am 15. März 2027 eine Arbeit" in text
    assert "Jobcenter" not in text
    assert "Das Jobcenter unterstützt mich" in letter_text(FACTS, LetterChoices(jobcenter=True)).text
    assert "Ich nehme an einem Kurs teil" in letter_text(FACTS, LetterChoices(takes_part=True)).text
    quiet = letter_text(FACTS, LetterChoices(hours=False, reach=False)).text
    assert "Uhr" not in quiet
    assert "030" not in quiet


def test_whoever_waits_asks_again_with_the_number() -> None:
    proposed = letter_text(FACTS, LetterChoices(follow_up=True))
    assert proposed.subject == "Nachfrage nach einem Betreuungsplatz für Mila, Wartelistenplatz 12"
    assert "am 5. Oktober 2026 habe ich für mein Kind Mila" in proposed.text
    assert "steht bei Ihnen mit der Nummer 12 auf der Warteliste" in proposed.text
    plain = replace(FACTS, applied_on=None, waiting_number=None, answer=CareAnswer.OPEN, wanted_from=None)
    text = letter_text(plain, LetterChoices(follow_up=True)).text
    assert "ich habe bereits für mein Kind Mila" in text
    assert "None" not in text


@pytest.mark.parametrize(
    ("contact", "words"),
    [
        ("", "Sehr geehrte Damen und Herren,"),
        ("Frau Müller", "Sehr geehrte Frau Müller,"),
        ("Herrn Yıldız", "Sehr geehrter Herr Yıldız,"),
        ("Team der blauen Gruppe", "Guten Tag Team der blauen Gruppe,"),
    ],
)
def test_a_letter_greets_by_name_where_it_can(contact: str, words: str) -> None:
    assert salutation(contact) == words


def test_hours_are_put_together_by_days() -> None:
    assert hours_words([DayHours(0, time(8), time(12))]) == "Montag von 8:00 bis 12:00 Uhr"
    two = [DayHours(1, time(8), time(12)), DayHours(0, time(8), time(12))]
    assert hours_words(two) == "Montag und Dienstag von 8:00 bis 12:00 Uhr"
    apart = [DayHours(0, time(8), time(12)), DayHours(2, time(8), time(12)), DayHours(4, time(20), time(6))]
    assert hours_words(apart) == (
        "Montag von 8:00 bis 12:00 Uhr, Mittwoch von 8:00 bis 12:00 Uhr und Freitag von 20:00 bis 6:00 Uhr "
        "des nächsten Tages"
    )


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path / "store")
    yield opened
    opened.store.close()


@pytest.fixture
def search_id(workplace: Workplace) -> PermanentCareSearchId:
    person = a_participant(workplace, street="Lindenweg 4", postcode="10117", city="Berlin", phone="030 1234567")
    a_job(workplace, an_enrolment(workplace, a_group(workplace), person))
    child = a_little_child(workplace, person)
    return a_search(workplace, child, contact="Frau Müller", street="Hafenstraße 12", postcode="20457", city="Hamburg")


def test_the_saved_letter_comes_from_the_record(
    workplace: Workplace, search_id: PermanentCareSearchId, tmp_path: Path
) -> None:
    facts = care_letter.letter_facts(workplace, search_id)
    assert (facts.child_name, facts.work_from, facts.sender_place) == ("Mila", date(2027, 3, 1), "10117 Berlin")
    proposed = letter_text(facts, LetterChoices())
    path = care_letter.save_letter(workplace, search_id, letter=proposed, path=tmp_path / "Brief.pdf")
    text = text_of(path.read_bytes())
    assert "Olena Kovalenko · Lindenweg 4 · 10117 Berlin" in text
    assert "Berlin, 23.11.2026" in text
    assert "Sehr geehrte Frau Müller," in text
    assert "ÜBUNG" in text


def test_a_letter_without_words_is_not_saved(
    workplace: Workplace, search_id: PermanentCareSearchId, tmp_path: Path
) -> None:
    path = tmp_path / "Brief.pdf"
    with pytest.raises(InvalidFieldsError) as refused:
        care_letter.save_letter(workplace, search_id, letter=LetterText(" ", ""), path=path)
    assert [problem.field for problem in refused.value.problems] == ["subject", "text"]
    assert not path.exists()
