"""Hand a person everything that is stored about them: as PDF to read, as JSON for machines, with their files."""

import io
import json
import zipfile
from pathlib import Path, PurePosixPath
from typing import Any, Final

from werkakademie.records.enums import AccessKind, JournalOperation
from werkakademie.records.history import HistoryEntry, HistoryValue, Reference
from werkakademie.records.ids import ParticipantId
from werkakademie.records.permissions import Permission
from werkakademie.records.person_record import PersonFile, PersonRecord
from werkakademie.services import access_log, person_rights
from werkakademie.services.documents import write_whole
from werkakademie.services.workplace import Workplace
from werkakademie.storage import person_record

FORMAT: Final = "werkakademie-auskunft"
VERSION: Final = 1
#: Two files of one archive never get the same moment of now: the archive depends on its content only.
_MOMENT: Final = (1980, 1, 1, 0, 0, 0)


def save_record(workplace: Workplace, participant_id: ParticipantId, path: Path, *, language: str = "de") -> None:
    """Write the record by the file's ending: `.pdf`, `.json`, or both with the files of the papers as `.zip`.

    That it was handed out is written into the log of accesses. Raises RestrictedError for others than the lead.
    """
    from werkakademie.reports import person_record as report

    workplace.require(Permission.HAND_OUT_RECORD)
    with workplace.store.read() as tx:
        person_rights.require_readable(workplace, tx, participant_id)
        record = person_record.person_record(tx, participant_id, workplace.account_name)
        with_files = path.suffix.lower() not in (".pdf", ".json")
        files = tuple(person_record.files_of(tx, participant_id)) if with_files else ()
    match path.suffix.lower():
        case ".pdf":
            content = report.person_record(record, language=language)
        case ".json":
            content = as_json(record)
        case _:
            content = _archive(report.person_record(record, language=language), as_json(record), files)
    access_log.note(workplace, AccessKind.RECORD_HANDED_OUT, participant_id)
    write_whole(path, content)


def as_json(record: PersonRecord) -> bytes:
    """All fields under the names that the handbook explains; ids as 32 hex digits, days and moments as ISO 8601."""
    content = {
        "format": FORMAT,
        "version": VERSION,
        "made_at": record.made_at,
        "made_by": record.made_by,
        "site": record.site_name,
        "legal_basis": record.legal_basis,
        "tables": {table.table: list(table.stored) for table in record.tables},
        "history": [_entry(entry) for entry in record.history],
        "packages": [
            {"number": one.number, "as_of": one.as_of, "made_at": one.made_at, "legal_basis": one.legal_basis}
            for one in record.packages
        ],
        "periods": {rule.kind.value: rule.months for rule in record.rules},
    }
    return json.dumps(content, ensure_ascii=False, indent=2, default=_plain).encode()


def _entry(entry: HistoryEntry) -> dict[str, Any]:
    return {
        "at": entry.at,
        "by": entry.author,
        "operation": JournalOperation(entry.operation).value,
        "table": entry.table,
        "row": entry.record.row_id,
        "changes": {change.column: [_value(change.old), _value(change.new)] for change in entry.changes},
    }


def _value(value: HistoryValue) -> Any:
    return value.row_id if isinstance(value, Reference) else value


def _plain(value: Any) -> Any:
    """What JSON has no form for: days, moments, members of closed lists."""
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return getattr(value, "value", None) if hasattr(value, "value") else getattr(value, "number", str(value))


def _archive(pdf: bytes, data: bytes, files: tuple[PersonFile, ...]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        members = [("Auskunft.pdf", pdf), ("Auskunft.json", data)]
        members += [
            (f"Unterlagen/{number:03d} {_safe(file.file_name)}", file.data)
            for number, file in enumerate(files, start=1)
        ]
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name, _MOMENT), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _safe(file_name: str) -> str:
    """A name that lies in its folder and nowhere else, on every system."""
    name = PurePosixPath(file_name.replace("\\", "/")).name
    return "".join("_" if sign in '<>:"|?*' or ord(sign) < 32 else sign for sign in name) or "Datei"
