"""Checks the hours of a week as a form gives them."""

from collections.abc import Sequence

from werkakademie.errors import FieldProblem, InvalidFieldsError
from werkakademie.i18n import _
from werkakademie.records.care_search import DayHours


def checked_hours(hours: Sequence[DayHours], *, field: str = "hours") -> tuple[DayHours, ...]:
    """The hours by weekday; an end before the beginning lies on the next day. Raises InvalidFieldsError."""
    days = [one.weekday for one in hours]
    if len(set(days)) < len(days) or not set(days) <= set(range(7)):
        raise ValueError(f"weekdays {days}")
    if any(one.starts == one.ends for one in hours):
        message = _("Beginn und Ende eines Tages sind gleich. Bitte ändern Sie eine der beiden Uhrzeiten.")
        raise InvalidFieldsError((FieldProblem(field, message),))
    return tuple(sorted(hours, key=lambda one: one.weekday))
