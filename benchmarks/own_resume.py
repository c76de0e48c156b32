"""A CV of two pages as PDF, with and without tags, beside the same lines by the bare canvas."""

import io
from collections.abc import Sequence
from datetime import date

from reportlab.pdfgen.canvas import Canvas

from benchmarks.harness import Figure, medians_of_turns, seconds_of
from werkakademie.records.enums import ResumeLayout
from werkakademie.records.resume import Course, Language, Month, ResumeDocument, Station
from werkakademie.records.resume_sheet import ResumeSheet
from werkakademie.reports import fonts
from werkakademie.reports.document import BOTTOM, LEFT, PAGE, TOP
from werkakademie.reports.resume import resume_pdf
from werkakademie.rules.resume_sheet import resume_sheet

_TURNS = 15
_SIZE = 10.5


def measure() -> Sequence[Figure]:
    sheet = resume_sheet(_document(), today=date(2026, 11, 23))
    lines = _lines(sheet)
    fonts.register()
    plain, told, bare = medians_of_turns(
        _TURNS,
        lambda: seconds_of(lambda: resume_pdf(sheet, layout=ResumeLayout.CLEAR, with_tags=False)),
        lambda: seconds_of(lambda: resume_pdf(sheet, layout=ResumeLayout.CLEAR)),
        lambda: seconds_of(lambda: _bare(lines)),
    )
    how = (
        f"ein Lebenslauf mit 14 Stationen und {len(lines)} Zeilen, Median von {_TURNS}; "
        "Vergleich: dieselben Zeilen in derselben Schrift untereinander durch den canvas von reportlab"
    )
    return (
        Figure("Lebenslauf als PDF ohne Tags", plain, bare, how, most_times_floor=2.5),
        Figure("Lebenslauf als PDF mit Tags", told, bare, how, most_times_floor=12.0),
    )


def _document() -> ResumeDocument:
    work = tuple(
        Station(
            "Verkäuferin",
            f"Markt {number} GmbH",
            "Oldenburg",
            Month(2000 + 2 * number, 1),
            Month(2001 + 2 * number, 12),
            ("Kasse", "Waren annehmen, prüfen und sortieren", "Kundinnen und Kunden beraten"),
        )
        for number in range(12)
    )
    return ResumeDocument(
        name="Şükran Çelik",
        street="Musterstraße 5",
        postcode="26122",
        city="Oldenburg",
        phone="0441 5550",
        email="suekran@example.org",
        work=work,
        education=tuple(Station("Schule", "Schule 7", "Bremen", Month(1990 + n), Month(1991 + n)) for n in (0, 4)),
        courses=(Course("Deutsch B1", "VHS", Month(2024, 2)),),
        languages=(Language("Türkisch", "Muttersprache"), Language("Deutsch", "B1")),
        skills=("Kasse führen", "Waren pflegen", "Bestellen"),
        licences=("B",),
    )


def _lines(sheet: ResumeSheet) -> Sequence[tuple[str, str]]:
    """The texts of the CV, each with its font, without a place on the sheet."""
    found = [(fonts.BOLD, "Lebenslauf"), (fonts.BOLD, sheet.name)]
    found += [(fonts.REGULAR, text) for text in sheet.contact]
    for section in sheet.sections:
        found.append((fonts.BOLD, section.title))
        for row in section.rows:
            texts = (row.left, row.head, row.below, *(f"• {point}" for point in row.points))
            found += [(fonts.BOLD if text == row.head and row.below else fonts.REGULAR, text) for text in texts if text]
    found += [(fonts.REGULAR, text) for text in (sheet.place_and_day, sheet.name, sheet.footer) if text]
    return found


def _bare(lines: Sequence[tuple[str, str]]) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=PAGE, invariant=1)
    height = PAGE[1] - TOP
    for font, text in lines:
        height -= _SIZE * 1.38
        if height < BOTTOM:
            canvas.showPage()
            height = PAGE[1] - TOP - _SIZE * 1.38
        canvas.setFont(font, _SIZE)
        canvas.drawString(LEFT, height, text)
    canvas.save()
    return target.getvalue()
