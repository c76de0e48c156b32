"""Commands of a site: report and export."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from werkakademie.cli import options
from werkakademie.cli.common import console, day, messages, opened_site, speaking, today
from werkakademie.i18n import _, format_date, format_rate
from werkakademie.records.enums import Basis, Unit
from werkakademie.records.labels import label
from werkakademie.records.reporting import ReportPreview
from werkakademie.records.result_queries import ResultQuery
from werkakademie.records.results import Figures, Rate, Result
from werkakademie.services import exporting, results


@speaking
def report(
    first: Annotated[str | None, typer.Option("--from", help="Erster Tag der Teilnahme-Enden.")] = None,
    last: Annotated[str | None, typer.Option("--to", help="Letzter Tag der Teilnahme-Enden.")] = None,
    as_of: options.AsOf = None,
    basis: Annotated[Basis, typer.Option(help="entered: Eingetretene; allocated: Zugewiesene.")] = Basis.ENTERED,
    unit: Annotated[Unit, typer.Option(help="enrolments: Teilnahmen; persons: Personen.")] = Unit.ENROLMENTS,
    pdf: Annotated[Path | None, typer.Option("--pdf", help="Bericht als PDF hierhin schreiben.")] = None,
    table: Annotated[Path | None, typer.Option("--csv", help="Tabelle je Gruppe hierhin schreiben.")] = None,
    store: options.Store = None,
    account: options.Account = None,
    password_file: options.PasswordFile = None,
) -> None:
    """Ergebnis drei Monate nach Teilnahmeende: Zahlen, Bericht, Tabelle."""
    with opened_site(store, account, password_file, reads_only=True) as workplace:
        suggested = results.suggested_query(workplace)
        query = ResultQuery(
            first_exit_on=day(first) if first else suggested.first_exit_on,
            last_exit_on=day(last) if last else suggested.last_exit_on,
            as_of=day(as_of) if as_of else suggested.as_of,
            basis=basis,
            unit=unit,
        )
        console().print(_result_table(results.result(workplace, query)))
        if pdf is not None:
            results.save_verbleib_report(workplace, query, pdf)
            messages().print(_("Bericht geschrieben: {path}").format(path=pdf), markup=False)
        if table is not None:
            results.save_result_table(workplace, query, table)
            messages().print(_("Tabelle geschrieben: {path}").format(path=table), markup=False)


@speaking
def export(
    folder: Annotated[Path, typer.Option("--folder", help="Ordner, in den das Paket geschrieben wird.")] = Path(),
    as_of: options.AsOf = None,
    coarse: Annotated[
        int,
        typer.Option(
            "--coarse", min=0, max=len(exporting.COARSENINGS) - 1, help="0: Monate und Altersklassen, bis 4: Jahre."
        ),
    ] = 0,
    show: Annotated[bool, typer.Option("--preview", help="Nur zeigen, was das Paket enthielte.")] = False,
    site_line: Annotated[bool, typer.Option("--site-line", help="Nur den Ausweis dieses Standorts zeigen.")] = False,
    store: options.Store = None,
    account: options.Account = None,
    password_file: options.PasswordFile = None,
) -> None:
    """Berichtspaket für die Zentrale schreiben: pseudonym, verschlüsselt, unterschrieben."""
    stand = day(as_of) if as_of else today()
    with opened_site(store, account, password_file) as workplace:
        if site_line:
            console().print(exporting.site_line(workplace), markup=False)
        elif show:
            _show_preview(exporting.preview(workplace, as_of=stand))
        else:
            chosen = exporting.COARSENINGS[coarse]
            written = exporting.export_package(workplace, folder=folder, as_of=stand, coarsening=chosen).value
            console().print(written.path, markup=False)


def _show_preview(preview: ReportPreview) -> None:
    answer = _("Paket {number}, Stand {day}: {rows} Zeilen aus {groups} Gruppen.")
    console().print(
        answer.format(number=preview.number, day=format_date(preview.as_of), rows=preview.rows, groups=preview.groups),
        markup=False,
    )
    for place, (_coarsening, alone) in enumerate(preview.unique):
        text = _("  Stufe {place}: {count} Zeilen stehen mit Geschlecht, Alter und Monaten allein.")
        console().print(text.format(place=place, count=alone), markup=False)


def _result_table(result: Result) -> Table:
    """The figures with numerator and denominator."""
    title = _("Verbleib {months} Monate nach Teilnahmeende · Ende {first} bis {last} · Stand {day} · {basis} · {unit}")
    table = Table(
        title=title.format(
            months=result.months,
            first=_bound(result.first_exit_on),
            last=format_date(result.last_exit_on),
            day=format_date(result.as_of),
            basis=label(result.basis),
            unit=label(result.unit),
        )
    )
    for heading in result_headings():
        table.add_column(heading)
    for group in result.groups:
        table.add_row(group.group_name, *figure_cells(group.figures))
    table.add_section()
    table.add_row(_("Alle Gruppen"), *figure_cells(result.total))
    return table


def result_headings() -> tuple[str, ...]:
    """The columns of a result on the command line."""
    return (
        _("Gruppe"),
        _("Eingliederungsquote"),
        _("höchstens"),
        _("Rückmeldungen"),
        _("Arbeit aufgenommen"),
        _("nicht eingetreten"),
        _("noch nicht fällig"),
    )


def figure_cells(figures: Figures) -> tuple[str, ...]:
    """The cells behind a name, in the order of the headings."""
    return (
        rate_words(figures.eq3),
        rate_words(figures.highest),
        rate_words(figures.answered),
        rate_words(figures.taken_up) if figures.taken_up else "–",
        str(figures.not_entered),
        str(figures.not_yet_due),
    )


def rate_words(rate: Rate) -> str:
    """34,5 % (207 von 600); a denominator of 0 gives a dash."""
    if not rate.denominator:
        return "–"
    text = _("{percent} ({part} von {all})")
    return text.format(percent=format_rate(rate.numerator, rate.denominator), part=rate.numerator, all=rate.denominator)


def _bound(value: date) -> str:
    return "…" if value == date.min else format_date(value)
