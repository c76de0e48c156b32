"""From the start of the process to the first paint: our first windows beside a bare QMainWindow."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from benchmarks.harness import Figure, medians_of_turns
from tests.factories import make_store
from werkakademie.ui.shell import preferences

TURNS = 21
MOST_TIMES_FLOOR = 1.4
_ROOT = Path(__file__).resolve().parents[1]
_DRIVERS = Path(__file__).resolve().parent / "drivers"


def measure() -> Sequence[Figure]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = folder / "store"
        store.mkdir()
        make_store(store).close()
        bare, unlock, first_start = medians_of_turns(
            TURNS,
            partial(seconds_to_paint, "bare_window.py", _environment(folder)),
            partial(seconds_to_paint, "program.py", _environment(folder, store)),
            partial(seconds_to_paint, "program.py", _environment(folder, folder / "nothing")),
        )
    how = (
        f"vom Start des Prozesses bis nach dem ersten Zeichnen, ohne Bildschirm, Median von {TURNS} abwechselnden "
        "Malen; Vergleich: leeres QMainWindow"
    )
    return (
        Figure("Erstes Bild, Anmeldung", unlock, bare, how, most_times_floor=MOST_TIMES_FLOOR),
        Figure("Erstes Bild, erster Start", first_start, bare, how, most_times_floor=MOST_TIMES_FLOOR),
    )


def seconds_to_paint(driver: str, environment: Mapping[str, str], *, python: str = sys.executable) -> float:
    """Start a driver of ours; it prints the monotonic time of its first paint, which all processes share."""
    begun = time.monotonic_ns()
    run = subprocess.run(
        [python, str(_DRIVERS / driver)],
        stdout=subprocess.PIPE,
        check=True,
        cwd=_ROOT,
        env=environment,
        text=True,
        timeout=60,
    )
    return (int(run.stdout.split()[-1]) - begun) / 1e9


def _environment(folder: Path, store: Path | None = None) -> Mapping[str, str]:
    """Compiled modules are kept, as in any installation, whatever the shell that started the benchmark says."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return inherited | {
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(_ROOT),
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
        preferences.FOLDER_VARIABLE: str(folder / "settings"),
        preferences.STORE_VARIABLE: str(store or folder / "nothing"),
    }
