"""Some kills while a backup takes the place of the store; tests/soak does it 60 times."""

from pathlib import Path

from tests.kills.restores import survive_restores


def test_restores_survive(tmp_path: Path) -> None:
    survive_restores(tmp_path / "Standort", 4)
