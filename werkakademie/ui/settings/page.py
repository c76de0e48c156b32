"""The page „Einstellungen“: how the window looks, who signs in, and how the site counts."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from werkakademie.errors import InvalidFieldsError, WerkakademieError
from werkakademie.i18n import _
from werkakademie.records.changes import ChangeSet, Noun
from werkakademie.records.drafts import DraftKey
from werkakademie.records.enums import Role
from werkakademie.records.job_portal import PortalSettings
from werkakademie.records.site import SiteRecord
from werkakademie.services import accounts, job_portal, organisation_key, site
from werkakademie.ui.settings.access_dialogs import (
    give_password_dialog,
    organisation_key_dialog,
    remove_account_dialog,
    remove_organisation_key_dialog,
)
from werkakademie.ui.settings.accounts_card import AccountActions, AccountsCard
from werkakademie.ui.settings.appearance_card import AppearanceCard
from werkakademie.ui.settings.dialogs import add_account_dialog, change_password_dialog, new_key_dialog
from werkakademie.ui.settings.job_portal_card import JobPortalCard
from werkakademie.ui.settings.organisation_card import OrganisationCard
from werkakademie.ui.settings.roles_dialog import roles_dialog
from werkakademie.ui.settings.site_card import SiteCard, counting_fields, site_fields, transfer_fields
from werkakademie.ui.shell.pages import Page, PageContext
from werkakademie.ui.widgets.basic_fields import FormField
from werkakademie.ui.widgets.layouts import GRID, ScrollPane, column, row

_WIDEST = 880


class SettingsPage(Page):
    """Cards below each other; only the lead can save those of the site."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._site_name = ""
        lead = Role.LEAD in context.workplace.roles
        self.appearance = AppearanceCard(context.appearance)
        self.accounts = AccountsCard(
            AccountActions(
                add=lambda: add_account_dialog(self).open(),
                change_password=lambda: change_password_dialog(self).open(),
                new_key=lambda: new_key_dialog(self, self._site_name).open(),
                change_roles=lambda account: roles_dialog(self, account).open(),
                give_password=lambda account: give_password_dialog(self, account).open(),
                remove=lambda account: remove_account_dialog(self, account).open(),
            ),
            lead=lead,
            own=context.workplace.account_id,
        )
        self.site = self._site_card(_("Standort"), "map-pin", site_fields(), "site")
        self.counting = self._site_card(_("Zählweise"), "target", counting_fields(), "site.counting")
        self.transfer = self._site_card(_("Bericht an die Zentrale"), "send", transfer_fields(), "site.transfer")
        self.organisation = self._organisation_card() if lead else None
        self.job_portal = self._job_portal_card() if lead else None
        pane = ScrollPane()
        organisation = () if self.organisation is None else (self.organisation,)
        portal = () if self.job_portal is None else (self.job_portal,)
        cards = (self.appearance, self.accounts, *organisation, *self._site_cards(), *portal)
        holder = QWidget()
        holder.setLayout(column(*cards, spacing=2 * GRID))
        holder.setMaximumWidth(_WIDEST)
        # In a row of its own: only a row asks for the height that the cards have at their greatest width.
        line = row(holder, None)
        line.setStretch(0, 1)
        line.setStretch(1, 0)
        pane.body.addLayout(line)
        pane.body.addStretch(1)
        self.set_content(pane)

    def title(self) -> str:
        return _("Einstellungen")

    def enter(self, target: object = None) -> None:  # noqa: ARG002 - there is nothing to choose here
        self._load()

    def refresh(self, changes: ChangeSet) -> None:
        if changes.nouns & {Noun.SITE, Noun.ACCOUNT}:
            self._load()
        if Noun.JOB_PORTAL in changes.nouns:
            self._load_job_portal()

    def first_focus(self) -> QWidget | None:
        return self.appearance.language.control

    def has_unsaved_input(self) -> bool:
        cards = self._site_cards() if self.job_portal is None else (*self._site_cards(), self.job_portal)
        return any(card.has_unsaved_input() for card in cards)

    def _site_cards(self) -> tuple[SiteCard, ...]:
        return self.site, self.counting, self.transfer

    def _site_card(self, title: str, icon: str, fields: list[FormField], draft: str) -> SiteCard:
        lead = Role.LEAD in self.context.workplace.roles
        return SiteCard(
            title, icon, fields, context=self.context, draft=DraftKey(draft), save=self._save, writable=lead
        )

    def _organisation_card(self) -> OrganisationCard:
        return OrganisationCard(
            store=lambda: organisation_key_dialog(self).open(),
            remove=lambda: remove_organisation_key_dialog(self).open(),
        )

    def _job_portal_card(self) -> JobPortalCard:
        return JobPortalCard(
            context=self.context,
            save=self._save_job_portal,
            reset=lambda: self.run(job_portal.reset_settings, self.context.workplace, done=self._job_portal_reset),
        )

    def _load(self) -> None:
        workplace = self.context.workplace
        self.run(site.site_record, workplace, done=self._show_site)
        self.run(accounts.account_rows, workplace, done=self.accounts.show_accounts)
        if self.organisation is not None:
            self.run(organisation_key.organisation_key, workplace, done=self.organisation.show_key)
        self._load_job_portal()

    def _load_job_portal(self) -> None:
        if self.job_portal is not None:
            self.run(job_portal.settings, self.context.workplace, done=self.job_portal.show_settings)

    def _show_site(self, record: SiteRecord) -> None:
        self._site_name = record.name
        for card in self._site_cards():
            card.show_values(record.values)

    def _save(self, card: SiteCard, values: dict[str, Any]) -> None:
        self.run(
            site.change_site,
            self.context.workplace,
            fields=values,
            done=partial(self._saved, card),
            failed=partial(self._refused, card),
        )

    def _save_job_portal(self, card: SiteCard, values: dict[str, Any]) -> None:
        self.run(
            job_portal.change_settings,
            self.context.workplace,
            fields=values,
            done=partial(self._saved, card),
            failed=partial(self._refused, card),
        )

    def _job_portal_reset(self, settings: PortalSettings) -> None:
        if self.job_portal is not None:
            self.job_portal.show_reset(settings)
            self.messages.success(_("Adresse, Pfade und Schlüssel sind zurückgesetzt."))

    def _saved(self, card: SiteCard, _site_id: object) -> None:
        card.saved()
        self.messages.success(_("Die Einstellungen sind gespeichert."))

    def _refused(self, card: SiteCard, error: WerkakademieError) -> None:
        if isinstance(error, InvalidFieldsError):
            card.refused(error.problems)
        else:
            self.show_error(error)
