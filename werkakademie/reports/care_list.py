"""The monthly list of children in care on paper: which weeks and hours, no notes and no emergency data."""

from werkakademie.records.childcare_reports import CareList
from werkakademie.records.printed_tables import cell_text
from werkakademie.reports import care_list_texts as texts
from werkakademie.reports.document import Document
from werkakademie.reports.words import Words


def care_list(care_list: CareList, *, language: str = "de") -> bytes:
    """The list as PDF, with a line to sign."""
    words = Words(language)
    _ = words.text
    title = texts.title(care_list, words)
    footer = care_list.site_name + (_(" · ÜBUNG: erfundene Personen") if care_list.practice else "")
    document = Document(title=title, language=language, footer=footer)
    document.heading(title)
    for note in texts.notes(care_list, words):
        document.paragraph(note, muted=True)
    document.space(2)
    table = texts.table(care_list, words)
    if table.rows:
        document.table(
            table.header,
            [[cell_text(cell) for cell in row] for row in table.rows],
            widths=[17, 11, 24, 12, 27, 7, 12],
            numbers=table.numbers,
            strong_last=True,
            size=9,
        )
    else:
        document.paragraph(_("In diesem Monat war kein Kind in der Betreuung."))
    document.space(14)
    document.paragraph(_("Datum, Unterschrift: ______________________________"), muted=True)
    return document.content()
