"""The programs outside Python that some tests call: found, or the test skips and names what is missing."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

POSTGRES_FOLDERS = Path("/usr/lib/postgresql")


def require_tool(name: str) -> Path:
    """Path of a program; without it the test skips, and fails under CI=true, where everything has to run."""
    found = find_tool(name)
    if found is None:
        missing = f"the program {name} is not installed"
        if os.environ.get("CI") == "true":
            pytest.fail(missing, pytrace=False)
        pytest.skip(missing)
    return found


def find_tool(name: str) -> Path | None:
    """Debian keeps PostgreSQL's server programs out of the search path; the newest version wins."""
    if path := shutil.which(name):
        return Path(path)
    versions = sorted(POSTGRES_FOLDERS.glob(f"*/bin/{name}"), key=lambda path: float(path.parts[-3]))
    return versions[-1] if versions else None


def text_of_pdf(path: Path) -> str:
    """The text of a PDF file as another program reads it."""
    command = [str(require_tool("pdftotext")), "-layout", str(path), "-"]
    return subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout
