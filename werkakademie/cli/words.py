"""What Typer says on its own (headings, usage, help), in our words."""

from typing import Any

import typer
from typer import rich_utils
from typer.core import TyperCommand, TyperGroup

from werkakademie.i18n import _


def use_our_words() -> None:
    """Typer keeps its headings as module constants; there is no other place to set them."""
    rich_utils.ARGUMENTS_PANEL_TITLE = _("Angaben")
    rich_utils.OPTIONS_PANEL_TITLE = _("Optionen")
    rich_utils.COMMANDS_PANEL_TITLE = _("Befehle")
    rich_utils.ERRORS_PANEL_TITLE = _("So geht es nicht")
    rich_utils.ABORTED_TEXT = _("Abgebrochen.")
    rich_utils.DEFAULT_STRING = _("[sonst: {}]")
    rich_utils.ENVVAR_STRING = _("[Umgebungsvariable: {}]")
    rich_utils.REQUIRED_LONG_STRING = _("[nötig]")
    rich_utils.RICH_HELP = _("Hilfe: [blue]{command_path} {help_option}[/]")


class Command(TyperCommand):
    """A command that explains itself in our words."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        _write_usage(self, ctx, formatter)

    def get_help_option(self, ctx: Any) -> Any:
        return _explained(super().get_help_option(ctx))


class Group(TyperGroup):
    """A group of commands that explains itself in our words."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        _write_usage(self, ctx, formatter)

    def get_help_option(self, ctx: Any) -> Any:
        return _explained(super().get_help_option(ctx))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            ctx.fail(_("Den Befehl „{name}“ gibt es nicht.").format(name=args[0]))
        return super().resolve_command(ctx, args)


def group(name: str, text: str) -> typer.Typer:
    """An empty group of commands."""
    return typer.Typer(
        name=name,
        cls=Group,
        help=text,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        options_metavar=_("[OPTIONEN]"),
        subcommand_metavar=_("BEFEHL …"),
    )


def add(app: typer.Typer, command: Any, name: str | None = None) -> None:
    """Make a function a command of a group."""
    app.command(name, cls=Command, options_metavar=_("[OPTIONEN]"))(command)


def _write_usage(command: Any, ctx: Any, formatter: Any) -> None:
    formatter.write_usage(ctx.command_path, " ".join(command.collect_usage_pieces(ctx)), _("Aufruf: "))


def _explained(option: Any) -> Any:
    if option is not None:
        option.help = _("Diese Hilfe zeigen.")
    return option
