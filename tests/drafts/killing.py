"""Kills a window right after it said that a form's input is on the disk."""

import subprocess
import sys
from pathlib import Path
from threading import Timer

ROOT = Path(__file__).resolve().parents[2]
#: Seconds; far beyond what saving takes, so that a form that is never saved fails instead of hanging.
PATIENCE = 120


def type_and_die(folder: Path, name: str, *, child: str = "tests.drafts.child") -> None:
    """Let a process of its own type into the form and be killed (kill -9) in the middle of it."""
    with subprocess.Popen(
        [sys.executable, "-m", child, str(folder), name],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        too_late = Timer(PATIENCE, process.kill)
        too_late.start()
        said = process.stdout.readline()
        too_late.cancel()
        process.kill()
        assert said == "saved\n", process.stderr.read()
