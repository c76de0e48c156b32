"""The dialogs around passwords: the own one, somebody else's first one, and the recovery key."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from werkakademie.errors import FieldProblem
from werkakademie.i18n import _, chosen_language
from werkakademie.records.drafts import DraftKey
from werkakademie.records.enums import Role
from werkakademie.services import accounts
from werkakademie.ui.first_start.key_sheet import key_sheet, print_sheet
from werkakademie.ui.groups.form_dialog import FormDialog, Run, ServiceDialog, Values
from werkakademie.ui.settings.roles_dialog import roles_field
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.buttons import Button
from werkakademie.ui.widgets.fields import CheckField, FormField, TextField
from werkakademie.ui.widgets.layouts import GRID, column, row
from werkakademie.ui.widgets.text import TextLabel, muted


class PasswordDialog(FormDialog):
    """A form with a new password typed twice."""

    def submit(self) -> None:
        """The two must be the same before anything is asked."""
        if not self.form.check():
            return
        values = self.form.values()
        if values["password"] != values["password_again"]:
            message = _("Die beiden Passwörter sind nicht gleich.")
            self.form.show_problems([FieldProblem("password_again", message)])
            return
        super().submit()


def own_password_field() -> TextField:
    """Whoever is signed in proves it."""
    return TextField("own_password", _("Ihr jetziges Passwort"), secret=True)


def new_password_fields(words: str) -> list[FormField]:
    """A password typed twice."""
    return [
        TextField("password", words, secret=True, help=_("Am besten vier zufällige Wörter.")),
        TextField("password_again", _("Noch einmal"), secret=True),
    ]


def change_password_dialog(page: Page) -> FormDialog:
    """The own password."""

    def send(values: Values, run: Run) -> None:
        run(
            accounts.change_password,
            page.context.workplace,
            own_password=values["own_password"],
            password=values["password"],
        )

    def stored(_values: Values, _answer: Any) -> None:
        page.messages.success(_("Ihr Passwort ist geändert. Das alte gilt nicht mehr."))

    fields = [own_password_field(), *new_password_fields(_("Neues Passwort"))]
    draft = DraftKey("password")
    return PasswordDialog(
        page, _("Eigenes Passwort ändern"), _("Ändern"), fields, send=send, stored=stored, draft=draft
    )


def add_account_dialog(page: Page) -> FormDialog:
    """Somebody else's account, with a first password."""
    may = roles_field()
    may.set_value((Role.COACH,))

    def send(values: Values, run: Run) -> None:
        given = {name: value for name, value in values.items() if name != "password_again"}
        run(accounts.add_account, page.context.workplace, **given)

    def stored(values: Values, _answer: Any) -> None:
        page.messages.success(
            _("{name} kann sich jetzt anmelden und sollte das erste Passwort gleich ändern.").format(
                name=values["account_name"]
            )
        )

    fields = [
        TextField("account_name", _("Name"), help=_("So steht er auf der Anmeldeseite.")),
        may,
        *new_password_fields(_("Erstes Passwort")),
        own_password_field(),
    ]
    draft = DraftKey("account")
    return PasswordDialog(page, _("Zugang anlegen"), _("Anlegen"), fields, send=send, stored=stored, draft=draft)


def new_key_dialog(page: Page, site_name: str) -> FormDialog:
    """Ask for the password, then show the new key."""

    def send(values: Values, run: Run) -> None:
        run(accounts.new_recovery_key, page.context.workplace, own_password=values["own_password"])

    intro = _(
        "Der neue Schlüssel wird einmal gezeigt. Danach öffnet das alte Blatt die Daten nicht mehr; vernichten Sie es."
    )
    return FormDialog(
        page,
        _("Neuer Wiederherstellungsschlüssel"),
        _("Schlüssel ausstellen"),
        [own_password_field()],
        send=send,
        stored=lambda _values, key: RecoveryKeyDialog(page, site_name, key).open(),
        draft=DraftKey("recovery_key"),
        intro=intro,
    )


class RecoveryKeyDialog(ServiceDialog):
    """Shows the key once; it closes only after somebody says that it is put away."""

    def __init__(self, page: Page, site_name: str, recovery_key: str) -> None:
        super().__init__(page, _("Ihr neuer Wiederherstellungsschlüssel"), submit=_("Fertig"))
        self._site_name, self._recovery_key = site_name, recovery_key
        self.key = TextLabel(recovery_key, TextRole.HEADING, wrap=True)
        self.key.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.key.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        frame = QFrame()
        frame.setObjectName("message")
        frame.setLayout(column(self.key, margins=2 * GRID))
        self.noted = CheckField("noted", _("Ich habe den Schlüssel sicher abgelegt"))
        self.noted.changed.connect(lambda: self.submit_button.setEnabled(bool(self.noted.value())))
        self.submit_button.setEnabled(False)
        self.cancel_button.hide()
        self.add(
            muted(
                _("Drucken Sie ihn und legen Sie das Blatt verschlossen ab, nicht beim PC. Er wird nur jetzt gezeigt.")
            ),
            frame,
            row(
                Button(_("Drucken"), icon="printer", run=self._print),
                Button(_("Als PDF speichern"), icon="file-down", run=self._save),
                None,
            ),
            self.noted,
        )

    def submit(self) -> None:
        """Ctrl+Enter does not get past the tick either."""
        if self.noted.value():
            super().submit()

    def reject(self) -> None:
        """Escape and the window's cross do not lose the only key."""
        self.messages.warning(_("Dieser Schlüssel wird nicht noch einmal gezeigt. Bitte legen Sie ihn zuerst ab."))

    def _print(self) -> None:
        print_sheet(key_sheet(self._site_name, self.workplace.account_name, self._recovery_key), self)

    def _save(self) -> None:
        path = self.page.context.files.save_file(
            self, _("Schlüssel speichern"), _("Wiederherstellungsschlüssel") + ".pdf", [(_("PDF-Dokumente"), ("pdf",))]
        )
        if path is not None:
            self.ask(
                accounts.save_recovery_sheet,
                self.workplace,
                recovery_key=self._recovery_key,
                path=path,
                language=chosen_language(),
                done=self._saved,
            )

    def _saved(self, path: Path) -> None:
        self.messages.success(
            _("Gespeichert als {name}. Drucken Sie das Blatt, und löschen Sie dann die Datei.").format(name=path.name)
        )
