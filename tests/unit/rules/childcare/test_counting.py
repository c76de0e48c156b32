"""Places and hours counted: a morning one can check by hand, and the slow way for anything else."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from werkakademie.records.childcare_reports import CareWeek, PlaceCount, PlaceCounts, SlotCounts
from werkakademie.records.enums import AgeBand, BookingState
from werkakademie.records.ids import ChildcareSlotId
from werkakademie.rules.childcare.capacity import Policy, RoomSupply
from werkakademie.rules.childcare.counting import by_week, care_weeks, place_counts, places_offered, summed
from werkakademie.rules.childcare.slices import Span

MONDAY = date(2026, 11, 23)


def at(clock: str, day: date = MONDAY) -> datetime:
    hour, minute = clock.split(":")
    return datetime(day.year, day.month, day.day, int(hour), int(minute), tzinfo=UTC)


def from_to(starts: str, ends: str) -> Span:
    return Span(at(starts), at(ends))


def offered(supply: RoomSupply, policy: Policy, span: Span) -> int:
    return places_offered(supply.limits(policy), span)


ALL_DAY = (from_to("07:00", "18:00"),)
MORNING = from_to("09:00", "12:00")


def test_two_carers_and_a_room_for_eight() -> None:
    """Five children to a carer make ten; the room takes eight."""
    supply = RoomSupply(8, ALL_DAY, ((from_to("08:00", "13:00"),), (from_to("08:00", "13:00"),)))
    assert offered(supply, Policy(), MORNING) == 8
    assert offered(supply, Policy(most_per_carer=3), MORNING) == 6
    # Small children weigh more when they come; what is offered is counted in children of usual weight.
    assert offered(supply, Policy(most_per_carer=3, weights={AgeBand.UNDER_TWO: 200}), MORNING) == 6


def test_a_carer_who_comes_late_or_a_closed_room_offers_nothing() -> None:
    late = RoomSupply(8, ALL_DAY, ((from_to("08:00", "13:00"),), (from_to("09:10", "13:00"),)))
    assert offered(late, Policy(), MORNING) == 0
    assert offered(late, Policy(fewest_carers=1), MORNING) == 5
    closed = RoomSupply(8, (from_to("07:00", "11:00"),), ((from_to("08:00", "13:00"),),) * 2)
    assert offered(closed, Policy(), MORNING) == 0


def test_a_morning_counted_by_hand() -> None:
    """Ada and Bo were booked, Bo stayed at home; Cem came unannounced; Dila waited; Emre's mother needed no place."""
    counts = place_counts(
        offered=8,
        bookings=[
            ("Ada", BookingState.BOOKED),
            ("Bo", BookingState.BOOKED),
            ("Dila", BookingState.WAITING),
            ("Emre", BookingState.RELEASED),
            ("Filiz", BookingState.FREED),
            ("Gül", BookingState.OFFERED),
        ],
        came={"Ada", "Cem"},
    )
    assert counts == PlaceCounts(offered=8, booked=3, used=2, fallen_through=0, without_place=2)


def test_a_morning_without_carers() -> None:
    bookings = [("Ada", BookingState.FALLEN_THROUGH), ("Bo", BookingState.FALLEN_THROUGH)]
    assert place_counts(offered=0, bookings=bookings, came=()) == PlaceCounts(fallen_through=2)
    # Ada's grandmother looked after her in the next room after all: she was there.
    assert place_counts(offered=0, bookings=bookings, came=["Ada"]) == PlaceCounts(booked=1, used=1, fallen_through=1)


def a_slot(number: int, held_on: date, places: PlaceCounts) -> SlotCounts:
    return SlotCounts(
        slot_id=ChildcareSlotId(UUID(int=number)),
        held_on=held_on,
        starts_at=at("09:00", held_on),
        ends_at=at("12:00", held_on),
        room_name="Spielzimmer",
        title="Herbst 3",
        cancelled_because="",
        places=places,
    )


def test_a_week_is_the_sum_of_its_times_and_begins_on_monday() -> None:
    rows = [
        a_slot(1, date(2026, 12, 31), PlaceCounts(8, 5, 4, 0, 1)),
        a_slot(2, date(2027, 1, 3), PlaceCounts(8, 6, 6, 1, 0)),
        a_slot(3, date(2027, 1, 4), PlaceCounts(8, 1, 1, 0, 0)),
    ]
    first, second = by_week(reversed(rows))
    assert (first.year, first.week, first.slots) == (2026, 53, 2)
    assert first.places == PlaceCounts(16, 11, 10, 1, 1)
    assert (second.year, second.week, second.slots) == (2027, 1, 1)


def test_hours_of_a_child() -> None:
    friday, wednesday = MONDAY + timedelta(days=4), date(2026, 12, 2)
    visits = [
        (MONDAY, at("08:55"), at("12:10")),
        (friday, at("09:00", friday), at("11:00", friday)),
        # Out and in again, and the whole written down twice.
        (friday, at("11:30", friday), at("12:00", friday)),
        (friday, at("11:30", friday), at("12:00", friday)),
        (wednesday, at("09:00", wednesday), None),
    ]
    assert care_weeks(visits) == (CareWeek(2026, 48, days=2, minutes=195 + 150), CareWeek(2026, 49, days=1, minutes=0))


def test_the_clock_at_the_door_counts_whole_minutes() -> None:
    arrived, left = at("09:00").replace(second=50), at("10:00").replace(second=10)
    assert care_weeks([(MONDAY, arrived, left)]) == (CareWeek(2026, 48, days=1, minutes=60),)


children = st.integers(0, 5)
states = st.lists(st.tuples(children, st.sampled_from(BookingState)), max_size=6, unique_by=lambda one: one[0])


@given(bookings=states, came=st.lists(children, max_size=4), there=st.integers(0, 9))
def test_each_child_is_counted_once_and_as_what_it_was(
    bookings: list[tuple[int, BookingState]], came: list[int], there: int
) -> None:
    counts = place_counts(offered=there, bookings=bookings, came=came)
    stories = {PlaceCount.BOOKED: 0, PlaceCount.USED: 0, PlaceCount.FALLEN_THROUGH: 0, PlaceCount.WITHOUT_PLACE: 0}
    for child in range(6):
        state = dict(bookings).get(child)
        if child in came:
            stories[PlaceCount.USED] += 1
            stories[PlaceCount.BOOKED] += 1
        elif state is BookingState.BOOKED:
            stories[PlaceCount.BOOKED] += 1
        elif state is BookingState.FALLEN_THROUGH:
            stories[PlaceCount.FALLEN_THROUGH] += 1
        elif state is BookingState.WAITING or state is BookingState.OFFERED:
            stories[PlaceCount.WITHOUT_PLACE] += 1
    assert {kind: counts.of(kind) for kind in stories} == stories
    assert counts.offered == there


places = st.builds(PlaceCounts, *[st.integers(0, 20)] * 5)


@given(st.lists(st.tuples(st.dates(date(2026, 1, 1), date(2027, 12, 31)), places), max_size=12))
def test_weeks_lose_and_add_nothing(rows: list[tuple[date, PlaceCounts]]) -> None:
    slots = [a_slot(number, day, counts) for number, (day, counts) in enumerate(rows)]
    weeks = by_week(slots)
    assert summed(week.places for week in weeks) == summed(counts for _day, counts in rows)
    assert sum(week.slots for week in weeks) == len(rows)
    for week in weeks:
        monday = date.fromisocalendar(week.year, week.week, 1)
        within = [counts for day, counts in rows if monday <= day < monday + timedelta(days=7)]
        assert week.places == summed(within)


minutes_of_day = st.integers(0, 700)


@given(st.lists(st.tuples(st.integers(0, 20), minutes_of_day, st.integers(0, 90)), max_size=6))
def test_minutes_of_care_one_by_one(visits: Sequence[tuple[int, int, int]]) -> None:
    there: set[tuple[date, datetime]] = set()
    rows = []
    for offset, first, length in visits:
        day = MONDAY + timedelta(days=offset)
        arrived = at("06:00", day) + timedelta(minutes=first)
        rows.append((day, arrived, arrived + timedelta(minutes=length)))
        there |= {(day, arrived + timedelta(minutes=one)) for one in range(length)}
    weeks = care_weeks(rows)
    assert sum(week.minutes for week in weeks) == len(there)
    assert sum(week.days for week in weeks) == len({day for day, _arrived, _left in rows})
