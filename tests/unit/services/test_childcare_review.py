"""Stories in which several rules of childcare meet: at the door, restricted records, times that are over."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest

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
from werkakademie.errors import InvalidFieldsError, WerkakademieError
from werkakademie.models import Account
from werkakademie.records.childcare_bookings import BookingRow
from werkakademie.records.enums import BookingState, RetentionKind, Role
from werkakademie.records.ids import AccountId, CareRoomId, GroupId, ParticipantId
from werkakademie.services import (
    childcare_bookings,
    childcare_door,
    childcare_lists,
    childcare_settings,
    childcare_slots,
    children,
    participants,
    person_rights,
    sessions,
    undo,
)
from werkakademie.services.childcare_booking_errors import SlotOverError
from werkakademie.services.childcare_door import Settled
from werkakademie.services.childcare_door_errors import AlreadyHereError, NotACollectorError
from werkakademie.services.workplace import Workplace
from werkakademie.storage import erasure
from werkakademie.storage.childcare import absences
from werkakademie.storage.journal.undo_errors import BuiltUponError
from werkakademie.storage.practice_identity import SteppedClock

#: The clock stands on this Monday, 9:00.
TODAY = date(2026, 11, 23)
TOMORROW = date(2026, 11, 24)


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock(MONDAY_MORNING)


@pytest.fixture
def workplace(tmp_path: Path, clock: SteppedClock) -> Iterator[Workplace]:
    made = make_workplace(tmp_path / "Standort", clock=clock)
    yield made
    made.store.close()


def a_room(workplace: Workplace, name: str, places: int) -> CareRoomId:
    room = a_care_room(workplace, name, places=places)
    a_carer(workplace, room, f"{name} eins")
    a_carer(workplace, room, f"{name} zwei")
    return room


def a_cared_group(workplace: Workplace, room: CareRoomId, name: str = "Herbst 3") -> GroupId:
    group = a_group(workplace, name)
    care_for_group(workplace, group, room)
    return group


def a_parent(workplace: Workplace, group: GroupId, name: str, *children: str) -> ParticipantId:
    person = a_participant(workplace, name, "Nowak")
    for child in children:
        a_child(workplace, person, child)
    an_enrolment(workplace, group, person)
    return person


def a_carers_door(workplace: Workplace) -> Workplace:
    """The same store as a carer with an own account sees it."""
    with workplace.store.write(None) as tx:
        carer = AccountId(tx.new_id())
        tx.add(Account(id=carer, name="Meral Aydin", created_at=tx.now))
    return replace(workplace, account_id=carer, roles=frozenset({Role.CARER}))


def rows(workplace: Workplace, day: date) -> dict[str, BookingRow]:
    return {row.child_name: row for row in childcare_lists.booking_rows(workplace, day, day)}


def states(workplace: Workplace, day: date) -> dict[str, str]:
    return {name: row.state.value for name, row in rows(workplace, day).items()}


def test_a_waiting_child_that_comes_stays_at_its_own_time_and_room(workplace: Workplace) -> None:
    """Two groups meet at once in two rooms; the child of the second waits for a place in the second room."""
    first = a_cared_group(workplace, a_room(workplace, "Blau", 4), "Herbst 3")
    second = a_cared_group(workplace, a_room(workplace, "Gelb", 1), "Herbst 4")
    a_session(workplace, first, TODAY, time(9), time(12))
    session = a_session(workplace, second, TODAY, time(9, 30), time(12))
    a_parent(workplace, second, "Bea", "Kim")
    a_parent(workplace, second, "Cem", "Ada")
    ada = rows(workplace, TODAY)["Ada"]
    assert ada.state is BookingState.WAITING
    door = replace(workplace, roles=frozenset({Role.CARER}))
    settled = Settled(workplace.account_id, "Die Mutter hat ein Vorstellungsgespräch")
    childcare_door.arrive(door, [ada.child_id], settled=settled)
    assert rows(workplace, TODAY)["Ada"].arrived_at is not None
    with workplace.store.read() as tx:
        assert absences.enrolments_without_care(tx, session) == frozenset()


def test_a_restricted_family_does_not_keep_care_from_being_given_after_all(workplace: Workplace) -> None:
    group = a_cared_group(workplace, a_room(workplace, "Blau", 4))
    a_session(workplace, group, TOMORROW)
    person = a_parent(workplace, group, "Anna", "Mia")
    a_parent(workplace, group, "Bea", "Kim")
    slot = rows(workplace, TOMORROW)["Mia"].slot_id
    childcare_slots.cancel_slot(workplace, slot, reason="Beide Betreuungskräfte sind krank")
    restriction = person_rights.restrict(workplace, person, reason="Widerspruch").value
    childcare_slots.revive_slot(workplace, slot)
    assert states(workplace, TOMORROW) == {"Kim": "booked"}
    person_rights.lift_restriction(workplace, restriction)
    assert states(workplace, TOMORROW) == {"Mia": "fallen_through", "Kim": "booked"}


def test_a_time_that_is_over_is_not_moved(workplace: Workplace, clock: SteppedClock) -> None:
    room = a_room(workplace, "Blau", 4)
    slot = childcare_slots.add_slot(workplace, room_id=room, held_on=TODAY, starts=time(10), ends=time(12)).value
    clock.step(timedelta(days=2))
    with pytest.raises(SlotOverError):
        childcare_slots.move_slot(
            workplace, slot, room_id=room, held_on=date(2026, 11, 27), starts=time(10), ends=time(12)
        )


def test_a_removed_time_is_not_moved(workplace: Workplace) -> None:
    room = a_room(workplace, "Blau", 4)
    slot = childcare_slots.add_slot(workplace, room_id=room, held_on=TODAY, starts=time(10), ends=time(12)).value
    childcare_slots.remove_slot(workplace, slot)
    with pytest.raises(SlotOverError):
        childcare_slots.move_slot(workplace, slot, room_id=room, held_on=TOMORROW, starts=time(10), ends=time(12))


def test_a_sibling_who_came_does_not_stand_in_the_way_of_the_other(workplace: Workplace) -> None:
    """One came, the other comes an hour later with the grandmother."""
    group = a_cared_group(workplace, a_room(workplace, "Blau", 4))
    a_session(workplace, group, TODAY)
    a_parent(workplace, group, "Anna", "Mia", "Lev")
    found = rows(workplace, TODAY)
    childcare_door.arrive(workplace, [found["Mia"].child_id])
    lev = found["Lev"]
    childcare_bookings.adjust(workplace, [lev.id], starts=lev.starts_at + timedelta(hours=1), ends=lev.ends_at)
    changed = rows(workplace, TODAY)
    assert changed["Lev"].from_at == lev.starts_at + timedelta(hours=1)
    assert changed["Mia"].from_at == lev.starts_at


def test_at_the_door_no_grown_up_is_taken_in_as_a_child(workplace: Workplace) -> None:
    group = a_cared_group(workplace, a_room(workplace, "Blau", 4))
    a_session(workplace, group, TODAY)
    person = a_parent(workplace, group, "Anna")
    fields = {"given_name": "Mia", "birth_month": date(1995, 3, 1)}
    with pytest.raises(InvalidFieldsError):
        childcare_door.arrive_unknown(workplace, person, fields=fields, settled=Settled(workplace.account_id, ""))


def test_a_parent_without_a_name_is_called_by_the_number_at_the_door(workplace: Workplace) -> None:
    group = a_cared_group(workplace, a_room(workplace, "Blau", 4))
    a_session(workplace, group, TODAY)
    person = a_participant(workplace, "", "", own_number="WA-0042")
    a_child(workplace, person, "Mia")
    an_enrolment(workplace, group, person)
    (line,) = childcare_door.door_day(workplace).children
    assert line.parent_name == "WA-0042"


def test_care_is_given_after_a_session_came_back_from_another_day(workplace: Workplace) -> None:
    """Moved away, moved back, and each step taken back: the place follows, and nobody else loses one."""
    group = a_cared_group(workplace, a_room(workplace, "Blau", 1))
    session = a_session(workplace, group, TOMORROW)
    a_parent(workplace, group, "Anna", "Mia")
    a_parent(workplace, group, "Bea", "Kim")
    since = undo.newest_transaction(workplace)
    friday = date(2026, 11, 27)
    before = states(workplace, TOMORROW)
    fields = {"held_on": friday, "starts": time(9), "ends": time(12), "room": ""}
    sessions.move_session(workplace, session, fields=fields)
    assert states(workplace, friday) == before
    undo.undo_last(workplace, since=since)
    assert states(workplace, TOMORROW) == before
    undo.redo_last(workplace, since=since)
    assert states(workplace, friday) == before


def test_a_child_that_comes_back_is_in_the_room_where_it_was(workplace: Workplace) -> None:
    first = a_cared_group(workplace, a_room(workplace, "Blau", 4), "Herbst 3")
    second = a_cared_group(workplace, a_room(workplace, "Gelb", 4), "Herbst 4")
    a_session(workplace, first, TODAY, time(9), time(12))
    a_session(workplace, second, TODAY, time(9, 30), time(12))
    a_parent(workplace, second, "Bea", "Kim")
    kim = rows(workplace, TODAY)["Kim"]
    visits = childcare_door.arrive(workplace, [kim.child_id]).value
    childcare_door.leave(workplace, visits)
    childcare_door.arrive(workplace, [kim.child_id], settled=Settled(workplace.account_id, "Vom Arzt zurück"))
    here = rows(workplace, TODAY)["Kim"]
    assert (here.room_name, here.arrived_at is not None, here.left_at) == ("Gelb", True, None)


def test_a_child_still_there_is_late_although_its_session_has_another_day_now(
    workplace: Workplace, clock: SteppedClock
) -> None:
    group = a_cared_group(workplace, a_room(workplace, "Blau", 4))
    session = a_session(workplace, group, TODAY, time(9), time(12))
    a_parent(workplace, group, "Bea", "Kim")
    childcare_door.arrive(workplace, [rows(workplace, TODAY)["Kim"].child_id])
    fields = {"held_on": date(2026, 11, 27), "starts": time(9), "ends": time(12), "room": "Raum 9"}
    sessions.move_session(workplace, session, fields=fields)
    clock.step(timedelta(hours=5))
    (line,) = childcare_door.door_day(workplace).children
    assert (line.late, line.session_room) == (True, "")


def test_the_place_by_hand_of_a_child_that_came_is_not_taken_back(workplace: Workplace) -> None:
    room = a_room(workplace, "Blau", 4)
    slot = childcare_slots.add_slot(workplace, room_id=room, held_on=TODAY, starts=time(9), ends=time(12)).value
    child = a_child(workplace, a_participant(workplace, "Anna", "Nowak"), "Mia")
    since = undo.newest_transaction(workplace)
    childcare_bookings.book_by_hand(workplace, slot, child_ids=[child])
    childcare_door.arrive(a_carers_door(workplace), [child])
    with pytest.raises(BuiltUponError):
        undo.undo_last(workplace, since=since)
    assert rows(workplace, TODAY)["Mia"].arrived_at is not None


def test_a_group_that_is_removed_and_restored_has_its_places_again(workplace: Workplace) -> None:
    group = a_cared_group(workplace, a_room(workplace, "Blau", 1))
    a_session(workplace, group, TOMORROW)
    a_parent(workplace, group, "Anna", "Mia")
    a_parent(workplace, group, "Bea", "Kim")
    before = states(workplace, TOMORROW)
    childcare_settings.end_group_care(workplace, group)
    assert states(workplace, TOMORROW) == {}
    childcare_settings.end_group_care(workplace, group, ended=False)
    assert states(workplace, TOMORROW) == before


def test_who_is_erased_leaves_the_place_to_the_next_family(workplace: Workplace) -> None:
    group = a_cared_group(workplace, a_room(workplace, "Blau", 1))
    a_session(workplace, group, TOMORROW)
    person = a_parent(workplace, group, "Anna", "Mia")
    a_parent(workplace, group, "Bea", "Kim")
    with workplace.store.write(workplace.account_id) as tx:
        erasure.erase(tx, {person: [RetentionKind.PERSON]})
    assert states(workplace, TOMORROW) == {"Kim": "offered"}
    with workplace.store.read() as tx:
        (told,) = tx.driver.execute(
            "SELECT fields FROM journal_entry WHERE table_name = 'childcare_booking' ORDER BY seq DESC LIMIT 1"
        ).fetchone()
    assert '"state":["waiting","offered"]' in told.replace(" ", "")


def test_consent_that_comes_at_noon_gives_the_child_that_is_there_its_place(
    workplace: Workplace, clock: SteppedClock
) -> None:
    group = a_cared_group(workplace, a_room(workplace, "Blau", 4))
    a_session(workplace, group, TODAY, time(9), time(12))
    person = a_parent(workplace, group, "Anna")
    fields = {"given_name": "Mia", "birth_month": date(2023, 3, 1)}
    childcare_door.arrive_unknown(workplace, person, fields=fields, settled=Settled(workplace.account_id, ""))
    (child,) = children.family(workplace, person).children
    clock.step(timedelta(hours=1))
    children.change_child(workplace, child.id, fields={"consent_on": TODAY})
    assert states(workplace, TODAY) == {"Mia": "booked"}


def test_a_place_moves_over_the_beginning_of_summer_time(workplace: Workplace) -> None:
    group = a_cared_group(workplace, a_room(workplace, "Blau", 2))
    session = a_session(workplace, group, TOMORROW, time(9), time(12))
    a_parent(workplace, group, "Anna", "Mia")
    spring = date(2027, 3, 30)
    fields = {"held_on": spring, "starts": time(9), "ends": time(12), "room": ""}
    sessions.move_session(workplace, session, fields=fields)
    mia = rows(workplace, spring)["Mia"]
    assert (mia.state, mia.from_at and mia.from_at.time(), mia.until_at and mia.until_at.time()) == (
        BookingState.BOOKED,
        time(8, 45),
        time(12, 15),
    )


def test_a_week_without_anybody_at_the_program_ends_in_one_settling(workplace: Workplace, clock: SteppedClock) -> None:
    group = a_cared_group(workplace, a_room(workplace, "Blau", 1))
    later = date(2026, 12, 8)
    a_session(workplace, group, TOMORROW)
    a_session(workplace, group, later)
    first = a_parent(workplace, group, "Anna", "Mia")
    a_parent(workplace, group, "Bea", "Kim")
    a_parent(workplace, group, "Cem", "Ada")
    participants.remove_participant(workplace, first)
    assert states(workplace, later) == {"Mia": "freed", "Kim": "offered", "Ada": "waiting"}
    clock.step(timedelta(days=7))
    assert childcare_bookings.settle(workplace).value
    assert not childcare_bookings.settle(workplace).value
    found = rows(workplace, later)
    assert states(workplace, later) == {"Mia": "freed", "Kim": "waiting", "Ada": "offered"}
    assert found["Kim"].asked_at.date() == TOMORROW


def test_a_restored_person_stands_where_they_stood(workplace: Workplace) -> None:
    group = a_cared_group(workplace, a_room(workplace, "Blau", 1))
    a_session(workplace, group, TOMORROW)
    person = a_parent(workplace, group, "Anna", "Mia")
    a_parent(workplace, group, "Bea", "Kim")
    since = undo.newest_transaction(workplace)
    participants.remove_participant(workplace, person)
    assert states(workplace, TOMORROW)["Kim"] == "offered"
    undo.undo_last(workplace, since=since)
    assert states(workplace, TOMORROW) == {"Mia": "waiting", "Kim": "offered"}
    undo.redo_last(workplace, since=since)
    assert states(workplace, TOMORROW)["Kim"] == "offered"


def test_an_own_time_in_a_room_that_is_gone_does_not_come_back(workplace: Workplace) -> None:
    room = a_care_room(workplace, "Blau")
    slot = childcare_slots.add_slot(workplace, room_id=room, held_on=TODAY, starts=time(10), ends=time(12)).value
    childcare_slots.remove_slot(workplace, slot)
    childcare_settings.remove_room(workplace, room)
    with pytest.raises(WerkakademieError):
        childcare_slots.remove_slot(workplace, slot, removed=False)


def test_two_children_are_spoken_of_as_two(workplace: Workplace) -> None:
    group = a_cared_group(workplace, a_room(workplace, "Blau", 4))
    a_session(workplace, group, TODAY)
    a_parent(workplace, group, "Anna", "Mia", "Lev")
    mia, lev = (rows(workplace, TODAY)[name].child_id for name in ("Mia", "Lev"))
    visits = childcare_door.arrive(workplace, [mia, lev]).value
    with pytest.raises(AlreadyHereError, match="Mia, Lev sind schon"):
        childcare_door.arrive(workplace, [mia, lev])
    with pytest.raises(NotACollectorError, match="geben Sie die Kinder nicht mit"):
        childcare_door.leave(workplace, visits, name="Nachbar Ali")
    assert "geben Sie das Kind nicht mit" in NotACollectorError("Ali", ("Mia",)).sentence()


def test_an_offer_is_confirmed_while_a_carer_fails(workplace: Workplace) -> None:
    """Whoever holds an offer keeps it; the day says that carers are missing."""
    group = a_cared_group(workplace, a_room(workplace, "Blau", 1))
    a_session(workplace, group, TOMORROW)
    person = a_parent(workplace, group, "Anna", "Mia")
    a_parent(workplace, group, "Bea", "Kim")
    participants.remove_participant(workplace, person)
    kim = rows(workplace, TOMORROW)["Kim"]
    carer = childcare_settings.care_setup(workplace).carers[0].id
    childcare_settings.report_absence(workplace, carer, day=TOMORROW)
    childcare_bookings.confirm_offer(workplace, [kim.id])
    assert states(workplace, TOMORROW)["Kim"] == "booked"


def test_parent_in_two_groups_at_once_takes_one_place_of_the_room(workplace: Workplace) -> None:
    room = a_room(workplace, "Blau", 1)
    first, second = a_cared_group(workplace, room, "Herbst 3"), a_cared_group(workplace, room, "Herbst 4")
    a_session(workplace, first, TOMORROW, time(9), time(12))
    a_session(workplace, second, TOMORROW, time(11), time(12, 30))
    person = a_parent(workplace, first, "Anna", "Mia")
    an_enrolment(workplace, second, person)
    found = childcare_lists.booking_rows(workplace, TOMORROW, TOMORROW)
    assert [row.state for row in found] == [BookingState.BOOKED] * 2
    childcare_bookings.release(workplace, [found[0].id])
    found = childcare_lists.booking_rows(workplace, TOMORROW, TOMORROW)
    assert [row.state for row in found] == [BookingState.RELEASED, BookingState.BOOKED]


def test_care_over_midnight_goes_with_the_night(workplace: Workplace, clock: SteppedClock) -> None:
    room = a_care_room(workplace, "Blau", opens=time(0), closes=time(0))
    for name in ("Ida", "Uli"):
        a_carer(workplace, room, name, starts=time(20), ends=time(6))
    group = a_cared_group(workplace, room)
    session = a_session(workplace, group, TODAY, time(22), time(23, 59))
    a_parent(workplace, group, "Anna", "Mia")
    mia = rows(workplace, TODAY)["Mia"]
    assert (mia.state, mia.until_at and mia.until_at.date()) == (BookingState.BOOKED, TOMORROW)
    clock.step(timedelta(hours=13))
    childcare_door.arrive(workplace, [mia.child_id])
    clock.step(timedelta(hours=2, minutes=10))
    (line,) = childcare_door.door_day(workplace).children
    assert line.visit is not None
    childcare_door.leave(workplace, [line.visit.id])
    with workplace.store.read() as tx:
        assert absences.enrolments_without_care(tx, session) == frozenset()


def test_cancelled_care_of_a_removed_person_comes_back(workplace: Workplace) -> None:
    group = a_cared_group(workplace, a_room(workplace, "Blau", 4))
    a_session(workplace, group, TOMORROW)
    person = a_parent(workplace, group, "Anna", "Mia")
    slot = rows(workplace, TOMORROW)["Mia"].slot_id
    participants.remove_participant(workplace, person)
    childcare_slots.cancel_slot(workplace, slot, reason="Krank")
    participants.remove_participant(workplace, person, removed=False)
    assert states(workplace, TOMORROW) == {"Mia": "fallen_through"}
    childcare_slots.revive_slot(workplace, slot)
    assert states(workplace, TOMORROW) == {"Mia": "booked"}


def test_a_decision_about_a_child_that_came_is_not_taken_back(workplace: Workplace) -> None:
    group = a_cared_group(workplace, a_room(workplace, "Blau", 4))
    a_session(workplace, group, TODAY, time(10), time(12))
    a_parent(workplace, group, "Anna", "Mia")
    mia = rows(workplace, TODAY)["Mia"]
    childcare_bookings.release(workplace, [mia.id])
    since = undo.newest_transaction(workplace)
    childcare_bookings.ask_again(workplace, [mia.id])
    childcare_door.arrive(a_carers_door(workplace), [mia.child_id])
    with pytest.raises(BuiltUponError):
        undo.undo_last(workplace, since=since)
    assert states(workplace, TODAY) == {"Mia": "booked"}
