"""Spans in slices of five minutes: children widen, carers narrow, and summer time changes nothing."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.rules.childcare.reference import minute_of, touched, whole
from tests.unit.rules.childcare.sample import BEGINNINGS, any_span, at, span
from werkakademie.rules.childcare.slices import Span, merged, moment_at, narrowed, runs_of, slice_at, widened

SPRING, AUTUMN = date(2026, 3, 28), date(2026, 10, 24)


def counted(times: str) -> tuple[int, int]:
    return len(widened(span(times))), sum(map(len, narrowed([span(times)])))


def test_a_child_widens_and_a_carer_narrows() -> None:
    assert counted("09:00-09:10") == (2, 2)
    assert counted("09:02-09:08") == (2, 0)
    assert counted("09:02-09:12") == (3, 1)
    assert counted("09:00-09:01") == (1, 0)
    assert counted("09:04-09:06") == (2, 0)


def test_a_slice_begins_with_its_first_moment() -> None:
    assert slice_at(at("09:04")) == slice_at(at("09:00")) == slice_at(at("09:05")) - 1
    assert moment_at(slice_at(at("09:04"))) == at("09:00")
    assert moment_at(0) == datetime(1970, 1, 1, tzinfo=UTC)


def test_seconds_count() -> None:
    late = Span(at("09:00") + timedelta(seconds=1), at("09:10") + timedelta(seconds=1))
    assert (len(widened(late)), [len(run) for run in narrowed([late])]) == (3, [1])


def test_an_end_that_is_not_later_is_no_time() -> None:
    for nothing in (Span(at("09:02"), at("09:02")), Span(at("09:02"), at("08:00"))):
        assert not widened(nothing)
        assert not narrowed([nothing])
        assert not merged([nothing])


def test_two_times_of_one_carer_that_touch_cover_the_slice_between() -> None:
    assert sum(map(len, narrowed([span("09:00-09:32"), span("09:32-10:00")]))) == 12
    assert sum(map(len, narrowed([span("09:00-09:32"), span("09:33-10:00")]))) == 11
    assert sum(map(len, narrowed([span("09:00-09:40"), span("09:20-10:00")]))) == 12


@pytest.mark.parametrize(("day", "hours"), [(SPRING, 7), (AUTUMN, 9), (date(2026, 11, 23), 8)])
def test_the_night_of_summer_time_is_shorter_and_that_of_winter_time_longer(day: date, hours: int) -> None:
    night = span("22:00-06:00", day)
    assert len(widened(night)) == hours * 12
    assert [len(run) for run in narrowed([night])] == [hours * 12]


def test_neighbouring_slices_become_spans() -> None:
    first = slice_at(at("09:00"))
    assert runs_of([first + 4, first, first + 1]) == (
        Span(at("09:00"), at("09:10")),
        Span(at("09:20"), at("09:25")),
    )


@given(st.sampled_from(BEGINNINGS).flatmap(lambda beginning: st.lists(any_span(beginning), min_size=1, max_size=4)))
def test_as_minute_by_minute(found: list[Span]) -> None:
    for each in found:
        assert {minute_of(moment_at(number)) for number in widened(each)} == touched(each)
    given_whole = [minute_of(moment_at(number)) for run in narrowed(found) for number in run]
    assert given_whole == sorted(whole(tuple(found)))
