"""Builders of reporting packages: rows, a manifest, and packages that nobody should accept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pyrage

from werkakademie.exchange.reporting import members
from werkakademie.exchange.reporting.keys import new_identity
from werkakademie.exchange.reporting.minisign import SigningKey
from werkakademie.exchange.reporting.package import ReadPackage, read_package, write_package
from werkakademie.records.enums import EntryState, Focus, OutcomeCategory, Sex
from werkakademie.records.reporting import Coarsening, Manifest, ReportRow

SITE = UUID("00000000-0000-7000-8000-000000000051")


@dataclass(frozen=True)
class Parties:
    """A site that signs and a centre that opens."""

    key: SigningKey
    identity: str
    recipient: str

    def read(self, path: Path, *, trusted: Sequence[str] | None = None) -> ReadPackage:
        """Open a package as the centre does; it trusts the site's key unless told otherwise."""
        keys = [self.key.public_key()] if trusted is None else trusted
        return read_package(path, self.identity, lambda site_id: keys if site_id == SITE else ())


def parties() -> Parties:
    """A fresh site key and a fresh centre key."""
    return Parties(SigningKey.generate(), *new_identity())


def a_row(number: int = 1, **values: Any) -> ReportRow:
    """One pseudonymous row: entered, due, insured on the cut-off day."""
    row = ReportRow(
        pseudonym=f"{number:064x}",
        person=f"{number + 1000:064x}",
        group=f"{7:064x}",
        group_name="Herbst 3",
        focus=Focus.MIXED,
        entry=EntryState.ENTERED,
        due=True,
        category=OutcomeCategory.INSURED_FULL_TIME,
        training_place=None,
        insured_at_entry=False,
        registered_unemployed=None,
        taken_up=True,
        follow_up_closed=False,
        settled=True,
        decided_month="",
        allocated_month="2026-01",
        exit_month="2026-03",
        cut_off_month="2026-06",
        sex=Sex.FEMALE,
        age_class="25-49",
    )
    return replace(row, **values)


def a_manifest(recipient: str, rows: Sequence[ReportRow], **values: Any) -> Manifest:
    """The manifest of package 1, as of 1 July 2026."""
    manifest = Manifest(
        package_id=UUID("00000000-0000-7000-8000-000000000001"),
        site_id=SITE,
        site_name="Übungsstandort",
        number=1,
        as_of=date(2026, 7, 1),
        made_at=datetime(2026, 7, 1, 8, 0, tzinfo=UTC),
        definition_version="1",
        follow_up_months=3,
        legal_basis="Vereinbarung vom 2.1.2026",
        practice=True,
        recipients=(recipient,),
        coarsening=Coarsening(),
        row_count=len(rows),
    )
    return replace(manifest, **values)


def a_package(folder: Path, who: Parties, rows: Sequence[ReportRow] = (a_row(),), **values: Any) -> Path:
    """A package in a folder; keywords change its manifest."""
    path = folder / "Bericht_0001.werkpaket"
    write_package(path, a_manifest(who.recipient, rows, **values), rows, who.key)
    return path


def members_of(path: Path, who: Parties) -> dict[str, bytes]:
    """What lies inside, for a test that changes it."""
    content = pyrage.decrypt(path.read_bytes(), [pyrage.x25519.Identity.from_str(who.identity)])
    return {name: members.member(content, name, members.LARGEST_TABLE) for name in members.member_names(content)}


def encrypted(path: Path, content: Mapping[str, bytes] | bytes, recipient: str) -> Path:
    """Put members, or any other bytes, into a file that the holder of the key can open."""
    inside = content if isinstance(content, bytes) else members.packed(content)
    path.write_bytes(pyrage.encrypt(inside, [pyrage.x25519.Recipient.from_str(recipient)]))
    return path
