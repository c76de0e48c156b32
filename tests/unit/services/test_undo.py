"""Taking back one's own last actions: what comes back, and what is refused with nothing changed."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from tests.factories import (
    MONDAY_MORNING,
    a_group,
    a_paper,
    a_participant,
    a_session,
    an_application,
    an_enrolment,
    an_exit,
    an_outcome,
    make_workplace,
)
from werkakademie.models import Account, Employer, Participant
from werkakademie.records.changes import Noun
from werkakademie.records.enums import ApplicationStage, AttendanceMark, Role
from werkakademie.records.ids import AccountId, EnrolmentId, ParticipantId
from werkakademie.records.journal_texts import action_words
from werkakademie.services import (
    attendance,
    enrolments,
    groups,
    job_search,
    participants,
    undo,
)
from werkakademie.services.workplace import Workplace
from werkakademie.storage.journal.chain import verify
from werkakademie.storage.journal.erasing import erase_values
from werkakademie.storage.journal.undo_errors import (
    AlreadyTakenBackError,
    BuiltUponError,
    ChangedSinceError,
    ErasedError,
    NotOwnActionError,
    NotUndoableError,
    ParentDeletedError,
    RivalError,
    UndoRefusedError,
)


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    made = make_workplace(tmp_path / "Standort")
    yield made
    with made.store.read() as tx:
        assert verify(tx.driver) == ()
    made.store.close()


@pytest.fixture
def colleague(workplace: Workplace) -> Workplace:
    number = AccountId(workplace.store.ids.new_id())
    with workplace.store.write(None) as tx:
        tx.add(Account(id=number, name="Renate Öz", created_at=tx.now))
    return Workplace(workplace.store, number, "Renate Öz", frozenset({Role.LEAD}))


def since(workplace: Workplace) -> int:
    return undo.newest_transaction(workplace)


def city(workplace: Workplace, person: ParticipantId) -> str:
    with workplace.store.read() as tx:
        return tx.get(Participant, person).city


def listed(workplace: Workplace, person: ParticipantId) -> bool:
    with workplace.store.read() as tx:
        return not tx.get(Participant, person).deleted


def test_a_changed_field_gets_its_old_value_and_redo_the_new_one(workplace: Workplace) -> None:
    person = a_participant(workplace, city="Lehrte")
    start = since(workplace)
    participants.change_participant(workplace, person, fields={"city": "Peine"})
    done = undo.undo_last(workplace, since=start)
    assert city(workplace, person) == "Lehrte"
    assert Noun.PARTICIPANT in done.changes
    assert done.value is not None
    assert action_words(done.value) == "Person Olena Kovalenko: Ort geändert"
    again = undo.redo_last(workplace, since=start)
    assert city(workplace, person) == "Peine"
    assert again.value is not None
    assert action_words(again.value) == "Person Olena Kovalenko: Ort geändert"


def test_several_steps_go_back_one_after_the_other(workplace: Workplace) -> None:
    start = since(workplace)
    person = a_participant(workplace, city="Lehrte")
    for place in ("Peine", "Celle"):
        participants.change_participant(workplace, person, fields={"city": place})
    seen = []
    for _step in range(2):
        undo.undo_last(workplace, since=start)
        seen.append(city(workplace, person))
    assert seen == ["Peine", "Lehrte"]
    undo.undo_last(workplace, since=start)
    assert not listed(workplace, person)
    assert undo.undo_last(workplace, since=start).value is None, "nothing is left"
    for _step in range(3):
        undo.redo_last(workplace, since=start)
    assert listed(workplace, person)
    assert city(workplace, person) == "Celle"
    assert undo.redo_last(workplace, since=start).value is None


def test_a_new_action_leaves_nothing_to_do_again(workplace: Workplace) -> None:
    person = a_participant(workplace)
    start = since(workplace)
    participants.change_participant(workplace, person, fields={"city": "Peine"})
    undo.undo_last(workplace, since=start)
    participants.change_participant(workplace, person, fields={"city": "Celle"})
    assert undo.redo_last(workplace, since=start).value is None


def test_only_what_was_done_since_signing_in(workplace: Workplace) -> None:
    person = a_participant(workplace)
    assert undo.undo_last(workplace, since=since(workplace)).value is None
    assert listed(workplace, person)


def test_nobody_takes_back_what_somebody_else_did(workplace: Workplace, colleague: Workplace) -> None:
    start = since(workplace)
    person = a_participant(colleague)
    assert undo.undo_last(workplace, since=start).value is None
    with pytest.raises(NotOwnActionError):
        undo.take_back(workplace, since(workplace))
    assert listed(workplace, person)


def test_a_field_that_somebody_changed_since_stays_and_the_sentence_names_field_and_person(
    workplace: Workplace, colleague: Workplace
) -> None:
    person = a_participant(workplace, city="Lehrte", phone="1")
    start = since(workplace)
    participants.change_participant(workplace, person, fields={"city": "Peine", "phone": "2"})
    participants.change_participant(colleague, person, fields={"city": "Celle"})
    with pytest.raises(ChangedSinceError) as refused:
        undo.undo_last(workplace, since=start)
    assert refused.value.sentence().startswith("„Person: Ort“ hat Renate Öz inzwischen geändert. Es wurde nichts")
    with workplace.store.read() as tx:
        row = tx.get(Participant, person)
        assert (row.city, row.phone) == ("Celle", "2"), "not one of the two fields went back"


def test_other_fields_of_the_record_may_have_changed(workplace: Workplace, colleague: Workplace) -> None:
    person = a_participant(workplace, city="Lehrte")
    start = since(workplace)
    participants.change_participant(workplace, person, fields={"city": "Peine"})
    participants.change_participant(colleague, person, fields={"phone": "0511"})
    undo.undo_last(workplace, since=start)
    assert city(workplace, person) == "Lehrte"


def test_what_others_built_on_keeps_its_ground(workplace: Workplace, colleague: Workplace) -> None:
    group = a_group(workplace)
    start = since(workplace)
    person = a_participant(workplace)
    an_enrolment(colleague, group, person)
    with pytest.raises(BuiltUponError) as refused:
        undo.undo_last(workplace, since=start)
    assert "Teilnahme" in refused.value.sentence()
    assert listed(workplace, person)


def test_an_undone_person_does_not_come_back_under_a_removed_group(workplace: Workplace, colleague: Workplace) -> None:
    group = a_group(workplace)
    person = a_participant(workplace)
    start = since(workplace)
    an_enrolment(workplace, group, person)
    undo.undo_last(workplace, since=start)
    participants.remove_participant(colleague, person)
    with pytest.raises(ParentDeletedError):
        undo.redo_last(workplace, since=start)


def test_what_was_entered_anew_meanwhile_does_not_stand_there_twice(workplace: Workplace, colleague: Workplace) -> None:
    group = a_group(workplace)
    person = a_participant(workplace)
    first = an_enrolment(workplace, group, person)
    start = since(workplace)
    enrolments.remove_enrolments(workplace, [first])
    an_enrolment(colleague, group, person)
    with pytest.raises(RivalError):
        undo.undo_last(workplace, since=start)


def test_a_mark_that_was_taken_away_comes_back(workplace: Workplace) -> None:
    group = a_group(workplace)
    enrolment = an_enrolment(workplace, group)
    session = a_session(workplace, group)
    workplace.store.clock.set(MONDAY_MORNING + timedelta(hours=1))  # type: ignore[attr-defined]
    attendance.give_mark(workplace, session, enrolment, mark=AttendanceMark.EXCUSED)
    start = since(workplace)
    attendance.give_mark(workplace, session, enrolment, mark=AttendanceMark.NOT_RECORDED)
    undo.undo_last(workplace, since=start)
    assert attendance.attendance_sheet(workplace, session).rows[0].mark is AttendanceMark.EXCUSED
    undo.redo_last(workplace, since=start)
    assert attendance.attendance_sheet(workplace, session).rows[0].mark is AttendanceMark.NOT_RECORDED


def test_marks_taken_back_on_the_sheet_can_be_given_again_by_the_window(workplace: Workplace) -> None:
    group = a_group(workplace)
    enrolment = an_enrolment(workplace, group)
    session = a_session(workplace, group)
    start = since(workplace)
    first = attendance.give_mark(workplace, session, enrolment, mark=AttendanceMark.EXCUSED).value
    second = attendance.give_mark(workplace, session, enrolment, mark=AttendanceMark.PRESENT).value
    attendance.undo_marks(workplace, session, changes=second)
    attendance.undo_marks(workplace, session, changes=first)
    assert undo.undo_state(workplace, since=start).undo is None
    undo.redo_last(workplace, since=start)
    assert attendance.attendance_sheet(workplace, session).rows[0].mark is AttendanceMark.EXCUSED


def test_an_application_goes_with_its_stage_but_an_employer_others_use_stays(
    workplace: Workplace, colleague: Workplace
) -> None:
    olena, ali = a_participant(workplace), a_participant(workplace, "Ali", "Demir")
    start = since(workplace)
    an_application(workplace, olena, "Nord GmbH")
    an_application(colleague, ali, "Nord GmbH")
    undo.undo_last(workplace, since=start)
    assert job_search.job_search_log(workplace, olena).applications == ()
    assert len(job_search.job_search_log(workplace, ali).applications) == 1
    with workplace.store.read() as tx:
        assert [row.deleted for row in tx.scalars(select(Employer))] == [False]


def test_a_group_goes_with_slots_and_coaches_and_comes_back_whole(workplace: Workplace) -> None:
    start = since(workplace)
    group = a_group(workplace, coaches=[workplace.account_id])
    undo.undo_last(workplace, since=start)
    assert groups.group_rows(workplace) == ()
    undo.redo_last(workplace, since=start)
    record = groups.group_record(workplace, group)
    assert (len(record.slots), len(record.coaches)) == (1, 1)


def test_an_exit_goes_back_with_its_follow_up(workplace: Workplace) -> None:
    enrolment = an_enrolment(workplace, a_group(workplace))
    start = since(workplace)
    an_exit(workplace, enrolment)
    undo.undo_last(workplace, since=start)
    with workplace.store.read() as tx:
        found = tx.driver.execute("SELECT exit_on, cut_off_on FROM enrolment").fetchone()
        assert found == (None, None)
        assert tx.driver.execute("SELECT count(*) FROM follow_up WHERE NOT deleted").fetchone() == (0,)


def an_old_enrolment(workplace: Workplace) -> EnrolmentId:
    group = a_group(workplace, starts_on=date(2026, 6, 1))
    return an_enrolment(workplace, group, allocated_on=date(2026, 6, 1), entry_on=date(2026, 6, 1))


def test_an_observation_is_withdrawn_not_deleted(workplace: Workplace) -> None:
    follow_up = an_exit(workplace, an_old_enrolment(workplace), date(2026, 8, 20))
    start = since(workplace)
    an_outcome(workplace, follow_up, date(2026, 11, 22))
    undo.undo_last(workplace, since=start)
    with workplace.store.read() as tx:
        assert tx.driver.execute("SELECT withdrawn FROM outcome").fetchall() == [(1,)]
        assert tx.driver.execute("SELECT state FROM follow_up").fetchall() == [("open",)]
    undo.redo_last(workplace, since=start)
    with workplace.store.read() as tx:
        assert tx.driver.execute("SELECT withdrawn FROM outcome").fetchall() == [(0,)]


def test_nothing_brings_an_erased_person_back(workplace: Workplace) -> None:
    person = a_participant(workplace, city="Lehrte")
    start = since(workplace)
    participants.change_participant(workplace, person, fields={"city": "Peine"})
    with workplace.store.write(None) as tx:
        erase_values(tx, [person])
        tx.driver.execute("UPDATE participant SET city = '', family_name = '', given_names = ''")
    with pytest.raises(ErasedError):
        undo.undo_last(workplace, since=start)
    assert city(workplace, person) == ""


def test_erasing_some_fields_stops_undo_of_those_entries_too(workplace: Workplace) -> None:
    person = a_participant(workplace, city="Lehrte", phone="1")
    start = since(workplace)
    participants.change_participant(workplace, person, fields={"city": "Peine", "phone": "2"})
    with workplace.store.write(None) as tx:
        erase_values(tx, [person], tables=["participant"], columns=["phone"])
    with pytest.raises(ErasedError):
        undo.undo_last(workplace, since=start)


def test_an_erasure_itself_is_not_taken_back(workplace: Workplace) -> None:
    person = a_participant(workplace)
    start = since(workplace)
    with workplace.store.write(workplace.account_id) as tx:
        erase_values(tx, [person])
        tx.driver.execute("DELETE FROM participant")
    with pytest.raises(ErasedError):
        undo.undo_last(workplace, since=start)


def test_accounts_are_changed_in_the_settings_only(workplace: Workplace) -> None:
    start = since(workplace)
    with workplace.store.write(workplace.account_id) as tx:
        tx.add(Account(id=AccountId(tx.new_id()), name="Renate Öz", created_at=tx.now))
    with pytest.raises(NotUndoableError) as refused:
        undo.undo_last(workplace, since=start)
    assert "Einstellungen" in refused.value.sentence()


def test_the_same_is_not_taken_back_twice(workplace: Workplace) -> None:
    a_participant(workplace)
    number = since(workplace)
    undo.take_back(workplace, number)
    with pytest.raises(AlreadyTakenBackError):
        undo.take_back(workplace, number)


def test_what_changes_no_row_is_passed_over(workplace: Workplace) -> None:
    start = since(workplace)
    person = a_participant(workplace)
    with workplace.store.write(workplace.account_id) as tx:
        tx.note_event("journal_exported", rows=3)
    undo.undo_last(workplace, since=start)
    assert not listed(workplace, person)


def test_what_would_be_taken_back_is_said_before(workplace: Workplace) -> None:
    person = a_participant(workplace)
    start = since(workplace)
    a_paper(workplace, person)
    application = an_application(workplace, person)
    job_search.add_stage(workplace, application, stage=ApplicationStage.ANSWER, happened_on=date(2026, 11, 20))
    state = undo.undo_state(workplace, since=start)
    assert state.redo is None
    assert state.undo is not None
    assert action_words(state.undo) == (
        "Stand der Bewerbung Lagerhelferin, Logistik Nord GmbH, Antwort erhalten (Olena Kovalenko): angelegt"
    )


def test_every_refusal_says_that_nothing_was_changed() -> None:
    made: tuple[UndoRefusedError, ...] = (
        ChangedSinceError("participant", "city", ""),
        ChangedSinceError("participant", "", "Renate Öz"),
        BuiltUponError("participant", "enrolment"),
        ParentDeletedError("enrolment", "participant", ""),
        RivalError("enrolment"),
        ErasedError(),
        AlreadyTakenBackError(),
        NotOwnActionError(),
    )
    for error in made:
        assert "Es wurde nichts" in error.sentence()
