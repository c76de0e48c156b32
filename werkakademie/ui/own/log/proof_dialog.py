"""The Bewerbungsnachweis for the Jobcenter: which time, then save or print."""

from collections.abc import Callable
from datetime import date, timedelta

from werkakademie.i18n import _
from werkakademie.services.own import proof
from werkakademie.ui.groups.form_dialog import ServiceDialog
from werkakademie.ui.own.keeping import save_copy
from werkakademie.ui.own.pages import OwnPage
from werkakademie.ui.own.printing import print_document
from werkakademie.ui.own.questions import BigChoice
from werkakademie.ui.own.widgets import BigButton
from werkakademie.ui.widgets.buttons import Kind
from werkakademie.ui.widgets.layouts import row
from werkakademie.ui.widgets.text import TextLabel

_NAME = "Bewerbungsnachweis.pdf"
#: Days back; more than anybody wrote down.
_ALL = 20 * 365


class ProofDialog(ServiceDialog):
    """The document is German, as the Jobcenter reads it."""

    def __init__(self, page: OwnPage) -> None:
        super().__init__(page, _("Bewerbungsnachweis"), submit="", wide=True)
        self._own_page = page
        self.submit_button.hide()
        self.cancel_button.setText(_("Schließen"))
        self.cancel_button.setProperty("touch", "finger")
        self.time = BigChoice(
            "days", _("Zeitraum"), [(31, _("Letzter Monat")), (92, _("Letzte 3 Monate")), (_ALL, _("Alles"))]
        )
        self.time.set_value(31)
        self.add(
            TextLabel(_("Für welche Zeit? Das Papier ist auf Deutsch, für das Jobcenter."), wrap=True),
            self.time,
            row(
                BigButton(_("Speichern"), icon="save", kind=Kind.PRIMARY, run=lambda: self._make(self._save)),
                BigButton(_("Drucken"), icon="printer", run=lambda: self._make(self._print)),
                BigButton(_("Leeres Blatt für zu Hause"), icon="file-text", run=self._blank),
                None,
            ),
        )

    def submit(self) -> None:
        """The buttons say what happens."""

    def _make(self, done: Callable[[bytes], object]) -> None:
        last: date = self._own_page.context.today()
        first = last - timedelta(days=self.time.value() or _ALL)
        self.ask(proof.own_proof, self._own_page.own, first=first, last=last, done=done)

    def _save(self, content: bytes) -> None:
        self.accept()
        save_copy(self._own_page, _NAME, content)

    def _print(self, content: bytes) -> None:
        self.accept()
        print_document(self._own_page, content, "Bewerbungsnachweis")

    def _blank(self) -> None:
        def made(content: bytes) -> None:
            self.accept()
            print_document(self._own_page, content, _("Meine Bewerbungen"))

        self.ask(proof.blank_sheet, self._own_page.own, done=made)
