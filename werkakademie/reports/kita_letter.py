"""A letter on A4 after DIN 5008, form B: address field, fold marks at 105 and 210 mm, hole mark at 148.5 mm."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    FrameBreak,
    NextPageTemplate,
    PageTemplate,
    Paragraph,
    Spacer,
)

from werkakademie.reports import fonts
from werkakademie.reports.document import BOTTOM, INK, LEFT, MUTED, PAGE, RIGHT, TOP, WIDTH, Tagged, style
from werkakademie.reports.tags import TaggedCanvas, tagged
from werkakademie.reports.text import drawable, markup

#: The zones of form B, measured from the upper edge of the sheet.
_RETURN_LINE, _ADDRESS, _ADDRESS_ENDS, _SUBJECT = 57.7 * mm, 62.7 * mm, 90 * mm, 98.46 * mm
_ADDRESS_WIDTH = 80 * mm
_DATE = 88 * mm
_MARKS = ((105 * mm, 4 * mm), (148.5 * mm, 6 * mm), (210 * mm, 4 * mm))
_SIZE = 11.0
#: Small enough for the longest names of places; smaller letters are not allowed in an address.
_ADDRESS_SIZES = (10.5, 9.5, 8.5, 8.0)


@dataclass(frozen=True, slots=True)
class Letter:
    """Who writes to whom about what; paragraphs of `text` are parted by an empty line."""

    sender: Sequence[str]
    recipient: Sequence[str]
    place_and_day: str
    subject: str
    text: str
    #: Printed small at the foot; empty on a real site.
    footer: str = ""


def kita_letter(letter: Letter) -> bytes:
    """The letter as PDF in German; the same letter gives the same bytes."""
    fonts.register()
    target = io.BytesIO()
    canvases: list[TaggedCanvas] = []

    def make_canvas(*args: Any, **options: Any) -> TaggedCanvas:
        canvases.append(TaggedCanvas(*args, **options))
        return canvases[-1]

    def first_page(canvas: Canvas, _paper: BaseDocTemplate) -> None:
        _draw_marks(canvas)
        _draw_footer(canvas, letter.footer)

    def next_page(canvas: Canvas, _paper: BaseDocTemplate) -> None:
        _draw_footer(canvas, letter.footer, number=str(canvas.getPageNumber()))

    # The writer is the parent: the file names nobody who helped.
    paper = BaseDocTemplate(
        target, pagesize=PAGE, title=letter.subject, author=letter.sender[0], lang="de", invariant=1
    )
    paper.addPageTemplates(
        [
            PageTemplate("first", [_address_frame(), _frame(_DATE)], onPage=first_page),
            PageTemplate("next", [_frame(TOP)], onPage=next_page),
        ]
    )
    paper.build(_story(letter), canvasmaker=make_canvas)
    return tagged(target.getvalue(), canvases[-1].tags, title=letter.subject, language="de")


def _address_frame() -> Frame:
    height = _ADDRESS_ENDS - _RETURN_LINE
    return Frame(LEFT, PAGE[1] - _ADDRESS_ENDS, _ADDRESS_WIDTH, height, 0, 0, 0, 0)


def _frame(top: float) -> Frame:
    return Frame(LEFT, BOTTOM, WIDTH, PAGE[1] - top - BOTTOM, 0, 0, 0, 0)


def _story(letter: Letter) -> list[Flowable]:
    line = style(_SIZE).leading
    dated = _paragraph(letter.place_and_day, right=True)
    paragraphs = [part.strip() for part in letter.text.split("\n\n")]
    return [
        NextPageTemplate("next"),
        *_address(letter),
        FrameBreak(),
        dated,
        Spacer(1, _SUBJECT - _DATE - line),
        Tagged("H1", Paragraph(markup(letter.subject, fonts.BOLD), style(_SIZE, bold=True))),
        Spacer(1, 2 * line),
        *(_paragraph(part, after=line * 0.75) for part in paragraphs if part),
        # Room for the signature.
        Spacer(1, 2.5 * line),
        _paragraph(letter.sender[0]),
    ]


def _address(letter: Letter) -> list[Flowable]:
    """The sender small on one line, and below it whom the letter goes to."""
    returned = style(7, muted=True)
    returned.leading = 4.4 * mm
    line = _shortened(" · ".join(letter.sender), 7)
    sender = Tagged("P", Paragraph(markup(line), returned))
    written = [one for one in letter.recipient if one]
    # A person's name beside a very long name of the place is left to the salutation.
    lines = _fitting(written) or _fitting([written[0], *written[2:]]) or []
    gap = _ADDRESS - _RETURN_LINE - returned.leading
    return [sender, Spacer(1, gap), *lines]


def _fitting(lines: Sequence[str]) -> list[Tagged] | None:
    """The lines as large as the zone of the address allows; None where even small letters are too many."""
    for size in _ADDRESS_SIZES:
        look = style(size)
        look.leading = size * 1.2
        found = [Tagged("P", Paragraph(markup(one), look)) for one in lines]
        if sum(one.wrap(_ADDRESS_WIDTH, PAGE[1])[1] for one in found) <= _ADDRESS_ENDS - _ADDRESS:
            return found
    return None


def _shortened(text: str, size: float) -> str:
    """What fits on one line of the address field."""
    font = fonts.document_font(fonts.REGULAR)
    while font.stringWidth(drawable(text), size) > _ADDRESS_WIDTH:
        text = text[:-2].rstrip(" ·") + "…"
    return text


def _paragraph(text: str, *, after: float = 0, right: bool = False) -> Tagged:
    lines = "<br/>".join(markup(line.strip()) for line in text.split("\n"))
    return Tagged("P", Paragraph(lines, style(_SIZE, after=after, right=right)))


def _draw_marks(canvas: Canvas) -> None:
    assert isinstance(canvas, TaggedCanvas)
    canvas.begin_decoration()
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(0.4)
    for from_top, length in _MARKS:
        canvas.line(0, PAGE[1] - from_top, length, PAGE[1] - from_top)
    canvas.end_tag()


def _draw_footer(canvas: Canvas, text: str, *, number: str = "") -> None:
    assert isinstance(canvas, TaggedCanvas)
    canvas.begin_decoration()
    canvas.setFont(fonts.REGULAR, 8)
    canvas.setFillColor(MUTED)
    canvas.drawString(LEFT, 12 * mm, drawable(text))
    canvas.drawRightString(PAGE[0] - RIGHT, 12 * mm, number)
    canvas.end_tag()
