"""The card „Dauerbetreuung“ of a group: how many families found lasting places, each with its parts."""

from werkakademie.i18n import _, format_rate, ngettext
from werkakademie.records.care_search import GroupPlaces, PlaceCount
from werkakademie.records.changes import ChangeSet, Noun
from werkakademie.records.ids import GroupId
from werkakademie.services import care_search
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.figures import BigNumber
from werkakademie.ui.widgets.text import muted

_SHOWN = frozenset({Noun.CARE_SEARCH, Noun.CHILD, Noun.CHILDCARE})


class LastingCareCard(Card):
    """Two days count: the exit, and the cut-off day that follows from it."""

    def __init__(self, page: Page) -> None:
        super().__init__(_("Dauerbetreuung"), icon="search")
        self._page = page
        self._group_id: GroupId | None = None
        self._at_exit, self._at_cut_off = BigNumber(), BigNumber()
        about = _("Familien, deren Kinder hier betreut wurden: Haben alle Kinder einen festen Platz?")
        self.add(muted(about), self._at_exit, self._at_cut_off)
        page.context.worker.changed.connect(self._refresh)

    def show_group(self, group_id: GroupId) -> None:
        """Ask for the figures of a group."""
        self._group_id = group_id
        worker = self._page.context.worker
        worker.run(care_search.group_places, self._page.context.workplace, group_id, done=self._show, owner=self)

    def _refresh(self, changes: ChangeSet) -> None:
        if self._group_id is not None and changes.nouns & _SHOWN:
            self.show_group(self._group_id)

    def _show(self, found: GroupPlaces) -> None:
        self._at_exit.show_value(*_words(found.at_exit, _("am Ende der Teilnahme")))
        self._at_cut_off.show_value(*_words(found.at_cut_off, _("am Stichtag")))


def _words(count: PlaceCount, when: str) -> tuple[str, ...]:
    of_all = ngettext("{some} von {known} Familie {when}", "{some} von {known} Familien {when}", count.known)
    lines = [of_all.format(some=count.with_place, known=count.known, when=when)]
    if count.unknown:
        lines.append(ngettext("{count} unbekannt", "{count} unbekannt", count.unknown).format(count=count.unknown))
    return format_rate(count.with_place, count.known), *lines
