"""Who signs in here, the own password, and the recovery key."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QGridLayout, QWidget

from werkakademie.i18n import _
from werkakademie.records.enums import Role
from werkakademie.records.ids import AccountId
from werkakademie.records.labels import label
from werkakademie.records.site import AccountRow
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.widgets.buttons import Button, icon_button
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.figures import Avatar, initials_of
from werkakademie.ui.widgets.flow import FlowLayout
from werkakademie.ui.widgets.layouts import GRID, clear_layout
from werkakademie.ui.widgets.styling import Tone
from werkakademie.ui.widgets.text import ElidedLabel, Pill


@dataclass(frozen=True, slots=True)
class AccountActions:
    """What can be done with accounts; the page gives the functions."""

    add: Callable[[], object]
    change_password: Callable[[], object]
    new_key: Callable[[], object]
    change_roles: Callable[[AccountRow], object]
    give_password: Callable[[AccountRow], object]
    remove: Callable[[AccountRow], object]


class AccountsCard(Card):
    """The list of accounts; the lead adds and removes some, and replaces the recovery key."""

    def __init__(self, actions: AccountActions, *, lead: bool, own: AccountId) -> None:
        super().__init__(_("Zugänge"), icon="key-round")
        self._own, self._lead, self._actions = own, lead, actions
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(GRID + 4)
        self._rows.setColumnStretch(1, 1)
        buttons = QWidget()
        flow = FlowLayout(gap=GRID)
        buttons.setLayout(flow)
        flow.addWidget(Button(_("Eigenes Passwort ändern"), icon="lock", run=actions.change_password))
        if lead:
            flow.addWidget(Button(_("Zugang anlegen"), icon="user-plus", run=actions.add))
            flow.addWidget(Button(_("Neuer Wiederherstellungsschlüssel"), icon="printer", run=actions.new_key))
        self.add(self._rows, buttons)

    def show_accounts(self, accounts: Sequence[AccountRow]) -> None:
        """Show everybody by name."""
        clear_layout(self._rows)
        for line, account in enumerate(accounts):
            name = account.name + (_(" (Sie)") if account.id == self._own else "")
            roles = [label(role) for role in Role if role in account.roles]
            self._rows.addWidget(Avatar(initials_of(account.name), size=32, strong=account.id == self._own), line, 0)
            self._rows.addWidget(ElidedLabel(name, TextRole.STRONG), line, 1)
            self._rows.addWidget(Pill(", ".join(roles), Tone.NEUTRAL), line, 2)
            if self._lead:
                self._rows.addWidget(self._roles_button(account), line, 3)
            if self._lead and account.id != self._own:
                self._rows.addWidget(self._password_button(account), line, 4)
                self._rows.addWidget(self._removal_button(account), line, 5)

    def _roles_button(self, account: AccountRow) -> Button:
        name = _("Ändern, was {name} darf").format(name=account.name)
        return icon_button("pencil", name, run=lambda: self._actions.change_roles(account))

    def _password_button(self, account: AccountRow) -> Button:
        name = _("Neues Passwort für {name}").format(name=account.name)
        return icon_button("key-round", name, run=lambda: self._actions.give_password(account))

    def _removal_button(self, account: AccountRow) -> Button:
        name = _("Zugang von {name} entfernen").format(name=account.name)
        return icon_button("trash-2", name, run=lambda: self._actions.remove(account))
