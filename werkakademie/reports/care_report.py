"""The counts of childcare on paper."""

from werkakademie.records.childcare_reports import CareReportView
from werkakademie.records.printed_tables import PrintedTable, cell_text
from werkakademie.reports.document import Document
from werkakademie.reports.words import Words

_WIDTHS = {
    "weeks": (29, 9, 13, 11, 10, 15, 14, 12),
    "slots": (18, 19, 25, 20, 18, 14, 14, 19, 12),
    "non_entries": (30, 22, 30, 18),
}


def care_report(view: CareReportView, *, language: str = "de") -> bytes:
    """The report as PDF, with the same hidden numbers as on the screen: it prints the screen's tables."""
    words = Words(language)
    _ = words.text
    title = _("Kinderbetreuung: Plätze und Nutzung")
    footer = view.site_name + (_(" · ÜBUNG: erfundene Personen") if view.practice else "")
    document = Document(title=title, language=language, footer=footer)
    document.heading(title)
    document.paragraph(view.scope, muted=True, after=10)
    for table in view.tables:
        document.heading(table.title, level=2)
        if table.rows:
            _print(document, table)
        else:
            document.paragraph(_("In diesem Zeitraum ist nichts zu zählen."), muted=True)
    document.space(3)
    for note in view.notes:
        document.paragraph(note, muted=True, size=8.5, after=3)
    return document.content()


def _print(document: Document, table: PrintedTable) -> None:
    document.table(
        table.header,
        [[cell_text(cell) for cell in row] for row in table.rows],
        widths=_WIDTHS[table.key],
        numbers=table.numbers,
        strong_last=table.total,
        size=7.5,
    )
