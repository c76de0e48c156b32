"""The chart of a day: a morning to check by hand, and any day against the minutes."""

from datetime import date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.rules.childcare.reference import allowed, carers_in, heads_in, minute_of, slow_fits, whole
from tests.unit.rules.childcare.sample import (
    BEGINNINGS,
    POLICIES,
    any_span,
    children,
    load,
    loads,
    room,
    span,
    supplies,
)
from werkakademie.records.childcare_chart import ChartRun, Excess
from werkakademie.records.clock import local_moment
from werkakademie.rules.childcare.capacity import Policy, Presence, RoomSupply
from werkakademie.rules.childcare.chart import day_chart
from werkakademie.rules.childcare.occupancy import Head
from werkakademie.rules.childcare.slices import SLICE, Span

Row = tuple[str, bool, int, int, int, int, int]


def rows(runs: tuple[ChartRun, ...]) -> list[Row]:
    return [
        (
            f"{local_moment(run.starts):%H:%M}",
            run.open,
            run.carers,
            run.places,
            run.places_left,
            run.heads,
            run.weight,
        )
        for run in runs
    ]


def test_a_morning() -> None:
    supply = room(8, "08:30-12:00", "09:00-11:58", open_from="08:00-12:00")
    there = [*load(3, "09:15-11:00"), *load(1, "10:00-11:00", weight=200, first=1)]
    assert rows(day_chart(supply, Policy(), there, span("07:30-12:30"))) == [
        ("07:30", False, 0, 0, 0, 0, 0),
        ("08:00", True, 0, 0, 0, 0, 0),
        ("08:30", True, 1, 0, 0, 0, 0),  # one carer is too few
        ("09:00", True, 2, 8, 8, 0, 0),  # 2 x 5, and no more than 8 in the room
        ("09:15", True, 2, 8, 5, 3, 300),
        ("10:00", True, 2, 8, 4, 4, 500),
        ("11:00", True, 2, 8, 8, 0, 0),
        ("11:55", True, 1, 0, 0, 0, 0),
        ("12:00", False, 0, 0, 0, 0, 0),
    ]


@pytest.mark.parametrize(
    ("supply", "there", "excess"),
    [
        (room(20, "08:00-13:00", "08:00-13:00"), load(10, "09:00-10:00"), ()),
        (room(20, "08:00-13:00", "08:00-13:00"), load(11, "09:00-10:00"), (Excess.TOO_MUCH_WEIGHT,)),
        (room(9, "08:00-13:00", "08:00-13:00"), load(10, "09:00-10:00"), (Excess.ROOM_FULL,)),
        (room(9, "08:00-13:00"), load(5, "09:00-10:00"), (Excess.TOO_FEW_CARERS,)),
        (room(9), [], ()),
        (
            room(20, "08:00-13:00", "08:00-13:00", open_from="10:00-12:00"),
            load(1, "09:00-10:00"),
            (Excess.CLOSED,),
        ),
        (
            room(3, open_from="10:00-12:00"),
            load(4, "09:00-10:00"),
            (Excess.CLOSED, Excess.TOO_FEW_CARERS, Excess.ROOM_FULL, Excess.TOO_MUCH_WEIGHT),
        ),
    ],
)
def test_what_is_exceeded(supply: RoomSupply, there: list[Presence], excess: tuple[Excess, ...]) -> None:
    [run] = day_chart(supply, Policy(), there, span("09:00-10:00"))
    assert run.excess == excess
    assert run.places_left >= 0


def test_the_day_of_the_change_to_winter_time_has_twenty_five_hours() -> None:
    [run] = day_chart(room(8), Policy(), [], span("00:00-00:00", date(2026, 10, 25)))
    assert (run.ends - run.starts) // SLICE == 25 * 12
    [run] = day_chart(room(8), Policy(), [], span("00:00-00:00", date(2026, 3, 29)))
    assert (run.ends - run.starts) // SLICE == 23 * 12


def test_forty_children_and_eight_carers_are_few_runs() -> None:
    supply = room(40, *["07:30-13:00"] * 8)
    there = [Presence(span("08:45-12:15"), head) for head in children(40)]
    assert len(day_chart(supply, Policy(), there, span("00:00-00:00"))) == 7


@st.composite
def days(draw: st.DrawFn) -> tuple[RoomSupply, Policy, list[Presence], Span]:
    beginning: datetime = draw(st.sampled_from(BEGINNINGS))
    return draw(supplies(beginning)), draw(POLICIES), draw(loads(beginning)), draw(any_span(beginning))


@given(days())
def test_each_run_says_what_each_of_its_minutes_says(day: tuple[RoomSupply, Policy, list[Presence], Span]) -> None:
    supply, policy, there, wanted = day
    runs = day_chart(*day)
    assert runs[0].starts <= wanted.starts
    assert runs[-1].ends >= wanted.ends
    for run, following in pairwise(runs):
        assert run.ends == following.starts
        assert (run.open, run.carers, run.heads, run.weight) != (
            following.open,
            following.carers,
            following.heads,
            following.weight,
        )
    for run in runs:
        moment = run.starts
        while moment < run.ends:
            block = minute_of(moment)
            heads = heads_in(there, block)
            assert run.heads == len(heads)
            assert run.weight == sum(head.weight for head in heads)
            assert run.carers == carers_in(supply, block)
            assert run.open == (block in whole(supply.open_spans))
            assert (not run.excess) == allowed(supply, policy, heads, block)
            slice_span = Span(moment, moment + SLICE)
            assert run.places_left == most_children(supply, policy, there, slice_span)
            assert run.places == most_children(supply, policy, [], slice_span)
            moment += SLICE


def most_children(supply: RoomSupply, policy: Policy, there: list[Presence], wanted: Span) -> int:
    number = 0
    while slow_fits(supply, policy, there, [Head(("new", each), 100) for each in range(number + 1)], wanted):
        number += 1
    return number
