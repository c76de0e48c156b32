"""The fields of a job start, and of its flags, which the outcome shares."""

from werkakademie.i18n import _
from werkakademie.records.enums import OutcomeCategory
from werkakademie.records.labels import label
from werkakademie.ui.widgets.fields import ChoiceField, DateField, DecimalField, FormField, TextField

#: A job start is work, training or self-employment; anything else is no start.
JOB_CATEGORIES = tuple(category for category in OutcomeCategory if category <= OutcomeCategory.PUBLICLY_FUNDED)


def yes_no(name: str, text: str, *, help: str = "") -> ChoiceField:
    """A question that may stay open."""
    choices = [(True, _("ja")), (False, _("nein"))]
    return ChoiceField(name, text, choices, optional=True, empty=_("weiß nicht"), help=help)


def weekly_hours() -> DecimalField:
    return DecimalField("weekly_hours", _("Wochenstunden"), optional=True)


def work_flags() -> list[FormField]:
    """What is asked about a job besides its beginning; each may stay unknown."""
    return [
        TextField(
            "occupation_code", _("Beruf (KldB 2010)"), optional=True, help=_("1 bis 5 Ziffern, zum Beispiel 51311.")
        ),
        TextField("industry_code", _("Wirtschaftszweig (WZ)"), optional=True, help=_("Zum Beispiel 52.1.")),
        yes_no("subsidised", _("Mit Zuschuss gefördert")),
        yes_no("fixed_term", _("Befristet")),
        yes_no("temporary_agency", _("Zeitarbeit")),
    ]


def placement_fields() -> list[FormField]:
    """The fields of `PlacementFields`, without the edition of the industry code."""
    return [
        TextField("employer_name", _("Arbeitgeber")),
        DateField("starts_on", _("Beginn der Arbeit")),
        ChoiceField("category", _("Art der Arbeit"), [(one, label(one)) for one in JOB_CATEGORIES]),
        weekly_hours(),
        *work_flags(),
    ]
