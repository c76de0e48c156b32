"""What other programs make of the papers that somebody carries away: folder as PDF, CV and letter as Word files."""

import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

import pikepdf

from tests.tools import require_tool
from tests.ui.own_walk import EMPLOYER, Walker

#: What stands in the folder, from the first page to the last.
_IN_ORDER = (
    EMPLOYER,
    "Berlin, 23.11.2026",
    "Bewerbung als Lagerhelfer/in",
    "Mit großem Interesse",
    "Mit freundlichen Grüßen",
    "Anlagen: Lebenslauf, Zeugnisse",
    "Lebenslauf",
    "Persönliche Daten",
    "07.05.1990",
    "Berufserfahrung",
    "04.2019 – 06.2023",
    "Köchin",
    "Schule und Ausbildung",
    "2016 – 2019",
    "Kurse und Zertifikate",
    "02.2024",
    "Sprachen",
    "Kenntnisse",
    "Berlin, 23.11.2026",
)
_DIRECTION_SIGNS = "\u202a\u202b\u202c\u200e\u200f\u2066\u2067\u2068\u2069"


def save(files: dict[str, bytes], folder: Path) -> tuple[Path, tuple[Path, ...]]:
    """The folder, and the Word files, on the disk."""
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    (pdf,) = folder.glob("*.pdf")
    return pdf, tuple(sorted(folder.glob("*.docx")))


def check_folder(pdf: Path, person: Walker) -> None:
    """Whole, tagged, with a bookmark for each paper, readable in its order, and nothing that a checker finds."""
    assert re.fullmatch(r"Bewerbung_[A-Z][A-Za-z_-]*_[A-Z][A-Za-z_-]*_Logistik_Nord_GmbH\.pdf", pdf.name)
    _run("qpdf", "--check", str(pdf))
    facts = _run("pdfinfo", str(pdf))
    assert re.search(r"^Tagged: +yes$", facts, re.MULTILINE)
    assert re.search(r"^Pages: +3$", facts, re.MULTILINE), "letter, CV and certificate have a page each"
    with pikepdf.open(pdf) as document, document.open_outline() as outline:
        assert [item.title for item in outline.root] == [f"Anschreiben {EMPLOYER}", "Lebenslauf", "Zeugnis Lager"]
    assert_in_order(_plain(_run("pdftotext", "-raw", str(pdf), "-")), _IN_ORDER)
    # Without „-raw“ the words of names that are read from the right come in the order in which they are read.
    letter, resume, *_certificate = _run("pdftotext", str(pdf), "-").split("\f")
    name = _plain(person.full_name)
    assert _plain(letter).count(name) >= 2, f"{name!r} is sender and signs:\n{letter}"
    assert _plain(resume).count(name) >= 2, f"{name!r} is on top and signs:\n{resume}"
    command = [sys.executable, "-m", "pdfua", "check", str(pdf)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout


def listen_to_folder(pdf: Path) -> None:
    """`outloud` has nothing to say but that addresses on paper are no links."""
    _run("outloud", "--fail-on", "warning", "--skip", "LNK-010", str(pdf))


def open_in_office(documents: Sequence[Path], person: Walker) -> None:
    """An office program reads the CV and the letter, with the name in both."""
    folder = documents[0].parent
    office = ("soffice", f"-env:UserInstallation=file://{folder}/office", "--headless")
    _run(*office, "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(folder), *map(str, documents))
    for document in documents:
        text = _plain(document.with_suffix(".txt").read_text("utf-8-sig"))
        assert _plain(person.full_name) in text, document.name
        words = ("Berufserfahrung", "04.2019", "Köchin") if "Lebenslauf" in document.name else ("Bewerbung als",)
        assert_in_order(text, words)


def assert_in_order(text: str, words: Iterable[str]) -> None:
    """Each is found behind the one before."""
    place = 0
    for each in words:
        found = text.casefold().find(each.casefold(), place)
        assert found >= 0, f"{each!r} is not to be found behind {text[:place][-60:]!r} in\n{text}"
        place = found + len(each)


def _plain(text: str) -> str:
    """Composed letters, without the signs that only turn the direction, and single spaces."""
    signs = "".join(sign for sign in text if sign not in _DIRECTION_SIGNS)
    return " ".join(unicodedata.normalize("NFC", signs).split())


def _run(program: str, *arguments: str) -> str:
    done = subprocess.run([str(require_tool(program)), *arguments], capture_output=True, encoding="utf-8", timeout=180)
    assert done.returncode == 0, f"{program}: {done.stdout}{done.stderr}"
    return done.stdout
