"""What a room's PC shows while a coach holds it open: until when, and nothing of anybody."""

from datetime import datetime

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QShowEvent

from werkakademie.i18n import _, format_time
from werkakademie.ui.shell.appearance import Appearance
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.widgets.banners import MessageBar
from werkakademie.ui.widgets.basic_fields import TextField
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.entrance import EntranceFrame
from werkakademie.ui.widgets.text import TextLabel


class RoomPage(EntranceFrame):
    """Emits `sign_in_requested` with the coach's password; the answer comes as `refused` or as the window again.

    `lock_requested` asks to lock now, which nobody needs a password for.
    """

    sign_in_requested = Signal(str)
    lock_requested = Signal()
    #: Back to the page where participants sign in.
    back_requested = Signal()

    def __init__(self, appearance: Appearance, until: datetime, account_name: str) -> None:
        self._until, self._account_name = until, account_name
        self._title = TextLabel("", TextRole.TITLE, wrap=True)
        self._text = TextLabel("", tone="muted", wrap=True)
        self._messages = MessageBar()
        self._password = TextField("password", "", secret=True)
        self._button = Button("", icon="lock-open", kind=Kind.PRIMARY, run=self._request)
        self._back = Button("", icon="arrow-left", run=lambda: self.back_requested.emit())
        self._lock = Button("", kind=Kind.LINK, run=lambda: self.lock_requested.emit())
        super().__init__(appearance)
        self.setObjectName("unlock_page")
        for item in (self._title, self._text, self._messages, self._password, self._button, self._back):
            self.body.addWidget(item)
        self.body.addWidget(self._lock, 0, Qt.AlignmentFlag.AlignHCenter)
        self._password.edit.returnPressed.connect(self._request)

    def refused(self, sentence: str) -> None:
        """Say why it stays covered; the password is to be typed again."""
        self._set_busy(False)
        self._messages.error(sentence)
        self._password.edit.clear()
        self._password.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def message(self) -> str:
        return self._messages.text()

    def retranslate(self) -> None:
        super().retranslate()
        self._title.setText(_("Der Raum ist geöffnet bis {time}").format(time=format_time(self._until)))
        self._text.setText(
            _("Coach: Bitte melden Sie sich an, um weiterzuarbeiten. Um {time} wird von selbst gesperrt.").format(
                time=format_time(self._until)
            )
        )
        self._password.set_label(_("Passwort von {name}").format(name=self._account_name))
        self._button.setText(_("Anmelden"))
        self._back.setText(_("Zurück zu den Teilnehmenden"))
        self._lock.setText(_("Jetzt ganz sperren"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._password.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _request(self) -> None:
        if not self._password.text():
            self._messages.error(_("Bitte geben Sie Ihr Passwort ein."))
            return
        self._messages.clear()
        self._set_busy(True)
        self.sign_in_requested.emit(self._password.text())

    def _set_busy(self, busy: bool) -> None:
        self._button.setEnabled(not busy)
        self._button.setText(_("Einen Moment …") if busy else _("Anmelden"))
