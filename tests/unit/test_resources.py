"""Resources are found beside the package in a checkout, and inside it once it is packed."""

from pathlib import Path

import pytest

from werkakademie import resources


def test_checkout_has_its_resources_beside_the_package() -> None:
    assert resources.resource_path() == Path(resources.__file__).resolve().parent.parent / "resources"
    assert resources.resource_path("fonts").is_dir()


def test_packed_resources_win(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "werkakademie" / "_resources").mkdir(parents=True)
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "werkakademie")
    assert resources.resource_path("icons", "a.svg") == tmp_path / "werkakademie" / "_resources" / "icons" / "a.svg"


def test_a_file_that_is_not_there_is_the_callers_matter() -> None:
    assert not resources.resource_path("nothing", "here.txt").exists()
