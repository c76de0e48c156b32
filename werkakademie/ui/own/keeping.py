"""What can be done with a finished document: save it where the person chooses, or print it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout

from werkakademie.i18n import _
from werkakademie.services.documents import write_whole
from werkakademie.ui.own.printing import print_document
from werkakademie.ui.own.widgets import BigButton
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.buttons import Kind
from werkakademie.ui.widgets.layouts import row

#: Asks the worker for a document: calls the function with its bytes when they are there.
GiveContent = Callable[[Callable[[bytes], object]], object]


def save_copy(page: Page, name: str, content: bytes) -> None:
    """Ask where, and lay the file there."""
    ending = Path(name).suffix.lstrip(".")
    path = page.context.files.save_file(page, _("Wo soll die Datei hin?"), name, [(_("Datei"), (ending,))])
    if path is not None:
        text = _("Gespeichert: {name}").format(name=path.name)
        page.run(write_whole, path, content, done=lambda _nothing: page.messages.success(text))


def keep_or_print(page: Page, name: str, content: bytes) -> QHBoxLayout:
    """„Speichern“, and for a PDF „Drucken“, for a document that is there."""
    return keep_or_print_later(page, name, lambda deliver: deliver(content))


def keep_or_print_later(page: Page, name: str, give: GiveContent) -> QHBoxLayout:
    """The same for a document that is made or read only when somebody wants it."""
    save = BigButton(
        _("Speichern"), icon="save", kind=Kind.PRIMARY, run=lambda: give(lambda content: save_copy(page, name, content))
    )
    if not name.casefold().endswith(".pdf"):
        return row(save, None)
    out = BigButton(
        _("Drucken"), icon="printer", run=lambda: give(lambda content: print_document(page, content, Path(name).stem))
    )
    return row(save, out, None)
