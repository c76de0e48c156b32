"""The tab „Platzsuche“: every place that was asked and has not answered for good, what is due first on top."""

from datetime import date

from PySide6.QtWidgets import QWidget

from werkakademie.i18n import _, format_date, ngettext
from werkakademie.records.care_search import CareReminder
from werkakademie.records.changes import ChangeSet, Noun
from werkakademie.records.labels import label
from werkakademie.records.participants import display_name
from werkakademie.services import care_search
from werkakademie.ui.shell.pages import Page, PageContext
from werkakademie.ui.shell.tabbed_page import PageTab
from werkakademie.ui.widgets.data_table import Column, DataTable
from werkakademie.ui.widgets.empty_state import EmptyState
from werkakademie.ui.widgets.layouts import column
from werkakademie.ui.widgets.styling import Tone
from werkakademie.ui.widgets.text import muted

_SHOWN = frozenset({Noun.CARE_SEARCH, Noun.CHILD, Noun.PARTICIPANT})


class SearchTab(PageTab):
    """A row opens the person, where answers are written down."""

    def __init__(self, context: PageContext, page: Page) -> None:
        super().__init__(context, page)
        self._about = muted("")
        self.table = DataTable(self._columns(), name=_("Offene Anfragen"))
        self.table.opened.connect(lambda row: context.go("participants", row.participant_id))
        self._nothing = EmptyState(
            "search",
            _("Keine offene Anfrage"),
            _("Wo Eltern nach einem festen Platz fragen, tragen Sie bei der Person unter „Kinder“ ein."),
        )
        self._nothing.hide()
        self.setLayout(column(self._about, self.table, self._nothing, spacing=12))

    def enter(self, target: object = None) -> None:  # noqa: ARG002 - there is one list
        # Whatever is to be asked on some day is still open.
        self.page.run(care_search.reminders, self.context.workplace, date.max, done=self._show)

    def refresh(self, changes: ChangeSet) -> None:
        if changes.nouns & _SHOWN:
            self.enter()

    def first_control(self) -> QWidget:
        """Where the keyboard starts."""
        return self.table

    def _show(self, found: tuple[CareReminder, ...]) -> None:
        self.table.set_records(found)
        due = sum(self._is_due(row) for row in found)
        text = ngettext("{count} Anfrage ist jetzt fällig.", "{count} Anfragen sind jetzt fällig.", due)
        self._about.setText(text.format(count=due))
        for widget in (self._about, self.table):
            widget.setVisible(bool(found))
        self._nothing.setVisible(not found)

    def _is_due(self, row: CareReminder) -> bool:
        return row.ask_on <= self.context.today()

    def _columns(self) -> list[Column]:
        return [
            Column(
                _("Wieder nachfragen"),
                self._when,
                tone=lambda row: Tone.WARN if self._is_due(row) else Tone.NEUTRAL,
            ),
            Column(_("Einrichtung"), lambda row: row.provider_name, stretch=True, strong=True),
            Column(_("Kind"), lambda row: row.child_name),
            Column(_("Elternteil"), lambda row: display_name(row.given_names, row.family_name, row.own_number)),
            Column(_("Antwort"), lambda row: label(row.answer)),
            Column(_("Nummer"), lambda row: str(row.waiting_number or "–"), number=True),
        ]

    def _when(self, row: CareReminder) -> str:
        day = format_date(row.ask_on)
        return _("{day} (fällig)").format(day=day) if self._is_due(row) else day
