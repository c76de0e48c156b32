"""A few kills of each kind; `make soak` does 200."""

from pathlib import Path

from tests.kills.laws import survive_backups, survive_edits, survive_erasures, survive_imports


def test_edits_survive(tmp_path: Path) -> None:
    survive_edits(tmp_path / "Standort", 4)


def test_imports_survive(tmp_path: Path) -> None:
    survive_imports(tmp_path / "Standort", 4)


def test_backups_survive(tmp_path: Path) -> None:
    survive_backups(tmp_path / "Standort", 4)


def test_erasures_survive(tmp_path: Path) -> None:
    survive_erasures(tmp_path / "Standort", 4)
