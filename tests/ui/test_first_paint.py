"""The first window paints from Qt alone: in a process of its own, nothing heavy is loaded by then."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = (
    "sqlmodel", "sqlalchemy", "sqlcipher3", "pydantic", "reportlab", "babel", "typer", "rich", "cryptography", "argon2",
    "holidays", "pikepdf", "werkakademie.services", "werkakademie.models",
)  # fmt: skip

PROGRAM = """
import json, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from werkakademie.app import Program

application = QApplication([])
program = Program(application, configuration=Path(sys.argv[1]))

def look():
    print(json.dumps(sorted(sys.modules)))
    application.quit()

program.start.painted.disconnect()
program.start.painted.connect(look)
program.show()
application.exec()
"""


@pytest.mark.parametrize("known", [False, True], ids=["first start", "unlock"])
def test_nothing_heavy_is_loaded_by_the_first_paint(tmp_path: Path, known: bool) -> None:
    store = tmp_path / "store"
    if known:
        store.mkdir()
        (store / "vault.json").write_text("{}", encoding="utf-8")
    environment = os.environ | {"WERKAKADEMIE_STORE": str(store), "QT_QPA_PLATFORM": "offscreen"}
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path / "settings")],
        capture_output=True,
        check=True,
        cwd=Path(__file__).resolve().parents[2],
        env=environment,
        text=True,
        timeout=60,
    )
    loaded = json.loads(run.stdout)
    assert ("werkakademie.ui.unlock.page" if known else "werkakademie.ui.first_start.page") in loaded
    assert [name for name in HEAVY if name in loaded] == []


def test_without_a_screen_there_is_one_sentence(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        environment.pop(name, None)
    run = subprocess.run(
        [sys.executable, "-m", "werkakademie"],
        capture_output=True,
        check=False,
        cwd=Path(__file__).resolve().parents[2],
        env=environment | {"WERKAKADEMIE_CONFIG": str(tmp_path)},
        text=True,
        timeout=60,
    )
    assert run.returncode == 1
    assert run.stderr.startswith("Hier ist kein Bildschirm")
    assert "Traceback" not in run.stderr
