"""The list of what was found, page by page."""

from collections.abc import Callable, Collection
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from werkakademie.i18n import _, format_count, ngettext
from werkakademie.records.job_portal import POSTINGS_A_PAGE, JobList, JobPosting
from werkakademie.ui.own.jobs.words import posting_line
from werkakademie.ui.own.lines import in_line
from werkakademie.ui.own.widgets import ActionCard, BigButton
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.widgets.layouts import GRID, clear_layout, column, row
from werkakademie.ui.widgets.text import TextLabel, muted


class FoundList(QWidget):
    """A card for each posting; `choose` gets the one that is touched, `turn` the page that is wanted."""

    def __init__(self, *, choose: Callable[[JobPosting], object], turn: Callable[[int], object]) -> None:
        super().__init__()
        self._choose = choose
        self._page = 1
        self._cards: dict[str, ActionCard] = {}
        self._headline = TextLabel("", TextRole.HEADING, wrap=True)
        self._advice = TextLabel("", wrap=True)
        self._passed_over = muted()
        self._list = column(spacing=GRID)
        self.before = BigButton(_("Vorige Seite"), icon="arrow-left", run=lambda: turn(self._page - 1))
        self.after = BigButton(_("Nächste Seite"), icon="arrow-right", run=lambda: turn(self._page + 1))
        self.setLayout(
            column(
                self._headline,
                self._advice,
                self._list,
                self._passed_over,
                row(self.before, self.after, None, spacing=GRID),
                spacing=2 * GRID,
            )
        )
        self.hide()

    def headline(self) -> str:
        """How many were found, and which page of them this is."""
        return self._headline.text()

    def show_found(self, found: JobList, logged: Collection[str]) -> None:
        """Show a page; what stands in the person's log says so."""
        clear_layout(self._list)
        self._cards = {
            posting.reference: self._card(posting, posting.reference in logged) for posting in found.postings
        }
        for card in self._cards.values():
            self._list.addWidget(card)
        self._page = found.page
        self._headline.setText(_headline(found))
        self._advice.setText(_("Suchen Sie einen anderen Beruf oder weiter weg."))
        self._advice.setVisible(not found.postings)
        text = ngettext("{count} Stelle war nicht lesbar.", "{count} Stellen waren nicht lesbar.", found.unreadable)
        self._passed_over.setText(text.format(count=format_count(found.unreadable)))
        self._passed_over.setVisible(bool(found.unreadable))
        self.before.setVisible(found.page > 1)
        self.after.setVisible(_has_more(found))
        self.show()

    def focus_first(self) -> None:
        """After turning the page: where it begins."""
        for card in list(self._cards.values())[:1]:
            card.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_on(self, posting: JobPosting) -> None:
        """Give the keyboard back to the card that somebody came from."""
        card = self._cards.get(posting.reference)
        if card is not None:
            card.setFocus(Qt.FocusReason.OtherFocusReason)

    def _card(self, posting: JobPosting, is_logged: bool) -> ActionCard:
        line = posting_line(posting, _("Steht in Ihrer Liste") if is_logged else "")
        icon = "circle-check" if is_logged else "briefcase"
        return ActionCard(in_line(posting.title), line, icon=icon, run=partial(self._choose, posting))


def _has_more(found: JobList) -> bool:
    """Without a total, a full page may have another behind it."""
    if found.total is None:
        return len(found.postings) + found.unreadable >= POSTINGS_A_PAGE
    return found.page * POSTINGS_A_PAGE < found.total and bool(found.postings)


def _headline(found: JobList) -> str:
    if not found.postings:
        return _("Keine Stelle gefunden.") if found.page == 1 else _("Keine weiteren Stellen.")
    if found.total is None:
        return _("Seite {page}").format(page=format_count(found.page))
    pages = -(-found.total // POSTINGS_A_PAGE)
    said = ngettext("{count} Stelle gefunden.", "{count} Stellen gefunden.", found.total)
    said = said.format(count=format_count(found.total))
    if pages > 1:
        page = _("Seite {page} von {pages}").format(page=format_count(found.page), pages=format_count(pages))
        return f"{said} {page}"
    return said
