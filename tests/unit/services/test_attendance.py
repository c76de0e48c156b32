"""Attendance is recorded, undone and counted."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.factories import (
    MONDAY_MORNING,
    a_care_room,
    a_carer,
    a_child,
    a_group,
    a_participant,
    a_session,
    an_enrolment,
    care_for_group,
    make_workplace,
)
from werkakademie.errors import InvalidFieldsError, MissingRecordError, ProgramError
from werkakademie.models import Site
from werkakademie.records.attendance_sheets import AttendanceSheet, Ratio, SheetRow
from werkakademie.records.changes import Noun
from werkakademie.records.enums import AttendanceMark, NonEntryReason, SuspensionKind
from werkakademie.records.groups import SlotDraft
from werkakademie.records.ids import CoachingSessionId, EnrolmentId
from werkakademie.records.participants import ParticipantState
from werkakademie.services import attendance, enrolments, groups, sessions
from werkakademie.services.attendance import CancelledSessionError, ChildcareFellThroughError, FutureMarkError
from werkakademie.services.workplace import Workplace
from werkakademie.storage.practice_identity import SteppedClock

Mark = AttendanceMark
TODAY = date(2026, 11, 23)


@pytest.fixture
def clock() -> SteppedClock:
    """Monday, 23 November 2026, 9:00 in the room."""
    return SteppedClock(MONDAY_MORNING)


@pytest.fixture
def workplace(tmp_path: Path, clock: SteppedClock) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path, clock=clock)
    yield opened
    opened.store.close()


def row_of(sheet: AttendanceSheet, enrolment_id: EnrolmentId) -> SheetRow:
    return next(row for row in sheet.rows if row.enrolment_id == enrolment_id)


def mark_of(workplace: Workplace, session_id: CoachingSessionId, enrolment_id: EnrolmentId) -> AttendanceMark:
    return row_of(attendance.attendance_sheet(workplace, session_id), enrolment_id).mark


def weekly_marks(workplace: Workplace, marks: str, *, first: int = 2, **group: object) -> EnrolmentId:
    """One person with these marks on the Mondays from 2 November 2026 on; „?“ is left open."""
    group_id = a_group(workplace, **group)  # type: ignore[arg-type]
    person = an_enrolment(workplace, group_id)
    for number, letter in enumerate(marks):
        session_id = a_session(workplace, group_id, date(2026, 11, first + 7 * number))
        if letter == "X":
            sessions.cancel_session(workplace, session_id, reason="Raum nicht frei")
        elif letter != "?":
            attendance.give_mark(workplace, session_id, person, mark=Mark(letter))
    return person


def test_the_sheet_lists_who_is_in_the_group_that_day_by_name(workplace: Workplace) -> None:
    group_id = a_group(workplace)
    an_enrolment(workplace, group_id, a_participant(workplace, "Yusuf", "Demir"))
    an_enrolment(workplace, group_id, a_participant(workplace, "Zoé", "Åberg"))
    an_enrolment(workplace, group_id, a_participant(workplace, "Später", "Kommt"), entry_on=date(2026, 11, 24))
    sheet = attendance.attendance_sheet(workplace, a_session(workplace, group_id))
    assert [(row.family_name, row.mark) for row in sheet.rows] == [
        ("Åberg", Mark.NOT_RECORDED),
        ("Demir", Mark.NOT_RECORDED),
    ]
    assert [person.family_name for person in sheet.unbooked] == ["Kommt"]
    assert (sheet.session.due, sheet.session.recorded) == (2, 0)


def test_who_did_not_choose_the_slot_is_not_booked_and_may_come_all_the_same(workplace: Workplace) -> None:
    group_id = a_group(
        workplace, slots=[SlotDraft(0, time(9), time(12)), SlotDraft(2, time(9), time(12))], slots_per_week=1
    )
    monday, wednesday = (slot.id for slot in groups.group_record(workplace, group_id).slots)
    booked = an_enrolment(workplace, group_id, slots=[monday])
    other = an_enrolment(workplace, group_id, slots=[wednesday])
    found = sessions.propose_sessions(workplace, group_id, first=TODAY, last=TODAY)
    (session_id,) = sessions.take_over(workplace, group_id, proposals=found.proposals).value
    sheet = attendance.attendance_sheet(workplace, session_id)
    assert [row.enrolment_id for row in sheet.rows] == [booked]
    assert [person.enrolment_id for person in sheet.unbooked] == [other]
    attendance.give_mark(workplace, session_id, other, mark=Mark.PRESENT)
    sheet = attendance.attendance_sheet(workplace, session_id)
    assert {(row.enrolment_id, row.booked) for row in sheet.rows} == {(booked, True), (other, False)}
    assert attendance.person_attendance(workplace, other).due == 1


def test_a_mark_is_read_as_it_was_given(workplace: Workplace) -> None:
    group_id = a_group(workplace)
    person = an_enrolment(workplace, group_id)
    session_id = a_session(workplace, group_id)
    done = attendance.give_mark(workplace, session_id, person, mark=Mark.LATE, minutes_late=15)
    row = row_of(attendance.attendance_sheet(workplace, session_id), person)
    assert (row.mark, row.minutes_late) == (Mark.LATE, 15)
    assert done.changes.nouns == {Noun.ATTENDANCE}
    reported = datetime(2026, 11, 23, 8, 30)
    attendance.give_mark(workplace, session_id, person, mark=Mark.EXCUSED, minutes_late=15, reported_at=reported)
    row = row_of(attendance.attendance_sheet(workplace, session_id), person)
    assert (row.mark, row.minutes_late) == (Mark.EXCUSED, None)
    assert row.reported_at is not None
    assert row.reported_at.astimezone(UTC) == datetime(2026, 11, 23, 7, 30, tzinfo=UTC)


def test_all_present_fills_only_the_open_places_and_can_be_undone(workplace: Workplace) -> None:
    group_id = a_group(workplace)
    excused, open_one, open_two = (an_enrolment(workplace, group_id) for _number in range(3))
    session_id = a_session(workplace, group_id)
    attendance.give_mark(workplace, session_id, excused, mark=Mark.EXCUSED)
    done = attendance.mark_all_present(workplace, session_id)
    assert {change.enrolment_id for change in done.value} == {open_one, open_two}
    assert mark_of(workplace, session_id, excused) is Mark.EXCUSED
    assert mark_of(workplace, session_id, open_one) is Mark.PRESENT
    attendance.undo_marks(workplace, session_id, changes=done.value)
    assert mark_of(workplace, session_id, open_two) is Mark.NOT_RECORDED
    assert mark_of(workplace, session_id, excused) is Mark.EXCUSED


def test_undoing_brings_back_the_mark_before(workplace: Workplace) -> None:
    group_id = a_group(workplace)
    person = an_enrolment(workplace, group_id)
    session_id = a_session(workplace, group_id)
    attendance.give_mark(workplace, session_id, person, mark=Mark.LATE, minutes_late=5)
    done = attendance.give_mark(workplace, session_id, person, mark=Mark.NOT_RECORDED)
    assert mark_of(workplace, session_id, person) is Mark.NOT_RECORDED
    attendance.undo_marks(workplace, session_id, changes=done.value)
    assert row_of(attendance.attendance_sheet(workplace, session_id), person).minutes_late == 5


def test_the_first_presence_is_the_entry_and_undoing_takes_it_back(workplace: Workplace) -> None:
    group_id = a_group(workplace)
    person = an_enrolment(workplace, group_id, entry_on=None)
    session_id = a_session(workplace, group_id)
    done = attendance.give_mark(workplace, session_id, person, mark=Mark.PRESENT)
    (row,) = enrolments.enrolment_rows(workplace, group_id)
    assert (row.entry_on, row.state) == (TODAY, ParticipantState.ACTIVE)
    attendance.undo_marks(workplace, session_id, changes=done.value)
    (row,) = enrolments.enrolment_rows(workplace, group_id)
    assert (row.entry_on, row.state) == (None, ParticipantState.ALLOCATED)


@pytest.mark.parametrize("mark", [Mark.PRESENT, Mark.ONLINE, Mark.LATE, Mark.LEFT_EARLY, Mark.UNEXCUSED])
def test_what_has_not_happened_yet_is_refused(workplace: Workplace, mark: AttendanceMark) -> None:
    group_id = a_group(workplace)
    person = an_enrolment(workplace, group_id)
    tomorrow = a_session(workplace, group_id, date(2026, 11, 24))
    with pytest.raises(FutureMarkError):
        attendance.give_mark(workplace, tomorrow, person, mark=mark)
    with pytest.raises(FutureMarkError):
        attendance.mark_all_present(workplace, tomorrow)


def test_a_planned_absence_may_be_noted_before(workplace: Workplace) -> None:
    group_id = a_group(workplace)
    person = an_enrolment(workplace, group_id)
    tomorrow = a_session(workplace, group_id, date(2026, 11, 24))
    attendance.give_mark(workplace, tomorrow, person, mark=Mark.INTERVIEW)
    assert mark_of(workplace, tomorrow, person) is Mark.INTERVIEW


def test_a_session_takes_marks_from_its_first_minute_on(workplace: Workplace, clock: SteppedClock) -> None:
    group_id = a_group(workplace)
    person = an_enrolment(workplace, group_id)
    session_id = a_session(workplace, group_id, starts=time(9))
    clock.set(datetime(2026, 11, 23, 7, 59, tzinfo=UTC))
    with pytest.raises(FutureMarkError):
        attendance.give_mark(workplace, session_id, person, mark=Mark.PRESENT)
    clock.set(datetime(2026, 11, 23, 8, 0, tzinfo=UTC))
    attendance.give_mark(workplace, session_id, person, mark=Mark.PRESENT)


def test_a_cancelled_session_takes_no_marks_and_counts_for_nobody(workplace: Workplace) -> None:
    group_id = a_group(workplace)
    person = an_enrolment(workplace, group_id)
    session_id = a_session(workplace, group_id)
    attendance.give_mark(workplace, session_id, person, mark=Mark.UNEXCUSED)
    sessions.cancel_session(workplace, session_id, reason="Heizung ausgefallen")
    assert mark_of(workplace, session_id, person) is Mark.CANCELLED
    with pytest.raises(CancelledSessionError):
        attendance.give_mark(workplace, session_id, person, mark=Mark.PRESENT)
    figures = attendance.person_attendance(workplace, person)
    assert (figures.due, figures.rate) == (0, Ratio(0, 0))


def test_derived_marks_and_impossible_minutes_are_not_stored(workplace: Workplace) -> None:
    group_id = a_group(workplace)
    person = an_enrolment(workplace, group_id)
    session_id = a_session(workplace, group_id)
    with pytest.raises(ProgramError):
        attendance.give_mark(workplace, session_id, person, mark=Mark.NOT_BOOKED)
    with pytest.raises(InvalidFieldsError):
        attendance.give_mark(workplace, session_id, person, mark=Mark.LATE, minutes_late=601)


def test_a_person_of_another_group_gets_no_mark(workplace: Workplace) -> None:
    stranger = an_enrolment(workplace, a_group(workplace, "Winter"))
    session_id = a_session(workplace, a_group(workplace, "Herbst"))
    with pytest.raises(MissingRecordError):
        attendance.give_mark(workplace, session_id, stranger, mark=Mark.PRESENT)


def test_the_rates_have_numerator_and_denominator(workplace: Workplace) -> None:
    person = weekly_marks(workplace, "ATEU")
    figures = attendance.person_attendance(workplace, person)
    assert (figures.due, figures.recorded) == (4, 4)
    assert figures.rate == Ratio(1, 3)
    assert figures.commitment == Ratio(3, 4)
    assert figures.weeks_met == Ratio(1, 4)
    assert attendance.person_figures(workplace, person).latest == (
        Mark.PRESENT,
        Mark.INTERVIEW,
        Mark.EXCUSED,
        Mark.UNEXCUSED,
    )


def test_the_site_decides_which_marks_are_neutral(workplace: Workplace) -> None:
    person = weekly_marks(workplace, "ATE")
    with workplace.store.write(workplace.account_id) as tx:
        tx.execute(sa.update(Site).values(neutral_marks="TCE"))
    assert attendance.person_attendance(workplace, person).rate == Ratio(1, 1)


def test_k_appointments_say_what_is_still_possible(workplace: Workplace) -> None:
    person = weekly_marks(workplace, "A?U?", appointments_total=10)
    group_id = groups.group_rows(workplace)[0].id
    a_session(workplace, group_id, date(2026, 11, 30))
    a_session(workplace, group_id, date(2026, 12, 7))
    figures = attendance.person_attendance(workplace, person)
    assert figures.appointments == Ratio(1, 10)
    assert figures.still_possible == 2


def test_the_group_adds_up_its_people(workplace: Workplace) -> None:
    group_id = a_group(workplace)
    one, two = an_enrolment(workplace, group_id), an_enrolment(workplace, group_id)
    session_id = a_session(workplace, group_id)
    attendance.give_mark(workplace, session_id, one, mark=Mark.PRESENT)
    attendance.give_mark(workplace, session_id, two, mark=Mark.UNEXCUSED)
    found = attendance.group_attendance(workplace, group_id)
    assert found.figures.rate == Ratio(1, 2)
    assert {person.enrolment_id: person.figures.rate for person in found.people} == {
        one: Ratio(1, 1),
        two: Ratio(0, 1),
    }


def test_nothing_is_due_before_entry_after_exit_and_while_resting(workplace: Workplace) -> None:
    group_id = a_group(workplace)
    person = an_enrolment(workplace, group_id, entry_on=date(2026, 11, 9))
    for day in (2, 9, 16, 23):
        a_session(workplace, group_id, date(2026, 11, day))
    enrolments.suspend(
        workplace, person, kind=SuspensionKind.SICK_PAY, starts_on=date(2026, 11, 16), ends_on=date(2026, 11, 16)
    )
    assert attendance.person_attendance(workplace, person).due == 2
    enrolments.record_non_entry(workplace, person, reason=NonEntryReason.MOVED, decided_on=date(2026, 11, 10))
    assert attendance.person_attendance(workplace, person).due == 2


@pytest.mark.parametrize(
    ("marks", "asks"),
    [("AUU", True), ("UUA", False), ("UXU", True), ("U?U", True), ("UEU", False), ("AAU", False)],
)
def test_two_unexcused_in_a_row_ask_for_a_call(workplace: Workplace, marks: str, asks: bool) -> None:
    person = weekly_marks(workplace, marks)
    assert attendance.person_attendance(workplace, person).alarm is asks
    missing = attendance.missing_people(workplace)
    assert [each.enrolment_id for each in missing] == ([person] if asks else [])
    if asks:
        assert (missing[0].in_a_row, missing[0].last_on, missing[0].group_name) == (2, date(2026, 11, 16), "Herbst 3")


def test_who_has_left_is_not_missing(workplace: Workplace) -> None:
    person = weekly_marks(workplace, "UU")
    enrolments.record_non_entry(workplace, person, reason=NonEntryReason.DID_NOT_APPEAR, decided_on=date(2026, 11, 20))
    assert attendance.missing_people(workplace) == ()


def test_the_number_of_queries_does_not_grow_with_the_group(workplace: Workplace) -> None:
    def queries(people: int) -> int:
        group_id = a_group(workplace, f"Gruppe {people}", capacity=50)
        for _number in range(people):
            an_enrolment(workplace, group_id)
        for day in (9, 16, 23):
            a_session(workplace, group_id, date(2026, 11, day))
        seen: list[str] = []

        def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            seen.append(statement)

        sa.event.listen(workplace.store.engine, "before_cursor_execute", note)
        attendance.group_attendance(workplace, group_id)
        sessions.sessions_of(workplace, group_id)
        enrolments.enrolment_rows(workplace, group_id)
        sa.event.remove(workplace.store.engine, "before_cursor_execute", note)
        return len(seen)

    assert queries(1) == queries(8)


def a_parent_without_place(workplace: Workplace) -> tuple[CoachingSessionId, EnrolmentId]:
    """A session at 10 with care beside it and nobody who could look after the child."""
    group_id = a_group(workplace)
    person = a_participant(workplace, "Olena", "Kovalenko")
    care_for_group(workplace, group_id, a_care_room(workplace))
    a_child(workplace, person)
    return a_session(workplace, group_id, TODAY, time(10), time(12)), an_enrolment(workplace, group_id, person)


def test_an_absence_for_want_of_a_place_is_proposed_and_never_unexcused_unasked(
    workplace: Workplace, clock: SteppedClock
) -> None:
    session_id, person = a_parent_without_place(workplace)
    clock.step(timedelta(hours=1, minutes=30))
    assert row_of(attendance.attendance_sheet(workplace, session_id), person).care_missing
    with pytest.raises(ChildcareFellThroughError, match="C, Kinderbetreuung ausgefallen"):
        attendance.give_mark(workplace, session_id, person, mark=Mark.UNEXCUSED)
    assert mark_of(workplace, session_id, person) is Mark.NOT_RECORDED
    attendance.give_mark(workplace, session_id, person, mark=Mark.CHILDCARE)
    assert mark_of(workplace, session_id, person) is Mark.CHILDCARE
    attendance.give_mark(workplace, session_id, person, mark=Mark.UNEXCUSED, confirmed=True)
    assert mark_of(workplace, session_id, person) is Mark.UNEXCUSED


def test_with_a_place_an_absence_needs_no_question(workplace: Workplace, clock: SteppedClock) -> None:
    group_id = a_group(workplace)
    person = a_participant(workplace, "Olena", "Kovalenko")
    room = a_care_room(workplace)
    care_for_group(workplace, group_id, room)
    for name in ("Meral Aydin", "Inge Sommer"):
        a_carer(workplace, room, name)
    a_child(workplace, person)
    session_id, enrolment = (
        a_session(workplace, group_id, TODAY, time(10), time(12)),
        an_enrolment(workplace, group_id, person),
    )
    clock.step(timedelta(hours=1, minutes=30))
    assert not row_of(attendance.attendance_sheet(workplace, session_id), enrolment).care_missing
    attendance.give_mark(workplace, session_id, enrolment, mark=Mark.UNEXCUSED)


def test_all_present_asks_nothing(workplace: Workplace, clock: SteppedClock) -> None:
    session_id, person = a_parent_without_place(workplace)
    clock.step(timedelta(hours=1, minutes=30))
    attendance.mark_all_present(workplace, session_id)
    assert mark_of(workplace, session_id, person) is Mark.PRESENT
