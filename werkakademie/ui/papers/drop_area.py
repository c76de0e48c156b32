"""A place to drop a file on; the button does the same by keyboard."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame

from werkakademie.i18n import _
from werkakademie.ui.widgets.buttons import Button
from werkakademie.ui.widgets.layouts import GRID, row
from werkakademie.ui.widgets.styling import Tone, set_style_property
from werkakademie.ui.widgets.text import muted


class DropArea(QFrame):
    """`dropped` gets the paths of the files; `choose` opens the file dialog."""

    def __init__(self, *, choose: Callable[[], object], dropped: Callable[[list[Path]], object], hint: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAcceptDrops(True)
        self._dropped = dropped
        self.button = Button(_("Datei hinzufügen"), icon="upload", run=choose)
        layout = row(muted(hint), self.button, margins=GRID + 4, spacing=2 * GRID)
        layout.setStretch(0, 1)
        self.setLayout(layout)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files(event.mimeData()):
            event.acceptProposedAction()
            set_style_property(self, "tone", Tone.INFO.value)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        set_style_property(self, "tone", Tone.NEUTRAL.value)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        set_style_property(self, "tone", Tone.NEUTRAL.value)
        files = _files(event.mimeData())
        if files:
            event.acceptProposedAction()
            self._dropped(files)


def _files(data: QMimeData) -> list[Path]:
    """The files of this PC among what is dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
