"""Our own chooser of files: it knows the person's upload folder and plugged-in sticks, and no way to anything else."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from werkakademie.i18n import _, format_decimal
from werkakademie.records.own_files import FilePlace, FoundFile, PlaceKind
from werkakademie.services.own.file_places import files_in, plugged_in
from werkakademie.services.own.uploads import UploadFolder, free_path
from werkakademie.ui.own.lines import in_line
from werkakademie.ui.own.widgets import BigButton
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.widgets.buttons import Kind
from werkakademie.ui.widgets.dialogs import DialogBase
from werkakademie.ui.widgets.files import FileKind
from werkakademie.ui.widgets.layouts import GRID, clear_layout, column, row
from werkakademie.ui.widgets.record_list import RecordList, RowText
from werkakademie.ui.widgets.text import TextLabel

#: Rows of files that are seen at once.
_SEEN_ROWS = 5
_MOST_WIDTH = 1120


class OwnFiles:
    """The `FileChooser` of a participant's place: no path is typed, no folder above can be reached.

    `sticks` says what is plugged in now; tests give their own.
    """

    def __init__(self, folder: UploadFolder, sticks: Callable[[], Sequence[FilePlace]] = plugged_in) -> None:
        self.folder = folder
        self._sticks = sticks

    def places(self) -> tuple[FilePlace, ...]:
        """The upload folder, then the sticks by name."""
        return (FilePlace(PlaceKind.UPLOAD_FOLDER, self.folder.path), *self._sticks())

    def open_file(self, parent: QWidget, title: str, kinds: Sequence[FileKind]) -> Path | None:
        dialog = OpenDialog(parent, title, _endings(kinds), self.places)
        return _answer(dialog, parent)

    def open_files(self, parent: QWidget, title: str, kinds: Sequence[FileKind]) -> Sequence[Path]:
        """One at a time: to choose several with Ctrl is nothing for somebody who seldom sits at a PC."""
        path = self.open_file(parent, title, kinds)
        return [path] if path is not None else []

    def save_file(self, parent: QWidget, title: str, suggested: str, _kinds: Sequence[FileKind]) -> Path | None:
        folder = _answer(PlaceDialog(parent, title, self.places, name=Path(suggested).name), parent)
        return None if folder is None else free_path(folder, suggested)

    def choose_folder(self, parent: QWidget, title: str) -> Path | None:
        return _answer(PlaceDialog(parent, title, self.places), parent)


class _FilesDialog(DialogBase):
    """The places as large buttons, one of them chosen; sticks can be looked for again."""

    def __init__(self, parent: QWidget, title: str, submit: str, places: Callable[[], Sequence[FilePlace]]) -> None:
        super().__init__(parent, title, submit=submit, wide=True)
        # Large letters need the width that the window has.
        self._width = max(self._width, min(_MOST_WIDTH, parent.window().width() - 20 * GRID))
        self._ask = places
        self.answer: Path | None = None
        self.place: FilePlace | None = None
        self._buttons: list[tuple[FilePlace, BigButton]] = []
        self._where: QVBoxLayout = column(spacing=GRID)
        self._no_stick = TextLabel(
            _(
                "Kein USB-Stick gefunden. Stecken Sie ihn ein und suchen Sie neu. "
                "Manchmal sind USB-Sticks an einem PC gesperrt. Dann nehmen Sie die Ablage."
            ),
            tone="muted",
            wrap=True,
        )
        again = BigButton(_("USB-Stick neu suchen"), icon="refresh-cw", run=self._look_again)
        self.add(self._where, self._no_stick, row(again, None))
        for button in (self.submit_button, self.cancel_button):
            button.setProperty("touch", "tall")

    def exec_answer(self) -> Path | None:
        """Show it until the person decided."""
        self._look_again()
        self.open()
        self.exec()
        return self.answer

    def choose_place(self, place: FilePlace) -> None:
        self.place = place
        for each, button in self._buttons:
            button.setChecked(each == place)
            button.set_kind(Kind.PRIMARY if each == place else Kind.PLAIN)

    def _look_again(self) -> None:
        clear_layout(self._where)
        self._buttons = []
        places = self._ask()
        for place in places:
            button = BigButton(place_words(place), icon="usb" if place.kind is PlaceKind.STICK else "folder")
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, place=place: self.choose_place(place))
            self._where.addWidget(button)
            self._buttons.append((place, button))
        self._no_stick.setVisible(len(places) == 1)
        # Somebody who plugged in a stick means it.
        self.choose_place(self.place if self.place is not None and self.place in places else places[-1])


class OpenDialog(_FilesDialog):
    """Choose one of the files in a place."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        endings: Sequence[str],
        places: Callable[[], Sequence[FilePlace]],
    ) -> None:
        super().__init__(parent, title, _("Nehmen"), places)
        self._endings = endings
        self.list = RecordList(_file_row, name=_("Dateien"), key=lambda file: str(file.path))
        self.list.chosen.connect(lambda file: self.submit_button.setEnabled(file is not None))
        self.list.opened.connect(lambda _file: self.submit())
        self._nothing = TextLabel("", wrap=True)
        self.add(TextLabel(_("Dateien"), TextRole.STRONG), self._nothing, self.list)

    def choose_place(self, place: FilePlace) -> None:
        super().choose_place(place)
        found = files_in(place, self._endings)
        self.list.set_records(found)
        self.list.setFixedHeight(min(len(found), _SEEN_ROWS) * max(1, self.list.sizeHintForRow(0)) + 4)
        self.list.setVisible(bool(found))
        self._nothing.setVisible(not found)
        self._nothing.setText(_nothing_words(place, self._endings))
        self.submit_button.setEnabled(False)
        if found:
            self.list.choose_first()

    def submit(self) -> None:
        file = self.list.current_record()
        if isinstance(file, FoundFile):
            self.answer = file.path
            self.accept()


class PlaceDialog(_FilesDialog):
    """Choose where to save; the name is given."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        places: Callable[[], Sequence[FilePlace]],
        *,
        name: str = "",
    ) -> None:
        super().__init__(parent, title, _("Hier speichern"), places)
        self._about = TextLabel("", wrap=True)
        if name:
            self.add(TextLabel(_("Die Datei heißt: {name}").format(name=name), TextRole.STRONG, wrap=True))
        self.add(self._about)

    def choose_place(self, place: FilePlace) -> None:
        super().choose_place(place)
        self._about.setText(_about_saving(place))
        self.submit_button.setEnabled(place.writable)

    def submit(self) -> None:
        if self.place is not None and self.place.writable:
            self.answer = self.place.path
            self.accept()


def place_words(place: FilePlace) -> str:
    """The name of a place on its button."""
    if place.kind is PlaceKind.STICK:
        return _("USB-Stick „{name}“").format(name=place.name)
    return _("Ablage an diesem PC")


def size_words(size: int) -> str:
    """A number of bytes as people read it."""
    if size < 1024 * 1024:
        return _("{size} KB").format(size=max(1, round(size / 1024)))
    return _("{size} MB").format(size=format_decimal(Decimal(size) / (1024 * 1024)))


def _answer(dialog: _FilesDialog, parent: QWidget) -> Path | None:
    """None also if the page went while it was asked: the person signed out."""
    path = dialog.exec_answer()
    return path if isValid(parent) else None


def _endings(kinds: Sequence[FileKind]) -> list[str]:
    return [ending for _name, endings in kinds for ending in endings]


def _file_row(file: FoundFile) -> RowText:
    return RowText(file.path.name, in_line(file.folder, size_words(file.size)))


def _nothing_words(place: FilePlace, endings: Sequence[str]) -> str:
    kinds = ", ".join(sorted({ending.upper() for ending in endings}))
    if place.kind is PlaceKind.STICK:
        return _("Auf dem Stick ist keine passende Datei. Es gehen: {kinds}.").format(kinds=kinds)
    return _(
        "In der Ablage ist keine passende Datei. Es gehen: {kinds}. "
        "Die Datei liegt in einer E-Mail? Speichern Sie sie im Browser in diesen Ordner: {folder}"
    ).format(kinds=kinds, folder=place.path.name)


def _about_saving(place: FilePlace) -> str:
    if not place.writable:
        return _("Auf diesen Stick kann man nicht schreiben. Vielleicht hat er einen Schalter.")
    if place.kind is PlaceKind.STICK:
        return _("Die Datei auf dem Stick hat kein Passwort. Wer den Stick hat, kann sie lesen.")
    return _(
        "Die Ablage ist für E-Mails und für Formulare im Internet. Der Ordner heißt: {folder}. "
        "Er liegt in Ihrem persönlichen Ordner. Beim Abmelden wird er geleert."
    ).format(folder=place.path.name)
