"""The CV as a Word file that may still be changed: headings, and rows with a tab between months and text."""

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from werkakademie.records.resume_sheet import ResumeRow, ResumeSheet

if TYPE_CHECKING:
    from docx.document import Document

_FONT, _SIZE, _LEFT = "Arial", 10.5, 42


def resume_docx(sheet: ResumeSheet) -> bytes:
    """The bytes of the file; the same sheet gives the same text."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    document = docx.Document()
    _prepare(document, sheet)
    if sheet.photo:
        picture = document.add_paragraph()
        picture.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        picture.add_run().add_picture(io.BytesIO(sheet.photo), width=Mm(35))
    document.add_heading("Lebenslauf", level=1)
    _line(document, sheet.name, bold=True, size=13)
    for line in sheet.contact:
        _line(document, line)
    for section in sheet.sections:
        document.add_heading(section.title, level=2)
        for row in section.rows:
            _row(document, row)
    _line(document, "")
    _line(document, sheet.place_and_day)
    _line(document, "")
    _line(document, sheet.name)
    if sheet.footer:
        document.sections[0].footer.paragraphs[0].add_run(sheet.footer)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _prepare(document: "Document", sheet: ResumeSheet) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(25), Mm(20)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    for name, size in (("Normal", _SIZE), ("Heading 1", 18), ("Heading 2", 12)):
        look: Any = document.styles[name]
        look.font.name, look.font.size = _FONT, Pt(size)
        look.font.color.rgb = RGBColor(0x16, 0x20, 0x2E)
        fonts = look.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), _FONT)
    normal: Any = document.styles["Normal"]
    language = normal.element.rPr.makeelement(qn("w:lang"), {qn("w:val"): "de-DE"})
    normal.element.rPr.append(language)
    facts = document.core_properties
    facts.author = facts.last_modified_by = sheet.name
    facts.title, facts.language, facts.comments = f"Lebenslauf {sheet.name}", "de-DE", ""
    facts.created = facts.modified = datetime(2000, 1, 1, tzinfo=UTC)


def _row(document: "Document", row: ResumeRow) -> None:
    wide = not row.left and not row.below and not row.points
    _line(document, row.head if wide else f"{row.left}\t{row.head}", hang=not wide, bold=False)
    if row.below:
        _line(document, f"\t{row.below}", hang=True)
    for point in row.points:
        _line(document, f"\t• {point}", hang=True)


def _line(document: "Document", text: str, *, bold: bool = False, size: float = _SIZE, hang: bool = False) -> None:
    from docx.shared import Mm, Pt

    paragraph = document.add_paragraph()
    look = paragraph.paragraph_format
    look.space_after, look.space_before = Pt(2), Pt(0)
    if hang:
        look.left_indent, look.first_line_indent = Mm(_LEFT), -Mm(_LEFT)
        look.tab_stops.add_tab_stop(Mm(_LEFT))
    # What XML can't hold was pasted by accident.
    run = paragraph.add_run("".join(letter for letter in text if letter >= " " or letter in "\n\t"))
    run.bold, run.font.size = bold, Pt(size)
