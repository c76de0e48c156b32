"""Writes and reads packages: age( zip[ datapackage.json, data/*.csv, manifest.json, manifest.json.minisig ] )."""

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pyrage

from werkakademie.exchange.reporting import minisign
from werkakademie.exchange.reporting.errors import (
    BrokenPackageError,
    ForgedPackageError,
    NewerPackageError,
    NoPackageError,
    NotForUsError,
    NotWrittenError,
    UnknownSignerError,
    UnsignedPackageError,
)
from werkakademie.exchange.reporting.manifest import (
    FORMAT,
    BadManifestError,
    NewerFormatError,
    manifest_as_json,
    manifest_of_json,
)
from werkakademie.exchange.reporting.members import (
    DESCRIPTOR,
    LARGEST_TABLE,
    MANIFEST,
    SIGNATURE,
    BadArchiveError,
    member,
    member_names,
    packed,
)
from werkakademie.exchange.reporting.minisign import SignatureInvalidError, SigningKey
from werkakademie.exchange.reporting.table import (
    TABLE_PATH,
    BadRowError,
    data_package,
    rows_as_csv,
    rows_of_csv,
)
from werkakademie.records.reporting import Manifest, ReportRow

#: The first bytes of every age file.
_AGE = b"age-encryption.org/v1\n"

#: The public keys that the centre knows of a site.
TrustedKeys = Callable[[UUID], Sequence[str]]


@dataclass(frozen=True, slots=True)
class ReadPackage:
    """A package whose recipient, signature and content were checked."""

    manifest: Manifest
    rows: tuple[ReportRow, ...]
    #: Of the file as it came.
    sha256: str


def write_package(path: Path, manifest: Manifest, rows: Sequence[ReportRow], key: SigningKey) -> str:
    """Write a package and read it back; gives the file's SHA-256. Raises NotWrittenError, and then there is no file."""
    table = rows_as_csv(rows)
    descriptor = data_package(
        name=f"werkakademie-{manifest.package_id}",
        title=f"{manifest.site_name} {manifest.as_of.isoformat()}",
        created=manifest.made_at.isoformat(),
        rows=len(rows),
        size=len(table),
        digest=hashlib.sha256(table).hexdigest(),
    )
    members = {TABLE_PATH: table, DESCRIPTOR: _json(descriptor)}
    signed = manifest_as_json(manifest, members)
    comment = f"{manifest.site_name} {manifest.number} {manifest.as_of.isoformat()}"
    members |= {MANIFEST: signed, SIGNATURE: key.sign(signed, comment).encode()}
    recipients = [pyrage.x25519.Recipient.from_str(recipient) for recipient in manifest.recipients]
    return _stored(path, pyrage.encrypt(packed(members), recipients))


def read_package(path: Path, identity: str, trusted: TrustedKeys) -> ReadPackage:
    """A package for the holder of `identity` (an age secret key), signed by a trusted key of its site.

    Raises a PackageError that says what is wrong; nothing is extracted to the disk.
    """
    content = _content(path)
    opened = _decrypted(path, content, identity)
    try:
        _check_members(path, opened)
        manifest, listed = _checked_manifest(path, opened, identity, trusted)
        # Only now, with signed sizes and hashes, is the large part unpacked.
        _listed_member(path, opened, DESCRIPTOR, listed)
        rows = rows_of_csv(_listed_member(path, opened, TABLE_PATH, listed))
    except (BadArchiveError, BadRowError, UnicodeDecodeError) as error:
        raise BrokenPackageError(path, str(error)) from error
    if len(rows) != manifest.row_count or len({row.pseudonym for row in rows}) != len(rows):
        raise BrokenPackageError(path, "row count")
    return ReadPackage(manifest, rows, hashlib.sha256(content).hexdigest())


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_TABLE:
            raise BrokenPackageError(path, "too large")
        return path.read_bytes()
    except OSError as error:
        raise NoPackageError(path) from error


def _decrypted(path: Path, content: bytes, identity: str) -> bytes:
    if not content.startswith(_AGE):
        raise NoPackageError(path)
    try:
        opened: bytes = pyrage.decrypt(content, [pyrage.x25519.Identity.from_str(identity)])
    except pyrage.DecryptError as error:
        if "No matching keys" in str(error):
            raise NotForUsError(path) from error
        raise NoPackageError(path) from error
    return opened


def _check_members(path: Path, content: bytes) -> None:
    names = member_names(content)
    if SIGNATURE not in names:
        raise UnsignedPackageError(path)
    missing = {DESCRIPTOR, TABLE_PATH, MANIFEST} - names
    if missing:
        raise BrokenPackageError(path, ", ".join(sorted(missing)))


def _checked_manifest(
    path: Path, content: bytes, identity: str, trusted: TrustedKeys
) -> tuple[Manifest, dict[str, tuple[int, str]]]:
    signed = member(content, MANIFEST)
    try:
        manifest, listed = manifest_of_json(signed)
        signature = member(content, SIGNATURE).decode()
        signer = minisign.signed_by(signature)
    except NewerFormatError as error:
        raise NewerPackageError(path, error.found, FORMAT) from error
    except (BadManifestError, SignatureInvalidError, UnicodeDecodeError) as error:
        raise BrokenPackageError(path, str(error)) from error
    keys = [key for key in trusted(manifest.site_id) if minisign.key_id(key) == signer]
    if not keys:
        raise UnknownSignerError(path, manifest.site_name, signer)
    try:
        minisign.verify(signed, signature, keys[0])
    except SignatureInvalidError as error:
        raise ForgedPackageError(path) from error
    own = str(pyrage.x25519.Identity.from_str(identity).to_public())
    if own not in manifest.recipients:
        # Somebody who could open it encrypted it again, as if the site had meant it for us.
        raise ForgedPackageError(path)
    return manifest, listed


def _listed_member(path: Path, content: bytes, name: str, listed: dict[str, tuple[int, str]]) -> bytes:
    """A member that is what the signed manifest says of it."""
    size, digest = listed.get(name, (0, ""))
    unpacked = member(content, name, max(size, 1))
    if (len(unpacked), hashlib.sha256(unpacked).hexdigest()) != (size, digest):
        raise ForgedPackageError(path)
    return unpacked


def _stored(path: Path, content: bytes) -> str:
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
        if path.read_bytes() != content:
            raise OSError("read back differs")
    except OSError as error:
        part.unlink(missing_ok=True)
        raise NotWrittenError(path.parent, error.strerror or str(error)) from error
    return hashlib.sha256(content).hexdigest()


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()
