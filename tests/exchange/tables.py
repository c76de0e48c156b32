"""Short ways from a table in a test to its recognised and converted rows."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tests.exchange.sheets import write_csv
from werkakademie.exchange.participants_import import RowConverter, suggest_profile
from werkakademie.exchange.spreadsheets import recognise, rows
from werkakademie.records.importing import ConvertedRow, FieldMapping, MappingProfile, RecognisedTable

TODAY = date(2026, 11, 22)


def recognised(folder: Path, table: Sequence[Sequence[object]], *, encoding: str = "utf-8") -> RecognisedTable:
    return recognise(write_csv(folder / "liste.csv", table, encoding=encoding))


def converted(table: RecognisedTable, profile: MappingProfile | None = None) -> list[ConvertedRow]:
    """All rows by the profile, or by what is suggested for the table."""
    converter = RowConverter(table, profile or suggest_profile(table), today=TODAY)
    return list(converter.convert_all(rows(table)))


def profile_of(**fields: FieldMapping) -> MappingProfile:
    return MappingProfile(name="Test", fields=fields)


def column(name: str, **values: str) -> FieldMapping:
    return FieldMapping(column=name, values=values)


def constant(value: str) -> FieldMapping:
    return FieldMapping(constant=value)
