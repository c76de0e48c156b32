"""The manifest of a package as JSON: what is signed."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from werkakademie.records.reporting import AgePrecision, Coarsening, DatePrecision, Manifest

#: The version of the package's format; see docs/package-format.md.
FORMAT = 1


class BadManifestError(ValueError):
    """A manifest that the format does not allow."""


class NewerFormatError(BadManifestError):
    """A format that this program does not know yet."""

    def __init__(self, found: int) -> None:
        super().__init__(f"format {found}")
        self.found = found


def manifest_as_json(manifest: Manifest, members: Mapping[str, bytes]) -> bytes:
    """The manifest with size and hash of every other member, in one settled order."""
    values = asdict(manifest) | {
        "format": FORMAT,
        "package_id": str(manifest.package_id),
        "site_id": str(manifest.site_id),
        "as_of": manifest.as_of.isoformat(),
        "made_at": manifest.made_at.isoformat(),
        "coarsening": {
            "dates": manifest.coarsening.dates.value,
            "age": manifest.coarsening.age.value,
            "sex": manifest.coarsening.sex,
        },
        "members": {
            name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in sorted(members.items())
        },
    }
    return json.dumps(values, ensure_ascii=False, sort_keys=True, indent=1).encode()


def manifest_of_json(content: bytes) -> tuple[Manifest, dict[str, tuple[int, str]]]:
    """The manifest, and of every member the size in bytes and the SHA-256. Raises BadManifestError."""
    try:
        values = json.loads(content)
        found = int(values["format"])
        if found > FORMAT:
            raise NewerFormatError(found)
        members = {
            str(name): (int(member["bytes"]), str(member["sha256"])) for name, member in values["members"].items()
        }
        return _manifest(values), members
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        if isinstance(error, BadManifestError):
            raise
        raise BadManifestError(str(error)) from error


def _text(values: Mapping[str, Any], name: str, longest: int) -> str:
    """A text that every database can hold: PostgreSQL knows no NUL."""
    text = str(values[name])
    if len(text) > longest or "\x00" in text:
        raise BadManifestError(name)
    return text


def _number(values: Mapping[str, Any], name: str, least: int, most: int) -> int:
    number = int(values[name])
    if not least <= number <= most:
        raise BadManifestError(name)
    return number


def _manifest(values: Mapping[str, Any]) -> Manifest:
    blurred = values["coarsening"]
    made_at = datetime.fromisoformat(values["made_at"])
    if made_at.tzinfo is None:
        raise BadManifestError("made_at without a time zone")
    return Manifest(
        package_id=UUID(values["package_id"]),
        site_id=UUID(values["site_id"]),
        site_name=_text(values, "site_name", 120),
        number=_number(values, "number", 1, 2**31 - 1),
        as_of=date.fromisoformat(values["as_of"]),
        made_at=made_at,
        definition_version=_text(values, "definition_version", 16),
        follow_up_months=_number(values, "follow_up_months", 1, 24),
        legal_basis=_text(values, "legal_basis", 400),
        practice=values["practice"] is True,
        recipients=tuple(str(recipient) for recipient in values["recipients"]),
        coarsening=Coarsening(DatePrecision(blurred["dates"]), AgePrecision(blurred["age"]), blurred["sex"] is True),
        row_count=_number(values, "row_count", 0, 2**31 - 1),
    )
