"""The page of our documents: A4, one set of styles, a footer, and tags that tell a screen reader what is what."""

import io
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Spacer, Table

from werkakademie.i18n import is_right_to_left
from werkakademie.records.drawing import Drawing
from werkakademie.reports import fonts
from werkakademie.reports.drawings import on_paper
from werkakademie.reports.tags import TaggedCanvas, tagged
from werkakademie.reports.text import drawable, markup

PAGE = (210 * mm, 297 * mm)
LEFT, RIGHT, TOP, BOTTOM = 25 * mm, 20 * mm, 20 * mm, 22 * mm
WIDTH = PAGE[0] - LEFT - RIGHT
INK, MUTED, LINE, SOFT = HexColor("#16202e"), HexColor("#4e5b6b"), HexColor("#d5dbe3"), HexColor("#f0f3f6")


def style(size: float = 10, *, bold: bool = False, muted: bool = False, after: float = 0, right: bool = False) -> Any:
    """A paragraph style of the documents."""
    return ParagraphStyle(
        "text",
        fontName=fonts.BOLD if bold else fonts.REGULAR,
        fontSize=size,
        leading=size * 1.4,
        textColor=MUTED if muted else INK,
        spaceAfter=after,
        alignment=2 if right else 0,
    )


class Tagged(Flowable):
    """Draws another flowable between the marks of its role in the document's structure."""

    def __init__(self, role: str, content: Flowable, *, alt: str = "", parents: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.role, self.content, self.alt, self.parents = role, content, alt, parents
        self.keepWithNext = role.startswith("H")

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        size: tuple[float, float] = self.content.wrap(width, height)
        return size

    def split(self, width: float, height: float) -> list[Flowable]:
        parts = self.content.splitOn(self.canv, width, height) if hasattr(self, "canv") else []
        return [Tagged(self.role, part, alt=self.alt, parents=self.parents) for part in parts]

    def getSpaceBefore(self) -> float:  # noqa: N802  (reportlab's name)
        return float(self.content.getSpaceBefore())

    def getSpaceAfter(self) -> float:  # noqa: N802  (reportlab's name)
        return float(self.content.getSpaceAfter())

    def draw(self) -> None:
        canvas = self.canv
        assert isinstance(canvas, TaggedCanvas)
        canvas.begin_tag(self.role, alt=self.alt, parents=self.parents)
        self.content.drawOn(canvas, 0, 0)
        canvas.end_tag()


class _RuledTable(Table):
    """A table whose lines and shades are decoration to a screen reader."""

    def _drawBkgrnd(self) -> None:  # noqa: N802  (reportlab's name)
        self._decoration(super()._drawBkgrnd)  # type: ignore[misc]

    def _drawLines(self) -> None:  # noqa: N802  (reportlab's name)
        self._decoration(super()._drawLines)  # type: ignore[misc]

    def _decoration(self, draw: Callable[[], None]) -> None:
        canvas = self.canv
        assert isinstance(canvas, TaggedCanvas)
        canvas.begin_decoration()
        draw()
        canvas.end_tag()


@dataclass(frozen=True, slots=True)
class SlipLine:
    """One text on a slip of paper, in points; without a language in that of the document."""

    text: str = field(repr=False)
    size: float
    bold: bool = False
    language: str = ""


@dataclass(slots=True)
class Document:
    """A document that grows from top to bottom; every text goes through the one place for all scripts."""

    title: str
    language: str
    footer: str = ""
    _story: list[Flowable] = field(default_factory=list)
    _tables: int = 0

    def __post_init__(self) -> None:
        fonts.register()

    def heading(self, text: str, *, level: int = 1) -> None:
        sizes = {1: 18.0, 2: 12.5}
        look = style(sizes[level], bold=True, after=3 if level == 1 else 4, right=self._mirrored())
        look.spaceBefore = 0 if level == 1 else 10
        self._story.append(Tagged(f"H{level}", Paragraph(self._markup(text, fonts.BOLD), look)))

    def paragraph(
        self, text: str, *, size: float = 10, bold: bool = False, muted: bool = False, after: float = 5
    ) -> None:
        font = fonts.BOLD if bold else fonts.REGULAR
        look = style(size, bold=bold, muted=muted, after=after, right=self._mirrored())
        self._story.append(Tagged("P", Paragraph(self._markup(text, font), look)))

    def _markup(self, text: str, font: str) -> str:
        """In a document that is read from the right the texts are sentences of that language."""
        return markup(text, font, sentence=self._mirrored())

    def _mirrored(self) -> bool:
        """Whether the document is read from the right: texts stand there, and tables begin there."""
        return is_right_to_left(self.language)

    def drawing(self, drawing: Drawing) -> None:
        """A picture across the page, with its description for those who don't see it."""
        picture = on_paper(drawing)
        scale = WIDTH / drawing.width
        picture.scale(scale, scale)
        picture.width, picture.height = WIDTH, drawing.height * scale
        self._story.append(Tagged("Figure", picture, alt=drawing.description))

    def table(
        self,
        head: Sequence[str],
        rows: Sequence[Sequence[str]],
        *,
        widths: Sequence[float],
        numbers: Container[int] = (),
        strong_last: bool = False,
        size: float = 9,
        row_height: float | None = None,
    ) -> None:
        """A table; `widths` are shares of the page's width, the columns `numbers` are set to the right.

        Rows are as high as their texts need, or `row_height` millimetres: room to write by hand.
        """
        self._tables += 1
        lines = [head, *rows] if any(head) else list(rows)
        if self._mirrored():
            lines, widths = [line[::-1] for line in lines], widths[::-1]
        cells = [
            [
                self._cell(
                    text,
                    size,
                    parents=(f"Table-{self._tables}", f"TR-{number}"),
                    head=any(head) and number == 0,
                    strong=strong_last and number == len(lines) - 1,
                    right=self._mirrored() or column in numbers,
                )
                for column, text in enumerate(line)
            ]
            for number, line in enumerate(lines)
        ]
        total = sum(widths)
        look: list[tuple[Any, ...]] = [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, -1), 0.5, LINE),
            ("LEFTPADDING", (0, 0), (-1, -1), 4),
            ("RIGHTPADDING", (0, 0), (-1, -1), 4),
            ("TOPPADDING", (0, 0), (-1, -1), 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ]
        if any(head):
            look.append(("BACKGROUND", (0, 0), (-1, 0), SOFT))
        heights = [None] * (len(lines) - len(rows)) + [row_height and row_height * mm] * len(rows)
        columns = [WIDTH * share / total for share in widths]
        table = _RuledTable(cells, colWidths=columns, rowHeights=heights, repeatRows=1 if any(head) else 0, style=look)
        table.spaceAfter = 6
        self._story.append(table)

    def _cell(
        self, text: str, size: float, *, parents: tuple[str, ...], head: bool, strong: bool, right: bool
    ) -> Flowable:
        bold = head or strong
        content = Paragraph(
            self._markup(text, fonts.BOLD if bold else fonts.REGULAR), style(size, bold=bold, right=right)
        )
        return Tagged("TH" if head else "TD", content, parents=parents)

    def writing_lines(self, count: int) -> None:
        """Lines to write on by hand."""
        look = [("LINEBELOW", (0, 0), (-1, -1), 0.5, LINE)]
        self._story.append(_RuledTable([[""]] * count, colWidths=[WIDTH], rowHeights=9 * mm, style=look))

    def key_box(self, key: str) -> None:
        """A key to copy by hand: large, framed, four groups to a line."""
        groups = key.split("-")
        lines = ["-".join(groups[start : start + 4]) for start in range(0, len(groups), 4)]
        text = "-<br/>".join(markup(line, fonts.BOLD) for line in lines)
        look = style(20, bold=True)
        look.leading, look.alignment = 30, 1
        box = _RuledTable(
            [[Tagged("P", Paragraph(text, look))]],
            colWidths=[WIDTH],
            style=[
                ("BOX", (0, 0), (-1, -1), 1, MUTED),
                ("TOPPADDING", (0, 0), (-1, -1), 8),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 14),
            ],
        )
        self._story.append(box)

    def slips(self, slips: Sequence[Sequence[SlipLine]], *, across: int) -> None:
        """Slips of paper to cut apart, `across` beside each other; none is torn by the end of a page."""
        cells = [[self._slip_line(line) for line in slip] for slip in slips]
        cells.extend([] for _ in range(-len(cells) % across))
        rows = [cells[first : first + across] for first in range(0, len(cells), across)]
        look: list[tuple[Any, ...]] = [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("GRID", (0, 0), (-1, -1), 0.7, MUTED, None, (3, 3)),
            *((f"{side}PADDING", (0, 0), (-1, -1), 10) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")),
        ]
        self._story.append(_RuledTable(rows, colWidths=[WIDTH / across] * across, style=look))

    def _slip_line(self, line: SlipLine) -> Flowable:
        leftward = is_right_to_left(line.language or self.language)
        font = fonts.BOLD if line.bold else fonts.REGULAR
        look = style(line.size, bold=line.bold, right=leftward, after=2)
        return Tagged("P", Paragraph(markup(line.text, font, sentence=leftward), look))

    def space(self, millimetres: float) -> None:
        self._story.append(Spacer(1, millimetres * mm))

    def content(self) -> bytes:
        """The finished PDF; the same story gives the same bytes."""
        target = io.BytesIO()
        canvases: list[TaggedCanvas] = []

        def make_canvas(*args: Any, **options: Any) -> TaggedCanvas:
            canvases.append(TaggedCanvas(*args, **options))
            return canvases[-1]

        paper = BaseDocTemplate(
            target, pagesize=PAGE, title=self.title, author="Werkakademie", lang=self.language, invariant=1
        )
        frame = Frame(LEFT, BOTTOM, WIDTH, PAGE[1] - TOP - BOTTOM, 0, 0, 0, 0)
        paper.addPageTemplates(PageTemplate("page", [frame], onPage=self._footer))
        paper.build(self._story, canvasmaker=make_canvas)
        return tagged(target.getvalue(), canvases[-1].tags, title=self.title, language=self.language)

    def _footer(self, canvas: Canvas, _paper: BaseDocTemplate) -> None:
        assert isinstance(canvas, TaggedCanvas)
        canvas.begin_decoration()
        canvas.setFont(fonts.REGULAR, 8)
        canvas.setFillColor(MUTED)
        canvas.drawString(LEFT, 12 * mm, drawable(self.footer))
        canvas.drawRightString(PAGE[0] - RIGHT, 12 * mm, str(canvas.getPageNumber()))
        canvas.end_tag()
