"""What is written down about a follow-up: an attempt, a permission, and what became of the person."""

from collections.abc import Callable
from typing import Any

from werkakademie.errors import InvalidFieldsError, WerkakademieError
from werkakademie.i18n import _, format_date
from werkakademie.records.drafts import DraftKey
from werkakademie.records.enums import (
    BenefitChange,
    ContactChannel,
    ContactResult,
    Evidence,
    FundingKind,
    OutcomeCategory,
    TrainingPlace,
)
from werkakademie.records.follow_ups import FollowUpRecord
from werkakademie.records.labels import label
from werkakademie.services import follow_ups
from werkakademie.ui.exits.placement_fields import weekly_hours, work_flags, yes_no
from werkakademie.ui.follow_ups.texts import person_name
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.banners import Banner
from werkakademie.ui.widgets.dialogs import DialogBase
from werkakademie.ui.widgets.fields import ChoiceField, DateField, FormField, LongTextField
from werkakademie.ui.widgets.forms import Form
from werkakademie.ui.widgets.styling import Tone
from werkakademie.ui.widgets.text import TextLabel

#: Fields that only some answers have; the others are hidden.
_OF_CATEGORY = {
    "training_place": (OutcomeCategory.VOCATIONAL_TRAINING,),
    "funding_kind": (OutcomeCategory.PUBLICLY_FUNDED,),
}
_OF_WORK = ("started_on", "weekly_hours", "occupation_code", "industry_code", "subsidised", "fixed_term")


class FollowUpDialog(DialogBase):
    """A form about one follow-up whose values go to one service."""

    def __init__(
        self,
        page: Page,
        title: str,
        record: FollowUpRecord,
        service: Callable[..., Any],
        stored: Callable[[Any], object],
        *,
        wide: bool = False,
    ) -> None:
        super().__init__(page, title, submit=_("Eintragen"), wide=wide)
        self._page = page
        self._record = record
        self._service = service
        self._stored = stored
        self.add(TextLabel(f"{person_name(record.row)} · {record.row.group_name}", tone="muted"))
        self.form = Form(())

    def values(self) -> dict[str, Any]:
        """What the service gets."""
        return {"fields": self.form.values()}

    def submit(self) -> None:
        if self.form.check():
            self._page.run(
                self._service,
                self._page.context.workplace,
                self._record.row.id,
                **self.values(),
                done=self._finished,
                failed=self._refused,
            )

    def _finished(self, answer: Any) -> None:
        self.accept()
        self._stored(answer)

    def _refused(self, error: WerkakademieError) -> None:
        if isinstance(error, InvalidFieldsError):
            self.form.show_problems(error.problems)
        else:
            self.messages.error(error.sentence())


class AttemptDialog(FollowUpDialog):
    """One attempt to reach the person."""

    def __init__(self, page: Page, record: FollowUpRecord, stored: Callable[[Any], object]) -> None:
        super().__init__(page, _("Versuch eintragen"), record, follow_ups.record_attempt, stored)
        rule = _("Nennen Sie auf Anrufbeantwortern und gegenüber der Familie nicht das Jobcenter.")
        self.form = Form(
            [
                DateField("attempted_on", _("Wann?")),
                ChoiceField("channel", _("Auf welchem Weg?"), [(one, label(one)) for one in ContactChannel], help=rule),
                ChoiceField("result", _("Mit welchem Ergebnis?"), [(one, label(one)) for one in ContactResult]),
                LongTextField("note", _("Notiz"), optional=True),
            ]
        )
        self.form.set_values({"attempted_on": page.context.today(), "channel": ContactChannel.PHONE})
        self.add(self.form)
        self.keep_draft(DraftKey.about("follow_up.attempt", record.row.id), self.form)


class PermissionDialog(FollowUpDialog):
    """When the person allowed us to ask the employer."""

    def __init__(self, page: Page, record: FollowUpRecord, stored: Callable[[Any], object]) -> None:
        title = _("Erlaubnis, den Arbeitgeber zu fragen")
        super().__init__(page, title, record, follow_ups.set_employer_permission, stored)
        self.form = Form([DateField("employer_permission_on", _("Erlaubt am"))])
        self.form.set_values({"employer_permission_on": record.employer_permission_on or page.context.today()})
        self.add(self.form)
        self.keep_draft(DraftKey.about("follow_up.permission", record.row.id), self.form)

    def values(self) -> dict[str, Any]:
        return {"on": self.form.values()["employer_permission_on"]}


class OutcomeDialog(FollowUpDialog):
    """What is known about the cut-off day; a job start fills the form in as a suggestion."""

    def __init__(self, page: Page, record: FollowUpRecord, stored: Callable[[Any], object]) -> None:
        super().__init__(page, _("Verbleib eintragen"), record, follow_ups.record_outcome, stored, wide=True)
        day = format_date(record.row.due_on)
        if record.suggestion:
            text = _("Vorausgefüllt aus der Arbeitsaufnahme. Bitte bestätigen oder ändern Sie, was am {day} war.")
            self.add(Banner(text.format(day=day), Tone.INFO))
        self._early = Banner("", Tone.WARN)
        self._early.hide()
        self.form = Form(_outcome_fields(day, record.benefit_name), columns=2)
        today = page.context.today()
        self.form.set_values(
            {
                "observed_on": today,
                "evidence": Evidence.OWN_STATEMENT,
                "says_what_was": True,
                **record.suggestion,
            }
        )
        self.add(self._early, self.form)
        self.form.changed.connect(self._answers_changed)
        self._answers_changed()
        self.keep_draft(DraftKey.about("follow_up.outcome", record.row.id), self.form)

    def _answers_changed(self) -> None:
        """Ask only what the answer needs, and say when it can't count."""
        values = self.form.values()
        category, seen = values["category"], values["observed_on"]
        for name, categories in _OF_CATEGORY.items():
            self.form.field(name).setVisible(category in categories)
        works = category is not None and category <= OutcomeCategory.PUBLICLY_FUNDED
        for name in (*_OF_WORK, "temporary_agency"):
            self.form.field(name).setVisible(works)
        due_on = self._record.row.due_on
        self.form.field("says_what_was").setVisible(seen is not None and seen > due_on)
        early = seen is not None and seen < due_on
        self._early.setVisible(early)
        if early:
            text = _("Der Stichtag {day} kommt erst. Das wird als Hinweis gespeichert; die Nachfrage bleibt offen.")
            self._early.show_message(text.format(day=format_date(due_on)), Tone.WARN)

    def values(self) -> dict[str, Any]:
        """Answers to questions that are not asked are not sent."""
        fields = {
            name: value if self.form.field(name).isVisibleTo(self.form) else None
            for name, value in self.form.values().items()
        }
        if fields["says_what_was"] is None:
            fields["says_what_was"] = True
        return {"fields": fields}


def _outcome_fields(day: str, benefit_name: str) -> list[FormField | None]:
    categories = [one for one in OutcomeCategory if one is not OutcomeCategory.UNKNOWN]
    question = _("Was war am {day}?").format(day=day)
    return [
        ChoiceField(
            "category",
            question,
            [(one, label(one)) for one in categories],
            help=_("Trifft mehreres zu, wählen Sie, was weiter oben steht."),
        ),
        ChoiceField("evidence", _("Woher wissen Sie das?"), [(one, label(one)) for one in Evidence]),
        DateField("observed_on", _("Wann haben Sie es erfahren?")),
        ChoiceField(
            "says_what_was",
            _("Sagt die Auskunft, was am {day} war?").format(day=day),
            [(True, _("ja")), (False, _("nein, nur wie es heute ist"))],
        ),
        ChoiceField("training_place", _("Wo ist die Ausbildung?"), [(one, label(one)) for one in TrainingPlace],
                    optional=True, empty=_("weiß nicht")),
        ChoiceField("funding_kind", _("Art der Förderung"), [(one, label(one)) for one in FundingKind],
                    optional=True, empty=_("weiß nicht")),
        yes_no("registered_unemployed", _("An diesem Tag arbeitslos gemeldet")),
        ChoiceField("benefit_change", _("Leistung im Vergleich zum Eintritt"),
                    [(one, label(one)) for one in BenefitChange], optional=True, empty=_("weiß nicht"),
                    help=benefit_name),
        DateField("started_on", _("Beginn der Arbeit"), optional=True),
        weekly_hours(),
        *work_flags(),
        None,
        LongTextField("note", _("Notiz"), optional=True, lines=2),
    ]  # fmt: skip
