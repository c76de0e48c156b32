"""„Teilnahme beenden": when and why somebody left, and the job that began; also corrects an end."""

from collections.abc import Callable
from datetime import date

from werkakademie.errors import InvalidFieldsError, WerkakademieError
from werkakademie.i18n import _, format_date, ngettext
from werkakademie.records.drafts import DraftKey
from werkakademie.records.enums import ExitReason, ExitType
from werkakademie.records.exits import ExitDone, ExitRecord
from werkakademie.records.ids import EnrolmentId
from werkakademie.records.labels import label
from werkakademie.records.participants import display_name
from werkakademie.services import exits
from werkakademie.ui.exits.placement_fields import placement_fields
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.banners import Banner
from werkakademie.ui.widgets.dialogs import DialogBase
from werkakademie.ui.widgets.fields import CheckField, ChoiceField, DateField
from werkakademie.ui.widgets.forms import Form
from werkakademie.ui.widgets.styling import Tone
from werkakademie.ui.widgets.text import TextLabel

#: Reasons after which a job or a training has begun; the form then asks for it by itself.
_WITH_JOB = (ExitReason.TOOK_UP_WORK, ExitReason.TOOK_UP_TRAINING, ExitReason.SELF_EMPLOYMENT)


def end_enrolment(page: Page, enrolment_id: EnrolmentId, stored: Callable[[ExitDone], object] | None = None) -> None:
    """Open the dialog on `page` once the enrolment is read; the page says afterwards what was stored."""

    def show(record: ExitRecord) -> None:
        ExitDialog(page, record, stored).open()

    page.run(exits.exit_record, page.context.workplace, enrolment_id, done=show)


class ExitDialog(DialogBase):
    """The form of one enrolment's end; the cut-off day that follows from it is shown while typing."""

    def __init__(self, page: Page, record: ExitRecord, stored: Callable[[ExitDone], object] | None = None) -> None:
        name = display_name(record.given_names, record.family_name, record.own_number)
        title = _("Ende der Teilnahme ändern") if record.exit_on else _("Teilnahme beenden")
        super().__init__(page, title, submit=_("Speichern") if record.exit_on else _("Beenden"), wide=True)
        self._page = page
        self._record = record
        self._name = name
        self._stored = stored
        self.form = self._exit_form()
        self.job_form = Form(placement_fields(), columns=2)
        self._asks_job = CheckField("has_job", _("Eine Arbeit, Ausbildung oder Selbstständigkeit beginnt"))
        self._cut_off = TextLabel("", tone="muted", wrap=True)
        self.add(TextLabel(f"{name} · {record.group_name}", tone="muted"))
        if record.restricted:
            self.add(Banner(_restricted_words(), Tone.WARN))
        if record.outcomes_at_cut_off:
            self.add(Banner(_moves_history(record.outcomes_at_cut_off), Tone.WARN))
        self.add(self.form, self._cut_off, self._asks_job, self.job_form)
        self.form.changed.connect(self._answers_changed)
        self._asks_job.changed.connect(self._show_job)
        self._answers_changed()
        self._show_job()
        if record.restricted:
            self._only_show()
            return
        self.keep_draft(DraftKey.about("exit", record.enrolment_id), self.form, self._asks_job, self.job_form)

    def _only_show(self) -> None:
        """What cannot be stored is not offered to be typed."""
        for part in (self.form, self._asks_job, self.job_form):
            part.setEnabled(False)
        self.submit_button.hide()
        self.cancel_button.setText(_("Schließen"))

    def _exit_form(self) -> Form:
        record = self._record
        form = Form(
            [
                DateField("exit_on", _("Letzter Tag")),
                ChoiceField("exit_type", _("Wie endet die Teilnahme?"), [(one, label(one)) for one in ExitType]),
                ChoiceField("exit_reason", _("Grund"), [(one, label(one)) for one in ExitReason]),
            ],
            columns=2,
        )
        form.set_values(
            {
                "exit_on": record.exit_on or self._page.context.today(),
                "exit_type": record.exit_type,
                "exit_reason": record.exit_reason,
            }
        )
        return form

    def _answers_changed(self) -> None:
        values = self.form.values()
        day: date | None = values["exit_on"]
        if day is None:
            self._cut_off.setText("")
        elif values["exit_type"] is ExitType.CANCELLED_BEFORE_START or values["exit_reason"] is ExitReason.DIED:
            self._cut_off.setText(_("Es wird keine Nachfrage angelegt."))
        else:
            cut_off = exits.cut_off_preview(day, self._record.follow_up_months)
            text = _("Stichtag der Nachfrage: {day}").format(day=format_date(cut_off))
            self._cut_off.setText(text)
        if values["exit_reason"] in _WITH_JOB and not self._record.placements and not self._asks_job.value():
            self._asks_job.set_value(True)
            self._show_job()

    def _show_job(self) -> None:
        self.job_form.setVisible(bool(self._asks_job.value()))

    def submit(self) -> None:
        """Store both parts at once, or show the problems of both."""
        if self._record.restricted:
            return
        with_job = bool(self._asks_job.value())
        readable = self.form.check()
        if with_job and not self.job_form.check():
            readable = False
        if readable:
            self._page.run(
                exits.record_exit,
                self._page.context.workplace,
                self._record.enrolment_id,
                fields=self.form.values(),
                placement=self.job_form.values() if with_job else None,
                done=self._finished,
                failed=self._refused,
            )

    def _finished(self, done: ExitDone) -> None:
        page, record = self._page, self._record
        self.accept()
        page.messages.success(self._said(done), undo=None if record.exit_on else self._undo())
        if self._stored is not None:
            self._stored(done)

    def _said(self, done: ExitDone) -> str:
        if done.follow_up_due_on is None:
            return _("Das Ende der Teilnahme von {name} ist gespeichert.").format(name=self._name)
        return _("Das Ende der Teilnahme von {name} ist gespeichert. Nachfrage am {day}.").format(
            name=self._name, day=format_date(done.follow_up_due_on)
        )

    def _undo(self) -> Callable[[], object]:
        page, enrolment_id = self._page, self._record.enrolment_id
        return lambda: page.run(exits.take_back_exit, page.context.workplace, enrolment_id)

    def _refused(self, error: WerkakademieError) -> None:
        if not isinstance(error, InvalidFieldsError):
            self.messages.error(error.sentence())
            return
        names = self.form.field_names()
        of_job = [problem for problem in error.problems if problem.field not in names]
        if of_job:
            self.job_form.show_problems(of_job)
        self.form.show_problems(problem for problem in error.problems if problem.field in names)


def _restricted_words() -> str:
    return _(
        "Die Verarbeitung der Daten dieser Person ist eingeschränkt: Sie werden aufbewahrt, aber nicht geändert und "
        "nicht genutzt. Die Leitung kann die Einschränkung aufheben."
    )


def _moves_history(count: int) -> str:
    return ngettext(
        "Zum bisherigen Stichtag ist schon eine Antwort gespeichert. Ändern Sie den letzten Tag, bleibt sie im "
        "Verlauf, und die Nachfrage wird wieder offen.",
        "Zum bisherigen Stichtag sind schon {count} Antworten gespeichert. Ändern Sie den letzten Tag, bleiben sie im "
        "Verlauf, und die Nachfrage wird wieder offen.",
        count,
    ).format(count=count)
