"""The command that brings participants in from a spreadsheet."""

from pathlib import Path
from typing import Annotated

import typer

from werkakademie.cli import options
from werkakademie.cli.common import ExitCode, console, messages, opened_site, shown_progress, speaking
from werkakademie.errors import SituationError
from werkakademie.exchange.participants_import import profile_from_json
from werkakademie.exchange.participants_import.profiles import ProfileDamagedError
from werkakademie.i18n import _, ngettext
from werkakademie.records.import_run import DoubleDecision, DoubleDecisions, ImportCheck, ImportResult, RecognisedFile
from werkakademie.records.importing import MappingProfile
from werkakademie.services import importing


class NoMappingError(SituationError):
    """No mapping of this name, or no readable file of one."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def sentence(self) -> str:
        return _(
            "Die Zuordnung „{name}“ ist weder unter diesem Namen gespeichert noch eine lesbare Datei. Es wurde nichts "
            "gespeichert. Bitte legen Sie sie auf der Seite „Import“ an."
        ).format(name=self.name)


@speaking
def import_(
    file: Annotated[Path, typer.Argument(help="Liste der Teilnehmenden: CSV, XLSX, XLS oder ODS.")],
    mapping: Annotated[
        str | None,
        typer.Option("--mapping", help="Gespeicherte Zuordnung, oder eine JSON-Datei; sonst die passende."),
    ] = None,
    check_only: Annotated[bool, typer.Option("--check", help="Nur prüfen, nichts speichern.")] = False,
    problems: Annotated[Path | None, typer.Option("--problems", help="Alle Probleme als CSV hierhin.")] = None,
    doubles: Annotated[
        DoubleDecision,
        typer.Option("--doubles", help="Wer schon da ist: auslassen, nur die Teilnahme ergänzen, oder neu aufnehmen."),
    ] = DoubleDecision.SKIP,
    store: options.Store = None,
    account: options.Account = None,
    password_file: options.PasswordFile = None,
) -> None:
    """Teilnehmende aus einer Tabelle übernehmen: ganz oder gar nicht; was nicht stimmt, wird genannt."""
    with opened_site(store, account, password_file) as workplace:
        with shown_progress(_("Lesen")) as progress:
            recognised = importing.recognise_file(workplace, file, progress=progress)
            chosen = _mapping(recognised, mapping)
            check = importing.check_file(workplace, recognised.table, chosen, progress=progress)
        if problems is not None:
            importing.save_problem_list(workplace, check, problems)
            messages().print(_("Probleme geschrieben: {path}").format(path=problems), markup=False)
        _tell_check(check)
        if check_only:
            return
        with shown_progress(_("Speichern")) as progress:
            decided = DoubleDecisions(doubles)
            result = importing.import_file(workplace, check, doubles=decided, progress=progress).value
    _tell_result(result)
    if not result.people + result.same_people and result.rows:
        raise typer.Exit(ExitCode.REFUSED)


def _mapping(recognised: RecognisedFile, name: str | None) -> MappingProfile:
    if name is None:
        return recognised.profile
    for kept in recognised.kept:
        if kept.profile.name == name:
            return kept.profile
    try:
        return profile_from_json(Path(name).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, ProfileDamagedError) as error:
        raise NoMappingError(name) from error


def _tell_check(check: ImportCheck) -> None:
    found = ngettext("{count} Zeile gelesen", "{count} Zeilen gelesen", check.rows).format(count=check.rows)
    text = _("{found}: {accepted} gehen hinein, {problems} Probleme, {doubles} Doppelte.")
    answer = text.format(found=found, accepted=check.accepted, problems=check.problems.total, doubles=len(check.index))
    messages().print(answer, markup=False)


def _tell_result(result: ImportResult) -> None:
    text = _(
        "Gespeichert: {people} Personen, {enrolments} Teilnahmen, {outcomes} Ergebnisse. "
        "Nicht gespeichert: {rows} Zeilen ohne Name oder Nummer, {doubles} Doppelte, {cells} einzelne Angaben."
    )
    answer = text.format(
        people=result.people,
        enrolments=result.enrolments,
        outcomes=result.outcomes,
        rows=result.rows_left_out,
        doubles=result.doubles_left_out,
        cells=result.cells_left_out,
    )
    console().print(answer, markup=False)
    if result.new_groups:
        console().print(_("Neue Gruppen: {names}").format(names=", ".join(result.new_groups)), markup=False)
