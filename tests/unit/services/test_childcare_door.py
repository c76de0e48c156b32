"""At the door: who comes and goes, who may collect, what is settled with a coach, and a crash in between."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from sqlmodel import col, select

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
from werkakademie.errors import InvalidFieldsError, ProgramError
from werkakademie.models import ChildcareBooking, ChildcareVisit
from werkakademie.records.childcare_door import DoorChild, DoorState
from werkakademie.records.children import EmergencyRecord
from werkakademie.records.enums import BookingState, OverCapacity, Role
from werkakademie.records.ids import AccountId, CareRoomId, ChildId, ParticipantId
from werkakademie.reports import emergency_sheet
from werkakademie.services import childcare_bookings, childcare_door, childcare_settings, childcare_slots, children
from werkakademie.services.childcare_door import Settled
from werkakademie.services.childcare_door_errors import (
    AlreadyGoneError,
    AlreadyHereError,
    DoorOverCapacityError,
    ForbiddenCollectorError,
    NotACollectorError,
    NotExpectedError,
)
from werkakademie.services.workplace import Workplace
from werkakademie.storage.engine import connector_of
from werkakademie.storage.journal.undo_errors import AlreadyTakenBackError
from werkakademie.storage.opening import open_store
from werkakademie.storage.practice_identity import CountingIds, SteppedClock

TODAY = date(2026, 11, 23)
EMERGENCY = "Nussallergie: Notfallspritze in der blauen Tasche"


@dataclass
class Morning:
    """Monday at nine; a session from ten to twelve with care from 9:45, two carers, two children of one parent."""

    workplace: Workplace
    clock: SteppedClock
    parent: ParticipantId
    mila: ChildId
    tom: ChildId
    room: CareRoomId

    @property
    def door(self) -> Workplace:
        """The same store as a carer sees it."""
        return replace(self.workplace, roles=frozenset({Role.CARER}))

    def line(self, child_id: ChildId) -> DoorChild:
        return next(line for line in childcare_door.door_day(self.door).children if line.child_id == child_id)

    def settled(self, reason: str = "") -> Settled:
        return Settled(self.workplace.account_id, reason)


@pytest.fixture
def morning(tmp_path: Path) -> Iterator[Morning]:
    clock = SteppedClock(MONDAY_MORNING)
    workplace = make_workplace(tmp_path, clock=clock)
    group = a_group(workplace)
    room = a_care_room(workplace, places=4)
    for name in ("Meral Aydin", "Inge Sommer"):
        a_carer(workplace, room, name)
    care_for_group(workplace, group, room)
    a_session(workplace, group, TODAY, time(10), time(12), room="Raum 2")
    parent = a_participant(workplace, "Olena", "Kovalenko", phone="0441 5550")
    mila, tom = a_child(workplace, parent), a_child(workplace, parent, "Tom", date(2024, 1, 1))
    children.write_note(workplace, mila, fields={"emergency_note": EMERGENCY, "collection_word": "Ente"})
    children.add_collector(workplace, mila, fields={"name": "Oma Vira", "relation": "Großmutter"}, siblings=True)
    children.add_collector(workplace, tom, fields={"name": "Igor K.", "allowed": False})
    an_enrolment(workplace, group, parent)
    yield Morning(workplace, clock, parent, mila, tom, room)
    workplace.store.close()


def test_the_carer_sees_who_is_expected_with_what_matters(morning: Morning) -> None:
    line = morning.line(morning.mila)
    assert (line.state, line.given_name, line.parent_name) == (DoorState.EXPECTED, "Mila", "Olena K.")
    assert (line.emergency_note, line.collection_word) == (EMERGENCY, "Ente")
    assert (f"{line.starts_at:%H:%M}", f"{line.ends_at:%H:%M}", line.session_room) == ("09:45", "12:15", "Raum 2")
    assert line.phone == "", "the number is for late children only"
    assert [one.name for one in morning.line(morning.tom).collectors] == ["Igor K.", "Oma Vira"]


def test_siblings_come_and_go_in_one_step(morning: Morning) -> None:
    day = childcare_door.door_day(morning.door)
    family = day.family_of(day.children[0])
    assert {line.child_id for line in family} == {morning.mila, morning.tom}
    visits = childcare_door.arrive(morning.door, [line.child_id for line in family]).value
    assert {line.state for line in childcare_door.door_day(morning.door).children} == {DoorState.HERE}
    morning.clock.step(timedelta(hours=3))
    childcare_door.leave(morning.door, visits)
    line = morning.line(morning.tom)
    assert line.state is DoorState.GONE
    assert line.visit is not None
    assert line.visit.left_at is not None
    assert f"{line.visit.arrived_at:%H:%M}–{line.visit.left_at:%H:%M}" == "09:00–12:00"


def test_the_same_child_can_not_come_twice_nor_leave_twice(morning: Morning) -> None:
    visits = childcare_door.arrive(morning.door, [morning.mila]).value
    with pytest.raises(AlreadyHereError, match="Mila"):
        childcare_door.arrive(morning.door, [morning.mila, morning.tom])
    assert morning.line(morning.tom).state is DoorState.EXPECTED, "nobody half"
    childcare_door.leave(morning.door, visits)
    with pytest.raises(AlreadyGoneError):
        childcare_door.leave(morning.door, visits)


def test_a_stranger_gets_no_child_until_a_coach_says_so(morning: Morning) -> None:
    visits = childcare_door.arrive(morning.door, [morning.mila]).value
    with pytest.raises(NotACollectorError, match="steht nicht auf der Liste für Mila"):
        childcare_door.leave(morning.door, visits, name="Nachbar Ali")
    assert morning.line(morning.mila).state is DoorState.HERE
    childcare_door.leave(morning.door, visits, name="Nachbar Ali", settled=morning.settled("Mutter hat angerufen"))
    visit = morning.line(morning.mila).visit
    assert visit is not None
    assert (visit.left_with, visit.allowed_by) == ("Nachbar Ali", morning.workplace.account_name)


def test_a_collector_of_the_list_takes_all_siblings(morning: Morning) -> None:
    visits = childcare_door.arrive(morning.door, [morning.mila, morning.tom]).value
    grandmother = morning.line(morning.mila).collectors[0]
    childcare_door.leave(morning.door, visits, collector_id=grandmother.id, word_known=True)
    assert morning.line(morning.tom).visit.left_with == "Oma Vira"  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["Igor K.", "  igor k. ", "IGOR K."])
def test_who_expressly_may_not_collect_never_gets_the_child(morning: Morning, name: str) -> None:
    visits = childcare_door.arrive(morning.door, [morning.mila, morning.tom]).value
    with pytest.raises(ForbiddenCollectorError, match="110"):
        childcare_door.leave(morning.door, visits, name=name, settled=morning.settled())
    assert {line.state for line in childcare_door.door_day(morning.door).children} == {DoorState.HERE}


def test_only_staff_can_settle(morning: Morning) -> None:
    visits = childcare_door.arrive(morning.door, [morning.mila]).value
    nobody = Settled(AccountId(morning.parent))
    with pytest.raises(ProgramError):
        childcare_door.leave(morning.door, visits, name="Nachbar Ali", settled=nobody)


def another_family(morning: Morning, name: str = "Emil") -> ChildId:
    """A child of the site whose parent has nothing to do here today."""
    return a_child(morning.workplace, a_participant(morning.workplace, "Anna", "Berg"), name)


def test_an_unannounced_child_is_found_and_settled(morning: Morning) -> None:
    emil = another_family(morning)
    assert childcare_door.find_children(morning.door, "") == ()
    assert [known.given_name for known in childcare_door.find_children(morning.door, "em")] == ["Emil"]
    assert childcare_door.find_children(morning.door, "mila") == (), "stands on the list already"
    with pytest.raises(NotExpectedError, match="Emil"):
        childcare_door.arrive(morning.door, [emil])
    childcare_door.arrive(morning.door, [emil], settled=morning.settled())
    line = morning.line(emil)
    assert line.state is DoorState.HERE
    assert line.visit is not None
    assert line.visit.allowed_by == morning.workplace.account_name


def test_an_unknown_child_is_taken_in_at_the_door_without_consent(morning: Morning) -> None:
    day = childcare_door.door_day(morning.door)
    assert [parent.name for parent in day.parents] == ["Olena K."]
    fields = {"given_name": "Ida", "birth_month": date(2025, 3, 9)}
    childcare_door.arrive_unknown(morning.door, day.parents[0].id, fields=fields, settled=morning.settled())
    ida = next(line for line in childcare_door.door_day(morning.door).children if line.given_name == "Ida")
    assert (ida.state, ida.has_consent, ida.age) == (DoorState.HERE, False, 1)
    with pytest.raises(InvalidFieldsError):
        childcare_door.arrive_unknown(
            morning.door, morning.parent, fields={"given_name": "", "birth_month": TODAY}, settled=morning.settled()
        )


def test_over_the_policy_a_reason_is_asked_for_or_it_is_refused(morning: Morning) -> None:
    for name in ("Emil", "Noah"):
        childcare_door.arrive(morning.door, [another_family(morning, name)], settled=morning.settled())
    fifth = another_family(morning, "Lea")
    with pytest.raises(DoorOverCapacityError, match="Grund"):
        childcare_door.arrive(morning.door, [fifth], settled=morning.settled())
    childcare_door.arrive(morning.door, [fifth], settled=morning.settled("Mutter hat Prüfung"))
    childcare_settings.change_policy(morning.workplace, fields={"over_capacity": OverCapacity.STOP})
    with pytest.raises(DoorOverCapacityError, match="keine Ausnahme"):
        childcare_door.arrive(morning.door, [another_family(morning, "Ben")], settled=morning.settled("Prüfung"))


def test_a_late_child_brings_the_number_to_call(morning: Morning) -> None:
    childcare_door.arrive(morning.door, [morning.mila])
    morning.clock.step(timedelta(hours=3, minutes=14))
    assert not morning.line(morning.mila).late
    morning.clock.step(timedelta(minutes=1))
    line = morning.line(morning.mila)
    assert (line.late, line.phone) == (True, "0441 5550")


def test_slips_of_the_finger_are_taken_back_and_times_corrected(morning: Morning) -> None:
    visits = childcare_door.arrive(morning.door, [morning.mila]).value
    childcare_door.take_back(morning.door, visits)
    assert morning.line(morning.mila).state is DoorState.EXPECTED
    visits = childcare_door.arrive(morning.door, [morning.mila]).value
    morning.clock.step(timedelta(hours=1))
    childcare_door.leave(morning.door, visits)
    childcare_door.take_back(morning.door, visits)
    assert morning.line(morning.mila).state is DoorState.HERE
    childcare_door.correct_times(morning.door, visits[0], fields={"arrived": time(8, 50)})
    assert f"{morning.line(morning.mila).visit.arrived_at:%H:%M}" == "08:50"  # type: ignore[union-attr]
    with pytest.raises(InvalidFieldsError):
        childcare_door.correct_times(morning.door, visits[0], fields={"left": time(8, 40)})


def test_taking_back_brings_back_what_was_settled_before(morning: Morning) -> None:
    emil = another_family(morning)
    visits = childcare_door.arrive(morning.door, [emil], settled=morning.settled("Prüfung")).value
    childcare_door.leave(morning.door, visits, name="Nachbar Ali", settled=morning.settled("angerufen"))
    childcare_door.take_back(morning.door, visits)
    with morning.workplace.store.read() as tx:
        row = tx.get(ChildcareVisit, visits[0])
    assert (row.left_at, row.left_with, row.allowed_because) == (None, "", "Prüfung")
    childcare_door.take_back(morning.door, visits)
    assert [line.given_name for line in childcare_door.door_day(morning.door).children] == ["Mila", "Tom"]
    with pytest.raises(AlreadyTakenBackError):
        childcare_door.take_back(morning.door, visits)


def test_a_child_taken_in_by_mistake_is_gone_again(morning: Morning) -> None:
    fields = {"given_name": "Ida", "birth_month": date(2025, 3, 9)}
    visit = childcare_door.arrive_unknown(morning.door, morning.parent, fields=fields, settled=morning.settled()).value
    childcare_door.take_back(morning.door, [visit])
    assert [row.given_name for row in children.family(morning.workplace, morning.parent).children] == ["Mila", "Tom"]
    assert childcare_door.find_children(morning.door, "Ida") == ()


def test_nobody_takes_back_what_somebody_else_recorded(morning: Morning) -> None:
    visits = childcare_door.arrive(morning.door, [morning.mila]).value
    other = replace(morning.door, account_id=AccountId(morning.parent))
    with pytest.raises(AlreadyTakenBackError):
        childcare_door.take_back(other, visits)
    assert morning.line(morning.mila).state is DoorState.HERE


def test_a_forgotten_departure_stands_there_on_the_next_day(morning: Morning) -> None:
    visits = childcare_door.arrive(morning.door, [morning.mila]).value
    morning.clock.step(timedelta(days=1))
    line = morning.line(morning.mila)
    assert (line.state, line.late, line.phone) == (DoorState.HERE, True, "0441 5550")
    childcare_door.leave(morning.door, visits)
    assert childcare_door.door_day(morning.door).children == ()
    childcare_door.correct_times(morning.door, visits[0], fields={"left": time(12, 10)})
    with morning.workplace.store.read() as tx:
        row = tx.get(ChildcareVisit, visits[0])
    assert row.left_at == MONDAY_MORNING + timedelta(hours=3, minutes=10)


def test_care_over_midnight_goes_on_at_the_door(morning: Morning) -> None:
    evening = childcare_slots.add_slot(
        morning.workplace, room_id=morning.room, held_on=TODAY, starts=time(22), ends=time(2), title="Nachtschicht"
    ).value
    childcare_bookings.book_by_hand(
        morning.workplace, evening, child_ids=[morning.mila], over_reason="Der Raum ist heute länger offen"
    )
    morning.clock.step(timedelta(hours=13, minutes=30))
    visits = childcare_door.arrive(morning.door, [morning.mila]).value
    morning.clock.step(timedelta(hours=2))
    day = childcare_door.door_day(morning.door)
    assert (day.day, [line.state for line in day.children]) == (date(2026, 11, 24), [DoorState.HERE])
    childcare_door.leave(morning.door, visits)
    assert [line.state for line in childcare_door.door_day(morning.door).children] == [DoorState.GONE]
    childcare_door.correct_times(morning.door, visits[0], fields={"left": time(0, 10)})


def test_without_any_care_planned_the_policy_holds_too(morning: Morning) -> None:
    emil = another_family(morning)
    morning.clock.step(timedelta(hours=6))
    childcare_settings.change_policy(morning.workplace, fields={"over_capacity": OverCapacity.STOP})
    with pytest.raises(DoorOverCapacityError, match="keine Ausnahme"):
        childcare_door.arrive(morning.door, [emil], settled=morning.settled("Prüfung"))


def test_an_offer_that_was_taken_up_at_the_door_does_not_lapse(morning: Morning) -> None:
    with morning.workplace.store.write(morning.workplace.account_id) as tx:
        for row in tx.scalars(select(ChildcareBooking).where(col(ChildcareBooking.child_id) == morning.mila)):
            row.state, row.offer_until = BookingState.OFFERED, tx.now + timedelta(minutes=30)
            tx.add(row)
    childcare_door.arrive(morning.door, [morning.mila])
    morning.clock.step(timedelta(hours=2))
    childcare_bookings.settle(morning.workplace)
    assert (morning.line(morning.mila).state, morning.line(morning.mila).partly) == (DoorState.HERE, False)


def test_heads_and_carers_are_counted_now(morning: Morning) -> None:
    childcare_door.arrive(morning.door, [morning.mila, morning.tom])
    day = childcare_door.door_day(morning.door)
    assert (day.heads, day.carers, day.excess) == (2, 2, ())
    morning.clock.step(timedelta(hours=4))
    day = childcare_door.door_day(morning.door)
    assert (day.heads, day.carers) == (2, 0)
    assert day.excess, "the carers have gone home"


def test_after_a_crash_the_door_goes_on(morning: Morning, tmp_path: Path) -> None:
    childcare_door.arrive(morning.door, [morning.mila])
    key = connector_of(morning.workplace.store.engine).key
    assert key is not None
    morning.workplace.store.close()
    again = open_store(tmp_path, key, clock=morning.clock, ids=CountingIds(first=5000))
    morning.workplace = replace(morning.workplace, store=again)
    line = morning.line(morning.mila)
    assert line.state is DoorState.HERE
    assert line.visit is not None
    childcare_door.leave(morning.door, [line.visit.id])
    assert morning.line(morning.mila).state is DoorState.GONE


def test_the_emergency_sheet_names_who_is_there_or_expected(morning: Morning, monkeypatch: pytest.MonkeyPatch) -> None:
    named: list[list[str]] = []

    def noted(record: EmergencyRecord, **_facts: object) -> bytes:
        named.append([one.child.given_name for one in record.children])
        return b"%PDF"

    monkeypatch.setattr(emergency_sheet, "emergency_sheet", noted)
    visits = childcare_door.arrive(morning.door, [morning.mila]).value
    childcare_door.emergency_sheet(morning.door)
    childcare_door.leave(morning.door, visits)
    childcare_door.emergency_sheet(morning.door)
    childcare_door.emergency_sheet(morning.door, child_ids=[morning.mila])
    assert named == [["Mila", "Tom"], ["Tom"], ["Mila"]]


def test_the_emergency_sheet_is_made_and_kept_nowhere(morning: Morning, tmp_path: Path) -> None:
    childcare_door.save_emergency_sheet(morning.door, tmp_path / "notfall.pdf")
    assert (tmp_path / "notfall.pdf").read_bytes().startswith(b"%PDF")
    assert childcare_door.emergency_sheet(morning.door, child_ids=[morning.tom]).startswith(b"%PDF")
