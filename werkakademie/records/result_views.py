"""What the result page shows: the figures, their chart, and where exits can be found at all."""

from dataclasses import dataclass
from datetime import date

from werkakademie.records.drawing import Drawing
from werkakademie.records.result_queries import ResultQuery
from werkakademie.records.results import Result


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One figure with its parts and its meaning, in the reader's language."""

    name: str
    value: str
    parts: str
    meaning: str


@dataclass(frozen=True, slots=True)
class ResultTexts:
    """The words of a result, the same on the screen and on paper; `provisional` is empty once figures are final."""

    headline: str
    scope: str
    bounds: str
    provisional: str
    lines: tuple[FigureLine, ...]
    #: The counts that stand beside the rates.
    beside: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ResultView:
    """A result with its words and its chart; without anybody counted the chart is None."""

    query: ResultQuery
    result: Result
    texts: ResultTexts
    chart: Drawing | None
    #: First and last exit that the site has; None before the first.
    exit_span: tuple[date, date] | None


@dataclass(frozen=True, slots=True)
class WrittenReport:
    """A finished document; letters that no font has print as a box and are named here."""

    content: bytes
    missing_letters: str
