"""Reads what a person typed as a date, month, time or number; forgiving about the way of writing."""

import re
from datetime import date, time
from decimal import Decimal, InvalidOperation

_GERMAN_DATE = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4}|\d{2})")
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_MONTH = re.compile(r"(\d{1,2})[./](\d{4})")
_ISO_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_TIME = re.compile(r"(\d{1,2})(?:[:.h ]?(\d{2}))?(?:\s*uhr)?")


def read_date(text: str, *, pivot: int = 40) -> date | None:
    """A date written 1.2.26, 01.02.2026 or 2026-02-01. Two digits from `pivot` on belong to the 20th century."""
    if match := _GERMAN_DATE.fullmatch(text.strip()):
        day, month, year = (int(part) for part in match.groups())
        if len(match[3]) == 2:
            year += 1900 if year >= pivot else 2000
        return _date_or_none(year, month, day)
    if match := _ISO_DATE.fullmatch(text.strip()):
        return _date_or_none(*(int(part) for part in match.groups()))
    return None


def read_month(text: str) -> date | None:
    """A month written 02.2026, 2/2026 or 2026-02, as its first day."""
    if match := _MONTH.fullmatch(text.strip()):
        return _date_or_none(int(match[2]), int(match[1]), 1)
    if match := _ISO_MONTH.fullmatch(text.strip()):
        return _date_or_none(int(match[1]), int(match[2]), 1)
    return None


def read_time(text: str) -> time | None:
    """A time written 9, 9:30, 0930, 09.30 or 9 Uhr."""
    if match := _TIME.fullmatch(text.strip().lower()):
        hour, minute = int(match[1]), int(match[2] or 0)
        if hour < 24 and minute < 60:
            return time(hour, minute)
    return None


def read_decimal(text: str) -> Decimal | None:
    """A number with a decimal comma or point: 1.234,5 and 1234.5 are the same."""
    plain = text.strip().replace(" ", "").replace("\u00a0", "")
    if "," in plain:
        plain = plain.replace(".", "").replace(",", ".")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def _date_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
