"""A day of childcare: who is there, what is free, whom a shortage concerns."""

from collections.abc import Iterator
from dataclasses import dataclass
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
from werkakademie.records.childcare_day import CareDay
from werkakademie.records.enums import BookingState
from werkakademie.records.ids import CarerId, CareRoomId
from werkakademie.services import (
    childcare_bookings,
    childcare_day,
    childcare_door,
    childcare_settings,
    childcare_slots,
    today,
)
from werkakademie.services.workplace import Workplace
from werkakademie.storage.practice_identity import SteppedClock

TODAY = date(2026, 11, 23)


@dataclass
class House:
    """Monday at nine: a room with two carers, a third who has no time on Mondays, three families at ten."""

    workplace: Workplace
    clock: SteppedClock
    room: CareRoomId
    ill: CarerId

    def day(self) -> CareDay:
        return childcare_day.care_day(self.workplace, TODAY)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    clock = SteppedClock(MONDAY_MORNING)
    workplace = make_workplace(tmp_path, clock=clock)
    room = a_care_room(workplace, places=4)
    ill = a_carer(workplace, room, "Meral Aydin", phone="0441 1")
    a_carer(workplace, room, "Inge Sommer")
    a_carer(workplace, room, "Jo Blum", weekdays=(1, 2), phone="0441 99 88")
    a_carer(workplace, room, "Ohne Zeugnis", weekdays=(1,), clearance_seen_on=None)
    group = a_group(workplace)
    care_for_group(workplace, group, room)
    a_session(workplace, group, TODAY, time(10), time(12))
    for given, children in (("Olena", ("Mila", "Tom")), ("Fatma", ("Elif",)), ("Anna", ("Emil", "Ida"))):
        parent = a_participant(workplace, given, "Muster", phone=f"0441 {given}")
        for name in children:
            a_child(workplace, parent, name)
        an_enrolment(workplace, group, parent)
        clock.step(timedelta(minutes=1))
    yield House(workplace, clock, room, ill)
    workplace.store.close()


def states(day: CareDay) -> dict[str, BookingState]:
    return {row.child_name: row.state for row in day.bookings}


def test_the_day_says_who_has_a_place_and_how_many_are_left(house: House) -> None:
    day = house.day()
    assert states(day) == {
        "Mila": BookingState.BOOKED,
        "Tom": BookingState.BOOKED,
        "Elif": BookingState.BOOKED,
        "Emil": BookingState.WAITING,
        "Ida": BookingState.WAITING,
    }
    (room,) = day.rooms
    busy = next(run for run in room.runs if run.heads)
    assert (busy.heads, busy.places, busy.places_left, busy.carers, busy.excess) == (3, 4, 1, 2, ())
    assert [one.carer.name for one in day.carers] == ["Inge Sommer", "Meral Aydin"]
    assert (day.affected, day.missing) == ((), ())


def test_a_carer_who_is_absent_shows_whom_to_call_and_who_could_come(house: House) -> None:
    childcare_settings.report_absence(house.workplace, house.ill, day=TODAY)
    day = house.day()
    assert [row.missing for row in day.missing] == [1]
    assert [family.first.parent_given for family in day.affected] == ["Fatma", "Olena"], "entered last, called first"
    assert [family.first.phone for family in day.affected] == ["0441 Fatma", "0441 Olena"]
    assert [one.name for one in day.stand_ins] == ["Jo Blum"], "not the one whose certificate nobody has seen"


def test_children_who_are_there_are_told_last(house: House) -> None:
    elif_ = next(row for row in house.day().bookings if row.child_name == "Elif")
    childcare_door.arrive(house.workplace, [elif_.child_id])
    childcare_settings.report_absence(house.workplace, house.ill, day=TODAY)
    affected = house.day().affected
    assert [(family.first.parent_given, family.there) for family in affected] == [("Olena", False), ("Fatma", True)]


def test_a_stand_in_ends_the_shortage(house: House) -> None:
    childcare_settings.report_absence(house.workplace, house.ill, day=TODAY)
    (stand_in,) = house.day().stand_ins
    childcare_settings.extra_day(
        house.workplace, stand_in.id, day=TODAY, room_id=house.room, starts=time(9), ends=time(13)
    )
    day = house.day()
    assert (day.affected, day.stand_ins) == ((), ())
    assert "Jo Blum" in [one.carer.name for one in day.carers]


def test_what_fell_through_is_no_shortage_any_more(house: House) -> None:
    childcare_settings.report_absence(house.workplace, house.ill, day=TODAY)
    for family in house.day().affected:
        childcare_bookings.mark_fallen_through(house.workplace, [row.id for row in family.bookings])
    assert house.day().affected == ()


def test_a_child_is_entered_at_a_time_placed_by_hand(house: House) -> None:
    night = childcare_slots.add_slot(
        house.workplace, room_id=house.room, held_on=TODAY, starts=time(17), ends=time(17, 30), title="Abend"
    ).value
    names = [known.given_name for known in childcare_day.children_to_book(house.workplace, night)]
    assert names == ["Elif", "Emil", "Ida", "Mila", "Tom"]
    child = childcare_day.children_to_book(house.workplace, night)[0]
    childcare_bookings.book_by_hand(house.workplace, night, child_ids=[child.child_id])
    assert child not in childcare_day.children_to_book(house.workplace, night)


def test_the_first_page_tells_who_waits(house: House) -> None:
    care = today.today_overview(house.workplace).care
    assert sorted(row.child_name for row in care.waiting) == ["Emil", "Ida"]
    assert (care.offers, care.lost) == ((), ())
