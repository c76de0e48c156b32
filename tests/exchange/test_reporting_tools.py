"""Other people's programs open, verify and understand a package: age, minisign, frictionless."""

import subprocess
from pathlib import Path

import pytest
from frictionless import Package, system

from tests.exchange.packages import Parties, a_package, a_row, members_of, parties
from tests.tools import require_tool
from werkakademie.exchange.reporting.members import MANIFEST, SIGNATURE
from werkakademie.exchange.reporting.minisign import SigningKey, key_id, signed_by, verify
from werkakademie.records.enums import OutcomeCategory

ROWS = (
    a_row(1, group_name="Straße 3; „Herbst“\r\nzweite Zeile"),
    a_row(2, sex=None, age_class="", insured_at_entry=None, category=OutcomeCategory.UNKNOWN),
    a_row(3, due=None, exit_month="2026-Q1", cut_off_month=""),
)


@pytest.fixture
def who() -> Parties:
    return parties()


def test_age_opens_a_package_and_finds_the_archive(tmp_path: Path, who: Parties) -> None:
    age = require_tool("age")
    key = tmp_path / "key.txt"
    key.write_text(who.identity + "\n")
    package = a_package(tmp_path, who, ROWS)
    opened = subprocess.run([age, "--decrypt", "--identity", key, package], check=True, capture_output=True).stdout
    assert opened.startswith(b"PK")
    assert MANIFEST.encode() in opened


def test_minisign_verifies_a_manifest(tmp_path: Path, who: Parties) -> None:
    minisign = require_tool("minisign")
    inside = members_of(a_package(tmp_path, who, ROWS), who)
    for name in (MANIFEST, SIGNATURE):
        (tmp_path / name).write_bytes(inside[name])
    command: list[str | Path] = [minisign, "-V", "-P", who.key.public_key(), "-m", tmp_path / MANIFEST]
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert "Trusted comment: Übungsstandort 1 2026-07-01" in answer
    (tmp_path / MANIFEST).write_bytes(inside[MANIFEST] + b" ")
    assert subprocess.run(command, check=False, capture_output=True).returncode != 0


def test_a_signature_made_by_minisign_is_verified_here(tmp_path: Path) -> None:
    minisign = require_tool("minisign")
    public, secret, content = tmp_path / "key.pub", tmp_path / "key.sec", tmp_path / "content"
    content.write_bytes(b"Inhalt")
    subprocess.run([minisign, "-G", "-W", "-p", public, "-s", secret], check=True, capture_output=True)
    subprocess.run(
        [minisign, "-S", "-H", "-s", secret, "-m", content, "-t", "von Hand"],
        check=True, capture_output=True, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    signature = (tmp_path / "content.minisig").read_text()
    assert verify(b"Inhalt", signature, public.read_text()) == "von Hand"
    assert signed_by(signature) == key_id(public.read_text())
    printed = public.read_text().splitlines()[0].split()[-1]
    assert int(key_id(public.read_text()), 16) == int(printed, 16), "minisign prints it without leading zeros"


def test_frictionless_finds_nothing_to_complain_of(tmp_path: Path, who: Parties) -> None:
    for name, content in members_of(a_package(tmp_path, who, ROWS), who).items():
        target = tmp_path / "out" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    with system.use_context(trusted=True):
        report = Package(str(tmp_path / "out" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "message"])
    assert report.stats["tasks"] == 1


def test_frictionless_finds_a_row_that_breaks_the_rules(tmp_path: Path, who: Parties) -> None:
    inside = members_of(a_package(tmp_path, who, [a_row(1), a_row(1, group_name="")]), who)
    for name, content in inside.items():
        target = tmp_path / "out" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    with system.use_context(trusted=True):
        report = Package(str(tmp_path / "out" / "datapackage.json")).validate()
    assert {kind for (kind,) in report.flatten(["type"])} == {"primary-key", "constraint-error"}


def test_a_key_comes_back_from_the_text_that_the_store_keeps() -> None:
    key = SigningKey.generate()
    again = SigningKey.from_secret(key.secret())
    assert again.public_key() == key.public_key()
    assert verify(b"Inhalt", again.sign(b"Inhalt", "ein\nKommentar"), key.public_key()) == "ein Kommentar"
