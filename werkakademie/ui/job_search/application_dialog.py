"""Write an application into the log, or change it."""

from collections.abc import Callable
from typing import Any

from werkakademie.errors import InvalidFieldsError, WerkakademieError
from werkakademie.i18n import _, pgettext
from werkakademie.records.drafts import DraftKey
from werkakademie.records.enums import ApplicationChannel, ApplicationStage, VacancySource
from werkakademie.records.ids import JobApplicationId, ParticipantId
from werkakademie.records.job_search import ApplicationRecord, EarlierApplication, EmployerRow
from werkakademie.records.labels import label
from werkakademie.services import job_search
from werkakademie.ui.groups.form_dialog import ServiceDialog
from werkakademie.ui.job_search.employer_field import EmployerField
from werkakademie.ui.job_search.texts import earlier_hint
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.banners import Banner, announce
from werkakademie.ui.widgets.fields import ChoiceField, DateField, LongTextField, TextField
from werkakademie.ui.widgets.forms import Form
from werkakademie.ui.widgets.styling import Tone

#: The fields of the form that are the application's own; the others are employer and first stage.
_OWN = ("position", "source", "channel", "reference", "contact", "note")


class ApplicationDialog(ServiceDialog):
    """The form of a new application, or of `record`; `stored` gets its id once it is in the store."""

    def __init__(
        self,
        page: Page,
        person: ParticipantId,
        stored: Callable[[JobApplicationId], object],
        record: ApplicationRecord | None = None,
    ) -> None:
        title = _("Bewerbung ändern") if record else _("Bewerbung eintragen")
        super().__init__(page, title, submit=_("Speichern") if record else _("Eintragen"), wide=True)
        self._person = person
        self._stored = stored
        self._record = record
        self.employer = EmployerField("employer_name", _("Arbeitgeber"), ask=self._typed)
        self.employer.taken.connect(self._employer_taken)
        self.hint = Banner(tone=Tone.WARN)
        self.hint.hide()
        self.form = Form(self._fields(), columns=2)
        self.add(self.hint, self.form)
        if record is not None:
            self._fill(record)
        about = (person, record.id) if record else (person,)
        self.keep_draft(DraftKey.about("application", *about), self.form)
        self.employer.control.setFocus()

    def submit(self) -> None:
        """Store what was typed; problems stand at their fields and nothing is lost."""
        if not self.form.check():
            return
        values = self.form.values()
        employer = {"employer_name": values["employer_name"], "employer_city": values["employer_city"] or ""}
        own = {name: values[name] if values[name] is not None else _empty(name) for name in _OWN}
        if self._record is not None:
            self._send(job_search.change_application, self._record.id, **employer, fields=own)
        else:
            first = {"stage": values["stage"], "happened_on": values["happened_on"]}
            self._send(job_search.add_application, self._person, **employer, **first, fields=own)

    def _fields(self) -> list[Any]:
        fields = [
            self.employer,
            TextField("employer_city", _("Ort"), optional=True),
            TextField("position", _("Stelle")),
            TextField("reference", _("Kennziffer"), optional=True),
            ChoiceField("source", _("Gefunden über"), [(one, label(one)) for one in VacancySource], optional=True),
            ChoiceField("channel", _("Beworben per"), [(one, label(one)) for one in ApplicationChannel], optional=True),
        ]
        if self._record is None:
            stage = ChoiceField(
                "stage", pgettext("Bewerbung", "Stand"), [(one, label(one)) for one in ApplicationStage]
            )
            stage.set_value(ApplicationStage.APPLIED)
            day = DateField("happened_on", _("Tag"), help=_("Auch ein früherer Tag."))
            day.set_value(self.page.context.today())
            fields += [stage, day]
        return [
            *fields,
            TextField("contact", _("Ansprechperson"), optional=True),
            LongTextField("note", _("Notiz"), optional=True, lines=2),
        ]

    def _fill(self, record: ApplicationRecord) -> None:
        values = {name: getattr(record, name) for name in _OWN}
        self.form.set_values({**values, "employer_name": record.employer_name, "employer_city": record.employer_city})

    def _typed(self, text: str) -> None:
        """Offer known employers, and say whether the person applied there before."""
        self.ask(
            job_search.employer_suggestions,
            self.workplace,
            text,
            done=lambda found: self.employer.offer(text, found),
        )
        self._look_for_earlier(text)

    def _look_for_earlier(self, name: str) -> None:
        self.ask(
            job_search.earlier_application,
            self.workplace,
            self._person,
            employer_name=name,
            done=lambda found: self._show_hint(name, found),
        )

    def _employer_taken(self, employer: EmployerRow) -> None:
        self.form.set_values({"employer_city": employer.city})
        self._look_for_earlier(employer.name)

    def _show_hint(self, name: str, earlier: EarlierApplication | None) -> None:
        if name != self.employer.text():
            return
        other = earlier is not None and (self._record is None or earlier.application_id != self._record.id)
        self.hint.setVisible(other)
        if earlier is not None and other:
            self.hint.show_message(earlier_hint(earlier), Tone.WARN)
            announce(self, self.hint.text())

    def _send(self, service: Callable[..., Any], *arguments: Any, **keywords: Any) -> None:
        self.ask(service, self.workplace, *arguments, done=self._done, failed=self._refused, **keywords)

    def _done(self, application_id: JobApplicationId) -> None:
        self.accept()
        self._stored(application_id)

    def _refused(self, error: WerkakademieError) -> None:
        if isinstance(error, InvalidFieldsError):
            self.form.show_problems(error.problems)
        else:
            self.show_error(error)


def _empty(name: str) -> str | None:
    """Texts are stored as an empty text, choices as nothing."""
    return None if name in ("source", "channel") else ""
