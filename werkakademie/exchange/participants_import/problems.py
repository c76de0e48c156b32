"""Collects problems without growing with the file: the first ones are kept, all are counted."""

from collections import Counter
from collections.abc import Iterable, Iterator

from werkakademie.records.importing import CellProblem, ConvertedRow, ProblemSummary, Severity

#: As many as a person can work through; the saved list can be written from the rows themselves, without this bound.
MOST_KEPT = 2_000


class ProblemCollector:
    """Takes rows as they are converted."""

    def __init__(self, most_kept: int = MOST_KEPT) -> None:
        self._most_kept = most_kept
        self._kept: list[CellProblem] = []
        self._cells: Counter[Severity] = Counter()
        self._rows_left_out = 0

    def add(self, row: ConvertedRow) -> None:
        """Counts the row's problems; a row that stays out counts once, whatever is wrong in it."""
        if not row.problems:
            return
        self._kept.extend(row.problems[: self._most_kept - len(self._kept)])
        self._rows_left_out += not row.accepted
        self._cells.update(problem.severity for problem in row.problems)

    def summary(self) -> ProblemSummary:
        return ProblemSummary(
            first=tuple(self._kept),
            notes=self._cells[Severity.NOTE],
            cells_left_out=self._cells[Severity.CELL_LEFT_OUT],
            rows_left_out=self._rows_left_out,
        )


def problems_of(rows: Iterable[ConvertedRow]) -> Iterator[CellProblem]:
    """All problems, one after the other: for writing the list to a file."""
    return (problem for row in rows for problem in row.problems)
