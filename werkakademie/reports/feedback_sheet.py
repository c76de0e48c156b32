"""An empty sheet for the partner in a practice talk, in the person's own language."""

from werkakademie.reports.document import Document
from werkakademie.reports.words import Words

#: Small enough that each point stands on one line in Arabic, which can't be wrapped; and lines to write on.
_LARGE, _LINES = 11, 5


def feedback_sheet(*, language: str, site_name: str, practice: bool) -> bytes:
    """Points to tick and room for two sentences; nobody's name is asked for."""
    words = Words(language)
    _ = words.text
    title = _("Rückmeldung zum Übungsgespräch")
    footer = site_name + (_(" · ÜBUNG: erfundene Personen") if practice else "")
    document = Document(title=title, language=language, footer=footer)
    document.heading(title)
    document.paragraph(_("Bitte schreiben Sie keinen Namen auf dieses Blatt."), after=8)
    points = (
        _("Die Begrüßung"),
        _("Laut und deutlich sprechen"),
        _("Antworten mit Beispielen"),
        _("Ruhig sitzen und die andere Person ansehen"),
        _("Eigene Fragen stellen"),
    )
    head = [_("Worauf achten Sie?"), _("gut"), _("geht so"), _("noch üben")]
    document.table(head, [[point, "", "", ""] for point in points], widths=[46, 18, 18, 18], size=_LARGE)
    for asked in (_("Was war gut?"), _("Ein Tipp für das nächste Mal")):
        document.heading(asked, level=2)
        document.writing_lines(_LINES)
        document.space(4)
    return document.content()
