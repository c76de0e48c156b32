"""Slips of paper with PINs, to cut apart: one for each person, with how to sign in at the room's PC."""

from collections.abc import Sequence
from datetime import date

from werkakademie.i18n import SOURCE_LANGUAGE
from werkakademie.records.access import PinSlip
from werkakademie.reports.document import Document, SlipLine
from werkakademie.reports.words import Words

_NAME, _PIN, _TEXT = 14.0, 30.0, 8.5
#: So many stand beside each other; Arabic sentences, which can't be wrapped, fit into one.
_ACROSS = 2


def pin_slips(slips: Sequence[PinSlip], *, day: date, site_name: str, practice: bool = False) -> bytes:
    """The slips in German; for whoever chose another language at their place, in that one below it."""
    words = Words()
    _ = words.text
    title = _("Zettel mit Geheimzahlen")
    footer = site_name + (_(" · ÜBUNG: erfundene Personen") if practice else "")
    document = Document(title=title, language=SOURCE_LANGUAGE, footer=footer)
    document.heading(title)
    text = _(
        "Stand {day}. Bitte schneiden Sie die Zettel auseinander und geben Sie jeder Person ihren. Ältere Zettel "
        "gelten nicht mehr. Was übrig bleibt, vernichten Sie bitte; eine gespeicherte Datei auch."
    )
    document.paragraph(text.format(day=words.day(day)), muted=True, after=8)
    document.slips([_lines(slip) for slip in slips], across=_ACROSS)
    return document.content()


def _lines(slip: PinSlip) -> list[SlipLine]:
    lines = [SlipLine(slip.name, _NAME, bold=True)]
    if slip.full_name:
        lines.append(SlipLine(slip.full_name, _TEXT))
    lines.append(SlipLine(slip.pin, _PIN, bold=True))
    lines.extend(SlipLine(text, _TEXT) for text in _how_to(SOURCE_LANGUAGE))
    if slip.language and slip.language != SOURCE_LANGUAGE:
        lines.extend(SlipLine(text, _TEXT, language=slip.language) for text in _how_to(slip.language))
    return lines


def _how_to(language: str) -> tuple[str, str]:
    _ = Words(language).text
    return (
        _("Am PC im Raum: Wählen Sie Ihren Namen. Dann tippen Sie diese Zahl."),
        _("Diese Zahl ist geheim. Bitte zeigen Sie sie niemandem."),
    )
