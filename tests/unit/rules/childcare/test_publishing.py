"""What of the counts of childcare may leave the house: everything in the house, small numbers outside it hidden."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from tests.laws import examples
from werkakademie.records.childcare_reports import CareReportQuery, NonEntryCounts, PlaceCounts, SlotCounts
from werkakademie.records.enums import Sex
from werkakademie.records.ids import ChildcareSlotId
from werkakademie.rules.childcare.publishing import shown_report

MONDAY = date(2026, 11, 23)
INSIDE = CareReportQuery(MONDAY, MONDAY + timedelta(days=27))
OUTSIDE = CareReportQuery(MONDAY, MONDAY + timedelta(days=27), published=True)


def slots_of(*places: PlaceCounts) -> list[SlotCounts]:
    """One on each Monday and Thursday."""
    days = [MONDAY + timedelta(days=7 * (number // 2) + 3 * (number % 2)) for number in range(len(places))]
    return [
        SlotCounts(
            slot_id=ChildcareSlotId(UUID(int=number + 1)),
            held_on=day,
            starts_at=datetime(day.year, day.month, day.day, 8),
            ends_at=datetime(day.year, day.month, day.day, 11),
            room_name="Spielzimmer",
            title="Herbst 3",
            cancelled_because="",
            places=counts,
        )
        for number, (day, counts) in enumerate(zip(days, places, strict=True))
    ]


def test_in_the_house_everything_is_shown() -> None:
    report = shown_report(INSIDE, slots_of(PlaceCounts(8, 2, 1, 1, 0)), [NonEntryCounts(Sex.FEMALE, 2, 1)])
    assert not report.hides
    (slot,) = report.slots
    assert (slot.places.booked, slot.places.used, slot.places.fallen_through) == (2, 1, 1)
    assert (slot.places.use_share.numerator, slot.places.use_share.denominator) == (1, 2)
    assert [(row.total, row.not_entered, row.missing_childcare) for row in report.non_entries] == [
        (False, 2, 1),
        (True, 2, 1),
    ]


def test_a_time_with_one_child_is_hidden_with_what_would_betray_it() -> None:
    """12 and 1 make 13 in the week: with the week shown, one more of its times has to go."""
    busy = PlaceCounts(20, 12, 12, 0, 0)
    report = shown_report(OUTSIDE, slots_of(busy, PlaceCounts(20, 1, 1, 0, 0), busy, busy), [])
    assert [slot.places.booked for slot in report.slots] == [None, None, 12, 12]
    assert [week.places.booked for week in report.weeks] == [13, 24]
    assert [slot.places.offered for slot in report.slots] == [20] * 4
    assert report.slots[0].places.use_share.hidden
    assert not report.weeks[0].places.use_share.hidden


def test_two_who_stayed_away_are_hidden_though_they_stand_in_no_table() -> None:
    report = shown_report(OUTSIDE, slots_of(PlaceCounts(20, 12, 10, 0, 0), PlaceCounts(20, 15, 10, 0, 0)), [])
    first = report.slots[0].places
    assert first.booked is None or first.used is None
    assert first.use_share.hidden


def test_women_who_could_not_come_for_want_of_care() -> None:
    rows = [NonEntryCounts(Sex.FEMALE, 14, 6), NonEntryCounts(Sex.MALE, 11, 1)]
    women, men, everybody = shown_report(OUTSIDE, [], rows).non_entries
    assert (women.missing_childcare, men.missing_childcare, everybody.missing_childcare) == (None, None, 7)
    assert (women.not_entered, men.not_entered, everybody.not_entered) == (14, 11, 25)
    assert (women.share.hidden, men.share.hidden, everybody.share.hidden) == (True, True, False)


def test_a_higher_threshold_hides_more() -> None:
    slots = slots_of(PlaceCounts(20, 14, 10, 0, 0), PlaceCounts(20, 30, 25, 0, 0))
    assert not shown_report(OUTSIDE, slots, []).hides
    stricter = CareReportQuery(OUTSIDE.first, OUTSIDE.last, published=True, threshold=5)
    assert shown_report(stricter, slots, []).hides


def counts() -> st.SearchStrategy[PlaceCounts]:
    return st.tuples(st.integers(0, 12), st.integers(0, 4), st.integers(0, 3), st.integers(0, 3)).map(
        lambda one: PlaceCounts(12, one[0], max(0, one[0] - one[1]), one[2], one[3])
    )


@examples(60)
@given(st.lists(counts(), max_size=6))
def test_what_is_shown_is_true_and_nothing_small(places: Sequence[PlaceCounts]) -> None:
    slots = slots_of(*places)
    inside, outside = shown_report(INSIDE, slots, []), shown_report(OUTSIDE, slots, [])
    pairs = [
        *((one.places, other.places) for one, other in zip(inside.slots, outside.slots, strict=True)),
        *((one.places, other.places) for one, other in zip(inside.weeks, outside.weeks, strict=True)),
        (inside.all_weeks, outside.all_weeks),
    ]
    for true, shown in pairs:
        for name in ("booked", "used", "fallen_through", "without_place"):
            value = getattr(shown, name)
            assert value is None or (value == getattr(true, name) and not 0 < value < 3)
        if shown.booked is not None and shown.used is not None:
            assert not 0 < shown.booked - shown.used < 3


@examples(60)
@given(st.lists(counts(), min_size=1, max_size=6))
def test_no_single_hidden_time_is_what_the_others_leave_over(places: Sequence[PlaceCounts]) -> None:
    """The reader's first idea: a week less the times that are shown; all weeks less the weeks that are shown."""
    report = shown_report(OUTSIDE, slots_of(*places), [])
    bounds = [*range(0, len(report.slots), 2), len(report.slots)]
    for name in ("booked", "used", "fallen_through", "without_place"):
        rows = [
            ([slot.places for slot in report.slots[first:last]], week.places)
            for (first, last), week in zip(pairwise(bounds), report.weeks, strict=True)
        ]
        rows.append(([week.places for week in report.weeks], report.all_weeks))
        for parts, total in rows:
            hidden = [one for one in (*parts, total) if getattr(one, name) is None]
            assert len(hidden) != 1
