"""Translations are compiled while the project is installed."""

import gettext
from pathlib import Path

import hatch_build

CATALOGUE = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Anwesenheit"
msgstr "Attendance"

#, fuzzy
msgid "Unterlagen"
msgstr "Underlay"
"""


def test_catalogue_is_compiled_beside_its_source_without_guesses(tmp_path: Path) -> None:
    source = tmp_path / "en" / "LC_MESSAGES" / "werkakademie.po"
    source.parent.mkdir(parents=True)
    source.write_text(CATALOGUE, encoding="utf-8")

    compiled = hatch_build.compile_catalogue(source)

    assert compiled == source.with_suffix(".mo")
    catalogue = gettext.translation("werkakademie", str(tmp_path), ["en"])
    assert catalogue.gettext("Anwesenheit") == "Attendance"
    assert catalogue.gettext("Unterlagen") == "Unterlagen"
