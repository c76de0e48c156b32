"""What all commands share: the store and its password, days, sentences instead of tracebacks, progress."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from enum import IntEnum
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars

from werkakademie.errors import ProgramError, SituationError, WerkakademieError, fault_report
from werkakademie.i18n import _
from werkakademie.records.clock import Clock, IdSource, local_date
from werkakademie.records.progress import Progress
from werkakademie.records.vault import VaultAccount
from werkakademie.services import site
from werkakademie.services.workplace import Workplace
from werkakademie.storage.identity import SystemClock, Uuid7Source
from werkakademie.ui.shell import preferences

Parameters = ParamSpec("Parameters")
AnswerT = TypeVar("AnswerT")

#: The environment variable that scripts give the password in; never an argument, which others on the PC can read.
PASSWORD_VARIABLE = "WERKAKADEMIE_PASSWORD"


class ExitCode(IntEnum):
    """What a script learns; 2 is a wrong call, as everywhere."""

    DONE = 0
    REFUSED = 1
    USAGE = 2
    FAULT = 3


class NoAccountError(SituationError):
    """The store has no account of the name that was given, or several and none was named."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(names)
        self.names = names

    def sentence(self) -> str:
        return _("Bitte nennen Sie mit --account, wer sich anmeldet: {names}.").format(names=", ".join(self.names))


class NoPasswordError(SituationError):
    """Nobody there to type, and no password given."""

    def sentence(self) -> str:
        return _(
            "Es ist kein Passwort angegeben. Bitte setzen Sie {variable} oder nennen Sie eine Datei (--password-file)."
        ).format(variable=PASSWORD_VARIABLE)


def console() -> Console:
    """For what the command answers."""
    return Console(soft_wrap=True, highlight=False)


def messages() -> Console:
    """For sentences and progress; results stay alone on standard output."""
    return Console(stderr=True, soft_wrap=True, highlight=False)


def speaking(command: Callable[Parameters, AnswerT]) -> Callable[Parameters, AnswerT]:
    """Let a command end with the sentence of an error of ours, and exit code 1 (3 for a fault of the program)."""

    @wraps(command)
    def run(*arguments: Parameters.args, **keywords: Parameters.kwargs) -> AnswerT:
        try:
            return command(*arguments, **keywords)
        except SituationError as error:
            messages().print(error.sentence(), markup=False)
            raise typer.Exit(ExitCode.REFUSED) from error
        except OSError as error:
            text = _("Auf „{path}“ kann nicht zugegriffen werden ({detail}). Bitte prüfen Sie den Pfad.")
            answer = text.format(path=error.filename or "?", detail=error.strerror or error)
            messages().print(answer, markup=False)
            raise typer.Exit(ExitCode.REFUSED) from error
        except WerkakademieError as error:
            _tell_fault(error, error)
            raise typer.Exit(ExitCode.FAULT) from error
        except (typer.Exit, typer.Abort, typer.BadParameter):
            raise
        except Exception as error:  # noqa: BLE001 - any fault becomes a report
            # Python's own report would print what the error says, and that may be somebody's name.
            _tell_fault(ProgramError(type(error).__name__), error)
            raise typer.Exit(ExitCode.FAULT) from None

    return run


def _tell_fault(shown: WerkakademieError, error: Exception) -> None:
    """A fault of the program: its sentence, and the kinds and places to report, as the window shows them."""
    messages().print(shown.sentence(), markup=False)
    messages().print(fault_report(error), markup=False)


def day(text: str) -> date:
    """A day typed as 22.11.2026 or 2026-11-22."""
    for pattern in ("%d.%m.%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, pattern).date()
        except ValueError:
            continue
    raise typer.BadParameter(_("„{text}“ ist kein Tag. Bitte schreiben Sie 22.11.2026.").format(text=text))


def today() -> date:
    """The day in the room."""
    return local_date(SystemClock().now())


def password_for(prompt: str, password_file: Path | None, *, confirm: bool = False) -> str:
    """From the file, else from the environment, else typed."""
    if password_file is not None:
        return password_file.read_text(encoding="utf-8").rstrip("\r\n")
    given = os.environ.get(PASSWORD_VARIABLE)
    if given:
        return given
    if not sys.stdin.isatty():
        raise NoPasswordError
    return str(typer.prompt(prompt, hide_input=True, confirmation_prompt=confirm, err=True))


def default_store() -> Path:
    """The store that the window opened last at this PC."""
    return preferences.store_folder(preferences.load(preferences.configuration_folder()))


def the_account(folder: Path, name: str | None) -> VaultAccount:
    """The account of a store by its name; the only one needs no naming. Raises NoAccountError."""
    accounts = site.accounts_of(folder)
    fitting = [found for found in accounts if name is None or found.name == name]
    if len(fitting) != 1:
        raise NoAccountError(tuple(found.name for found in accounts))
    return fitting[0]


@contextmanager
def opened_site(
    folder: Path | None, account: str | None, password_file: Path | None, *, reads_only: bool = False
) -> Iterator[Workplace]:
    """The site's store, opened for one command; one that only reads may do so while a window is open."""
    folder = folder or default_store()
    chosen = the_account(folder, account)
    password = password_for(_("Passwort von {name}").format(name=chosen.name), password_file)
    unlock = site.look_in if reads_only else site.unlock
    workplace = unlock(folder, chosen.account_id, password, clock=SystemClock(), ids=Uuid7Source())
    try:
        yield workplace
    finally:
        site.lock(workplace)


def system_clock() -> Clock:
    """The real clock; the services know no other on the command line."""
    return SystemClock()


def system_ids() -> IdSource:
    """The real source of ids."""
    return Uuid7Source()


class _BarProgress:
    """Shows a service's progress as a bar on standard error."""

    def __init__(self, bars: Bars, title: str) -> None:
        self._bars = bars
        self._task = bars.add_task(title, total=None)

    def advance(self, done: int, total: int | None, text: str = "") -> None:
        self._bars.update(self._task, completed=done, total=total, description=text or None)


@contextmanager
def shown_progress(title: str) -> Iterator[Progress]:
    """A bar while something runs; Ctrl+C cancels, and then nothing was stored."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bars(*columns, console=messages(), transient=True) as bars:
        yield _BarProgress(bars, title)
