"""Open or set up a centre, and trust a site."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from werkakademie.errors import InvalidFieldsError, WerkakademieError
from werkakademie.i18n import _
from werkakademie.records.drafts import DraftKey
from werkakademie.ui.widgets.buttons import Button
from werkakademie.ui.widgets.dialogs import DialogBase
from werkakademie.ui.widgets.fields import FormField, TextField
from werkakademie.ui.widgets.forms import Form
from werkakademie.ui.widgets.text import paragraph


class CentreDialog(DialogBase):
    """A form whose values go to `submitted`; the page closes the dialog when it has done its work, or shows why not."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        verb: str,
        fields: list[FormField],
        submitted: Callable[[Mapping[str, str], "CentreDialog"], object],
        *,
        draft: DraftKey,
        hint: str = "",
    ) -> None:
        super().__init__(parent, title, submit=verb)
        self._submitted = submitted
        self._first = fields[0].control
        self.form = Form(fields)
        self.add(self.form)
        if hint:
            self.add(paragraph(hint))
        self.keep_draft(draft, self.form)

    def offer_folder(self, field: str, choose: Callable[[], Path | None]) -> None:
        """Let a folder be chosen instead of typed."""

        def fill() -> None:
            folder = choose()
            if folder is not None:
                self.form.field(field).set_value(str(folder))

        button = Button(_("Ordner wählen"), icon="folder-open", run=fill)
        button.setAutoDefault(False)
        self.foot.insertWidget(0, button)

    def open(self) -> None:
        """Show it, with the keyboard in the first field."""
        super().open()
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Hand the values on; the dialog stays open until it is told."""
        if self.form.check():
            values = {name: str(value or "") for name, value in self.form.values().items()}
            self._submitted(values, self)

    def refuse(self, error: WerkakademieError) -> None:
        """Show an error in the dialog; everything typed stays."""
        if isinstance(error, InvalidFieldsError):
            self.form.show_problems(error.problems)
        else:
            self.messages.error(error.sentence())


class _PlaceField(TextField):
    """A folder or the address of a server; an address may hold a password, so no draft keeps it."""

    def draft(self) -> Any:
        return "" if "://" in self.edit.text() else self.edit.text()


def place_fields(*, new: bool) -> list[FormField]:
    """Where a centre lies, and what opens it."""
    name: list[FormField] = [TextField("name", _("Name der Zentrale"))] if new else []
    place = _PlaceField(
        "at", _("Ordner oder Adresse"), help=_("Ein Ordner; für einen Server postgresql+psycopg://nutzer@server/name.")
    )
    password = TextField(
        "password", _("Passwort"), secret=True, optional=True, help=_("Für einen Ordner; ein Server hat sein eigenes.")
    )
    again: list[FormField] = [TextField("again", _("Passwort noch einmal"), secret=True, optional=True)] if new else []
    return [place, *name, password, *again]


def trust_fields() -> list[FormField]:
    """Whom to trust, and by which line."""
    return [
        TextField("name", _("Standort")),
        TextField("line", _("Ausweis"), help=_("Die Zeile, die der Standort auf seiner Seite „Export“ sieht.")),
    ]
