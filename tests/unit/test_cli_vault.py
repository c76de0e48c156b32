"""The organisation helps a site whose people forgot everything, by its key file and the command line."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.factories import QUICK
from tests.tools import require_tool
from werkakademie.cli.common import PASSWORD_VARIABLE, ExitCode
from werkakademie.cli.main import build
from werkakademie.records.site import NewSite
from werkakademie.services import accounts, organisation_key, site
from werkakademie.storage import vault
from werkakademie.storage.practice_identity import CountingIds, SteppedClock

PASSWORD = "ein langes Passwort"
NEW = "ein ganz neues Passwort"
NOON = datetime(2025, 8, 1, 10, 0, tzinfo=UTC)


def run(*words: object, code: int = ExitCode.DONE) -> Result:
    answer = CliRunner().invoke(build(), [str(word) for word in words])
    assert answer.exit_code == code, (answer.stdout, answer.stderr, answer.exception)
    return answer


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    path = tmp_path / "key.txt"
    subprocess.run([require_tool("age-keygen"), "-o", path], check=True, capture_output=True)
    return path


@pytest.fixture
def recipient(key_file: Path) -> str:
    return key_file.read_text().splitlines()[1].removeprefix("# public key: ")


@pytest.fixture
def store(tmp_path: Path, recipient: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with two accounts and the organisation's key, that nobody has open."""
    folder = tmp_path / "site"
    new = NewSite(site_name="Übung Nord", land="NI", account_name="Petra Wagner", password=PASSWORD, practice=True)
    workplace, _key = site.create_site(folder, new, clock=SteppedClock(NOON), ids=CountingIds(), hardness=QUICK)
    accounts.add_account(
        workplace, own_password=PASSWORD, account_name="Tom Beispiel", password=PASSWORD, hardness=QUICK
    )
    organisation_key.set_organisation_key(workplace, own_password=PASSWORD, recipient=recipient)
    site.lock(workplace)
    monkeypatch.setenv(PASSWORD_VARIABLE, NEW)
    monkeypatch.setitem(organisation_key.set_password_by_identity.__kwdefaults__ or {}, "hardness", QUICK)
    return folder


def test_the_identity_sets_a_new_password(store: Path, key_file: Path) -> None:
    answer = run(
        "vault", "open-with-identity", "--folder", store, "--identity", key_file, "--account", "Tom Beispiel"
    )  # fmt: skip
    assert "Tom Beispiel kann sich jetzt mit dem neuen Passwort anmelden." in answer.stdout
    petra, tom = site.accounts_of(store)
    assert vault.open_with_password(store, tom.account_id, NEW) == vault.open_with_password(
        store, petra.account_id, PASSWORD
    )


def test_who_gets_the_password_is_asked(store: Path, key_file: Path) -> None:
    answer = run("vault", "open-with-identity", "--folder", store, "--identity", key_file, code=ExitCode.REFUSED)
    assert "Petra Wagner, Tom Beispiel" in answer.stderr


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"AGE-SECRET-KEY-1KAPUTT"])
def test_a_file_that_is_no_key_is_a_sentence(store: Path, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "other.txt").write_bytes(content)
    answer = run(
        "vault", "open-with-identity", "--folder", store, "--identity", tmp_path / "other.txt",
        "--account", "Petra Wagner", code=ExitCode.REFUSED,
    )  # fmt: skip
    assert "gehört nicht zu diesem Speicher" in answer.stderr


def test_a_file_that_is_missing_is_a_sentence(store: Path, tmp_path: Path) -> None:
    answer = run(
        "vault", "open-with-identity", "--folder", store, "--identity", tmp_path / "weg.txt",
        "--account", "Petra Wagner", code=ExitCode.REFUSED,
    )  # fmt: skip
    assert "weg.txt" in answer.stderr


def test_the_fingerprint_is_shown_for_comparing(recipient: str) -> None:
    assert run("vault", "fingerprint", recipient).stdout.strip() == organisation_key.fingerprint(recipient)
    assert "Er beginnt mit age1" in run("vault", "fingerprint", "age1x", code=ExitCode.REFUSED).stderr
