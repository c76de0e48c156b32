"""A person's cover letter as a Word file that may still be changed: the zones of DIN 5008, form B."""

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from werkakademie.records.cover_letter import LetterSheet

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_FONT = "Arial"
_SIZE, _SMALL = 11, 8
#: Millimetres from the upper edge; the first line of the sheet is the return address.
_FIRST_LINE = 54
#: Lines of the address field; empty ones keep the date and the subject at their height.
_ADDRESS_LINES = 6


def cover_letter_docx(sheet: LetterSheet) -> bytes:
    """The bytes of the file; the same letter gives the same text."""
    import docx
    from docx.shared import Mm

    document = docx.Document()
    _prepare(document, sheet)
    sender = sheet.sender
    returned = " · ".join(part for part in (sender.name, sender.street, sender.place) if part)
    _line(document, returned, size=_SMALL, after=4)
    reached = [f"{word}: {value}" for word, value in (("Telefon", sender.phone), ("E-Mail", sender.email)) if value]
    free = max(0, _ADDRESS_LINES - len(sheet.recipient) - bool(reached))
    for line in (*sheet.recipient[:_ADDRESS_LINES], *[""] * free):
        _line(document, line)
    if reached:
        _right(_line(document, " · ".join(reached), size=_SMALL))
    _right(_line(document, sheet.place_and_day, after=10))
    subject = _line(document, sheet.subject, bold=True)
    subject.paragraph_format.keep_with_next = True
    for _empty in range(2):
        _line(document, "")
    for text in (sheet.salutation, *sheet.paragraphs):
        _line(document, text, after=9)
    closing = _line(document, sheet.closing)
    closing.paragraph_format.space_after = Mm(15)
    closing.paragraph_format.keep_with_next = True
    name = _line(document, sender.name, after=18)
    name.paragraph_format.keep_with_next = bool(sheet.enclosures)
    if sheet.enclosures:
        word = "Anlagen:" if len(sheet.enclosures) > 1 else "Anlage:"
        last = _line(document, word, bold=True)
        _run(last, f" {', '.join(sheet.enclosures)}", size=_SIZE, bold=False)
    if sheet.footer:
        _run(document.sections[0].footer.paragraphs[0], sheet.footer, size=_SMALL, bold=False)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _prepare(document: "Document", sheet: LetterSheet) -> None:
    """Sheet, font and language; the writer is the person themselves."""
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(25), Mm(20)
    section.top_margin, section.bottom_margin = Mm(_FIRST_LINE), Mm(20)
    look = document.styles["Normal"]
    look.font.name, look.font.size = _FONT, Pt(_SIZE)
    fonts = look.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), _FONT)
    language = look.element.rPr.makeelement(qn("w:lang"), {qn("w:val"): "de-DE"})
    look.element.rPr.append(language)
    facts = document.core_properties
    facts.author = facts.last_modified_by = sheet.sender.name
    facts.title, facts.language, facts.comments = sheet.subject, "de-DE", ""
    # The hour in which somebody wrote is nobody's business, and one letter is one file.
    facts.created = facts.modified = datetime(2000, 1, 1, tzinfo=UTC)


def _line(document: "Document", text: str, *, size: float = _SIZE, bold: bool = False, after: float = 0) -> "Paragraph":
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(after)
    paragraph.paragraph_format.space_before = Pt(0)
    paragraph.paragraph_format.line_spacing = 1.15
    _run(paragraph, text, size=size, bold=bold)
    return paragraph


def _run(paragraph: "Paragraph", text: str, *, size: float, bold: bool) -> None:
    from docx.shared import Pt

    # What XML can't hold was pasted by accident.
    run = paragraph.add_run("".join(letter for letter in text if letter >= " " or letter in "\n\t"))
    run.font.size, run.bold = Pt(size), bold


def _right(paragraph: "Paragraph") -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
