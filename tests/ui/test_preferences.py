"""The small file that is read before anything else."""

from pathlib import Path

import pytest

from werkakademie.ui.shell import preferences
from werkakademie.ui.shell.preferences import FILE_NAME, Preferences


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    chosen = Preferences(language="en", theme="dark", text_scale=130, store="/daten/ä")
    preferences.save(tmp_path / "neu", chosen)
    assert preferences.load(tmp_path / "neu") == chosen


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '{"language": 7, "theme": "dark", "more": 1}'])
def test_a_damaged_file_gives_defaults_where_it_is_damaged(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE_NAME).write_text(content, encoding="utf-8")
    loaded = preferences.load(tmp_path)
    assert loaded.language == "de"
    assert loaded.theme == ("dark" if "dark" in content else "system")


def test_a_folder_that_cannot_be_written_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "datei").write_text("keine Mappe")
    preferences.save(tmp_path / "datei", Preferences())
    assert preferences.load(tmp_path / "datei") == Preferences()


def test_the_store_can_be_named_from_outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(preferences.STORE_VARIABLE, str(tmp_path))
    assert preferences.store_folder(Preferences(store="/anderswo")) == tmp_path
