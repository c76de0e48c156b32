"""Shows the recovery key once: to print, to save, and to confirm that it is put away."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from werkakademie.errors import WerkakademieError
from werkakademie.i18n import _
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.widgets.banners import MessageBar
from werkakademie.ui.widgets.basic_fields import CheckField
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.layouts import GRID, column, row
from werkakademie.ui.widgets.text import TextLabel

if TYPE_CHECKING:
    from werkakademie.ui.widgets.files import FileChooser


class KeyPage(QWidget):
    """`save_sheet(path, site_name, recovery_key)` writes the PDF; `confirmed`: the person has put the key away."""

    confirmed = Signal()

    def __init__(self, files: "Callable[[], FileChooser]", save_sheet: Callable[[Path, str, str], object]) -> None:
        super().__init__()
        self._files, self._save_sheet = files, save_sheet
        self._site_name = self._account_name = self._recovery_key = ""
        self._title = TextLabel("", TextRole.TITLE, wrap=True)
        self._text = TextLabel("", wrap=True)
        self._messages = MessageBar()
        self._key = TextLabel("", TextRole.HEADING, wrap=True)
        self._key.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._key.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        frame = QFrame()
        frame.setObjectName("message")
        frame.setLayout(column(self._key, margins=2 * GRID))
        self.print_button = Button("", icon="printer", run=self._print)
        self.save_button = Button("", icon="file-down", run=self._save)
        self.noted = CheckField("noted", "")
        self.next_button = Button("", icon="arrow-right", kind=Kind.PRIMARY, run=self.confirmed.emit)
        self.next_button.setEnabled(False)
        self.noted.changed.connect(lambda: self.next_button.setEnabled(bool(self.noted.value())))
        self.setLayout(
            column(
                self._title,
                self._text,
                self._messages,
                frame,
                row(self.print_button, self.save_button, None),
                self.noted,
                self.next_button,
                None,
                spacing=2 * GRID,
            )
        )
        self.retranslate()

    def show_key(self, site_name: str, account_name: str, recovery_key: str) -> None:
        self._site_name, self._account_name, self._recovery_key = site_name, account_name, recovery_key
        self._key.setText(recovery_key)
        self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def recovery_key(self) -> str:
        return self._recovery_key

    def saved(self, path: Path) -> None:
        self._messages.success(_("Gespeichert als {name}.").format(name=path.name))

    def failed(self, error: WerkakademieError) -> None:
        self._messages.error(error.sentence())

    def retranslate(self) -> None:
        self._title.setText(_("Ihr Wiederherstellungsschlüssel"))
        self._text.setText(
            _(
                "Alles ist angelegt und verschlüsselt. Wenn das Passwort vergessen wird, öffnet nur dieser Schlüssel "
                "die Daten. Er wird jetzt einmal gezeigt und nirgends gespeichert. Drucken Sie ihn und legen Sie das "
                "Blatt verschlossen ab, nicht beim PC."
            )
        )
        self.print_button.setText(_("Drucken"))
        self.save_button.setText(_("Als PDF speichern"))
        self.noted.set_label(_("Ich habe den Schlüssel sicher abgelegt"))
        self.next_button.setText(_("Weiter"))

    def _print(self) -> None:
        from werkakademie.ui.first_start.key_sheet import key_sheet, print_sheet

        print_sheet(key_sheet(self._site_name, self._account_name, self._recovery_key), self)

    def _save(self) -> None:
        kinds = [(_("PDF-Dokument"), ("pdf",))]
        path = self._files().save_file(self, _("Als PDF speichern"), _("Wiederherstellungsschluessel.pdf"), kinds)
        if path is not None:
            self._save_sheet(path, self._site_name, self._recovery_key)
