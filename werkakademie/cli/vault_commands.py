"""Commands about the vault: what the organisation behind a site can do with its own key."""

from pathlib import Path
from typing import Annotated

import typer

from werkakademie.cli import options, words
from werkakademie.cli.common import console, default_store, password_for, speaking, system_clock, the_account
from werkakademie.i18n import _
from werkakademie.services import organisation_key


@speaking
def open_with_identity(
    identity: Annotated[
        Path, typer.Option("--identity", help="Datei mit dem geheimen Schlüssel der Organisation (age-keygen).")
    ],
    folder: Annotated[
        Path | None, typer.Option("--folder", help="Ordner des Standorts; ohne Angabe der zuletzt geöffnete.")
    ] = None,
    account: options.Account = None,
    password_file: options.PasswordFile = None,
) -> None:
    """Mit dem Schlüssel der Organisation einem Konto ein neues Passwort geben."""
    place = folder or default_store()
    chosen = the_account(place, account)
    secret = identity.read_text(encoding="utf-8", errors="replace")
    password = password_for(_("Neues Passwort von {name}").format(name=chosen.name), password_file, confirm=True)
    organisation_key.set_password_by_identity(place, chosen, identity=secret, password=password, clock=system_clock())
    console().print(_("{name} kann sich jetzt mit dem neuen Passwort anmelden.").format(name=chosen.name), markup=False)


@speaking
def fingerprint(recipient: Annotated[str, typer.Argument(help="Der öffentliche Schlüssel, age1…")]) -> None:
    """Das Prüfwort zu einem Schlüssel der Organisation zeigen, zum Vergleichen am Telefon."""
    console().print(organisation_key.fingerprint(recipient), markup=False)


def build() -> typer.Typer:
    """The commands of the vault."""
    app = words.group("vault", "Zugänge: was die Organisation mit ihrem Schlüssel kann.")
    words.add(app, open_with_identity, "open-with-identity")
    words.add(app, fingerprint)
    return app
