"""What a chart is told: names, counts and texts, already in the reader's language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a stacked chart; `counts` follow the legend, `note` stands behind the bar."""

    name: str
    counts: tuple[int, ...]
    note: str

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class StackedChart:
    """A stacked chart of counts; `description` says in words what is to be seen."""

    title: str
    subtitle: str
    legend: tuple[str, ...]
    note_heading: str
    bars: tuple[Bar, ...]
    description: str
