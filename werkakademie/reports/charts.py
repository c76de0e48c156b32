"""Draws a stacked bar chart as a plain drawing, which the window and the PDF show alike."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.pdfbase.pdfmetrics import stringWidth

from werkakademie.records.charts import Bar, StackedChart
from werkakademie.records.drawing import Anchor, Box, Drawing, Label, Paint, Shape, Stroke
from werkakademie.reports import fonts
from werkakademie.reports.text import drawable

AREAS = (Paint.AREA_1, Paint.AREA_2, Paint.AREA_3, Paint.AREA_4, Paint.AREA_5)
MARGIN = 4.0
BAR_STEP = 40.0
BAR_HEIGHT = 25.0
#: Names of groups get this much room at most; longer ones end in three dots.
WIDEST_NAME = 150.0
#: White room between the areas of a bar, so that they are told apart without colour.
GAP = 1.5
_TITLE, _TEXT, _SMALL = 15.0, 10.0, 9.0


def stacked_chart(chart: StackedChart, width: float = 720.0) -> Drawing:
    """The drawing of a chart at the given width in points; its height follows from the number of bars."""
    fonts.register()
    head, top = _head(chart, width)
    plot = _plot(chart, width, top)
    foot = plot.bottom + 30
    shapes = [Box(0, 0, width, foot, Paint.SURFACE), *head, *_scale(plot), *_bars(chart.bars, plot)]
    shapes.append(Stroke(plot.left, plot.top, plot.left, plot.bottom, Paint.AXIS, 1.2))
    return Drawing(width, foot, tuple(shapes), chart.description)


@dataclass(frozen=True, slots=True)
class _Plot:
    """The area of the bars; `most` is the end of the scale, `step` the distance of its lines."""

    left: float
    right: float
    top: float
    bottom: float
    most: int
    step: int

    def x(self, count: int) -> float:
        return self.left + (self.right - self.left) * count / self.most


def _plot(chart: StackedChart, width: float, top: float) -> _Plot:
    names = max((_width(bar.name, _TEXT) for bar in chart.bars), default=0.0)
    notes = max((_width(bar.note, _TEXT, bold=True) for bar in chart.bars), default=0.0)
    notes = max(notes, _width(chart.note_heading, _SMALL))
    most, step = scale_of(max((bar.total for bar in chart.bars), default=0))
    left = MARGIN + min(names, WIDEST_NAME) + 10
    return _Plot(left, width - MARGIN - notes - 14, top, top + BAR_STEP * len(chart.bars) + 6, most, step)


def scale_of(largest: int) -> tuple[int, int]:
    """The end of the scale and the distance of its lines: at most six lines, at whole numbers."""
    step = next(
        size * 10**power for power in range(12) for size in (1, 2, 5) if size * 10**power * 5 >= max(largest, 1)
    )
    return max(-(-largest // step), 1) * step, step


def _head(chart: StackedChart, width: float) -> tuple[list[Shape], float]:
    """Title, subtitle and legend, and where the plot may begin."""
    shapes: list[Shape] = [Label(MARGIN, 20, chart.title, _TITLE, bold=True)]
    if chart.subtitle:
        shapes.append(Label(MARGIN, 39, chart.subtitle, _TEXT, Paint.MUTED))
    x, y = MARGIN, 62.0 if chart.subtitle else 44.0
    for name, paint in zip(chart.legend, AREAS, strict=False):
        room = 16 + _width(name, _TEXT) + 16
        if x + room > width and x > MARGIN:
            x, y = MARGIN, y + 18
        shapes += [Box(x, y - 9, 11, 11, paint, 2), Label(x + 16, y, name, _TEXT)]
        x += room
    shapes.append(Label(width - MARGIN, y + 20, chart.note_heading, _SMALL, Paint.MUTED, anchor=Anchor.END))
    return shapes, y + 28


def _scale(plot: _Plot) -> Iterator[Shape]:
    for count in range(0, plot.most + 1, plot.step):
        yield Stroke(plot.x(count), plot.top, plot.x(count), plot.bottom, Paint.GRID)
        yield Label(plot.x(count), plot.bottom + 16, str(count), _TEXT, Paint.MUTED, anchor=Anchor.MIDDLE)


def _bars(bars: Sequence[Bar], plot: _Plot) -> Iterator[Shape]:
    for place, bar in enumerate(bars):
        top = plot.top + 6 + place * BAR_STEP + (BAR_STEP - BAR_HEIGHT) / 2 - 3
        base = top + BAR_HEIGHT / 2 + 3.6
        yield Label(plot.left - 10, base, shortened(bar.name, WIDEST_NAME), _TEXT, anchor=Anchor.END)
        before = 0
        for count, paint in zip(bar.counts, AREAS, strict=False):
            if count:
                yield from _area(plot, before, count, top, paint)
                before += count
        yield Label(plot.right + 14, base, bar.note, _TEXT, bold=True)


def _area(plot: _Plot, before: int, count: int, top: float, paint: Paint) -> Iterator[Shape]:
    left, right = plot.x(before), plot.x(before + count) - GAP
    yield Box(left, top, max(right - left, 0.8), BAR_HEIGHT, paint)
    if right - left >= _width(str(count), _TEXT, bold=True) + 4:
        middle = (left + right) / 2
        yield Label(middle, top + BAR_HEIGHT / 2 + 3.8, str(count), _TEXT, Paint.ON_AREA, True, Anchor.MIDDLE)


def shortened(text: str, room: float) -> str:
    """The text, or as much of it as fits with three dots."""
    if _width(text, _TEXT) <= room:
        return text
    for end in range(len(text) - 1, 0, -1):
        cut = f"{text[:end].rstrip()}…"
        if _width(cut, _TEXT) <= room:
            return cut
    return "…"


def _width(text: str, size: float, *, bold: bool = False) -> float:
    font = fonts.BOLD if bold else fonts.REGULAR
    return stringWidth(drawable(text, font), font, size)
