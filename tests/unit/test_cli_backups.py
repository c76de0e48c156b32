"""`werkakademie backup`: from a backup to the store that it brings back, as a script would call it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.factories import COACH, PASSWORD, QUICK, a_participant
from werkakademie.cli.common import PASSWORD_VARIABLE, ExitCode
from werkakademie.cli.main import build
from werkakademie.records.participants import ParticipantQuery
from werkakademie.records.site import NewSite
from werkakademie.services import participants, site
from werkakademie.services.workplace import Workplace
from werkakademie.storage.practice_identity import CountingIds, SteppedClock

NOON = datetime(2026, 8, 1, 10, 0, tzinfo=UTC)


def opened(folder: Path, ids: int) -> Workplace:
    [account] = site.accounts_of(folder)
    return site.unlock(folder, account.account_id, PASSWORD, clock=SteppedClock(NOON), ids=CountingIds(ids))


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A site with one person that nobody has open."""
    folder = tmp_path / "site"
    new = NewSite("Übung Nord", "NI", COACH, PASSWORD, practice=True)
    workplace, _key = site.create_site(folder, new, clock=SteppedClock(NOON), ids=CountingIds(), hardness=QUICK)
    a_participant(workplace)
    site.lock(workplace)
    return folder


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)
    monkeypatch.setenv("COLUMNS", "200")


def run(*words: object, code: int = ExitCode.DONE, typed: str = "") -> Result:
    answer = CliRunner().invoke(build(), ["backup", *(str(word) for word in words)], input=typed)
    assert answer.exit_code == code, (answer.stdout, answer.stderr, answer.exception)
    return answer


def names_in(folder: Path) -> list[str]:
    workplace = opened(folder, 800_000)
    try:
        page = participants.participant_page(workplace, ParticipantQuery())
        return sorted(row.family_name for row in page.rows)
    finally:
        site.lock(workplace)


def add_leyla(folder: Path) -> None:
    workplace = opened(folder, 400_000)
    a_participant(workplace, "Leyla", "Yılmaz")
    site.lock(workplace)


def test_from_the_backup_to_the_restored_store(store: Path) -> None:
    folder = Path(run("create", "--store", store).stdout.strip())
    assert folder.parent == store / "backups"
    listed = run("list", "--store", store).stdout
    assert folder.name in listed
    assert "auf Wunsch" in listed
    assert "in Ordnung" in run("verify", folder.name, "--store", store).stdout
    add_leyla(store)
    assert names_in(store) == ["Kovalenko", "Yılmaz"]
    restored = run("restore", folder.name, "--store", store, "--yes")
    assert "Personen: 1 geht verloren" in restored.stderr
    assert "wiederhergestellt" in restored.stdout
    assert names_in(store) == ["Kovalenko"]
    assert "vor der Wiederherstellung" in run("list", "--store", store).stdout


def test_without_a_yes_nothing_is_changed(store: Path) -> None:
    run("create", "--store", store)
    add_leyla(store)
    run("restore", "latest", "--store", store, code=ExitCode.REFUSED, typed="n\n")
    assert names_in(store) == ["Kovalenko", "Yılmaz"]
    run("restore", "latest", "--store", store, typed="y\n")
    assert names_in(store) == ["Kovalenko"]


def test_a_broken_backup_is_named_and_restores_nothing(store: Path) -> None:
    folder = Path(run("create", "--store", store).stdout.strip())
    path = folder / "werkakademie.db"
    content = bytearray(path.read_bytes())
    content[5000] ^= 1
    path.write_bytes(bytes(content))
    for words in (("verify", folder.name), ("restore", folder.name, "--yes")):
        answer = run(*words, "--store", store, code=ExitCode.REFUSED)
        assert "Die Sicherung ist unbrauchbar" in answer.stderr
        assert "Traceback" not in answer.stderr
    assert names_in(store) == ["Kovalenko"]


def test_a_wrong_password_and_an_unknown_name_are_sentences(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("create", "--store", store)
    assert "keine Sicherung „nie“" in run("verify", "nie", "--store", store, code=ExitCode.REFUSED).stderr
    assert "--account" in run("verify", "--store", store, "--account", "X", code=ExitCode.REFUSED).stderr
    monkeypatch.setenv(PASSWORD_VARIABLE, "nicht dieses Passwort")
    answer = run("verify", "--store", store, code=ExitCode.REFUSED)
    assert "Das Passwort stimmt nicht" in answer.stderr


def test_a_store_is_brought_back_where_there_is_none(store: Path, tmp_path: Path) -> None:
    run("create", "--store", store)
    answer = run("restore", "latest", "--at", store / "backups", "--store", tmp_path / "neu", "--yes")
    assert "lässt sich nicht öffnen" in answer.stderr
    assert names_in(tmp_path / "neu") == ["Kovalenko"]
