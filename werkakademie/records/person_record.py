"""Everything that is stored about one person, as the person gets it (Art. 15 DSGVO, § 83 SGB X)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from werkakademie.records.history import HistoryEntry, HistoryValue
from werkakademie.records.reporting import PackageRow
from werkakademie.records.retention import DisputeRecord, RetentionRuleRecord, RightsRecord


@dataclass(frozen=True, slots=True)
class RecordTable:
    """The rows of one table that are about the person: as views read them, and as they are stored."""

    table: str
    #: Columns in their order; the cells of each row follow it.
    columns: tuple[str, ...]
    rows: tuple[tuple[HistoryValue, ...], ...]
    stored: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class PersonFile:
    """A file of the person's papers."""

    file_name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """A person's whole record on a day."""

    name: str
    made_at: datetime
    made_on: date
    made_by: str
    site_name: str
    practice: bool
    legal_basis: str
    tables: tuple[RecordTable, ...]
    history: tuple[HistoryEntry, ...]
    #: The packages to the centre that held a pseudonymous row about the person.
    packages: tuple[PackageRow, ...]
    rules: tuple[RetentionRuleRecord, ...]
    rights: RightsRecord
    disputes: tuple[DisputeRecord, ...]
