"""The demo from the command line."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

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

    run_demo(folder.resolve(), finished=_say, stay=stay)


def _say(stage: "Stage") -> None:
    _say_steps(stage)
    _say_leavings(stage)


def _say_steps(stage: "Stage") -> None:
    console().print(_("Schritte und ihre Dauer in Sekunden:"))
    for step in stage.steps:
        console().print(f"  {step.seconds:6.2f}  {step.title}", markup=False)
    text = _("  {seconds:6.2f}  zusammen")
    console().print(text.format(seconds=sum(step.seconds for step in stage.steps)), markup=False)


def _say_leavings(stage: "Stage") -> None:
    """Whole paths in plain lines: a table would cut them."""
    console().print(_("Was jetzt in {folder} liegt:").format(folder=stage.folder), markup=False)
    for leaving in stage.leavings:
        console().print(f"  {leaving.path.name}  –  {leaving.shows}", markup=False)
