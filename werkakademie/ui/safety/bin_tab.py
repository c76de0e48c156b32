"""The tab „Papierkorb“: what was removed, whose, when and by whom, and the way back."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer

from werkakademie.errors import WerkakademieError
from werkakademie.i18n import _, ngettext
from werkakademie.records.changes import ChangeSet
from werkakademie.records.history import BinPage, DeletedRecord
from werkakademie.records.journal_columns import table_word
from werkakademie.records.journal_texts import moment_words, record_words, reference_words, subject_words
from werkakademie.services import bin as bin_service
from werkakademie.services.bin import ParentDeletedError
from werkakademie.ui.shell.pages import Page, PageContext
from werkakademie.ui.shell.tabbed_page import PageTab
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.data_table import Column, DataTable
from werkakademie.ui.widgets.empty_state import EmptyState
from werkakademie.ui.widgets.fields import ChoiceField, TextField
from werkakademie.ui.widgets.layouts import GRID, ScrollPane, column, row
from werkakademie.ui.widgets.paging import Deliver
from werkakademie.ui.widgets.text import muted

#: Who types on is not held up by searching.
SEARCH_AFTER_MILLISECONDS = 250


class BinTab(PageTab):
    """Everything that is marked as deleted. Nothing is deleted for good here."""

    def __init__(self, context: PageContext, page: Page) -> None:
        super().__init__(context, page)
        kinds = [(table, table_word(table)) for table in bin_service.BIN_TABLES]
        self.kind = ChoiceField("kind", _("Art"), kinds, empty=_("alles"))
        self.words = TextField("words", _("Name oder Person"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SEARCH_AFTER_MILLISECONDS)
        self._timer.timeout.connect(self._load)
        self.kind.changed.connect(self._load)
        self.words.changed.connect(self._timer.start)
        self.table = DataTable(_columns(), name=_("Papierkorb"))
        self.table.chosen.connect(lambda _row: self._enable())
        self.table.opened.connect(lambda _row: self._restore())
        self.table.loaded.connect(self._loaded)
        self.restore_button = Button(_("Wiederherstellen"), icon="undo-2", kind=Kind.PRIMARY, run=self._restore)
        self._nothing = EmptyState(
            "trash-2",
            _("Der Papierkorb ist leer"),
            _("Was Sie entfernen, kommt hierher und lässt sich wiederherstellen."),
        )
        filters = row(self.kind, self.words, spacing=2 * GRID)
        filters.setStretch(0, 1)
        filters.setStretch(1, 2)
        card = Card(_("Entferntes"), icon="trash-2")
        card.add_action(self.restore_button)
        hint = muted(
            _(
                "Hier wird nichts endgültig gelöscht. Das geschieht nur nach den Löschfristen und mit vier Augen; "
                "danach lässt sich nichts zurückholen."
            )
        )
        card.add(filters, self.table, self._nothing, hint)
        self.table.setMinimumHeight(220)
        pane = ScrollPane(margins=0)
        pane.body.addWidget(card, 1)
        self.setLayout(column(pane))
        self._enable()

    def enter(self, target: object = None) -> None:  # noqa: ARG002 - the tab shows all there is
        self._load()

    def refresh(self, changes: ChangeSet) -> None:  # noqa: ARG002 - whatever changed may have been removed or brought back
        self._load()

    def _load(self) -> None:
        self.table.load(self._fetch)

    def _fetch(self, cursor: Any, deliver: Deliver) -> None:
        def arrived(found: BinPage) -> None:
            deliver(found.rows, found.next_before)

        self.page.run(
            bin_service.bin_page,
            self.context.workplace,
            table=str(self.kind.value() or ""),
            words=str(self.words.value() or ""),
            before=cursor,
            done=arrived,
        )

    def _loaded(self, count: int) -> None:
        filtered = bool(self.kind.value() or self.words.value())
        if filtered:
            self._nothing.show_text(_("Nichts gefunden"), _("Wählen Sie „alles“ oder suchen Sie nach anderen Wörtern."))
        else:
            self._nothing.show_text(
                _("Der Papierkorb ist leer"), _("Was Sie entfernen, kommt hierher und lässt sich wiederherstellen.")
            )
        self.table.setVisible(bool(count))
        self._nothing.setVisible(not count)
        if count:
            self.table.selectRow(0)
        self._enable()

    def _enable(self) -> None:
        self.restore_button.setEnabled(self.table.current_record() is not None)

    def _restore(self) -> None:
        chosen: DeletedRecord | None = self.table.current_record()
        if chosen is not None:
            self._bring_back(chosen.record.table, chosen.record.row_id, _said(chosen))

    def _bring_back(self, table: str, row_id: str, name: str, then: Callable[[], object] | None = None) -> None:
        self.page.run(
            bin_service.restore,
            self.context.workplace,
            table,
            row_id,
            done=lambda count: then() if then is not None else self._restored(name, count),
            failed=partial(self._refused, table, row_id, name),
        )

    def _restored(self, name: str, count: int) -> None:
        text = _("Wiederhergestellt: {name}").format(name=name)
        if count > 1:
            more = ngettext(
                "dazu {count} Eintrag, der daran hängt", "dazu {count} Einträge, die daran hängen", count - 1
            )
            text = f"{text}, {more.format(count=count - 1)}"
        self.page.messages.success(f"{text}.")

    def _refused(self, table: str, row_id: str, name: str, error: WerkakademieError) -> None:
        """What it belongs to is deleted too: offer to bring that back first, and then this."""
        if not isinstance(error, ParentDeletedError):
            self.page.show_error(error)
            return
        again = partial(self._bring_back, table, row_id, name)
        parent = partial(self._bring_back, error.parent_table, error.parent_id, "", again)
        label = _("Beides wiederherstellen")
        self.page.messages.warning(error.sentence(), action=Button(label, icon="undo-2", run=parent))


def _columns() -> list[Column]:
    return [
        Column(_("Was"), lambda one: table_word(one.record.table), strong=True),
        Column(_("Name"), lambda one: reference_words(one.record) or "–", stretch=True),
        Column(_("Person"), lambda one: subject_words(one.subject) or "–"),
        Column(_("Entfernt am"), lambda one: moment_words(one.deleted_at) if one.deleted_at else "–"),
        Column(_("Von"), lambda one: one.deleted_by or "–"),
    ]


def _said(chosen: DeletedRecord) -> str:
    person = subject_words(chosen.subject)
    words = record_words(chosen.record)
    return f"{words} ({person})" if person and chosen.record.table != "participant" else words
