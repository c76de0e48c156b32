"""Names of every script come out of a PDF as they went in, and look as they are written."""

import csv
import re
import subprocess
import unicodedata
from pathlib import Path

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from tests.tools import require_tool
from werkakademie.reports import fonts
from werkakademie.reports.text import drawable, markup, missing_letters

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    """NFC without marks of direction, as the promise about PDF text is worded."""
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).strip()


def lines_read_back(lines: list[str], target: Path, font: str = fonts.REGULAR) -> list[str]:
    """What pdftotext reads from a page with one of `lines` on each line."""
    fonts.register()
    canvas = Canvas(str(target), invariant=1)
    for start in range(0, len(lines), 36):
        canvas.setFont(font, 13)
        for place, line in enumerate(lines[start : start + 36]):
            canvas.drawString(50, 800 - 21 * place, drawable(line, font))
        canvas.showPage()
    canvas.save()
    read = subprocess.run(
        [str(require_tool("pdftotext")), str(target), "-"], capture_output=True, check=True, encoding="utf-8"
    )
    return [plain(line) for line in re.split("[\n\f]", read.stdout) if line.strip()]


@pytest.mark.parametrize("font", [fonts.REGULAR, fonts.BOLD])
def test_every_name_of_22_countries_is_read_back(font: str, real_data: Path, tmp_path: Path) -> None:
    with (real_data / "messy" / "faker_namen.csv").open(encoding="utf-8-sig", newline="") as file:
        names = [f"{row['vorname']} {row['nachname']}" for row in csv.DictReader(file, delimiter=";")]
    assert len(names) == 264
    assert lines_read_back(names, tmp_path / "names.pdf", font) == [plain(name) for name in names]
    assert missing_letters(names, font) == ""


def test_every_letter_of_the_german_authorities_list_is_read_back(real_data: Path, tmp_path: Path) -> None:
    source = (real_data / "messy" / "din91379_latin_list_1.3.txt").read_text(encoding="utf-8-sig")
    letters = [line.split("; ")[-1] for line in source.splitlines() if not line.startswith("bnlnot")]
    words = [f"X{letter}x" for letter in letters if letter.strip()]
    assert len(words) > 900
    assert lines_read_back(words, tmp_path / "letters.pdf") == [plain(word) for word in words]
    assert missing_letters(words) == ""


def test_vowel_signs_joiners_and_brackets_of_arabic_names_are_read_back(tmp_path: Path) -> None:
    names = ["مُحَمَّد", "علی\u200cرضا", "محمد (علي)", "عبد الرّؤوف لا"]
    assert lines_read_back(names, tmp_path / "arabic.pdf") == [plain(name) for name in names]


def test_a_letter_that_no_font_has_prints_as_a_box_and_is_reported(tmp_path: Path) -> None:
    fonts.register()
    assert missing_letters(["王小明", "Olga 王", "Ömer"]) == "小明王"
    assert lines_read_back(["Olga 王小明"], tmp_path / "box.pdf") == ["Olga 王小明"]
    box = drawable("王")
    assert box != "王"
    assert stringWidth(box, fonts.REGULAR, 10) > 0


def test_plain_text_is_left_as_it_is() -> None:
    assert drawable("Jürgen Groß & Söhne") == "Jürgen Groß & Söhne"
    assert markup("Müller & Söhne <GmbH>") == "Müller &amp; Söhne &lt;GmbH&gt;"


def test_an_accent_of_its_own_takes_no_room() -> None:
    fonts.register()
    bare, accented = (stringWidth(drawable(text), fonts.REGULAR, 10) for text in ("Cx", "C\u0306x"))
    assert bare == accented


def test_arabic_letters_join() -> None:
    """Each letter of a word has another form than alone, and takes another room."""
    fonts.register()
    joined = stringWidth(drawable("محمد"), fonts.REGULAR, 10)
    apart = sum(stringWidth(drawable(letter), fonts.REGULAR, 10) for letter in "محمد")
    assert joined != pytest.approx(apart, abs=0.5)


def test_line_breaks_and_control_letters_never_reach_the_page() -> None:
    fonts.register()
    assert drawable("Ö\nb\x07c\u202e") == "Ö bc"


def test_the_same_text_gives_the_same_bytes(tmp_path: Path) -> None:
    """Also when stand-ins were made in another order before."""
    fonts.register()
    first, second = tmp_path / "1.pdf", tmp_path / "2.pdf"
    for target, before in ((first, "ثائر"), (second, "نجدت D̂ N̂")):
        drawable(before)
        canvas = Canvas(str(target), invariant=1)
        canvas.setFont(fonts.REGULAR, 12)
        canvas.drawString(50, 50, drawable("ميرال C̆ A̋"))
        canvas.save()
    assert first.read_bytes() == second.read_bytes()
