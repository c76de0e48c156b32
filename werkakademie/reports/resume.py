"""The CV as PDF: A4, one column, tabular, in three looks; drawn straight on the canvas, because people wait for it."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfgen.canvas import Canvas

from werkakademie.records.enums import ResumeLayout
from werkakademie.records.resume_sheet import ResumeRow, ResumeSection, ResumeSheet
from werkakademie.reports import fonts
from werkakademie.reports.document import BOTTOM, INK, LEFT, LINE, MUTED, PAGE, RIGHT, TOP, WIDTH
from werkakademie.reports.tags import TaggedCanvas, tagged
from werkakademie.reports.text import drawable

_PHOTO = (35 * mm, 45 * mm)
_ACCENT: Final = HexColor("#105c8d")
_TITLE = "Lebenslauf"


@dataclass(frozen=True, slots=True)
class _Look:
    size: float
    name_size: float
    left: float
    colour: Color
    rule: bool
    gap: float


_LOOKS: Final = {
    ResumeLayout.CLASSIC: _Look(10.5, 18, 42 * mm, INK, rule=True, gap=4.5 * mm),
    ResumeLayout.CLEAR: _Look(10.5, 22, 42 * mm, _ACCENT, rule=False, gap=5.5 * mm),
    ResumeLayout.COMPACT: _Look(10, 15, 36 * mm, INK, rule=True, gap=2.8 * mm),
}


def resume_pdf(sheet: ResumeSheet, *, layout: ResumeLayout, with_tags: bool = True) -> bytes:
    """The CV as PDF in German; the same sheet gives the same bytes."""
    fonts.register()
    target = io.BytesIO()
    title = f"{_TITLE} {sheet.name}".strip()
    canvas: Canvas = (TaggedCanvas if with_tags else Canvas)(target, pagesize=PAGE, invariant=1, lang="de")
    canvas.setTitle(title)
    canvas.setAuthor(sheet.name)
    paper = _Paper(canvas, sheet, _LOOKS[layout])
    paper.draw()
    canvas.save()
    if not isinstance(canvas, TaggedCanvas):
        return target.getvalue()
    return tagged(target.getvalue(), canvas.tags, title=title, language="de")


class _Paper:
    """Draws from top to bottom and turns the page between rows; a row is never torn unless it fills a page."""

    def __init__(self, canvas: Canvas, sheet: ResumeSheet, look: _Look) -> None:
        self._canvas, self._sheet, self._look = canvas, sheet, look
        self._marked = isinstance(canvas, TaggedCanvas)
        self._y = PAGE[1] - TOP
        self._leading = look.size * 1.38

    def draw(self) -> None:
        self._head()
        for section in self._sheet.sections:
            self._section(section)
        self._sign()
        self._footer()

    def _head(self) -> None:
        look = self._look
        width = WIDTH
        bottom = self._y
        if self._sheet.photo:
            bottom = self._photo()
            width -= _PHOTO[0] + 8 * mm
        self._lines("H1", _TITLE, fonts.BOLD, look.name_size, LEFT, width, look.colour)
        self._lines("P", self._sheet.name, fonts.BOLD, look.size * 1.25, LEFT, width, INK)
        for line in self._sheet.contact:
            self._lines("P", line, fonts.REGULAR, look.size, LEFT, width, MUTED)
        self._y = min(self._y, bottom) - look.gap * 0.6

    def _photo(self) -> float:
        x, y = PAGE[0] - RIGHT - _PHOTO[0], PAGE[1] - TOP - _PHOTO[1]
        self._begin("Figure", alt=f"Foto von {self._sheet.name}")
        self._canvas.drawImage(ImageReader(io.BytesIO(self._sheet.photo)), x, y, *_PHOTO)
        self._end()
        return y

    def _section(self, section: ResumeSection) -> None:
        look = self._look
        first = self._height(section.rows[0])
        self._need(look.gap + look.size * 2.4 + first)
        self._y -= look.gap
        self._lines("H2", section.title, fonts.BOLD, look.size * 1.15, LEFT, WIDTH, look.colour)
        if look.rule:
            self._rule()
        self._y -= 1.2 * mm
        for row in section.rows:
            self._row(row)

    def _row(self, row: ResumeRow) -> None:
        look = self._look
        self._need(self._height(row))
        x, width = self._column(row)
        top = self._y
        if row.left:
            self._lines("P", row.left, fonts.REGULAR, look.size, LEFT, look.left - 3 * mm, MUTED)
        left_end, self._y = self._y, top
        strong = fonts.BOLD if row.below or row.points else fonts.REGULAR
        self._lines("P", row.head, strong, look.size, x, width, INK)
        if row.below:
            self._lines("P", row.below, fonts.REGULAR, look.size, x, width, INK)
        for point in row.points:
            self._need(self._leading)
            self._lines("P", f"• {point}", fonts.REGULAR, look.size, x, width, INK)
        self._y = min(self._y, left_end) - look.gap * 0.35

    def _column(self, row: ResumeRow) -> tuple[float, float]:
        if not row.left and not row.below and not row.points:
            return LEFT, WIDTH
        return LEFT + self._look.left, WIDTH - self._look.left

    def _height(self, row: ResumeRow) -> float:
        _x, width = self._column(row)
        texts = [row.head, row.below, *(f"• {point}" for point in row.points)]
        right = sum(len(self._split(text, fonts.BOLD, self._look.size, width)) for text in texts if text)
        left = len(self._split(row.left, fonts.REGULAR, self._look.size, self._look.left - 3 * mm))
        return min(max(left, right) * self._leading, PAGE[1] - TOP - BOTTOM)

    def _sign(self) -> None:
        self._need(24 * mm)
        self._y -= 6 * mm
        self._lines("P", self._sheet.place_and_day, fonts.REGULAR, self._look.size, LEFT, WIDTH, INK)
        self._y -= 8 * mm
        self._lines("P", self._sheet.name, fonts.REGULAR, self._look.size, LEFT, WIDTH, INK)

    def _lines(self, role: str, text: str, font: str, size: float, x: float, width: float, colour: Color) -> None:
        canvas = self._canvas
        self._begin(role)
        canvas.setFont(font, size)
        canvas.setFillColor(colour)
        for line in self._split(text, font, size, width):
            self._y -= size * 1.38
            canvas.drawString(x, self._y + size * 0.3, line)
        self._end()

    def _split(self, text: str, font: str, size: float, width: float) -> Sequence[str]:
        found: Sequence[str] = simpleSplit(drawable(text, font), font, size, width) if text else ()
        return found

    def _rule(self) -> None:
        self._begin("", decoration=True)
        self._canvas.setStrokeColor(LINE)
        self._canvas.setLineWidth(0.7)
        self._canvas.line(LEFT, self._y - 1, PAGE[0] - RIGHT, self._y - 1)
        self._end()

    def _need(self, height: float) -> None:
        if self._y - height < BOTTOM:
            self._footer()
            self._canvas.showPage()
            self._y = PAGE[1] - TOP

    def _footer(self) -> None:
        self._begin("", decoration=True)
        self._canvas.setFont(fonts.REGULAR, 8)
        self._canvas.setFillColor(MUTED)
        self._canvas.drawString(LEFT, 12 * mm, drawable(self._sheet.footer))
        self._end()

    def _begin(self, role: str, *, alt: str = "", decoration: bool = False) -> None:
        canvas: Any = self._canvas
        if self._marked:
            if decoration:
                canvas.begin_decoration()
            else:
                canvas.begin_tag(role, alt=alt)

    def _end(self) -> None:
        if self._marked:
            canvas: Any = self._canvas
            canvas.end_tag()
