"""The upload folder: the one place outside the store where a signed-in person's files lie readable, and not for long.

Browsers can only send files that lie in a folder. It is made anew at signing in, and goes at signing out and when the
program starts, so that a crash leaves it to the next start at most.
"""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from werkakademie.errors import SituationError
from werkakademie.i18n import _
from werkakademie.services.documents import write_whole

#: German on every PC: coaches and the browser's window name it so.
FOLDER_NAME: Final = "Werkakademie-Ablage"
#: Names another folder; it is emptied as well, so it must hold nothing else.
FOLDER_VARIABLE: Final = "WERKAKADEMIE_ABLAGE"
#: Nobody else of this PC may look inside.
_ONLY_OWNER = 0o700


class UploadFolderBusyError(SituationError):
    """Something of the person before is still there, or the folder could not be made."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason

    def sentence(self) -> str:
        return _(
            "Der Ordner {path} ist nicht leer geworden ({reason}). Es können noch Dateien darin liegen. "
            "Bitte schließen Sie den Browser und alle anderen Programme. Dann melden Sie sich neu an."
        ).format(path=self.path, reason=self.reason)


@dataclass(frozen=True, slots=True)
class UploadFolder:
    """`renew` at signing in, `clear` at signing out and at the start of the program."""

    path: Path

    @classmethod
    def of_this_account(cls) -> "UploadFolder":
        """Below the home folder, for „Dokumente“ is often copied to other computers; or where this PC says."""
        given = os.environ.get(FOLDER_VARIABLE)
        return cls(Path(given) if given else Path.home() / FOLDER_NAME)

    def renew(self) -> None:
        """Empty it and have it ready for the next person. Raises UploadFolderBusyError if anything is left."""
        self.clear()
        try:
            self.path.mkdir(mode=_ONLY_OWNER, parents=True)
            # The mode of mkdir is cut by the umask, never widened; a folder that was there has another one.
            self.path.chmod(_ONLY_OWNER)
        except OSError as error:
            raise UploadFolderBusyError(self.path, error.strerror or str(error)) from error

    def clear(self) -> None:
        """Delete it with everything inside. Raises UploadFolderBusyError if something can't be deleted."""
        failed: list[str] = []

        def note(_function: Callable[..., object], path: str, info: tuple[object, object, object]) -> None:
            failed.append(f"{Path(path).name}: {getattr(info[1], 'strerror', None) or info[1]}")

        try:
            if self.path.is_symlink():
                # Somebody led the name elsewhere: only the sign goes, not what it points to.
                self.path.unlink()
            elif self.path.is_dir():
                _let_in(self.path)
                shutil.rmtree(self.path, onerror=note)
            elif self.path.exists():
                self.path.unlink()
        except OSError as error:
            failed.append(error.strerror or str(error))
        if failed:
            raise UploadFolderBusyError(self.path, failed[0])

    def put(self, name: str, content: bytes) -> Path:
        """Lay a file into it; one of the same name stays beside it."""
        if not self.path.is_dir():
            self.renew()
        path = free_path(self.path, name)
        write_whole(path, content)
        return path


def free_path(folder: Path, name: str) -> Path:
    """A path in the folder under which nothing lies yet: „Brief.pdf“, „Brief (2).pdf“ …"""
    wanted = folder / Path(name).name
    path, number = wanted, 1
    while path.exists() or path.is_symlink():
        number += 1
        path = wanted.with_name(f"{wanted.stem} ({number}){wanted.suffix}")
    return path


def _let_in(folder: Path) -> None:
    """Give ourselves the right to delete again; a folder can have lost it by hand."""
    for current, folders, _files in os.walk(folder):
        Path(current).chmod(_ONLY_OWNER)
        folders[:] = [name for name in folders if not (Path(current) / name).is_symlink()]
