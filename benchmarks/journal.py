"""What the journal costs: the same changes with its triggers and chain, and without either."""

import tempfile
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlmodel import Session, select

from benchmarks.harness import Figure, medians_of_turns, seconds_of
from tests.factories import make_workplace
from werkakademie.models import Participant
from werkakademie.records.ids import ParticipantId
from werkakademie.services.workplace import Workplace
from werkakademie.storage.engine import WRITES
from werkakademie.storage.journal import triggers, writing
from werkakademie.storage.transaction import Store

PEOPLE = 20_000
#: Edits and inserts are measured many at a time, because a single one is shorter than the disk's mood.
EDITS = 100
INSERTS = 1_000


def measure() -> Sequence[Figure]:
    with tempfile.TemporaryDirectory() as name, ExitStack() as closing:
        ours, bare = (_site(Path(name) / part, closing) for part in ("ours", "bare"))
        with _driver(bare.store) as driver:
            triggers.remove(driver)
        return (_edits(ours.store, bare.store), _inserts(ours.store, bare.store), *_bulk(ours.store, bare.store))


def _site(folder: Path, closing: ExitStack) -> Workplace:
    folder.mkdir()
    workplace = make_workplace(folder)
    closing.enter_context(workplace.store)
    with workplace.store.write(workplace.account_id) as tx:
        tx.insert_many(
            Participant,
            [
                {"id": tx.new_id(), "given_names": f"Vorname {number}", "family_name": f"Name {number}"}
                | {"created_at": tx.now, "deleted": False}
                | dict.fromkeys(_TEXTS, "")
                for number in range(PEOPLE)
            ],
        )
    return workplace


_TEXTS = (
    *("own_number", "languages", "months_in_need_source", "phone", "email", "street", "postcode"),
    "city",
)


def _edits(ours: Store, bare: Store) -> Figure:
    people = _people(ours)
    numbers = iter(range(10**9))

    def with_journal() -> float:
        def edit(person: ParticipantId) -> None:
            with ours.write(None) as tx:
                tx.get(Participant, person).city = f"Ort {next(numbers)}"

        return seconds_of(lambda: deque(map(edit, people)))

    others = _people(bare)

    def without() -> float:
        def edit(person: ParticipantId) -> None:
            with _session(bare) as session:
                session.get_one(Participant, person).city = f"Ort {next(numbers)}"

        return seconds_of(lambda: deque(map(edit, others)))

    journal, floor = medians_of_turns(9, with_journal, without)
    how = f"{EDITS} Änderungen an je einer Person, jede eine Transaktion; Vergleich: ohne Trigger und ohne Kette"
    return Figure("eine Änderung mit Journal", journal / EDITS, floor / EDITS, how, most_times_floor=1.15)


def _inserts(ours: Store, bare: Store) -> Figure:
    def with_journal() -> float:
        def insert() -> None:
            with ours.write(None) as tx:
                tx.add(*_new_people(ours))

        return seconds_of(insert)

    def without() -> float:
        def insert() -> None:
            with _session(bare) as session:
                session.add_all(_new_people(bare))

        return seconds_of(insert)

    journal, floor = medians_of_turns(9, with_journal, without)
    how = f"{INSERTS} neue Personen durch die Tabellenklasse in einer Transaktion; Vergleich wie oben"
    return Figure(f"{INSERTS} neue Zeilen mit Journal", journal, floor, how, most_times_floor=1.3)


def _bulk(ours: Store, bare: Store) -> Sequence[Figure]:
    """One UPDATE of 20,000 rows: bare, with triggers only, and with the chain."""
    numbers = iter(range(10**9))

    def update(driver: Any) -> None:
        driver.execute(f"UPDATE participant SET pc_skill = ? WHERE number <= {PEOPLE}", (f"s{next(numbers)}",))

    def timed(store: Store, *, seal: bool, journal: bool) -> float:
        def work() -> None:
            with _driver(store) as driver:
                if not journal:
                    return update(driver)
                opened = writing.begin(driver, store.clock.now(), store.ids)
                update(driver)
                if seal:
                    writing.seal(driver, opened, now=store.clock.now(), actor=None, undoes=None)
                return None

        return seconds_of(work)

    whole, unsealed, floor = medians_of_turns(
        5,
        lambda: timed(ours, seal=True, journal=True),
        lambda: _undone(ours, lambda: timed(ours, seal=False, journal=True)),
        lambda: timed(bare, seal=False, journal=False),
    )
    how = (
        f"ein UPDATE eines Feldes von {PEOPLE} Zeilen; davon mit Triggern allein das {unsealed / floor:.1f}fache, "
        f"die Kette das {(whole - unsealed) / floor:.1f}fache des Vergleichs ohne beides"
    )
    return (Figure(f"ein UPDATE von {PEOPLE} Zeilen", whole, floor, how, most_times_floor=6.0),)


def _undone(store: Store, work: Callable[[], float]) -> float:
    """Time without a seal; what it left unsealed is sealed afterwards, so that the next turn finds a whole journal."""
    seconds = work()
    with _driver(store) as driver:
        tx = driver.execute("SELECT tx FROM journal_context").fetchone()[0]
        line = writing.present_line(driver)
        assert line is not None
        before = driver.execute("SELECT max(last_seq) FROM journal_transaction").fetchone()[0]
        opened = writing.OpenTransaction(
            tx, line, driver.execute("SELECT last_hlc + 1 FROM journal_context").fetchone()[0], before
        )
        writing.seal(driver, opened, now=store.clock.now(), actor=None, undoes=None)
    return seconds


def _people(store: Store) -> list[ParticipantId]:
    with store.read() as tx:
        return [person.id for person in tx.scalars(select(Participant).limit(EDITS))]


def _new_people(store: Store) -> list[Participant]:
    return [
        Participant(
            id=ParticipantId(UUID(int=store.ids.new_id().int)),
            given_names="Vorname",
            family_name=f"Name {number}",
            created_at=store.clock.now(),
        )
        for number in range(INSERTS)
    ]


@contextmanager
def _session(store: Store) -> Iterator[Session]:
    """What `Store.write` does, without the journal."""
    with Session(store.engine.execution_options(**{WRITES: True}), expire_on_commit=False) as session:
        session.connection()
        yield session
        session.commit()


@contextmanager
def _driver(store: Store) -> Iterator[Any]:
    with store.engine.execution_options(**{WRITES: True}).begin() as connection:
        yield connection.connection.driver_connection
