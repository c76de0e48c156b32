"""The sheet of paper with the recovery key, for the printer."""

from html import escape

from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QWidget

from werkakademie.i18n import _
from werkakademie.ui.shell.fonts import FAMILIES


def key_sheet(site_name: str, account_name: str, recovery_key: str) -> QTextDocument:
    """The sheet as a document."""
    groups = escape(recovery_key)
    text = "".join(
        (
            f"<h1>{_('Wiederherstellungsschlüssel')}</h1>",
            f"<p><b>{escape(site_name)}</b><br>{_('Angelegt für: {name}').format(name=escape(account_name))}</p>",
            f"<p style='font-size:17pt; letter-spacing:1px'><b>{groups}</b></p>",
            f"<p>{_('Mit diesem Schlüssel lässt sich der Datenspeicher öffnen, wenn das Passwort vergessen ist.')}</p>",
            f"<p>{_('Bewahren Sie das Blatt verschlossen auf, nicht beim PC. Wer es hat, kann alle Daten lesen.')}</p>",
            f"<p>{_('Ohne Passwort und ohne diesen Schlüssel kann niemand die Daten wieder öffnen.')}</p>",
        )
    )
    document = QTextDocument()
    document.setDefaultStyleSheet(
        f"body {{ font-family: '{FAMILIES[0]}'; font-size: 11pt; }} p {{ margin-top: 12pt; }}"
    )
    document.setHtml(f"<body>{text}</body>")
    return document


def print_sheet(document: QTextDocument, parent: QWidget) -> bool:
    """Ask for a printer and print; False when the person changed their mind."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # needs CUPS, which a first paint must not wait for

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    if not dialog.exec():
        return False
    document.print_(printer)
    return True
