"""The tab „Protokoll“: everybody's changes for the lead, filtered, checked, and handed out as a table."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtGui import QResizeEvent

from werkakademie.errors import Cancelled, WerkakademieError
from werkakademie.i18n import _, format_count, ngettext
from werkakademie.records.changes import ChangeSet
from werkakademie.records.clock import local_date
from werkakademie.records.history import ChainCheck, HistoryEntry, HistoryPage, JournalQuery
from werkakademie.records.ids import AccountId
from werkakademie.records.journal_texts import entry_lines, moment_words, record_words, subject_words
from werkakademie.records.participants import ParticipantPage, ParticipantQuery, ParticipantRow
from werkakademie.services import journal, participants
from werkakademie.ui.safety.journal_filter import MOST_PEOPLE, JournalFilter
from werkakademie.ui.shell.pages import Page, PageContext
from werkakademie.ui.shell.tabbed_page import PageTab
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.data_table import Column, DataTable
from werkakademie.ui.widgets.empty_state import EmptyState
from werkakademie.ui.widgets.history_panel import EntryDialog
from werkakademie.ui.widgets.layouts import ScrollPane, column, row
from werkakademie.ui.widgets.paging import Deliver
from werkakademie.ui.widgets.progress import ProgressPanel
from werkakademie.ui.widgets.styling import Tone
from werkakademie.ui.widgets.text import Pill, TextLabel, muted

#: With fewer lines of text than this in its height, the tab folds what is not the list.
LOW_LINES = 30


class JournalTab(PageTab):
    """Filter on top, the entries below it, details in a dialog; the chain's state at the head."""

    def __init__(self, context: PageContext, page: Page) -> None:
        super().__init__(context, page)
        self.chain: ChainCheck | None = None
        self._pill = Pill()
        self._chain_words = TextLabel("", wrap=True)
        self.check_button = Button(_("Jetzt prüfen"), icon="shield-check", run=self._check)
        self.filter = JournalFilter(self._find_people)
        self.filter.changed.connect(self._load)
        self.table = DataTable(_columns(), name=_("Protokoll"))
        self.table.opened.connect(self._open)
        self.table.loaded.connect(self._loaded)
        self.details_button = Button(_("Einzelheiten"), icon="eye", kind=Kind.QUIET, run=self._open_current)
        self.filter_button = Button(_("Filter"), icon="filter", kind=Kind.QUIET, run=self._unfold_filter)
        self.filter_button.setToolTip(_("Filter zeigen oder verbergen"))
        self.filter_button.hide()
        self.export_button = Button(_("Als Tabelle speichern (CSV)"), icon="download", run=self._export)
        self.progress = ProgressPanel()
        self._count = muted("")
        self._nothing = EmptyState("history", _("Nichts gefunden"), _("Zu dieser Auswahl gibt es keine Einträge."))
        self._nothing.hide()
        head = Card(_("Kette der Einträge"), icon="shield-check")
        head.add_action(self._pill)
        head.add_action(self.check_button)
        head.add(self._chain_words)
        card = Card(_("Alle Änderungen"), icon="history")
        card.add_action(self.filter_button)
        card.add_action(self.details_button)
        card.add_action(self.export_button)
        card.add(self.filter, self.table, self._nothing, row(self._count, None))
        self.table.setMinimumHeight(260)
        pane = ScrollPane(margins=0)
        pane.body.addWidget(head)
        pane.body.addWidget(self.progress)
        pane.body.addWidget(card, 1)
        self.setLayout(column(pane))
        self._low = False
        self._show_chain()

    def enter(self, target: object = None) -> None:  # noqa: ARG002 - the tab shows all there is
        self.page.run(journal.authors, self.context.workplace, done=self._show_authors)
        self._load()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the window is low for its texts the filter folds, so that some entries are in view."""
        super().resizeEvent(event)
        low = self.height() < LOW_LINES * self.fontMetrics().lineSpacing()
        if low != self._low:
            self._low = low
            self.filter_button.setVisible(low)
            self.filter.setVisible(not low or self.filter.query() != JournalQuery())
            self._show_chain()

    def refresh(self, changes: ChangeSet) -> None:  # noqa: ARG002 - every change is an entry
        self._load()

    def _unfold_filter(self) -> None:
        self.filter.setVisible(self.filter.isHidden())

    def _show_authors(self, authors: Sequence[tuple[AccountId, str]]) -> None:
        self.filter.show_authors(authors)

    def _load(self) -> None:
        query = self.filter.query()
        self.table.load(lambda cursor, deliver: self._fetch(query, cursor, deliver))
        self.page.run(journal.journal_count, self.context.workplace, query, done=self._counted)

    def _fetch(self, query: JournalQuery, cursor: Any, deliver: Deliver) -> None:
        def arrived(found: HistoryPage) -> None:
            deliver(found.entries, found.next_before)

        self.page.run(journal.journal_page, self.context.workplace, query.after(cursor), done=arrived)

    def _loaded(self, count: int) -> None:
        self.table.setVisible(bool(count))
        self._nothing.setVisible(not count)
        self.export_button.setEnabled(bool(count))
        self.details_button.setEnabled(bool(count))
        if count:
            self.table.selectRow(0)

    def _counted(self, count: int) -> None:
        words = ngettext("{count} Eintrag", "{count} Einträge", count)
        self._count.setText(words.format(count=format_count(count)))

    def _find_people(self, words: str, found: Callable[[Sequence[ParticipantRow]], None]) -> None:
        def arrived(page: ParticipantPage) -> None:
            found(page.rows)

        query = ParticipantQuery(text=words, limit=MOST_PEOPLE)
        self.page.run(participants.participant_page, self.context.workplace, query, done=arrived)

    def _open_current(self) -> None:
        entry = self.table.current_record()
        if entry is not None:
            self._open(entry)

    def _open(self, entry: HistoryEntry) -> None:
        EntryDialog(self, entry).open()

    def _check(self) -> None:
        self.check_button.setEnabled(False)
        self.page.run(journal.check_chain, self.context.workplace, done=self._checked, failed=self._check_failed)

    def _checked(self, found: ChainCheck) -> None:
        self.chain = found
        self.check_button.setEnabled(True)
        self._show_chain()

    def _check_failed(self, error: WerkakademieError) -> None:
        self.check_button.setEnabled(True)
        self.page.show_error(error)

    def _show_chain(self) -> None:
        found = self.chain
        self._chain_words.setVisible(found is not None or not self._low)
        if found is None:
            self._pill.show_status(_("noch nicht geprüft"), Tone.NEUTRAL)
            self._chain_words.setText(
                _(
                    "Jeder Vorgang ist mit dem vorigen verkettet. "
                    "Die Prüfung zeigt, ob nachträglich etwas verändert wurde."
                )
            )
            return
        counts = _("{transactions} Vorgänge mit {entries} Einträgen").format(
            transactions=format_count(found.transactions), entries=format_count(found.entries)
        )
        when = _("Kette geprüft am {moment}: {counts}.").format(moment=moment_words(found.checked_at), counts=counts)
        if not found.faults:
            self._pill.show_status(_("unverändert"), Tone.GOOD)
            self._chain_words.setText(when)
            return
        self._pill.show_status(_("verändert"), Tone.BAD)
        numbers = ", ".join(dict.fromkeys(str(number) for _kind, number in found.faults[:5] if number))
        advice = _(
            "Die Einträge sind nicht mehr so, wie sie geschrieben wurden (Vorgang {numbers}). Bitte ändern Sie nichts, "
            "legen Sie eine Sicherung an und lassen Sie auf dem Reiter „Prüfung“ den ganzen Speicher prüfen."
        )
        self._chain_words.setText(f"{when} {advice.format(numbers=numbers or '–')}")

    def _export(self) -> None:
        day = local_date(self.context.now()).isoformat()
        path = self.context.files.save_file(
            self, _("Protokoll speichern"), _("Protokoll {day}.csv").format(day=day), [(_("Tabelle"), ("csv",))]
        )
        if path is None:
            return
        job = self.page.run(
            journal.export_journal,
            self.context.workplace,
            self.filter.query(),
            path,
            progress=self.progress.advance,
            done=self._exported,
            failed=self._export_failed,
        )
        self.progress.start(_("Protokoll wird gespeichert"), job.cancel)

    def _exported(self, count: int) -> None:
        self.progress.end()
        text = ngettext("{count} Eintrag ist gespeichert.", "{count} Einträge sind gespeichert.", count)
        self.page.messages.success(text.format(count=format_count(count)))
        self._load()

    def _export_failed(self, error: WerkakademieError) -> None:
        self.progress.end()
        if isinstance(error, Cancelled):
            self.page.messages.info(_("Das Speichern wurde abgebrochen. Es ist keine Datei entstanden."))
        else:
            self.page.show_error(error)


def _columns() -> list[Column]:
    return [
        Column(_("Wann"), lambda entry: moment_words(entry.at), strong=True),
        Column(_("Wer"), lambda entry: entry.author or _("Programm")),
        Column(_("Was"), _what),
        Column(_("Person"), lambda entry: subject_words(entry.subject) or "–"),
        Column(_("Änderung"), lambda entry: " · ".join(entry_lines(entry)), stretch=True),
    ]


def _what(entry: HistoryEntry) -> str:
    words = record_words(entry.record)
    return words if len(words) <= 40 else f"{words[:39]}…"
