"""The status bar: when the last change was saved, and what the page has to say."""

from datetime import datetime

from PySide6.QtWidgets import QFrame

from werkakademie.i18n import _, format_time
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.widgets.banners import announce
from werkakademie.ui.widgets.layouts import row
from werkakademie.ui.widgets.styling import set_style_property
from werkakademie.ui.widgets.text import TextLabel


class StatusBar(QFrame):
    """„✓ Alles gespeichert um 09:42“ at the start; the page's own words at the end."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("status_bar")
        self._saved_at: datetime | None = None
        self._busy = False
        self._saved = TextLabel("", TextRole.SMALL)
        self._saved.setObjectName("saved")
        self._reserve = TextLabel("", TextRole.SMALL, tone="warn")
        self._reserve.hide()
        self._page = TextLabel("", TextRole.SMALL)
        layout = row(self._saved, None, self._reserve, None, self._page)
        layout.setContentsMargins(10, 3, 10, 3)
        self.setLayout(layout)
        self.retranslate()

    def saved(self, local: datetime) -> None:
        """Say that everything is saved since `local`, on the screen and to a screen reader."""
        self._saved_at = local
        self.retranslate()
        announce(self, self._saved.text())

    def working(self, busy: bool) -> None:
        self._busy = busy
        self.retranslate()

    def show_page_text(self, text: str) -> None:
        self._page.setText(text)

    def reserve_gone(self, gone: bool) -> None:
        """Say as long as it is so that the disk is full, once to a screen reader."""
        if gone and self._reserve.isHidden():
            announce(self, self._reserve.text())
        self._reserve.setVisible(gone)

    def saved_text(self) -> str:
        return self._saved.text()

    def retranslate(self) -> None:
        if self._busy:
            text = _("Einen Moment …")
        elif self._saved_at is None:
            text = _("✓ Alles gespeichert")
        else:
            text = _("✓ Alles gespeichert um {time}").format(time=format_time(self._saved_at))
        self._saved.setText(text)
        self._reserve.setText(_("Datenträger voll, die Reserve ist freigegeben: bitte Platz schaffen"))
        set_style_property(self._saved, "waiting", "true" if self._busy else "false")
