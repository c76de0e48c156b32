"""The dialogs by which the lead takes access away, gives a forgotten password anew, and lets the organisation in."""

from typing import Any

from werkakademie.i18n import _
from werkakademie.records.backups import BackupReason
from werkakademie.records.drafts import DraftKey
from werkakademie.records.site import AccountRow
from werkakademie.records.vault import OrganisationKey
from werkakademie.services import account_removal, backups, organisation_key
from werkakademie.ui.groups.form_dialog import FormDialog, Run, Values
from werkakademie.ui.settings.dialogs import PasswordDialog, new_password_fields, own_password_field
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.buttons import Kind
from werkakademie.ui.widgets.fields import TextField


def remove_account_dialog(page: Page, account: AccountRow) -> FormDialog:
    """Ask for the own password, and say what goes and what stays."""

    def send(values: Values, run: Run) -> None:
        run(
            account_removal.remove_account,
            page.context.workplace,
            account.id,
            own_password=values["own_password"],
        )

    def stored(_values: Values, _answer: Any) -> None:
        page.messages.success(
            _("{name} kann sich hier nicht mehr anmelden. Alle anderen melden sich an wie bisher.").format(
                name=account.name
            )
        )
        # The vaults of older backups do not fit the new key: without this one a lost vault.json would lose everything.
        page.run(backups.back_up, page.context.workplace, reason=BackupReason.ROTATION)

    intro = _(
        "{name} kann sich danach nicht mehr anmelden, und die Daten bekommen einen neuen Schlüssel. Was {name} "
        "eingetragen hat, bleibt. Ältere Sicherungen öffnen sich weiter mit den Passwörtern von damals: Bewahren Sie "
        "sie verschlossen auf. Schließen Sie vorher andere Fenster des Programms."
    ).format(name=account.name)
    title = _("Zugang von {name} entfernen").format(name=account.name)
    dialog = FormDialog(
        page,
        title,
        _("Entfernen"),
        [own_password_field()],
        send=send,
        stored=stored,
        draft=DraftKey.about("account_removal", account.id),
        intro=intro,
    )
    dialog.submit_button.set_kind(Kind.DANGER)
    return dialog


def give_password_dialog(page: Page, account: AccountRow) -> FormDialog:
    """A new first password, for somebody who forgot theirs."""

    def send(values: Values, run: Run) -> None:
        run(
            account_removal.give_password,
            page.context.workplace,
            account.id,
            own_password=values["own_password"],
            password=values["password"],
        )

    def stored(_values: Values, _answer: Any) -> None:
        page.messages.success(
            _("Das neue Passwort von {name} gilt ab jetzt; das alte öffnet nichts mehr.").format(name=account.name)
        )

    fields = [*new_password_fields(_("Neues Passwort")), own_password_field()]
    title = _("Neues Passwort für {name}").format(name=account.name)
    draft = DraftKey.about("password", account.id)
    return PasswordDialog(page, title, _("Setzen"), fields, send=send, stored=stored, draft=draft)


def organisation_key_dialog(page: Page) -> FormDialog:
    """Let the organisation open the data with its own key."""

    def send(values: Values, run: Run) -> None:
        run(organisation_key.set_organisation_key, page.context.workplace, **values)

    def stored(_values: Values, key: OrganisationKey) -> None:
        page.messages.success(
            _("Der Schlüssel der Organisation ist hinterlegt. Bitte vergleichen Sie das Prüfwort: {word}").format(
                word=key.fingerprint
            )
        )
        page.enter()

    intro = _(
        "Die Organisation kann dann alle Daten dieses Standorts öffnen. Lassen Sie sich den Schlüssel schriftlich "
        "geben, und vergleichen Sie danach das Prüfwort am Telefon."
    )
    fields = [
        TextField("recipient", _("Schlüssel der Organisation"), help=_("Er beginnt mit age1.")),
        own_password_field(),
    ]
    return FormDialog(
        page,
        _("Schlüssel der Organisation"),
        _("Hinterlegen"),
        fields,
        send=send,
        stored=stored,
        draft=DraftKey("organisation_key"),
        intro=intro,
    )


def remove_organisation_key_dialog(page: Page) -> FormDialog:
    """Take the organisation's access away."""

    def send(values: Values, run: Run) -> None:
        run(organisation_key.remove_organisation_key, page.context.workplace, own_password=values["own_password"])

    def stored(_values: Values, _answer: Any) -> None:
        page.messages.success(_("Der Schlüssel der Organisation öffnet diese Daten nicht mehr."))
        page.enter()

    dialog = FormDialog(
        page,
        _("Schlüssel der Organisation entfernen"),
        _("Entfernen"),
        [own_password_field()],
        send=send,
        stored=stored,
        draft=DraftKey("organisation_key_removal"),
        intro=_("Die Organisation kann vergessene Passwörter danach nicht mehr ersetzen."),
    )
    dialog.submit_button.set_kind(Kind.DANGER)
    return dialog
