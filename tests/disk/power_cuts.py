"""Power cuts: what was written since the last sync of a file may be there, missing, or torn between sectors."""

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import apsw

from tests.disk.workload import (
    People,
    StoreFiles,
    edit,
    made_store,
    people_after,
    people_in,
    second_connection,
    workload,
)

NAME = "recording"
SECTOR = 512
#: The index of the log is shared memory; a power cut takes it.
_TRANSIENT = "-shm"


@dataclass(frozen=True, slots=True)
class Write:
    file: str
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Truncate:
    file: str
    size: int


@dataclass(frozen=True, slots=True)
class Sync:
    file: str


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """A transaction was reported as stored; what the store held then."""

    people: People


Operation = Write | Truncate | Sync | Acknowledged


class RecordedFile(apsw.VFSFile):
    """Writes down each change, and carries it out."""

    def __init__(self, log: list[Operation], name: Any, flags: list[int]) -> None:
        super().__init__("unix", name, flags)
        self._log = log
        self._name = Path(name.filename() if hasattr(name, "filename") else str(name)).name

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        self._log.append(Write(self._name, offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, size: int) -> None:  # noqa: N802
        self._log.append(Truncate(self._name, size))
        super().xTruncate(size)

    def xSync(self, flags: int) -> None:  # noqa: N802
        super().xSync(flags)
        self._log.append(Sync(self._name))


class RecordingDisk(apsw.VFS):
    """Below the encryption: what it records are the bytes of the disk."""

    def __init__(self) -> None:
        super().__init__(NAME, "unix")
        self.log: list[Operation] = []

    def xOpen(self, name: Any, flags: list[int]) -> RecordedFile:  # noqa: N802
        return RecordedFile(self.log, name, flags)


@cache
def recording_disk() -> RecordingDisk:
    """One for the whole process: the encryption keeps a pointer to it for good."""
    return RecordingDisk()


@dataclass(slots=True)
class Recording:
    """A workload that was carried out once, from the store it began with."""

    start: StoreFiles
    people_before: People
    log: list[Operation] = field(default_factory=list)


def record(folder: Path, *, synchronous: str = "") -> Recording:
    start = made_store(folder / "vorher")
    recording = Recording(start, people_after(start))
    running = StoreFiles(Path(shutil.copytree(start.folder, folder / "Lauf")), start.key)
    disk = recording_disk()
    disk.log = recording.log
    # A small log, so that it is folded into the database again and again.
    with second_connection(
        running, f"multipleciphers-{NAME}", checkpoint_pages=12, synchronous=synchronous
    ) as connection:
        for statements in workload():
            edit(connection, statements)
            disk.log.append(Acknowledged(people_in(connection)))
    return recording


def survive_power_cuts(folder: Path, cuts: int, *, seed: int = 1, synchronous: str = "") -> None:
    """After each cut the store opens, and holds the last acknowledged state or the one that was being written."""
    recording = record(folder, synchronous=synchronous)
    chance = random.Random(seed)
    states = [recording.people_before, *(one.people for one in recording.log if isinstance(one, Acknowledged))]
    assert len(recording.log) > 200
    for number in range(cuts):
        at = chance.randrange(len(recording.log) + 1)
        acknowledged = sum(isinstance(one, Acknowledged) for one in recording.log[:at])
        files = StoreFiles(Path(shutil.copytree(recording.start.folder, folder / "Schnitt")), recording.start.key)
        leave_after_cut(files.folder, recording.log[:at], chance)
        found = people_after(files)
        assert found in states[acknowledged : acknowledged + 2], f"cut {number} after operation {at}"
        shutil.rmtree(files.folder)


def leave_after_cut(folder: Path, log: list[Operation], chance: random.Random) -> None:
    """Put into the folder what the disk may hold after `log`."""
    for name in {one.file for one in log if isinstance(one, Write)}:
        if name.endswith(_TRANSIENT):
            continue
        path = folder / name
        content = bytearray(path.read_bytes() if path.exists() else b"")
        operations = [one for one in log if not isinstance(one, Acknowledged) and one.file == name]
        synced = max((place for place, one in enumerate(operations) if isinstance(one, Sync)), default=-1)
        for place, one in enumerate(operations):
            for part in _pieces(one):
                if place < synced or chance.random() < 0.5:
                    _apply(content, part)
        path.write_bytes(bytes(content))


def _pieces(one: Operation) -> Iterator[Write | Truncate]:
    """A write as the sectors that a disk writes whole."""
    if isinstance(one, Truncate):
        yield one
    elif isinstance(one, Write):
        start = 0
        while start < len(one.data):
            end = min(len(one.data), start + SECTOR - (one.offset + start) % SECTOR)
            yield Write(one.file, one.offset + start, one.data[start:end])
            start = end


def _apply(content: bytearray, one: Write | Truncate) -> None:
    if isinstance(one, Truncate):
        del content[one.size :]
        return
    if len(content) < one.offset:
        content.extend(bytes(one.offset - len(content)))
    content[one.offset : one.offset + len(one.data)] = one.data
