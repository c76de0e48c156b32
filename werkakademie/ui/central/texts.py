"""How packages and figures are put into words at the centre."""

from collections.abc import Callable
from typing import Any

from werkakademie.i18n import _, format_rate
from werkakademie.records.central import ImportState, PackageAnswer
from werkakademie.records.results import Figures, Rate
from werkakademie.ui.widgets.data_table import Column
from werkakademie.ui.widgets.styling import Tone


def state_words(state: ImportState) -> str:
    """What became of a package."""
    return {
        ImportState.CURRENT: _("gilt"),
        ImportState.SUPERSEDED: _("durch ein neueres ersetzt"),
        ImportState.ALREADY_IMPORTED: _("schon übernommen"),
        ImportState.REFUSED: _("abgelehnt"),
    }[state]


def state_tone(state: ImportState) -> Tone:
    """The colour of the state; the words say the same."""
    return Tone.GOOD if state is ImportState.CURRENT else Tone.NEUTRAL


def answer_words(answer: PackageAnswer) -> str:
    """What the centre says to one file."""
    match answer.state:
        case ImportState.CURRENT:
            text = _("„{file}“: übernommen, {site}, Paket {number} mit {rows} Zeilen.")
        case ImportState.SUPERSEDED:
            text = _("„{file}“: vermerkt; von {site} gibt es schon ein neueres Paket als {number}.")
        case ImportState.ALREADY_IMPORTED:
            text = _("„{file}“: schon übernommen, nichts geändert.")
        case ImportState.REFUSED:
            return answer.sentence
    return text.format(file=answer.file_name, site=answer.site_name, number=answer.number, rows=answer.row_count)


def rate_words(rate: Rate | None) -> str:
    """34,5 % · 207/600, short enough for a row of them; nothing to say is a dash."""
    if rate is None or not rate.denominator:
        return "–"
    return f"{format_rate(rate.numerator, rate.denominator)} · {rate.numerator}/{rate.denominator}"


def figure_columns(figures: Callable[[Any], Figures]) -> list[Column]:
    """The columns of the figures behind a name."""
    return [
        Column(_("Quote"), lambda line: rate_words(figures(line).eq3), number=True, strong=True),
        Column(_("höchstens"), lambda line: rate_words(figures(line).highest), number=True),
        Column(_("Rückmeldungen"), lambda line: rate_words(figures(line).answered), number=True),
        Column(_("aufgenommen"), lambda line: rate_words(figures(line).taken_up), number=True),
        Column(_("ohne Eintritt"), lambda line: str(figures(line).not_entered), number=True, stretch=True),
    ]
