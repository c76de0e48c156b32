"""200 kills of each kind."""

from pathlib import Path

from tests.kills.laws import survive_backups, survive_edits, survive_erasures, survive_imports

TIMES = 200


def test_edits_survive(tmp_path: Path) -> None:
    survive_edits(tmp_path / "Standort", TIMES)


def test_imports_survive(tmp_path: Path) -> None:
    survive_imports(tmp_path / "Standort", TIMES)


def test_backups_survive(tmp_path: Path) -> None:
    survive_backups(tmp_path / "Standort", TIMES)


def test_erasures_survive(tmp_path: Path) -> None:
    survive_erasures(tmp_path / "Standort", TIMES)
