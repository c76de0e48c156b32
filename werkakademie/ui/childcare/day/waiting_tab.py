"""The tab „Warteliste“: who waits, in which order and why, and the offers that run."""

from datetime import timedelta

from werkakademie.i18n import _, format_date
from werkakademie.records.changes import ChangeSet, Noun
from werkakademie.records.childcare import CarePolicy
from werkakademie.records.childcare_bookings import BookingNews, BookingRow, WaitingFamily
from werkakademie.services import childcare_bookings, childcare_lists, childcare_settings
from werkakademie.ui.childcare.day.actions import BookingActions
from werkakademie.ui.childcare.day.texts import (
    family_names,
    part_words,
    passed_words,
    slot_words,
    state_tone,
    state_words,
)
from werkakademie.ui.shell.pages import Page, PageContext
from werkakademie.ui.shell.tabbed_page import PageTab
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.data_table import Column, DataTable
from werkakademie.ui.widgets.empty_state import EmptyState
from werkakademie.ui.widgets.layouts import GRID, ScrollPane, column
from werkakademie.ui.widgets.text import TextLabel, paragraph

_SHOWN = frozenset({Noun.CHILD, Noun.CHILDCARE, Noun.COACHING_SESSION, Noun.ENROLMENT, Noun.PARTICIPANT})
#: Farther ahead nobody can promise anything.
LOOKING_AHEAD = timedelta(weeks=26)


class WaitingTab(PageTab):
    """Families with an offer stand first: they have to be called before the deadline."""

    def __init__(self, context: PageContext, page: Page) -> None:
        super().__init__(context, page)
        self._policy: CarePolicy | None = None
        self._offers: tuple[WaitingFamily, ...] = ()
        explain = Card(_("Wer bekommt den nächsten Platz?"), icon="list-checks")
        explain.add(
            paragraph(
                _(
                    "Zuerst, wer den Platz zuerst gebraucht hat; Geschwister zusammen. Wird ein Platz frei, wird er "
                    "der ersten Familie angeboten, für die er reicht, und bis zur Frist frei gehalten. Ist er für "
                    "eine Familie zu klein, wird sie übergangen, und der Grund steht da. Wer die Frist verstreichen "
                    "lässt, stellt sich hinten an."
                )
            )
        )
        self.table = DataTable(self._columns(), name=_("Warteliste"))
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(lambda family: context.go("participants", family.first.participant_id))
        self.why = TextLabel("", wrap=True)
        self.decisions = BookingActions(page)
        self.list = Card(_("Warteliste und Angebote"), icon="clock").add(self.table, self.why, self.decisions)
        self.empty = EmptyState(
            "circle-check", _("Niemand wartet"), _("Alle Kinder, die einen Platz brauchen, haben einen.")
        )
        pane = ScrollPane(margins=0)
        for widget in (explain, self.list, self.empty):
            pane.body.addWidget(widget)
        pane.body.addStretch(1)
        pane.body.setSpacing(2 * GRID)
        self.setLayout(column(pane))
        self.empty.hide()

    def enter(self, target: object = None) -> None:  # noqa: ARG002 - there is one list
        # Offers whose deadline is over go on to the next family before anybody looks at them.
        self.page.run(childcare_bookings.settle, self.context.workplace, done=lambda _changed: self._load())

    def refresh(self, changes: ChangeSet) -> None:
        if changes.nouns & _SHOWN:
            self._load()

    def _load(self) -> None:
        workplace, today = self.context.workplace, self.context.today()
        self.page.run(childcare_settings.care_policy, workplace, done=self._keep_policy)
        self.page.run(childcare_lists.news, workplace, done=self._keep_offers)
        self.page.run(childcare_lists.waiting_list, workplace, today, today + LOOKING_AHEAD, done=self._show)

    def _keep_policy(self, policy: CarePolicy) -> None:
        self._policy = policy

    def _keep_offers(self, news: BookingNews) -> None:
        families: dict[tuple[object, object], list[BookingRow]] = {}
        for row in news.offers:
            families.setdefault((row.slot_id, row.participant_id), []).append(row)
        self._offers = tuple(WaitingFamily(tuple(rows)) for rows in families.values())

    def _show(self, waiting: tuple[WaitingFamily, ...]) -> None:
        shown = [*self._offers, *waiting]
        chosen: WaitingFamily | None = self.table.current_record()
        self.table.set_records(shown)
        self.table.fit_height(most_rows=16)
        self.list.setVisible(bool(shown))
        self.empty.setVisible(not shown)
        ids = [family.first.id for family in shown]
        if chosen is not None and chosen.first.id in ids:
            self.table.selectRow(ids.index(chosen.first.id))
        self._choose(self.table.current_record())

    def _choose(self, family: WaitingFamily | None) -> None:
        policy = self._policy.over_capacity if self._policy is not None else None
        self.why.setVisible(family is not None)
        if family is None:
            self.decisions.show_family(())
        else:
            self.why.setText(_("{family}: {why}").format(family=family_names(family.bookings), why=_why(family)))
            self.decisions.show_family(family.bookings, has_part=family.has_part, policy=policy)

    def _columns(self) -> list[Column]:
        return [
            Column(_("Tag"), lambda family: format_date(family.first.held_on), width=100),
            Column(_("Betreuungszeit"), lambda family: slot_words(family.first), width=190),
            Column(_("Familie"), lambda family: family_names(family.bookings), strong=True, width=190),
            Column(_("Telefon"), lambda family: family.first.phone, width=120),
            Column(
                _("Stand"),
                lambda family: state_words(family.first),
                width=160,
                tone=lambda family: state_tone(family.first),
            ),
            Column(_("Warum hier"), _why, stretch=True),
        ]


def _why(family: WaitingFamily) -> str:
    """Since when the place is needed, who went before, and what would fit."""
    first = family.first
    parts = [_("gebraucht seit {day}").format(day=format_date(first.asked_at.date()))]
    if first.passed_over is not None:
        parts.append(passed_words(*first.passed_over))
    if part := part_words(family):
        parts.append(part)
    return " · ".join(parts)
