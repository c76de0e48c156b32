"""Seeded bugs: patches that break the program on purpose, each with the test that has to notice.

A file in tests/seeded_bugs/ begins with `# what the bug is` (one line or more), then
`# killed by: tests/….py::test_name`, then a unified diff as `git diff` writes it.
"""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.tools import require_tool

ROOT: Final = Path(__file__).resolve().parent.parent
FOLDER: Final = ROOT / "tests" / "seeded_bugs"
_KILLED_BY: Final = "# killed by: "
_NOT_COPIED: Final = (".*", "build", "dist", "__pycache__", "node_modules", "werkakademie.egg-info")


@dataclass(frozen=True, slots=True)
class SeededBug:
    """One patch; `test` is a test's id for pytest."""

    path: Path
    what: str
    test: str

    @property
    def name(self) -> str:
        return self.path.stem


def seeded_bugs() -> tuple[SeededBug, ...]:
    """All patches by name; raises ValueError for one without the two lines that it needs."""
    return tuple(_read(path) for path in sorted(FOLDER.glob("*.patch")))


def _read(path: Path) -> SeededBug:
    head = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    named = [line.removeprefix(_KILLED_BY).strip() for line in head if line.startswith(_KILLED_BY)]
    what = " ".join(line.removeprefix("#").strip() for line in head if not line.startswith(_KILLED_BY))
    if len(named) != 1 or not what:
        raise ValueError(f"{path.name} does not say what the bug is and which test kills it")
    return SeededBug(path, what, named[0])


def copied_checkout(target: Path) -> Path:
    """A copy of the checkout that a patch may break, with the folders that the tests look for."""
    shutil.copytree(ROOT, target, ignore=shutil.ignore_patterns(*_NOT_COPIED), symlinks=True)
    return target


def apply(bug: SeededBug, checkout: Path, *, only_check: bool = False) -> None:
    """Apply the patch, or see whether it could be; raises AssertionError with what git says."""
    command = [str(require_tool("git")), "apply", "--whitespace=nowarn", *(["--check"] if only_check else [])]
    # Without a repository around it, git takes the folder it is in.
    environment = {"PATH": "/usr/bin:/bin", "GIT_CEILING_DIRECTORIES": str(checkout.parent), "GIT_DIR": "/nonexistent"}
    answer = subprocess.run(
        [*command, str(bug.path)], cwd=checkout, env=environment, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, f"{bug.name}: {answer.stderr}"


def run_test(bug: SeededBug, checkout: Path) -> subprocess.CompletedProcess[str]:
    """Run the test that is to notice, in the copy."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", bug.test]
    return subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False, timeout=600)
