"""The bundled fonts hold every sign that a German authority must be able to write."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from werkakademie.resources import resource_path

LATIN = ("NotoSans-Regular.ttf", "NotoSans-SemiBold.ttf", "NotoSans-Bold.ttf", "NotoSans-Italic.ttf")
#: Tab, line feed, carriage return: in the list, but not drawn.
CONTROLS = {0x09, 0x0A, 0x0D}


def din_91379_code_points(folder: Path) -> set[int]:
    """Every code point of the list, also those of letters with combining marks."""
    lines = (folder / "messy" / "din91379_latin_list_1.3.txt").read_text(encoding="utf-8").splitlines()
    sequences = [line.split(";")[2] for line in lines if line.count(";") >= 3]
    return {int(code, 16) for sequence in sequences for code in sequence.replace("+", " ").split()}


@pytest.mark.parametrize("name", LATIN)
def test_all_signs_of_din_91379_are_there(real_data: Path, name: str) -> None:
    drawn = TTFont(str(resource_path("fonts", name))).getBestCmap()
    missing = din_91379_code_points(real_data) - CONTROLS - set(drawn)
    assert {f"U+{code:04X}" for code in missing} == set()


@pytest.mark.parametrize("name", LATIN)
def test_marks_are_placed_on_their_letters(name: str) -> None:
    positions = TTFont(str(resource_path("fonts", name)))["GPOS"].table.FeatureList.FeatureRecord
    assert "mark" in {record.FeatureTag for record in positions}
