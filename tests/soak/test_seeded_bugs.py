"""Each seeded bug makes its test fail: so the test looks at what it says."""

from pathlib import Path

import pytest

from tests.seeding import SeededBug, apply, copied_checkout, run_test, seeded_bugs

TESTS_FAILED = 1


@pytest.mark.parametrize("bug", seeded_bugs(), ids=lambda bug: bug.name)
def test_it_is_killed(bug: SeededBug, tmp_path: Path) -> None:
    checkout = copied_checkout(tmp_path / "checkout")
    apply(bug, checkout)
    answer = run_test(bug, checkout)
    # Not 2 to 5: a test that can't even be collected notices nothing.
    assert answer.returncode == TESTS_FAILED, (
        f"{bug.what}: {bug.test} said\n{answer.stdout[-2000:]}{answer.stderr[-500:]}"
    )
    assert "failed" in answer.stdout
