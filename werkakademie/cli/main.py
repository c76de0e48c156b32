"""The entry of the command line."""

import typer

from werkakademie import __version__, i18n
from werkakademie.cli import central_commands, demo_command, site_commands
from werkakademie.cli.common import console
from werkakademie.ui.shell import preferences

HELP = "Werkakademie: ohne Befehl öffnet sich das Fenster; mit Befehl geschieht dasselbe ohne Fenster."


def build() -> typer.Typer:
    """All commands; built anew for each caller, so that tests share nothing."""
    app = typer.Typer(
        name="werkakademie", help=HELP, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
    )
    app.callback()(_common)
    app.command()(site_commands.report)
    app.command()(site_commands.export)
    app.command()(demo_command.demo)
    app.add_typer(central_commands.app, name="central")
    return app


def main() -> int:
    """Run the command that the arguments name; gives the exit code."""
    i18n.choose(preferences.load(preferences.configuration_folder()).language)
    answer = build()(standalone_mode=True)
    return int(answer or 0)


def _show_version(value: bool) -> None:
    if value:
        console().print(__version__)
        raise typer.Exit


def _common(
    version: bool = typer.Option(False, "--version", callback=_show_version, is_eager=True, help="Version zeigen."),
) -> None:
    """Options before any command."""
