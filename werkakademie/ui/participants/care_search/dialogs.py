"""What is written about a place, about the hours of work, and about how a gap is closed."""

from collections.abc import Callable, Sequence
from typing import Any

from werkakademie.i18n import _
from werkakademie.records.care_search import Agreement, CareSearchRow, ChildMatch, DayHours, WorkHours
from werkakademie.records.drafts import DraftKey
from werkakademie.records.enums import CareAnswer, CareKind
from werkakademie.records.ids import ChildId
from werkakademie.records.labels import label
from werkakademie.services import care_matching, care_search
from werkakademie.ui.groups.form_dialog import FormDialog, Run, Values
from werkakademie.ui.participants.care_search.texts import days_words, hours_words
from werkakademie.ui.participants.care_search.week_hours import WeekHoursField
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.fields import ChoiceField, DateField, FormField, LongTextField, NumberField, TextField

Stored = Callable[[Values, Any], object]
#: Fields that only some answers have.
_OF_ANSWER = {
    "answered_on": frozenset(CareAnswer) - {CareAnswer.OPEN},
    "waiting_number": frozenset({CareAnswer.WAITING_LIST}),
    "starts_on": frozenset({CareAnswer.ACCEPTED}),
    "ends_on": frozenset({CareAnswer.ACCEPTED}),
    "remind_on": frozenset({CareAnswer.OPEN, CareAnswer.WAITING_LIST}),
}


class SearchDialog(FormDialog):
    """A place that is asked for a child, new or known; only what the answer needs is shown."""

    def __init__(
        self, page: Page, child_id: ChildId, child_name: str, stored: Stored, record: CareSearchRow | None = None
    ) -> None:
        self._child_id = child_id
        self._record = record
        super().__init__(
            page,
            _("Anfrage ändern") if record else _("Anfrage für {child} eintragen").format(child=child_name),
            _("Speichern") if record else _("Eintragen"),
            _search_fields(),
            send=self._store,
            stored=stored,
            draft=DraftKey.about("care_search", child_id, *((record.id,) if record else ())),
            columns=2,
        )
        if record is None:
            self.form.set_values({"answer": CareAnswer.OPEN, "kind": CareKind.KITA})
        else:
            self.form.set_values({name: getattr(record, name) for name in self.form.field_names()})
        self.form.changed.connect(self._answer_changed)
        self._answer_changed()

    def _answer_changed(self) -> None:
        answer = self.form.field("answer").value()
        for name, answers in _OF_ANSWER.items():
            self.form.field(name).setVisible(answer in answers)
        accepted = answer is CareAnswer.ACCEPTED
        self.form.field("hours").set_label(_("Zeiten des Platzes") if accepted else _("Gewünschte Zeiten"))

    def _store(self, values: Values, run: Run) -> None:
        fields = {name: value for name, value in values.items() if name != "hours"}
        if self._record is None:
            run(care_search.add_search, self.workplace, self._child_id, fields=fields, hours=values["hours"])
        else:
            run(care_search.change_search, self.workplace, self._record.id, fields=fields, hours=values["hours"])


def work_hours_dialog(page: Page, work: WorkHours, stored: Stored) -> FormDialog:
    """The hours that a job asks for, and the way to it."""

    def send(values: Values, run: Run) -> None:
        run(care_matching.set_work_hours, page.context.workplace, work.placement_id, **values)

    fields: list[FormField] = [
        NumberField(
            "travel_minutes",
            _("Weg in Minuten"),
            most=care_matching.MOST_MINUTES,
            optional=True,
            help=_("Vom Kind zur Arbeit, eine Strecke."),
        ),
        WeekHoursField("hours", _("Arbeitszeiten"), help=_("Liegt das Ende vor dem Beginn, ist es am nächsten Tag.")),
    ]
    draft = DraftKey.about("work_hours", work.placement_id)
    title = _("Arbeitszeiten bei {employer}").format(employer=work.employer_name)
    dialog = FormDialog(page, title, _("Speichern"), fields, send=send, stored=stored, draft=draft)
    dialog.form.set_values({"travel_minutes": work.travel_minutes, "hours": work.hours})
    return dialog


def agreement_dialog(
    page: Page, work: WorkHours, child: ChildMatch, gaps: Sequence[DayHours], stored: Stored
) -> FormDialog:
    """How gaps of the same hours are to be closed."""

    def send(values: Values, run: Run) -> None:
        run(care_matching.agree, page.context.workplace, work.placement_id, child.child_id, gaps=gaps, **values)

    about = f"{days_words([gap.weekday for gap in gaps])} {hours_words(gaps[0])}"
    draft = DraftKey.about("care_agreement", work.placement_id, child.child_id)
    intro = _("{child}, {when}: Wer betreut das Kind in dieser Zeit?").format(child=child.child_name, when=about)
    return FormDialog(
        page, _("Absprache eintragen"), _("Eintragen"), [_agreement_field()], send=send, stored=stored, draft=draft,
        intro=intro,
    )  # fmt: skip


def change_agreement_dialog(page: Page, agreements: Sequence[Agreement], stored: Stored) -> FormDialog:
    """Other words for the same agreement on some days."""
    ids = [one.id for one in agreements]

    def send(values: Values, run: Run) -> None:
        run(care_matching.change_agreements, page.context.workplace, ids, **values)

    dialog = FormDialog(
        page, _("Absprache ändern"), _("Speichern"), [_agreement_field()], send=send, stored=stored,
        draft=DraftKey.about("care_agreement", ids[0]),
    )  # fmt: skip
    dialog.form.set_values({"text": agreements[0].text})
    return dialog


def _agreement_field() -> FormField:
    return LongTextField(
        "text", _("Absprache"), help=_("Zum Beispiel: Die Großmutter holt ab, oder: Die Kita verlängert bis 17 Uhr.")
    )


def _search_fields() -> list[FormField]:
    return [
        ChoiceField("kind", _("Art der Betreuung"), [(one, label(one)) for one in CareKind]),
        TextField("provider_name", _("Name der Einrichtung oder Person")),
        TextField("contact", _("Ansprechperson"), optional=True, help=_("Zum Beispiel: Frau Müller.")),
        TextField("street", _("Straße und Hausnummer"), optional=True),
        TextField("postcode", _("Postleitzahl"), optional=True, width=110),
        TextField("city", _("Ort"), optional=True),
        DateField("applied_on", _("Gefragt am"), optional=True),
        DateField("wanted_from", _("Gewünscht ab"), optional=True),
        ChoiceField("answer", _("Antwort"), [(one, label(one)) for one in CareAnswer]),
        DateField("answered_on", _("Antwort am"), optional=True),
        NumberField("waiting_number", _("Nummer auf der Warteliste"), least=1, most=10_000, optional=True),
        DateField("remind_on", _("Wieder nachfragen am"), optional=True, help=_("Ohne Datum: zwei Wochen danach.")),
        DateField("starts_on", _("Platz ab"), optional=True),
        DateField("ends_on", _("Platz bis"), optional=True),
        WeekHoursField("hours", _("Gewünschte Zeiten")),
        LongTextField("note", _("Notiz"), optional=True, lines=5),
    ]
