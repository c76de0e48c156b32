"""The page „Heute“: what is due, who is missing, what to do next, one key each."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from werkakademie.i18n import _, ngettext
from werkakademie.records.access import StandInRow
from werkakademie.records.backups import BackupStatus
from werkakademie.records.changes import ChangeSet, Noun
from werkakademie.records.permissions import Permission
from werkakademie.records.today import TodayOverview
from werkakademie.services import backups, erasure, today
from werkakademie.ui.childcare.day.texts import care_row
from werkakademie.ui.participants.care_search.texts import reminder_row
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.shell.pages import Page, PageAction, PageContext
from werkakademie.ui.today.first_steps import FirstSteps, NothingToDo
from werkakademie.ui.today.texts import (
    backup_hint,
    follow_up_row,
    greeting,
    long_date,
    missing_row,
    session_row,
    unclear_row,
    unrecorded_row,
)
from werkakademie.ui.today.todo_card import TodoCard
from werkakademie.ui.widgets.banners import Banner
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.layouts import GRID, ScrollPane, column, row
from werkakademie.ui.widgets.styling import Tone
from werkakademie.ui.widgets.text import TextLabel

_SHOWN = frozenset(
    {
        Noun.PARTICIPANT,
        Noun.GROUP,
        Noun.ENROLMENT,
        Noun.COACHING_SESSION,
        Noun.ATTENDANCE,
        Noun.FOLLOW_UP,
        Noun.OUTCOME,
        Noun.SITE,
        Noun.RETENTION,
        Noun.CARE_SEARCH,
    }
)


class TodayPage(Page):
    """On the left the sessions and what is left over of them; on the right the people to ask."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._status = ""
        self._greeting = TextLabel("", TextRole.TITLE, wrap=True)
        self._day = TextLabel("", tone="muted")
        self.stand_ins = Banner()
        self.first_steps = FirstSteps(context.go)
        self.backup_hint = Banner(tone=Tone.WARN)
        self.backup_hint.hide()
        self.erasure_hint = Banner()
        self.erasure_hint.hide()
        self.nothing = NothingToDo(context.go)
        self._build_cards()
        self._left, self._right = QWidget(), QWidget()
        self._left.setLayout(column(self.sessions, self.unrecorded, self.unclear, None, spacing=2 * GRID))
        people = (self.missing, self.follow_ups, self.care, self.care_places)
        self._right.setLayout(column(*people, None, spacing=2 * GRID))
        pane = ScrollPane()
        pane.body.addLayout(column(self._greeting, self._day, spacing=2))
        pane.body.addWidget(self.stand_ins)
        pane.body.addWidget(self.backup_hint)
        pane.body.addWidget(self.erasure_hint)
        pane.body.addWidget(self.first_steps)
        pane.body.addWidget(self.nothing)
        columns = row(self._left, self._right, spacing=2 * GRID)
        columns.setStretch(0, 1)
        columns.setStretch(1, 1)
        pane.body.addLayout(columns)
        pane.body.addStretch(1)
        self.set_content(pane)
        for widget in (self.stand_ins, self.first_steps, self.nothing, self._left, self._right):
            widget.hide()

    def title(self) -> str:
        return _("Heute")

    def header_actions(self) -> Sequence[PageAction]:
        return (
            PageAction(_("Anwesenheit"), lambda: self.context.go("attendance"), icon="calendar-check", primary=True),
        )

    def enter(self, target: object = None) -> None:  # noqa: ARG002 - this page shows the day, nothing else
        self._load()

    def refresh(self, changes: ChangeSet) -> None:
        if changes.nouns & _SHOWN:
            self._load()

    def first_focus(self) -> QWidget | None:
        """The first row of what waits; nothing yet while the page is empty, then the page itself takes the digits."""
        lists = [card.list for card in self._cards() if card.list.isVisible()]
        return lists[0] if lists else None

    def status_text(self) -> str:
        return self._status

    def _build_cards(self) -> None:
        go = self.context.go

        def card(title: str, icon: str, key: int, page_key: str, describe: Any, id_of: Any, **more: Any) -> TodoCard:
            target = more.pop("target", id_of)
            open_all = more.pop("open_all", lambda: go(page_key))
            return TodoCard(
                self,
                title,
                icon=icon,
                key=key,
                describe=describe,
                id_of=id_of,
                open_row=lambda found: go(page_key, target(found)),
                open_all=open_all,
                **more,
            )

        self.sessions = card(
            _("Termine heute"), "calendar-days", 1, "attendance", session_row, lambda found: found.id,
            empty=_("Heute ist kein Termin."),
        )  # fmt: skip
        self.missing = card(
            _("Bitte nachfragen"), "user", 2, "participants", missing_row, lambda found: found.enrolment_id,
            target=lambda found: found.participant_id,
        )  # fmt: skip
        self.follow_ups = card(
            _("Nachfragen fällig"), "phone-call", 3, "follow_ups", follow_up_row, lambda found: found.id
        )
        self.unrecorded = card(
            _("Noch nicht erfasst"), "calendar-x", 4, "attendance", unrecorded_row, lambda found: found.id
        )
        self.unclear = card(
            _("Eintritt ungeklärt"), "circle-question-mark", 5, "groups", unclear_row, lambda found: found.enrolment_id,
            target=lambda found: found.group_id,
        )  # fmt: skip
        self.care_places = card(
            _("Nach Kita-Plätzen fragen"), "baby", 6, "participants", reminder_row, lambda found: found.search_id,
            target=lambda found: found.participant_id, open_all=lambda: go("childcare", "search"),
        )  # fmt: skip

        self.care = card(
            _("Kinderbetreuung"), "baby", 7, "childcare", care_row, lambda found: found.id,
            target=lambda found: ("day", found.held_on), open_all=lambda: go("childcare", "waiting"),
        )  # fmt: skip

    def _load(self) -> None:
        self.run(today.today_overview, self.context.workplace, done=self._show)
        self.run(backups.status, self.context.workplace, done=self._show_backups)
        if self.context.workplace.may(Permission.ERASURE_CONFIRM):
            self.run(erasure.lists_to_confirm, self.context.workplace, done=self._show_erasures)

    def _show_backups(self, status: BackupStatus) -> None:
        """A quiet line, not a window in the way: nobody should stop working because a stick is at home."""
        worrying = status.is_worrying(self.context.now())
        self.backup_hint.setVisible(worrying)
        if worrying:
            look = Button(_("Ansehen"), kind=Kind.QUIET, run=lambda: self.context.go("safety", "backups"))
            self.backup_hint.show_message(backup_hint(status), Tone.WARN, action=look)

    def _show_erasures(self, lists: int) -> None:
        """Whoever may confirm has to learn that somebody else proposed something."""
        self.erasure_hint.setVisible(lists > 0)
        if lists:
            look = Button(_("Ansehen"), kind=Kind.QUIET, run=lambda: self.context.go("safety", "retention"))
            text = ngettext(
                "Eine Löschliste wartet auf Ihre Bestätigung.",
                "{count} Löschlisten warten auf Ihre Bestätigung.",
                lists,
            ).format(count=lists)
            self.erasure_hint.show_message(text, Tone.INFO, action=look)

    def _show(self, found: TodayOverview) -> None:
        self._greeting.setText(greeting(self.context.local_now(), self.context.workplace.account_name))
        self._day.setText(long_date(found.day))
        self._show_stand_ins(found.stand_ins)
        staff = self.context.workplace.may(Permission.READ_GROUPS)
        if staff:
            new_site = not (found.people and found.groups)
            self.first_steps.show_progress(people=found.people, groups=found.groups)
            self.nothing.setVisible(found.nothing_to_do and not new_site)
        self.sessions.show_rows(found.sessions)
        self.unrecorded.show_rows(found.unrecorded)
        self.unclear.show_rows(found.unclear)
        self.missing.show_rows(found.missing)
        self.follow_ups.show_rows(found.follow_ups, found.follow_ups_due)
        self.care_places.show_rows(found.care_places)
        self.care.show_rows((*found.care.offers, *found.care.lost, *found.care.waiting))
        # Who only marks attendance has nothing else here than sessions, or that there is none.
        self._left.setVisible(not staff or not found.nothing_to_do)
        self._right.setVisible(bool(found.missing or found.follow_ups or found.care or found.care_places))
        self._status = _follow_ups_text(found)
        self.header_changed.emit()
        first = self.first_focus()
        if self.hasFocus() and first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_stand_ins(self, rows: Sequence[StandInRow]) -> None:
        self.stand_ins.setVisible(bool(rows))
        if rows:
            names = ", ".join(row.group_name for row in rows)
            first = rows[0].group_id
            open_group = Button(_("Gruppe öffnen"), kind=Kind.QUIET, run=lambda: self.context.go("groups", first))
            text = _("Heute sind Sie Vertretung: {names}").format(names=names)
            self.stand_ins.show_message(text, Tone.INFO, action=open_group)

    def _cards(self) -> tuple[TodoCard, ...]:
        return self.sessions, self.missing, self.follow_ups, self.unrecorded, self.unclear, self.care, self.care_places


def _follow_ups_text(found: TodayOverview) -> str:
    """What the status bar says at its end."""
    if not found.follow_ups_due:
        return ""
    due = ngettext("{count} Nachfrage fällig", "{count} Nachfragen fällig", found.follow_ups_due)
    text = due.format(count=found.follow_ups_due)
    if found.follow_ups_overdue:
        text += " · " + _("{count} überfällig").format(count=found.follow_ups_overdue)
    return text
