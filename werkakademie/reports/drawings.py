"""Brings a drawing onto paper: as reportlab shapes, vectors and real text."""

from reportlab.graphics import shapes
from reportlab.lib.colors import Color, HexColor

from werkakademie.records.drawing import Box, Drawing, Label, Paint, Stroke
from werkakademie.reports import fonts
from werkakademie.reports.text import drawable

#: On white; every area has at least 3:1 against it, white text on an area at least 4.5:1.
INKS = {
    Paint.SURFACE: "#ffffff",
    Paint.INK: "#16202e",
    Paint.MUTED: "#4e5b6b",
    Paint.GRID: "#e1e6ec",
    Paint.AXIS: "#4e5b6b",
    Paint.AREA_1: "#0b5f8a",
    Paint.AREA_2: "#00765e",
    Paint.AREA_3: "#8a6d00",
    Paint.AREA_4: "#a9501d",
    Paint.AREA_5: "#66717f",
    Paint.ON_AREA: "#ffffff",
}


def colour(paint: Paint) -> Color:
    """The ink of a paint."""
    return HexColor(INKS[paint])


def on_paper(drawing: Drawing) -> shapes.Drawing:
    """The drawing as a reportlab flowable; fonts must be registered."""
    paper = shapes.Drawing(drawing.width, drawing.height)
    for shape in drawing.shapes:
        paper.add(_shape(shape, drawing.height))
    return paper


def _shape(shape: Box | Stroke | Label, height: float) -> shapes.Shape:
    """Reportlab counts from the bottom of the page."""
    match shape:
        case Box():
            bottom = height - shape.y - shape.height
            box = shapes.Rect(shape.x, bottom, shape.width, shape.height, rx=shape.radius, ry=shape.radius)
            box.fillColor, box.strokeColor = colour(shape.paint), None
            return box
        case Stroke():
            return shapes.Line(
                shape.x1, height - shape.y1, shape.x2, height - shape.y2,
                strokeColor=colour(shape.paint), strokeWidth=shape.width,
            )  # fmt: skip
        case Label():
            font = fonts.BOLD if shape.bold else fonts.REGULAR
            return shapes.String(
                shape.x, height - shape.y, drawable(shape.text, font), textAnchor=shape.anchor.value,
                fontName=font, fontSize=shape.size, fillColor=colour(shape.paint),
            )  # fmt: skip
