"""Places by day and name: they come, move and go with the parent's sessions, and are offered in a fair order."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

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
from werkakademie.errors import InvalidFieldsError
from werkakademie.models import ChildcareVisit
from werkakademie.records.childcare_bookings import BookingRow
from werkakademie.records.enums import BookingCause, BookingState, OverCapacity
from werkakademie.records.ids import ChildcareBookingId, ChildcareVisitId, EnrolmentId, GroupId
from werkakademie.records.journal_texts import action_words
from werkakademie.services import bin as bins
from werkakademie.services import (
    childcare_bookings,
    childcare_lists,
    childcare_settings,
    childcare_slots,
    children,
    enrolments,
    participants,
    person_rights,
    sessions,
    undo,
)
from werkakademie.services.childcare_booking_errors import (
    CareCancelledError,
    ChildThereError,
    NoConsentError,
    OfferOverError,
    PlaceGoneError,
    PolicyStopsError,
    SessionSlotError,
    SlotOverError,
)
from werkakademie.services.workplace import Workplace
from werkakademie.storage.childcare import bookings as stored
from werkakademie.storage.childcare import following
from werkakademie.storage.practice_identity import SteppedClock

#: A Tuesday; the clock stands on the Monday before, 9:00.
DAY = date(2026, 11, 24)


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock(MONDAY_MORNING)


@pytest.fixture
def workplace(tmp_path: Path, clock: SteppedClock) -> Iterator[Workplace]:
    made = make_workplace(tmp_path / "Standort", clock=clock)
    yield made
    made.store.close()


@pytest.fixture
def group(workplace: Workplace) -> GroupId:
    """A group with care for two children at a time."""
    found = a_group(workplace)
    room = a_care_room(workplace, places=2)
    a_carer(workplace, room)
    a_carer(workplace, room, "Ida Kern")
    care_for_group(workplace, found, room)
    return found


def a_parent(workplace: Workplace, group: GroupId, name: str, *names_of_children: str) -> EnrolmentId:
    person = a_participant(workplace, name, "Nowak")
    for child in names_of_children:
        a_child(workplace, person, child)
    return an_enrolment(workplace, group, person)


def rows(workplace: Workplace, day: date = DAY) -> dict[str, BookingRow]:
    return {row.child_name: row for row in childcare_lists.booking_rows(workplace, day, day)}


def states(workplace: Workplace, day: date = DAY) -> dict[str, str]:
    return {name: row.state.value for name, row in rows(workplace, day).items()}


def ids(workplace: Workplace, *names: str) -> tuple[ChildcareBookingId, ...]:
    found = rows(workplace)
    return tuple(found[name].id for name in names)


def come(workplace: Workplace, name: str) -> None:
    row = rows(workplace)[name]
    with workplace.store.write(workplace.account_id) as tx:
        number = ChildcareVisitId(tx.new_id())
        came: dict[str, Any] = {"child_id": row.child_id, "slot_id": row.slot_id, "held_on": row.held_on}
        tx.add(ChildcareVisit(id=number, arrived_at=tx.now, **came))


def test_enrolling_a_parent_books_a_place_from_a_quarter_before_until_a_quarter_after(
    workplace: Workplace, group: GroupId
) -> None:
    a_session(workplace, group, DAY)
    a_parent(workplace, group, "Anna", "Mia")
    mia = rows(workplace)["Mia"]
    assert mia.state is BookingState.BOOKED
    assert (mia.from_at, mia.until_at) == (mia.starts_at, mia.ends_at)
    assert (mia.starts_at.time(), mia.ends_at.time()) == (time(8, 45), time(12, 15))
    assert mia.parent_name == "Anna Nowak"


def test_a_session_that_is_added_later_books_too(workplace: Workplace, group: GroupId) -> None:
    a_parent(workplace, group, "Anna", "Mia")
    assert states(workplace) == {}
    a_session(workplace, group, DAY)
    assert states(workplace) == {"Mia": "booked"}


def test_without_consent_or_wish_there_is_no_place(workplace: Workplace, group: GroupId) -> None:
    a_session(workplace, group, DAY)
    person = a_participant(workplace)
    a_child(workplace, person, "Ohne", consent_on=None)
    a_child(workplace, person, "Oma", care_wanted=False)
    an_enrolment(workplace, group, person)
    assert states(workplace) == {}


def test_a_moved_session_takes_its_places_with_it(workplace: Workplace, group: GroupId) -> None:
    session = a_session(workplace, group, DAY)
    a_parent(workplace, group, "Anna", "Mia")
    before = rows(workplace)["Mia"].id
    fields = {"held_on": date(2026, 11, 26), "starts": time(9, 30), "ends": time(11), "room": ""}
    sessions.move_session(workplace, session, fields=fields)
    assert states(workplace) == {}
    mia = rows(workplace, date(2026, 11, 26))["Mia"]
    assert (mia.id, mia.state) == (before, BookingState.BOOKED)
    assert mia.from_at is not None
    assert mia.from_at.time() == time(9, 15)


def test_a_session_moved_to_where_nobody_is_there_loses_the_place(workplace: Workplace, group: GroupId) -> None:
    session = a_session(workplace, group, DAY)
    a_parent(workplace, group, "Anna", "Mia")
    fields = {"held_on": DAY, "starts": time(12), "ends": time(14), "room": ""}
    sessions.move_session(workplace, session, fields=fields)
    mia = rows(workplace)["Mia"]
    assert (mia.state, mia.cause) == (BookingState.WAITING, BookingCause.MOVED)
    assert [row.child_name for row in childcare_lists.news(workplace).lost] == ["Mia"]
    family = childcare_lists.waiting_list(workplace, DAY, DAY)[0]
    assert family.part_until is not None
    assert (family.has_part, family.part_until.time()) == (True, time(13))
    childcare_bookings.take_part(workplace, (mia.id,))
    mia = rows(workplace)["Mia"]
    assert (mia.state, mia.partly) == (BookingState.BOOKED, True)


def test_a_cancelled_session_frees_and_a_revived_one_books_again(workplace: Workplace, group: GroupId) -> None:
    session = a_session(workplace, group, DAY)
    a_parent(workplace, group, "Anna", "Mia")
    asked = rows(workplace)["Mia"].asked_at
    sessions.cancel_session(workplace, session, reason="Brandschutz")
    assert states(workplace) == {}
    with workplace.store.read() as tx:
        (freed,) = stored.bookings_between(tx, DAY, DAY, with_removed=True)
    assert (freed.state, freed.cause) == (BookingState.FREED, BookingCause.SESSION_CANCELLED)
    sessions.revive_session(workplace, session)
    mia = rows(workplace)["Mia"]
    assert (mia.state, mia.asked_at) == (BookingState.BOOKED, asked)


def test_who_came_first_has_the_place_and_the_next_is_offered_it(
    workplace: Workplace, group: GroupId, clock: SteppedClock
) -> None:
    a_session(workplace, group, DAY)
    for name, child in (("Anna", "Mia"), ("Bea", "Lev"), ("Cem", "Jo")):
        a_parent(workplace, group, name, child)
        clock.step(timedelta(minutes=1))
    assert states(workplace) == {"Mia": "booked", "Lev": "booked", "Jo": "waiting"}
    assert rows(workplace)["Jo"].place == 1
    childcare_bookings.release(workplace, ids(workplace, "Mia"))
    jo = rows(workplace)["Jo"]
    assert jo.state is BookingState.OFFERED
    # 24 hours, but no longer than until the slot begins.
    assert jo.offer_until == jo.starts_at
    assert [row.child_name for row in childcare_lists.news(workplace).offers] == ["Jo"]
    childcare_bookings.confirm_offer(workplace, (jo.id,))
    assert states(workplace) == {"Mia": "released", "Lev": "booked", "Jo": "booked"}
    childcare_bookings.ask_again(workplace, ids(workplace, "Mia"))
    assert states(workplace)["Mia"] == "waiting"


def test_an_offer_lapses_and_goes_to_the_next(workplace: Workplace, group: GroupId, clock: SteppedClock) -> None:
    later = date(2026, 12, 1)
    a_session(workplace, group, later)
    for name, child in (("Anna", "Mia"), ("Bea", "Lev"), ("Cem", "Jo"), ("Dana", "Kim")):
        a_parent(workplace, group, name, child)
        clock.step(timedelta(minutes=1))
    childcare_bookings.release(workplace, (rows(workplace, later)["Mia"].id,))
    assert states(workplace, later) == {"Mia": "released", "Lev": "booked", "Jo": "offered", "Kim": "waiting"}
    assert not childcare_bookings.settle(workplace).value
    clock.step(timedelta(hours=25))
    assert childcare_bookings.settle(workplace).value
    assert states(workplace, later) == {"Mia": "released", "Lev": "booked", "Jo": "waiting", "Kim": "offered"}
    assert rows(workplace, later)["Jo"].cause is BookingCause.OFFER_LAPSED
    with pytest.raises(OfferOverError):
        childcare_bookings.confirm_offer(workplace, (rows(workplace, later)["Jo"].id,))
    childcare_bookings.decline_offer(workplace, (rows(workplace, later)["Kim"].id,))
    assert states(workplace, later)["Jo"] == "offered"
    assert undo.undo_state(workplace, since=0).undo is not None


def test_siblings_get_their_places_together_or_wait_together(workplace: Workplace, group: GroupId) -> None:
    a_session(workplace, group, DAY)
    a_parent(workplace, group, "Anna", "Mia")
    a_parent(workplace, group, "Bea", "Lev", "Kim")
    assert states(workplace) == {"Mia": "booked", "Lev": "waiting", "Kim": "waiting"}
    childcare_bookings.release(workplace, ids(workplace, "Mia"))
    assert states(workplace) == {"Mia": "released", "Lev": "offered", "Kim": "offered"}
    childcare_bookings.confirm_offer(workplace, ids(workplace, "Lev"))
    assert states(workplace) == {"Mia": "released", "Lev": "booked", "Kim": "booked"}


def test_what_was_at_a_time_that_is_over_stays_as_it_was(
    workplace: Workplace, group: GroupId, clock: SteppedClock
) -> None:
    a_session(workplace, group, DAY)
    for number, (parent, child) in enumerate((("Anna", "Mia"), ("Berta", "Ole"), ("Clara", "Kim"))):
        clock.set(MONDAY_MORNING + timedelta(minutes=number))
        a_parent(workplace, group, parent, child)
    mia = rows(workplace)["Mia"]
    childcare_bookings.adjust(workplace, [mia.id], starts=mia.starts_at + timedelta(hours=1), ends=mia.ends_at)
    childcare_bookings.release(workplace, ids(workplace, "Ole"))
    assert states(workplace) == {"Mia": "booked", "Ole": "released", "Kim": "offered"}
    clock.set(datetime(2026, 11, 24, 11, 30, tzinfo=UTC))
    was = rows(workplace)
    childcare_bookings.settle(workplace)
    a_parent(workplace, group, "Dora", "Uli")
    is_now = rows(workplace)
    assert {name: is_now[name] for name in was} == was
    assert was["Mia"].from_at == mia.starts_at + timedelta(hours=1)


def test_over_the_policy_only_with_a_reason_and_where_the_site_allows_it(workplace: Workplace, group: GroupId) -> None:
    a_session(workplace, group, DAY)
    a_parent(workplace, group, "Anna", "Mia", "Lev")
    a_parent(workplace, group, "Bea", "Kim")
    kim = ids(workplace, "Kim")
    with pytest.raises(InvalidFieldsError):
        childcare_bookings.book_over(workplace, kim, reason=" ")
    childcare_settings.change_policy(workplace, fields={"over_capacity": OverCapacity.STOP})
    with pytest.raises(PolicyStopsError):
        childcare_bookings.book_over(workplace, kim, reason="Prüfung der Mutter")
    childcare_settings.change_policy(workplace, fields={"over_capacity": OverCapacity.WARN})
    childcare_bookings.book_over(workplace, kim, reason="Prüfung der Mutter")
    found = rows(workplace)["Kim"]
    assert (found.state, found.over_reason) == (BookingState.BOOKED, "Prüfung der Mutter")
    with pytest.raises(PlaceGoneError):
        childcare_bookings.take_part(workplace, kim)


def test_the_place_of_a_child_that_came_stays(workplace: Workplace, group: GroupId, clock: SteppedClock) -> None:
    session = a_session(workplace, group, DAY)
    enrolment = a_parent(workplace, group, "Anna", "Mia")
    clock.set(datetime(2026, 11, 24, 8, 0, tzinfo=UTC))
    come(workplace, "Mia")
    was = rows(workplace)["Mia"]
    with pytest.raises(ChildThereError):
        childcare_bookings.release(workplace, (was.id,))
    sessions.cancel_session(workplace, session, reason="Heizung")
    assert rows(workplace)["Mia"] == was
    enrolments.remove_enrolments(workplace, (enrolment,))
    assert rows(workplace)["Mia"] == was


def test_a_session_at_which_a_child_was_gets_a_second_time_when_it_is_moved_to_another_day(
    workplace: Workplace, group: GroupId, clock: SteppedClock
) -> None:
    session = a_session(workplace, group, DAY)
    a_parent(workplace, group, "Anna", "Mia")
    a_parent(workplace, group, "Bea", "Lev")
    clock.set(datetime(2026, 11, 24, 8, 0, tzinfo=UTC))
    come(workplace, "Mia")
    fields = {"held_on": date(2026, 11, 26), "starts": time(9), "ends": time(12), "room": ""}
    sessions.move_session(workplace, session, fields=fields)
    assert states(workplace) == {"Mia": "booked", "Lev": "freed"}
    assert states(workplace, date(2026, 11, 26)) == {"Mia": "booked", "Lev": "booked"}


def test_cancelled_care_falls_through_for_all_and_comes_back(workplace: Workplace, group: GroupId) -> None:
    a_session(workplace, group, DAY)
    a_parent(workplace, group, "Anna", "Mia")
    slot = childcare_lists.slot_rows(workplace, DAY, DAY)[0].id
    childcare_slots.cancel_slot(workplace, slot, reason="zwei Betreuungskräfte fehlen")
    mia = rows(workplace)["Mia"]
    assert (mia.state, mia.cause) == (BookingState.FALLEN_THROUGH, BookingCause.CARE_CANCELLED)
    assert childcare_lists.news(workplace).lost == (mia,)
    a_parent(workplace, group, "Bea", "Lev")
    assert states(workplace)["Lev"] == "fallen_through"
    with pytest.raises(CareCancelledError):
        childcare_bookings.ask_again(workplace, (mia.id,))
    childcare_slots.revive_slot(workplace, slot)
    assert states(workplace) == {"Mia": "booked", "Lev": "booked"}


def test_a_time_placed_by_hand_is_moved_with_its_places(workplace: Workplace, group: GroupId) -> None:
    a_session(workplace, group, DAY)
    a_parent(workplace, group, "Anna", "Mia")
    row = rows(workplace)["Mia"]
    times: dict[str, Any] = {"starts": time(9), "ends": time(10)}
    with pytest.raises(SessionSlotError):
        childcare_slots.move_slot(workplace, row.slot_id, room_id=row.room_id, held_on=DAY, **times)
    day = date(2026, 11, 26)
    slot = childcare_slots.add_slot(workplace, room_id=row.room_id, held_on=day, title="Elterngespräch", **times).value
    childcare_bookings.book_by_hand(workplace, slot, child_ids=(row.child_id,))
    assert rows(workplace, day)["Mia"].state is BookingState.BOOKED
    moved: dict[str, Any] = {
        "room_id": row.room_id,
        "held_on": day,
        "starts": time(10),
        "ends": time(11),
        "title": "Elterngespräch",
    }
    childcare_slots.move_slot(workplace, slot, **moved)
    mia = rows(workplace, day)["Mia"]
    assert mia.from_at is not None
    assert (mia.state, mia.from_at.time(), mia.title) == (BookingState.BOOKED, time(10), "Elterngespräch")
    childcare_slots.remove_slot(workplace, slot)
    assert states(workplace, day) == {}
    assert [each.record.table for each in bins.bin_page(workplace).rows] == ["childcare_slot"]
    childcare_slots.remove_slot(workplace, slot, removed=False)
    assert states(workplace, day) == {"Mia": "booked"}
    children.change_child(workplace, row.child_id, fields={"consent_withdrawn_on": MONDAY_MORNING.date()})
    assert states(workplace, day) == {"Mia": "freed"}
    with pytest.raises(NoConsentError):
        childcare_bookings.book_by_hand(workplace, slot, child_ids=(row.child_id,))


def test_a_time_over_midnight_and_a_time_that_is_over(workplace: Workplace) -> None:
    room = a_care_room(workplace)
    slot = childcare_slots.add_slot(workplace, room_id=room, held_on=DAY, starts=time(22), ends=time(2)).value
    (found,) = childcare_lists.slot_rows(workplace, DAY, DAY)
    assert (found.id, found.ends_at.date() - found.starts_at.date()) == (slot, timedelta(days=1))
    assert found.ends_at - found.starts_at == timedelta(hours=4)
    with pytest.raises(InvalidFieldsError):
        childcare_slots.add_slot(workplace, room_id=room, held_on=date(2026, 11, 20), starts=time(9), ends=time(10))


@pytest.mark.parametrize(("day", "hours"), [(date(2027, 3, 28), 3), (date(2026, 10, 25), 5)])
def test_the_night_of_the_change_of_time_is_as_long_as_it_is(tmp_path: Path, day: date, hours: int) -> None:
    """22 to 2 o'clock is always four hours; a night that holds 2 to 3 o'clock lasts one hour less, or one more."""
    clock = SteppedClock(datetime(day.year, day.month, day.day, 9, tzinfo=UTC) - timedelta(days=5))
    workplace = make_workplace(tmp_path / "Standort", clock=clock)
    with workplace.store:
        room = a_care_room(workplace)
        night: dict[str, Any] = {"held_on": day - timedelta(days=1), "starts": time(23), "ends": time(3)}
        childcare_slots.add_slot(workplace, room_id=room, **night)
        (slot,) = childcare_lists.slot_rows(workplace, night["held_on"], night["held_on"])
        assert slot.ends_at.astimezone(UTC) - slot.starts_at.astimezone(UTC) == timedelta(hours=hours)


@pytest.mark.parametrize("day", [date(2027, 3, 29), date(2026, 3, 30)])
def test_a_morning_after_the_change_to_summer_time_begins_at_its_own_hour(tmp_path: Path, day: date) -> None:
    clock = SteppedClock(datetime(day.year, day.month, day.day, 9, tzinfo=UTC) - timedelta(days=7))
    workplace = make_workplace(tmp_path / "Standort", clock=clock)
    with workplace.store:
        begun: dict[str, Any] = {"starts_on": day - timedelta(days=30), "ends_on": day + timedelta(days=30)}
        group = a_group(workplace, **begun)
        room = a_care_room(workplace)
        seen = day - timedelta(days=100)
        for name in ("Meral Aydin", "Ida Kern"):
            a_carer(workplace, room, name, clearance_seen_on=seen)
        care_for_group(workplace, group, room)
        a_session(workplace, group, day)
        person = a_participant(workplace)
        a_child(workplace, person, "Mia", consent_on=seen)
        an_enrolment(workplace, group, person, allocated_on=begun["starts_on"], entry_on=begun["starts_on"])
        mia = rows(workplace, day)["Mia"]
        assert (mia.state, mia.starts_at.time()) == (BookingState.BOOKED, time(8, 45))
        assert mia.starts_at.astimezone(UTC).hour == 6


def test_undo_brings_the_places_back_with_the_session(workplace: Workplace, group: GroupId) -> None:
    session = a_session(workplace, group, DAY)
    a_parent(workplace, group, "Anna", "Mia")
    since = undo.newest_transaction(workplace)
    sessions.remove_sessions(workplace, (session,))
    assert states(workplace) == {}
    shown = undo.undo_state(workplace, since=since).undo
    assert shown is not None
    assert action_words(shown).startswith("Termin")
    assert "weitere" not in action_words(shown)
    undo.undo_last(workplace, since=since)
    assert states(workplace) == {"Mia": "booked"}
    undo.redo_last(workplace, since=since)
    assert states(workplace) == {}
    bins.restore(workplace, "coaching_session", session.hex)
    assert states(workplace) == {"Mia": "booked"}


def test_places_made_since_forbid_no_undo(workplace: Workplace, group: GroupId) -> None:
    a_session(workplace, group, DAY)
    person = a_participant(workplace, "Anna")
    an_enrolment(workplace, group, person)
    since = undo.newest_transaction(workplace)
    child = a_child(workplace, person, "Mia")
    assert states(workplace) == {"Mia": "booked"}
    undo.undo_last(workplace, since=since)
    assert states(workplace) == {"Mia": "freed"}
    bins.restore(workplace, "child", child.hex)
    assert states(workplace) == {"Mia": "booked"}


def test_a_release_is_taken_back_only_while_there_is_room(workplace: Workplace, group: GroupId) -> None:
    a_session(workplace, group, DAY)
    a_parent(workplace, group, "Anna", "Mia")
    a_parent(workplace, group, "Bea", "Lev")
    since = undo.newest_transaction(workplace)
    childcare_bookings.release(workplace, ids(workplace, "Mia"))
    undo.undo_last(workplace, since=since)
    assert states(workplace) == {"Mia": "booked", "Lev": "booked"}
    number = childcare_bookings.release(workplace, ids(workplace, "Mia")).changes.transaction
    assert number is not None
    a_parent(workplace, group, "Cem", "Jo")
    assert states(workplace) == {"Mia": "released", "Lev": "booked", "Jo": "booked"}
    undo.take_back(workplace, number)
    assert states(workplace) == {"Mia": "waiting", "Lev": "booked", "Jo": "booked"}


def test_an_absent_carer_takes_nobodys_place_by_itself(workplace: Workplace, group: GroupId) -> None:
    a_session(workplace, group, DAY)
    a_parent(workplace, group, "Anna", "Mia")
    carer = childcare_settings.care_setup(workplace).carers[0].id
    childcare_settings.report_absence(workplace, carer, day=DAY)
    assert states(workplace) == {"Mia": "booked"}
    a_parent(workplace, group, "Bea", "Lev")
    assert states(workplace)["Lev"] == "waiting"
    childcare_bookings.mark_fallen_through(workplace, ids(workplace, "Mia"))
    assert states(workplace)["Mia"] == "fallen_through"


def test_a_restricted_persons_place_is_kept_and_not_shown(workplace: Workplace, group: GroupId) -> None:
    session = a_session(workplace, group, DAY)
    person = a_participant(workplace, "Anna")
    a_child(workplace, person, "Mia")
    an_enrolment(workplace, group, person)
    a_parent(workplace, group, "Bea", "Lev")
    restriction = person_rights.restrict(workplace, person, reason="Widerspruch").value
    assert states(workplace) == {"Lev": "booked"}
    a_parent(workplace, group, "Cem", "Jo")
    assert states(workplace)["Jo"] == "waiting"
    sessions.cancel_session(workplace, session, reason="Heizung")
    person_rights.lift_restriction(workplace, restriction)
    sessions.revive_session(workplace, session)
    assert states(workplace) == {"Mia": "booked", "Lev": "booked", "Jo": "waiting"}


def test_a_summary_says_how_far_the_sessions_fit(workplace: Workplace, group: GroupId) -> None:
    a_session(workplace, group, DAY)
    a_session(workplace, group, date(2026, 11, 28))
    enrolment = a_parent(workplace, group, "Anna", "Mia")
    found = childcare_lists.booking_summary(workplace, (enrolment,))
    assert (found.wanted, found.booked, found.waiting) == (2, 1, 1)
    # A Saturday, on which no carer is there.
    assert found.waiting_days == (date(2026, 11, 28),)


def test_what_is_over_is_left_as_it_was(workplace: Workplace, group: GroupId, clock: SteppedClock) -> None:
    a_session(workplace, group, DAY)
    enrolment = a_parent(workplace, group, "Anna", "Mia")
    clock.set(datetime(2026, 11, 24, 15, 0, tzinfo=UTC))
    enrolments.remove_enrolments(workplace, (enrolment,))
    assert states(workplace) == {"Mia": "booked"}
    with pytest.raises(SlotOverError):
        childcare_bookings.release(workplace, ids(workplace, "Mia"))


def test_removing_the_parent_frees_the_place_for_the_next(workplace: Workplace, group: GroupId) -> None:
    a_session(workplace, group, DAY)
    person = a_participant(workplace, "Anna")
    a_child(workplace, person, "Mia")
    a_child(workplace, person, "Lev")
    an_enrolment(workplace, group, person)
    a_parent(workplace, group, "Bea", "Kim")
    assert states(workplace)["Kim"] == "waiting"
    participants.remove_participant(workplace, person)
    assert states(workplace)["Kim"] == "offered"


def test_siblings_who_lose_their_places_one_by_one_wait_together_at_once(workplace: Workplace, group: GroupId) -> None:
    session = a_session(workplace, group, DAY)
    person = a_participant(workplace, "Anna")
    a_child(workplace, person, "Mia")
    an_enrolment(workplace, group, person)
    a_parent(workplace, group, "Bea", "Jo")
    a_child(workplace, person, "Lev")
    assert states(workplace) == {"Mia": "booked", "Jo": "booked", "Lev": "waiting"}
    fields = {"held_on": DAY, "starts": time(14), "ends": time(15), "room": ""}
    sessions.move_session(workplace, session, fields=fields)
    with workplace.store.write(None) as tx:
        following.follow(tx)
    assert tx.number is None
    assert {row.cause for row in rows(workplace).values() if row.parent_given == "Anna"} in (
        {BookingCause.MOVED},
        {BookingCause.NO_ROOM},
    )


def test_a_short_time_between_two_long_ones_hides_neither(workplace: Workplace, group: GroupId) -> None:
    """From 9 to 12 two children, from 9:30 to 10 one more; from 11 two siblings don't fit into a room for three."""
    room = childcare_settings.care_rooms(workplace)[0].id
    childcare_settings.change_room(workplace, room, fields={"places": 3})
    others = [a_group(workplace, name) for name in ("Herbst 4", "Herbst 5")]
    for other in others:
        care_for_group(workplace, other, room, lead_minutes=0, tail_minutes=0)
    a_session(workplace, group, DAY)
    a_session(workplace, others[0], DAY, time(9, 30), time(10))
    a_session(workplace, others[1], DAY, time(11), time(12))
    a_parent(workplace, group, "Anna", "Mia", "Lev")
    a_parent(workplace, others[0], "Bea", "Jo")
    a_parent(workplace, others[1], "Cem", "Kim", "Ada")
    assert states(workplace) == {
        "Mia": "booked",
        "Lev": "booked",
        "Jo": "booked",
        "Kim": "waiting",
        "Ada": "waiting",
    }


def test_the_slot_of_a_cancelled_session_is_not_in_the_bin(workplace: Workplace, group: GroupId) -> None:
    session = a_session(workplace, group, DAY)
    sessions.cancel_session(workplace, session, reason="Heizung")
    assert bins.bin_page(workplace).rows == ()
