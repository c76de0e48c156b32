"""Progress of long work, with a way to stop it."""

from collections.abc import Callable

from PySide6.QtWidgets import QProgressBar

from werkakademie.i18n import _, format_count
from werkakademie.ui.widgets.buttons import Button
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.layouts import row
from werkakademie.ui.widgets.text import muted


class ProgressPanel(Card):
    """`panel.start("Import", job.cancel)`, then `panel.advance` as the job's progress, then `panel.end()`."""

    def __init__(self) -> None:
        super().__init__(" ", icon="refresh-cw")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._text = muted()
        self._cancel: Callable[[], object] | None = None
        self.cancel_button = Button(_("Abbrechen"), icon="x", run=self._request_cancel)
        self.add(self._bar, row(self._text, None, self.cancel_button))
        self.hide()

    def start(self, title: str, cancel: Callable[[], object] | None) -> None:
        self.set_title(title)
        self._cancel = cancel
        self._bar.setAccessibleName(title)
        self._bar.setRange(0, 0)
        self._text.setText("")
        self.cancel_button.setVisible(cancel is not None)
        self.cancel_button.setEnabled(True)
        self.show()

    def advance(self, done: int, total: int | None, text: str = "") -> None:
        """Show that `done` of `total` is done; a total of None means that nobody knows yet."""
        self._bar.setRange(0, 1000 if total else 0)
        if total:
            self._bar.setValue(min(1000, done * 1000 // total))
            counted = _("{done} von {total}").format(done=format_count(done), total=format_count(total))
        else:
            counted = format_count(done)
        self._text.setText(f"{text} · {counted}" if text else counted)

    def end(self) -> None:
        self._cancel = None
        self.hide()

    def _request_cancel(self) -> None:
        self.cancel_button.setEnabled(False)
        self._text.setText(_("Wird abgebrochen …"))
        if self._cancel is not None:
            self._cancel()
