"""The command line from a list of people to the centre's table, as a script would call it."""

import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.factories import QUICK
from werkakademie.cli.common import PASSWORD_VARIABLE, ExitCode
from werkakademie.cli.main import build
from werkakademie.records.ids import AccountId
from werkakademie.records.reporting import ReportPreview
from werkakademie.records.site import NewSite
from werkakademie.services import exporting, importing, site
from werkakademie.storage.practice_identity import CountingIds, SteppedClock

PASSWORD = "ein langes Passwort"
NOON = datetime(2025, 8, 1, 10, 0, tzinfo=UTC)
PROFILE = Path(__file__).parents[1] / "exchange" / "profiles" / "jobs2.json"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A site that nobody has open."""
    folder = tmp_path / "site"
    new = NewSite(site_name="Übung Nord", land="NI", account_name="Petra Wagner", password=PASSWORD, practice=True)
    workplace, _key = site.create_site(folder, new, clock=SteppedClock(NOON), ids=CountingIds(), hardness=QUICK)
    site.lock(workplace)
    return folder


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> "Run":
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)
    monkeypatch.setenv("COLUMNS", "200")
    return Run()


class Run:
    """Calls the command line; what is wanted is the exit code."""

    def __call__(self, *words: object, code: int = ExitCode.DONE) -> Result:
        answer = CliRunner().invoke(build(), [str(word) for word in words])
        assert answer.exit_code == code, (answer.stdout, answer.stderr, answer.exception)
        return answer


def settle(store: Path, recipient: str) -> None:
    """The lead enters the centre's key and the legal basis, as in the window."""
    account_id = AccountId(site.accounts_of(store)[0].account_id)
    workplace = site.unlock(store, account_id, PASSWORD, clock=SteppedClock(NOON), ids=CountingIds(5000))
    site.change_site(workplace, fields={"centre_recipient": recipient, "legal_basis": "Vereinbarung"})
    site.lock(workplace)


def preview_of(store: Path, as_of: date) -> ReportPreview:
    account_id = AccountId(site.accounts_of(store)[0].account_id)
    workplace = site.unlock(store, account_id, PASSWORD, clock=SteppedClock(NOON), ids=CountingIds(7000))
    try:
        return exporting.preview(workplace, as_of=as_of)
    finally:
        site.lock(workplace)


def test_from_the_list_to_the_table_of_the_centre(run: Run, store: Path, tmp_path: Path, real_data: Path) -> None:
    """JOBS II: assigned 207 of 600 and 86 of 299, entered 123 of 372."""
    jobs2 = real_data / "training" / "jobs2.csv"
    imported = run("import", jobs2, "--mapping", PROFILE, "--store", store)
    assert "Gespeichert: 899 Personen, 899 Teilnahmen, 899 Ergebnisse." in imported.stdout
    assert "899 Zeilen gelesen: 899 gehen hinein, 0 Probleme" in imported.stderr

    pdf = tmp_path / "Bericht.pdf"
    period = ("--from", "1.3.1991", "--to", "31.3.1991", "--as-of", "1991-12-31")
    report = run("report", *period, "--basis", "allocated", "--pdf", pdf, "--store", store)
    assert "34,5 % (207 von 600)" in report.stdout
    assert "28,8 % (86 von 299)" in report.stdout
    assert pdf.read_bytes().startswith(b"%PDF")

    centre = tmp_path / "centre"
    recipient = run("central", "init", "--at", centre, "--name", "Land").stdout.strip()
    assert recipient.startswith("age1")
    settle(store, recipient)
    as_of = ("--as-of", "31.12.1991", "--store", store)
    assert "899 Zeilen aus 2 Gruppen" in run("export", "--preview", *as_of).stdout
    assert preview_of(store, date(1991, 12, 31)).number == 1, "a preview writes nothing"
    package = Path(run("export", "--folder", tmp_path, *as_of).stdout.strip())
    assert package.name == "UEBUNG_Bericht_0001_1991-12-31.werkpaket"

    at = ("--at", centre)
    assert "den kennt diese Zentrale nicht" in run("central", "import", *at, package, code=ExitCode.REFUSED).stdout
    line = run("export", "--site-line", "--store", store).stdout.strip()
    assert "„Nord“ ist eingetragen" in run("central", "trust", *at, "Nord", line).stdout
    assert "Paket 1, 899 Zeilen" in run("central", "import", *at, package).stdout
    assert "schon übernommen" in run("central", "import", *at, package).stdout
    table = run("central", "table", *at).stdout
    for words in ("207 von 600", "86 von 299", "123 von 372", "31.12.1991", "kein Rang"):
        assert words in table


def test_a_check_stores_nothing(run: Run, store: Path, tmp_path: Path) -> None:
    people = tmp_path / "Liste.csv"
    people.write_text("Nachname;Vorname;Geburtsdatum\nÖztürk;Fatma;31.02.1990\n;;\nBerg;Thomas;03.04.1985\n", "utf-8")
    problems = tmp_path / "Probleme.csv"
    checked = run("import", people, "--check", "--problems", problems, "--store", store)
    assert "2 gehen hinein" in checked.stderr
    assert checked.stdout == ""
    assert "31.02.1990" in problems.read_text("utf-8-sig")
    assert "Gespeichert: 2 Personen" in run("import", people, "--store", store).stdout
    assert "2 Doppelte" in run("import", people, "--store", store, code=ExitCode.REFUSED).stdout


def test_errors_are_sentences_on_standard_error(run: Run, store: Path, tmp_path: Path) -> None:
    unready = run("export", "--store", store, code=ExitCode.REFUSED)
    assert unready.stdout == ""
    assert "Der Schlüssel der Zentrale ist noch nicht eingetragen" in unready.stderr
    assert "fehlt" in run("report", "--store", tmp_path / "weg", code=ExitCode.REFUSED).stderr
    assert "noch keine Zentrale" in run("central", "table", "--at", tmp_path, code=ExitCode.REFUSED).stderr
    missing = run("import", tmp_path / "weg.csv", "--store", store, code=ExitCode.REFUSED)
    assert "weg.csv" in missing.stderr
    mapping = run("import", __file__, "--mapping", "Frühjahr", "--store", store, code=ExitCode.REFUSED)
    assert "Die Zuordnung „Frühjahr“" in mapping.stderr
    unwritable = run(
        "report", "--pdf", tmp_path / "weg" / "x.pdf", "--store", store, "--account", "Petra Wagner",
        code=ExitCode.REFUSED,
    )  # fmt: skip
    assert "weg/x.pdf" in unwritable.stderr


def test_a_fault_of_the_program_is_told_without_what_it_was_about(
    run: Run, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The output of a command may be kept or sent on; Python's own report would name the person."""

    def fail(*_arguments: object, **_keywords: object) -> None:
        raise ValueError("Kovalenko")

    monkeypatch.setattr(importing, "recognise_file", fail)
    told = run("import", tmp_path / "Liste.csv", "--store", store, code=ExitCode.FAULT)
    assert "ein Fehler aufgetreten: ValueError" in told.stderr
    assert "import_command.py" in told.stderr, "where it happened is there to be reported"
    assert "Kovalenko" not in (told.stdout + told.stderr).replace('raise ValueError("Kovalenko")', "")


def test_a_wrong_password_opens_nothing(run: Run, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSWORD_VARIABLE, "ein falsches Passwort")
    assert "Passwort" in run("report", "--store", store, code=ExitCode.REFUSED).stderr


def test_the_password_may_stand_in_a_file(
    run: Run, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(PASSWORD_VARIABLE)
    secret = tmp_path / "password"
    secret.write_text(PASSWORD + "\n", encoding="utf-8")
    assert "Eingliederungsquote" in run("report", "--store", store, "--password-file", secret).stdout
    assert "kein Passwort angegeben" in run("report", "--store", store, code=ExitCode.REFUSED).stderr
    gone = run("report", "--store", store, "--password-file", tmp_path / "weg", code=ExitCode.REFUSED)
    assert "Bitte prüfen Sie den Pfad" in gone.stderr


def test_who_signs_in_must_be_known(run: Run, store: Path) -> None:
    answer = run("report", "--store", store, "--account", "Niemand", code=ExitCode.REFUSED)
    assert "Petra Wagner" in answer.stderr


@pytest.mark.parametrize(
    "words", [["nix"], ["report", "--as-of", "gestern"], ["central", "import"], ["export", "--coarse", "9"]]
)
def test_a_wrong_call_is_exit_code_2(run: Run, store: Path, words: list[str]) -> None:
    where = ["--store", str(store)] if words[0] == "report" else []
    assert run(*words, *where, code=ExitCode.USAGE).stderr


@pytest.mark.parametrize(
    "words",
    [[], ["import"], ["report"], ["export"], ["demo"], ["central"], ["central", "init"], ["central", "table"]],
)
def test_help_is_german(run: Run, words: list[str]) -> None:
    text = run(*words, "--help").stdout
    assert "Aufruf:" in text
    assert "Diese Hilfe zeigen." in text
    for english in ("Usage", "Options", "Show this", "required", "default:"):
        assert english not in text


def test_a_centre_on_a_server(run: Run, store: Path, tmp_path: Path, postgres_url: str) -> None:
    recipient = run("central", "init", "--at", postgres_url, "--name", "Land").stdout.strip()
    settle(store, recipient)
    line = run("export", "--site-line", "--store", store).stdout.strip()
    run("central", "trust", "--at", postgres_url, "Nord", line)
    package = run("export", "--folder", tmp_path, "--as-of", "1.8.2025", "--store", store).stdout.strip()
    assert "Paket 1, 0 Zeilen" in run("central", "import", "--at", postgres_url, package).stdout
    assert "01.08.2025" in run("central", "table", "--at", postgres_url).stdout


def test_the_program_itself_answers(own_home: Path) -> None:
    command = [sys.executable, "-m", "werkakademie", "--version"]
    environment = os.environ | {"HOME": str(own_home), "PYTHONWARNINGS": "error"}
    answer = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    assert answer.stdout.strip() == "0.1.0"
    assert answer.stderr == ""
