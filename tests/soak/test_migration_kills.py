"""200 kills of a migration: after each statement of its steps, and the rest at random moments."""

from pathlib import Path

from tests.kills.migrations import survive_kills_at_random, survive_kills_at_statements


def test_a_migration_killed_anywhere_leaves_one_whole_version(tmp_path: Path) -> None:
    at_statements = survive_kills_at_statements(tmp_path / "Schritte")
    survive_kills_at_random(tmp_path / "irgendwann", max(100, 200 - at_statements), seed=100)
