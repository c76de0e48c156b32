"""Some kills while access is given and taken away; tests/soak does it 200 times."""

from pathlib import Path

from tests.kills.rotations import survive_rotations


def test_rotations_survive(tmp_path: Path) -> None:
    survive_rotations(tmp_path / "Standort", 4)
