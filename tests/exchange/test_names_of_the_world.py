"""Real names, all letters of German authorities and naughty strings: in unharmed, or refused with row and reason."""

import json
import unicodedata
from pathlib import Path

import pytest

from tests.exchange.tables import column, converted, profile_of, recognised
from werkakademie.exchange.spreadsheets import recognise
from werkakademie.records.importing import ProblemReason, Severity


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
def test_names_of_22_locales(real_data: Path, tmp_path: Path, encoding: str) -> None:
    lines = (real_data / "messy" / "faker_namen.csv").read_text("utf-8").splitlines()
    table = recognised(tmp_path, [line.split(";") for line in lines], encoding=encoding)
    people = converted(table)
    assert len(people) == 264
    written = [tuple(unicodedata.normalize("NFC", name) for name in line.split(";")[1:]) for line in lines[1:]]
    assert [(row.values["family_name"], row.values["given_names"]) for row in people] == written
    assert all(row.accepted and not row.problems for row in people)


def test_all_letters_of_din_91379(real_data: Path, tmp_path: Path) -> None:
    letters = []
    for line in (real_data / "messy" / "din91379_latin_list_1.3.txt").read_text("utf-8").splitlines():
        kind, _, points, *_ = line.split("; ")
        if kind in ("bll", "gl", "cl"):
            letters.append("".join(chr(int(point, 16)) for point in points.split()))
    assert len(letters) > 700
    rows = converted(recognised(tmp_path, [["Nachname", "Vorname"], *([f"A{sign}a", sign] for sign in letters)]))
    for sign, row in zip(letters, rows, strict=True):
        assert row.accepted, sign
        assert row.values["given_names"] == unicodedata.normalize("NFC", sign)


def test_naughty_strings_go_in_or_are_refused_with_a_reason(real_data: Path, tmp_path: Path) -> None:
    strings = json.loads((real_data / "messy" / "blns.json").read_text("utf-8"))
    table = recognised(
        tmp_path, [["Nummer", "Nachname", "Ort"], *([f"Z{n}", text, "x"] for n, text in enumerate(strings))]
    )
    assert table.data_rows == len(strings)
    profile = profile_of(own_number=column("Nummer"), family_name=column("Nachname"))
    rows = converted(table, profile)
    refused = {row.problems[0].reason for row in rows if not row.accepted}
    assert refused == {
        ProblemReason.CONTROL_CHARACTER,
        ProblemReason.DAMAGED_CHARACTER,
        ProblemReason.DIRECTION_SIGN,
        ProblemReason.INVISIBLE,
        ProblemReason.TOO_LONG,
    }
    assert sum(not row.accepted for row in rows) < 25
    for text, row in zip(strings, rows, strict=True):
        if row.accepted:
            plain = " ".join(unicodedata.normalize("NFC", text).split())
            assert " ".join(str(row.values.get("family_name", "")).split()) == plain
        else:
            assert row.problems[0].severity is Severity.ROW_LEFT_OUT
            assert row.problems[0].row == row.number


def test_blank_names_are_refused(tmp_path: Path) -> None:
    table = recognised(tmp_path, [["Nachname", "Vorname", "Ort"], [" ", "\u00a0", "Celle"], ["A", "B", "C"]])
    assert [row.accepted for row in converted(table)] == [False, True]


def test_statistics_are_previewed_but_offer_nobody(real_data: Path) -> None:
    table = recognise(real_data / "messy" / "latin1_GENESIS_33111-02ir.csv")
    assert len(table.preview) == 19
