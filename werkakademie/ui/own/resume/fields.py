"""A month of a CV, where a year alone is enough."""

import re
from typing import Any

from werkakademie.i18n import _
from werkakademie.records.resume import Month
from werkakademie.ui.widgets.fields import ParsedField

_WRITTEN = re.compile(r"(?:(\d{1,2})\s*[./-]\s*)?(\d{4})")


def read_month_or_year(text: str) -> Month | None:
    """„03.2019“, „3/2019“ or „2019“."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        return None
    month = int(found[1]) if found[1] else None
    year = int(found[2])
    fits = 1900 <= year <= 2100 and (month is None or 1 <= month <= 12)
    return Month(year, month) if fits else None


class ResumeMonthField(ParsedField):
    """The value is a Month or None."""

    def __init__(self, name: str, label: str, *, help: str = "") -> None:
        super().__init__(
            name,
            label,
            read=read_month_or_year,
            write=str,
            example=lambda: _("Bitte schreiben Sie Monat.Jahr, zum Beispiel 03.2019. Oder nur das Jahr."),
            optional=True,
            help=help,
            placeholder=_("MM.JJJJ"),
            width=160,
        )

    def draft(self) -> Any:
        return self.edit.text()

    def restore(self, draft: Any) -> None:
        self.edit.setText(draft if isinstance(draft, str) else "")
