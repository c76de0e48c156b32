"""Gives a paper another name."""

from werkakademie.errors import InvalidFieldsError, WerkakademieError
from werkakademie.i18n import _
from werkakademie.records.drafts import DraftKey
from werkakademie.records.ids import ApplicationDocumentId
from werkakademie.services.own import papers
from werkakademie.ui.own.pages import OwnPage
from werkakademie.ui.widgets.dialogs import DialogBase
from werkakademie.ui.widgets.fields import TextField
from werkakademie.ui.widgets.forms import Form


class RenameDialog(DialogBase):
    """One field; what was typed survives a crash."""

    def __init__(self, page: OwnPage, document_id: ApplicationDocumentId, title: str) -> None:
        super().__init__(page, _("Wie soll das Papier heißen?"))
        self._page, self._id = page, document_id
        field = TextField("title", _("Name"), help=_("Zum Beispiel: Zeugnis Lager 2021"))
        self.form = Form([field])
        self.form.set_values({"title": title})
        self.add(self.form)
        for button in (self.submit_button, self.cancel_button):
            button.setProperty("touch", "tall")
        self.keep_draft(DraftKey.about("own_paper_name", document_id), self.form)

    def submit(self) -> None:
        if self.form.check():
            title = str(self.form.values()["title"])
            self._page.run(
                papers.rename_paper,
                self._page.own,
                self._id,
                title=title,
                done=lambda _before: self.accept(),
                failed=self._refused,
            )

    def _refused(self, error: WerkakademieError) -> None:
        if isinstance(error, InvalidFieldsError):
            self.form.show_problems(error.problems)
        else:
            self.messages.error(error.sentence())
