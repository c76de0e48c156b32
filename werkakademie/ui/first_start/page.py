"""The first start: one page of questions, then the recovery key that must not be lost."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from werkakademie.errors import FieldProblem, InvalidFieldsError, WerkakademieError
from werkakademie.i18n import _
from werkakademie.records.enums import Land
from werkakademie.records.labels import label
from werkakademie.records.site import NewSite
from werkakademie.ui.first_start.strength import SHORTEST, Strength, strength
from werkakademie.ui.shell.appearance import Appearance
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.widgets.banners import MessageBar
from werkakademie.ui.widgets.basic_fields import ChoiceField, TextField
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.entrance import EntranceFrame
from werkakademie.ui.widgets.forms import Form
from werkakademie.ui.widgets.layouts import GRID, column, row
from werkakademie.ui.widgets.text import TextLabel

if TYPE_CHECKING:
    from werkakademie.ui.first_start.key_page import KeyPage
    from werkakademie.ui.widgets.files import FileChooser

#: Field names of NewSite where a service's problem names the stored field instead.
_FIELD_OF_PROBLEM = {"name": "site_name"}
_TONES = {Strength.TOO_SHORT: "bad", Strength.WEAK: "bad", Strength.FAIR: "warn", Strength.GOOD: "good"}


class FirstStartPage(EntranceFrame):
    """Emits `create_requested` with a NewSite; answer with `show_key` or `refused`. `finished`: the key is put away."""

    create_requested = Signal(object)
    finished = Signal()
    restore_requested = Signal()

    def __init__(
        self, appearance: Appearance, files: "Callable[[], FileChooser]", save_sheet: Callable[[Path, str, str], object]
    ) -> None:
        self._stack = QStackedWidget()
        self._questions = QuestionsPage()
        self._files, self._save_sheet = files, save_sheet
        self._key: KeyPage | None = None
        super().__init__(appearance)
        self.setObjectName("first_start_page")
        self._stack.addWidget(self._questions)
        self.body.addWidget(self._stack)
        self.card.setFixedWidth(720)
        self._questions.submitted.connect(self.create_requested)
        self._questions.restore_requested.connect(self.restore_requested)

    def show_key(self, site_name: str, account_name: str, recovery_key: str) -> None:
        """The store is made; show the key, which is stored nowhere."""
        key = self.key_page()
        self._stack.addWidget(key)
        key.show_key(site_name, account_name, recovery_key)
        self._stack.setCurrentWidget(key)
        self._stack.removeWidget(self._questions)
        self._questions.forget()

    def refused(self, error: WerkakademieError) -> None:
        self._questions.refused(error)

    def key_page(self) -> "KeyPage":
        """The second page; it is made when it is needed, not before the first paint."""
        if self._key is None:
            from werkakademie.ui.first_start.key_page import KeyPage

            self._key = KeyPage(self._files, self._save_sheet)
            self._key.confirmed.connect(self.finished)
        return self._key

    def retranslate(self) -> None:
        super().retranslate()
        self._questions.retranslate()
        if self._key is not None:
            self._key.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class QuestionsPage(QWidget):
    """Site, Land, name and password; checked on „Anlegen“."""

    submitted = Signal(object)
    restore_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = TextLabel("", TextRole.TITLE, wrap=True)
        self._intro = TextLabel("", tone="muted", wrap=True)
        self._messages = MessageBar()
        self._site = TextField("site_name", "")
        self._land = ChoiceField("land", "", [])
        self._name = TextField("account_name", "")
        self._password = TextField("password", "", secret=True)
        self._again = TextField("password_again", "", secret=True)
        self._strength = TextLabel("", TextRole.SMALL, wrap=True)
        self._form = Form([self._site, self._land, self._name, None, self._password, self._again], columns=2)
        self._button = Button("", icon="check", kind=Kind.PRIMARY, run=self.submit)
        self._restore = Button("", kind=Kind.LINK, run=self.restore_requested.emit)
        self.setLayout(
            column(
                self._title,
                self._intro,
                self._messages,
                self._form,
                self._strength,
                self._button,
                row(None, self._restore, None),
                spacing=2 * GRID,
            )
        )
        self._password.changed.connect(self._show_strength)
        self._again.edit.returnPressed.connect(self.submit)
        self.retranslate()

    def submit(self) -> None:
        """Check what can be checked here, and hand it on; nothing typed is lost when it is refused."""
        self._messages.clear()
        if not self._form.check():
            return
        problems = self._password_problems()
        if problems:
            self._form.show_problems(problems)
            return
        self._set_busy(True)
        values = self._form.values()
        land: Land = values["land"]
        self.submitted.emit(NewSite(values["site_name"], land.value, values["account_name"], values["password"]))

    def refused(self, error: WerkakademieError) -> None:
        self._set_busy(False)
        if isinstance(error, InvalidFieldsError):
            named = (FieldProblem(_FIELD_OF_PROBLEM.get(one.field, one.field), one.message) for one in error.problems)
            self._form.show_problems(named)
        else:
            self._messages.error(error.sentence())

    def forget(self) -> None:
        """Take the passwords out of the widgets."""
        self._password.edit.clear()
        self._again.edit.clear()
        self._show_strength()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._site.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        self._title.setText(_("Willkommen"))
        self._restore.setText(_("Aus einer Sicherung wiederherstellen …"))
        self._intro.setText(_("Richten Sie diesen PC für Ihren Standort ein. Das dauert zwei Minuten."))
        self._site.set_label(_("Name des Standorts"))
        self._site.set_help(_("So steht er auf Listen und Berichten."))
        self._land.set_label(_("Land"))
        self._land.set_help(_("Danach richten sich die Feiertage."))
        self._land.set_choices(sorted(((land, label(land)) for land in Land), key=lambda choice: choice[1]))
        self._name.set_label(_("Ihr Name"))
        self._name.set_help(_("Sie leiten den Standort und coachen."))
        self._password.set_label(_("Passwort"))
        self._password.set_help(_("Ab {least} Zeichen, am besten vier zufällige Wörter.").format(least=SHORTEST))
        self._again.set_label(_("Passwort noch einmal"))
        self._again.set_help(_("Damit kein Tippfehler darin ist."))
        self._set_busy(False)
        self._show_strength()

    def _password_problems(self) -> list[FieldProblem]:
        if len(self._password.text()) < SHORTEST:
            message = _("Bitte wählen Sie ein Passwort mit mindestens {least} Zeichen.").format(least=SHORTEST)
            return [FieldProblem("password", message)]
        if self._password.text() != self._again.text():
            return [FieldProblem("password_again", _("Die beiden Passwörter sind nicht gleich."))]
        return []

    def _show_strength(self) -> None:
        typed = self._password.text()
        known = tuple((self._site.text() + " " + self._name.text()).split())
        found = strength(typed, known_words=known)
        self._strength.setText(_strength_sentence(found) if typed else "")
        self._strength.setVisible(bool(typed))
        self._strength.set_tone(_TONES.get(found, "good"))

    def _set_busy(self, busy: bool) -> None:
        self._button.setEnabled(not busy)
        self._button.setText(_("Wird angelegt …") if busy else _("Anlegen"))


def _strength_sentence(found: Strength) -> str:
    match found:
        case Strength.TOO_SHORT:
            return _("Passwort: noch zu kurz")
        case Strength.WEAK:
            return _("Passwort (Schätzung): leicht zu erraten – nehmen Sie mehr und andere Wörter")
        case Strength.FAIR:
            return _("Passwort (Schätzung): mittel – ein Wort mehr macht es gut")
        case Strength.GOOD:
            return _("Passwort (Schätzung): gut")
        case Strength.STRONG:
            return _("Passwort (Schätzung): sehr gut")
