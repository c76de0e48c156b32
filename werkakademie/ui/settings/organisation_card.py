"""The key by which the organisation behind a site can open its data; only the lead sees this card."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from werkakademie.i18n import _
from werkakademie.records.vault import OrganisationKey
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.widgets.buttons import Button
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.flow import FlowLayout
from werkakademie.ui.widgets.layouts import GRID
from werkakademie.ui.widgets.text import TextLabel, muted


class OrganisationCard(Card):
    """Shows whose key opens the data beside the accounts, with the word that two people compare."""

    def __init__(self, *, store: Callable[[], object], remove: Callable[[], object]) -> None:
        super().__init__(_("Schlüssel der Organisation"), icon="building-2")
        self.state = muted()
        self.word = TextLabel("", TextRole.STRONG, wrap=True)
        self.word.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._store = Button(_("Schlüssel hinterlegen"), icon="key-round", run=store)
        self._remove = Button(_("Schlüssel entfernen"), icon="trash-2", run=remove)
        buttons = QWidget()
        flow = FlowLayout(gap=GRID)
        buttons.setLayout(flow)
        flow.addWidget(self._store)
        flow.addWidget(self._remove)
        self.add(self.state, self.word, buttons)
        self.show_key(None)

    def show_key(self, key: OrganisationKey | None) -> None:
        """Show the key that is there, or that there is none."""
        self.word.setVisible(key is not None)
        self._remove.setVisible(key is not None)
        if key is None:
            self.state.setText(
                _("Keiner hinterlegt. Mit einem Schlüssel kann die Organisation ein vergessenes Passwort ersetzen.")
            )
            self._store.setText(_("Schlüssel hinterlegen"))
            return
        self.state.setText(_("Hinterlegt ist {recipient}").format(recipient=_parted(key.recipient)))
        self.word.setText(_("Prüfwort: {word}").format(word=key.fingerprint))
        self._store.setText(_("Schlüssel ersetzen"))


def _parted(recipient: str) -> str:
    """The key with places where a line may end."""
    return "\u200b".join(recipient[place : place + 8] for place in range(0, len(recipient), 8))
