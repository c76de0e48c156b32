"""What rooms and carers give, read from the store: who counts, from when on, and what an absence takes away."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from tests.factories import a_care_room, a_carer, a_group, care_for_group, make_workplace
from werkakademie.records.childcare import CarePolicy, Clearance, ShiftDraft
from werkakademie.records.enums import AgeBand, OverCapacity
from werkakademie.records.ids import CareRoomId
from werkakademie.rules.childcare.capacity import RoomSupply
from werkakademie.rules.childcare.slices import Span
from werkakademie.services import carers
from werkakademie.services import childcare_settings as care
from werkakademie.services.workplace import Workplace
from werkakademie.storage.childcare import settings

MONDAY, WEDNESDAY = date(2026, 11, 23), date(2026, 11, 25)


def utc(hour: int, minute: int = 0, day: int = 23) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path)
    yield opened
    opened.store.close()


def supply(workplace: Workplace, room_id: CareRoomId, day: date = MONDAY) -> RoomSupply:
    with workplace.store.read() as tx:
        return settings.supply(tx, day, day)[room_id]


def on(spans: tuple[Span, ...], day: date = MONDAY) -> list[Span]:
    return [span for span in spans if span.starts.date() == day]


def test_a_room_gives_its_places_and_its_hours(workplace: Workplace) -> None:
    room = a_care_room(workplace, places=12, opens=time(8), closes=time(16))
    given = supply(workplace, room)
    assert given.places == 12
    assert on(given.open_spans) == [Span(utc(7), utc(15))]
    assert given.carer_spans == ()


def test_each_carer_gives_the_weekly_times(workplace: Workplace) -> None:
    room = a_care_room(workplace)
    a_carer(workplace, room, "Meral Aydin")
    a_carer(workplace, room, "Jo Blum", starts=time(9, 30), ends=time(11))
    given = [on(spans) for spans in supply(workplace, room).carer_spans]
    assert sorted(given) == [[Span(utc(7), utc(12))], [Span(utc(8, 30), utc(10))]]


def test_nobody_counts_whose_certificate_was_not_seen(workplace: Workplace) -> None:
    room = a_care_room(workplace)
    a_carer(workplace, room, clearance_seen_on=None)
    assert supply(workplace, room).carer_spans == ()


def test_an_old_certificate_counts_and_is_to_be_seen_again(workplace: Workplace) -> None:
    room = a_care_room(workplace)
    a_carer(workplace, room, clearance_seen_on=date(2021, 11, 22))
    assert len(supply(workplace, room).carer_spans) == 1
    with workplace.store.read() as tx:
        assert [carer.clearance for carer in settings.carers(tx)] == [Clearance.TO_RENEW]


@pytest.mark.parametrize(
    ("seen_on", "state"),
    [
        (None, Clearance.MISSING),
        (date(2021, 11, 22), Clearance.TO_RENEW),
        (date(2021, 11, 23), Clearance.SEEN),
        (date(2026, 11, 23), Clearance.SEEN),
    ],
)
def test_five_years_to_the_day(seen_on: date | None, state: Clearance) -> None:
    assert settings.clearance_of(seen_on, 60, MONDAY) is state


def test_an_absence_takes_away_and_an_extra_day_adds(workplace: Workplace) -> None:
    room = a_care_room(workplace)
    carer = a_carer(workplace, room)
    care.report_absence(workplace, carer, day=MONDAY, starts=time(10), ends=time(11))
    care.extra_day(workplace, carer, day=MONDAY, room_id=room, starts=time(14), ends=time(16))
    (spans,) = supply(workplace, room).carer_spans
    assert on(spans) == [Span(utc(7), utc(9)), Span(utc(10), utc(12)), Span(utc(13), utc(15))]


def test_an_absence_that_is_taken_back_takes_nothing(workplace: Workplace) -> None:
    room = a_care_room(workplace)
    carer = a_carer(workplace, room)
    day = care.report_absence(workplace, carer, day=MONDAY).value
    assert on(supply(workplace, room).carer_spans[0]) == []
    care.remove_carer_day(workplace, day)
    assert on(supply(workplace, room).carer_spans[0]) == [Span(utc(7), utc(12))]


def test_a_carer_between_two_rooms(workplace: Workplace) -> None:
    sun, moon = a_care_room(workplace), a_care_room(workplace, "Mondzimmer")
    carer = a_carer(workplace, sun)
    care.extra_day(workplace, carer, day=MONDAY, room_id=moon, starts=time(9), ends=time(10))
    assert on(supply(workplace, sun).carer_spans[0]) == [Span(utc(7), utc(8)), Span(utc(9), utc(12))]
    assert on(supply(workplace, moon).carer_spans[0]) == [Span(utc(8), utc(9))]


def test_a_removed_carer_counts_nowhere(workplace: Workplace) -> None:
    room = a_care_room(workplace)
    carers.remove_carer(workplace, a_carer(workplace, room))
    assert supply(workplace, room).carer_spans == ()


def test_new_times_hold_from_a_day_on_and_leave_the_past(workplace: Workplace) -> None:
    room = a_care_room(workplace)
    carer = a_carer(workplace, room)
    afternoons = [ShiftDraft(weekday, time(13), time(17), room) for weekday in range(5)]
    carers.change_carer(workplace, carer, fields={}, shifts=afternoons, since=WEDNESDAY)
    tuesday = date(2026, 11, 24)
    assert on(supply(workplace, room, tuesday).carer_spans[0], tuesday) == [Span(utc(7, 0, 24), utc(12, 0, 24))]
    assert on(supply(workplace, room, WEDNESDAY).carer_spans[0], WEDNESDAY) == [Span(utc(12, 0, 25), utc(16, 0, 25))]


def test_without_a_row_the_policy_is_what_the_site_begins_with(workplace: Workplace) -> None:
    with workplace.store.read() as tx:
        assert settings.policy(tx) == CarePolicy()
    changed = {"weight_under_two": 150, "most_per_carer": 4, "over_capacity": OverCapacity.STOP}
    care.change_policy(workplace, fields=changed)
    with workplace.store.read() as tx:
        policy = settings.policy(tx)
    assert policy.decided
    rule = settings.rule_of(policy)
    assert (rule.most_per_carer, rule.fewest_carers, rule.over_capacity) == (4, 2, OverCapacity.STOP)
    assert rule.weights == {
        AgeBand.UNDER_TWO: 150,
        AgeBand.UNDER_THREE: 100,
        AgeBand.PRESCHOOL: 100,
        AgeBand.SCHOOL: 100,
    }


def test_which_groups_have_care(workplace: Workplace) -> None:
    room, group = a_care_room(workplace), a_group(workplace)
    care_for_group(workplace, group, room, lead_minutes=10, tail_minutes=20)
    with workplace.store.read() as tx:
        (row,) = settings.group_care(tx).values()
    assert (row.group_name, row.room_name, row.lead_minutes, row.tail_minutes) == ("Herbst 3", "Sonnenzimmer", 10, 20)
    care.end_group_care(workplace, group)
    with workplace.store.read() as tx:
        assert not settings.group_care(tx)
