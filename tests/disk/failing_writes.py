"""A file system that fails from the n-th write on, or only at it: full, or with an error of the disk."""

import shutil
from functools import cache
from pathlib import Path
from typing import Any

import apsw

from tests.disk.workload import (
    StoreFiles,
    edit,
    insert_person,
    made_store,
    people_after,
    rename_person,
    second_connection,
)

NAME = "failing"


class FailingFile(apsw.VFSFile):
    """Asks before each change of the file."""

    def __init__(self, disk: "FailingDisk", name: Any, flags: list[int]) -> None:
        super().__init__("unix", name, flags)
        self._disk = disk

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        self._disk.count()
        super().xWrite(data, offset)

    def xTruncate(self, size: int) -> None:  # noqa: N802
        self._disk.count()
        super().xTruncate(size)

    def xSync(self, flags: int) -> None:  # noqa: N802
        self._disk.count()
        super().xSync(flags)


class FailingDisk(apsw.VFS):
    """The encryption lies above it."""

    def __init__(self) -> None:
        super().__init__(NAME, "unix")
        self.error: type[apsw.Error] = apsw.IOError
        self.fails_at = 0
        self.stays = False
        self.writes = 0

    def begin(self, error: type[apsw.Error], *, fails_at: int, stays: bool) -> None:
        """Count from here on."""
        self.error, self.fails_at, self.stays, self.writes = error, fails_at, stays, 0

    def count(self) -> None:
        self.writes += 1
        if self.writes == self.fails_at or (self.stays and self.writes > self.fails_at):
            raise self.error(f"write {self.writes}")

    def xOpen(self, name: Any, flags: list[int]) -> FailingFile:  # noqa: N802
        return FailingFile(self, name, flags)


@cache
def failing_disk() -> FailingDisk:
    """One for the whole process: the encryption keeps a pointer to it for good."""
    return FailingDisk()


def fail_at_every_write(folder: Path, error: type[apsw.Error], *, stays: bool, large: bool) -> int:
    """For every n until the edit passes: afterwards the store opens and holds what was before, or all of the edit."""
    before = made_store(folder / "vorher")
    people_before = people_after(before)
    statements = [rename_person(1, "Olena"), *(insert_person(number) for number in range(10, 150 if large else 12))]
    people_then = None
    for fails_at in range(1, 2000):
        files = StoreFiles(Path(shutil.copytree(before.folder, folder / "Standort")), before.key)
        disk = failing_disk()
        disk.begin(error, fails_at=fails_at, stays=stays)
        failed = None
        try:
            with second_connection(files, f"multipleciphers-{NAME}", checkpoint_pages=4) as connection:
                edit(connection, statements)
        except apsw.Error as caught:
            failed = caught
        found = people_after(files)
        shutil.rmtree(files.folder)
        if disk.writes < fails_at:
            assert failed is None
            people_then = found
            break
        assert found == people_before or set(found) > set(people_before), f"write {fails_at}"
        if found != people_before:
            assert len(found) == len(people_before) + len(statements) - 1
            assert "Olena/" in {given for _family, given in found.values()}
    assert people_then is not None, "the edit never passed"
    assert len(people_then) == len(people_before) + len(statements) - 1
    assert fails_at > 5, "the disk was never asked"
    return fails_at
