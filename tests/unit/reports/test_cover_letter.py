"""The printed cover letter: names of the world in reading order, the zones of DIN 5008, and the same as a Word file."""

import io
import re
import subprocess
import unicodedata
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest

from tests.tools import require_tool
from werkakademie.exchange.cover_letter_docx import cover_letter_docx
from werkakademie.records.cover_letter import LetterFields, LetterSheet, Sender, sheet_of
from werkakademie.reports.cover_letter import cover_letter

POINTS = 72 / 25.4
#: Marks of direction that pdftotext writes around Arabic.
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
BODY = (
    "mit großem Interesse habe ich Ihre Anzeige gelesen. Über „Übung“ weiß ich viel.\n\n"
    "Ich bin zuverlässig, pünktlich und lerne gern dazu."
)


def a_sheet(name: str = "Olena Kovalenko", contact: str = "Frau Sabine Müller", body: str = BODY) -> LetterSheet:
    fields = LetterFields(
        recipient=f"Logistik Nord GmbH\n{contact}\nHafenstraße 12\n20457 Hamburg",
        letter_city="Berlin",
        letter_on=date(2026, 11, 22),
        subject="Bewerbung als Lagerhelferin (m/w/d)",
        reference="4711",
        salutation="Sehr geehrte Frau Müller,",
        body=body,
        closing="Mit freundlichen Grüßen",
        enclosures="Lebenslauf\nZeugnisse",
    )
    return sheet_of(fields, Sender(name, "Lindenweg 4", "10117 Berlin", "0151 2345678", "o.k@example.org", "Berlin"))


def text_of(pdf: bytes, *options: str) -> str:
    """What pdftotext reads; with "-raw" in the order in which the file holds it."""
    done = subprocess.run([require_tool("pdftotext"), *options, "-", "-"], input=pdf, capture_output=True, check=True)
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", done.stdout.decode()))


def heights_of(pdf: bytes) -> dict[str, float]:
    """The middle of each line's height, in millimetres from the upper edge."""
    done = subprocess.run(
        [require_tool("pdftotext"), "-bbox-layout", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return {
        " ".join(word.text or "" for word in line): (float(line.attrib["yMin"]) + float(line.attrib["yMax"]))
        / 2
        / POINTS
        for line in ElementTree.fromstring(done.stdout).iter("{http://www.w3.org/1999/xhtml}line")
    }


@pytest.mark.parametrize("with_tags", [True, False])
def test_a_letter_is_read_in_its_order(with_tags: bool) -> None:
    lines = [line for line in text_of(cover_letter(a_sheet(), with_tags=with_tags), "-raw").split("\n") if line.strip()]
    assert lines == [
        "Olena Kovalenko · Lindenweg 4 · 10117 Berlin",
        "Logistik Nord GmbH",
        "Frau Sabine Müller",
        "Hafenstraße 12",
        "20457 Hamburg",
        "Telefon: 0151 2345678",
        "E-Mail: o.k@example.org",
        "Berlin, 22.11.2026",
        "Bewerbung als Lagerhelferin (m/w/d), Ref. 4711",
        "Sehr geehrte Frau Müller,",
        "mit großem Interesse habe ich Ihre Anzeige gelesen. Über „Übung“ weiß ich viel.",
        "Ich bin zuverlässig, pünktlich und lerne gern dazu.",
        "Mit freundlichen Grüßen",
        "Olena Kovalenko",
        "Anlagen: Lebenslauf, Zeugnisse",
    ]


def test_every_name_of_the_world_is_printed(real_data: Path) -> None:
    rows = (real_data / "messy" / "faker_namen.csv").read_text("utf-8").splitlines()[1:]
    names = [" ".join(reversed(row.split(";")[1:])) for row in rows]
    # Many people on few sheets: each is a paragraph, and one of each language is the sender.
    text = text_of(cover_letter(a_sheet(body="\n\n".join(names))))
    missing = [name for name in names if unicodedata.normalize("NFC", name) not in text]
    assert missing == []
    for name in names[::12]:
        text = text_of(cover_letter(a_sheet(name, contact=name)))
        wanted = unicodedata.normalize("NFC", name)
        assert text.count(wanted) == 3, "the return address, whom it goes to, below the signature"


def test_the_zones_are_those_of_form_b() -> None:
    pdf = cover_letter(a_sheet())
    lines = heights_of(pdf)
    assert 57.7 < lines["Olena Kovalenko · Lindenweg 4 · 10117 Berlin"] < 62.7
    assert 62.7 < lines["Logistik Nord GmbH"] < lines["20457 Hamburg"] < 90
    subject, greeting = lines["Bewerbung als Lagerhelferin (m/w/d), Ref. 4711"], lines["Sehr geehrte Frau Müller,"]
    assert 98.4 < subject < 105
    assert greeting - subject == pytest.approx(3 * 11 * 1.4 / POINTS, abs=0.5), "two empty lines between them"
    with pikepdf.open(io.BytesIO(pdf)) as document:
        fonts = document.pages[0].Resources.Font
        assert any("Bold" in str(font.BaseFont) for font in fonts.values())
        assert document.Root.MarkInfo.Marked
        assert str(document.docinfo["/Author"]) == "Olena Kovalenko"
    assert "Betreff" not in text_of(pdf)


def test_closing_words_never_part_from_the_name() -> None:
    for lines in range(28, 40):
        pdf = cover_letter(a_sheet(body="Zeile.\n" * lines))
        pages = text_of(pdf).split("\f")
        (page,) = [page for page in pages if "Mit freundlichen Grüßen" in page]
        assert page.rstrip().endswith(("Olena Kovalenko", "Zeugnisse")) or "Olena Kovalenko" in page.split("Grüßen")[1]


@pytest.mark.parametrize("body", ["", "<b>kein Fett</b> & „Zeichen“ {employer}", "Wort" * 500, "\u200f\u202e?\x07"])
def test_odd_texts_make_a_letter_too(body: str) -> None:
    for content in (cover_letter(a_sheet(body=body)), cover_letter_docx(a_sheet(body=body))):
        assert len(content) > 1000
    assert "kein Fett" not in body or "<b>kein Fett</b>" in text_of(cover_letter(a_sheet(body=body)))


def test_an_empty_letter_can_be_drawn() -> None:
    empty = sheet_of(LetterFields(), Sender("Ali"))
    assert cover_letter(empty, with_tags=False).startswith(b"%PDF")
    assert cover_letter(empty) == cover_letter(empty)


def test_the_word_file_is_opened_by_an_office(real_data: Path, tmp_path: Path) -> None:
    rows = (real_data / "messy" / "faker_namen.csv").read_text("utf-8").splitlines()[1:]
    names = [" ".join(reversed(row.split(";")[1:])) for row in rows[::12]]
    path = tmp_path / "Anschreiben.docx"
    path.write_bytes(cover_letter_docx(a_sheet(body=BODY + "\n\n" + "\n\n".join(names))))
    office = [str(require_tool("soffice")), f"-env:UserInstallation=file://{tmp_path}/office", "--headless"]
    for kind in ("pdf", "txt:Text (encoded):UTF8"):
        command = [*office, "--convert-to", kind, "--outdir", str(tmp_path), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
    text = unicodedata.normalize("NFC", (tmp_path / "Anschreiben.txt").read_text("utf-8-sig"))
    for name in names:
        assert unicodedata.normalize("NFC", name) in text
    wanted = ["Olena Kovalenko · Lindenweg 4", "Logistik Nord", "Berlin, 22.11.2026", "Bewerbung als", "Sehr geehrte"]
    places = [text.index(words) for words in (*wanted, "mit großem", "Mit freundlichen", "Anlagen: Lebenslauf")]
    assert places == sorted(places)
    lines = heights_of((tmp_path / "Anschreiben.pdf").read_bytes())
    assert 45 < lines["Logistik Nord GmbH"] < lines["20457 Hamburg"] < 90, "in the window of the envelope"
    subject = next(height for words, height in lines.items() if words.startswith("Bewerbung als"))
    greeting = lines["Sehr geehrte Frau Müller,"]
    assert 12 < greeting - subject < 18, "two empty lines between them"
    assert not re.search(r"\bBetreff\b", text)
