"""Times, families and rooms for the tests of childcare; all people are made up."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import strategies as st

from werkakademie.records.clock import utc_moment
from werkakademie.records.enums import BookingState, OverCapacity
from werkakademie.rules.childcare.capacity import Policy, Presence, RoomSupply
from werkakademie.rules.childcare.occupancy import Head
from werkakademie.rules.childcare.requests import Request
from werkakademie.rules.childcare.slices import Span

DAY = date(2026, 11, 23)
MONTHS_AGO = datetime(2026, 8, 1, tzinfo=UTC)


def at(text: str, day: date = DAY) -> datetime:
    """A time of the room's clock, as a moment."""
    return utc_moment(datetime.combine(day, time.fromisoformat(text)))


def span(text: str, day: date = DAY) -> Span:
    """„09:00-12:00“; an end before the beginning lies on the next day."""
    starts, ends = text.split("-")
    next_day = day + timedelta(days=ends <= starts)
    return Span(at(starts, day), at(ends, next_day))


def room(places: int, *carers: str, open_from: str = "07:00-18:00", day: date = DAY) -> RoomSupply:
    """A room with the times of each carer."""
    return RoomSupply(places, (span(open_from, day),), tuple((span(times, day),) for times in carers))


def children(number: int, *, weight: int = 100, first: int = 1) -> tuple[Head, ...]:
    return tuple(Head(first + each, weight) for each in range(number))


def load(number: int, times: str, *, weight: int = 100, first: int = 1000) -> list[Presence]:
    return [Presence(span(times), head) for head in children(number, weight=weight, first=first)]


def family(key: int, times: str = "09:00-12:00", *, size: int = 1, weight: int = 100) -> Request[int]:
    """A new request; who has the smaller key asked a day earlier."""
    heads = children(size, weight=weight, first=key * 10)
    return Request(key, heads, span(times), MONTHS_AGO + timedelta(days=key), tie=key)


#: In UTC: an ordinary morning, an evening before midnight, and the nights in which the clock is put forward and back.
BEGINNINGS = (
    datetime(2026, 11, 23, 8, tzinfo=UTC),
    datetime(2026, 11, 23, 22, tzinfo=UTC),
    datetime(2026, 3, 28, 23, 30, tzinfo=UTC),
    datetime(2026, 10, 24, 23, tzinfo=UTC),
)
LENGTH = 150  # minutes


@st.composite
def spans(draw: st.DrawFn, beginning: datetime) -> Span:
    """A span of some whole minutes near the beginning."""
    first = draw(st.integers(0, LENGTH - 1))
    last = draw(st.integers(first + 1, LENGTH))
    return Span(beginning + timedelta(minutes=first), beginning + timedelta(minutes=last))


@st.composite
def round_spans(draw: st.DrawFn, beginning: datetime) -> Span:
    """A span as people plan: by half hours, so that many meet."""
    first = draw(st.integers(0, LENGTH // 30 - 1))
    last = draw(st.integers(first + 1, LENGTH // 30))
    return Span(beginning + timedelta(minutes=30 * first), beginning + timedelta(minutes=30 * last))


def any_span(beginning: datetime) -> st.SearchStrategy[Span]:
    return st.one_of(round_spans(beginning), spans(beginning))


POLICIES = st.builds(
    Policy,
    most_per_carer=st.integers(1, 3),
    fewest_carers=st.integers(1, 2),
    over_capacity=st.sampled_from(OverCapacity),
    offer_hours=st.sampled_from([1, 24]),
)


@st.composite
def supplies(draw: st.DrawFn, beginning: datetime) -> RoomSupply:
    """Rooms that are often open long enough and sometimes not."""
    long = Span(beginning - timedelta(hours=1), beginning + timedelta(minutes=LENGTH + 60))
    times = st.one_of(st.just((long,)), st.lists(any_span(beginning), max_size=2).map(tuple))
    return RoomSupply(
        places=draw(st.integers(1, 6)),
        open_spans=draw(times),
        carer_spans=tuple(draw(st.lists(times, max_size=3))),
    )


WEIGHTS = st.sampled_from([100, 100, 150, 200])


@st.composite
def loads(draw: st.DrawFn, beginning: datetime) -> list[Presence]:
    """Some children, a few of them with two places."""
    weights = draw(st.lists(WEIGHTS, min_size=4, max_size=4))
    heads = [Head(900 + number, weight) for number, weight in enumerate(weights)]
    return draw(st.lists(st.builds(Presence, any_span(beginning), st.sampled_from(heads)), max_size=5))


@st.composite
def requests(draw: st.DrawFn, key: int, beginning: datetime, now: datetime) -> Request[int]:
    """A family in any state that a store may hold."""
    wanted = draw(any_span(beginning))
    state = draw(st.sampled_from([None, None, *BookingState, BookingState.BOOKED, BookingState.WAITING]))
    holds = state in (BookingState.BOOKED, BookingState.OFFERED)
    held = draw(st.one_of(st.just(wanted), any_span(beginning))) if holds else None
    weights = draw(st.lists(WEIGHTS, min_size=1, max_size=3))
    offered = state is BookingState.OFFERED
    return Request(
        key,
        tuple(Head(key * 10 + number, weight) for number, weight in enumerate(weights)),
        wanted,
        MONTHS_AGO + timedelta(days=draw(st.integers(0, 4))),
        tie=key,
        state=state,
        held=held,
        partly=holds and draw(st.booleans()),
        asked_again_at=draw(st.sampled_from([None, None, MONTHS_AGO + timedelta(days=3)])),
        offer_until=now + timedelta(minutes=draw(st.integers(-30, 90))) if offered else None,
        over_reason=draw(st.sampled_from(["", "", "Ausnahme"])) if state is BookingState.BOOKED else "",
        present=draw(st.one_of(st.none(), st.none(), any_span(beginning))),
    )


@st.composite
def scenes(draw: st.DrawFn) -> tuple[RoomSupply, Policy, list[Request[int]], datetime, list[Presence]]:
    """A room, its rules, its families and the moment."""
    beginning = draw(st.sampled_from(BEGINNINGS))
    now = beginning + timedelta(minutes=draw(st.sampled_from([-600, -600, -20, 0, 45])))
    supply, policy = draw(supplies(beginning)), draw(POLICIES)
    number = draw(st.integers(1, 7))
    asking = [draw(requests(key, beginning, now)) for key in range(1, number + 1)]
    return supply, policy, asking, now, draw(st.one_of(st.just([]), loads(beginning)))
