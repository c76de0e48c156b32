"""`werkakademie doctor`: what a person reads, and what a script learns from the exit code."""

from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.factories import QUICK
from werkakademie.cli.common import PASSWORD_VARIABLE
from werkakademie.cli.main import build
from werkakademie.records.site import NewSite
from werkakademie.services import site
from werkakademie.storage.engine import connector
from werkakademie.storage.identity import SystemClock, Uuid7Source
from werkakademie.storage.vault import open_with_password
from werkakademie.storage.vault_file import database_path, vault_path

PASSWORD = "ein langes Passwort"


def run(*words: object, code: int) -> Result:
    answer = CliRunner().invoke(build(), [str(word) for word in words])
    assert answer.exit_code == code, (answer.stdout, answer.stderr, answer.exception)
    assert "Traceback" not in answer.output
    return answer


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site of today that nobody has open."""
    place = tmp_path / "site"
    new = NewSite(site_name="Übung Nord", land="NI", account_name="Petra Wagner", password=PASSWORD, practice=True)
    workplace, _key = site.create_site(place, new, clock=SystemClock(), ids=Uuid7Source(), hardness=QUICK)
    workplace.store.close()
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)
    return place


def damage(folder: Path, statement: str) -> None:
    key = open_with_password(folder, site.accounts_of(folder)[0].account_id, PASSWORD)
    with closing(connector(database_path(folder), key)()) as connection:
        connection.execute(statement)


def test_a_sound_store_ends_with_0(folder: Path) -> None:
    answer = run("doctor", "--folder", folder, code=0)
    assert answer.stdout.startswith("Alles in Ordnung. Geprüft wurden: Datenbankbibliothek, Aufbau der Datenbank")


def test_findings_end_with_1_and_a_repair_with_0(folder: Path) -> None:
    damage(folder, "DROP TRIGGER journal_participant_insert")
    answer = run("doctor", "--folder", folder, code=1)
    assert "Warnung: Auslöser des Protokolls fehlen oder sind verändert" in answer.stdout
    assert "Reparieren mit --repair: Auslöser neu anlegen." in answer.stdout
    repaired = run("doctor", "--folder", folder, "--repair", code=0)
    assert "Erledigt: Auslöser neu anlegen." in repaired.stderr
    run("doctor", "--folder", folder, code=0)


def test_what_cannot_be_repaired_stays_a_finding(folder: Path) -> None:
    damage(folder, "UPDATE journal_context SET last_hlc = last_hlc + 1")
    answer = run("doctor", "--folder", folder, "--repair", code=1)
    assert "Schaden: Am Ende des Protokolls fehlt etwas" in answer.stdout
    assert "Reparieren" not in answer.stdout


@pytest.mark.parametrize("missing", [database_path, vault_path])
def test_a_store_that_does_not_open_ends_with_2(folder: Path, missing: object) -> None:
    assert callable(missing)
    missing(folder).unlink()
    answer = run("doctor", "--folder", folder, code=2)
    assert "Sicherung" in answer.stderr


def test_a_damaged_beginning_ends_with_2(folder: Path) -> None:
    content = bytearray(database_path(folder).read_bytes())
    content[40] ^= 1
    database_path(folder).write_bytes(bytes(content))
    assert "beschädigt" in run("doctor", "--folder", folder, code=2).stderr
