"""A backup's folder and its backup.json: which names there are, and what is written down about a backup.

Nothing in it is secret: moments, numbers of versions, sizes and check sums of encrypted files, the site's random id.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from werkakademie.records.backups import Backup, BackupReason
from werkakademie.storage.backup_errors import BackupUnreachableError, DamagedBackupError, NewerBackupError
from werkakademie.storage.vault_file import DATABASE_NAME, VAULT_NAME

BACKUPS_NAME: Final = "backups"
DESCRIPTION_NAME: Final = "backup.json"
#: What is being written ends so; it never counts as a backup.
PART: Final = ".part"
FORMAT: Final = 1
FILES: Final = (DATABASE_NAME, VAULT_NAME)
#: All that belongs to a backup; whatever else lies in its folder is none of ours.
ALL_FILES: Final = (*FILES, DESCRIPTION_NAME)

_NAME: Final = re.compile(r"(\d{4}-\d{2}-\d{2})_(\d{6})Z(_[a-z]+)?(-\d+)?")
_CHUNK: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class FileSum:
    """What proves that a file is the one that was written."""

    size: int
    sha256: str


def backups_folder(folder: Path) -> Path:
    """Where the backups of the store in `folder` lie."""
    return folder / BACKUPS_NAME


def folder_name(made_at: datetime, reason: BackupReason) -> str:
    """Sorts by time on every system: the moment in UTC, so that no hour comes twice, and the reason."""
    return f"{made_at.astimezone(UTC):%Y-%m-%d_%H%M%S}Z_{reason.value}"


def is_there(folder: Path) -> bool:
    """Whether a folder can be reached; Windows has many words for a network or a stick that is gone."""
    try:
        return folder.is_dir()
    except OSError:
        return False


def moment_of(name: str) -> datetime | None:
    """The moment in the name of a backup's folder; None for any other name."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    try:
        return datetime.strptime(found[1] + found[2], "%Y-%m-%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def free_folder(parent: Path, name: str) -> Path:
    """`name`, or name-2, name-3 … : an older backup is never written over."""
    number, free = 1, parent / name
    while free.exists():
        number += 1
        free = parent / f"{name}-{number}"
    return free


def sum_of(path: Path) -> FileSum:
    """Size and SHA-256 of a file."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return FileSum(size, digest.hexdigest())


def write_description(folder: Path, backup: Backup, sums: dict[str, FileSum]) -> None:
    """Write backup.json into the folder, through to the disk."""
    body = {
        "format": FORMAT,
        "made_at": backup.made_at.astimezone(UTC).isoformat(),
        "reason": backup.reason.value if backup.reason else "",
        "schema": backup.schema,
        "program": backup.program,
        "site": backup.site,
        "stand": backup.stand,
        "files": {name: {"size": one.size, "sha256": one.sha256} for name, one in sums.items()},
    }
    content = json.dumps(body | {"check_sum": _check_sum(body)}, indent=2).encode() + b"\n"
    with (folder / DESCRIPTION_NAME).open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def read_backup(folder: Path, *, second: bool = False) -> Backup:
    """The backup in a folder; what can't be relied on comes with its `fault`."""
    named = moment_of(folder.name) or datetime.min.replace(tzinfo=UTC)
    path = folder / DESCRIPTION_NAME
    try:
        body = _body(path)
        backup = Backup(
            folder,
            datetime.fromisoformat(body["made_at"]),
            BackupReason(body["reason"]),
            schema=int(body["schema"]),
            program=str(body["program"]),
            site=str(body["site"]),
            stand=str(body["stand"]),
            size=sum(int(entry["size"]) for entry in body["files"].values()),
            second=second,
        )
        wrong = _wrong_size(folder, body["files"])
    except NewerBackupError as error:
        return Backup(folder, named, fault=error, second=second)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Backup(folder, named, fault=DamagedBackupError(path), second=second)
    return replace(backup, fault=DamagedBackupError(wrong)) if wrong else backup


def _wrong_size(folder: Path, files: dict[str, Any]) -> Path | None:
    """The first file that is missing or cut off: seen at a glance, as reading each file to its end is not."""
    for name in FILES:
        path = folder / name
        try:
            same = path.stat().st_size == files[name]["size"]
        except OSError:
            same = False
        if not same:
            return path
    return None


def written_sums(folder: Path) -> dict[str, FileSum]:
    """What backup.json says about the files; raises DamagedBackupError or NewerBackupError."""
    path = folder / DESCRIPTION_NAME
    try:
        files = _body(path)["files"]
        return {name: FileSum(int(files[name]["size"]), str(files[name]["sha256"])) for name in FILES}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise DamagedBackupError(path) from error


def backups_in(parent: Path, *, second: bool = False) -> tuple[Backup, ...]:
    """All backups in a folder, the newest first; a folder that is not there has none."""
    try:
        folders = [one for one in parent.iterdir() if moment_of(one.name) and one.is_dir()]
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise BackupUnreachableError(parent) from error
    found = [read_backup(folder, second=second) for folder in folders]
    return tuple(sorted(found, key=lambda backup: (backup.made_at, backup.name), reverse=True))


def backups_below(folder: Path) -> tuple[Backup, ...]:
    """The backups that somebody means who points to a folder: it is one, or it holds some, directly or one deeper."""
    if is_there(folder) and (folder / DESCRIPTION_NAME).is_file():
        return (read_backup(folder),)
    found = [*backups_in(folder)]
    for inner in _folders_in(folder):
        # A stick holds folders of the system's that nobody may read.
        with suppress(BackupUnreachableError):
            found += backups_in(inner)
    return tuple(sorted(found, key=lambda backup: (backup.made_at, backup.name), reverse=True))


def _folders_in(folder: Path) -> Iterator[Path]:
    try:
        yield from sorted(one for one in folder.iterdir() if one.is_dir())
    except OSError as error:
        raise BackupUnreachableError(folder) from error


def _body(path: Path) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(path.read_bytes())
    found = body["format"]
    if isinstance(found, int) and found > FORMAT:
        raise NewerBackupError(path.parent, found, FORMAT)
    if found != FORMAT or body.pop("check_sum") != _check_sum(body):
        raise ValueError("not what was written")
    return body


def _check_sum(body: dict[str, Any]) -> str:
    """Finds accidents in the description itself."""
    return hashlib.sha256(json.dumps(body, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
