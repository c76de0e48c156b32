"""What must hold before a database is opened: a sound SQLite, and a file on a disk of this PC."""

import os
import shutil
import sys
from pathlib import Path

from werkakademie.storage.errors import DiskFullError, NetworkPathError, OldSqliteError

#: Older ones could damage a database in WAL mode.
OLDEST_SQLITE = (3, 51, 3)

_NETWORK_FILE_SYSTEMS = frozenset(
    {
        "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "fuse.davfs2", "fuse.glusterfs", "fuse.rclone", "fuse.sshfs",
        "gfs2", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "smb3", "smbfs",
    }
)  # fmt: skip
_WINDOWS_REMOTE_DRIVE = 4
#: Bytes; the engine grows its files by pages of 4 KiB and its index of the log by 32 KiB.
_PRACTICALLY_FULL = 64 * 1024


def require_sqlite(version: tuple[int, ...]) -> None:
    """Refuse an SQLite with the known WAL fault."""
    if version < OLDEST_SQLITE:
        raise OldSqliteError(".".join(map(str, version)), ".".join(map(str, OLDEST_SQLITE)))


def refuse_network_path(path: Path) -> None:
    """Refuse a path on a network drive. On a system that we can't ask, every path passes."""
    if sys.platform == "win32":
        remote = _on_windows_share(path)
    else:
        mounts = Path("/proc/self/mountinfo")
        remote = mounts.is_file() and on_network_mount(path, mounts.read_text(encoding="utf-8", errors="replace"))
    if remote:
        raise NetworkPathError(path)


def on_network_mount(path: Path, mountinfo: str) -> bool:
    """Whether the file system that holds `path` is one of the network's, by the kernel's table of mounts."""
    place = os.path.realpath(path)
    best, file_system = "", ""
    for line in mountinfo.splitlines():
        before, separator, after = line.partition(" - ")
        if not separator:
            continue
        mount = before.split(" ")[4].replace("\\040", " ")
        inside = place == mount or place.startswith(mount.rstrip("/") + "/")
        # Of two mounts on one folder the later one hides the earlier.
        if inside and len(mount) >= len(best):
            best, file_system = mount, after.split(" ")[0]
    return file_system in _NETWORK_FILE_SYSTEMS


def _on_windows_share(path: Path) -> bool:
    place = os.path.realpath(path)
    if place.startswith("\\\\"):
        return True
    import ctypes

    windows = getattr(ctypes, "windll").kernel32  # noqa: B009  (exists on Windows only)
    return bool(windows.GetDriveTypeW(Path(place).anchor) == _WINDOWS_REMOTE_DRIVE)


def require_free_space(folder: Path, wanted: int) -> None:
    """Refuse work that would fill the disk of `folder`; `wanted` is in bytes."""
    if shutil.disk_usage(folder).free < wanted:
        raise DiskFullError(folder)


def is_full(folder: Path) -> bool:
    """Whether there is practically no room left; the engine then may report an error of reading or writing."""
    try:
        return shutil.disk_usage(folder).free < _PRACTICALLY_FULL
    except OSError:
        return False
