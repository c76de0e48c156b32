"""An empty sheet to write applications down at home, in the person's own language."""

from werkakademie.reports.document import Document
from werkakademie.reports.words import Words

_ROWS = 14


def log_sheet(*, language: str, site_name: str, practice: bool) -> bytes:
    """A table with room for a hand; nothing of anybody stands on it."""
    words = Words(language)
    _ = words.text
    title = _("Meine Bewerbungen")
    footer = site_name + (_(" · ÜBUNG: erfundene Personen") if practice else "")
    document = Document(title=title, language=language, footer=footer)
    document.heading(title)
    document.paragraph(_("Schreiben Sie hier zu Hause auf. Im Kurs tragen Sie es dann ein."), after=8)
    head = [_("Tag"), _("Firma und Ort"), _("Welche Arbeit?"), _("Wie beworben?"), _("Antwort?")]
    # Room for a hand: two lines in each row.
    document.table(head, [["\n\n", "", "", "", ""] for _row in range(_ROWS)], widths=[13, 29, 24, 17, 17])
    return document.content()
