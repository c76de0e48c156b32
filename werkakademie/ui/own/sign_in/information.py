"""The page that everybody reads once: who sees what, how long it stays, which rights they have."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from werkakademie.i18n import _
from werkakademie.ui.own.widgets import BigButton
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.widgets.buttons import Kind
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.layouts import GRID, ScrollPane, column, row
from werkakademie.ui.widgets.text import TextLabel


class InformationPanel(QWidget):
    """„Ich habe das gelesen“ goes on; „Abmelden“ leaves without."""

    def __init__(self, *, read: Callable[[], object], leave: Callable[[], object]) -> None:
        super().__init__()
        pane = ScrollPane(margins=0)
        for title, icon, sentences in _parts():
            card = Card(title, icon=icon)
            for sentence in sentences:
                card.body.addWidget(TextLabel(sentence, wrap=True))
            pane.body.addWidget(card)
        pane.body.addStretch(1)
        self.pane = pane
        self.confirm = BigButton(_("Ich habe das gelesen"), icon="check", kind=Kind.PRIMARY, run=read)
        out = BigButton(_("Abmelden"), icon="log-out", run=leave)
        head = TextLabel(_("Ihre Daten und Ihre Rechte"), TextRole.DISPLAY, wrap=True)
        self.setLayout(column(head, pane, row(self.confirm, None, out), spacing=2 * GRID))

    def first_focus(self) -> QWidget:
        return self.confirm


def _parts() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    return (
        (
            _("Wer sieht was?"),
            "eye",
            (
                _("Sie sehen hier nur Ihre eigenen Daten."),
                _("Ihre Coachin oder Ihr Coach sieht Ihre Bewerbungen und Ihre Unterlagen."),
                _("Andere Teilnehmende sehen nichts von Ihnen. In der Liste stehen nur Vorname und ein Buchstabe."),
                _("Wir schicken nichts an Arbeitgeber. Das machen nur Sie selbst."),
            ),
        ),
        (
            _("Wie lange bleibt es?"),
            "clock",
            (
                _("Unterlagen und Bewerbungen löschen wir spätestens 6 Monate nach Ihrem Kurs."),
                _("Nehmen Sie vorher alles mit. Das geht bei „Mitnehmen“."),
            ),
        ),
        (
            _("Ihre Rechte"),
            "shield-check",
            (
                _("Sie können jederzeit fragen: Was steht über mich hier?"),
                _("Sie können falsche Angaben ändern lassen."),
                _("Sie können sich beschweren. Die Coachin oder der Coach sagt Ihnen, wo."),
                _("Bewerbungsfoto, Geburtsdatum und Familienstand sind freiwillig."),
            ),
        ),
    )
