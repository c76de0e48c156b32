"""Prints a PDF without the desktop's dialog, which could write files and show what others printed."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from werkakademie.i18n import _, ngettext
from werkakademie.records.page_image import PageImage
from werkakademie.services.own.printing import printable_pages
from werkakademie.ui.own.lines import in_line
from werkakademie.ui.own.widgets import BigButton
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.buttons import Kind
from werkakademie.ui.widgets.dialogs import DialogBase
from werkakademie.ui.widgets.text import TextLabel

#: Printers that print nothing: they ask where to write a file.
_WRITES_FILES: Final = ("pdf", "xps", "onenote", "fax", "image writer", "document writer")

#: Prints pages on the printer of that name; False when the printer took nothing.
Print = Callable[[str, str, Sequence[PageImage]], bool]


def print_document(page: Page, content: bytes, title: str) -> None:
    """Print on the one printer there is, or ask on which; says kindly when there is none. `title` names the job."""
    names = printer_names()
    if not names:
        page.messages.warning(
            _(
                "Hier ist kein Drucker. Bitte fragen Sie die Coachin oder den Coach. "
                "Sie können die Datei auch speichern."
            )
        )
    elif len(names) == 1:
        _start(page, names[0], content, title)
    else:
        PrinterDialog(page, names, lambda name: _start(page, name, content, title)).open()


def printer_names() -> tuple[str, ...]:
    """The printers that bring out paper, the default one first."""
    from PySide6.QtPrintSupport import QPrinterInfo

    default = QPrinterInfo.defaultPrinterName()
    names = [name for name in QPrinterInfo.availablePrinterNames() if brings_out_paper(name)]
    return tuple(sorted(names, key=lambda name: (name != default, name.casefold())))


def brings_out_paper(name: str) -> bool:
    """Whether a printer is one, by its name: „Microsoft Print to PDF“ and the like would open a dialog for files."""
    return not any(word in name.casefold() for word in _WRITES_FILES)


class PrinterDialog(DialogBase):
    """One large button a printer."""

    def __init__(self, parent: QWidget, names: Sequence[str], chosen: Callable[[str], object]) -> None:
        super().__init__(parent, _("Welcher Drucker?"))
        self.submit_button.hide()
        self.add(TextLabel(_("Der erste Drucker ist der übliche."), wrap=True))
        for place, name in enumerate(names):
            button = BigButton(in_line(name), icon="printer", kind=Kind.PLAIN if place else Kind.PRIMARY)
            button.clicked.connect(partial(self._choose, chosen, name))
            self.add(button)

    def _choose(self, chosen: Callable[[str], object], name: str, _checked: bool = False) -> None:
        self.accept()
        chosen(name)


def print_pages(name: str, title: str, pages: Sequence[PageImage]) -> bool:
    """Send pictures of pages to a printer, each as large as the paper."""
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    printer = QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        return False
    try:
        for number, page in enumerate(pages):
            if number:
                printer.newPage()
            whole = printer.paperRect(QPrinter.Unit.DevicePixel)
            painter.drawImage(_fitted(page, whole), _image(page))
    finally:
        painter.end()
    return True


def _start(page: Page, name: str, content: bytes, title: str) -> None:
    def send(pages: Sequence[PageImage]) -> None:
        if print_pages(name, title, pages):
            count = len(pages)
            text = ngettext(
                "{count} Seite wird gedruckt. Drucker: {name}", "{count} Seiten werden gedruckt. Drucker: {name}", count
            )
            page.messages.success(text.format(count=count, name=name))
        else:
            page.messages.error(
                _("Der Drucker „{name}“ druckt nicht. Ist er an? Hat er Papier? Bitte fragen Sie.").format(name=name)
            )

    page.run(printable_pages, content, done=send)


def _fitted(page: PageImage, whole: QRectF) -> QRectF:
    """The page in the middle of the paper, with its own proportions."""
    scale = min(whole.width() / page.width, whole.height() / page.height)
    width, height = page.width * scale, page.height * scale
    return QRectF((whole.width() - width) / 2, (whole.height() - height) / 2, width, height)


def _image(page: PageImage) -> QImage:
    return QImage(page.data, page.width, page.height, page.bytes_per_line, QImage.Format.Format_RGB32)
