"""How many children a room can take: examples to check by hand, and any room against the minutes."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.rules.childcare.reference import slow_fits
from tests.unit.rules.childcare.sample import (
    BEGINNINGS,
    LENGTH,
    POLICIES,
    WEIGHTS,
    any_span,
    at,
    children,
    load,
    loads,
    room,
    span,
    supplies,
)
from werkakademie.records.clock import local_moment
from werkakademie.records.enums import AgeBand
from werkakademie.rules.childcare.capacity import (
    Policy,
    Presence,
    RoomSupply,
    counted_span,
    fits,
    longest_fitting,
)
from werkakademie.rules.childcare.occupancy import Head, Shortfall
from werkakademie.rules.childcare.slices import SLICE, Span, moment_at, widened

TWO = room(20, "08:00-13:00", "08:00-13:00")
MORNING = span("09:00-12:00")
FIVE_EACH = Policy()


def test_two_carers_look_after_ten_children_and_not_eleven() -> None:
    assert fits(TWO, FIVE_EACH, [], children(10), MORNING)
    assert not fits(TWO, FIVE_EACH, [], children(11), MORNING)
    assert fits(TWO, FIVE_EACH, load(9, "09:00-12:00"), children(1), MORNING)
    assert not fits(TWO, FIVE_EACH, load(10, "11:55-12:30"), children(1), MORNING)
    assert fits(TWO, FIVE_EACH, load(10, "12:00-12:30"), children(1), MORNING)


def test_a_small_room_is_full_before_its_carers_have_all_hands_full() -> None:
    small = room(6, "08:00-13:00", "08:00-13:00")
    assert fits(small, FIVE_EACH, [], children(6), MORNING)
    assert not fits(small, FIVE_EACH, [], children(7), MORNING)


def test_one_carer_alone_looks_after_nobody_where_two_are_the_fewest() -> None:
    alone = room(20, "08:00-13:00")
    assert not fits(alone, FIVE_EACH, [], children(1), MORNING)
    assert fits(alone, Policy(fewest_carers=1), [], children(5), MORNING)
    assert not fits(alone, Policy(fewest_carers=1), [], children(6), MORNING)


def test_a_child_under_two_may_weigh_as_much_as_two() -> None:
    policy = Policy(weights={AgeBand.UNDER_TWO: 200})
    baby = policy.head("Mia", date(2026, 1, 1), date(2026, 11, 23))
    big = policy.head("Ali", date(2021, 1, 1), date(2026, 11, 23))
    assert (baby, big) == (Head("Mia", 200), Head("Ali", 100))
    assert fits(TWO, policy, load(8, "09:00-12:00"), [baby], MORNING)
    assert not fits(TWO, policy, load(9, "09:00-12:00"), [baby], MORNING)
    assert fits(TWO, policy, load(9, "09:00-12:00"), [big], MORNING)


def test_a_weight_of_one_and_a_half_counts_to_the_hundredth() -> None:
    assert fits(TWO, FIVE_EACH, load(6, "09:00-12:00", weight=150), children(1), MORNING)
    assert not fits(TWO, FIVE_EACH, load(6, "09:00-12:00", weight=150), children(1, weight=101), MORNING)


def test_a_carer_counts_only_while_there_for_the_whole_slice() -> None:
    late = room(20, "08:00-13:00", "09:01-13:00")
    assert not fits(late, FIVE_EACH, [], children(1), MORNING)
    assert fits(late, FIVE_EACH, [], children(1), span("09:05-12:00"))
    assert not fits(late, FIVE_EACH, [], children(1), span("09:04-12:00"))
    early = room(20, "08:00-13:00", "08:00-11:59")
    assert not fits(early, FIVE_EACH, [], children(1), MORNING)
    assert fits(early, FIVE_EACH, [], children(1), span("09:00-11:55"))


def test_two_carers_who_take_turns_are_one_carer() -> None:
    turns = room(20, "08:00-10:00", "10:00-13:00")
    assert not fits(turns, FIVE_EACH, [], children(1), MORNING)
    assert fits(turns, Policy(fewest_carers=1), [], children(5), MORNING)
    # Neither of them is there for the whole of 10:00 to 10:05.
    gap = room(20, "08:00-10:02", "10:02-13:00")
    assert not fits(gap, Policy(fewest_carers=1), [], children(1), MORNING)
    one = RoomSupply(20, (span("07:00-18:00"),), ((span("08:00-10:02"), span("10:02-13:00")),))
    assert fits(one, Policy(fewest_carers=1), [], children(1), MORNING)


def test_nobody_comes_while_the_room_is_closed() -> None:
    short = room(20, "08:00-13:00", "08:00-13:00", open_from="09:02-12:00")
    assert not fits(short, FIVE_EACH, [], children(1), MORNING)
    assert fits(short, FIVE_EACH, [], children(1), span("09:05-12:00"))


def test_a_child_with_two_places_at_a_time_is_one_child() -> None:
    once = load(10, "09:00-10:45")
    twice = [*once, *(Presence(span("10:30-12:00"), head) for _, head in once)]
    assert fits(TWO, FIVE_EACH, once, [once[0].head], MORNING)
    assert fits(TWO, FIVE_EACH, twice[:19], [twice[19].head], span("10:30-12:00"))
    assert not fits(TWO, FIVE_EACH, twice, children(1), span("10:35-10:40"))
    nine = [each for each in twice if each.head != once[0].head]
    assert fits(TWO, FIVE_EACH, nine, children(1), span("10:35-10:40"))


def test_a_night_over_the_change_to_winter_time() -> None:
    night = date(2026, 10, 24)
    supply = room(20, "22:00-06:00", "22:00-06:00", open_from="22:00-06:00", day=night)
    assert fits(supply, FIVE_EACH, [], children(10), span("22:00-06:00", night))
    assert not fits(supply, FIVE_EACH, [], children(11), span("22:00-06:00", night))
    assert not fits(supply, FIVE_EACH, [], children(1), span("22:00-06:05", night))


def test_the_longest_part_that_fits() -> None:
    busy = [*load(10, "10:00-10:30"), *load(10, "11:50-12:00", first=2000)]
    assert longest_fitting(TWO, FIVE_EACH, busy, children(1), MORNING) == span("10:30-11:50")
    assert longest_fitting(TWO, FIVE_EACH, [], children(1), span("09:02-11:58")) == span("09:02-11:58")
    assert longest_fitting(TWO, FIVE_EACH, busy[:10], children(1), span("09:30-11:00")) == span("09:30-10:00")
    assert longest_fitting(TWO, FIVE_EACH, [], children(11), MORNING) is None


def test_a_child_counts_until_its_departure_is_recorded() -> None:
    def counts(arrived: str = "", left: str = "", now: str = "09:00", booked: Span | None = MORNING) -> Span | None:
        return counted_span(
            booked=booked, arrived=at(arrived) if arrived else None, left=at(left) if left else None, now=at(now)
        )

    assert counts() == MORNING
    assert counts(booked=None) is None
    assert counts("09:10", now="10:00") == MORNING  # its place was kept from nine on
    assert counts("08:50", now="10:00") == span("08:50-12:00")
    assert counts("09:10", now="12:20") == span("09:00-12:25")  # nobody has collected it
    assert counts("09:10", now="12:19") == span("09:00-12:20")
    assert counts("09:10", "11:00", now="11:30") == span("09:00-11:00")  # the rest of its place is free
    assert counts("09:10", "12:10", now="13:00") == span("09:00-12:10")
    assert counts("09:10", now="09:40", booked=None) == span("09:10-09:45")
    assert counts("09:10", "10:00", now="11:00", booked=None) == span("09:10-10:00")


def test_what_is_short_as_text() -> None:
    assert Shortfall(2, 1).text == "2/1"
    assert Shortfall.of("12/0") == Shortfall(12, 0)
    assert Shortfall.of("") is None


@st.composite
def questions(draw: st.DrawFn) -> tuple[RoomSupply, Policy, list[Presence], list[Head], Span]:
    beginning: datetime = draw(st.sampled_from(BEGINNINGS))
    heads = [Head(number, weight) for number, weight in enumerate(draw(st.lists(WEIGHTS, min_size=1, max_size=3)))]
    there = draw(loads(beginning))
    again = draw(st.booleans())
    if there and again:
        heads.append(there[0].head)
    return draw(supplies(beginning)), draw(POLICIES), there, heads, draw(any_span(beginning))


@given(questions())
def test_fits_as_minute_by_minute(
    question: tuple[RoomSupply, Policy, list[Presence], list[Head], Span],
) -> None:
    assert fits(*question) == slow_fits(*question)


@given(questions())
def test_the_longest_part_fits_and_no_other_is_longer(
    question: tuple[RoomSupply, Policy, list[Presence], list[Head], Span],
) -> None:
    supply, policy, there, heads, wanted = question
    found = longest_fitting(supply, policy, there, heads, wanted)
    slices = widened(wanted)
    good = {
        number: slow_fits(supply, policy, there, heads, Span(moment_at(number), moment_at(number) + SLICE))
        for number in slices
    }
    if found is None:
        assert not any(good.values())
        return
    assert wanted.starts <= found.starts < found.ends <= wanted.ends
    size = len(widened(found))
    assert all(good[number] for number in widened(found))
    for first in slices:
        longer = [good.get(number, False) for number in range(first, first + size + 1)]
        assert not all(longer)
        if first < widened(found).start:
            assert not all(longer[:size])


def test_the_sample_reaches_beyond_midnight_and_both_changes() -> None:
    found = [(local_moment(begin), local_moment(begin + timedelta(minutes=LENGTH))) for begin in BEGINNINGS]
    assert [begin.date() != end.date() for begin, end in found] == [False, True, False, False]
    hours = [(end.utcoffset() or timedelta()) - (begin.utcoffset() or timedelta()) for begin, end in found]
    assert hours == [timedelta(), timedelta(), timedelta(hours=1), timedelta(hours=-1)]
