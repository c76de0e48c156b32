"""The options that several commands have."""

from pathlib import Path
from typing import Annotated

import typer

Store = Annotated[Path | None, typer.Option("--store", help="Ordner des Standorts; ohne Angabe der zuletzt geöffnete.")]
Account = Annotated[
    str | None, typer.Option("--account", help="Wer sich anmeldet, wenn der Standort mehrere Konten hat.")
]
PasswordFile = Annotated[
    Path | None,
    typer.Option("--password-file", help="Datei mit dem Passwort; sonst WERKAKADEMIE_PASSWORD oder die Tastatur."),
]
AsOf = Annotated[str | None, typer.Option("--as-of", help="Stand der Zahlen, zum Beispiel 22.11.2026; sonst heute.")]
