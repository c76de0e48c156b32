"""A stage with its day and a note: for another day than today, and to correct one."""

from typing import Any

from werkakademie.i18n import _, pgettext
from werkakademie.records.drafts import DraftKey
from werkakademie.records.enums import ApplicationStage
from werkakademie.records.job_search import ApplicationRecord, StageRecord
from werkakademie.records.labels import label
from werkakademie.services import job_search
from werkakademie.ui.groups.form_dialog import FormDialog, Run, Values
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.fields import ChoiceField, DateField, TextField


class StageDialog(FormDialog):
    """The form of a new stage of `application`, or of `record` of its history."""

    def __init__(
        self,
        page: Page,
        application: ApplicationRecord,
        *,
        stage: ApplicationStage | None = None,
        record: StageRecord | None = None,
    ) -> None:
        unknown = record is not None and not record.day_known
        hint = _("Ein Gespräch oder eine Probearbeit darf noch kommen.")
        day = DateField("happened_on", _("Tag"), help=hint, optional=unknown)
        stages = ChoiceField("stage", pgettext("Bewerbung", "Stand"), [(one, label(one)) for one in ApplicationStage])
        fields = [stages, day, TextField("note", _("Notiz"), optional=True)]
        workplace = page.context.workplace

        def send(values: Values, run: Run) -> None:
            given = {**values, "note": values["note"] or ""}
            if record is None:
                run(job_search.add_stage, workplace, application.id, **given)
            else:
                run(job_search.change_stage, workplace, record.id, **given)

        new = _("Neuer Stand: {employer}").format(employer=application.employer_name)
        title = _("Eintrag ändern") if record else new
        about = (application.id, record.id) if record else (application.id,)
        draft = DraftKey.about("stage", *about)
        super().__init__(page, title, _("Speichern") if record else _("Eintragen"), fields, send=send, draft=draft)
        start: dict[str, Any] = {"stage": stage, "happened_on": page.context.today()}
        if record is not None:
            day_shown = None if unknown else record.happened_on
            start = {"stage": record.stage, "happened_on": day_shown, "note": record.note}
        self.form.set_values(start)
        if stage is not None:
            self.form.field("happened_on").control.setFocus()
