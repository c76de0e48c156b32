"""People enter groups, or somebody writes down why they did not."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from tests.factories import a_group, a_participant, an_enrolment, make_workplace
from werkakademie.errors import InvalidFieldsError, MissingRecordError
from werkakademie.records.changes import Noun
from werkakademie.records.enums import NonEntryReason, SuspensionKind
from werkakademie.records.groups import EnrolmentRow, SlotDraft
from werkakademie.records.ids import GroupId
from werkakademie.records.participants import ParticipantState
from werkakademie.services import enrolments, groups, participants
from werkakademie.services.enrolments import AlreadyEnrolledError, OverCapacityError
from werkakademie.services.workplace import Workplace

FIRST_DAY = date(2026, 11, 2)
SLOTS = [SlotDraft(day, time(9), time(12)) for day in (0, 2, 4)]


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path)
    yield opened
    opened.store.close()


def only_row(workplace: Workplace, group_id: GroupId) -> EnrolmentRow:
    (row,) = enrolments.enrolment_rows(workplace, group_id)
    return row


def test_several_people_enter_at_once_with_the_same_slots(workplace: Workplace) -> None:
    group_id = a_group(workplace, slots=SLOTS, slots_per_week=2)
    monday, wednesday, _friday = (slot.id for slot in groups.group_record(workplace, group_id).slots)
    people = [a_participant(workplace, "Yusuf", "Demir"), a_participant(workplace, "Iryna", "Ševčenko")]
    done = enrolments.enrol(
        workplace,
        group_id,
        participants=people,
        allocated_on=FIRST_DAY,
        entry_on=FIRST_DAY,
        slots=[monday, wednesday],
    )
    rows = enrolments.enrolment_rows(workplace, group_id)
    assert [row.family_name for row in rows] == ["Demir", "Ševčenko"]
    assert {row.slot_ids for row in rows} == {frozenset({monday, wednesday})}
    assert {row.state for row in rows} == {ParticipantState.ACTIVE}
    assert {row.id for row in rows} == set(done.value)
    assert done.changes.nouns == {Noun.ENROLMENT}
    assert [slot.people for slot in groups.group_record(workplace, group_id).slots] == [2, 2, 0]


def test_who_is_in_the_group_already_is_named_and_nobody_enters(workplace: Workplace) -> None:
    group_id = a_group(workplace)
    olena = a_participant(workplace, "Olena", "Kovalenko")
    yusuf = a_participant(workplace, "Yusuf", "Demir")
    an_enrolment(workplace, group_id, olena)
    with pytest.raises(AlreadyEnrolledError) as refused:
        enrolments.enrol(workplace, group_id, participants=[yusuf, olena], allocated_on=FIRST_DAY)
    assert refused.value.sentence() == (
        "Olena Kovalenko ist schon in dieser Gruppe. Es wurde niemand aufgenommen. Bitte wählen Sie die Person ab."
    )
    assert len(enrolments.enrolment_rows(workplace, group_id)) == 1


def test_somebody_in_the_bin_enters_no_group(workplace: Workplace) -> None:
    group, person = a_group(workplace), a_participant(workplace)
    participants.remove_participant(workplace, person)
    with pytest.raises(MissingRecordError, match="Person"):
        an_enrolment(workplace, group, person)


def test_more_people_than_places_need_a_confirmation(workplace: Workplace) -> None:
    group_id = a_group(workplace, capacity=1)
    people = [a_participant(workplace, "Yusuf", "Demir"), a_participant(workplace, "Leyla", "Yılmaz")]
    with pytest.raises(OverCapacityError) as refused:
        enrolments.enrol(workplace, group_id, participants=people, allocated_on=FIRST_DAY)
    assert (refused.value.capacity, refused.value.people, refused.value.adding) == (1, 0, 2)
    enrolments.enrol(workplace, group_id, participants=people, allocated_on=FIRST_DAY, over_capacity=True)
    assert groups.group_rows(workplace)[0].places_left == -1


def test_a_full_group_takes_nobody_less_than_its_capacity(workplace: Workplace) -> None:
    group_id = a_group(workplace, capacity=1)
    an_enrolment(workplace, group_id)
    assert groups.group_rows(workplace)[0].places_left == 0


def test_more_slots_than_the_group_lets_choose_are_refused(workplace: Workplace) -> None:
    group_id = a_group(workplace, slots=SLOTS, slots_per_week=2)
    everything = [slot.id for slot in groups.group_record(workplace, group_id).slots]
    with pytest.raises(InvalidFieldsError) as refused:
        an_enrolment(workplace, group_id, slots=everything)
    assert [problem.field for problem in refused.value.problems] == ["slots"]


def test_the_slots_of_another_group_cannot_be_chosen(workplace: Workplace) -> None:
    other = a_group(workplace, "Winter")
    foreign = groups.group_record(workplace, other).slots[0].id
    group_id = a_group(workplace)
    with pytest.raises(InvalidFieldsError):
        an_enrolment(workplace, group_id, slots=[foreign])


def test_candidates_say_who_is_in_and_where_the_others_are(workplace: Workplace) -> None:
    group_id = a_group(workplace, "Herbst 3")
    winter = a_group(workplace, "Winter 1")
    an_enrolment(workplace, group_id, a_participant(workplace, "Olena", "Kovalenko"))
    an_enrolment(workplace, winter, a_participant(workplace, "Thomas", "Kowalski"))
    a_participant(workplace, "Sabine", "Krämer")
    found = enrolments.candidates(workplace, group_id, text="k")
    assert [(row.family_name, row.already, row.other_group) for row in found.rows] == [
        ("Kowalski", False, "Winter 1"),
        ("Krämer", False, ""),
        ("Kovalenko", True, ""),
    ]
    assert [row.family_name for row in enrolments.candidates(workplace, group_id, text="kramer").rows] == ["Krämer"]


def test_more_candidates_than_are_shown_are_said_to_be_there(workplace: Workplace) -> None:
    group_id = a_group(workplace)
    for number in range(3):
        a_participant(workplace, "Kim", f"Meier {number}")
    found = enrolments.candidates(workplace, group_id, limit=2)
    assert (len(found.rows), found.more) == (2, True)
    assert not enrolments.candidates(workplace, group_id, limit=3).more


def test_a_reason_for_not_entering_frees_the_place(workplace: Workplace) -> None:
    group_id = a_group(workplace)
    enrolment = an_enrolment(workplace, group_id)
    enrolments.record_non_entry(workplace, enrolment, reason=NonEntryReason.TOOK_UP_WORK, decided_on=date(2026, 11, 6))
    row = only_row(workplace, group_id)
    assert (row.state, row.non_entry_reason, row.non_entry_on, row.entry_on) == (
        ParticipantState.NOT_ENTERED,
        NonEntryReason.TOOK_UP_WORK,
        date(2026, 11, 6),
        None,
    )
    enrolments.take_back_non_entry(workplace, enrolment, entry_on=FIRST_DAY)
    assert only_row(workplace, group_id).state is ParticipantState.ACTIVE


def test_somebody_who_did_not_enter_can_be_enrolled_again(workplace: Workplace) -> None:
    group_id = a_group(workplace)
    person = a_participant(workplace)
    first = an_enrolment(workplace, group_id, person)
    enrolments.record_non_entry(workplace, first, reason=NonEntryReason.HEALTH, decided_on=date(2026, 11, 6))
    an_enrolment(workplace, group_id, person, allocated_on=date(2026, 11, 20), entry_on=None)
    states = {row.state for row in enrolments.enrolment_rows(workplace, group_id)}
    assert states == {ParticipantState.NOT_ENTERED, ParticipantState.ALLOCATED}


def test_a_non_entry_in_the_future_is_refused(workplace: Workplace) -> None:
    enrolment = an_enrolment(workplace, a_group(workplace))
    with pytest.raises(InvalidFieldsError):
        enrolments.record_non_entry(workplace, enrolment, reason=NonEntryReason.MOVED, decided_on=date(2026, 11, 24))


def test_an_entry_is_confirmed_with_a_reason(workplace: Workplace) -> None:
    group_id = a_group(workplace)
    enrolment = an_enrolment(workplace, group_id, entry_on=None)
    with pytest.raises(InvalidFieldsError):
        enrolments.confirm_entry(workplace, enrolment, entry_on=FIRST_DAY, reason=" ")
    enrolments.confirm_entry(workplace, enrolment, entry_on=FIRST_DAY, reason="Aus der Liste auf Papier")
    row = only_row(workplace, group_id)
    assert (row.entry_on, row.entry_confirmed_because) == (FIRST_DAY, "Aus der Liste auf Papier")


def test_an_entry_before_the_allocation_is_refused(workplace: Workplace) -> None:
    with pytest.raises(InvalidFieldsError) as refused:
        an_enrolment(workplace, a_group(workplace), entry_on=date(2026, 10, 30))
    assert [problem.field for problem in refused.value.problems] == ["entry_on"]


def test_an_enrolment_rests_and_two_rests_do_not_overlap(workplace: Workplace) -> None:
    group_id = a_group(workplace)
    enrolment = an_enrolment(workplace, group_id)
    enrolments.suspend(
        workplace,
        enrolment,
        kind=SuspensionKind.SICK_PAY,
        starts_on=date(2026, 11, 9),
        ends_on=date(2026, 11, 20),
    )
    with pytest.raises(InvalidFieldsError):
        enrolments.suspend(workplace, enrolment, kind=SuspensionKind.PARENTAL_LEAVE, starts_on=date(2026, 11, 20))
    enrolments.suspend(workplace, enrolment, kind=SuspensionKind.PARENTAL_LEAVE, starts_on=date(2026, 11, 21))
    assert [rest.starts_on.day for rest in only_row(workplace, group_id).suspensions] == [9, 21]
    enrolments.remove_suspension(workplace, enrolment, starts_on=date(2026, 11, 9))
    assert [rest.starts_on.day for rest in only_row(workplace, group_id).suspensions] == [21]


def test_days_and_slots_of_an_enrolment_can_be_corrected(workplace: Workplace) -> None:
    group_id = a_group(workplace, slots=SLOTS)
    monday, wednesday, _friday = (slot.id for slot in groups.group_record(workplace, group_id).slots)
    enrolment = an_enrolment(workplace, group_id, slots=[monday])
    enrolments.change_enrolment(
        workplace,
        enrolment,
        allocated_on=FIRST_DAY,
        entry_on=date(2026, 11, 4),
        slots=[wednesday],
        insured_at_entry=True,
    )
    row = only_row(workplace, group_id)
    assert (row.entry_on, row.slot_ids, row.insured_at_entry) == (date(2026, 11, 4), frozenset({wednesday}), True)
    enrolments.change_enrolment(
        workplace, enrolment, allocated_on=FIRST_DAY, entry_on=FIRST_DAY, slots=[monday, wednesday]
    )
    assert only_row(workplace, group_id).slot_ids == {monday, wednesday}


def test_an_enrolment_made_by_mistake_is_taken_back(workplace: Workplace) -> None:
    group_id = a_group(workplace)
    enrolment = an_enrolment(workplace, group_id)
    enrolments.remove_enrolments(workplace, [enrolment])
    assert enrolments.enrolment_rows(workplace, group_id) == ()
    enrolments.remove_enrolments(workplace, [enrolment], removed=False)
    assert len(enrolments.enrolment_rows(workplace, group_id)) == 1
