"""Commands of a centre: set up, trust a site, take packages in, show the table."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from werkakademie.cli import options, words
from werkakademie.cli.common import (
    ExitCode,
    console,
    messages,
    password_for,
    shown_progress,
    speaking,
    system_clock,
)
from werkakademie.cli.site_commands import figure_cells, result_headings
from werkakademie.i18n import _, format_date
from werkakademie.records.central import CentreTable, ImportState, PackageAnswer
from werkakademie.records.enums import Basis
from werkakademie.records.labels import label
from werkakademie.services import central
from werkakademie.services.central import Centre
from werkakademie.storage.identity import Uuid7Source

At = Annotated[
    str,
    typer.Option(
        "--at",
        envvar="WERKAKADEMIE_CENTRE",
        help="Ordner der Zentrale, oder eine Adresse wie postgresql+psycopg://nutzer@server/datenbank.",
    ),
]


@speaking
def init(
    at: At,
    name: Annotated[str, typer.Option("--name", help="Wie die Zentrale heißt.")],
    password_file: options.PasswordFile = None,
) -> None:
    """Eine Zentrale einrichten und den Schlüssel nennen, mit dem Standorte für sie verschlüsseln."""
    if central.is_server(at):
        centre = central.create_centre_at(at, name=name, clock=system_clock())
    else:
        password = password_for(_("Neues Passwort der Zentrale"), password_file, confirm=True)
        centre, recovery_key = central.create_centre(
            Path(at), name=name, password=password, clock=system_clock(), ids=Uuid7Source()
        )
        messages().print(_("Wiederherstellungsschlüssel, bitte sicher ablegen:"), recovery_key, markup=False)
    messages().print(_("Empfängerschlüssel für die Standorte:"), markup=False)
    console().print(centre.record.recipient, markup=False)
    central.close_centre(centre)


@speaking
def trust(
    at: At,
    name: Annotated[str, typer.Argument(help="Wie der Standort heißt.")],
    line: Annotated[str, typer.Argument(help="Der Ausweis, den der Standort nennt (werkakademie export --site-line).")],
    password_file: options.PasswordFile = None,
) -> None:
    """Einem Standort vertrauen: seine unterschriebenen Pakete werden von nun an übernommen."""
    with _opened(at, password_file) as centre:
        trusted = central.trust_site(centre, name=name, line=line)
    text = _("„{name}“ ist eingetragen, Schlüssel {key}.").format(name=trusted.name, key=trusted.key_id)
    console().print(text, markup=False)


@speaking
def import_(
    at: At,
    files: Annotated[list[Path], typer.Argument(help="Pakete, die Standorte geschrieben haben.")],
    password_file: options.PasswordFile = None,
) -> None:
    """Pakete übernehmen; was schon da ist, ändert nichts, was nicht stimmt, bleibt draußen."""
    with _opened(at, password_file) as centre, shown_progress(_("Pakete")) as progress:
        answers = central.import_packages(centre, files, progress=progress)
    for answer in answers:
        console().print(_answer_words(answer), markup=False)
    if any(answer.state is ImportState.REFUSED for answer in answers):
        raise typer.Exit(ExitCode.REFUSED)


@speaking
def table(
    at: At,
    year: Annotated[int | None, typer.Option("--year", help="Nur Teilnahme-Enden dieses Jahres.")] = None,
    password_file: options.PasswordFile = None,
) -> None:
    """Die Zahlen aller Standorte, jeder mit seinem Stand."""
    with _opened(at, password_file) as centre:
        shown = central.centre_table(centre, year=year)
    for basis in Basis:
        console().print(_table(shown, basis))
    console().print(_("Die Standorte arbeiten mit verschiedenen Gruppen; ihre Quoten sind kein Rang."), markup=False)


def build() -> typer.Typer:
    """The commands of a centre."""
    app = words.group("central", "Zentrale: Pakete der Standorte übernehmen und vergleichen.")
    words.add(app, init)
    words.add(app, trust)
    words.add(app, import_, "import")
    words.add(app, table)
    return app


@contextmanager
def _opened(at: str, password_file: Path | None) -> Iterator[Centre]:
    if central.is_server(at):
        centre = central.open_centre_at(at, clock=system_clock())
    else:
        password = password_for(_("Passwort der Zentrale"), password_file)
        centre = central.open_centre(Path(at), password, clock=system_clock())
    try:
        yield centre
    finally:
        central.close_centre(centre)


def _answer_words(answer: PackageAnswer) -> str:
    match answer.state:
        case ImportState.CURRENT:
            text = _("{file}: übernommen, „{site}“ Paket {number}, {rows} Zeilen")
        case ImportState.SUPERSEDED:
            text = _("{file}: vermerkt; von „{site}“ gibt es schon ein neueres Paket als {number}")
        case ImportState.ALREADY_IMPORTED:
            text = _("{file}: schon übernommen, nichts geändert")
        case ImportState.REFUSED:
            return answer.sentence
    return text.format(file=answer.file_name, site=answer.site_name, number=answer.number, rows=answer.row_count)


def _table(shown: CentreTable, basis: Basis) -> Table:
    table = Table(title=_("Grundlage: {basis}").format(basis=label(basis)))
    for heading in (_("Standort"), _("Stand"), *result_headings()):
        table.add_column(heading)
    for site in shown.sites:
        result = site.entered if basis is Basis.ENTERED else site.allocated
        name = _("{name} (Übung)").format(name=site.name) if site.practice else site.name
        for group in result.groups:
            table.add_row(name, format_date(site.as_of), group.group_name, *figure_cells(group.figures))
        table.add_row(name, format_date(site.as_of), _("alle Gruppen"), *figure_cells(result.total))
        table.add_section()
    return table
