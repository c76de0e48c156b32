"""Last chapter: the package for the centre, and the centre that takes it in."""

import csv
from datetime import date
from pathlib import Path

from werkakademie.demo import story
from werkakademie.demo.hands import NotThereError, click, type_into
from werkakademie.demo.stage import Stage
from werkakademie.i18n import format_rate
from werkakademie.records.central import CentreTable
from werkakademie.records.enums import Basis
from werkakademie.records.results import Figures, Rate
from werkakademie.services import central
from werkakademie.ui.central.page import CentralPage
from werkakademie.ui.exporting.page import ExportingPage


def set_up_centre(stage: Stage) -> CentralPage:
    """A centre of the demo's own, with a key that it makes."""
    with stage.step("Zentrale einrichten"):
        page = stage.go("central", CentralPage)
        stage.photo("zentrale_leer", "Zentrale, bevor eine geöffnet ist")
        click(page, "Neu einrichten")
        dialog = stage.dialog()
        type_into(dialog, "Ordner oder Adresse", str(stage.folder / "zentrale_uebung"))
        type_into(dialog, "Name der Zentrale", story.CENTRE)
        type_into(dialog, "Passwort", story.CENTRE_PASSWORD)
        type_into(dialog, "Passwort noch einmal", story.CENTRE_PASSWORD)
        click(dialog, "Einrichten")
    return page


def write_package(stage: Stage, recipient: str) -> Path:
    """Look at what leaves, then write it; the file's name says that it is practice."""
    with stage.step("Berichtspaket schreiben"):
        page = stage.go("exporting", ExportingPage)
        type_into(page, "Rechtsgrundlage der Übermittlung", story.LEGAL_BASIS)
        type_into(page, "Schlüssel der Zentrale", recipient)
        stage.photo("export", "Export: was das Haus verlässt, und wie grob")
        stage.files.answers.append(stage.folder)
        click(stage.window().header, "Paket schreiben")
        stage.settle()
        stage.photo("export_geschrieben", "Das Paket ist geschrieben und steht in der Liste")
    package = next(iter(sorted(stage.folder.glob("*.werkpaket"))))
    stage.leave(package, "Berichtspaket: pseudonym, unterschrieben, für die Zentrale verschlüsselt")
    return package


def take_in(stage: Stage, package: Path, site_line: str) -> None:
    """Trust the site by its line, take the package in, and once more: nothing changes."""
    with stage.step("Paket in der Zentrale übernehmen"):
        page = stage.go("central", CentralPage)
        click(stage.window().header, "Standort vertrauen")
        dialog = stage.dialog()
        type_into(dialog, "Standort", story.SITE)
        type_into(dialog, "Ausweis", site_line)
        click(dialog, "Vertrauen")
        stage.settle()
        stage.files.answers.append(package)
        click(stage.window().header, "Pakete übernehmen")
        stage.settle()
        stage.photo("zentrale", "Die Tabelle der Zentrale mit dem Stand jedes Standorts")
        page.choose_basis(Basis.ALLOCATED)
        stage.photo("zentrale_zugewiesen", "Dieselbe Tabelle für alle Zugewiesenen")
    with stage.step("Dasselbe Paket noch einmal"):
        stage.files.answers.append(package)
        click(stage.window().header, "Pakete übernehmen")
        stage.settle()
        stage.photo("zentrale_zweimal", "Ein zweites Mal ändert nichts")
    centre = page.opened_centre()
    if centre is None:
        raise NotThereError("no centre is open")
    path = stage.folder / "zentrale_tabelle_uebung.csv"
    _write_table(path, central.centre_table(centre))
    stage.leave(path, "Die Tabelle der Zentrale als Datei")


def _write_table(path: Path, table: CentreTable) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(["Standort", "Stand", "Grundlage", "Gruppe", *_HEADINGS])
        for site in table.sites:
            for basis, result in (("Eingetretene", site.entered), ("Zugewiesene", site.allocated)):
                lines = [(group.group_name, group.figures) for group in result.groups]
                for name, figures in [*lines, ("alle Gruppen", result.total)]:
                    writer.writerow([site.name, _day(site.as_of), basis, name, *_cells(figures)])


_HEADINGS = (
    "gezählt",
    "sozialversichert",
    "Quote",
    "höchstens",
    "Arbeit aufgenommen",
    "nicht eingetreten",
    "ungeklärt",
)


def _cells(figures: Figures) -> list[str]:
    return [
        str(figures.counted),
        str(figures.insured),
        _rate(figures.eq3),
        _rate(figures.highest),
        _rate(figures.taken_up) if figures.taken_up else "–",
        str(figures.not_entered),
        str(figures.entry_unclear),
    ]


def _rate(rate: Rate) -> str:
    return format_rate(rate.numerator, rate.denominator)


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"
