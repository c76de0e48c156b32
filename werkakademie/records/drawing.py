"""A small drawing that paper and screen show alike: plain shapes in points, from the top left corner."""

from dataclasses import dataclass, field
from enum import Enum


class Paint(Enum):
    """What a colour is for; the printer and each theme of the window have their own colours for it."""

    SURFACE = "surface"
    INK = "ink"
    MUTED = "muted"
    GRID = "grid"
    AXIS = "axis"
    #: Areas of a chart, in the order of its legend, told apart by lightness too.
    AREA_1 = "area_1"
    AREA_2 = "area_2"
    AREA_3 = "area_3"
    AREA_4 = "area_4"
    AREA_5 = "area_5"
    #: Text inside an area.
    ON_AREA = "on_area"


class Anchor(Enum):
    """Which point of a text lies at its place."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    paint: Paint
    radius: float = 0


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    paint: Paint
    width: float = 1


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text; `y` is its base line."""

    x: float
    y: float
    text: str
    size: float
    paint: Paint = Paint.INK
    bold: bool = False
    anchor: Anchor = Anchor.START


Shape = Box | Stroke | Label


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes from back to front; `description` says in words what is to be seen."""

    width: float
    height: float
    shapes: tuple[Shape, ...] = field(repr=False)
    description: str = ""
