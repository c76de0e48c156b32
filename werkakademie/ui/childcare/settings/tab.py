"""The tab „Räume und Team“: the lead sets up, staff see it and enter whose days differ."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtWidgets import QGridLayout, QSizePolicy

from werkakademie.i18n import _
from werkakademie.records.changes import ChangeSet, Noun
from werkakademie.records.childcare import CarerDayRow, CareRoomRow, CarerRow, CareSetup
from werkakademie.records.enums import Role
from werkakademie.records.ids import AccountId
from werkakademie.records.permissions import Permission
from werkakademie.services import accounts, carers, childcare_settings
from werkakademie.ui.childcare.settings.cards import (
    CaredGroupsCard,
    DaysCard,
    PolicyCard,
    RoomsCard,
    SettingsActions,
    TeamCard,
)
from werkakademie.ui.childcare.settings.carer_dialog import CarerDialog
from werkakademie.ui.childcare.settings.dialogs import absence_dialog, extra_dialog, room_dialog
from werkakademie.ui.childcare.settings.policy_dialog import policy_dialog
from werkakademie.ui.childcare.settings.setup_card import SetupCard
from werkakademie.ui.childcare.settings.texts import ask_words
from werkakademie.ui.shell.pages import Page, PageContext
from werkakademie.ui.shell.tabbed_page import PageTab
from werkakademie.ui.widgets.layouts import GRID, ScrollPane, column
from werkakademie.ui.widgets.text import muted

if TYPE_CHECKING:
    from werkakademie.services.workplace import Workplace

_SHOWN = (Noun.CHILDCARE, Noun.GROUP, Noun.ACCOUNT)


@dataclass(frozen=True, slots=True)
class _Loaded:
    setup: CareSetup
    leads: tuple[str, ...]
    carer_accounts: tuple[tuple[AccountId, str], ...]


class CareSettingsTab(PageTab):
    """Cards; whoever may not change something sees whom to ask."""

    def __init__(self, context: PageContext, page: Page) -> None:
        super().__init__(context, page)
        self._found: _Loaded | None = None
        self._writable = context.workplace.may(Permission.CARE_SETTINGS)
        actions = self._actions()
        self.ask = muted()
        self.ask.hide()
        self.steps = SetupCard(
            add_room=actions.add_room,
            add_carer=actions.add_carer,
            set_rule=actions.change_policy,
            choose_group=lambda: context.go("groups"),
            writable=self._writable,
        )
        self.steps.hide()
        self.rooms = RoomsCard(actions, writable=self._writable)
        self.team = TeamCard(actions, writable=self._writable)
        self.days = DaysCard(actions)
        self.policy = PolicyCard(actions, writable=self._writable)
        self.groups = CaredGroupsCard(actions)
        pane = ScrollPane(margins=0)
        pane.body.addLayout(column(self.steps, self.ask, self.team, self._pairs(), None, spacing=2 * GRID))
        self.setLayout(column(pane))

    def enter(self, target: object = None) -> None:  # noqa: ARG002 - the tab shows all there is
        self._load()

    def refresh(self, changes: ChangeSet) -> None:
        if any(noun in changes for noun in _SHOWN):
            self._load()

    def _pairs(self) -> QGridLayout:
        """Two columns of equal width."""
        grid = QGridLayout()
        grid.setSpacing(2 * GRID)
        for number, card in enumerate((self.rooms, self.policy, self.days, self.groups)):
            card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            grid.addWidget(card, number // 2, number % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _actions(self) -> SettingsActions:
        page = self.page
        return SettingsActions(
            add_room=lambda: room_dialog(page).open(),
            change_room=lambda room: room_dialog(page, room).open(),
            remove_room=self._remove_room,
            add_carer=self._add_carer,
            change_carer=self._change_carer,
            remove_carer=self._remove_carer,
            report_absence=self._report_absence,
            add_extra=self._add_extra,
            remove_day=self._remove_day,
            change_policy=self._change_policy,
            show_group=lambda group_id: self.context.go("groups", group_id),
        )

    def _load(self) -> None:
        self.page.run(_read, self.context.workplace, done=self._show)

    def _show(self, found: _Loaded) -> None:
        self._found = found
        setup, today = found.setup, self.context.today()
        self.steps.show_setup(setup)
        self.ask.setText(ask_words(found.leads))
        self.ask.setVisible(not self._writable)
        self.rooms.show_rooms(setup.rooms)
        self.team.show_team(setup.carers, setup.policy, today, rooms=len(setup.rooms))
        self.days.show_days(setup.days, today, carers=len(self._working()), rooms=len(setup.rooms))
        self.policy.show_policy(setup.policy)
        self.groups.show_groups(setup.groups)
        # Before a step of the first set-up is done, its card would only repeat it.
        for card, shown in (
            (self.rooms, setup.rooms),
            (self.policy, setup.rooms),
            (self.team, setup.carers),
            (self.days, setup.carers),
            (self.groups, setup.carers),
        ):
            card.setVisible(bool(shown) or not self._writable)

    def _working(self) -> tuple[CarerRow, ...]:
        """Who is not gone yet."""
        if self._found is None:
            return ()
        today = self.context.today()
        return tuple(one for one in self._found.setup.carers if one.ends_on is None or one.ends_on >= today)

    def _add_carer(self) -> None:
        if self._found is not None:
            CarerDialog(self.page, self._found.setup.rooms, self._found.carer_accounts).open()

    def _change_carer(self, carer: CarerRow) -> None:
        if self._found is not None:
            CarerDialog(self.page, self._found.setup.rooms, self._found.carer_accounts, carer).open()

    def _report_absence(self) -> None:
        absence_dialog(self.page, self._working()).open()

    def _add_extra(self) -> None:
        if self._found is not None:
            extra_dialog(self.page, self._working(), self._found.setup.rooms).open()

    def _change_policy(self) -> None:
        if self._found is not None:
            policy_dialog(self.page, self._found.setup.policy).open()

    def _remove_room(self, room: CareRoomRow) -> None:
        self._remove(
            childcare_settings.remove_room, room.id, _("Der Raum „{name}“ ist gelöscht.").format(name=room.name)
        )

    def _remove_carer(self, carer: CarerRow) -> None:
        text = _("{name} ist gelöscht und zählt nirgends mehr mit. Wer nur aufhört, bekommt einen letzten Tag.")
        self._remove(carers.remove_carer, carer.id, text.format(name=carer.name))

    def _remove_day(self, day: CarerDayRow) -> None:
        text = _("Der Eintrag ist gelöscht. Es gelten wieder die Zeiten der Woche.")
        self._remove(childcare_settings.remove_carer_day, day.id, text)

    def _remove(self, service: Callable[..., Any], row_id: UUID, text: str) -> None:
        """Delete, say so, and offer to bring it back."""
        page, workplace = self.page, self.context.workplace

        def removed(_id: object) -> None:
            page.messages.success(text, undo=lambda: page.run(service, workplace, row_id, removed=False))

        page.run(service, workplace, row_id, done=removed)


def _read(workplace: "Workplace") -> _Loaded:
    rows = accounts.account_rows(workplace)
    return _Loaded(
        childcare_settings.care_setup(workplace),
        tuple(row.name for row in rows if Role.LEAD in row.roles),
        tuple((row.id, row.name) for row in rows if Role.CARER in row.roles),
    )
