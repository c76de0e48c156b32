"""One program at a time works in a store: a lock of the operating system, which ends with the process that holds it."""

import json
import os
import socket
import sys
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from werkakademie.i18n import _, format_date, format_time
from werkakademie.records.clock import local_moment
from werkakademie.storage.errors import StoreFileError, situation_of_file

LOCK_NAME: Final = "werkakademie.lock"
#: Windows lets nobody read what is locked, so the locked byte lies far behind the words about the holder.
_LOCKED_BYTE: Final = 1 << 30


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the store open, as the lock file says; the lock itself is the operating system's."""

    host: str
    process: int
    since: datetime


class StoreInUseError(StoreFileError):
    """Another running program has this store open."""

    def __init__(self, path: Path, holder: Holder | None) -> None:
        super().__init__(path)
        self.holder = holder

    def sentence(self) -> str:
        if self.holder is None:
            where = _("in einem anderen Fenster oder von einem Befehl")
        else:
            since = local_moment(self.holder.since)
            where = _("auf dem PC {host} seit {day}, {time}").format(
                host=self.holder.host, day=format_date(since.date()), time=format_time(since)
            )
        return _(
            "Der Speicher ist schon geöffnet ({where}). Es wurde nichts geändert. Bitte arbeiten Sie in dem Fenster "
            "weiter, das schon offen ist, oder schließen Sie es zuerst."
        ).format(where=where)


class InstanceLock:
    """Held until `release`, or until this process ends in whatever way."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor

    def release(self) -> None:
        """Let the next one in; a second call does nothing."""
        if self._descriptor is not None:
            # The file stays: who deletes it lets two in that opened it before and after.
            with suppress(OSError):
                os.ftruncate(self._descriptor, 0)
            os.close(self._descriptor)
            self._descriptor = None


def acquire(folder: Path, now: datetime) -> InstanceLock:
    """Take the store in `folder` for this process alone, or raise StoreInUseError.

    What a dead process left behind is no lock any more; its words are overwritten.
    """
    path = folder / LOCK_NAME
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise situation_of_file(error, path) from error
    if not _locked(descriptor):
        os.close(descriptor)
        raise StoreInUseError(path, holder_of(folder))
    words = json.dumps({"host": socket.gethostname(), "process": os.getpid(), "since": now.isoformat()})
    # On a full disk there is no room for the words; the lock holds without them.
    with suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.write(descriptor, words.encode())
    return InstanceLock(descriptor)


def holder_of(folder: Path) -> Holder | None:
    """What the lock file says of its holder; None when it says nothing that can be read."""
    try:
        told = json.loads((folder / LOCK_NAME).read_text(encoding="utf-8"))
        return Holder(str(told["host"]), int(told["process"]), datetime.fromisoformat(told["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


if sys.platform == "win32":
    import msvcrt

    def _locked(descriptor: int) -> bool:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        os.lseek(descriptor, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _locked(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
