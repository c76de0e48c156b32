"""How blurring and packages are put into words."""

from werkakademie.i18n import _, pgettext
from werkakademie.records.reporting import AgePrecision, Coarsening, DatePrecision


def coarsening_words(coarsening: Coarsening) -> str:
    """What one way of blurring leaves in the rows."""
    dates = {
        DatePrecision.MONTH: _("Monate"),
        DatePrecision.QUARTER: _("Quartale"),
        DatePrecision.YEAR: _("Jahre"),
    }[coarsening.dates]
    age = {
        AgePrecision.CLASS: _("Altersklassen"),
        AgePrecision.UNDER_OR_OVER_50: _("unter oder über 50"),
        AgePrecision.LEFT_OUT: _("ohne Alter"),
    }[coarsening.age]
    sex = pgettext("Genauigkeit", "Geschlecht") if coarsening.sex else _("ohne Geschlecht")
    return f"{dates}, {age}, {sex}"


def alone_words(unique: int, rows: int) -> str:
    """How many rows could be recognised by these values."""
    if unique == 0:
        return _("keine Zeile steht allein")
    return _("{unique} von {rows} Zeilen stehen allein").format(unique=unique, rows=rows)
