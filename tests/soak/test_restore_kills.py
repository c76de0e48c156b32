"""60 kills while one backup after the other takes the place of the store."""

from pathlib import Path

from tests.kills.restores import survive_restores


def test_restores_survive(tmp_path: Path) -> None:
    survive_restores(tmp_path / "Standort", 60)
