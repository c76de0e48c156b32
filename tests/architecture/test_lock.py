"""requirements.lock holds everything that pyproject.toml asks for, with hashes, and knows no place to fetch it from."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent.parent
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
SETTINGS: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def locked() -> dict[str, str]:
    return {canonicalize_name(name): version for name, version in re.findall(r"^([\w.-]+)==(\S+)", LOCK, re.MULTILINE)}


def asked_for() -> Iterator[Requirement]:
    groups = SETTINGS["dependency-groups"].values()
    for line in [*SETTINGS["project"]["dependencies"], *(line for group in groups for line in group)]:
        if isinstance(line, str):
            yield Requirement(line)


def test_lock_fits_what_is_asked_for() -> None:
    versions = locked()
    unfit = [
        str(requirement)
        for requirement in asked_for()
        if not requirement.specifier.contains(versions.get(canonicalize_name(requirement.name), "0"))
    ]
    assert unfit == [], "run `make lock`"


def test_each_package_has_hashes() -> None:
    entries = re.split(r"\n(?=\w)", LOCK)[1:]
    assert len(entries) == len(locked())
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_no_place_to_fetch_from() -> None:
    assert re.findall(r"^.*(?:index|://|find-links| @ ).*$", LOCK, re.MULTILINE) == []
