"""Recording one session: the sheet, the keys below it, and the gestures above it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from werkakademie.errors import WerkakademieError
from werkakademie.i18n import _, format_time, ngettext
from werkakademie.records.attendance_sheets import AttendanceSheet, MarkChange, MarkRecord, SheetRow, UnbookedPerson
from werkakademie.records.enums import AttendanceMark
from werkakademie.records.ids import CoachingSessionId, EnrolmentId
from werkakademie.records.participants import display_name
from werkakademie.services import attendance
from werkakademie.ui.attendance.legend import Legend
from werkakademie.ui.attendance.mark_dialog import mark_dialog
from werkakademie.ui.attendance.sheet_table import SheetTable
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.banners import Banner, announce
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.empty_state import EmptyState
from werkakademie.ui.widgets.layouts import GRID, column, row
from werkakademie.ui.widgets.styling import Tone
from werkakademie.ui.widgets.text import TextLabel

#: Below this height only the shapes of the keys are shown.
_LOW = 400


class SheetTab(QWidget):
    """All present, then the exceptions. Every mark is stored at once; `Strg+Z` takes the last one back."""

    def __init__(self, page: Page, reload: Callable[[], object]) -> None:
        super().__init__()
        self._page = page
        self._reload = reload
        self._sheet: AttendanceSheet | None = None
        self._history: list[tuple[CoachingSessionId, tuple[MarkChange, ...]]] = []
        #: Marks on their way to the store; while there are any, an older sheet is not shown.
        self._pending = 0
        #: Whose U was refused because the child had no place: pressing U once more is the confirmation.
        self._asked_about: EnrolmentId | None = None
        self.all_present = Button(_("Alle anwesend"), icon="check", kind=Kind.PRIMARY, run=self._mark_all)
        self.undo_button = Button(_("Rückgängig"), icon="undo-2", run=self._undo)
        self._details = Button(_("Genauer …"), icon="pencil", kind=Kind.QUIET, run=self._open_details)
        self._add = Button(_("Person dazu"), icon="user-plus", kind=Kind.QUIET, run=self._show_unbooked)
        self._menu = QMenu(self)
        self._saved = TextLabel("", tone="good")
        self._banner = Banner()
        self._banner.hide()
        self.table = SheetTable()
        self.table.marked.connect(self._mark)
        self.table.opened.connect(lambda _row: None)
        self.legend = Legend()
        self.legend.chosen.connect(self._clicked)
        self._help = TextLabel(
            _("Buchstabe: Zeichen · nach V: Minuten · Eingabe: nächste Person · F2: genauer · Strg+Z: zurück"),
            tone="muted",
            wrap=True,
        )
        self._empty = EmptyState(
            "users",
            _("Niemand gebucht"),
            _(
                "Zu diesem Termin gehört noch niemand. Nehmen Sie Personen in die Gruppe auf "
                "oder fügen Sie jemanden dazu."
            ),
            Button(_("Person dazu"), icon="user-plus", run=self._show_unbooked),
        )
        self._filled = QWidget()
        self._filled.setLayout(column(self.table, self.legend, spacing=GRID))
        actions = row(self.all_present, self.undo_button, None, self._details, self._add, spacing=GRID)
        foot = row(self._help, self._saved, spacing=2 * GRID)
        foot.setStretch(0, 1)
        self.setLayout(column(self._banner, actions, self._filled, self._empty, foot, spacing=GRID))
        self._undo_keys = QShortcut(QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_Z), self)
        self._undo_keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._undo_keys.activated.connect(self._undo)
        # The window has the same keys for what was done elsewhere; marks of this sheet go first.
        self._undo_keys.activatedAmbiguously.connect(self._undo)
        details = QShortcut(QKeySequence(Qt.Key.Key_F2), self)
        details.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        details.activated.connect(self._open_details)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a low screen the people need the room more than the words of the keys."""
        self.legend.set_compact(event.size().height() < _LOW)
        super().resizeEvent(event)

    def show_sheet(self, sheet: AttendanceSheet) -> None:
        """Show a session; an answer that is older than the marks on their way is passed over."""
        if self._pending:
            return
        other = self._sheet is None or self._sheet.session.id != sheet.session.id
        self._sheet = sheet
        if other:
            self._history.clear()
            self._saved.setText("")
        self.table.show_rows(sheet.rows)
        self._filled.setVisible(bool(sheet.rows))
        self._empty.setVisible(not sheet.rows)
        self._show_banner(sheet)
        self._enable()

    def take_back(self) -> bool:
        """Take the last mark of this sheet back; False when there is none."""
        there = bool(self._history)
        self._undo()
        return there

    def set_focus(self) -> None:
        """Put the keyboard into the sheet."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_banner(self, sheet: AttendanceSheet) -> None:
        session = sheet.session
        if session.cancelled:
            text = _("Dieser Termin ist abgesagt: {reason}. Er zählt für niemanden.")
            self._banner.show_message(text.format(reason=session.cancelled_because), Tone.WARN)
        elif not session.begun:
            text = _("Dieser Termin hat noch nicht begonnen. Angekündigte Abwesenheit können Sie schon eintragen.")
            self._banner.show_message(text, Tone.INFO)
        self._banner.setVisible(session.cancelled or not session.begun)

    def _enable(self) -> None:
        sheet = self._sheet
        held = sheet is not None and not sheet.session.cancelled
        begun = held and sheet is not None and sheet.session.begun
        waiting = sheet is not None and any(row.mark is AttendanceMark.NOT_RECORDED for row in sheet.rows)
        self.all_present.setEnabled(begun and waiting)
        self.undo_button.setEnabled(bool(self._history))
        self._undo_keys.setEnabled(bool(self._history))
        self._details.setEnabled(held and bool(sheet and sheet.rows))
        self._add.setEnabled(held and bool(sheet and sheet.unbooked))
        self.legend.setEnabled(held)

    def _mark_all(self) -> None:
        if self._sheet is None:
            return
        session_id = self._sheet.session.id
        self._page.run(
            attendance.mark_all_present,
            self._page.context.workplace,
            session_id,
            done=partial(self._all_marked, session_id),
        )
        self.set_focus()

    def _all_marked(self, session_id: CoachingSessionId, changes: tuple[MarkChange, ...]) -> None:
        self._remember(session_id, changes)
        text = ngettext(
            "{count} Person als anwesend eingetragen.", "{count} Personen als anwesend eingetragen.", len(changes)
        )
        announce(self, text.format(count=len(changes)))

    def _clicked(self, mark: AttendanceMark) -> None:
        self.set_focus()
        self.table.give(mark)

    def _mark(self, row: SheetRow, record: MarkRecord) -> None:
        if self._sheet is not None:
            self._give(row.enrolment_id, record)

    def _give(self, enrolment_id: EnrolmentId, record: MarkRecord) -> None:
        assert self._sheet is not None
        session_id = self._sheet.session.id
        self._pending += 1
        self._page.run(
            attendance.give_mark,
            self._page.context.workplace,
            session_id,
            enrolment_id,
            mark=record.mark,
            minutes_late=record.minutes_late,
            confirmed=self._asked_about == enrolment_id,
            done=partial(self._given, session_id),
            failed=self._refused,
        )
        self._asked_about = None

    def _given(self, session_id: CoachingSessionId, changes: tuple[MarkChange, ...]) -> None:
        self._pending -= 1
        self._remember(session_id, changes)

    def _refused(self, error: WerkakademieError) -> None:
        """The store has the truth: what the table showed at once is taken back."""
        self._pending -= 1
        if isinstance(error, attendance.ChildcareFellThroughError):
            self._asked_about = error.enrolment_id
            take = Button(_("C eintragen"), kind=Kind.QUIET, run=lambda: self._take_proposal(error.enrolment_id))
            self._page.messages.warning(error.sentence(), action=take)
        else:
            self._page.show_error(error)
        self._reload()

    def _take_proposal(self, enrolment_id: EnrolmentId) -> None:
        self._page.messages.clear()
        self.set_focus()
        self._give(enrolment_id, MarkRecord(AttendanceMark.CHILDCARE))

    def _remember(self, session_id: CoachingSessionId, changes: tuple[MarkChange, ...]) -> None:
        if changes:
            self._history.append((session_id, changes))
        self._show_saved()
        self._enable()

    def _show_saved(self) -> None:
        text = _("Gespeichert um {time}").format(time=format_time(self._page.context.local_now()))
        self._saved.setText(text)
        announce(self, text)

    def _undo(self) -> None:
        if not self._history:
            return
        session_id, changes = self._history.pop()
        self._enable()
        if len(changes) == 1:
            self.table.choose_person(changes[0].enrolment_id)
        self._page.run(
            attendance.undo_marks,
            self._page.context.workplace,
            session_id,
            changes=changes,
            done=lambda _answer: self._show_saved(),
        )
        self.set_focus()

    def _open_details(self) -> None:
        chosen: SheetRow | None = self.table.current_record()
        if chosen is not None and self._sheet is not None and self._details.isEnabled():
            session_id = self._sheet.session.id
            mark_dialog(self._page, session_id, chosen, partial(self._remember, session_id)).open()

    def _show_unbooked(self) -> None:
        """Who is in the group and not on the sheet: choosing a name adds and marks the person as present."""
        if self._sheet is None:
            return
        self._menu.clear()
        for person in self._sheet.unbooked:
            name = display_name(person.given_names, person.family_name, person.own_number)
            self._menu.addAction(name, partial(self._come, person))
        below = self._add if self._add.isVisible() else self._empty
        self._menu.popup(below.mapToGlobal(below.rect().bottomLeft()))

    def _come(self, person: UnbookedPerson) -> None:
        self._give(person.enrolment_id, MarkRecord(AttendanceMark.PRESENT))
