"""The further back, the fewer backups stay; the newest always does."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws import examples
from werkakademie.rules.backup_thinning import to_delete

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)
MOMENTS = st.lists(
    st.one_of(
        st.integers(-300, 3_000).map(lambda minutes: NOW - timedelta(minutes=minutes)),
        st.integers(-5, 420).map(lambda days: NOW - timedelta(days=days)),
        st.integers(0, 420 * 24).map(lambda hours: NOW - timedelta(hours=hours)),
    ),
    max_size=40,
)
DAYS = st.sampled_from([7, 14, 30, 90, 365])


def berlin(year: int, month: int, day: int, hour: int = 12, minute: int = 0, *, fold: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=BERLIN, fold=fold).astimezone(UTC)


def kept(moments: list[datetime], now: datetime = NOW, days: int = 90) -> list[datetime]:
    gone = to_delete(moments, now=now, days=days)
    return sorted(moment for moment in set(moments) if moment not in gone)


def test_one_of_each_hour_stays_for_a_day() -> None:
    hour = [berlin(2026, 11, 23, 9, minute) for minute in (0, 20, 59)]
    assert kept([*hour, berlin(2026, 11, 23, 10)]) == [hour[-1], berlin(2026, 11, 23, 10)]


def test_one_of_each_day_stays_for_two_weeks() -> None:
    days = [berlin(2026, 11, day, hour) for day in range(9, 22) for hour in (8, 12, 17)]
    assert kept(days) == [berlin(2026, 11, day, 17) for day in range(9, 22)]


def test_one_of_each_week_stays_for_eight_weeks_then_one_of_each_month() -> None:
    first = berlin(2026, 6, 1)
    fridays = kept([first + timedelta(days=day) for day in range(175)], days=365)
    weekly = [moment.date() for moment in fridays if date(2026, 9, 29) < moment.date() < date(2026, 11, 8)]
    assert weekly == [date(2026, 10, 4) + timedelta(weeks=week) for week in range(5)]
    monthly = [moment.date() for moment in fridays if moment.date() < date(2026, 9, 28)]
    assert monthly == [date(2026, 6, 30), date(2026, 7, 31), date(2026, 8, 31), date(2026, 9, 27)]


def test_after_the_agreed_days_nothing_stays_but_the_newest() -> None:
    old = [berlin(2026, 1, day) for day in range(1, 20)]
    assert kept(old) == [old[-1]]
    assert kept([*old, berlin(2026, 11, 23)]) == [berlin(2026, 11, 23)]
    on_the_day, day_before = berlin(2026, 8, 25), berlin(2026, 8, 24)
    assert kept([on_the_day, berlin(2026, 11, 23)]) == [on_the_day, berlin(2026, 11, 23)]
    assert kept([day_before, berlin(2026, 11, 23)]) == [berlin(2026, 11, 23)]


def test_the_hour_that_the_clocks_repeat_is_two_hours() -> None:
    first, second = berlin(2026, 10, 25, 2, 30), berlin(2026, 10, 25, 2, 30, fold=1)
    assert kept([first, second], now=berlin(2026, 10, 25, 9)) == [first, second]


def test_a_day_ends_at_midnight_in_the_room_in_summer_too() -> None:
    before, after = berlin(2026, 7, 10, 23, 59), berlin(2026, 7, 11, 0, 1)
    assert before.date() == after.date() == date(2026, 7, 10)
    assert kept([before, after], now=berlin(2026, 7, 14)) == [before, after]


def test_a_clock_that_was_set_back_deletes_neither_newest() -> None:
    ahead, latest = berlin(2027, 11, 23), berlin(2026, 11, 23, 17)
    assert kept([berlin(2025, 1, 1), latest, ahead]) == [latest, ahead]


@pytest.mark.parametrize("days", [7, 90])
def test_the_only_one_stays_however_old(days: int) -> None:
    assert kept([berlin(2020, 1, 1)], days=days) == [berlin(2020, 1, 1)]
    assert kept([], days=days) == []


def span_of(moment: datetime, now: datetime) -> tuple[object, ...]:
    """The span in the words of the rule, from the room's calendar."""
    local = moment.astimezone(BERLIN)
    age = (now.astimezone(BERLIN).date() - local.date()).days
    if (now - moment).total_seconds() <= 24 * 3600:
        return "hour", local.date(), local.hour, local.utcoffset()
    if age <= 14:
        return "day", local.date()
    if age <= 8 * 7:
        monday = local.date() - timedelta(days=local.weekday())
        return "week", monday
    return "month", local.year, local.month


@examples(60)
@given(MOMENTS, DAYS)
def test_a_backup_goes_when_it_is_too_old_or_a_newer_one_has_the_same_span(moments: list[datetime], days: int) -> None:
    past = {moment for moment in moments if moment <= NOW}
    expected = set()
    for moment in past:
        too_old = (NOW.astimezone(BERLIN).date() - moment.astimezone(BERLIN).date()).days > days
        newer = [other for other in past if other > moment]
        if newer and (too_old or any(span_of(other, NOW) == span_of(moment, NOW) for other in newer)):
            expected.add(moment)
    assert to_delete(moments, now=NOW, days=days) == expected


@examples(60)
@given(MOMENTS.filter(bool), DAYS)
def test_the_newest_stays_and_a_second_time_finds_nothing_more(moments: list[datetime], days: int) -> None:
    left = kept(moments, days=days)
    assert max(moments) in left
    assert kept(left, days=days) == left


@examples(20)
@given(st.lists(st.integers(1, 40), min_size=1, max_size=60), DAYS)
def test_thinning_at_each_backup_loses_no_more_than_thinning_once(hours: list[int], days: int) -> None:
    """The latest day, and each of the days before for which there was a backup, has one at the end."""
    now, made, left = NOW, [NOW], [NOW]
    for gap in hours:
        now += timedelta(hours=gap)
        made.append(now)
        left = kept([*left, now], now=now, days=days)
    wanted = {m.astimezone(BERLIN).date() for m in made}
    recent = {day for day in wanted if (now.astimezone(BERLIN).date() - day).days <= min(14, days)}
    assert recent <= {m.astimezone(BERLIN).date() for m in left}
