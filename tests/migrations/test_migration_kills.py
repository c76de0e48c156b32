"""A few kills of a migration; `make soak` does 200."""

from pathlib import Path

from tests.kills.migrations import survive_kills_at_random, survive_kills_at_statements


def test_a_migration_killed_at_random_leaves_one_whole_version(tmp_path: Path) -> None:
    survive_kills_at_random(tmp_path, 3)


def test_a_migration_killed_within_a_step_leaves_the_old_version(tmp_path: Path) -> None:
    assert survive_kills_at_statements(tmp_path, range(1, 20, 9)) > 20
