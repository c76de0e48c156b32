"""What the set-up decides without touching the machine."""

import platform
import shutil
import sys
from pathlib import Path

import pytest

from scripts import set_up, system_packages


def test_installer_comes_from_the_lock_with_its_hashes_and_alone() -> None:
    lines = set_up.locked("uv").strip().splitlines()
    assert lines[0].startswith("uv==")
    assert len(lines) > 1
    assert all(line.strip().startswith("--hash=sha256:") for line in lines[1:])


def test_a_changed_translation_asks_for_a_new_set_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = tmp_path / "resources" / "translations" / "en" / "LC_MESSAGES" / "werkakademie.po"
    catalogue.parent.mkdir(parents=True)
    for path in (tmp_path / "requirements.lock", tmp_path / "pyproject.toml", tmp_path / "hatch_build.py", catalogue):
        path.write_text("as it was", encoding="utf-8")
    monkeypatch.setattr(set_up, "ROOT", tmp_path)
    monkeypatch.setattr(set_up, "LOCK", tmp_path / "requirements.lock")
    before = set_up.fingerprint()
    assert set_up.fingerprint() == before
    catalogue.write_text("better", encoding="utf-8")
    assert set_up.fingerprint() != before


def test_without_rights_a_missing_library_is_one_line_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(system_packages, "can_install", lambda: False)
    monkeypatch.setattr(system_packages, "loads", lambda library: library != "libglib-2.0.so.0")
    monkeypatch.setattr(system_packages, "is_known", lambda package: package == "libglib2.0-0t64")
    monkeypatch.setattr(shutil, "which", lambda _program: "/usr/bin/apt-get")
    with pytest.raises(system_packages.MissingPackagesError, match=r"sudo apt-get install libglib2\.0-0t64$"):
        system_packages.ensure_libraries()


def test_nothing_is_installed_where_nothing_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_packages, "can_install", lambda: True)
    monkeypatch.setattr(system_packages, "loads", lambda _library: True)
    monkeypatch.setattr(system_packages, "has_tool", lambda _tool: True)
    monkeypatch.setattr(system_packages, "install", lambda packages: pytest.fail(f"installed {packages}"))
    system_packages.ensure_libraries()
    system_packages.ensure_test_tools()


def test_too_old_a_linux_is_told_before_anything_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "libc_ver", lambda: ("glibc", "2.31"))
    with pytest.raises(set_up.SetUpError, match=r"glibc 2\.31"):
        set_up.check_platform()
    monkeypatch.setattr(platform, "libc_ver", lambda: ("glibc", "2.36"))
    set_up.check_platform()
