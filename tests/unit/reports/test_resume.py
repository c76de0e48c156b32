"""The CV on paper: text in reading order, tags, letters of all scripts; and the Word file."""

import io
import subprocess
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from tests.tools import require_tool
from werkakademie.exchange.photos import PhotoNotReadError, cv_photo
from werkakademie.exchange.resume_docx import resume_docx
from werkakademie.records.enums import ResumeLayout
from werkakademie.records.photo_cut import PhotoCut
from werkakademie.records.resume import Course, Gap, Language, Month, ResumeDocument, Station
from werkakademie.reports.resume import resume_pdf
from werkakademie.rules.resume_sheet import resume_sheet, span_words

TODAY = date(2026, 11, 23)
RESUME = ResumeDocument(
    name="Olena Kovalenko",
    street="Musterstraße 5",
    postcode="26122",
    city="Oldenburg",
    phone="0441 5550",
    email="olena@example.org",
    work=(
        Station("Küchenhilfe", "Kantine West", "Bremen", Month(2017, 1), Month(2019, 3), ("Spülen",)),
        Station("Köchin", "Gasthaus Nord", "Oldenburg", Month(2019, 4), Month(2023, 6), ("Kochen", "Waren bestellen")),
    ),
    education=(Station("Ausbildung zur Köchin", "Berufsschule 7", "Lwiw", Month(2008), Month(2011)),),
    courses=(Course("Deutsch B1", "VHS", Month(2024, 2)),),
    languages=(Language("Ukrainisch", "Muttersprache"), Language("Deutsch", "B1")),
    skills=("Kochen", "Hygiene nach HACCP"),
    licences=("B",),
    gaps=(Gap("Familienzeit", Month(2023, 7), Month(2024, 12)),),
)


def text_of(pdf: bytes, tmp_path: Path) -> str:
    path = tmp_path / "cv.pdf"
    path.write_bytes(pdf)
    done = subprocess.run([str(require_tool("pdftotext")), "-raw", str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode()


@pytest.mark.parametrize("layout", list(ResumeLayout))
@pytest.mark.parametrize("with_tags", [True, False])
def test_names_months_and_sections_in_reading_order(layout: ResumeLayout, with_tags: bool, tmp_path: Path) -> None:
    text = text_of(resume_pdf(resume_sheet(RESUME, today=TODAY), layout=layout, with_tags=with_tags), tmp_path)
    order = [
        "Lebenslauf",
        "Olena Kovalenko",
        "Musterstraße 5, 26122 Oldenburg",
        "Berufserfahrung",
        "07.2023 – 12.2024",
        "Familienzeit",
        "04.2019 – 06.2023",
        "Köchin",
        "Gasthaus Nord, Oldenburg",
        "• Waren bestellen",
        "01.2017 – 03.2019",
        "Schule und Ausbildung",
        "2008 – 2011",
        "Kurse und Zertifikate",
        "Sprachen",
        "Kenntnisse",
        "Führerschein",
        "Oldenburg, 23.11.2026",
    ]
    places = [text.find(words) for words in order]
    assert -1 not in places, order[places.index(-1)]
    assert places == sorted(places)


@pytest.mark.parametrize("name", ["Şükrü Çağlayan Ğöktürk", "Олена Коваленко", "محمد الأحمد", "Zoë Đặng-Ñúñez"])
def test_names_of_all_scripts_come_back(name: str, tmp_path: Path) -> None:
    path = tmp_path / "name.pdf"
    path.write_bytes(resume_pdf(resume_sheet(RESUME.with_(name=name), today=TODAY), layout=ResumeLayout.CLEAR))
    text = subprocess.run(
        [str(require_tool("pdftotext")), str(path), "-"], capture_output=True, check=True
    ).stdout.decode()
    assert name in "".join(sign for sign in text if sign not in "\u202a\u202b\u202c\u200e\u200f")


def test_a_long_cv_turns_the_page_and_tears_no_row(tmp_path: Path) -> None:
    many = tuple(
        Station(f"Stelle {number}", "Firma", "", Month(1980 + number, 1), Month(1980 + number, 12), ("Arbeit",) * 4)
        for number in range(30)
    )
    pdf = resume_pdf(resume_sheet(RESUME.with_(work=many), today=TODAY), layout=ResumeLayout.COMPACT)
    path = tmp_path / "lang.pdf"
    path.write_bytes(pdf)
    subprocess.run([str(require_tool("qpdf")), "--check", str(path)], check=True, capture_output=True)
    text = text_of(pdf, tmp_path)
    assert all(f"Stelle {number}\nFirma\n• Arbeit" in text for number in range(30))


def test_the_structure_is_told(tmp_path: Path) -> None:
    pdf = resume_pdf(resume_sheet(RESUME, today=TODAY, photo=a_photo()), layout=ResumeLayout.CLASSIC)
    path = tmp_path / "cv.pdf"
    path.write_bytes(pdf)
    told = subprocess.run(
        [str(require_tool("pdfinfo")), "-struct-text", str(path)], capture_output=True, check=True
    ).stdout.decode()
    assert "H1" in told
    assert told.count("H2") >= 6
    assert "Figure" in told


def test_months_on_paper() -> None:
    assert span_words(Month(2019, 3), None) == "seit 03.2019"
    assert span_words(None, Month(2019)) == "bis 2019"
    assert span_words(Month(2019), Month(2019)) == "2019"
    assert span_words(None, None) == ""


def test_nothing_empty_stands_on_it() -> None:
    sheet = resume_sheet(ResumeDocument(name="Ali"), today=TODAY)
    assert sheet.sections == ()
    assert sheet.place_and_day == "23.11.2026"


def test_the_word_file_is_read_by_an_office_program(tmp_path: Path) -> None:
    path = tmp_path / "cv.docx"
    path.write_bytes(resume_docx(resume_sheet(RESUME, today=TODAY, photo=a_photo())))
    command = [
        str(require_tool("soffice")),
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    subprocess.run([*command, "--outdir", str(tmp_path), str(path)], check=True, capture_output=True, timeout=120)
    text = text_of((tmp_path / "cv.pdf").read_bytes(), tmp_path)
    assert text.index("Olena Kovalenko") < text.index("Berufserfahrung") < text.index("Gasthaus Nord")


def a_photo(size: tuple[int, int] = (900, 700)) -> bytes:
    target = io.BytesIO()
    Image.effect_noise(size, 80).convert("RGB").save(target, "PNG")
    return cv_photo(target.getvalue(), "foto.png")


def test_a_photo_is_upright_cut_and_small() -> None:
    picture = Image.new("RGB", (1200, 800), "white")
    picture.paste((200, 0, 0), (0, 0, 1200, 100))
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned to the right
    target = io.BytesIO()
    picture.save(target, "JPEG", exif=exif.tobytes())
    made = cv_photo(target.getvalue(), "foto.jpg")
    with Image.open(io.BytesIO(made)) as read:
        assert read.size == (700, 900)
        assert not read.getexif()
        red = read.getpixel((690, 450))
    assert isinstance(red, tuple)
    assert red[0] > 150 > red[1], "the red edge is at the right now"
    assert len(a_photo((4000, 3000))) <= 300_000


@pytest.mark.parametrize(
    ("cut", "colour"),
    [
        (PhotoCut(left=0.0), "red"),
        (PhotoCut(left=1.0), "blue"),
        # Turned by a quarter, what was on the left is above.
        (PhotoCut(top=0.0, turns=1), "red"),
        (PhotoCut(top=1.0, turns=3), "red"),
        (PhotoCut(top=1.0, share=0.5, turns=1), "blue"),
    ],
)
def test_the_part_that_was_chosen_stays(cut: PhotoCut, colour: str) -> None:
    picture = Image.new("RGB", (1200, 600), "red")
    picture.paste((0, 0, 255), (600, 0, 1200, 600))
    target = io.BytesIO()
    picture.save(target, "PNG")
    with Image.open(io.BytesIO(cv_photo(target.getvalue(), "foto.png", cut))) as read:
        assert read.size == (700, 900)
        found = read.getpixel((350, 450))
    assert isinstance(found, tuple)
    assert (found[0] > found[2]) is (colour == "red")


def test_what_is_no_photo_is_refused_with_advice() -> None:
    with pytest.raises(PhotoNotReadError) as caught:
        cv_photo(b"\x00\x00\x00\x18ftypheic" + bytes(40), "IMG_1.HEIC")
    assert "JPG" in caught.value.sentence()
    with pytest.raises(PhotoNotReadError):
        cv_photo(b"kein Bild", "foto.jpg")
