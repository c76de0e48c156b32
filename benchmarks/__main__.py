"""`python -m benchmarks [name …]`: measures, and prints each figure beside its floor; the exit code tells nothing."""

import argparse
import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from rich.console import Console

from benchmarks import (
    childcare,
    childcare_day,
    encryption,
    first_paint,
    harness,
    importing,
    journal,
    own_letter,
    own_resume,
    own_sign_in,
    paper_folder,
)
from benchmarks.harness import Figure
from werkakademie.services.workplace import Workplace


class _Runs:
    """The benchmarks by name; the two that read a large site share it, and it is made when the first one asks."""

    def __init__(self, closing: ExitStack, console: Console) -> None:
        self._closing = closing
        self._console = console
        self._folder = Path(closing.enter_context(tempfile.TemporaryDirectory()))
        self._workplace: Workplace | None = None

    def by_name(self) -> Mapping[str, Callable[[], Sequence[Figure]]]:
        return {
            "first-paint": first_paint.measure,
            "people-list": self._people_list,
            "result-page": self._result_page,
            "importing": _importing,
            "journal": journal.measure,
            "encryption": encryption.measure,
            "childcare": childcare.measure,
            "childcare-day": childcare_day.measure,
            "paper-folder": paper_folder.measure,
            "own-letter": own_letter.measure,
            "own-sign-in": own_sign_in.measure,
            "own-resume": own_resume.measure,
        }

    def _people_list(self) -> Sequence[Figure]:
        from benchmarks import people_list

        return people_list.measure(self._site(), self._folder / "settings")

    def _result_page(self) -> Sequence[Figure]:
        from benchmarks import result_page

        return result_page.measure(self._site())

    def _site(self) -> Workplace:
        if self._workplace is None:
            from benchmarks.practice_data import make_practice_site

            self._console.print("  (100.000 erfundene Teilnahmen werden angelegt)", style="dim")
            folder = self._folder / "site"
            folder.mkdir()
            self._workplace = make_practice_site(folder)
            self._closing.enter_context(self._workplace.store)
        return self._workplace


def _importing() -> Sequence[Figure]:
    measured = importing.measure()
    how = (
        "100.000 Zeilen mit Gruppen, Austritten und Ergebnissen speichern, einmal; davor Erkennen "
        f"{measured.recognised:.1f} s und Prüfen {measured.checked:.1f} s; Vergleich: executemany derselben Zeilen in "
        "dieselben Tabellen mit denselben Indizes und der Suche, ohne Journal"
    )
    return (Figure("Import von 100.000 Zeilen", measured.ours, measured.floor, how, most_times_floor=4.0),)


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    console = Console(width=max(Console().width, 100))
    with ExitStack() as closing:
        runs = _Runs(closing, console).by_name()
        parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Zeiten messen und vergleichen")
        parser.add_argument("names", nargs="*", metavar="name", help=f"eines oder mehrere von: {', '.join(runs)}")
        names: list[str] = parser.parse_args().names or list(runs)
        unknown = [name for name in names if name not in runs]
        if unknown:
            parser.error(f"unbekannt: {', '.join(unknown)}; es gibt {', '.join(runs)}")
        figures: list[Figure] = []
        for name in names:
            console.print(f"{name} …")
            figures += runs[name]()
    harness.print_figures(figures, console)


if __name__ == "__main__":
    main()
