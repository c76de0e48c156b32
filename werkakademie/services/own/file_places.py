"""Finds plugged-in sticks, and the files in a place; without any library, and without the desktop's help."""

import os
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, Final

from werkakademie.records.own_files import FilePlace, FoundFile, PlaceKind

#: Where desktops of Linux show what was plugged in.
_STICK_ROOTS: Final = ("/media/", "/run/media/", "/mnt/usb")
_MOUNTS: Final = Path("/proc/mounts")
#: File systems of the kernel and of the network are no sticks.
_STICK_SYSTEMS: Final = frozenset(
    {"vfat", "exfat", "ntfs", "ntfs3", "fuseblk", "ext2", "ext3", "ext4", "hfsplus", "udf"}
)
_WINDOWS_REMOVABLE: Final = 2
#: A stick with a whole music collection must not stop the window.
MOST_FILES: Final = 500
_DEEPEST: Final = 3
_MOST_LOOKED_AT: Final = 5000


def plugged_in() -> tuple[FilePlace, ...]:
    """The sticks of this PC, by name; none where they are blocked."""
    if os.name == "nt":
        return _drives()
    try:
        return sticks_in(_MOUNTS.read_text("utf-8", errors="replace"))
    except OSError:
        return ()


def sticks_in(mounts: str) -> tuple[FilePlace, ...]:
    """What a table of mounts as the kernel of Linux writes it says about sticks."""
    found = []
    for line in mounts.splitlines():
        parts = line.split(" ")
        if len(parts) < 4 or not parts[0].startswith("/dev/") or parts[2] not in _STICK_SYSTEMS:
            continue
        path = _unescaped(parts[1])
        if path.startswith(_STICK_ROOTS):
            writable = "ro" not in parts[3].split(",")
            found.append(FilePlace(PlaceKind.STICK, Path(path), Path(path).name, writable))
    return tuple(sorted(found, key=lambda place: (place.name.casefold(), str(place.path))))


def files_in(place: FilePlace, endings: Collection[str]) -> tuple[FoundFile, ...]:
    """The files with one of the endings (without a dot), those on top first, then those in folders; at most 500.

    Hidden files and whatever points elsewhere are left out.
    """
    wanted = {f".{ending.casefold()}" for ending in endings}
    found: list[FoundFile] = []
    for entry in _walk(place.path):
        path = Path(entry.path)
        if wanted and path.suffix.casefold() not in wanted:
            continue
        try:
            size = entry.stat(follow_symlinks=False).st_size
        except OSError:
            continue
        folder = path.parent.relative_to(place.path).as_posix()
        found.append(FoundFile(path, size, "" if folder == "." else folder))
        if len(found) == MOST_FILES:
            break
    return tuple(sorted(found, key=lambda file: (file.folder.casefold(), file.path.name.casefold())))


def is_inside(place: FilePlace, path: Path) -> bool:
    """Whether a path really lies in the place, whatever dots and links it is written with."""
    try:
        return path.resolve().is_relative_to(place.path.resolve())
    except OSError:
        return False


def _walk(folder: Path) -> Iterator["os.DirEntry[str]"]:
    """Files level by level, so that those on top come first."""
    level, looked_at = [folder], 0
    for _depth in range(_DEEPEST + 1):
        below: list[Path] = []
        for current in level:
            for entry in _entries(current):
                looked_at += 1
                if looked_at > _MOST_LOOKED_AT:
                    return
                if entry.name.startswith((".", "$", "System Volume")) or entry.is_symlink():
                    continue
                if entry.is_dir(follow_symlinks=False):
                    below.append(Path(entry.path))
                elif entry.is_file(follow_symlinks=False):
                    yield entry
        level = below


def _entries(folder: Path) -> list["os.DirEntry[str]"]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return []


def _unescaped(path: str) -> str:
    """The kernel writes blanks and the like as three octal digits."""
    for code, sign in ((r"\040", " "), (r"\011", "\t"), (r"\012", "\n"), (r"\134", "\\")):
        path = path.replace(code, sign)
    return path


def _drives() -> tuple[FilePlace, ...]:
    import ctypes

    # Only Windows has it, which a checker on another system can't know.
    kernel: Any = getattr(ctypes, "windll").kernel32  # noqa: B009
    letters = kernel.GetLogicalDrives()
    found = []
    for number in range(26):
        root = f"{chr(ord('A') + number)}:\\"
        # Drives A and B are floppy drives, which wait for a disk.
        if number > 1 and letters >> number & 1 and kernel.GetDriveTypeW(root) == _WINDOWS_REMOVABLE:
            path = Path(root)
            if path.exists():
                found.append(FilePlace(PlaceKind.STICK, path, root[:2]))
    return tuple(found)
