"""The page „Anwesenheit“: the sessions of a week on the left, the sheet of the chosen one on the right."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from werkakademie.i18n import _, chosen_language, format_count, format_time, ngettext
from werkakademie.records.attendance_sheets import AttendanceSheet, GroupFigures
from werkakademie.records.changes import ChangeSet, Noun
from werkakademie.records.ids import CoachingSessionId
from werkakademie.records.permissions import Permission
from werkakademie.records.sessions import SessionRow
from werkakademie.services import attendance, attendance_lists, room_mode, sessions
from werkakademie.ui.attendance.claims_bar import ClaimsBar
from werkakademie.ui.attendance.figures_tab import FiguresTab
from werkakademie.ui.attendance.pin_hint import PinHint
from werkakademie.ui.attendance.sheet_tab import SheetTab
from werkakademie.ui.attendance.week_list import WeekList, monday_of
from werkakademie.ui.groups.texts import long_day, session_state, session_tone, time_span
from werkakademie.ui.shell.pages import Page, PageAction, PageContext
from werkakademie.ui.widgets.buttons import Button
from werkakademie.ui.widgets.empty_state import EmptyState
from werkakademie.ui.widgets.layouts import GRID, ListAndDetail, column, row
from werkakademie.ui.widgets.tabs import DetailTabs
from werkakademie.ui.widgets.text import ElidedLabel, Pill, title

if TYPE_CHECKING:
    from werkakademie.services.workplace import Workplace

_SHOWN = (Noun.GROUP, Noun.ENROLMENT, Noun.COACHING_SESSION, Noun.ATTENDANCE, Noun.PARTICIPANT, Noun.SITE)


@dataclass(frozen=True, slots=True)
class _Week:
    monday: date
    sessions: tuple[SessionRow, ...]
    #: How long the room may stay open for a session that runs now.
    room_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Recorded:
    """A session's sheet, and the figures of its group for who may read them."""

    sheet: AttendanceSheet
    figures: GroupFigures | None


class AttendancePage(Page):
    """Opens with today's session that is not complete, the keyboard in its sheet."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._target: CoachingSessionId | None = None
        self._session: SessionRow | None = None
        self._room_until: datetime | None = None
        self._focus_sheet = False
        self.sheet = SheetTab(self, self._load_session)
        self.claims = ClaimsBar(self)
        self.pin_hint = PinHint(self)
        self.figures = FiguresTab()
        self.week = WeekList(context.today())
        self.week.moved.connect(self._move_to)
        self.week.list.chosen.connect(self._session_chosen)
        self.week.list.opened.connect(lambda _session: self.sheet.set_focus())
        self._title = title()
        self._pill = Pill()
        self._subtitle = ElidedLabel(tone="muted")
        self._print = Button(_("Liste drucken"), icon="printer", run=self._show_lists)
        self._lists = QMenu(self)
        self._lists.addAction(_("Anwesenheitsliste dieses Termins (PDF)"), self._save_session_list)
        self._lists.addAction(_("Leere Unterschriftenliste (PDF)"), self._save_signature_list)
        reads_groups = context.workplace.may(Permission.READ_GROUPS)
        if reads_groups:
            self._lists.addAction(_("Anwesenheit der Gruppe bis heute (PDF)"), self._save_period_list)
        self.tabs = DetailTabs(name=_("Bereiche der Anwesenheit"))
        self.tabs.add("sheet", _("Erfassen"), lambda: self.sheet)
        if reads_groups:
            self.tabs.add("figures", _("Zahlen der Gruppe"), lambda: self.figures)
        self.tabs.hold(self.figures)
        self._detail = self._build_detail()
        to_groups = Button(_("Zu den Gruppen"), icon="users-round", run=lambda: context.go("groups"))
        self._no_session = EmptyState(
            "calendar-check",
            _("Kein Termin in dieser Woche"),
            _("Hier erfassen Sie, wer da war. Termine legen Sie bei der Gruppe an.")
            if reads_groups
            else _("Hier erfassen Sie, wer da war. Termine legt ein Coach an."),
            *([to_groups] if reads_groups else []),
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self._no_session)
        self.stack.addWidget(self._detail)
        self.set_content(ListAndDetail(self.week, self.stack, list_width=300))

    def title(self) -> str:
        return _("Anwesenheit")

    def header_actions(self) -> Sequence[PageAction]:
        if self._room_until is None:
            return ()
        text = _("Raum offen halten bis {time}").format(time=format_time(self._room_until))
        return (PageAction(text, self.context.navigator.keep_room_open, icon="clock"),)

    def enter(self, target: object = None) -> None:
        """Load the week of today; with the id of a session as target show that one."""
        self._focus_sheet = True
        if target is None:
            self._load_week(self.week.monday())
        else:
            self._target = target  # type: ignore[assignment]
            self.run(_read_week_of, self.context.workplace, target, done=self._show_week)

    def refresh(self, changes: ChangeSet) -> None:
        if any(noun in changes for noun in _SHOWN):
            self._load_week(self.week.monday())

    def take_back(self) -> bool:
        return self.stack.currentWidget() is self._detail and self.tabs.current() == "sheet" and self.sheet.take_back()

    def status_text(self) -> str:
        count = self.week.list.records_model.rowCount()
        return ngettext("{count} Termin in dieser Woche", "{count} Termine in dieser Woche", count).format(
            count=format_count(count)
        )

    def _build_detail(self) -> QWidget:
        words = column(row(self._title, self._pill, None), self._subtitle, spacing=2)
        head = row(words, self._print, spacing=2 * GRID)
        head.setStretch(0, 1)
        detail = QWidget()
        detail.setLayout(column(head, self.pin_hint, self.claims, self.tabs, margins=3 * GRID, spacing=2 * GRID))
        return detail

    def _move_to(self, monday: date) -> None:
        self._load_week(monday)

    def _load_week(self, monday: date) -> None:
        self.run(_read_week, self.context.workplace, monday, done=self._show_week)

    def _show_week(self, week: _Week) -> None:
        other = week.monday != self.week.monday() or self._session is None
        before = self._session
        self._room_until = week.room_until
        self.week.show_week(week.monday, week.sessions)
        if self._target is not None:
            self.week.list.choose(self._target)
            self._target = None
        elif other and self.week.list.current_record() is None:
            self.week.choose_next(self.context.today())
        current: SessionRow | None = self.week.list.current_record()
        if current is None:
            self._session = None
            self.stack.setCurrentWidget(self._no_session)
        elif before is not None and current.id == before.id:
            self._session_chosen(current)
        self.header_changed.emit()

    def _session_chosen(self, session: SessionRow | None) -> None:
        if session is None:
            return
        self._session = session
        self._load_session()

    def _load_session(self) -> None:
        if self._session is not None:
            self.run(_read_session, self.context.workplace, self._session, done=self._show_session)
            self.claims.load(self._session.id)
            self.pin_hint.load(self._session, room_opens=self._room_until is not None)

    def _show_session(self, recorded: _Recorded) -> None:
        session = recorded.sheet.session
        if self._session is None or self._session.id != session.id:
            return
        self._title.setText(session.group_name)
        self._pill.show_status(_("abgesagt") if session.cancelled else session_state(session), session_tone(session))
        parts = [long_day(session.held_on), time_span(session.starts_at, session.ends_at), session.room]
        self._subtitle.set_text(" · ".join(part for part in parts if part))
        self.sheet.show_sheet(recorded.sheet)
        if recorded.figures is not None:
            self.figures.show_figures(recorded.figures)
        self.stack.setCurrentWidget(self._detail)
        if self._focus_sheet:
            self._focus_sheet = False
            self.sheet.set_focus()

    def _show_lists(self) -> None:
        self._lists.popup(self._print.mapToGlobal(self._print.rect().bottomLeft()))

    def _save_session_list(self) -> None:
        self._save(_("Anwesenheitsliste"), attendance_lists.save_session_list)

    def _save_signature_list(self) -> None:
        self._save(_("Unterschriftenliste"), partial(attendance_lists.save_session_list, signatures=True))

    def _save_period_list(self) -> None:
        self._save(_("Anwesenheit"), attendance_lists.save_period_list, of_group=True)

    def _save(self, kind: str, service: Callable[..., None], *, of_group: bool = False) -> None:
        """Choose where the PDF goes, then write it."""
        session = self._session
        if session is None:
            return
        name = f"{kind} {session.group_name} {session.held_on:%Y-%m-%d}.pdf"
        path = self.context.files.save_file(self, _("Liste speichern"), name, [(_("PDF"), ("pdf",))])
        if path is not None:
            self.run(
                service,
                self.context.workplace,
                session.group_id if of_group else session.id,
                path=path,
                language=chosen_language(),
                done=lambda _answer: self.messages.success(_("Gespeichert: {path}").format(path=path)),
            )


def _read_week(workplace: "Workplace", monday: date) -> _Week:
    rows = sessions.sessions_between(workplace, monday, monday + timedelta(days=6))
    return _Week(monday, rows, room_mode.room_open_until(workplace))


def _read_week_of(workplace: "Workplace", session_id: CoachingSessionId) -> _Week:
    sheet = attendance.attendance_sheet(workplace, session_id)
    return _read_week(workplace, monday_of(sheet.session.held_on))


def _read_session(workplace: "Workplace", session: SessionRow) -> _Recorded:
    reads_groups = workplace.may(Permission.READ_GROUPS)
    figures = attendance.group_attendance(workplace, session.group_id) if reads_groups else None
    return _Recorded(attendance.attendance_sheet(workplace, session.id), figures)
