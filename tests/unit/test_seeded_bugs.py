"""The seeded bugs still fit the program and name tests that exist; `make soak` seeds each and runs its test."""

import ast
from pathlib import Path

import pytest

from tests.seeding import ROOT, SeededBug, apply, seeded_bugs

BUGS = seeded_bugs()


def test_there_are_at_least_fifteen() -> None:
    assert len(BUGS) >= 15


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_it_still_applies_to_the_program(bug: SeededBug) -> None:
    apply(bug, ROOT, only_check=True)
    touched = [line for line in bug.path.read_text(encoding="utf-8").splitlines() if line.startswith("+++ b/")]
    assert touched
    assert all(line.startswith("+++ b/werkakademie/") for line in touched), "a bug is in the program, not in its tests"


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_it_names_a_test_that_exists(bug: SeededBug) -> None:
    file, *names = bug.test.split("::")
    assert names
    assert names[-1].split("[")[0] in functions_of(ROOT / file)


def functions_of(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
