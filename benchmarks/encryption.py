"""What the encryption costs: the same statements on an encrypted database and on a plain one of the same engine."""

import random
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from benchmarks.harness import Figure, medians_of_turns, seconds_of
from werkakademie.storage.engine import configure, set_key
from werkakademie.storage.migrate import steps_in

PEOPLE = 100_000
INSERTED = 5_000
READS = 5_000
_KEY = bytes(range(32))
_INSERT = (
    "INSERT INTO participant (id, given_names, family_name, own_number, languages, months_in_need_source, phone, email,"
    " street, postcode, city, created_at, deleted)"
    " VALUES (?, ?, ?, '', '', '', '0511 1234567', 'a@example.org', 'Lange Straße 5', '30159', 'Hannover', ?, 0)"
)
_GIVEN = ("Anna", "Jörg", "Ömer", "Олена", "Łucja", "Müjgan", "François", "Peter", "Anke", "Đorđe")
_FAMILY = ("Müller", "Yıldız", "Kovalenko", "Großmann", "Nguyễn", "Petrović", "Schmidt", "Weiß", "Коваль", "Sørensen")


def measure() -> Sequence[Figure]:
    with tempfile.TemporaryDirectory() as name:
        ours, plain = (_Database(Path(name) / f"{kind}.db", encrypted=kind == "ours") for kind in ("ours", "plain"))
        figures = (
            _figure(f"{INSERTED} Zeilen einfügen, verschlüsselt", ours.insert, plain.insert, 1.3),
            _figure(f"{READS} einzelne Zeilen lesen, verschlüsselt", ours.read, plain.read, 1.2),
            _figure("Suche im Volltext, verschlüsselt", ours.search, plain.search, 1.5),
            _figure("alles einmal lesen nach dem Öffnen, verschlüsselt", ours.read_cold, plain.read_cold, None),
        )
        ours.connection.close()
        plain.connection.close()
    return figures


def _figure(name: str, ours: Any, plain: Any, most: float | None) -> Figure:
    encrypted, bare = medians_of_turns(7, lambda: seconds_of(ours), lambda: seconds_of(plain))
    how = (
        f"{PEOPLE} Personen, dieselben Anweisungen durch den Treiber, der Zwischenspeicher warm außer nach dem Öffnen; "
        "Vergleich: dieselbe Bibliothek ohne Schlüssel"
    )
    return Figure(name, encrypted, bare, how, most_times_floor=most)


class _Database:
    """One database with the tables, indexes and search of the program, without the journal."""

    def __init__(self, path: Path, *, encrypted: bool) -> None:
        self._path, self._encrypted = path, encrypted
        self.connection = self._connected()
        for step in steps_in():
            step.run(self.connection)
        self._random = random.Random(5)
        self._next = 0
        self._insert_people(PEOPLE)

    def insert(self) -> None:
        self._insert_people(INSERTED)

    def read(self) -> None:
        for _turn in range(READS):
            key = f"{self._random.randrange(PEOPLE):032x}"
            assert self.connection.execute("SELECT * FROM participant WHERE id = ?", (key,)).fetchone()

    def search(self) -> None:
        for words in ("m* a*", "kov*", "schm* pet*", "weiss*", "y*", "nguy* an*", "sor* fr*", "gross*"):
            self.connection.execute(
                "SELECT number, folded FROM participant WHERE number IN"
                " (SELECT rowid FROM participant_fts WHERE participant_fts MATCH ? LIMIT 200)",
                (words,),
            ).fetchall()

    def read_cold(self) -> None:
        """Every page of the table by a connection that has read nothing yet."""
        connection = self._connected()
        connection.execute("SELECT sum(length(street)) FROM participant NOT INDEXED").fetchone()
        connection.close()

    def _connected(self) -> Any:
        connection = dbapi2.connect(str(self._path), isolation_level=None)
        if self._encrypted:
            set_key(connection, _KEY)
        configure(connection)
        return connection

    def _insert_people(self, count: int) -> None:
        self.connection.execute("BEGIN IMMEDIATE")
        rows = []
        for number in range(self._next, self._next + count):
            family = f"{_FAMILY[number // 10 % 10]} {number % 977}"
            rows.append((f"{number:032x}", _GIVEN[number % 10], family, "2026-11-02 08:00:00.000000"))
        self.connection.executemany(_INSERT, rows)
        self.connection.execute("COMMIT")
        self._next += count
