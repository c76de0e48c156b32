"""Checks around the file: vault, backups, room on the disk, clock, folder, rights, what was left over."""

import os
import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from werkakademie.errors import SituationError
from werkakademie.records.backups import Backup
from werkakademie.records.doctor import Finding, FindingKind
from werkakademie.rules.hybrid_clock import PER_MILLISECOND
from werkakademie.storage import ballast
from werkakademie.storage.backup_checks import check_files
from werkakademie.storage.backup_file import backups_folder, backups_in
from werkakademie.storage.checks import refuse_network_path
from werkakademie.storage.doctor.examined import Examined
from werkakademie.storage.errors import NetworkPathError
from werkakademie.storage.vault_file import read_vault

#: A backup older than this is worth a word.
OLDEST_BACKUP: Final = timedelta(days=7)
#: Clocks of PCs differ a little.
CLOCK_PATIENCE: Final = timedelta(minutes=10)
#: Nobody leaves a site alone for so long; a clock that is wrong by a battery's death is.
LONGEST_PAUSE: Final = timedelta(days=2 * 365)
#: The program did not exist before.
FIRST_YEAR: Final = 2026
#: What is written ends so until it is whole; an older one is no longer being written.
PART: Final = ".part"
PART_PATIENCE: Final = timedelta(hours=1)
#: Room for three databases is what long work asks for; below this even a small store is tight.
LEAST_ROOM: Final = 200 * 1024 * 1024

#: Parts of folder names under which services copy files while they are being written.
_SYNCED: Final = (
    "onedrive", "nextcloud", "owncloud", "dropbox", "google drive", "googledrive", "icloud", "mobile documents",
    "syncthing", "seafile", "magentacloud", "hidrive",
)  # fmt: skip
_OTHERS: Final = 0o007


def vault(examined: Examined) -> Iterator[Finding]:
    """The file with the keys can be read and every slot is well-formed."""
    try:
        read_vault(examined.folder)
    except SituationError as error:
        yield Finding(FindingKind.VAULT_UNREADABLE, {"sentence": error.sentence()})


def backups(examined: Examined) -> Iterator[Finding]:
    """There is a recent backup, the last one succeeded, and none that lies there is damaged."""
    problem = examined.connection.execute("SELECT max(last_backup_problem) FROM workstation").fetchone()[0]
    if problem:
        yield Finding(FindingKind.BACKUP_FAILED, {"problem": problem})
    try:
        found = backups_in(backups_folder(examined.folder))
    except SituationError as error:
        if not problem:
            yield Finding(FindingKind.BACKUP_FAILED, {"problem": error.sentence()})
        return
    sound = [one for one in found if one.fault is None]
    broken = len(found) - len(sound)
    while sound and not _is_whole(examined, sound[0]):
        # The newest one is read from end to end; if it is not what was written, the next one has to hold.
        del sound[0]
        broken += 1
    if broken:
        yield Finding(FindingKind.BACKUP_DAMAGED, {"count": broken})
    if not sound:
        yield from _never_backed_up(examined)
    elif examined.now - sound[0].made_at > OLDEST_BACKUP:
        yield Finding(FindingKind.BACKUP_OLD, {"days": (examined.now - sound[0].made_at).days})


def _is_whole(examined: Examined, backup: Backup) -> bool:
    examined.step()
    try:
        check_files(backup)
    except SituationError:
        return False
    return True


def _never_backed_up(examined: Examined) -> Iterator[Finding]:
    """A store of its first day has none yet: the first one is made when it is closed."""
    began = examined.connection.execute("SELECT min(started_at) FROM device").fetchone()[0]
    if began and examined.now - _moment(began) > timedelta(days=1):
        yield Finding(FindingKind.BACKUP_NONE)


def space(examined: Examined) -> Iterator[Finding]:
    """Room for the next backup and migration, and the reserve for a full disk."""
    free = shutil.disk_usage(examined.folder).free
    needed = max(LEAST_ROOM, 3 * examined.store.path.stat().st_size)
    if free < needed:
        yield Finding(FindingKind.SPACE_LOW, {"free": free, "needed": needed})
    if not ballast.is_whole(examined.folder):
        yield Finding(FindingKind.RESERVE_GONE, {"size": ballast.SIZE})


def clock(examined: Examined) -> Iterator[Finding]:
    """The PC's clock does not contradict what was written with it before."""
    if examined.now.year < FIRST_YEAR:
        yield Finding(FindingKind.CLOCK_TOO_EARLY, {"now": examined.now})
    hlc = examined.connection.execute("SELECT last_hlc FROM journal_context").fetchone()[0]
    if not hlc:
        return
    last = datetime.fromtimestamp(hlc // PER_MILLISECOND / 1000, UTC)
    if examined.now < last - CLOCK_PATIENCE:
        yield Finding(FindingKind.CLOCK_BEHIND, {"now": examined.now, "last": last})
    elif examined.now > last + LONGEST_PAUSE:
        yield Finding(FindingKind.CLOCK_AHEAD, {"now": examined.now, "last": last})


def place(examined: Examined) -> Iterator[Finding]:
    """A disk of this PC, no folder that a service copies elsewhere, and closed to other users of the PC."""
    try:
        refuse_network_path(examined.store.path)
    except NetworkPathError:
        yield Finding(FindingKind.NETWORK_PLACE, {"path": str(examined.folder)})
    if synced := synced_part(examined.folder):
        yield Finding(FindingKind.SYNCED_PLACE, {"path": str(examined.folder), "service": synced})
    exposed = tuple(open_to_others(examined.folder))
    if exposed:
        yield Finding(FindingKind.OPEN_TO_OTHERS, {"count": len(exposed), "path": str(examined.folder)})


def synced_part(folder: Path) -> str:
    """The part of the path that looks like a synchronised folder; empty for none."""
    parts = Path(os.path.abspath(folder)).parts
    return next((part for part in parts if any(name in part.lower() for name in _SYNCED)), "")


def open_to_others(folder: Path) -> Iterator[Path]:
    """Files of the store that any user of the PC could read. A closed folder closes all in it."""
    if sys.platform == "win32" or not folder.stat().st_mode & _OTHERS:
        return
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and path.stat().st_mode & _OTHERS:
            yield path


def close_to_others(folder: Path) -> int:
    """Take other users' rights from the files; gives of how many."""
    paths = tuple(open_to_others(folder))
    for path in paths:
        path.chmod(path.stat().st_mode & ~_OTHERS & 0o777)
    return len(paths)


def leftovers(examined: Examined) -> Iterator[Finding]:
    """What a crash left half-written; nothing reads it."""
    parts = stale_parts(examined.folder, examined.now)
    if parts:
        yield Finding(FindingKind.LEFTOVERS, {"count": len(parts), "size": sum(map(_size, parts))})


def stale_parts(folder: Path, now: datetime) -> tuple[Path, ...]:
    """Files and folders that end in .part and were not touched for an hour."""
    border = (now - PART_PATIENCE).timestamp()
    candidates = [*folder.glob(f"*{PART}"), *backups_folder(folder).glob(f"*{PART}")]
    return tuple(sorted(path for path in candidates if path.stat().st_mtime < border))


def remove_leftovers(folder: Path, now: datetime) -> int:
    """Remove what a crash left; gives how many."""
    parts = stale_parts(folder, now)
    for path in parts:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    return len(parts)


def _size(path: Path) -> int:
    files = [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file()]
    return sum(one.stat().st_size for one in files)


def _moment(stored: str) -> datetime:
    return datetime.fromisoformat(stored).replace(tzinfo=UTC)
