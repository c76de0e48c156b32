"""What the result page shows: the figures, their chart, and where exits can be found at all."""

from dataclasses import dataclass
from datetime import date

from werkakademie.records.drawing import Drawing
from werkakademie.records.result_queries import ResultQuery
from werkakademie.records.results import Result


@dataclass(frozen=True, slots=True)
class ResultView:
    """A result with its chart; without anybody counted the chart is None."""

    query: ResultQuery
    result: Result
    chart: Drawing | None
    provisional_weeks: int
    #: First and last exit that the site has; None before the first.
    exit_span: tuple[date, date] | None


@dataclass(frozen=True, slots=True)
class WrittenReport:
    """A finished document; letters that no font has print as a box and are named here."""

    content: bytes
    missing_letters: str
