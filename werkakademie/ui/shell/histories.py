"""Loads histories for a page, and opens one over it."""

from typing import Any
from uuid import UUID

from werkakademie.records.history import HistoryPage
from werkakademie.records.ids import ParticipantId
from werkakademie.services import history
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.history_panel import HistoryDialog
from werkakademie.ui.widgets.paging import Deliver, Fetch


def history_of(page: Page, table: str, record_id: UUID) -> Fetch:
    """The history of a record, page by page, for `HistoryPanel.load`."""

    def fetch(cursor: Any, deliver: Deliver) -> None:
        page.run(
            history.record_history,
            page.context.workplace,
            table,
            record_id,
            before=cursor,
            done=lambda found: _deliver(found, deliver),
        )

    return fetch


def history_of_person(page: Page, participant_id: ParticipantId) -> Fetch:
    """Everything about a person, page by page."""

    def fetch(cursor: Any, deliver: Deliver) -> None:
        page.run(
            history.person_history,
            page.context.workplace,
            participant_id,
            before=cursor,
            done=lambda found: _deliver(found, deliver),
        )

    return fetch


def open_history(page: Page, title: str, table: str, record_id: UUID) -> HistoryDialog:
    """Show the history of a record in a dialog over the page."""
    dialog = HistoryDialog(page, title, history_of(page, table, record_id))
    dialog.open()
    return dialog


def _deliver(found: HistoryPage, deliver: Deliver) -> None:
    deliver(found.entries, found.next_before)
