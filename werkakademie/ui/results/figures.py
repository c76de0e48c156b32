"""The figures of a result: the headline, its bounds, the other rates, the chart, and each group."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from werkakademie.i18n import _, format_count, format_rate
from werkakademie.records.result_views import ResultView
from werkakademie.records.results import Figures, Rate
from werkakademie.ui.widgets.banners import Banner
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.data_table import Column, DataTable
from werkakademie.ui.widgets.drawing import DrawingView
from werkakademie.ui.widgets.figures import BigNumber, Facts
from werkakademie.ui.widgets.layouts import column, row
from werkakademie.ui.widgets.styling import Tone
from werkakademie.ui.widgets.text import TextLabel


class FiguresView(QWidget):
    """`show_view` fills it; every rate stands beside its numerator and denominator."""

    def __init__(self) -> None:
        super().__init__()
        self._provisional = Banner("", Tone.WARN)
        self._headline = Card("", icon="target")
        self._rate = BigNumber("", "", "")
        self._bounds = TextLabel("", wrap=True)
        self._further = Facts([])
        self._headline.add(self._rate, self._bounds, self._further)
        self._facts = Facts([])
        self._beside = Card(_("Gezählt und daneben"), icon="users").add(self._facts)
        self._lines = DataTable(_line_columns(), name=_("Kennzahlen"))
        self._drawing = DrawingView()
        self._chart = Card("").add(self._drawing)
        self._groups = DataTable(_group_columns(), name=_("Ergebnis je Gruppe"))
        upper = QWidget()
        both = row(self._headline, self._beside, spacing=16)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        upper.setLayout(both)
        self.setLayout(
            column(
                self._provisional,
                upper,
                self._chart,
                Card(_("Kennzahlen"), icon="list-checks").add(self._lines),
                Card(_("Je Gruppe"), icon="users-round").add(self._groups),
                None,
                spacing=16,
            )
        )

    def show_view(self, view: ResultView) -> None:
        """Show a result."""
        texts, total = view.texts, view.result.total
        self._provisional.setVisible(bool(texts.provisional))
        self._provisional.show_message(texts.provisional, Tone.WARN)
        self._headline.set_title(texts.headline)
        self._rate.show_value(
            _rate(total.eq3),
            _("{insured} von {counted} sozialversichert beschäftigt").format(
                insured=format_count(total.insured), counted=format_count(total.counted)
            ),
        )
        self._bounds.setText(texts.bounds)
        further = (
            (_("nur Bekannte"), _with_parts(total.eq3_known)),
            (_("Rückmeldungen"), _with_parts(total.answered)),
            (_("Arbeit aufgenommen"), _taken_up(total)),
            (_("nicht arbeitslos"), _with_parts(total.not_unemployed)),
        )
        self._further.show_facts(list(further))
        self._facts.show_facts([(name, format_count(count)) for name, count in texts.beside])
        self._drawing.show_drawing(view.chart)
        self._chart.setVisible(view.chart is not None)
        self._lines.set_records(texts.lines)
        self._lines.fit_height()
        self._groups.set_records(_with_total(view))
        self._groups.fit_height()


def _taken_up(total: Figures) -> str:
    """With its own unknown: a start date that nobody asked for is no „no“."""
    text = _with_parts(total.taken_up)
    if total.taken_up is None or not total.taken_up_unknown:
        return text
    unknown = _("bei {number} unbekannt").format(number=format_count(total.taken_up_unknown))
    return f"{text}, {unknown}"


def _with_total(view: ResultView) -> Sequence[tuple[str, Figures]]:
    lines = [(group.group_name, group.figures) for group in view.result.groups]
    return [*lines, (_("Alle Gruppen"), view.result.total)] if len(lines) > 1 else lines


def _line_columns() -> list[Column]:
    return [
        Column(_("Kennzahl"), lambda line: line.name, strong=True, width=270),
        Column(_("Anteil"), lambda line: line.value, number=True, width=80),
        Column(_("Zähler/Nenner"), lambda line: line.parts, number=True, width=120),
        Column(_("Was sie sagt"), lambda line: line.meaning, stretch=True),
    ]


def _group_columns() -> list[Column]:
    return [
        Column(_("Gruppe"), lambda line: line[0], stretch=True),
        Column(_("gezählt"), lambda line: format_count(line[1].counted), number=True),
        Column(_("versichert"), lambda line: format_count(line[1].insured), number=True),
        Column(_("Quote"), lambda line: _rate(line[1].eq3), number=True, strong=True),
        Column(_("Spanne"), lambda line: _span(line[1]), number=True),
        Column(_("unbekannt"), lambda line: format_count(line[1].unknown_open + line[1].unknown_closed), number=True),
        Column(_("nicht fällig"), lambda line: format_count(line[1].not_yet_due), number=True),
        Column(_("nicht eingetreten"), lambda line: format_count(line[1].not_entered), number=True),
        Column(_("ungeklärt"), lambda line: format_count(line[1].entry_unclear), number=True),
    ]


def _rate(rate: Rate) -> str:
    return format_rate(rate.numerator, rate.denominator)


def _with_parts(rate: Rate | None) -> str:
    return "–" if rate is None else f"{_rate(rate)} ({rate.numerator}/{rate.denominator})"


def _span(figures: Figures) -> str:
    if figures.counted == 0:
        return "–"
    return f"{_rate(figures.lowest).removesuffix(' %')} – {_rate(figures.highest)}"
