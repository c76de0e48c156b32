"""What somebody may do here, changed by the lead."""

from typing import Any

from werkakademie.i18n import _
from werkakademie.records.drafts import DraftKey
from werkakademie.records.enums import Role
from werkakademie.records.labels import label
from werkakademie.records.site import AccountRow
from werkakademie.services import account_roles
from werkakademie.services.accounts import ROLES_TO_GIVE
from werkakademie.ui.groups.form_dialog import FormDialog, Run, Values
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.fields import MultiChoiceField


def roles_field() -> MultiChoiceField:
    """The roles that can be given, with what the less known ones mean."""
    return MultiChoiceField(
        "roles",
        _("Darf arbeiten als"),
        [(role, label(role)) for role in ROLES_TO_GIVE],
        help=_(
            "Die Leitung ändert auch Einstellungen und Zugänge. „Nur Anwesenheit“ sieht die Namen einer Liste und "
            "trägt ein, wer da war, sonst nichts."
        ),
    )


def roles_dialog(page: Page, account: AccountRow) -> FormDialog:
    """Change the roles of an account that there is."""
    workplace = page.context.workplace
    before = tuple(role for role in Role if role in account.roles)

    def send(values: Values, run: Run) -> None:
        run(account_roles.change_roles, workplace, account.id, roles=values["roles"] or ())

    def stored(_values: Values, _answer: Any) -> None:
        page.messages.success(
            _("Geändert. Für {name} gilt es ab der nächsten Anmeldung.").format(name=account.name),
            undo=lambda: page.run(account_roles.change_roles, workplace, account.id, roles=before),
        )

    title = _("Was {name} darf").format(name=account.name)
    draft = DraftKey.about("account.roles", account.id)
    dialog = FormDialog(page, title, _("Ändern"), [roles_field()], send=send, stored=stored, draft=draft)
    dialog.form.set_values({"roles": before})
    return dialog
