"""Made-up windows to try out: saving, printing, a mailbox, an online form. Nothing here is stored or sent."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from werkakademie.i18n import _
from werkakademie.ui.own.course.exercise import Exercise
from werkakademie.ui.own.widgets import BigButton
from werkakademie.ui.widgets.basic_fields import CheckField, TextField
from werkakademie.ui.widgets.buttons import Kind
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.flow import FlowLayout
from werkakademie.ui.widgets.layouts import GRID, column, row
from werkakademie.ui.widgets.text import TextLabel

#: What is typed or read as a file's name is the same in every language.
FILE, FILE_NAME, ADDRESS, PASSWORD = "Lebenslauf", "Lebenslauf.pdf", "kurs@post.example", "sonne24"
_OTHER_FILES = ("Urlaub.jpg", "Rezept.txt")


def _choices(items: Sequence[tuple[str, str]], chosen: Callable[[str], object]) -> tuple[QWidget, dict[str, BigButton]]:
    """Large buttons by key, of which one is pressed in."""
    buttons: dict[str, BigButton] = {}
    flow = FlowLayout(gap=GRID)
    for key, words in items:
        button = BigButton(words)
        button.setCheckable(True)
        button.clicked.connect(partial(_press_in, buttons, key, chosen))
        buttons[key] = button
        flow.addWidget(button)
    holder = QWidget()
    holder.setLayout(flow)
    return holder, buttons


def _press_in(buttons: dict[str, BigButton], key: str, chosen: Callable[[str], object], _checked: bool = False) -> None:
    for other, button in buttons.items():
        button.setChecked(other == key)
    chosen(key)


def _latin(name: str, label: str, *, secret: bool = False) -> TextField:
    field = TextField(name, label, secret=secret)
    field.control.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    field.setMaximumWidth(520)
    return field


class SaveExercise(Exercise):
    """Choose a folder, give a name, save, find the file again."""

    def __init__(self) -> None:
        folder = _("Bewerbungen")
        super().__init__(
            (
                _("Wohin? Klicken Sie auf den Ordner „{name}“.").format(name=folder),
                _("Wie heißt die Datei? Schreiben Sie: {name}").format(name=FILE),
                _("Klicken Sie auf „{name}“.").format(name=_("Speichern")),
                _("Die Datei liegt jetzt im Ordner. Klicken Sie auf die Datei „{name}“.").format(name=FILE_NAME),
            )
        )
        folders = (("pictures", _("Bilder")), ("applications", folder), ("music", _("Musik")))
        place, self.folders = _choices(folders, self._choose)
        self.name = _latin("file_name", _("Name der Datei"))
        self.name.edit.textEdited.connect(self._typed)
        self.keeps(self.name)
        self.save = BigButton(_("Speichern"), icon="save", kind=Kind.PRIMARY, run=partial(self.reach, 2))
        self.file = BigButton(FILE_NAME, icon="file-text", run=partial(self.reach, 3))
        window = Card(_("Speichern unter"), icon="folder-open")
        for part in (TextLabel(_("Ordner")), place, self.name):
            window.add(part)
        window.body.addLayout(row(self.save, None))
        window.body.addLayout(row(self.file, None))
        self.setLayout(column(window, None))

    def show_step(self) -> None:
        for key, button in self.folders.items():
            button.setChecked(self.step > 0 and key == "applications")
        if self.step > 1 and self.name.text().strip().casefold() != FILE.casefold():
            self.name.set_value(FILE)
        self.file.setVisible(self.step > 2)

    def control(self) -> QWidget | None:
        return {0: self.folders["pictures"], 1: self.name.edit, 2: self.name.edit, 3: self.file}.get(self.step)

    def _choose(self, key: str) -> None:
        if key == "applications":
            self.reach(0)
        elif self.step == 0:
            self.hint(_("Das ist ein anderer Ordner. Lesen Sie den Satz oben noch einmal."))
        self.show_step()

    def _typed(self, text: str) -> None:
        if self.step == 1 and text.strip().casefold() in (FILE.casefold(), FILE_NAME.casefold()):
            self.reach(1)


class PrintExercise(Exercise):
    """Choose a printer and pages, print."""

    def __init__(self) -> None:
        printer, page = _("Drucker im Kursraum"), _("Nur Seite 1")
        super().__init__(
            (
                _("Welcher Drucker? Klicken Sie auf „{name}“.").format(name=printer),
                _("Welche Seiten? Klicken Sie auf „{name}“.").format(name=page),
                _("Klicken Sie auf „{name}“.").format(name=_("Drucken")),
            )
        )
        printers, self.printers = _choices((("office", _("Drucker im Büro")), ("room", printer)), self._printer)
        pages, self.pages = _choices((("all", _("Alle Seiten")), ("first", page)), self._page)
        self.print = BigButton(_("Drucken"), icon="printer", kind=Kind.PRIMARY, run=partial(self.reach, 2))
        window = Card(_("Fenster zum Drucken"), icon="printer")
        for part in (TextLabel(_("Drucker")), printers, TextLabel(_("Seiten")), pages):
            window.add(part)
        window.body.addLayout(row(self.print, None))
        self._paper = TextLabel(_("Das Blatt liegt jetzt im Drucker."), tone="good", wrap=True)
        window.add(self._paper)
        self.setLayout(column(window, None))

    def show_step(self) -> None:
        for key, button in self.printers.items():
            button.setChecked(self.step > 0 and key == "room")
        for key, button in self.pages.items():
            button.setChecked(self.step > 1 and key == "first")
        self._paper.setVisible(self.is_done())

    def control(self) -> QWidget | None:
        return {0: self.printers["office"], 1: self.pages["all"], 2: self.print}.get(self.step)

    def _printer(self, key: str) -> None:
        self._take(0, right=key == "room")

    def _page(self, key: str) -> None:
        self._take(1, right=key == "first")

    def _take(self, step: int, *, right: bool) -> None:
        if right or step > self.step:
            self.reach(step)
        elif step == self.step:
            self.hint(_("Fast. Lesen Sie den Satz oben noch einmal."))
        self.show_step()


class MailboxExercise(Exercise):
    """Sign in, read a message, sign out."""

    def __init__(self) -> None:
        message = _("Firma Muster: Einladung zum Gespräch")
        super().__init__(
            (
                _("Schreiben Sie die Adresse: {text}").format(text=ADDRESS),
                _("Schreiben Sie das Passwort: {text}. Sie sehen nur Punkte.").format(text=PASSWORD),
                _("Klicken Sie auf „{name}“.").format(name=_("Anmelden")),
                _("Lesen Sie die Nachricht: „{name}“.").format(name=message),
                _("Sie sind fertig. Klicken Sie auf „{name}“.").format(name=_("Vom Postfach abmelden")),
            )
        )
        self.address = _latin("mail_address", _("E-Mail-Adresse"))
        self.password = _latin("mail_password", _("Passwort"), secret=True)
        self.address.edit.textEdited.connect(partial(self._typed, 0, ADDRESS))
        self.password.edit.textEdited.connect(partial(self._typed, 1, PASSWORD))
        # Never the password: whatever is said above it, somebody may have typed a real one.
        self.keeps(self.address)
        self.enter = BigButton(_("Anmelden"), kind=Kind.PRIMARY, run=partial(self.reach, 2))
        self._door, self._inside = QWidget(), QWidget()
        self._door.setLayout(column(self.address, self.password, row(self.enter, None), spacing=GRID))
        self.advertising = BigButton(_("Werbung: Sie haben gewonnen!"), icon="mail", run=self._warn)
        self.message = BigButton(message, icon="mail", run=partial(self.reach, 3))
        self._letter = TextLabel(
            _("Guten Tag, wir laden Sie zum Gespräch ein: Dienstag, 10 Uhr. Firma Muster"), wrap=True
        )
        self.leave = BigButton(_("Vom Postfach abmelden"), icon="log-out", run=partial(self.reach, 4))
        self._inside.setLayout(
            column(
                row(self.advertising, None), row(self.message, None), self._letter, row(self.leave, None), spacing=GRID
            )
        )
        window = Card(_("Postfach"), icon="mail")
        window.add(
            TextLabel(
                _("Hier ist alles erfunden. Schreiben Sie hier nie Ihr echtes Passwort."), tone="muted", wrap=True
            )
        )
        window.add(self._door)
        window.add(self._inside)
        self.setLayout(column(window, None))

    def show_step(self) -> None:
        if self.step > 0 and not self.address.text():
            self.address.set_value(ADDRESS)
        if self.step > 1 and not self.password.text():
            self.password.set_value(PASSWORD)
        self._door.setVisible(self.step in (0, 1, 2, 5))
        self._inside.setVisible(self.step in (3, 4))
        self._letter.setVisible(self.step == 4)
        if self.is_done():
            self.address.set_value(None)
            self.password.set_value(None)

    def control(self) -> QWidget | None:
        places = (self.address.edit, self.password.edit, self.password.edit, self.advertising, self.message)
        return places[self.step] if self.step < len(places) else None

    def _typed(self, step: int, wanted: str, text: str) -> None:
        if self.step == step and text.strip().casefold() == wanted:
            self.reach(step)

    def _warn(self) -> None:
        self.hint(_("Das ist Werbung. Öffnen Sie solche Nachrichten besser nicht."))


class UploadExercise(Exercise):
    """Choose a file, upload it, check, send."""

    def __init__(self) -> None:
        checked = _("Ich habe geprüft: Das ist die richtige Datei.")
        super().__init__(
            (
                _("Klicken Sie auf „{name}“.").format(name=_("Datei auswählen")),
                _("Klicken Sie auf die Datei „{name}“.").format(name=FILE_NAME),
                _("Klicken Sie auf „{name}“.").format(name=_("Hochladen")),
                _("Ist es die richtige Datei? Klicken Sie auf den kleinen Kasten."),
                _("Klicken Sie auf „{name}“.").format(name=_("Absenden")),
            )
        )
        self.choose = BigButton(_("Datei auswählen"), icon="folder-open", run=partial(self.reach, 0))
        names = (*((name, name) for name in _OTHER_FILES), (FILE_NAME, FILE_NAME))
        self._list, self.files = _choices(names, self._chosen)
        self._file = TextLabel("", wrap=True)
        self.upload = BigButton(_("Hochladen"), icon="upload", run=partial(self.reach, 2))
        self.check = CheckField("checked", checked)
        self.check.changed.connect(self._ticked)
        self.send = BigButton(_("Absenden"), icon="send", kind=Kind.PRIMARY, run=partial(self.reach, 4))
        window = Card(_("Online-Formular der Firma Muster"), icon="external-link")
        window.body.addLayout(row(self.choose, None))
        window.add(self._list)
        window.add(self._file)
        window.body.addLayout(row(self.upload, None))
        window.add(self.check)
        window.body.addLayout(row(self.send, None))
        self.setLayout(column(window, None))

    def show_step(self) -> None:
        self._list.setVisible(self.step == 1)
        for key, button in self.files.items():
            button.setChecked(self.step > 1 and key == FILE_NAME)
        told = {2: _("Gewählt: {name}"), 5: _("Ihre Bewerbung ist abgeschickt.")}
        words = told.get(self.step, _("Hochgeladen: {name}") if self.step > 2 else "")
        self._file.setText(words.format(name=FILE_NAME))
        self._file.setVisible(bool(words))
        self.check.set_value(self.step > 3)

    def control(self) -> QWidget | None:
        places = (self.choose, self.files[_OTHER_FILES[0]], self.upload, self.check.box, self.send)
        return places[self.step] if self.step < len(places) else None

    def _chosen(self, key: str) -> None:
        if key == FILE_NAME:
            self.reach(1)
        else:
            self.hint(_("Das ist eine andere Datei. Lesen Sie den Satz oben noch einmal."))
        self.show_step()

    def _ticked(self) -> None:
        self.reach(3)
        self.check.set_value(self.step > 3)
