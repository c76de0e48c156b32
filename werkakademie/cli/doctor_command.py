"""The command doctor: checks the store and says what to do, for the person and for a script."""

from enum import IntEnum
from pathlib import Path
from typing import Annotated

import typer

from werkakademie.cli import options
from werkakademie.cli.common import console, messages, opened_site, shown_progress
from werkakademie.errors import WerkakademieError
from werkakademie.i18n import _, ngettext
from werkakademie.records.doctor import CheckReport
from werkakademie.records.doctor_words import check_name, gravity_name, repair_name, words
from werkakademie.services import doctor as service
from werkakademie.services.workplace import Workplace


class Verdict(IntEnum):
    """What a script learns from the exit code."""

    FINE = 0
    FINDINGS = 1
    NOT_OPENED = 2


def doctor(
    folder: Annotated[
        Path | None,
        typer.Option("--folder", "--store", help="Ordner des Standorts; ohne Angabe der zuletzt geöffnete."),
    ] = None,
    repair: Annotated[
        bool,
        typer.Option("--repair", help="Reparieren, was sich ohne Gefahr reparieren lässt, und noch einmal prüfen."),
    ] = False,
    account: options.Account = None,
    password_file: options.PasswordFile = None,
) -> None:
    """Den Speicher prüfen: 0 alles in Ordnung, 1 Befunde, 2 er ließ sich nicht öffnen."""
    try:
        with opened_site(folder, account, password_file) as workplace:
            report = _check(workplace)
            if repair and report.repairs:
                _repair(workplace, report)
                report = _check(workplace)
    except (WerkakademieError, OSError) as error:
        messages().print(error, markup=False)
        raise typer.Exit(Verdict.NOT_OPENED) from error
    _show(report)
    raise typer.Exit(Verdict.FINE if report.fine else Verdict.FINDINGS)


def _check(workplace: Workplace) -> CheckReport:
    with shown_progress(_("Der Speicher wird geprüft")) as progress:
        return service.check_store(workplace, progress=progress)


def _repair(workplace: Workplace, report: CheckReport) -> None:
    """A repair that fails leaves its finding for the second check; the others go on."""
    for wanted in report.repairs:
        try:
            service.repair(workplace, wanted)
        except WerkakademieError as error:
            messages().print(error.sentence(), markup=False)
        else:
            messages().print(_("Erledigt: {repair}.").format(repair=repair_name(wanted)), markup=False)


def _show(report: CheckReport) -> None:
    out = console()
    for finding in report.findings:
        said = words(finding)
        out.print(f"{gravity_name(finding.gravity)}: {said.title}", markup=False)
        for sentence in (said.meaning, said.safe, said.advice):
            out.print(f"  {sentence}", markup=False)
        if finding.repair is not None:
            text = _("  Reparieren mit --repair: {repair}.")
            out.print(text.format(repair=repair_name(finding.repair)), markup=False)
    names = ", ".join(check_name(kind) for kind in report.checked)
    if report.fine:
        out.print(_("Alles in Ordnung. Geprüft wurden: {names}.").format(names=names), markup=False)
    else:
        count = len(report.findings)
        text = ngettext("{count} Befund. Geprüft wurden: {names}.", "{count} Befunde. Geprüft wurden: {names}.", count)
        out.print(text.format(count=count, names=names), markup=False)
