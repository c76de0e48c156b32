"""What the journal writes down, and that nobody changes it afterwards."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from tests.factories import MONDAY_MORNING, PASSWORD, a_group, a_participant, a_session, an_enrolment, make_workplace
from werkakademie.models import Attendance, Participant, SlotChoice
from werkakademie.records.enums import AttendanceMark
from werkakademie.records.ids import AccountId, ParticipantId, TimeSlotId
from werkakademie.services import participants
from werkakademie.services.workplace import Workplace
from werkakademie.storage import vault
from werkakademie.storage.engine import connector
from werkakademie.storage.errors import ConstraintError
from werkakademie.storage.journal import triggers, writing
from werkakademie.storage.journal.adopting import adopt, needs_adopting
from werkakademie.storage.journal.chain import ChainFaultKind, verify
from werkakademie.storage.journal.erasing import erase_values, erasing
from werkakademie.storage.journal.tables import NOT_JOURNALLED, SUBJECT
from werkakademie.storage.transaction import Store
from werkakademie.storage.vault_file import vault_accounts

NOBODY = AccountId(UUID(int=0))


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    made = make_workplace(tmp_path / "Standort")
    yield made
    made.store.close()


def entries(store: Store) -> list[tuple[Any, ...]]:
    """All entries: operation, table, row, subject, values."""
    with store.read() as tx:
        rows = tx.driver.execute(
            "SELECT operation, table_name, row_id, subject, fields FROM journal_entry ORDER BY seq"
        ).fetchall()
    return [(*row[:4], json.loads(row[4]) if row[4] is not None else None) for row in rows]


def faults(store: Store) -> list[ChainFaultKind]:
    with store.read() as tx:
        return [fault.kind for fault in verify(tx.driver)]


def test_a_new_person_is_written_down_with_all_values(workplace: Workplace) -> None:
    person = a_participant(workplace, "Olena", "Kovalenko", city="Lehrte")
    operation, table, row, subject, values = entries(workplace.store)[-1]
    assert (operation, table, row, subject) == ("I", "participant", person.hex, person.hex)
    assert values["family_name"] == [None, "Kovalenko"]
    assert values["city"] == [None, "Lehrte"]
    assert "folded" not in values
    assert "birth_date" not in values, "an empty field says nothing"


def test_a_change_keeps_the_old_value_and_names_only_what_changed(workplace: Workplace) -> None:
    person = a_participant(workplace)
    participants.change_participant(workplace, person, fields={"given_names": "Olena", "family_name": "Öztürk"})
    operation, table, row, _subject, values = entries(workplace.store)[-1]
    assert (operation, table, row) == ("U", "participant", person.hex)
    assert values == {"family_name": ["Kovalenko", "Öztürk"]}


def test_a_change_that_changes_nothing_is_not_written_down(workplace: Workplace) -> None:
    person = a_participant(workplace)
    before = len(entries(workplace.store))
    participants.change_participant(workplace, person, fields={"given_names": "Olena", "family_name": "Kovalenko"})
    assert len(entries(workplace.store)) == before
    assert faults(workplace.store) == []


def test_a_mark_is_about_the_person_and_named_by_both_keys(workplace: Workplace) -> None:
    person = a_participant(workplace)
    group = a_group(workplace)
    enrolment = an_enrolment(workplace, group, person)
    session = a_session(workplace, group)
    with workplace.store.write(workplace.account_id) as tx:
        tx.add(Attendance(session_id=session, enrolment_id=enrolment, mark=AttendanceMark.PRESENT, recorded_at=tx.now))
    operation, table, row, subject, _values = entries(workplace.store)[-1]
    assert (operation, table, row, subject) == ("I", "attendance", f"{session.hex}/{enrolment.hex}", person.hex)
    with workplace.store.write(workplace.account_id) as tx:
        tx.delete(tx.get(Attendance, (session, enrolment)))
    operation, _table, _row, subject, values = entries(workplace.store)[-1]
    assert (operation, subject) == ("D", person.hex)
    assert values["mark"] == [AttendanceMark.PRESENT.value, None]


def test_each_transaction_bears_its_author_its_moment_and_the_next_number(workplace: Workplace) -> None:
    a_participant(workplace)
    a_participant(workplace, "Ali", "Demir")
    with workplace.store.read() as tx:
        heads = tx.driver.execute("SELECT tx, number, hlc, at, actor FROM journal_transaction ORDER BY tx").fetchall()
    assert [(tx, number) for tx, number, *_ in heads] == [(n, n) for n in range(1, len(heads) + 1)]
    assert all(later[2] > earlier[2] for earlier, later in pairwise(heads))
    assert heads[-1][3] == "2026-11-23 08:00:00.000000"
    assert heads[-1][4] == workplace.account_id.hex


def test_a_clock_that_was_set_back_does_not_turn_the_order_round(tmp_path: Path) -> None:
    workplace = make_workplace(tmp_path / "Standort")
    a_participant(workplace)
    workplace.store.clock.set(MONDAY_MORNING - timedelta(days=400))  # type: ignore[attr-defined]
    a_participant(workplace, "Ali", "Demir")
    with workplace.store.read() as tx:
        readings = [row[0] for row in tx.driver.execute("SELECT hlc FROM journal_transaction ORDER BY tx").fetchall()]
    assert readings == sorted(set(readings))
    assert faults(workplace.store) == []
    workplace.store.close()


def test_what_is_rolled_back_leaves_no_entry(workplace: Workplace) -> None:
    before = entries(workplace.store)

    def write_and_fail() -> None:
        with workplace.store.write(workplace.account_id) as tx:
            tx.add(Participant(id=ParticipantId(tx.new_id()), given_names="X", family_name="Y", created_at=tx.now))
            tx.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_and_fail()
    assert entries(workplace.store) == before
    assert faults(workplace.store) == []


def test_a_write_without_a_transaction_of_the_store_fails(workplace: Workplace) -> None:
    """A forgotten context must be an error, not a hole in the journal."""
    person = a_participant(workplace)
    engine = workplace.store.engine.execution_options(werkakademie_writes=True)
    with engine.connect() as connection, pytest.raises(sa.exc.IntegrityError, match=r"journal_entry\.tx"):
        connection.exec_driver_sql("UPDATE participant SET city = 'X' WHERE id = ?", (person.hex,))


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM journal_entry",
        "DELETE FROM journal_transaction",
        "UPDATE journal_entry SET fields = '{}'",
        "UPDATE journal_entry SET fields = NULL, salt = NULL, fields_hash = 'x'",
        "UPDATE journal_transaction SET actor = NULL",
        "INSERT OR REPLACE INTO journal_entry SELECT * FROM journal_entry WHERE seq = 1",
    ],
)
def test_the_journal_is_append_only(workplace: Workplace, statement: str) -> None:
    a_participant(workplace)
    with pytest.raises(ConstraintError, match="append-only"), workplace.store.write(None) as tx:
        tx.connection.exec_driver_sql(statement)


@pytest.mark.parametrize(
    ("tampering", "kind"),
    [
        ("UPDATE journal_entry SET fields = replace(fields, 'Kovalenko', 'Schmidt')", ChainFaultKind.LINK),
        (
            "UPDATE journal_entry SET subject = NULL WHERE seq = (SELECT max(seq) FROM journal_entry)",
            ChainFaultKind.LINK,
        ),
        ("UPDATE journal_transaction SET actor = NULL WHERE tx = 2", ChainFaultKind.LINK),
        ("UPDATE journal_transaction SET at = '2020-01-01 00:00:00.000000' WHERE tx = 2", ChainFaultKind.LINK),
        ("DELETE FROM journal_entry WHERE seq = (SELECT max(seq) FROM journal_entry)", ChainFaultKind.MISSING),
        ("DELETE FROM journal_transaction WHERE tx = 2", ChainFaultKind.GAP),
        ("DELETE FROM journal_transaction WHERE tx = (SELECT max(tx) FROM journal_transaction)", ChainFaultKind.CUT),
        (
            "INSERT INTO journal_entry (tx, operation, table_name, row_id) VALUES (99, 'E', 'event', 'x')",
            ChainFaultKind.UNSEALED,
        ),
        ("UPDATE journal_context SET tx = 3", ChainFaultKind.OPEN),
    ],
)
def test_who_tampers_behind_the_triggers_is_found(workplace: Workplace, tampering: str, kind: ChainFaultKind) -> None:
    a_participant(workplace)
    a_participant(workplace, "Ali", "Demir")
    with workplace.store.engine.execution_options(werkakademie_writes=True).begin() as connection:
        driver: Any = connection.connection.driver_connection
        triggers.remove(driver)
        assert driver.execute(tampering).rowcount
        triggers.install(driver)
    assert kind in faults(workplace.store)


def test_a_missing_or_changed_trigger_is_named(workplace: Workplace) -> None:
    with workplace.store.engine.execution_options(werkakademie_writes=True).begin() as connection:
        driver: Any = connection.connection.driver_connection
        assert triggers.differences(driver) == ()
        driver.execute("DROP TRIGGER journal_participant_update")
        driver.execute("CREATE TRIGGER journal_extra AFTER INSERT ON site BEGIN SELECT 1; END")
        assert triggers.differences(driver) == ("journal_extra", "journal_participant_update")
        triggers.install(driver)
        assert triggers.differences(driver) == ()


def test_every_table_is_covered_or_named_as_not_covered(workplace: Workplace) -> None:
    with workplace.store.read() as tx:
        covered = {table.name for table in triggers.journalled_tables(tx.driver)}
        names = {
            name
            for (name,) in tx.driver.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
            if not name.startswith(("sqlite_", "participant_fts"))
        }
    assert covered | NOT_JOURNALLED == names
    assert covered.isdisjoint(NOT_JOURNALLED)
    assert set(SUBJECT) <= covered


def test_after_an_erasure_the_values_are_gone_and_the_chain_holds(workplace: Workplace) -> None:
    person = a_participant(workplace, "Olena", "Kovalenko", city="Lehrte")
    other = a_participant(workplace, "Ali", "Demir")
    with workplace.store.write(workplace.account_id) as tx:
        erasing(tx)
        tx.delete(tx.get(Participant, person))
        assert erase_values(tx, [person]) == 2
    left = [entry for entry in entries(workplace.store) if entry[3] == person.hex]
    assert [(entry[0], entry[4]) for entry in left[:2]] == [("I", None), ("D", None)]
    assert left[2][0] == "X"
    assert "Kovalenko" not in str(entries(workplace.store))
    assert any(entry[3] == other.hex and entry[4] for entry in entries(workplace.store))
    assert faults(workplace.store) == []


def test_single_columns_are_erased_and_the_others_stay(workplace: Workplace) -> None:
    person = a_participant(workplace, "Olena", "Kovalenko", city="Lehrte", phone="0511 123")
    with workplace.store.write(workplace.account_id) as tx:
        assert erase_values(tx, [person], tables=["participant"], columns=["city", "phone"]) == 1
    values = next(entry[4] for entry in entries(workplace.store) if entry[3] == person.hex)
    assert "city" not in values
    assert "phone" not in values
    assert values["family_name"] == [None, "Kovalenko"]
    assert faults(workplace.store) == []
    with workplace.store.write(workplace.account_id) as tx:
        erase_values(tx, [person])
    assert faults(workplace.store) == []


def test_a_new_epoch_goes_on_from_the_last_link_with_numbers_of_its_own(workplace: Workplace) -> None:
    a_participant(workplace)
    with workplace.store.engine.execution_options(werkakademie_writes=True).begin() as connection:
        driver = connection.connection.driver_connection
        line = writing.present_line(driver)
        writing.begin_epoch(driver, MONDAY_MORNING, workplace.store.ids, replaced=line)
    a_participant(workplace, "Ali", "Demir")
    with workplace.store.read() as tx:
        lines = tx.driver.execute("SELECT epoch, min(number), max(number) FROM journal_transaction GROUP BY epoch")
        assert [row[:2] for row in lines.fetchall()] == [(1, 1), (2, 1)]
    assert faults(workplace.store) == []


def test_an_event_is_written_down_without_a_row(workplace: Workplace) -> None:
    with workplace.store.write(workplace.account_id) as tx:
        tx.note_event("list_printed", pages=3)
    assert entries(workplace.store)[-1] == ("E", "event", "list_printed", None, {"pages": [None, 3]})


def test_another_programs_connection_leaves_the_same_trace(workplace: Workplace) -> None:
    """The triggers live in the file, so a change by any SQLite is written down or refused."""
    person = a_participant(workplace)
    folder = workplace.store.path.parent
    account = vault_accounts(folder)[0]
    connection = connector(workplace.store.path, vault.open_with_password(folder, account.account_id, PASSWORD))()
    with pytest.raises(Exception, match=r"NOT NULL constraint failed: journal_entry\.tx"):
        connection.execute("DELETE FROM participant WHERE id = ?", (person.hex,))
    connection.close()


def test_rows_of_a_store_older_than_the_journal_are_taken_in_once(workplace: Workplace) -> None:
    a_participant(workplace)
    with workplace.store.engine.execution_options(werkakademie_writes=True).begin() as connection:
        driver: Any = connection.connection.driver_connection
        triggers.remove(driver)
        driver.execute("DELETE FROM journal_entry")
        driver.execute("DELETE FROM journal_transaction")
        triggers.install(driver)
    with workplace.store.write(None) as tx:
        assert needs_adopting(tx)
        assert adopt(tx) == len({("site", 0), ("account", 0), ("role", 1), ("role", 2), ("participant", 0)})
    with workplace.store.read() as tx:
        assert not needs_adopting(tx)
    assert [entry[1] for entry in entries(workplace.store)].count("participant") == 1
    assert faults(workplace.store) == []


def test_a_moment_is_stored_as_the_tables_store_it() -> None:
    assert writing.stored_moment(datetime(2026, 7, 1, 9, 30, 0, 5, tzinfo=UTC)) == "2026-07-01 09:30:00.000005"


def test_a_choice_of_two_keys_is_about_the_person(workplace: Workplace) -> None:
    person = a_participant(workplace)
    group = a_group(workplace)
    with workplace.store.read() as tx:
        slot = UUID(tx.driver.execute("SELECT id FROM time_slot").fetchone()[0])
    enrolment = an_enrolment(workplace, group, person)
    with workplace.store.write(None) as tx:
        tx.add(SlotChoice(enrolment_id=enrolment, slot_id=TimeSlotId(slot)))
    assert entries(workplace.store)[-1][:4] == ("I", "slot_choice", f"{enrolment.hex}/{slot.hex}", person.hex)
