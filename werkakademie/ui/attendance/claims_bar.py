"""Who says „Ich bin da“ at a room's PC, above the sheet, until a coach confirms it or does not see them."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from werkakademie.i18n import _, format_time
from werkakademie.records.ids import CoachingSessionId
from werkakademie.records.own_sign_in import ClaimRow
from werkakademie.records.participants import display_name
from werkakademie.services import presence_claims
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.layouts import GRID, clear_layout, column, row
from werkakademie.ui.widgets.text import TextLabel


class ClaimsBar(QWidget):
    """Hidden while nobody says so. Confirming is a mark „anwesend“; „Nicht da“ gives none."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._asked: CoachingSessionId | None = None
        self._shown: tuple[ClaimRow, ...] = ()
        card = Card(_("Sagen, dass sie da sind"), icon="hand")
        self._rows = column(spacing=GRID // 2)
        card.body.addLayout(self._rows)
        self.setLayout(column(card))
        self.hide()

    def load(self, session_id: CoachingSessionId) -> None:
        """Ask who says so now."""
        self._asked = session_id
        self._page.run(
            presence_claims.open_claims, self._page.context.workplace, session_id, done=partial(self._show, session_id)
        )

    def _show(self, session_id: CoachingSessionId, claims: Sequence[ClaimRow]) -> None:
        if session_id == self._asked and tuple(claims) != self._shown:
            self._show_rows(tuple(claims))

    def _show_rows(self, claims: tuple[ClaimRow, ...]) -> None:
        self._shown = claims
        clear_layout(self._rows)
        for claim in claims:
            self._rows.addWidget(self._row(claim))
        self.setVisible(bool(claims))

    def _row(self, claim: ClaimRow) -> QWidget:
        name = display_name(claim.given_names, claim.family_name, claim.own_number)
        said = _("{name}, um {time}").format(name=name, time=format_time(claim.claimed_at))
        confirm = Button(_("Bestätigen"), icon="check", run=partial(self._settle, presence_claims.confirm, claim))
        confirm.setAccessibleName(_("Bestätigen: {name}").format(name=name))
        decline = Button(
            _("Nicht da"), icon="x", kind=Kind.QUIET, run=partial(self._settle, presence_claims.decline, claim)
        )
        decline.setAccessibleName(_("Nicht da: {name}").format(name=name))
        one = QWidget()
        one.setLayout(row(TextLabel(said), None, confirm, decline))
        return one

    def _settle(self, service: Callable[..., Any], claim: ClaimRow) -> None:
        self._page.run(service, self._page.context.workplace, claim)
