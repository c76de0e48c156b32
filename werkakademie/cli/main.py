"""The entry of the command line."""

import typer

from werkakademie import __version__, i18n
from werkakademie.cli import (
    backup_commands,
    central_commands,
    demo_command,
    doctor_command,
    import_command,
    site_commands,
    vault_commands,
    words,
)
from werkakademie.cli.common import console
from werkakademie.ui.shell import preferences

HELP = "Werkakademie: ohne Befehl öffnet sich das Fenster; mit Befehl geschieht dasselbe ohne Fenster."


def build() -> typer.Typer:
    """All commands; built anew for each caller, so that tests share nothing."""
    words.use_our_words()
    app = words.group("werkakademie", HELP)
    app.callback(cls=words.Group)(_common)
    words.add(app, import_command.import_, "import")
    words.add(app, site_commands.report)
    words.add(app, site_commands.export)
    words.add(app, demo_command.demo)
    words.add(app, doctor_command.doctor)
    app.add_typer(backup_commands.build())
    app.add_typer(central_commands.build())
    app.add_typer(vault_commands.build())
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
