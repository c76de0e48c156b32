"""A few kills of each kind; `make soak` does 200."""

from pathlib import Path

from tests.kills.laws import survive_edits, survive_imports


def test_edits_survive(tmp_path: Path) -> None:
    survive_edits(tmp_path / "Standort", 4)


def test_imports_survive(tmp_path: Path) -> None:
    survive_imports(tmp_path / "Standort", 4)
