"""Two ways of writing a name fold to the same text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werkakademie.rules.folding import fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Müller", "muller"),
        ("GROSSE", "grosse"),
        ("Große", "grosse"),
        ("Yıldız", "yildiz"),
        ("İnci", "inci"),
        ("Sørensen", "sorensen"),
        ("Đurđević", "durdevic"),
        ("Łukasz", "lukasz"),
        ("Ægir", "aegir"),
        ("Þór Guðmundsson", "thor gudmundsson"),
        ("D’Angelo", "d'angelo"),
        ("Ŋŋ ŧ Ǥ Əʒ Ħ", "nn t g ez h"),
        ("Фёдор", "федор"),
        ("Παπαδόπουλος", "παπαδοπουλοσ"),
        ("محمد", "محمد"),
        ("", ""),
    ],
)
def test_examples(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_decomposed_and_composed_are_equal() -> None:
    assert fold("Mu\u0308ller") == fold("M\u00fcller")


def test_letters_of_the_din_list_become_base_letters(real_data: Path) -> None:
    lines = (real_data / "messy" / "din91379_latin_list_1.3.txt").read_text("utf-8").splitlines()
    for line in lines:
        kind, _, points, *_ = line.split("; ")
        if kind == "bll":
            letter = "".join(chr(int(point, 16)) for point in points.split())
            assert fold(letter).isascii(), line
            assert fold(letter).isalpha(), line


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
