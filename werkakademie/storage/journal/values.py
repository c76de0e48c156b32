"""Turns the journal's stored values into those that views read, by the types of the tables' columns."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from enum import Enum, IntEnum
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from werkakademie import models  # noqa: F401 - registers the tables
from werkakademie.models.columns import NumberOf
from werkakademie.records.history import HistoryValue, Reference, WeekDay

_ACCOUNT_COLUMNS = (
    *("created_by", "recorded_by", "changed_by", "proposed_by", "confirmed_by"),
    *("allowed_by", "left_recorded_by", "settled_by"),
)
#: What a column points to although the database holds no reference: the row may go while this one stays.
_UNBOUND = {
    "participant_id": "participant",
    "session_id": "coaching_session",
    "group_id": "small_group",
    "enrolment_id": "enrolment",
    "collector_id": "collector",
}
_WITH_WEEKDAY = frozenset({"time_slot", "carer_shift", "care_hours", "placement_hours", "care_agreement"})


def read_value(table: str, column: str, stored: Any) -> HistoryValue:
    """The value of a column; what this program doesn't know is given as it is stored."""
    if stored is None:
        return None
    if table == "event" and column == "account":
        return Reference("account", str(stored))
    convert = _converters(table).get(column)
    if convert is None:
        return stored if isinstance(stored, str | int | float) else str(stored)
    try:
        return convert(stored)
    except (ValueError, TypeError, KeyError):
        # Written by a program with other lists; the bare value is better than none.
        return str(stored)


@cache
def _converters(table: str) -> dict[str, Callable[[Any], HistoryValue]]:
    found = SQLModel.metadata.tables.get(table)
    if found is None:
        return {}
    made = {column.name: _converter(column) for column in found.columns}
    if table in _WITH_WEEKDAY:
        made["weekday"] = lambda stored: WeekDay(int(stored))
    return made


def _converter(column: "sa.Column[Any]") -> Callable[[Any], HistoryValue]:
    target = next((key.column.table.name for key in column.foreign_keys), None)
    if column.name in _ACCOUNT_COLUMNS:
        target = "account"
    if target is None:
        target = _UNBOUND.get(column.name)
    if target is not None and target != "attachment":
        return lambda stored: Reference(target, str(stored))
    return _by_type(column.type)


def _by_type(kind: "sa.types.TypeEngine[Any]") -> Callable[[Any], HistoryValue]:
    enum = _enum_of(kind)
    if enum is not None:
        return lambda stored: enum(int(stored) if issubclass(enum, IntEnum) else stored)
    if isinstance(kind, sa.types.TypeDecorator):
        # SQLModel's own type for moments, which refuses those without a time zone.
        return _by_type(kind.impl_instance)
    if isinstance(kind, sa.Boolean):
        return bool
    if isinstance(kind, sa.DateTime):
        return lambda stored: datetime.fromisoformat(stored).replace(tzinfo=UTC)
    if isinstance(kind, sa.Date):
        return date.fromisoformat
    if isinstance(kind, sa.Time):
        return time.fromisoformat
    return lambda stored: stored


def _enum_of(kind: "sa.types.TypeEngine[Any]") -> type[Enum] | None:
    if isinstance(kind, sa.Enum):
        return kind.enum_class
    return kind.enum if isinstance(kind, NumberOf) else None
