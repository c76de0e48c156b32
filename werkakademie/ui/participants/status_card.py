"""The card „Status“: long-term benefit and long-term unemployment side by side, each yes, no or unknown."""

from PySide6.QtWidgets import QWidget

from werkakademie.i18n import _, format_date
from werkakademie.records.participants import PersonStatus
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.layouts import GRID, column, row
from werkakademie.ui.widgets.text import TextLabel, muted


def status_card(status: PersonStatus) -> Card:
    """Both of them, and the ESF target group; each with the day from which it is known."""
    in_need_as_of, since = status.months_in_need_as_of, status.unemployed_since
    as_of = _("Stand {day}").format(day=format_date(in_need_as_of)) if in_need_as_of else _("Monate nicht angegeben")
    begun = _("arbeitslos seit {day}").format(day=format_date(since)) if since else _("Beginn nicht angegeben")
    both = QWidget()
    both.setLayout(
        row(
            _one(_("Langzeitleistungsbezug"), status.long_term_benefit, as_of),
            _one(_("langzeitarbeitslos"), status.long_term_unemployed, begun),
            None,
            spacing=6 * GRID,
        )
    )
    group = _("ESF-Zielgruppe (ab 35, ohne Berufsabschluss, langzeitarbeitslos): {answer}")
    return (
        Card(_("Status"), icon="flag").add(both).add(muted(group.format(answer=answer_word(status.esf_target_group))))
    )


def answer_word(answer: bool | None) -> str:
    """An answer as a word; what nobody knows is no „nein“."""
    if answer is None:
        return _("unbekannt")
    return _("ja") if answer else _("nein")


def _one(name: str, answer: bool | None, known_from: str) -> QWidget:
    word = TextLabel(answer_word(answer), TextRole.HEADING, tone="muted" if answer is None else "")
    word.setAccessibleName(f"{name}: {word.text()}")
    part = QWidget()
    part.setLayout(column(muted(name, wrap=False), word, muted(known_from, wrap=False), spacing=2))
    return part
