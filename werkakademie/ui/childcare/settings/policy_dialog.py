"""The dialog in which the lead sets the rule: how many children, how many carers, who counts more."""

from decimal import Decimal
from typing import Any

from werkakademie.i18n import _
from werkakademie.records.childcare import CarePolicy
from werkakademie.records.childcare_texts import policy_sentence, weight_words
from werkakademie.records.drafts import DraftKey
from werkakademie.records.enums import AgeBand, OverCapacity
from werkakademie.records.labels import label
from werkakademie.services import childcare_settings
from werkakademie.ui.groups.form_dialog import FormDialog, Run, Values
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.fields import (
    CheckField,
    ChoiceField,
    DateField,
    FormField,
    LongTextField,
    NumberField,
    ParsedField,
)
from werkakademie.ui.widgets.reading import read_decimal

_LEAST, _MOST = 100, 500

_WEIGHTS = {
    "weight_under_two": AgeBand.UNDER_TWO,
    "weight_under_three": AgeBand.UNDER_THREE,
    "weight_preschool": AgeBand.PRESCHOOL,
    "weight_school": AgeBand.SCHOOL,
}


class WeightField(ParsedField):
    """How much a child counts: written 1,50 and stored as whole hundredths, 150."""

    def __init__(self, name: str, label: str) -> None:
        super().__init__(
            name,
            label,
            read=_read_weight,
            write=weight_words,
            example=lambda: _("Bitte geben Sie eine Zahl von 1,00 bis 5,00 ein, zum Beispiel 1,50."),
            width=110,
        )


def _read_weight(text: str) -> int | None:
    value = read_decimal(text)
    if value is None:
        return None
    hundredths = value * Decimal(100)
    whole = hundredths == hundredths.to_integral_value()
    return int(hundredths) if whole and _LEAST <= hundredths <= _MOST else None


def policy_dialog(page: Page, policy: CarePolicy) -> FormDialog:
    """Change the rule; what it means is said as a sentence afterwards."""
    workplace = page.context.workplace

    def send(values: Values, run: Run) -> None:
        fields = {name: "" if value is None and name == "legal_note" else value for name, value in values.items()}
        run(childcare_settings.change_policy, workplace, fields=fields)

    def stored(_values: Values, written: Any) -> None:
        text = _("Die Regel gilt ab jetzt: {rule}").format(rule=policy_sentence(written))
        page.messages.success(text)

    intro = _(
        "Kein Bundesgesetz nennt diese Zahlen für eine Betreuung neben dem Coaching. Der Standort legt sie fest; 5 "
        "Kinder je Betreuungskraft sind an § 43 SGB VIII angelehnt. Ein Kind mit dem Gewicht 1,50 zählt wie "
        "anderthalb Kinder."
    )
    dialog = FormDialog(
        page,
        _("Betreuungsregel"),
        _("Festlegen"),
        _policy_fields(),
        send=send,
        stored=stored,
        draft=DraftKey("childcare_policy"),
        intro=intro,
        columns=2,
    )
    dialog.form.set_values({name: getattr(policy, name) for name in dialog.form.field_names()})
    return dialog


def _policy_fields() -> list[FormField]:
    weights = [WeightField(name, _("Gewicht, {band}").format(band=label(band))) for name, band in _WEIGHTS.items()]
    return [
        NumberField("most_per_carer", _("Kinder je Betreuungskraft"), least=1, most=50, help=_("Höchstens.")),
        NumberField(
            "fewest_carers", _("Betreuungskräfte"), least=1, most=20, help=_("Mindestens, sobald ein Kind da ist.")
        ),
        *weights,
        ChoiceField("over_capacity", _("Mehr Kinder als erlaubt"), [(one, label(one)) for one in OverCapacity]),
        NumberField(
            "offer_hours",
            _("Frei gewordenen Platz anbieten, Stunden"),
            least=1,
            most=168,
            help=_("So lange wird er für eine Familie der Warteliste gehalten."),
        ),
        NumberField("late_after_minutes", _("Späte Abholung nach Minuten"), least=0, most=120),
        NumberField(
            "clearance_months",
            _("Führungszeugnis erneut ansehen nach Monaten"),
            least=1,
            most=240,
            help=_("60 Monate sind fünf Jahre."),
        ),
        LongTextField("legal_note", _("Worauf die Regel beruht"), optional=True, lines=2),
        DateField("legal_note_as_of", _("Stand"), optional=True, help=_("Wann jemand das zuletzt geprüft hat.")),
        CheckField(
            "pictures_allowed",
            _("Bilder von Abholberechtigten erlaubt"),
            help=_("Nur mit deren Einwilligung. Ohne Bilder gilt das Kennwort."),
        ),
    ]
