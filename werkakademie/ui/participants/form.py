"""The form of a person's fields, in the groups in which people think of them."""

from collections.abc import Mapping
from enum import Enum

from werkakademie.i18n import _
from werkakademie.records.enums import (
    ApplicantType,
    ClientKind,
    GermanLevel,
    PcSkill,
    SchoolLeaving,
    Sex,
    VocationalQualification,
)
from werkakademie.records.labels import label
from werkakademie.ui.widgets.fields import ChoiceField, DateField, FormField, NumberField, TextField
from werkakademie.ui.widgets.forms import Form


def _unknown() -> tuple[None, str]:
    return None, _("nicht bekannt")


def _choice(name: str, text: str, enum: type[Enum]) -> ChoiceField:
    choices = [(member, label(member)) for member in enum]
    return ChoiceField(name, text, choices, optional=True, unknown=_unknown())


def _yes_no(name: str, text: str) -> ChoiceField:
    return ChoiceField(name, text, [(True, _("ja")), (False, _("nein"))], optional=True, unknown=_unknown())


def name_fields() -> list[FormField]:
    """Who the person is; a name or an own number is needed, nothing else."""
    return [
        TextField("given_names", _("Vornamen"), optional=True),
        TextField("family_name", _("Familienname"), optional=True),
        TextField("own_number", _("Eigene Nummer"), optional=True, help=_("Kann den Namen ersetzen.")),
        DateField("birth_date", _("Geburtsdatum"), optional=True),
        _choice("sex", _("Geschlecht"), Sex),
    ]


def contact_fields() -> list[FormField]:
    """How the person is reached."""
    return [
        TextField("phone", _("Telefon"), optional=True),
        TextField("email", _("E-Mail"), optional=True),
        TextField("street", _("Straße und Hausnummer"), optional=True),
        TextField("postcode", _("Postleitzahl"), optional=True),
        TextField("city", _("Ort"), optional=True),
    ]


def situation_fields() -> list[FormField]:
    """What the indicators and the coach's work need to know at entry."""
    return [
        _choice("client_kind", _("Leistungsbezug"), ClientKind),
        _choice("applicant_type", _("Lage bei der Antragstellung"), ApplicantType),
        _choice("school_leaving", _("Schulabschluss"), SchoolLeaving),
        _choice("vocational_qualification", _("Berufsabschluss"), VocationalQualification),
        _choice("german_level", _("Deutsch"), GermanLevel),
        _choice("pc_skill", _("Übung am PC"), PcSkill),
        TextField("languages", _("Weitere Sprachen"), optional=True),
        _yes_no("single_parent", _("Alleinerziehend")),
        _yes_no("minijob_at_entry", _("Minijob beim Eintritt")),
        DateField("unemployed_since", _("Arbeitslos seit"), optional=True),
        NumberField(
            "months_in_need", _("Monate im Leistungsbezug"), least=0, most=24, optional=True,
            help=_("In den letzten 24 Monaten."),
        ),
        DateField("months_in_need_as_of", _("Stand dieser Angabe"), optional=True),
        TextField("months_in_need_source", _("Woher bekannt"), optional=True),
        NumberField("age", _("Alter"), least=0, most=120, optional=True, help=_("Nur ohne Geburtsdatum.")),
        DateField("age_as_of", _("Alter galt am"), optional=True),
    ]  # fmt: skip


class ParticipantForm(Form):
    """All fields of a person in one form of two columns."""

    def __init__(self, values: Mapping[str, object] | None = None) -> None:
        super().__init__([*name_fields(), *contact_fields(), *situation_fields()], columns=2)
        if values is not None:
            self.set_values(dict(values))
