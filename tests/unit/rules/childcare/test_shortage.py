"""Whom a shortage concerns, and how many carers are missing."""

from dataclasses import replace
from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.rules.childcare.reference import (
    allowed,
    carers_in,
    heads_in,
    minute_of,
    slow_line,
    touched,
    whole,
)
from tests.unit.rules.childcare.sample import BEGINNINGS, POLICIES, family, load, loads, room, scenes, span, supplies
from werkakademie.records.enums import BookingState
from werkakademie.rules.childcare.capacity import Policy, Presence, RoomSupply
from werkakademie.rules.childcare.requests import Request, load_of
from werkakademie.rules.childcare.shortage import Affected, MissingCarers, affected, missing_carers
from werkakademie.rules.childcare.slices import SLICE

ONE_IS_ENOUGH = Policy(fewest_carers=1)


def booked(key: int, times: str = "09:00-12:00", *, size: int = 1) -> Request[int]:
    return replace(family(key, times, size=size), state=BookingState.BOOKED, held=span(times))


def told(supply: RoomSupply, *requests: Request[int], policy: Policy = ONE_IS_ENOUGH) -> list[int]:
    return [each.key for each in affected(supply, policy, requests)]


def test_enough_carers_concern_nobody() -> None:
    assert not told(room(20, "08:00-13:00"), *(booked(key) for key in range(1, 6)))


def test_a_carer_falls_ill_and_the_last_families_are_told_until_the_rest_fits() -> None:
    ill = room(20, "08:00-13:00")
    families = [booked(1, size=2), booked(2), booked(3, size=2), booked(4), booked(5, size=2)]
    assert told(ill, *families) == [5, 4]
    assert told(ill, *families[::-1]) == [5, 4]


def test_children_who_are_there_come_last_of_all() -> None:
    ill = room(20, "08:00-13:00")
    there = replace(booked(9, size=3), present=span("08:55-12:00"))
    assert told(ill, booked(1, size=2), booked(2), there) == [2]
    assert told(ill, booked(1, size=2), booked(2), replace(there, children=there.children * 2)) == [2]
    nobody = room(20)
    assert told(nobody, booked(1), booked(2), there) == [2, 1, 9]
    assert affected(nobody, ONE_IS_ENOUGH, [there])[0].there


def test_with_too_few_carers_everybody_is_told_for_the_time_without_them() -> None:
    supply = room(20, "08:00-13:00", "10:00-13:00")
    families = [booked(1), booked(2, "10:00-12:00"), booked(3, "08:30-11:00")]
    assert affected(supply, Policy(), families) == (
        Affected(3, (span("08:30-10:00"),), False),
        Affected(1, (span("09:00-10:00"),), False),
    )


def test_who_would_not_help_is_not_told() -> None:
    ill = room(20, "08:00-13:00")
    assert told(ill, *(booked(key) for key in range(1, 7)), booked(9, "12:00-13:00")) == [6]


def test_who_waits_or_released_takes_no_room() -> None:
    ill = room(20, "08:00-13:00")
    states = [BookingState.WAITING, BookingState.RELEASED, BookingState.FREED, BookingState.FALLEN_THROUGH]
    assert not told(ill, *(replace(booked(key, size=3), state=state) for key, state in enumerate(states, 1)))
    open_offer = replace(booked(9), state=BookingState.OFFERED)
    assert told(ill, *(booked(key) for key in range(1, 6)), open_offer) == [9]


def test_what_somebody_decided_over_the_policy_is_no_shortage() -> None:
    supply = room(20, "08:00-13:00", "08:00-13:00")
    over = replace(booked(6, size=2), over_reason="Vorstellungsgespräch")
    families = [booked(1, size=5), booked(2, size=5)]
    assert not told(supply, *families, over)
    assert told(room(20, "08:00-13:00"), *families, over) == [6, 2]
    # That a single carer is alone is never meant.
    assert told(room(20, "08:00-13:00"), over, policy=Policy()) == [6]


def test_a_visitor_without_a_place_counts() -> None:
    supply = room(20, "08:00-13:00")
    families = [booked(key) for key in range(1, 6)]
    found = affected(supply, ONE_IS_ENOUGH, families, others=load(1, "09:30-10:00"))
    assert [(each.key, each.spans) for each in found] == [(5, (span("09:30-10:00"),))]


@given(scenes())
def test_telling_goes_from_the_end_until_the_rest_is_allowed(
    scene: tuple[RoomSupply, Policy, list[Request[int]], datetime, list[Presence]],
) -> None:
    supply, policy, families, _, others = scene
    found = [each.key for each in affected(supply, policy, families, others=others)]
    assert found == slow_telling(supply, policy, families, others)


def slow_telling(supply: RoomSupply, policy: Policy, families: list[Request[int]], others: list[Presence]) -> list[int]:
    """Take away the last family that stands in a bad block, and look again."""
    regular = [*others, *load_of(each for each in families if not each.over_reason)]
    staying = [each for each in slow_line(families) if each.counted is not None]

    def meant(block: int) -> bool:
        possible = block in whole(supply.open_spans) and carers_in(supply, block) >= policy.fewest_carers
        return possible and allowed(supply, policy, heads_in(regular, block), block)

    asked = {block for each in staying if each.counted for block in touched(each.counted) if not meant(block)}
    found: list[int] = []
    while True:
        there = [*others, *load_of(staying)]
        bad = {block for block in asked if not allowed(supply, policy, heads_in(there, block), block)}
        concerned = [each for each in staying if each.counted and bad & touched(each.counted)]
        if not concerned:
            return found
        last = max(concerned, key=lambda each: (each.present is None, staying.index(each)))
        staying.remove(last)
        found.append(last.key)


def test_how_many_carers_are_missing() -> None:
    supply = room(20, "08:00-13:00", "10:00-13:00")
    there = [*load(3, "09:00-12:00"), *load(8, "11:00-12:30", first=2000)]
    assert missing_carers(supply, Policy(), there) == (
        MissingCarers(span("09:00-10:00"), 1),  # two are the fewest
        MissingCarers(span("11:00-12:00"), 1),  # eleven children need three
    )
    assert missing_carers(room(20), Policy(), load(1, "09:02-09:08")) == (MissingCarers(span("09:00-09:10"), 2),)
    assert not missing_carers(room(20), Policy(), [])
    # A room that is too small or closed lacks no carers.
    assert not missing_carers(
        room(2, "08:00-13:00", "08:00-13:00", open_from="10:00-11:00"), Policy(), load(9, "09:00-12:00")
    )


@st.composite
def rooms_with_children(draw: st.DrawFn) -> tuple[RoomSupply, Policy, list[Presence]]:
    beginning: datetime = draw(st.sampled_from(BEGINNINGS))
    return draw(supplies(beginning)), draw(POLICIES), draw(loads(beginning))


@given(rooms_with_children())
def test_the_missing_carers_are_just_enough(scene: tuple[RoomSupply, Policy, list[Presence]]) -> None:
    supply, policy, there = scene
    runs = missing_carers(supply, policy, there)
    assert list(runs) == sorted(runs, key=lambda each: each.span)
    found = {
        minute_of(run.span.starts + SLICE * index): run.missing
        for run in runs
        for index in range((run.span.ends - run.span.starts) // SLICE)
    }
    for block in {block for each, _ in there for block in touched(each)}:
        heads = heads_in(there, block)
        carers = carers_in(supply, block)
        while (
            carers < policy.fewest_carers or sum(each.weight for each in heads) > carers * policy.most_per_carer * 100
        ):
            carers += 1
        assert found.pop(block, 0) == carers - carers_in(supply, block)
    assert not found
