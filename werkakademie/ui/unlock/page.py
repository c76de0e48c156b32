"""The unlock page: choose the account, type the password. A wrong one gives a clear sentence and nothing else."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from werkakademie.i18n import _
from werkakademie.ui.shell.appearance import Appearance
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.widgets.banners import MessageBar
from werkakademie.ui.widgets.basic_fields import ChoiceField, TextField
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.entrance import EntranceFrame
from werkakademie.ui.widgets.layouts import GRID, column
from werkakademie.ui.widgets.text import TextLabel

if TYPE_CHECKING:
    from werkakademie.records.ids import AccountId
    from werkakademie.records.vault import VaultAccount


class UnlockPage(EntranceFrame):
    """Emits `unlock_requested` with the account and the password; the answer comes as `refused` or as a new window.

    The page shows before the accounts are read: a password typed early waits until `show_accounts`.
    """

    unlock_requested = Signal(object, str)
    recover_requested = Signal(object, str, str)
    restore_requested = Signal()

    def __init__(self, appearance: Appearance) -> None:
        self._title = TextLabel("", TextRole.TITLE)
        self._account = ChoiceField("account", "", [], empty="…")
        self._account.hide()
        self._password = TextField("password", "", secret=True)
        self._messages = MessageBar()
        self._button = Button("", icon="lock-open", kind=Kind.PRIMARY, run=self._request)
        self._forgotten = Button("", kind=Kind.LINK, run=self._toggle_recovery)
        self._restore = Button("", kind=Kind.LINK, run=lambda: self.restore_requested.emit())
        self._recovery: RecoveryForm | None = None
        self._accounts: Sequence[VaultAccount] = ()
        self._waiting = False
        super().__init__(appearance)
        self.setObjectName("unlock_page")
        self._fields = column(self._account, self._password, spacing=2 * GRID)
        for item in (self._title, self._messages):
            self.body.addWidget(item)
        self.body.addLayout(self._fields)
        self.body.addWidget(self._button)
        self.body.addWidget(self._forgotten, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(self._restore, 0, Qt.AlignmentFlag.AlignHCenter)
        self._password.edit.returnPressed.connect(self._request)

    def show_accounts(self, accounts: "Sequence[VaultAccount]") -> None:
        """Offer the accounts of the store; with one there is nothing to choose."""
        self._accounts = accounts
        self._account.set_choices([(account.account_id, account.name) for account in accounts])
        self._account.setVisible(len(accounts) > 1)
        if accounts:
            self._account.set_value(accounts[0].account_id)
        if self._waiting:
            self._waiting = False
            self._request()

    def refused(self, sentence: str) -> None:
        """Say why it stayed locked; the password is to be typed again."""
        self._set_busy(False)
        self._messages.error(sentence)
        self._password.edit.clear()
        self._password.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def inform(self, text: str) -> None:
        """Say something good above the password."""
        self._messages.info(text)

    def clear(self) -> None:
        """Forget what was typed, after a successful unlocking and after locking."""
        self._set_busy(False)
        self._messages.clear()
        self._password.edit.clear()
        if self._recovery is not None:
            self._recovery.clear()
            if not self._recovery.isHidden():
                self._toggle_recovery()

    def message(self) -> str:
        return self._messages.text()

    def retranslate(self) -> None:
        super().retranslate()
        recovering = self._recovery is not None and not self._recovery.isHidden()
        self._title.setText(_("Neues Passwort setzen") if recovering else _("Entsperren"))
        self._account.set_label(_("Konto"))
        self._password.set_label(_("Passwort"))
        self._button.setText(_("Entsperren"))
        self._restore.setText(_("Aus einer Sicherung wiederherstellen …"))
        self._forgotten.setText(_("Zurück zum Passwort") if recovering else _("Passwort vergessen?"))
        if self._recovery is not None:
            self._recovery.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._password.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _request(self) -> None:
        self._messages.clear()
        recovery = None if self._recovery is None or self._recovery.isHidden() else self._recovery
        if recovery is not None and not recovery.check():
            return
        if recovery is None and not self._password.text():
            self._messages.error(_("Bitte geben Sie Ihr Passwort ein."))
            return
        self._set_busy(True)
        if not self._accounts:
            self._waiting = True
            return
        account = self._chosen_account()
        if recovery is not None:
            self.recover_requested.emit(account, recovery.key(), recovery.password())
        else:
            self.unlock_requested.emit(account, self._password.text())

    def _chosen_account(self) -> "AccountId":
        chosen: AccountId | None = self._account.value()
        return chosen or self._accounts[0].account_id

    def _set_busy(self, busy: bool) -> None:
        self._button.setEnabled(not busy)
        self._button.setText(_("Einen Moment …") if busy else _("Entsperren"))

    def _toggle_recovery(self) -> None:
        if self._recovery is None:
            self._recovery = RecoveryForm()
            self._recovery.confirmed.connect(self._request)
            self._recovery.hide()
            self._fields.addWidget(self._recovery)
        recovering = self._recovery.isHidden()
        self._recovery.setVisible(recovering)
        self._password.setVisible(not recovering)
        self._messages.clear()
        self.retranslate()
        (self._recovery if recovering else self._password).setFocus(Qt.FocusReason.OtherFocusReason)


class RecoveryForm(QWidget):
    """The printed key and a new password, for somebody who forgot theirs."""

    confirmed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._key = TextField("recovery_key", "")
        self._new = TextField("new_password", "", secret=True)
        self._again = TextField("new_password_again", "", secret=True)
        self.setLayout(column(self._key, self._new, self._again, spacing=2 * GRID))
        self.setFocusProxy(self._key)
        self._again.edit.returnPressed.connect(self.confirmed)
        self.retranslate()

    def key(self) -> str:
        return self._key.text().strip()

    def password(self) -> str:
        return self._new.text()

    def check(self) -> bool:
        """Show what is missing at its field."""
        self._key.show_problem("" if self.key() else _("Bitte geben Sie den Schlüssel vom Ausdruck ein."))
        self._new.show_problem("" if self._new.text() else _("Bitte wählen Sie ein neues Passwort."))
        same = self._new.text() == self._again.text()
        self._again.show_problem("" if same else _("Die beiden Passwörter sind nicht gleich."))
        return bool(self.key() and self._new.text() and same)

    def clear(self) -> None:
        for field in (self._key, self._new, self._again):
            field.edit.clear()
            field.show_problem("")

    def retranslate(self) -> None:
        self._key.set_label(_("Wiederherstellungsschlüssel"))
        self._new.set_label(_("Neues Passwort"))
        self._again.set_label(_("Neues Passwort noch einmal"))
