"""The tab of a group's sessions: proposed, added, moved, cancelled."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from werkakademie.i18n import _, pgettext
from werkakademie.records.groups import GroupRecord
from werkakademie.records.ids import CoachingSessionId
from werkakademie.records.sessions import SessionRow
from werkakademie.services import sessions
from werkakademie.ui.groups.form_dialog import FormDialog
from werkakademie.ui.groups.proposals_dialog import ProposalsDialog
from werkakademie.ui.groups.session_dialogs import add_dialog, cancel_dialog, move_dialog
from werkakademie.ui.groups.texts import session_state, session_tone, short_day, time_span
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.data_table import Column, DataTable
from werkakademie.ui.widgets.empty_state import EmptyState
from werkakademie.ui.widgets.layouts import GRID, column, row


class SessionsTab(QWidget):
    """A table of the sessions with the actions for the chosen one above it; Enter opens its attendance."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._record: GroupRecord | None = None
        self.table = DataTable(_columns(), name=_("Termine der Gruppe"))
        self.table.chosen.connect(lambda _row: self._enable())
        self.table.opened.connect(self._open_attendance)
        self._propose = Button(_("Vorschlagen"), icon="calendar-plus", run=self.open_proposals)
        self._propose.setAccessibleName(_("Termine vorschlagen"))
        self._add = Button(_("Hinzufügen"), icon="plus", run=self._open_add)
        self._add.setAccessibleName(_("Termin hinzufügen"))
        self._attendance = Button(
            _("Anwesenheit"), icon="calendar-check", kind=Kind.QUIET, run=lambda: self._open_attendance(self._chosen())
        )
        self._move = Button(_("Verlegen"), icon="pencil", kind=Kind.QUIET, run=lambda: self._about(move_dialog))
        self._cancel = Button(_("Absagen"), icon="calendar-x", kind=Kind.QUIET, run=lambda: self._about(cancel_dialog))
        self._revive = Button(_("Findet statt"), icon="undo-2", kind=Kind.QUIET, run=self._take_place)
        self._empty = EmptyState(
            "calendar-plus",
            _("Noch keine Termine"),
            _("Aus den Zeitfenstern der Gruppe werden Termine vorgeschlagen, ohne die Feiertage Ihres Landes."),
            Button(_("Termine vorschlagen"), icon="calendar-plus", kind=Kind.PRIMARY, run=self.open_proposals),
            Button(_("Termin hinzufügen"), icon="plus", run=self._open_add),
        )
        self._filled = QWidget()
        actions = row(
            self._propose, self._add, None, self._attendance, self._move, self._cancel, self._revive, spacing=2
        )
        self._filled.setLayout(column(actions, self.table, spacing=GRID))
        self.setLayout(column(self._filled, self._empty))

    def show_sessions(self, record: GroupRecord, rows: tuple[SessionRow, ...]) -> None:
        """Fill the table; the chosen session stays chosen, at first it is the next one."""
        self._record = record
        before = self._chosen()
        self.table.set_records(rows)
        self._choose(rows, before.id if before is not None else None)
        self._filled.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._enable()

    def open_proposals(self) -> None:
        """The dialog that proposes sessions."""
        if self._record is not None:
            ProposalsDialog(self._page, self._record).open()

    def _open_add(self) -> None:
        if self._record is not None:
            add_dialog(self._page, self._record).open()

    def _chosen(self) -> SessionRow | None:
        chosen: SessionRow | None = self.table.current_record()
        return chosen

    def _choose(self, rows: tuple[SessionRow, ...], wanted: CoachingSessionId | None) -> None:
        if not rows:
            return
        today = self._page.context.today()
        coming = next((number for number, row in enumerate(rows) if row.held_on >= today), len(rows) - 1)
        found = next((number for number, row in enumerate(rows) if row.id == wanted), coming)
        self.table.selectRow(found)
        self.table.scrollTo(self.table.currentIndex())

    def _enable(self) -> None:
        chosen = self._chosen()
        for button in (self._attendance, self._move):
            button.setEnabled(chosen is not None)
        cancelled = chosen is not None and chosen.cancelled
        self._cancel.setVisible(not cancelled)
        self._cancel.setEnabled(chosen is not None)
        self._revive.setVisible(cancelled)

    def _about(self, dialog: Callable[[Page, SessionRow], FormDialog]) -> None:
        chosen = self._chosen()
        if chosen is not None:
            dialog(self._page, chosen).open()

    def _open_attendance(self, chosen: SessionRow | None) -> None:
        if chosen is not None:
            self._page.context.go("attendance", chosen.id)

    def _take_place(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self._page.run(sessions.revive_session, self._page.context.workplace, chosen.id)


def _columns() -> list[Column]:
    return [
        Column(_("Tag"), lambda session: short_day(session.held_on), strong=True),
        Column(_("Zeit"), lambda session: time_span(session.starts_at, session.ends_at)),
        Column(_("Raum"), lambda session: session.room),
        Column(pgettext("Termin", "Stand"), session_state, stretch=True, tone=session_tone),
    ]
