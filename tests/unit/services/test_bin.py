"""The bin: what was removed, by whom, and what comes back with it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import select

from tests.factories import (
    COACH,
    MONDAY_MORNING,
    a_group,
    a_paper,
    a_participant,
    an_application,
    an_enrolment,
    make_workplace,
)
from werkakademie.errors import MissingRecordError, NotAllowedError
from werkakademie.models import Group, GroupCoach, Participant, TimeSlot
from werkakademie.records.enums import Role
from werkakademie.records.journal_texts import record_words, subject_words
from werkakademie.services import bin as bin_service
from werkakademie.services import enrolments, groups, job_search, papers, participants
from werkakademie.services.bin import ParentDeletedError
from werkakademie.services.workplace import Workplace
from werkakademie.storage.journal.chain import verify
from werkakademie.storage.journal.erasing import erase_values
from werkakademie.storage.journal.undo_errors import ErasedError, RivalError


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    made = make_workplace(tmp_path / "Standort")
    yield made
    with made.store.read() as tx:
        assert verify(tx.driver) == ()
    made.store.close()


def listed(workplace: Workplace, **filters: str) -> list[tuple[str, str]]:
    return [
        (record_words(row.record), subject_words(row.subject))
        for row in bin_service.bin_page(workplace, **filters).rows  # type: ignore[arg-type]
    ]


def test_an_empty_bin(workplace: Workplace) -> None:
    a_participant(workplace)
    assert listed(workplace) == []


def test_what_whose_when_and_by_whom_the_newest_first(workplace: Workplace) -> None:
    person = a_participant(workplace)
    application, paper = an_application(workplace, person), a_paper(workplace, person)
    job_search.remove_application(workplace, application)
    papers.remove_paper(workplace, paper)
    assert listed(workplace) == [
        ("Unterlage Lebenslauf", "Olena Kovalenko"),
        ("Bewerbung Lagerhelferin, Logistik Nord GmbH", "Olena Kovalenko"),
    ]
    row = bin_service.bin_page(workplace).rows[0]
    assert (row.deleted_by, row.deleted_at) == (COACH, MONDAY_MORNING)


def test_one_kind_or_words(workplace: Workplace) -> None:
    olena, ali = a_participant(workplace), a_participant(workplace, "Ali", "Demir")
    job_search.remove_application(workplace, an_application(workplace, olena))
    participants.remove_participant(workplace, ali)
    assert listed(workplace, table="participant") == [("Person Ali Demir", "Ali Demir")]
    assert listed(workplace, words="logistik") == [("Bewerbung Lagerhelferin, Logistik Nord GmbH", "Olena Kovalenko")]
    assert listed(workplace, words="demir") == [("Person Ali Demir", "Ali Demir")]
    assert listed(workplace, words="gibtesnicht") == []


def test_pages_leave_nothing_out(workplace: Workplace) -> None:
    for number in range(7):
        participants.remove_participant(workplace, a_participant(workplace, f"Nummer {number}"))
    seen: list[str] = []
    before: int | None = None
    while True:
        page = bin_service.bin_page(workplace, before=before, limit=3)
        seen += [record_words(row.record) for row in page.rows]
        before = page.next_before
        if before is None:
            break
    assert seen == [f"Person Nummer {number} Kovalenko" for number in reversed(range(7))]


def test_a_person_comes_back(workplace: Workplace) -> None:
    person = a_participant(workplace)
    participants.remove_participant(workplace, person)
    assert bin_service.restore(workplace, "participant", person.hex).value == 1
    assert listed(workplace) == []
    with pytest.raises(MissingRecordError):
        bin_service.restore(workplace, "participant", person.hex)


def test_what_was_removed_together_comes_back_together_and_what_went_before_stays(workplace: Workplace) -> None:
    group = a_group(workplace, coaches=[workplace.account_id])
    groups.change_group(workplace, group, fields={}, coaches=[])
    with workplace.store.write(workplace.account_id) as tx:
        row = tx.get(Group, group)
        row.deleted = True
        tx.add(row)
        for slot in tx.scalars(select(TimeSlot)):
            slot.deleted = True
            tx.add(slot)
    assert bin_service.restore(workplace, "small_group", group.hex).value == 2
    with workplace.store.read() as tx:
        assert tx.get(GroupCoach, (group, workplace.account_id)).deleted, "that was taken off earlier, on purpose"


def test_nothing_comes_back_while_its_person_is_in_the_bin(workplace: Workplace) -> None:
    person = a_participant(workplace)
    application = an_application(workplace, person)
    job_search.remove_application(workplace, application)
    participants.remove_participant(workplace, person)
    with pytest.raises(ParentDeletedError) as refused:
        bin_service.restore(workplace, "job_application", application.hex)
    assert (refused.value.parent_table, refused.value.parent_id) == ("participant", person.hex)
    bin_service.restore(workplace, refused.value.parent_table, refused.value.parent_id)
    bin_service.restore(workplace, "job_application", application.hex)
    assert listed(workplace) == []


def test_an_enrolment_that_was_made_anew_does_not_come_back_twice(workplace: Workplace) -> None:
    group, person = a_group(workplace), a_participant(workplace)
    first = an_enrolment(workplace, group, person)
    enrolments.remove_enrolments(workplace, [first])
    an_enrolment(workplace, group, person)
    with pytest.raises(RivalError):
        bin_service.restore(workplace, "enrolment", first.hex)


def test_what_was_erased_does_not_come_back(workplace: Workplace) -> None:
    person = a_participant(workplace)
    participants.remove_participant(workplace, person)
    with workplace.store.write(None) as tx:
        erase_values(tx, [person])
    with pytest.raises(ErasedError):
        bin_service.restore(workplace, "participant", person.hex)
    with workplace.store.read() as tx:
        assert tx.get(Participant, person).deleted


def test_accounts_are_not_in_the_bin(workplace: Workplace) -> None:
    with pytest.raises(MissingRecordError):
        bin_service.restore(workplace, "account", workplace.account_id.hex)


def test_who_only_marks_attendance_has_no_bin(workplace: Workplace) -> None:
    other = Workplace(workplace.store, workplace.account_id, COACH, frozenset({Role.ATTENDANCE}))
    with pytest.raises(NotAllowedError):
        bin_service.bin_page(other)
    with pytest.raises(NotAllowedError):
        bin_service.restore(other, "participant", "0" * 32)
