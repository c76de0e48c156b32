"""The sheet of a letter after DIN 5008, form B: address field, fold marks at 105 and 210 mm, hole mark at 148.5 mm."""

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
    KeepTogether,
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
#: The information block beside the address: how the sender is reached.
_BLOCK_LEFT, _BLOCK_TOP, _BLOCK_ENDS = 125 * mm, 62.7 * mm, 86 * mm
_MARKS = ((105 * mm, 4 * mm), (148.5 * mm, 6 * mm), (210 * mm, 4 * mm))
_SIZE, _BLOCK_SIZE = 11.0, 9.0
#: Small enough for the longest names of places; smaller letters are not allowed in an address.
_ADDRESS_SIZES = (10.5, 9.5, 8.5, 8.0)


@dataclass(frozen=True, slots=True)
class LetterPaper:
    """Who writes to whom about what; `paragraphs` go from the salutation to the closing words."""

    sender: Sequence[str]
    recipient: Sequence[str]
    place_and_day: str
    subject: str
    paragraphs: Sequence[str]
    #: Telephone and mail of the sender, one a line.
    information: Sequence[str] = ()
    enclosures: Sequence[str] = ()
    #: Printed small at the foot; empty on a real site.
    footer: str = ""


class _UnmarkedCanvas(TaggedCanvas):
    """Draws the same without a mark: for a look at the screen, where nobody reads the structure."""

    def begin_tag(self, role: str, *, alt: str = "", parents: tuple[str, ...] = ()) -> None:
        pass

    def begin_decoration(self) -> None:
        pass

    def end_tag(self) -> None:
        pass


def letter_pdf(letter: LetterPaper, *, with_tags: bool = True) -> bytes:
    """The letter as PDF in German; the same letter gives the same bytes."""
    fonts.register()
    target = io.BytesIO()
    canvases: list[TaggedCanvas] = []
    kind = TaggedCanvas if with_tags else _UnmarkedCanvas

    def make_canvas(*args: Any, **options: Any) -> TaggedCanvas:
        canvases.append(kind(*args, **options))
        return canvases[-1]

    def first_page(canvas: Canvas, _paper: BaseDocTemplate) -> None:
        _draw_marks(canvas)
        _draw_footer(canvas, letter.footer)

    def next_page(canvas: Canvas, _paper: BaseDocTemplate) -> None:
        _draw_footer(canvas, letter.footer, number=str(canvas.getPageNumber()))

    # The writer is the sender: the file names nobody who helped.
    paper = BaseDocTemplate(
        target, pagesize=PAGE, title=letter.subject, author=letter.sender[0], lang="de", invariant=1
    )
    frames = [_address_frame(), *([_block_frame()] if letter.information else []), _frame(_DATE)]
    paper.addPageTemplates(
        [PageTemplate("first", frames, onPage=first_page), PageTemplate("next", [_frame(TOP)], onPage=next_page)]
    )
    paper.build(_story(letter), canvasmaker=make_canvas)
    if not with_tags:
        return target.getvalue()
    return tagged(target.getvalue(), canvases[-1].tags, title=letter.subject, language="de")


def _address_frame() -> Frame:
    height = _ADDRESS_ENDS - _RETURN_LINE
    return Frame(LEFT, PAGE[1] - _ADDRESS_ENDS, _ADDRESS_WIDTH, height, 0, 0, 0, 0)


def _block_frame() -> Frame:
    width = PAGE[0] - RIGHT - _BLOCK_LEFT
    return Frame(_BLOCK_LEFT, PAGE[1] - _BLOCK_ENDS, width, _BLOCK_ENDS - _BLOCK_TOP, 0, 0, 0, 0)


def _frame(top: float) -> Frame:
    return Frame(LEFT, BOTTOM, WIDTH, PAGE[1] - top - BOTTOM, 0, 0, 0, 0)


def _story(letter: LetterPaper) -> list[Flowable]:
    line = style(_SIZE).leading
    story: list[Flowable] = [NextPageTemplate("next"), *_address(letter), FrameBreak()]
    if letter.information:
        look = style(_BLOCK_SIZE)
        story += [Tagged("P", Paragraph(markup(one), look)) for one in letter.information[:4]]
        story.append(FrameBreak())
    subject = Paragraph(markup(letter.subject, fonts.BOLD), style(_SIZE, bold=True))
    *text, closing = letter.paragraphs or ("",)
    story += [
        _paragraph(letter.place_and_day, right=True),
        Spacer(1, _SUBJECT - _DATE - line),
        # An empty heading would be one that nobody can read.
        *([Tagged("H1", subject)] if letter.subject else [Spacer(1, line)]),
        Spacer(1, 2 * line),
        *(_paragraph(part, after=line * 0.75) for part in text),
        # The closing words never part from the name; between them is room for the signature.
        KeepTogether([_paragraph(closing), Spacer(1, 3.25 * line), _paragraph(letter.sender[0])]),
    ]
    if letter.enclosures:
        story += [Spacer(1, 1.4 * line), _enclosures(letter.enclosures)]
    return story


def _enclosures(enclosures: Sequence[str]) -> Tagged:
    word = "Anlagen:" if len(enclosures) > 1 else "Anlage:"
    text = f'<font name="{fonts.BOLD}">{word}</font> {markup(", ".join(enclosures))}'
    return Tagged("P", Paragraph(text, style(_SIZE)))


def _address(letter: LetterPaper) -> list[Flowable]:
    """The sender small on one line, and below it whom the letter goes to."""
    returned = style(7, muted=True)
    returned.leading = 4.4 * mm
    line = _shortened(" · ".join(letter.sender), 7)
    sender = Tagged("P", Paragraph(markup(line), returned))
    written = [one for one in letter.recipient if one]
    # A person's name beside a very long name of the place is left to the salutation.
    lines = _fitting(written) or _fitting([*written[:1], *written[2:]]) or _fitting(written[:1]) or []
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
