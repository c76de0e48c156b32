"""The sheet with the recovery key: one page to print, and to keep locked away."""

from datetime import date

from werkakademie.reports.document import Document
from werkakademie.reports.words import Words


def recovery_sheet(*, site_name: str, recovery_key: str, made_on: date, language: str = "de") -> bytes:
    """One A4 page as PDF. The caller never stores it beside the data: whoever has both can read everything."""
    words = Words(language)
    _ = words.text
    document = Document(title=_("Wiederherstellungsschlüssel"), language=language, footer=f"Werkakademie · {site_name}")
    document.heading(_("Wiederherstellungsschlüssel"))
    document.paragraph(
        _("Standort: {site} · ausgestellt am {day}").format(site=site_name, day=words.day(made_on)),
        muted=True,
        after=18,
    )
    document.key_box(recovery_key)
    document.space(8)
    document.heading(_("Wofür ist dieser Schlüssel?"), level=2)
    document.paragraph(
        _(
            "Die Daten dieses Standorts liegen verschlüsselt auf dem PC. Wer sein Passwort vergisst, kann sie mit "
            "diesem Schlüssel wieder öffnen und ein neues Passwort setzen. Ohne Passwort und ohne diesen Schlüssel "
            "kann niemand die Daten öffnen, auch wir nicht."
        )
    )
    document.heading(_("So benutzen Sie ihn"), level=2)
    steps = (
        _("Starten Sie das Programm und wählen Sie „Passwort vergessen“."),
        _("Geben Sie die Gruppen dieses Schlüssels ein. Groß und klein ist gleich, Striche dürfen fehlen."),
        _("Setzen Sie ein neues Passwort. Der Schlüssel bleibt danach gültig."),
    )
    for number, step in enumerate(steps, start=1):
        document.paragraph(f"{number}. {step}", after=2)
    document.heading(_("So bewahren Sie ihn auf"), level=2)
    document.paragraph(
        _(
            "Legen Sie dieses Blatt in einen verschlossenen Schrank oder Tresor, nicht neben den PC und nicht als "
            "Datei auf denselben PC. Wer dieses Blatt und den PC hat, kann alle Daten lesen. Ist das Blatt verloren, "
            "lassen Sie in den Einstellungen einen neuen Schlüssel ausstellen; dieser hier gilt dann nicht mehr."
        )
    )
    return document.content()
