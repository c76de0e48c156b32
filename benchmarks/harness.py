"""How the benchmarks measure and what they report: a figure of ours beside its floor, in the same run."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True)
class Figure:
    """Two times in seconds, and what was promised about them: a largest ratio, a largest time, or nothing."""

    name: str
    ours: float
    floor: float | None
    how: str
    most_times_floor: float | None = None
    most_seconds: float | None = None

    @property
    def ratio(self) -> float | None:
        return self.ours / self.floor if self.floor else None

    def kept(self) -> bool | None:
        """Whether the promise is kept; None where nothing was promised."""
        if self.most_seconds is not None:
            return self.ours <= self.most_seconds
        if self.most_times_floor is not None and self.ratio is not None:
            return self.ratio <= self.most_times_floor
        return None


def medians_of_turns(turns: int, *works: Callable[[], float]) -> tuple[float, ...]:
    """Each work's median, taking turns, so that a slower moment of the machine meets all; the first turn only warms up.

    A work answers with its own seconds, so that it can prepare something outside of them.
    """
    times: list[list[float]] = [[] for _work in works]
    for turn in range(turns + 1):
        for own, work in zip(times, works, strict=True):
            seconds = work()
            if turn:
                own.append(seconds)
    return tuple(median(own) for own in times)


def seconds_of(work: Callable[[], object]) -> float:
    """How long one call takes; garbage of what came before is collected first."""
    with without_garbage():
        begun = perf_counter()
        work()
        return perf_counter() - begun


@contextmanager
def without_garbage() -> Iterator[None]:
    """A block whose time is not that of collecting somebody else's garbage."""
    was_on = gc.isenabled()
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def print_figures(figures: Sequence[Figure], console: Console) -> None:
    """The table at the end of a run, and below it how each figure was measured."""
    table = Table(title="Zeiten neben dem, was dieselbe Arbeit mindestens kostet")
    for title, side in (("Was", "left"), ("wir", "right"), ("Vergleich", "right"), ("Verhältnis", "right")):
        table.add_column(title, justify="right" if side == "right" else "left")
    table.add_column("höchstens", justify="right")
    table.add_column("")
    for figure in figures:
        table.add_row(
            figure.name, _time(figure.ours), _time(figure.floor), _times(figure.ratio), _promise(figure), _word(figure)
        )
    console.print(table)
    for figure in figures:
        console.print(f"[bold]{figure.name}[/]: {figure.how}", highlight=False)


def _time(seconds: float | None) -> str:
    if seconds is None:
        return "–"
    return f"{seconds:.2f} s".replace(".", ",") if seconds >= 1 else f"{seconds * 1000:.1f} ms".replace(".", ",")


def _times(ratio: float | None) -> str:
    return "–" if ratio is None else f"{ratio:.2f}".replace(".", ",")


def _promise(figure: Figure) -> str:
    return _time(figure.most_seconds) if figure.most_seconds is not None else _times(figure.most_times_floor)


def _word(figure: Figure) -> str:
    match figure.kept():
        case True:
            return "[green]eingehalten[/]"
        case False:
            return "[red]verfehlt[/]"
        case _:
            return ""
