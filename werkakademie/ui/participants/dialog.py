"""Take a person in, or change their record."""

from collections.abc import Callable

from werkakademie.errors import InvalidFieldsError, WerkakademieError
from werkakademie.i18n import _
from werkakademie.records.drafts import DraftKey
from werkakademie.records.ids import ParticipantId
from werkakademie.records.participants import ParticipantRecord
from werkakademie.services import participants
from werkakademie.ui.participants.form import ParticipantForm
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.dialogs import DialogBase


class ParticipantDialog(DialogBase):
    """The form of a new person, or of `record`; `stored` is called with the id once it is in the store."""

    def __init__(
        self, page: Page, stored: Callable[[ParticipantId], object], record: ParticipantRecord | None = None
    ) -> None:
        title = _("Angaben ändern") if record else _("Person neu aufnehmen")
        super().__init__(page, title, submit=_("Speichern") if record else _("Aufnehmen"), wide=True)
        self._page = page
        self._record = record
        self._stored = stored
        self.form = ParticipantForm(record.values if record else None)
        self.add(self.form)
        about = (record.id,) if record else ()
        self.keep_draft(DraftKey.about("participant", *about), self.form)

    def submit(self) -> None:
        """Store what was typed; problems stand at their fields and nothing is lost."""
        if not self.form.check():
            return
        workplace, values = self._page.context.workplace, self.form.values()
        if self._record is None:
            self._page.run(
                participants.add_participant, workplace, fields=values, done=self._finished, failed=self._refused
            )
        else:
            self._page.run(
                participants.change_participant,
                workplace,
                self._record.id,
                fields=values,
                done=self._finished,
                failed=self._refused,
            )

    def _finished(self, participant_id: ParticipantId) -> None:
        self.accept()
        self._stored(participant_id)

    def _refused(self, error: WerkakademieError) -> None:
        if isinstance(error, InvalidFieldsError):
            self.form.show_problems(error.problems)
        else:
            self.messages.error(error.sentence())
