"""The rows of a package as CSV, and the data package's description of their columns."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from werkakademie.records.enums import EntryState, Focus, OutcomeCategory, Sex, TrainingPlace
from werkakademie.records.reporting import ReportRow

#: Where the rows lie in the package.
TABLE_PATH = "data/enrolments.csv"
_MONTH = re.compile(r"\d{4}(-(0[1-9]|1[0-2]|Q[1-4]))?")
_AGES = re.compile(r"-?\d{1,3}|\d{1,3}(\+|-\d{1,3})")
_PSEUDONYM = re.compile(r"[0-9a-f]{64}")


class BadRowError(ValueError):
    """A row that the format does not allow."""


@dataclass(frozen=True, slots=True)
class _Column:
    """One column: how it is written, read, and described."""

    type: str
    description: str
    read: Callable[[str], Any]
    required: bool = True
    values: tuple[str, ...] = ()


def _pseudonym(text: str) -> str:
    if not _PSEUDONYM.fullmatch(text):
        raise BadRowError("pseudonym")
    return text


def _month(text: str) -> str:
    if text and not _MONTH.fullmatch(text):
        raise BadRowError("month")
    return text


def _text(text: str) -> str:
    if len(text) > 200 or "\x00" in text:
        raise BadRowError("text")
    return text


def _age_class(text: str) -> str:
    if text and not _AGES.fullmatch(text):
        raise BadRowError("age class")
    return text


def _truth(text: str) -> bool:
    if text not in ("true", "false"):
        raise BadRowError("boolean")
    return text == "true"


def _known(text: str) -> bool | None:
    return _truth(text) if text else None


def _of(enum: type[Enum]) -> Callable[[str], Enum | None]:
    members = {str(member.value): member for member in enum}

    def read(text: str) -> Enum | None:
        if not text:
            return None
        if text not in members:
            raise BadRowError(enum.__name__)
        return members[text]

    return read


def _choice(enum: type[Enum], description: str, *, required: bool = True, type_: str = "string") -> _Column:
    return _Column(type_, description, _of(enum), required, tuple(str(member.value) for member in enum))


_COLUMNS: Mapping[str, _Column] = {
    "pseudonym": _Column("string", "Enrolment, by keyed hash", _pseudonym),
    "person": _Column("string", "Participant, by keyed hash", _pseudonym),
    "group": _Column("string", "Group, by keyed hash", _pseudonym),
    "group_name": _Column("string", "The site's own name of the group", _text),
    "focus": _choice(Focus, "Whom the group is for"),
    "entry": _choice(EntryState, "Entered, not entered, or unclear"),
    "due": _Column("boolean", "The cut-off day has come; empty without an exit", _known, False),
    "category": _choice(OutcomeCategory, "Status on the cut-off day, 1 to 12", type_="integer"),
    "training_place": _choice(TrainingPlace, "Of category 3: in a company or a school", required=False),
    "insured_at_entry": _Column("boolean", "Of those insured on the cut-off day; else empty", _known, False),
    "registered_unemployed": _Column("boolean", "Of those not insured on the cut-off day; else empty", _known, False),
    "taken_up": _Column("boolean", "Insured work begun until the cut-off day; empty if unknown", _known, False),
    "follow_up_closed": _Column("boolean", "The follow-up ended without an answer", _truth),
    "settled": _Column("boolean", "The provisional time is over", _truth),
    "decided_month": _Column("string", "Month of the decision not to enter", _month, False),
    "allocated_month": _Column("string", "Month of allocation", _month, False),
    "exit_month": _Column("string", "Month of the exit", _month, False),
    "cut_off_month": _Column("string", "Month of the cut-off day", _month, False),
    "sex": _choice(Sex, "As stated; empty if unknown or left out", required=False),
    "age_class": _Column("string", "At entry; empty if unknown or left out", _age_class, False),
}


def rows_as_csv(rows: Iterable[ReportRow]) -> bytes:
    """Comma, UTF-8, ISO 8601: for machines."""
    stream = io.StringIO()
    # CR and LF end a line here, so that the writer puts a name with either of them into quotes.
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    writer.writerows([_written(getattr(row, name)) for name in _COLUMNS] for row in rows)
    return stream.getvalue().encode()


def rows_of_csv(content: bytes) -> tuple[ReportRow, ...]:
    """The rows; raises BadRowError with the line and the column of what does not fit."""
    reader = csv.reader(io.StringIO(content.decode(), newline=""), strict=True)
    try:
        if next(reader, None) != list(_COLUMNS):
            raise BadRowError("header")
        return tuple(_row(line, cells) for line, cells in enumerate(reader, start=2))
    except csv.Error as error:
        raise BadRowError(str(error)) from error


def data_package(*, name: str, title: str, created: str, rows: int, size: int, digest: str) -> dict[str, object]:
    """The descriptor by the Data Package standard, version 2."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": name,
        "title": title,
        "created": created,
        "resources": [
            {
                "name": "enrolments",
                "type": "table",
                "path": TABLE_PATH,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": size,
                "hash": f"sha256:{digest}",
                "rows": rows,
                "schema": {
                    "fields": [_described(column_name, column) for column_name, column in _COLUMNS.items()],
                    "missingValues": [""],
                    "primaryKey": ["pseudonym"],
                },
            }
        ],
    }


def _described(name: str, column: _Column) -> dict[str, object]:
    constraints: dict[str, object] = {"required": True} if column.required else {}
    if column.values:
        constraints["enum"] = [int(value) for value in column.values] if column.type == "integer" else column.values
    field: dict[str, object] = {"name": name, "type": column.type, "description": column.description}
    return field | ({"constraints": constraints} if constraints else {})


def _written(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Enum():
            return str(value.value)
        case _:
            return str(value)


def _row(line: int, cells: list[str]) -> ReportRow:
    if len(cells) != len(_COLUMNS):
        raise BadRowError(f"line {line}")
    values = {}
    for (name, column), text in zip(_COLUMNS.items(), cells, strict=True):
        try:
            values[name] = column.read(text)
        except BadRowError as error:
            raise BadRowError(f"line {line}, {name}") from error
        if column.required and values[name] is None:
            raise BadRowError(f"line {line}, {name}")
    return ReportRow(**values)
