"""An empty sheet to write applications down at home, in the person's own language."""

from werkakademie.reports.document import Document
from werkakademie.reports.words import Words

#: Room for a hand, in millimetres; and as many rows as a page holds.
_HEIGHT, _ROWS = 14, 14


def log_sheet(*, language: str, site_name: str, practice: bool) -> bytes:
    """A table with room for a hand; nothing of anybody stands on it."""
    words = Words(language)
    _ = words.text
    title = _("Meine Bewerbungen")
    footer = site_name + (_(" · ÜBUNG: erfundene Personen") if practice else "")
    document = Document(title=title, language=language, footer=footer)
    document.heading(title)
    document.paragraph(
        _("Schreiben Sie Ihre Bewerbungen zu Hause auf dieses Blatt. Im Kurs tragen Sie sie dann ein."), after=8
    )
    head = [_("Tag"), _("Firma und Ort"), _("Welche Arbeit?"), _("Wie beworben?"), _("Antwort?")]
    document.table(head, [[""] * len(head)] * _ROWS, widths=[12, 27, 22, 22, 17], size=10, row_height=_HEIGHT)
    return document.content()
