"""The import of 100,000 rows beside a bare executemany of the same rows into the same tables.

`measure()` gives both in seconds. The floor is the driver alone, with the same key, indexes and search, but no journal.
"""

import csv
import tempfile
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from time import perf_counter
from typing import Any

from tests.factories import make_workplace
from werkakademie.services import importing
from werkakademie.services.workplace import Workplace
from werkakademie.storage.journal import triggers
from werkakademie.storage.transaction import Store

ROWS = 100_000
#: The tables that an import writes, each behind those that it points to.
TABLES = ("small_group", "participant", "enrolment", "follow_up", "outcome")
_AT_ONCE = 2_000

_GIVEN = ("Anna", "Jörg", "Ömer", "Олена", "Łucja", "Müjgan", "François", "Peter", "Anke", "Đorđe")
_FAMILY = ("Müller", "Yıldız", "Kovalenko", "Großmann", "Nguyễn", "Petrović", "Schmidt", "Weiß", "Коваль", "Sørensen")
_HEADER = (
    "Nachname", "Vorname", "Geburtsdatum", "Geschlecht", "PLZ", "Ort", "Straße", "Telefon", "Gruppe",
    "Eintritt", "Austritt", "Art des Austritts", "Verbleib", "Nachweis",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds for the import itself, for what a person waits for before it, and for the driver alone."""

    ours: float
    recognised: float
    checked: float
    floor: float

    @property
    def ratio(self) -> float:
        return self.ours / self.floor


def measure(rows: int = ROWS) -> Measured:
    """Imports `rows` invented people into a new store, then the same rows into another one by the driver."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("ours", "floor"):
            (folder / part).mkdir()
        path = write_list(folder / "liste.csv", rows)
        workplace = make_workplace(folder / "ours")
        recognised, checked, ours = _ours(workplace, path)
        floor = _floor(workplace.store, make_workplace(folder / "floor").store)
    return Measured(ours=ours, recognised=recognised, checked=checked, floor=floor)


def write_list(path: Path, rows: int) -> Path:
    """A list of ended enrolments: people, contact data, groups, exits, outcomes."""
    names = list(product(_FAMILY, _GIVEN))
    first = date(1960, 1, 1)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(_HEADER)
        for number in range(rows):
            family, given = names[number % len(names)]
            birth = first + timedelta(days=number % 15_000)
            writer.writerow(
                (
                    f"{family}-{number:x}", given, f"{birth:%d.%m.%Y}", "wmd"[number % 3], f"{30_000 + number % 900}",
                    "Hannover", f"Musterweg {number % 200}", f"0511 {number:06}", f"Gruppe {number % 50}",
                    "02.03.2026", "29.05.2026", "planmäßig", ("1", "2", "9", "12")[number % 4], "eigene Angabe",
                )
            )  # fmt: skip
    return path


def _ours(workplace: Workplace, path: Path) -> tuple[float, float, float]:
    begun = perf_counter()
    file = importing.recognise_file(workplace, path)
    recognised = perf_counter()
    check = importing.check_file(workplace, file.table, file.profile)
    checked = perf_counter()
    result = importing.import_file(workplace, check).value
    stored = perf_counter()
    if not result.people == result.enrolments == result.outcomes == check.rows:
        raise AssertionError(f"not everything went in: {result}")
    return recognised - begun, checked - recognised, stored - checked


def _floor(filled: Store, empty: Store) -> float:
    """The same rows, out of our store and into another one; only the writing is timed."""
    tables = {name: _read(filled, name) for name in TABLES}
    raw = empty.engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute("PRAGMA query_only = OFF")
        # The floor writes no journal: that is a cost of ours.
        triggers.remove(cursor)
        begun = perf_counter()
        cursor.execute("BEGIN IMMEDIATE")
        for name, (columns, rows) in tables.items():
            marks = ", ".join("?" * len(columns))
            statement = f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({marks})"
            for start in range(0, len(rows), _AT_ONCE):
                cursor.executemany(statement, rows[start : start + _AT_ONCE])
        cursor.execute("COMMIT")
        return perf_counter() - begun
    finally:
        raw.close()
        filled.close()
        empty.close()


def _read(store: Store, table: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """All rows of a table, without what only the database knows."""
    raw = store.engine.raw_connection()
    try:
        cursor = raw.cursor()
        names = [row[1] for row in cursor.execute(f"PRAGMA table_info({table})")]
        columns = [name for name in names if (table, name) != ("participant", "number")]
        rows = cursor.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY rowid").fetchall()
        return columns, [tuple(row) for row in rows]
    finally:
        raw.close()


if __name__ == "__main__":
    print(measure())
