"""The laws of the waiting list, for any room and any families, against the minutes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tests.laws import examples
from tests.unit.rules.childcare.reference import Block, allowed, heads_in, slow_fits, slow_line, touched
from tests.unit.rules.childcare.sample import BEGINNINGS, LENGTH, POLICIES, family, round_spans, scenes
from werkakademie.records.enums import BookingCause, BookingState
from werkakademie.rules.childcare.capacity import Policy, Presence, RoomSupply
from werkakademie.rules.childcare.requests import Request, load_of
from werkakademie.rules.childcare.slices import Span
from werkakademie.rules.childcare.waiting import settle

State = BookingState
Scene = tuple[RoomSupply, Policy, list[Request[int]], datetime, list[Presence]]
Families = Sequence[Request[int]]
HOLDING = (State.BOOKED, State.OFFERED)


def settled(scene: Scene) -> tuple[Request[int], ...]:
    supply, policy, families, now, others = scene
    return settle(supply, policy, families, now, others=others)


def by_key(families: Families) -> dict[int, Request[int]]:
    return {each.key: each for each in families}


def places(families: Families, others: Sequence[Presence]) -> list[Presence]:
    return [*others, *load_of(families)]


def blocks(load: Sequence[Presence]) -> set[Block]:
    return {block for span, _ in load for block in touched(span)}


@given(scenes(), st.integers())
def test_the_order_of_the_input_does_not_matter_and_settling_twice_changes_nothing(scene: Scene, seed: int) -> None:
    supply, policy, families, now, others = scene
    shuffled = list(families)
    Random(seed).shuffle(shuffled)
    once = settled(scene)
    assert settled((supply, policy, shuffled, now, others[::-1])) == once
    assert settle(supply, policy, once, now, others=others) == once
    # Everybody comes back once, in the fair order.
    assert sorted(each.key for each in once) == sorted(each.key for each in families)
    assert list(once) == slow_line(once)


@examples(40)
@given(scenes())
def test_nothing_is_added_where_the_policy_does_not_hold_afterwards(scene: Scene) -> None:
    supply, policy, families, _, others = scene
    before, after = places(families, others), places(settled(scene), others)
    for block in blocks(after):
        heads = heads_in(after, block)
        if not allowed(supply, policy, heads, block):
            assert heads <= heads_in(before, block)


@given(scenes())
def test_nobody_loses_a_place_that_was_not_moved(scene: Scene) -> None:
    _, _, families, now, _ = scene
    after = by_key(settled(scene))
    for each in families:
        found = after[each.key]
        if each.present is not None:
            if each.state not in (None, State.OFFERED):
                assert found == each
            continue
        stays = each.state is State.BOOKED and (not each.moved or each.wanted.ends <= now)
        if stays or each.state in (State.RELEASED, State.FREED, State.FALLEN_THROUGH):
            assert found == each


@given(scenes())
def test_who_is_overtaken_did_not_fit_and_knows_why(scene: Scene) -> None:
    supply, policy, families, now, others = scene
    before, after = by_key(families), settled(scene)
    load = places(after, others)
    for index, waiting in enumerate(after):
        if waiting.state is not State.WAITING or waiting.present is not None or waiting.wanted.starts <= now:
            continue
        assert not slow_fits(supply, policy, load, waiting.children, waiting.wanted)
        overtaken = any(touched(waiting.wanted) & gained(before[behind.key], behind) for behind in after[index + 1 :])
        if overtaken:
            assert waiting.passed_over is not None
            assert waiting.passed_over.needed > waiting.passed_over.there >= 0
        else:
            assert waiting.passed_over == before[waiting.key].passed_over


def gained(before: Request[int], after: Request[int]) -> set[Block]:
    """The blocks in which the family took up room that was not its own; a lapsed offer is nobody's own."""
    if after.state not in HOLDING or after.counted is None:
        return set()
    lapsed = before.asked_again_at != after.asked_again_at
    had = before.counted if not lapsed else None
    return set(touched(after.counted)) - (touched(had) if had is not None else set())


@given(scenes())
def test_deadlines(scene: Scene) -> None:
    _, policy, families, now, _ = scene
    after = by_key(settled(scene))
    for each in families:
        found = after[each.key]
        if found.state is State.OFFERED:
            assert found.held is not None
            assert found.offer_until is not None
            assert now < found.offer_until <= found.wanted.starts
            # A deadline that was given stays, whatever the policy says by now.
            latest = each.offer_until or now + timedelta(hours=policy.offer_hours)
            if found.asked_again_at == each.asked_again_at:
                assert found.offer_until == min(latest, found.wanted.starts)
        else:
            assert found.offer_until is None
        if each.state is State.OFFERED and each.offer_until is not None and each.present is None:
            deadline = min(each.offer_until, each.wanted.starts)
            lapsed = deadline <= now
            assert found.asked_again_at == (deadline if lapsed else each.asked_again_at)
            assert not lapsed or found.cause is BookingCause.OFFER_LAPSED


@given(scenes())
def test_without_moved_places_the_line_is_walked_once(scene: Scene) -> None:
    supply, policy, families, now, others = scene
    families = [replace(each, held=each.wanted) if each.state in HOLDING else each for each in families]
    after = by_key(settle(supply, policy, families, now, others=others))
    assert {key: (each.state, each.held) for key, each in after.items()} == slow_walk(
        supply, policy, families, now, others
    )


def slow_walk(
    supply: RoomSupply, policy: Policy, families: Families, now: datetime, others: Sequence[Presence]
) -> dict[int, tuple[BookingState | None, Span | None]]:
    """State and place of each family, found by going through the line."""
    line: list[Request[int]] = []
    for each in families:
        if each.state is State.OFFERED and each.present is not None:
            line.append(replace(each, state=State.BOOKED))
        elif each.state is State.OFFERED and min(each.offer_until or now, each.wanted.starts) <= now:
            assert each.offer_until is not None
            deadline = min(each.offer_until, each.wanted.starts)
            line.append(replace(each, state=State.WAITING, held=None, asked_again_at=deadline))
        else:
            line.append(each)
    load = places(line, others)
    found: dict[int, tuple[BookingState | None, Span | None]] = {}
    for each in slow_line(line):
        found[each.key] = (each.state, each.held)
        asks = each.state is None and each.wanted.ends > now
        waits = each.state is State.WAITING and each.present is None and each.wanted.starts > now
        if not (asks or waits):
            continue
        present = each.present or each.wanted
        needed = Span(min(present.starts, each.wanted.starts), max(present.ends, each.wanted.ends))
        if slow_fits(supply, policy, load, each.children, needed):
            load += [Presence(needed, head) for head in each.children]
            found[each.key] = (State.BOOKED if asks else State.OFFERED, each.wanted)
        else:
            found[each.key] = (State.WAITING, None)
    return found


@given(scenes())
def test_where_all_moved_places_fit_together_all_are_kept(scene: Scene) -> None:
    supply, policy, families, now, others = scene
    after = by_key(settled(scene))
    moved = [
        each
        for each in families
        if each.moved
        and each.wanted.ends > now
        and (each.state is State.BOOKED or min(each.offer_until or now, each.wanted.starts) > now)
    ]
    # Everybody else who holds room at the end of the deadlines, and all moved ones where they want to be.
    rest = [each for each in families if each not in moved]
    standing = [each for each in rest if each.state is not State.OFFERED or after[each.key].state in HOLDING]
    there = [replace(each, held=each.wanted) for each in moved]
    load = places([*standing, *there], others)
    if all(allowed(supply, policy, heads_in(load, block), block) for block in blocks(load)):
        for each in moved:
            assert (after[each.key].state, after[each.key].held) == (each.state, each.wanted)


@st.composite
def stories(draw: st.DrawFn) -> tuple[RoomSupply, Policy, datetime, list[tuple[str, int, Span]]]:
    """What happens to up to six families of one day, far from it: they come, move, leave and come back."""
    beginning: datetime = draw(st.sampled_from(BEGINNINGS))
    long = Span(beginning - timedelta(hours=1), beginning + timedelta(minutes=LENGTH + 60))
    supply = RoomSupply(draw(st.integers(1, 6)), (long,), ((long,),) * draw(st.integers(1, 3)))
    act = st.sampled_from(["come", "come", "move", "leave", "release", "confirm", "wait a day"])
    acts = draw(st.lists(st.tuples(act, st.integers(1, 6), round_spans(beginning)), max_size=14))
    return supply, draw(POLICIES), beginning - timedelta(days=30), acts


def step(families: dict[int, Request[int]], what: str, key: int, wanted: Span) -> None:
    """One act of people; a family that came once keeps its place in the line whenever it comes back."""
    each = families.get(key)
    if what == "come":
        if each is None:
            families[key] = replace(family(key, size=1 + key % 3, weight=100 + 50 * (key % 2)), wanted=wanted)
        elif each.state not in (State.BOOKED, State.OFFERED, State.WAITING):
            families[key] = replace(each, state=None)
    elif each is not None and what == "move":
        families[key] = replace(each, wanted=wanted)
    elif each is not None and what in ("leave", "release"):
        gone = State.FREED if what == "leave" else State.RELEASED
        families[key] = replace(each, state=gone, held=None, offer_until=None, cause=None, passed_over=None)
    elif each is not None and what == "confirm" and each.state is State.OFFERED:
        families[key] = replace(each, state=State.BOOKED, offer_until=None, cause=None)


@examples(150)
@given(stories())
def test_whatever_happens_places_and_wishes_agree(
    story: tuple[RoomSupply, Policy, datetime, list[tuple[str, int, Span]]],
) -> None:
    supply, policy, now, acts = story
    families: dict[int, Request[int]] = {}
    for what, key, wanted in acts:
        now += timedelta(days=1) if what == "wait a day" else timedelta(minutes=1)
        step(families, what, key, wanted)
        families = by_key(settle(supply, policy, list(families.values()), now))
        check(supply, policy, families)
    # From scratch as many sit in the room as the policy allows, too: nobody who waits would fit in either way.
    fresh = [replace(each, state=None, held=None) if each.state in ASKING else each for each in families.values()]
    check(supply, policy, by_key(settle(supply, policy, fresh, now)))


ASKING = (State.BOOKED, State.OFFERED, State.WAITING)


def check(supply: RoomSupply, policy: Policy, families: dict[int, Request[int]]) -> None:
    """Never over the policy; nobody waits who fits; each place is where the family wants it."""
    load = list(load_of(families.values()))
    for block in blocks(load):
        assert allowed(supply, policy, heads_in(load, block), block)
    for each in families.values():
        assert each.state is not None
        assert each.held == (each.wanted if each.state in HOLDING else None)
        if each.state is State.WAITING:
            assert not slow_fits(supply, policy, load, each.children, each.wanted)


@given(stories())
def test_where_there_is_room_for_all_the_story_leaves_no_trace(
    story: tuple[RoomSupply, Policy, datetime, list[tuple[str, int, Span]]],
) -> None:
    small, _, now, acts = story
    supply, policy = RoomSupply(100, small.open_spans, small.carer_spans[:1]), Policy(100, 1)
    families: dict[int, Request[int]] = {}
    for what, key, wanted in acts:
        step(families, what, key, wanted)
        families = by_key(settle(supply, policy, list(families.values()), now))
    fresh = [replace(each, state=None, held=None) if each.state in ASKING else each for each in families.values()]
    assert by_key(settle(supply, policy, fresh, now)) == families
