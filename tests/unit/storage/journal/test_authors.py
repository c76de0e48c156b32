"""Who typed a record stays its author, in every table and by every way to write."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel

from tests.factories import a_group, a_participant, a_session, an_enrolment, make_workplace
from werkakademie.models import Attendance, Participant
from werkakademie.records.enums import AttendanceMark
from werkakademie.records.ids import AccountId
from werkakademie.services import attendance
from werkakademie.services.workplace import Workplace
from werkakademie.storage.errors import ConstraintError
from werkakademie.storage.journal import triggers
from werkakademie.storage.journal.tables import NOT_JOURNALLED


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path)
    yield opened
    opened.store.close()


def somebody_else(workplace: Workplace) -> AccountId:
    return AccountId(workplace.store.ids.new_id())


def with_author() -> list[tuple[str, str]]:
    """Every table of the models that names an author, with the column."""
    tables = SQLModel.metadata.tables.values()
    named = [(table.name, column) for table in tables for column in ("created_by", "recorded_by") if column in table.c]
    return sorted(each for each in named if each[0] not in NOT_JOURNALLED and each != ("attendance", "recorded_by"))


@pytest.mark.parametrize(("table", "column"), with_author())
def test_each_table_with_an_author_keeps_it(table: str, column: str, workplace: Workplace) -> None:
    name = f"journal_author_{table}"
    with workplace.store.read() as tx:
        found = triggers.found(tx.driver)
    assert f'BEFORE UPDATE OF "{column}" ON "{table}"' in found[name]


def test_neither_an_object_nor_a_bulk_statement_changes_the_author(workplace: Workplace) -> None:
    person = a_participant(workplace)
    with pytest.raises(ConstraintError), workplace.store.write(workplace.account_id) as tx:
        tx.get(Participant, person).created_by = somebody_else(workplace)
    with pytest.raises(ConstraintError), workplace.store.write(workplace.account_id) as tx:
        tx.execute(sa.update(Participant).values(created_by=None))
    with workplace.store.read() as tx:
        assert tx.get(Participant, person).created_by == workplace.account_id


def test_naming_the_same_author_again_is_no_change(workplace: Workplace) -> None:
    person = a_participant(workplace)
    with workplace.store.write(workplace.account_id) as tx:
        tx.execute(sa.update(Participant).values(created_by=workplace.account_id, city="Celle"))
    with workplace.store.read() as tx:
        assert tx.get(Participant, person).city == "Celle"


def test_a_mark_names_who_gave_it_last(workplace: Workplace) -> None:
    group = a_group(workplace)
    enrolment, session = an_enrolment(workplace, group), a_session(workplace, group)
    attendance.give_mark(workplace, session, enrolment, mark=AttendanceMark.PRESENT)
    other = Workplace(workplace.store, somebody_else(workplace), "Tom", workplace.roles)
    attendance.give_mark(other, session, enrolment, mark=AttendanceMark.LATE)
    with workplace.store.read() as tx:
        assert tx.get(Attendance, (session, enrolment)).recorded_by == other.account_id
