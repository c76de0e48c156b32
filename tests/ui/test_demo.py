"""The demo in a process of its own: it ends well, leaves what it promises, and gives the same figures each time.

One walk serves all checks. What each walk has to give stands in `demo_figures.txt`, so that one is compared with all
walks before it: on other days, in other folders, with other random numbers.
"""

import csv
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from tests.tools import require_tool
from werkakademie import resources
from werkakademie.demo import story

LEFT = (
    "verbleib_uebung.pdf",
    "anwesenheitsliste_uebung.pdf",
    "UEBUNG_Bericht_0001_2026-09-28.werkpaket",
    "zentrale_tabelle_uebung.csv",
    "Mappe_uebung.pdf",
    "Meine_Unterlagen_uebung.zip",
)
#: What they say must not depend on the day or the machine; keys, and so packages and the key sheet, are random.
REPEATED = ("verbleib_uebung.pdf", "anwesenheitsliste_uebung.pdf", "Mappe_uebung.pdf", "zentrale_tabelle_uebung.csv")
FIGURES = Path(__file__).with_name("demo_figures.txt")


def run_demo(folder: Path) -> subprocess.CompletedProcess[str]:
    """Everything that a program may write on the way lies beside the folder."""
    home = folder.parent / "home"
    places = {name: str(home) for name in ("HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")}
    home.mkdir(exist_ok=True)
    return subprocess.run(
        [sys.executable, "-m", "werkakademie", "demo", "--folder", str(folder)],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"} | places,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("first") / "demo"
    done = run_demo(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    assert "zusammen" in done.stdout
    return folder


def test_the_demo_leaves_what_it_promises(first: Path) -> None:
    assert all((first / name).stat().st_size > 0 for name in LEFT)
    pictures = sorted(path.name for path in first.glob("*.png"))
    assert len(pictures) > 30
    for page in (
        "heute",
        "teilnehmende",
        "gruppe",
        "betreuung_tag",
        "tuer",
        "anwesenheit",
        "platz_namen",
        "platz_start",
        "platz_lebenslauf",
        "platz_anschreiben",
        "platz_mappe",
        "stellensuche",
        "unterlagen",
        "nachfragen",
    ):
        assert any(page in name for name in pictures), page


def test_the_centre_s_table_shows_the_figures_of_the_site(first: Path) -> None:
    lines = (first / "zentrale_tabelle_uebung.csv").read_text(encoding="utf-8-sig").splitlines()
    spring = next(line for line in lines if "Eingetretene;Frühjahr 2026 (Übung)" in line)
    assert spring.split(";")[4:7] == ["12", "6", "50,0 %"]


def test_the_report_says_the_same_as_the_table(first: Path) -> None:
    text = subprocess.run(
        [require_tool("pdftotext"), "-layout", first / "verbleib_uebung.pdf", "-"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "44,9 %" in text
    assert "22 von 49" in text


def test_nothing_readable_is_left_but_what_was_handed_out(first: Path) -> None:
    """After the whole main job in real windows, neither store nor home nor temporary folder names anybody."""
    words = [*names_of_the_practice_list(), story.PASSWORD, story.CENTRE_PASSWORD]
    assert len(words) > 10
    kept = [path for path in files_below(first) if path.parent != first]
    assert any(path.name == "werkakademie.db" for path in kept)
    for path in [*kept, *files_below(first.parent / "home")]:
        content = path.read_bytes()
        found = [word for word in words if word.encode() in content or word.encode("utf-16-le") in content]
        assert not found, f"{path} names {found}"


def test_the_search_for_readable_names_can_find_some(first: Path) -> None:
    """A search that finds nothing anywhere would prove nothing: the list for the wall does name people."""
    text = subprocess.run(
        [require_tool("pdftotext"), first / "anwesenheitsliste_uebung.pdf", "-"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert any(name in text for name in names_of_the_practice_list())


def names_of_the_practice_list() -> list[str]:
    """Family names of more than five letters: shorter ones could stand in random bytes."""
    with resources.resource_path("practice", "erfundene_teilnehmende.csv").open(
        encoding="utf-8-sig", newline=""
    ) as file:
        rows = [row for row in csv.reader(file, delimiter=";") if len(row) > 5]
    place = rows[0].index("Nachname")
    return sorted({row[place] for row in rows[1:] if len(row[place]) > 5})


def files_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_each_run_gives_the_same_figures(first: Path, tmp_path: Path) -> None:
    said = "\n".join(f"=== {name}\n{said_by(first / name)}" for name in REPEATED)
    found = "".join(f"{line.rstrip()}\n" for line in said.splitlines())
    (tmp_path / FIGURES.name).write_text(found, encoding="utf-8", newline="\n")
    hint = f"if the demo is meant to say something else now, {tmp_path / FIGURES.name} takes the place of {FIGURES}"
    assert found.splitlines() == FIGURES.read_text(encoding="utf-8").splitlines(), hint


def said_by(path: Path) -> str:
    """All that a document says, and for a PDF what it says about itself: a day of its making is a fixed one."""
    if path.suffix == ".csv":
        return path.read_text(encoding="utf-8-sig")
    with pikepdf.open(path) as document:
        about = [f"{key} {value}" for key, value in sorted(document.docinfo.items())]
    with pypdfium2.PdfDocument(path) as pages:
        texts = [page.get_textpage().get_text_bounded() for page in pages]
    return "\n".join([*about, *texts]).replace("\r\n", "\n")


def test_a_participant_leaves_with_her_papers_and_leaves_nothing_behind(first: Path) -> None:
    with zipfile.ZipFile(first / "Meine_Unterlagen_uebung.zip") as archive:
        assert archive.testzip() is None
        assert {name.partition("/")[0] for name in archive.namelist()} == {
            "Unterlagen",
            "Mappen",
            "Lebenslauf",
            "Bewerbungen",
        }
    assert not (first / "ablage_uebung").exists()


def test_a_folder_that_is_not_the_demo_s_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "wichtig.txt").write_text("nicht löschen", encoding="utf-8")
    done = run_demo(tmp_path)
    assert done.returncode == 1
    assert "leeren Ordner" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["wichtig.txt"]
