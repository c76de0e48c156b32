"""How the field's values lie in columns: enums by value, ids as UUIDs."""

from enum import Enum, IntEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

#: The type of every id column; the Python side carries the typed id.
ID = sa.Uuid


def by_value(enum: type[Enum]) -> sa.types.TypeEngine[Any]:
    """A column type that stores an enum's value (SQLModel on its own would store the Python name)."""
    if issubclass(enum, IntEnum):
        return NumberOf(enum)
    return sa.Enum(
        enum,
        native_enum=False,
        create_constraint=False,
        validate_strings=True,
        length=32,
        values_callable=lambda members: [str(member.value) for member in members],
    )


class NumberOf(sa.types.TypeDecorator[IntEnum]):
    """Stores an IntEnum as its number, so that the number's order is the column's order."""

    impl = sa.Integer
    cache_ok = True

    def __init__(self, enum: type[IntEnum]) -> None:
        super().__init__()
        self.enum = enum

    def process_bind_param(self, value: IntEnum | None, dialect: sa.Dialect) -> int | None:  # noqa: ARG002
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: sa.Dialect) -> IntEnum | None:  # noqa: ARG002
        return None if value is None else self.enum(value)


def reference(target: str, *, index: bool = False, primary_key: bool = False) -> Any:
    """A required foreign key to the id of table `target`."""
    return Field(foreign_key=f"{target}.id", sa_type=ID, index=index, primary_key=primary_key)


def optional_reference(target: str, *, index: bool = False) -> Any:
    """A foreign key that may be empty."""
    return Field(default=None, foreign_key=f"{target}.id", sa_type=ID, index=index)


def own_id() -> Any:
    """The primary key of a table: a UUID from the id source."""
    return Field(primary_key=True, sa_type=ID)


def choice(enum: type[Enum], **options: Any) -> Any:
    """A column of one of an enum's values."""
    return Field(sa_type=by_value(enum), **options)
