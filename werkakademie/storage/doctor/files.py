"""Checks of the files inside the store: each is named by a version, there, and still what was put in."""

import hashlib
from collections.abc import Iterator
from typing import Final

from werkakademie.records.doctor import Finding, FindingKind
from werkakademie.storage.doctor.examined import Examined

#: A file that neither a version names nor the journal, from which a removed version could be brought back.
UNREFERENCED: Final = (
    "NOT EXISTS (SELECT 1 FROM document_version WHERE attachment_sha256 = attachment.sha256)"
    " AND NOT EXISTS (SELECT 1 FROM journal_entry WHERE table_name = 'document_version'"
    " AND instr(fields, attachment.sha256))"
)


def files(examined: Examined) -> Iterator[Finding]:
    """Contents are read one by one: they may be large."""
    count, size = examined.connection.execute(
        f"SELECT count(*), coalesce(sum(length(data)), 0) FROM attachment WHERE {UNREFERENCED}"
    ).fetchone()
    if count:
        yield Finding(FindingKind.FILES_UNREFERENCED, {"count": count, "size": size})
    missing = examined.connection.execute(
        "SELECT count(*) FROM document_version WHERE attachment_sha256 IS NOT NULL"
        " AND attachment_sha256 NOT IN (SELECT sha256 FROM attachment)"
    ).fetchone()[0]
    if missing:
        yield Finding(FindingKind.FILES_MISSING, {"count": missing})
    changed = 0
    for digest, stated, data in examined.connection.execute("SELECT sha256, size, data FROM attachment"):
        examined.step()
        if len(data) != stated or hashlib.sha256(data).hexdigest() != digest:
            changed += 1
    if changed:
        yield Finding(FindingKind.FILES_CHANGED, {"count": changed})
