"""Asks for a file to open or to save; tests and the demo answer without a native dialog."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from werkakademie.i18n import _

#: A name that people read, and the endings that belong to it: ("Tabellen", ("csv", "xlsx")).
FileKind = tuple[str, tuple[str, ...]]


class FileChooser(Protocol):
    """How pages ask for files; None means that the person changed their mind."""

    def open_file(self, parent: QWidget, title: str, kinds: Sequence[FileKind]) -> Path | None: ...

    def open_files(self, parent: QWidget, title: str, kinds: Sequence[FileKind]) -> Sequence[Path]: ...

    def save_file(self, parent: QWidget, title: str, suggested: str, kinds: Sequence[FileKind]) -> Path | None: ...

    def choose_folder(self, parent: QWidget, title: str) -> Path | None: ...


class NativeFiles:
    """The platform's own dialogs; they start where the last file was.

    The window may lock while one is open: an answer for a page that is gone counts as none.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def open_file(self, parent: QWidget, title: str, kinds: Sequence[FileKind]) -> Path | None:
        name, _kind = QFileDialog.getOpenFileName(parent, title, str(self._folder), name_filter(kinds))
        return self._remember(name, parent)

    def open_files(self, parent: QWidget, title: str, kinds: Sequence[FileKind]) -> Sequence[Path]:
        names, _kind = QFileDialog.getOpenFileNames(parent, title, str(self._folder), name_filter(kinds))
        return [path for path in (self._remember(name, parent) for name in names) if path]

    def save_file(self, parent: QWidget, title: str, suggested: str, kinds: Sequence[FileKind]) -> Path | None:
        start = str(self._folder / suggested)
        name, _kind = QFileDialog.getSaveFileName(parent, title, start, name_filter(kinds))
        path = self._remember(name, parent)
        if path is not None and not path.suffix and kinds:
            path = path.with_suffix("." + kinds[0][1][0])
        return path

    def choose_folder(self, parent: QWidget, title: str) -> Path | None:
        return self._remember(QFileDialog.getExistingDirectory(parent, title, str(self._folder)), parent)

    def _remember(self, name: str, parent: QWidget) -> Path | None:
        if not name or not isValid(parent):
            return None
        path = Path(name)
        self._folder = path if path.is_dir() else path.parent
        return path


@dataclass(slots=True)
class AnsweredFiles:
    """Gives prepared answers in turn: for tests and the demo. No answer left means that the person cancelled."""

    answers: list[Path] = field(default_factory=list)

    def open_file(self, _parent: QWidget, _title: str, _kinds: Sequence[FileKind]) -> Path | None:
        return self._next()

    def open_files(self, _parent: QWidget, _title: str, _kinds: Sequence[FileKind]) -> Sequence[Path]:
        answer = self._next()
        return [answer] if answer else []

    def save_file(self, _parent: QWidget, _title: str, _suggested: str, _kinds: Sequence[FileKind]) -> Path | None:
        return self._next()

    def choose_folder(self, _parent: QWidget, _title: str) -> Path | None:
        return self._next()

    def _next(self) -> Path | None:
        return self.answers.pop(0) if self.answers else None


def name_filter(kinds: Sequence[FileKind]) -> str:
    """Qt's way to write kinds of files, with „Alle Dateien“ at the end."""
    filters = [f"{name} ({' '.join(f'*.{ending}' for ending in endings)})" for name, endings in kinds]
    return ";;".join([*filters, _("Alle Dateien") + " (*)"])
