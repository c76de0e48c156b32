"""Shows a fault of the program with the text to report; errors of the situation stand in their page instead."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from werkakademie import __version__
from werkakademie.errors import WerkakademieError
from werkakademie.i18n import _
from werkakademie.ui.widgets.buttons import Button
from werkakademie.ui.widgets.dialogs import DialogBase
from werkakademie.ui.widgets.text import paragraph


class FaultDialog(DialogBase):
    """Says that something went wrong inside, and offers the report to copy; it holds no person's data by intent."""

    def __init__(self, parent: QWidget, error: WerkakademieError, report: str) -> None:
        super().__init__(parent, _("Im Programm ist ein Fehler aufgetreten"), submit=_("Schließen"), wide=True)
        self._report = f"Werkakademie {__version__}\n{report}"
        text = QPlainTextEdit(self._report)
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setAccessibleName(_("Text für die Meldung"))
        text.setMinimumHeight(180)
        self.add(paragraph(error.sentence()), text)
        self.cancel_button.hide()
        self.foot.insertWidget(0, Button(_("Text kopieren"), icon="copy", run=self._copy))

    def report(self) -> str:
        return self._report

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
        self.messages.success(_("Der Text liegt in der Zwischenablage."))
