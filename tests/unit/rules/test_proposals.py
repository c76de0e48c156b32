"""The sessions that weekly slots ask for."""

from datetime import date, time, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from werkakademie.records.groups import SlotRecord
from werkakademie.records.ids import TimeSlotId
from werkakademie.rules.proposals import proposals_of

MONDAY = SlotRecord(TimeSlotId(UUID(int=1)), 0, time(9), time(12))
MONDAY_LATE = SlotRecord(TimeSlotId(UUID(int=2)), 0, time(13), time(16))
FRIDAY = SlotRecord(TimeSlotId(UUID(int=3)), 4, time(9), time(12))
NEW_YEAR = {date(2027, 1, 1): "Neujahr"}
FIRST, LAST = date(2026, 12, 21), date(2027, 1, 8)


def test_slots_become_sessions_without_holidays_in_the_order_of_time() -> None:
    found = proposals_of([FRIDAY, MONDAY_LATE, MONDAY], first=FIRST, last=LAST, free_days=NEW_YEAR, known=set())
    assert [(f"{each.held_on:%d.%m.}", each.starts.hour) for each in found.proposals] == [
        ("21.12.", 9),
        ("21.12.", 13),
        ("25.12.", 9),
        ("28.12.", 9),
        ("28.12.", 13),
        ("04.01.", 9),
        ("04.01.", 13),
        ("08.01.", 9),
    ]
    assert [(each.held_on, each.name) for each in found.holidays] == [(date(2027, 1, 1), "Neujahr")]
    assert found.existing == 0


def test_what_was_made_before_is_not_proposed_again() -> None:
    known = {(MONDAY.id, date(2026, 12, 21)), (FRIDAY.id, date(2027, 1, 1)), (MONDAY.id, date(2026, 11, 2))}
    found = proposals_of([MONDAY, FRIDAY], first=FIRST, last=LAST, free_days=NEW_YEAR, known=known)
    assert [each.held_on for each in found.proposals] == [
        date(2026, 12, 25),
        date(2026, 12, 28),
        date(2027, 1, 4),
        date(2027, 1, 8),
    ]
    assert found.existing == 2
    assert not found.holidays  # the session on New Year's Day is there already, by somebody's wish


def test_a_single_day_and_an_empty_span() -> None:
    def number(first: date, last: date) -> int:
        return len(proposals_of([MONDAY], first=first, last=last, free_days={}, known=set()).proposals)

    assert number(FIRST, FIRST) == 1
    assert number(FIRST + timedelta(days=1), FIRST + timedelta(days=6)) == 0
    assert number(LAST, FIRST) == 0


SLOTS = st.lists(st.sampled_from([MONDAY, MONDAY_LATE, FRIDAY]), unique=True)
DAYS = st.dates(date(2026, 12, 1), date(2027, 1, 31))
KNOWN = st.frozensets(st.tuples(st.sampled_from([MONDAY.id, MONDAY_LATE.id, FRIDAY.id]), DAYS), max_size=6)


@given(SLOTS, DAYS, DAYS, st.frozensets(DAYS, max_size=6), KNOWN)
def test_each_day_of_the_span_is_looked_at_once(
    slots: list[SlotRecord],
    first: date,
    last: date,
    free: frozenset[date],
    known: frozenset[tuple[TimeSlotId, date]],
) -> None:
    proposed, holidays, existing = set(), set(), 0
    day = first
    while day <= last:
        for slot in slots:
            if slot.weekday == day.weekday():
                if (slot.id, day) in known:
                    existing += 1
                elif day in free:
                    holidays.add((slot.id, day))
                else:
                    proposed.add((slot.id, day))
        day += timedelta(days=1)
    found = proposals_of(slots, first=first, last=last, free_days=dict.fromkeys(free, "frei"), known=known)
    assert {(each.slot_id, each.held_on) for each in found.proposals} == proposed
    assert {(each.slot_id, each.held_on) for each in found.holidays} == holidays
    assert (found.existing, len(found.proposals), len(found.holidays)) == (existing, len(proposed), len(holidays))
