"""The result per group as a table for spreadsheets."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from werkakademie.i18n import _
from werkakademie.records.labels import label
from werkakademie.records.results import Figures, Rate, Result

Cell = str | int | Decimal | None


def result_table(result: Result) -> tuple[Sequence[str], Sequence[Sequence[Cell]]]:
    """Header and rows: one row a group, all groups at the end; period, day, basis and unit stand in each row."""
    header = (
        _("Gruppe"),
        _("Ende von"),
        _("Ende bis"),
        _("Stand"),
        _("Grundlage"),
        _("Einheit"),
        _("gezählt"),
        _("sozialversichert"),
        _("darunter schon bei Eintritt"),
        _("Eingliederungsquote in %"),
        _("höchstens in %"),
        _("Rückmeldungen in %"),
        _("unbekannt, Nachfrage läuft"),
        _("unbekannt, nicht erreicht"),
        _("Arbeit aufgenommen"),
        _("noch nicht fällig"),
        _("nicht eingetreten"),
        _("Eintritt ungeklärt"),
        _("vorläufig"),
    )
    rows = [_row(group.group_name, group.figures, result) for group in result.groups]
    return header, [*rows, _row(_("Alle Gruppen"), result.total, result)]


def _row(name: str, figures: Figures, result: Result) -> Sequence[Cell]:
    return (
        name,
        f"{result.first_exit_on:%d.%m.%Y}",
        f"{result.last_exit_on:%d.%m.%Y}",
        f"{result.as_of:%d.%m.%Y}",
        label(result.basis),
        label(result.unit),
        figures.counted,
        figures.insured,
        figures.insured_before,
        _percent(figures.eq3),
        _percent(figures.highest),
        _percent(figures.answered),
        figures.unknown_open,
        figures.unknown_closed,
        figures.taken_up.numerator if figures.taken_up else None,
        figures.not_yet_due,
        figures.not_entered,
        figures.entry_unclear,
        _("ja") if figures.provisional else _("nein"),
    )


def _percent(rate: Rate) -> Decimal | None:
    """One decimal, rounded half up; empty without a denominator."""
    share = rate.value()
    return None if share is None else (share * 100).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
