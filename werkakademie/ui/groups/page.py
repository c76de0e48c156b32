"""The page „Gruppen“: the groups on the left, the chosen one on the right."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from werkakademie.i18n import _, format_count, ngettext
from werkakademie.records.access import ForeignGroup, StandInRow
from werkakademie.records.attendance_sheets import GroupFigures
from werkakademie.records.changes import ChangeSet, Noun
from werkakademie.records.groups import CoachChoice, EnrolmentRow, GroupFilter, GroupRecord, GroupRow
from werkakademie.records.ids import GroupId
from werkakademie.records.labels import label
from werkakademie.records.sessions import SessionRow
from werkakademie.services import attendance, enrolments, groups, ownership, sessions, stand_ins
from werkakademie.ui.groups.care_card import GroupCare, read_group_care
from werkakademie.ui.groups.group_dialog import GroupDialog
from werkakademie.ui.groups.overview import GroupOverview
from werkakademie.ui.groups.people_tab import PeopleTab
from werkakademie.ui.groups.sessions_tab import SessionsTab
from werkakademie.ui.groups.stand_in_dialog import StandInLines, stand_in_dialog
from werkakademie.ui.groups.texts import group_row, group_state_word, group_tone, period
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.shell.histories import history_of
from werkakademie.ui.shell.pages import NEW, Page, PageAction, PageContext
from werkakademie.ui.widgets.buttons import Button, Kind, icon_button
from werkakademie.ui.widgets.chips import FilterChips
from werkakademie.ui.widgets.empty_state import EmptyState
from werkakademie.ui.widgets.history_panel import HistoryPanel
from werkakademie.ui.widgets.layouts import GRID, ListAndDetail, ListPane, column, row
from werkakademie.ui.widgets.record_list import RecordList
from werkakademie.ui.widgets.tabs import DetailTabs
from werkakademie.ui.widgets.text import ElidedLabel, Pill

if TYPE_CHECKING:
    from werkakademie.services.workplace import Workplace

#: What a group shows changes with any of these.
_SHOWN = (
    Noun.GROUP,
    Noun.TIME_SLOT,
    Noun.ENROLMENT,
    Noun.COACHING_SESSION,
    Noun.ATTENDANCE,
    Noun.PARTICIPANT,
    Noun.CHILDCARE,
)


@dataclass(frozen=True, slots=True)
class _GroupList:
    rows: tuple[GroupRow, ...]
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class _WholeGroup:
    """Everything that the right side shows."""

    record: GroupRecord
    people: tuple[EnrolmentRow, ...]
    sessions: tuple[SessionRow, ...]
    figures: GroupFigures
    stand_ins: tuple[StandInRow, ...]
    others: ForeignGroup | None
    care: GroupCare


class GroupsPage(Page):
    """List and detail; „Gruppe anlegen“ is the page's own action."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._record: GroupRecord | None = None
        self._target: object = None
        self._shown = 0
        #: Nobody has chosen a filter yet: the page opens on the first that finds a group.
        self._filter_open = True
        self.chips = FilterChips(_chips(), name=_("Auswahl der Gruppen"))
        self.chips.changed.connect(self._filter_chosen)
        self.list = RecordList(group_row, name=_("Gruppen"), key=lambda group: group.id)
        self.list.chosen.connect(self._group_chosen)
        self.detail = _GroupDetail(self)
        self.stack = QStackedWidget()
        self._no_group = EmptyState(
            "users-round",
            _("Noch keine Gruppe"),
            _("Eine Gruppe hat Zeitfenster, Plätze und Termine. Legen Sie die erste an."),
            Button(_("Gruppe anlegen"), icon="plus", kind=Kind.PRIMARY, run=self._ask_for_new),
        )
        self._none_chosen = EmptyState(
            "users-round", _("Keine Gruppe ausgewählt"), _("Wählen Sie links eine Gruppe oder eine andere Auswahl.")
        )
        for widget in (self._no_group, self._none_chosen, self.detail):
            self.stack.addWidget(widget)
        self.stack.setCurrentWidget(self._none_chosen)
        self.set_content(ListAndDetail(ListPane(self.chips, self.list), self.stack, list_width=300))

    def title(self) -> str:
        return _("Gruppen")

    def header_actions(self) -> Sequence[PageAction]:
        return (PageAction(_("Gruppe anlegen"), self._ask_for_new, icon="plus", primary=True),)

    def enter(self, target: object = None) -> None:
        """Load; with the id of a group as target show that one, whatever chip it belongs to; NEW asks for a new one."""
        if target is NEW:
            self._ask_for_new()
        elif target is not None:
            self._filter_open = False
            self.chips.blockSignals(True)
            self.chips.choose(GroupFilter.ALL.value)
            self.chips.blockSignals(False)
        self._target = None if target is NEW else target
        self._load_list()

    def refresh(self, changes: ChangeSet) -> None:
        if any(noun in changes for noun in _SHOWN):
            self._load_list()

    def status_text(self) -> str:
        return ngettext("{count} Gruppe angezeigt", "{count} Gruppen angezeigt", self._shown).format(
            count=format_count(self._shown)
        )

    def edit_group(self) -> None:
        """Change the group that is shown."""
        self.run(groups.coach_choices, self.context.workplace, done=self._open_edit)

    def remove_group(self) -> None:
        """Take the group that is shown out of the list; the message brings it back, and so does the bin."""
        if self._record is None:
            return
        group = self._record.row

        def removed(_group_id: GroupId) -> None:
            undo = partial(self.run, groups.remove_group, self.context.workplace, group.id, removed=False)
            self.messages.success(_("Die Gruppe „{name}“ ist gelöscht.").format(name=group.name), undo=undo)

        self.run(groups.remove_group, self.context.workplace, group.id, done=removed)

    def stand_in(self) -> None:
        """Take over the group that is shown for a day."""
        self.run(groups.coach_choices, self.context.workplace, done=self._open_stand_in)

    def _filter_chosen(self, _key: str) -> None:
        self._filter_open = False
        self._load_list()

    def _load_list(self) -> None:
        chip = GroupFilter(self.chips.chosen())
        self.run(_read_list, self.context.workplace, chip, done=self._show_list)

    def _show_list(self, found: _GroupList) -> None:
        self.chips.set_counts(found.counts)
        if self._filter_open and not found.rows and found.counts[GroupFilter.ALL.value]:
            self.chips.choose(next(key for key, _words in _chips() if found.counts[key]))
            return
        self._filter_open = False
        self._shown = len(found.rows)
        self.list.set_records(found.rows)
        if self._target is not None:
            self.list.choose(self._target)
            self._target = None
        current = self.list.current_record()
        if current is None and found.rows:
            self.list.choose_first()
            current = self.list.current_record()
        if current is None:
            nothing = found.counts[GroupFilter.ALL.value] == 0
            self.stack.setCurrentWidget(self._no_group if nothing else self._none_chosen)
        self.header_changed.emit()

    def _group_chosen(self, group: GroupRow | None) -> None:
        if group is not None:
            self.run(_read_group, self.context.workplace, group.id, done=self._show_group)

    def _show_group(self, whole: _WholeGroup) -> None:
        current = self.list.current_record()
        if current is None or current.id != whole.record.row.id:
            return
        self._record = whole.record
        self.detail.show_group(whole)
        self.stack.setCurrentWidget(self.detail)

    def _ask_for_new(self) -> None:
        self.run(groups.coach_choices, self.context.workplace, done=lambda coaches: GroupDialog(self, coaches).open())

    def _open_edit(self, coaches: tuple[CoachChoice, ...]) -> None:
        if self._record is not None:
            GroupDialog(self, coaches, self._record).open()

    def _open_stand_in(self, coaches: tuple[CoachChoice, ...]) -> None:
        if self._record is not None:
            stand_in_dialog(self, self._record.row, coaches).open()


class _GroupDetail(QWidget):
    """The head of a group and its tabs."""

    def __init__(self, page: GroupsPage) -> None:
        super().__init__()
        self._page = page
        self._title = ElidedLabel(role=TextRole.TITLE)
        self._pill = Pill()
        self._subtitle = ElidedLabel(tone="muted")
        self._edit = Button(_("Bearbeiten"), icon="pencil", run=page.edit_group)
        self._stand_in = Button(_("Vertretung übernehmen"), icon="user-plus", kind=Kind.QUIET, run=page.stand_in)
        self._remove = icon_button("trash-2", _("Gruppe löschen"), run=page.remove_group)
        self.stand_ins = StandInLines(page)
        self._shown_group: GroupId | None = None
        self.overview = GroupOverview(page)
        self.people = PeopleTab(page)
        self.sessions = SessionsTab(page)
        self.tabs = DetailTabs(name=_("Bereiche der Gruppe"))
        self.tabs.add("overview", _("Übersicht"), lambda: self.overview)
        self.tabs.add("people", _("Teilnahmen"), lambda: self.people)
        self.tabs.add("sessions", _("Termine"), lambda: self.sessions)
        self.history = HistoryPanel(name=_("Verlauf"))
        self.tabs.add("history", _("Verlauf"), lambda: self.history)
        self.tabs.hold(self.people, self.sessions, self.history)
        self.tabs.changed.connect(lambda _key: self._load_history())
        words = column(row(self._title, self._pill, None), self._subtitle, spacing=2)
        head = row(words, self._stand_in, self._remove, self._edit, spacing=GRID)
        head.setStretch(0, 1)
        self.setLayout(column(head, self.stand_ins, self.tabs, margins=3 * GRID, spacing=2 * GRID))

    def show_group(self, whole: _WholeGroup) -> None:
        """Fill head and tabs."""
        group = whole.record.row
        self._title.set_text(group.name)
        self._pill.show_status(group_state_word(group.state), group_tone(group.state))
        parts = [label(group.focus), period(group), group.room, ", ".join(coach.name for coach in whole.record.coaches)]
        self._subtitle.set_text(" · ".join(part for part in parts if part))
        self.tabs.set_label("people", _("Teilnahmen {count}").format(count=len(whole.people)))
        self.tabs.set_label("sessions", _("Termine {count}").format(count=len(whole.sessions)))
        today = self._page.context.today()
        self.stand_ins.show_stand_ins(whole.stand_ins, today, others=whole.others)
        self.overview.show_group(whole.record, whole.sessions, whole.figures.figures, whole.care, today)
        self.people.show_people(whole.record, whole.people, whole.figures)
        self.sessions.show_sessions(whole.record, whole.sessions)
        self._show_removing(whole)
        self._shown_group = group.id
        self._load_history()

    def _show_removing(self, whole: _WholeGroup) -> None:
        """Only a group that nobody belongs to, for people's records name their group."""
        self._remove.setEnabled(not whole.people and whole.others is None)
        self._remove.setToolTip(
            _("Löschen lässt sich nur eine Gruppe, in der niemand ist oder war.")
            if whole.people
            else _("Gruppe löschen")
        )

    def _load_history(self) -> None:
        if self._shown_group is not None and self.tabs.current() == "history":
            self.history.load(history_of(self._page, "small_group", self._shown_group))


def _chips() -> list[tuple[str, str]]:
    return [
        (GroupFilter.RUNNING.value, _("Laufend")),
        (GroupFilter.PLANNED.value, _("Geplant")),
        (GroupFilter.ENDED.value, _("Beendet")),
        (GroupFilter.ALL.value, _("Alle")),
    ]


def _read_list(workplace: "Workplace", chip: GroupFilter) -> _GroupList:
    counts = {kind.value: count for kind, count in groups.group_counts(workplace).items()}
    return _GroupList(groups.group_rows(workplace, chip), counts)


def _read_group(workplace: "Workplace", group_id: GroupId) -> _WholeGroup:
    return _WholeGroup(
        groups.group_record(workplace, group_id),
        enrolments.enrolment_rows(workplace, group_id),
        sessions.sessions_of(workplace, group_id),
        attendance.group_attendance(workplace, group_id),
        stand_ins.stand_ins_of(workplace, group_id),
        ownership.others_group(workplace, group_id),
        read_group_care(workplace, group_id),
    )
