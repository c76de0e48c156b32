"""The public holidays of a Land with their German names."""

from collections.abc import Mapping
from datetime import date

from werkakademie.records.enums import Land


def public_holidays(land: Land, first: date, last: date) -> Mapping[date, str]:
    """The holidays between two days, both included, by day."""
    import holidays

    years = range(first.year, last.year + 1)
    found = holidays.country_holidays("DE", subdiv=land.value, years=years, language="de")
    return {day: name for day, name in sorted(found.items()) if first <= day <= last}
