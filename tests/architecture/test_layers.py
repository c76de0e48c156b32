"""The direction of imports: the contracts of pyproject.toml, and what a contract can't say."""

import sys
import tomllib
from pathlib import Path
from typing import Any

import grimp
import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = "werkakademie"


@pytest.fixture(scope="module")
def imports() -> grimp.ImportGraph:
    return grimp.build_graph(PACKAGE, include_external_packages=True, cache_dir=None)


def contract(identity: str) -> dict[str, Any]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts: list[dict[str, Any]] = settings["tool"]["importlinter"]["contracts"]
    return next(found for found in contracts if found["id"] == identity)


def test_contracts_are_kept(capsys: pytest.CaptureFixture[str]) -> None:
    broken = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True)
    assert not broken, capsys.readouterr().out


#: Contract, the list in it that names parts of the package, and the parts that it leaves free on purpose.
NAMING = [
    ("qt", "source_modules", {"__main__", "demo", "app", "ui"}),
    ("sql", "source_modules", {"__main__", "models", "storage", "central"}),
    (
        "views",
        "forbidden_modules",
        {"__main__", "cli", "demo", "app", "ui", "services", "records", "errors", "i18n", "resources"},
    ),
]


@pytest.mark.parametrize(("identity", "key", "free"), NAMING, ids=[naming[0] for naming in NAMING])
def test_contract_names_each_part(identity: str, key: str, free: set[str], imports: grimp.ImportGraph) -> None:
    """A part that is added later must not slip past the contract."""
    parts = {child.removeprefix(f"{PACKAGE}.") for child in imports.find_children(PACKAGE)}
    assert {f"{PACKAGE}.{part}" for part in parts - free - {"_resources"}} == set(contract(identity)[key])


def test_first_paint_names_what_is_loaded_before_the_store_is_open(imports: grimp.ImportGraph) -> None:
    early = ("ui.unlock", "ui.first_start", "ui.shell.theme", "records", "errors", "i18n", "resources")
    there = {f"{PACKAGE}.{part}" for part in early} & imports.modules
    assert there == set(contract("first-paint")["source_modules"])


@pytest.mark.parametrize("part", ["records", "errors", "i18n", "resources"])
def test_ground_floor_needs_the_standard_library_only(part: str, imports: grimp.ImportGraph) -> None:
    modules = {f"{PACKAGE}.{part}", *imports.find_descendants(f"{PACKAGE}.{part}")}
    reached = {name for module in modules for name in imports.find_modules_directly_imported_by(module)}
    outside = {name.partition(".")[0] for name in reached} - {PACKAGE}
    assert outside <= sys.stdlib_module_names
