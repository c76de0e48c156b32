"""CSV files for people: German ways of writing, and no cell that a spreadsheet would run."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from werkakademie.exchange.people_csv import guarded, write_people_csv, write_problem_list
from werkakademie.records.importing import CellProblem, ProblemReason, Severity


def test_german_ways_of_writing(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    write_people_csv(path, ("Name", "Tag", "Quote", "da"), [("Müller; A.", date(2026, 3, 1), Decimal("34.5"), True)])
    assert path.read_bytes() == '\ufeffName;Tag;Quote;da\r\n"Müller; A.";01.03.2026;34,5;ja\r\n'.encode()
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\tx", "\rx", "-"])
def test_formulas_are_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Müller", "-5", "+3,5", "-1.234,50", "+49 (0)511 123-45", "0511/123", "", "a=b"])
def test_numbers_phones_and_words_are_not(text: str) -> None:
    assert guarded(text) == text


def test_a_list_of_problems(tmp_path: Path) -> None:
    path = tmp_path / "probleme.csv"
    problem = CellProblem(17, "Geb.-Datum", "=gestern", ProblemReason.NO_DATE, "birth_date", Severity.CELL_LEFT_OUT)
    write_problem_list(path, [problem])
    assert path.read_text("utf-8-sig").splitlines() == [
        "Zeile;Spalte;Wert;Grund;Folge",
        "17;Geb.-Datum;'=gestern;Das ist kein Datum.;Zelle ausgelassen",
    ]


def test_a_failed_export_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text("alt")

    def broken() -> list[tuple[str]]:
        raise OSError("full")

    with pytest.raises(OSError, match="full"):
        write_people_csv(path, ("a",), (broken() for _ in range(1)))  # type: ignore[misc]
    assert path.read_text() == "alt"
    assert list(tmp_path.iterdir()) == [path]
