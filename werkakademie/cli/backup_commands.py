"""Commands about backups: make one, list them, check one, and put one in the place of the store."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from werkakademie.cli import options, words
from werkakademie.cli.common import (
    console,
    default_store,
    messages,
    opened_site,
    password_for,
    shown_progress,
    speaking,
    system_clock,
    system_ids,
)
from werkakademie.errors import SituationError
from werkakademie.i18n import _
from werkakademie.records.backup_texts import changes_words, kind_words, moment_words, reason_words, size_words
from werkakademie.records.backups import Backup, RestorePreview
from werkakademie.records.vault import VaultAccount
from werkakademie.services import backups, restoring

Name = Annotated[str, typer.Argument(help="Name der Sicherung, wie „backup list“ ihn zeigt; „latest“ ist die neueste.")]
At = Annotated[
    Path | None, typer.Option("--at", help="Ordner, in dem die Sicherungen liegen; sonst neben dem Speicher.")
]


class UnknownBackupError(SituationError):
    """No backup of this name lies there."""

    def __init__(self, name: str, place: Path) -> None:
        super().__init__(name, place)
        self.name = name
        self.place = place

    def sentence(self) -> str:
        return _("In {place} gibt es keine Sicherung „{name}“. Es wurde nichts geändert.").format(
            place=self.place, name=self.name
        )


class NoSuchAccountError(SituationError):
    """The backup has no account of the name that was given, or several and none was named."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(names)
        self.names = names

    def sentence(self) -> str:
        return _("Bitte nennen Sie mit --account, wessen Passwort die Sicherung öffnet: {names}.").format(
            names=", ".join(self.names)
        )


@speaking
def create(
    store: options.Store = None, account: options.Account = None, password_file: options.PasswordFile = None
) -> None:
    """Jetzt eine Sicherung machen und prüfen."""
    with opened_site(store, account, password_file) as workplace, shown_progress(_("Sicherung")) as progress:
        made = backups.create(workplace, progress=progress)
    console().print(made.backup.folder, markup=False)
    if made.second_problem is not None:
        messages().print(made.second_problem.sentence(), markup=False)


@speaking
def list_(store: options.Store = None, at: At = None) -> None:
    """Die Sicherungen zeigen, die neueste zuerst; dafür ist kein Passwort nötig."""
    table = Table(_("Name"), _("Wann"), _("Anlass"), _("Größe"), _("Zustand"))
    for backup in _found(store, at):
        state = _("unbrauchbar") if backup.fault else ""
        moment = moment_words(backup.made_at)
        table.add_row(backup.name, moment, reason_words(backup.reason), size_words(backup.size), state)
    console().print(table)


@speaking
def verify(
    name: Name = "latest",
    store: options.Store = None,
    at: At = None,
    account: options.Account = None,
    password_file: options.PasswordFile = None,
) -> None:
    """Eine Sicherung öffnen und ganz lesen; sie bleibt, wie sie ist."""
    backup = _chosen(name, store, at)
    owner, password = _secret(backup, account, password_file)
    backups.verify_closed(backup, account_id=owner.account_id, password=password)
    console().print(_("Die Sicherung {name} ist in Ordnung.").format(name=backup.name), markup=False)


@speaking
def restore(
    name: Name,
    store: options.Store = None,
    at: At = None,
    account: options.Account = None,
    password_file: options.PasswordFile = None,
    yes: Annotated[bool, typer.Option("--yes", help="Ohne Rückfrage.")] = False,
) -> None:
    """Eine Sicherung an die Stelle des Speichers setzen; vorher steht da, was verloren geht."""
    folder = store or default_store()
    backup = _chosen(name, store, at)
    owner, password = _secret(backup, account, password_file)
    clock, ids, account_id = system_clock(), system_ids(), owner.account_id
    _show(restoring.preview_closed(folder, backup, account_id=account_id, password=password, clock=clock, ids=ids))
    if not yes:
        typer.confirm(_("Jetzt wiederherstellen?"), abort=True, err=True)
    with shown_progress(_("Wiederherstellung")) as progress:
        restoring.restore_closed(
            folder, backup, account_id=account_id, password=password, clock=clock, ids=ids, progress=progress
        )
    console().print(_("Die Sicherung {name} ist wiederhergestellt.").format(name=backup.name), markup=False)


def _found(store: Path | None, at: Path | None) -> tuple[Backup, ...]:
    return backups.backups_at(at or store or default_store())


def _chosen(name: str, store: Path | None, at: Path | None) -> Backup:
    found = _found(store, at)
    for backup in found:
        if name == backup.name or (name == "latest" and backup.fault is None):
            return backup
    raise UnknownBackupError(name, at or store or default_store())


def _secret(backup: Backup, name: str | None, password_file: Path | None) -> tuple[VaultAccount, str]:
    """Whose password opens the backup, and the password."""
    accounts = restoring.accounts_in(backup)
    fitting = [found for found in accounts if name is None or found.name == name]
    if len(fitting) != 1:
        raise NoSuchAccountError(tuple(found.name for found in accounts))
    prompt = _("Passwort von {name} zur Zeit der Sicherung").format(name=fitting[0].name)
    return fitting[0], password_for(prompt, password_file)


def _show(preview: RestorePreview) -> None:
    lines = [f"{kind_words(kind.table)}: {changes_words(kind)}" for kind in preview.kinds]
    if not preview.compared:
        lines.append(_("Der jetzige Speicher lässt sich nicht öffnen; seine Dateien werden daneben aufgehoben."))
    elif not lines:
        lines.append(_("Seit dieser Sicherung hat sich nichts geändert."))
    for line in lines:
        messages().print(line, markup=False)


def build() -> typer.Typer:
    """The commands of backups."""
    app = words.group("backup", "Sicherungen: machen, zeigen, prüfen, wiederherstellen.")
    words.add(app, create)
    words.add(app, list_, "list")
    words.add(app, verify)
    words.add(app, restore)
    return app
