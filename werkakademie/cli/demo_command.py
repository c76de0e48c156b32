"""The demo from the command line."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from werkakademie.cli.common import console, speaking
from werkakademie.i18n import _

if TYPE_CHECKING:
    from werkakademie.demo.stage import Stage


@speaking
def demo(
    folder: Annotated[Path, typer.Option(help="Wohin Bilder, Berichte und Paket kommen.")] = Path("build/demo"),
    stay: Annotated[bool, typer.Option(help="Das Fenster am Ende offen lassen, wenn ein Bildschirm da ist.")] = True,
) -> None:
    """Übungsstandort mit erfundenen Personen: vom ersten Namen bis zur Tabelle der Zentrale."""
    from werkakademie.demo.run import run_demo  # loads Qt, which no other command needs

    stage = run_demo(folder.resolve(), stay=stay)
    console().print(_steps(stage))
    console().print(_leavings(stage))


def _steps(stage: "Stage") -> Table:
    table = Table(_("Schritt"), _("Sekunden"))
    for step in stage.steps:
        table.add_row(step.title, f"{step.seconds:.2f}")
    table.add_section()
    table.add_row(_("zusammen"), f"{sum(step.seconds for step in stage.steps):.2f}")
    return table


def _leavings(stage: "Stage") -> Table:
    table = Table(_("Datei"), _("was sie zeigt"), title=str(stage.folder))
    for leaving in stage.leavings:
        table.add_row(leaving.path.name, leaving.shows)
    return table
