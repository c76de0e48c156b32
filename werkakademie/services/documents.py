"""Saves finished documents as files."""

import os
from contextlib import suppress
from pathlib import Path

from werkakademie.errors import SituationError
from werkakademie.i18n import _


class FileNotWrittenError(SituationError):
    """The operating system refused to write the file."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason

    def sentence(self) -> str:
        return _(
            "Die Datei {path} ließ sich nicht schreiben ({reason}). Eine ältere Datei dieses Namens ist unverändert. "
            "Bitte wählen Sie einen anderen Ort, oder schließen Sie das Programm, das die Datei geöffnet hat."
        ).format(path=self.path, reason=self.reason)


def write_whole(path: Path, content: bytes) -> None:
    """Write beside the place and move it there at the end, so that a failed write leaves no half file."""
    beside = path.with_name(f".{path.name}.part")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise FileNotWrittenError(path, error.strerror or str(error)) from error
