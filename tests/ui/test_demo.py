"""The demo in a process of its own: it ends well, leaves what it promises, and gives the same figures each time."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tools import require_tool

LEFT = (
    "verbleib_uebung.pdf",
    "anwesenheitsliste_uebung.pdf",
    "UEBUNG_Bericht_0001_2026-09-28.werkpaket",
    "zentrale_tabelle_uebung.csv",
)
#: Its bytes must not depend on the day or the machine; keys, and so packages and the key sheet, are random.
REPEATED = ("verbleib_uebung.pdf", "anwesenheitsliste_uebung.pdf", "zentrale_tabelle_uebung.csv")


def run_demo(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "werkakademie", "demo", "--folder", str(folder)],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
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
    for page in ("heute", "teilnehmende", "gruppe", "anwesenheit", "stellensuche", "unterlagen", "nachfragen"):
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


def test_a_second_run_gives_the_same_figures(first: Path, tmp_path: Path) -> None:
    assert run_demo(tmp_path / "demo").returncode == 0
    for name in REPEATED:
        assert (tmp_path / "demo" / name).read_bytes() == (first / name).read_bytes(), name


def test_a_folder_that_is_not_the_demo_s_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "wichtig.txt").write_text("nicht löschen", encoding="utf-8")
    done = run_demo(tmp_path)
    assert done.returncode == 1
    assert "leeren Ordner" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["wichtig.txt"]
