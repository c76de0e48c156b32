"""The dialog that keeps a mapping under a name."""

from collections.abc import Callable

from werkakademie.errors import InvalidFieldsError, WerkakademieError
from werkakademie.i18n import _
from werkakademie.records.drafts import DraftKey
from werkakademie.records.importing import MappingProfile
from werkakademie.services import importing
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.basic_fields import TextField
from werkakademie.ui.widgets.dialogs import DialogBase
from werkakademie.ui.widgets.forms import Form
from werkakademie.ui.widgets.text import muted


class ProfileDialog(DialogBase):
    """`saved` gets the name."""

    def __init__(self, page: Page, profile: MappingProfile, saved: Callable[[str], object]) -> None:
        super().__init__(page, _("Zuordnung speichern"))
        self._page, self._profile, self._saved = page, profile, saved
        self.form = Form([TextField("name", _("Name der Zuordnung"))])
        self.form.set_values({"name": profile.name})
        self.add(
            muted(_("Beim nächsten Mal wird sie für eine Datei mit denselben Spalten gleich vorgeschlagen.")),
            self.form,
        )
        self.keep_draft(DraftKey("import.profile"), self.form)

    def submit(self) -> None:
        if not self.form.check():
            return
        name = str(self.form.values()["name"])

        def done(_profile_id: object) -> None:
            self.accept()
            self._saved(name)

        workplace = self._page.context.workplace
        self._page.run(importing.save_profile, workplace, self._profile, name=name, done=done, failed=self._refused)

    def _refused(self, error: WerkakademieError) -> None:
        if isinstance(error, InvalidFieldsError):
            self.form.show_problems(error.problems)
        else:
            self.messages.error(error.sentence())
