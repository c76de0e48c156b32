"""The sessions of one week at the left of the page, with the way to other weeks."""

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from werkakademie.i18n import _, format_time
from werkakademie.records.sessions import SessionRow
from werkakademie.ui.groups.texts import session_state, session_tone, short_weekday
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.widgets.buttons import Button, Kind, icon_button
from werkakademie.ui.widgets.layouts import ListPane, column, row
from werkakademie.ui.widgets.record_list import RecordList, RowText
from werkakademie.ui.widgets.text import TextLabel

_WEEK = timedelta(weeks=1)


def monday_of(day: date) -> date:
    """The first day of the week that `day` lies in."""
    return day - timedelta(days=day.weekday())


class WeekList(QWidget):
    """`moved` carries the Monday of the week that is to be shown; the list's `chosen` the session."""

    moved = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._monday = monday_of(today)
        self._title = TextLabel("", TextRole.STRONG)
        self._days = TextLabel("", TextRole.SMALL, tone="muted")
        for label in (self._title, self._days):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        before = icon_button("chevron-left", _("Eine Woche zurück"), run=lambda: self.moved.emit(self._monday - _WEEK))
        after = icon_button("chevron-right", _("Eine Woche weiter"), run=lambda: self.moved.emit(self._monday + _WEEK))
        now = Button(_("Heute"), kind=Kind.QUIET, run=lambda: self.moved.emit(monday_of(self._today)))
        top = QWidget()
        head = row(before, column(self._title, self._days, spacing=0), after, now, spacing=2)
        head.setStretch(1, 1)
        top.setLayout(head)
        self.list = RecordList(_session_row, name=_("Termine der Woche"), key=lambda session: session.id)
        self._empty = TextLabel(_("In dieser Woche ist kein Termin."), tone="muted", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setContentsMargins(16, 16, 16, 16)
        self.setLayout(column(ListPane(top, self.list, self._empty)))

    def monday(self) -> date:
        return self._monday

    def show_week(self, monday: date, sessions: tuple[SessionRow, ...]) -> None:
        """Fill the list; the chosen session stays chosen."""
        self._monday = monday
        last = monday + timedelta(days=6)
        self._title.setText(_("KW {week}").format(week=monday.isocalendar().week))
        self._days.setText(f"{monday:%d.%m.}–{last:%d.%m.%Y}")
        self.list.set_records(sessions)
        self._empty.setVisible(not sessions)

    def choose_next(self, today: date) -> None:
        """The first session of today that is not complete, else of the week, else the last."""
        sessions: list[SessionRow] = list(self.list.records_model.records())
        if not sessions:
            return
        open_today = [session for session in sessions if session.held_on == today and not session.complete]
        waiting = [session for session in sessions if session.begun and not session.complete]
        of_today = [session for session in sessions if session.held_on == today]
        self.list.choose([*open_today, *of_today, *waiting, sessions[0]][0].id)


def _session_row(session: SessionRow) -> RowText:
    when = f"{short_weekday(session.held_on.weekday())} {session.held_on:%d.%m.}"
    where = f" · {session.room}" if session.room else ""
    pill = _("abgesagt") if session.cancelled else _progress(session)
    return RowText(
        f"{when}, {format_time(session.starts_at)}",
        f"{session.group_name}{where}",
        "",
        pill,
        session_tone(session),
    )


def _progress(session: SessionRow) -> str:
    """„6 von 8“, or that nothing is to be done yet."""
    if not session.begun or session.due == 0:
        return session_state(session) if session.begun else _("geplant")
    if session.complete:
        return _("erfasst")
    return _("{recorded} von {due}").format(recorded=session.recorded, due=session.due)
