"""A block is stored whole or not at all, readers see one state, and an action learns what it changed."""

import threading
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlmodel import col

from werkakademie.errors import MissingRecordError, ProgramError
from werkakademie.models import Employer, Participant
from werkakademie.records.changes import ChangeSet, Noun
from werkakademie.records.ids import EmployerId, ParticipantId
from werkakademie.records.vault import VaultAccount
from werkakademie.storage.errors import (
    ConstraintError,
    DiskFullError,
    StoreBusyError,
    StoreDamagedError,
    StoreUnreachableError,
    WriteInReadError,
)
from werkakademie.storage.practice_identity import SteppedClock
from werkakademie.storage.transaction import Store, Transaction, translated


def add_person(tx: Transaction, name: str) -> Participant:
    person = Participant(id=ParticipantId(tx.new_id()), family_name=name, created_at=tx.now, created_by=tx.actor)
    tx.add(person)
    return person


def names(store: Store) -> list[str]:
    with store.read() as tx:
        return sorted(tx.scalars(sa.select(col(Participant.family_name))))


def test_a_block_is_stored_at_its_end(store: Store, coach: VaultAccount) -> None:
    with store.write(coach.account_id) as tx:
        person = add_person(tx, "Öz")
        assert names(store) == []
    assert names(store) == ["Öz"]
    assert person.created_by == coach.account_id
    assert person.created_at == datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def test_an_error_leaves_nothing_of_the_block(store: Store) -> None:
    def fail() -> None:
        with store.write(None) as tx:
            add_person(tx, "Öz")
            tx.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert names(store) == []
    with store.write(None) as tx:
        add_person(tx, "Kaya")
    assert names(store) == ["Kaya"]


def test_a_reader_sees_one_state_while_somebody_writes(store: Store) -> None:
    with store.read() as reader:
        count = sa.select(sa.func.count()).select_from(Participant)
        assert reader.scalar(count) == 0
        with store.write(None) as tx:
            add_person(tx, "Öz")
        assert reader.scalar(count) == 0
    assert names(store) == ["Öz"]


def test_six_threads_read_while_two_write(store: Store) -> None:
    def write(start: int) -> None:
        for number in range(20):
            with store.write(None) as tx:
                # Reads first and writes then: as a deferred transaction this would often end in "locked".
                tx.rows(sa.select(col(Participant.id)))
                tx.insert_many(Participant, [person_row(tx, f"Familie {start + number}")])

    def read() -> None:
        for _ in range(40):
            names(store)

    # The counting ids are no source for two threads at once, so each person gets an id made of its name.
    def person_row(tx: Transaction, name: str) -> dict[str, object]:
        number = int(name.split()[1])
        fields = Participant(id=ParticipantId(_uuid(number)), family_name=name, created_at=tx.now)
        return fields.model_dump()

    threads = [threading.Thread(target=write, args=(start,)) for start in (100, 200)]
    threads += [threading.Thread(target=read) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(names(store)) == 40


def test_writing_while_reading_is_a_fault_of_the_program(store: Store) -> None:
    with pytest.raises(WriteInReadError), store.read() as tx:
        add_person(tx, "Öz")
    with pytest.raises(WriteInReadError), store.read() as tx:
        tx.execute(sa.insert(Employer).values(id=_uuid(1), name="Bäckerei"))
    with pytest.raises(WriteInReadError), store.read() as tx:
        tx.connection.exec_driver_sql("DELETE FROM participant")
    with store.write(None) as tx:
        person = add_person(tx, "Öz")
    with pytest.raises(WriteInReadError), store.read() as tx:
        tx.get(Participant, person.id).family_name = "Anders"
    assert names(store) == ["Öz"]


def test_a_write_inside_a_write_is_a_fault_of_the_program(store: Store) -> None:
    with store.write(None), pytest.raises(ProgramError), store.write(None):
        pass
    with store.write(None) as tx:
        add_person(tx, "Öz")
    assert names(store) == ["Öz"]


def test_a_writer_may_write_where_a_reader_read_before(store: Store) -> None:
    for name in ("Öz", "Kaya", "Lu"):
        names(store)
        with store.write(None) as tx:
            add_person(tx, name)
    assert names(store) == ["Kaya", "Lu", "Öz"]


def test_rows_stay_usable_behind_the_block(store: Store) -> None:
    with store.write(None) as tx:
        person = add_person(tx, "Öz")
    assert person.family_name == "Öz"
    with store.read() as tx:
        again = tx.get(Participant, person.id)
    assert (again.family_name, again.created_at) == ("Öz", person.created_at)


def test_a_missing_row_is_named_in_german(store: Store) -> None:
    with store.read() as tx:
        assert tx.find(Participant, _uuid(7)) is None
        with pytest.raises(MissingRecordError, match="Das ist nicht mehr da: Person"):
            tx.get(Participant, _uuid(7))


def test_changes_are_noted_for_rows_statements_and_bulk(store: Store) -> None:
    with store.write(None) as tx:
        add_person(tx, "Öz")
        assert tx.changes == ChangeSet()
        tx.flush()
        assert tx.changes == ChangeSet(frozenset({Noun.PARTICIPANT}))
    with store.write(None) as tx:
        tx.execute(sa.update(Participant).values(city="Hannover"))
    assert tx.changes == ChangeSet(frozenset({Noun.PARTICIPANT}))
    with store.write(None) as tx:
        tx.insert_many(Employer, [Employer(id=EmployerId(_uuid(3)), name="Bäckerei", created_at=tx.now).model_dump()])
        tx.touch(Noun.SITE)
    assert tx.changes == ChangeSet(frozenset({Noun.JOB_APPLICATION, Noun.SITE}))


def test_looking_changes_nothing(store: Store) -> None:
    with store.write(None) as tx:
        add_person(tx, "Öz")
    with store.write(None) as tx:
        person = tx.scalars(sa.select(Participant))[0]
        person.family_name = "Öz"
    assert not tx.changes
    with store.write(None) as tx:
        tx.scalars(sa.select(Participant))[0].family_name = "Oez"
    assert Noun.PARTICIPANT in tx.changes


def test_the_day_is_that_of_the_room(store: Store, clock: SteppedClock) -> None:
    clock.set(datetime(2026, 7, 31, 22, 30, tzinfo=UTC))
    with store.read() as tx:
        assert tx.today == date(2026, 8, 1)
    clock.set(datetime(2026, 1, 31, 22, 30, tzinfo=UTC))
    with store.read() as tx:
        assert tx.today == date(2026, 1, 31)


def test_a_broken_rule_of_the_schema_is_a_fault_of_the_program(store: Store) -> None:
    with store.write(None) as tx:
        person = add_person(tx, "Öz")
    with pytest.raises(ConstraintError) as caught, store.write(None) as tx:
        tx.add(Participant(id=person.id, family_name="Geheimname", created_at=tx.now))
    assert "Geheimname" not in str(caught.value) + str(caught.value.__cause__)
    with pytest.raises(ConstraintError), store.write(None) as tx:
        tx.connection.exec_driver_sql("INSERT INTO group_coach (group_id, account_id) SELECT id, id FROM participant")
    assert names(store) == ["Öz"]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("database is locked", StoreBusyError),
        ("database or disk is full", DiskFullError),
        ("database disk image is malformed", StoreDamagedError),
        ("vtable constructor failed: participant_fts", StoreDamagedError),
        ("disk I/O error", StoreUnreachableError),
        ("unable to open database file", StoreUnreachableError),
        ("attempt to write a readonly database", StoreUnreachableError),
    ],
)
def test_what_the_driver_reports_becomes_advice(store: Store, message: str, expected: type[Exception]) -> None:
    error = sa.exc.OperationalError("SELECT 1", None, Exception(message))
    assert type(translated(error, store.path, writes=True)) is expected


def test_a_full_disk_rolls_back_and_leaves_the_store_readable(store: Store) -> None:
    with store.write(None) as tx:
        add_person(tx, "Öz")
        pages = tx.connection.exec_driver_sql("PRAGMA page_count").scalar_one()

    def fill() -> None:
        with store.write(None) as tx:
            tx.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
            people = [
                Participant(id=ParticipantId(_uuid(n)), family_name="x" * 150, created_at=tx.now) for n in range(999)
            ]
            tx.insert_many(Participant, [person.model_dump() for person in people])

    with pytest.raises(DiskFullError, match="kein Platz"):
        fill()
    assert names(store) == ["Öz"]


def _uuid(number: int) -> UUID:
    return UUID(int=number)
