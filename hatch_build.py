"""Compiles the translations while the project is built or installed, editable too; .mo files are not committed."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileTranslations(BuildHookInterface):  # type: ignore[type-arg]  # the parameter differs between versions
    """Writes a .mo beside each .po of resources/translations."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  (hatchling's signature)
        for source in sorted(Path(self.root, "resources", "translations").glob("*/LC_MESSAGES/*.po")):
            compile_catalogue(source)


def compile_catalogue(source: Path) -> Path:
    """Compile one catalogue; entries marked fuzzy are left out, so that a guess is never shown."""
    target = source.with_suffix(".mo")
    with source.open("rb") as text:
        catalogue = read_po(text, locale=source.parent.parent.name, domain=source.stem, abort_invalid=True)
    with target.open("wb") as binary:
        write_mo(binary, catalogue)
    return target
