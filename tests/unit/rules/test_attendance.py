"""Rates, weeks met and the alarm; each person is a row of marks, one session a day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werkakademie.records.attendance_sheets import STORED_MARKS, Ratio
from werkakademie.records.enums import AttendanceMark
from werkakademie.rules.attendance import (
    PRESENT,
    REPORTED,
    AttendanceRules,
    MarkedSession,
    attendance_figures,
    filled_with_present,
    may_be_given,
    together,
    unexcused_in_a_row,
)

Mark = AttendanceMark
MONDAY = date(2026, 11, 2)
#: Behind every session of these tests.
LATER = datetime(2027, 12, 31, 12)
RULES = AttendanceRules()


def session(letter: str, day: date, hour: int = 9, reported_at: datetime | None = None) -> MarkedSession:
    return MarkedSession(day, datetime.combine(day, time(hour)), Mark(letter), reported_at)


def daily(letters: str, first: date = MONDAY) -> list[MarkedSession]:
    """One session a day, from a Monday on."""
    return [session(letter, first + timedelta(days=number)) for number, letter in enumerate(letters)]


def ratio(text: str) -> Ratio:
    numerator, denominator = text.split("/")
    return Ratio(int(numerator), int(denominator))


@pytest.mark.parametrize(
    ("marks", "due", "recorded", "present", "rate", "commitment"),
    [
        ("AAAA", 4, 4, 4, "4/4", "4/4"),
        ("AOVF", 4, 4, 4, "4/4", "4/4"),  # online, late and left early are present
        ("AAAU", 4, 4, 3, "3/4", "3/4"),
        ("AAAE", 4, 4, 3, "3/4", "4/4"),  # excused: was not there, but kept the agreement
        ("KMBE", 4, 4, 0, "0/4", "4/4"),
        ("AATT", 4, 4, 2, "2/2", "4/4"),  # a job interview counts neither for nor against
        ("AACU", 4, 4, 2, "2/3", "3/4"),
        ("TC", 2, 2, 0, "0/0", "2/2"),
        ("AAXX", 2, 2, 2, "2/2", "2/2"),  # what was cancelled was not due
        ("AA––", 2, 2, 2, "2/2", "2/2"),
        ("AA??", 4, 2, 2, "2/2", "2/2"),  # due, but nobody wrote it down yet
        ("????", 4, 0, 0, "0/0", "0/0"),
        ("", 0, 0, 0, "0/0", "0/0"),
    ],
)
def test_rates(marks: str, due: int, recorded: int, present: int, rate: str, commitment: str) -> None:
    figures = attendance_figures(daily(marks), LATER, RULES)
    assert (figures.due, figures.recorded, figures.present) == (due, recorded, present)
    assert (figures.rate, figures.commitment) == (ratio(rate), ratio(commitment))


def test_excused_and_unexcused_are_counted_apart() -> None:
    figures = attendance_figures(daily("AEKMTBCUU?X–"), LATER, RULES)
    assert (figures.excused, figures.unexcused) == (6, 2)


@pytest.mark.parametrize(
    ("reported", "commitment"),
    [
        (None, "1/1"),  # a missing time counts as in time
        ("2026-11-01 18:00", "1/1"),
        ("2026-11-02 08:59", "1/1"),
        ("2026-11-02 09:00", "0/1"),  # not before the start any more
        ("2026-11-02 11:00", "0/1"),
    ],
)
def test_only_what_was_reported_before_the_start_keeps_the_commitment(reported: str | None, commitment: str) -> None:
    moment = datetime.fromisoformat(reported) if reported else None
    figures = attendance_figures([session("E", MONDAY, reported_at=moment)], LATER, RULES)
    assert figures.commitment == ratio(commitment)
    assert figures.excused == 1


def test_a_site_chooses_what_is_neutral_but_presence_never_is() -> None:
    strict = AttendanceRules(neutral=frozenset())
    kind = AttendanceRules(neutral=frozenset({Mark.SICK, Mark.PRESENT}))
    assert attendance_figures(daily("AATK"), LATER, strict).rate == Ratio(2, 4)
    assert attendance_figures(daily("AATK"), LATER, kind).rate == Ratio(2, 3)


def test_a_session_that_has_not_begun_is_still_possible_and_nothing_else() -> None:
    wednesday_nine = datetime(2026, 11, 4, 9)
    figures = attendance_figures(daily("AA??EX–"), wednesday_nine, RULES)
    assert (figures.due, figures.recorded, figures.rate) == (3, 2, Ratio(2, 2))
    assert figures.still_possible == 3  # Thursday, Friday, and Sunday unbooked; Saturday is cancelled


@pytest.mark.parametrize(
    ("slots_per_week", "weeks", "met"),
    [
        # A week is Monday to Sunday; the n of m slots that a person chose each week.
        (2, ["AA", "AA"], "2/2"),
        (2, ["AA", "AU"], "1/2"),
        (2, ["AAA", "A"], "2/2"),  # only one session was held in the second week
        (2, ["AX", "AU"], "1/2"),
        (2, ["XX", "AA"], "1/1"),  # nothing was held: the week asks for nothing
        (2, ["AA––––", "A–––––"], "1/2"),
        (2, ["AT", "AE"], "0/2"),
        (2, ["A?", "AA"], "1/2"),
        (None, ["AAA", "AAU"], "1/2"),  # everything that was booked
        (None, ["A–", "––"], "1/1"),
        (None, [], "0/0"),
    ],
)
def test_weeks_met(slots_per_week: int | None, weeks: list[str], met: str) -> None:
    sessions = [each for week, marks in enumerate(weeks) for each in daily(marks, MONDAY + timedelta(weeks=week))]
    rules = AttendanceRules(slots_per_week=slots_per_week)
    assert attendance_figures(sessions, LATER, rules).weeks_met == ratio(met)


def test_the_days_between_the_years_are_one_week() -> None:
    new_years_eve = date(2026, 12, 31)
    sessions = [session("A", new_years_eve), session("A", new_years_eve + timedelta(days=1))]
    assert attendance_figures(sessions, LATER, AttendanceRules(slots_per_week=2)).weeks_met == Ratio(1, 1)


def test_appointments_in_all() -> None:
    rules = AttendanceRules(appointments_total=10)
    figures = attendance_figures(daily("AAUA???"), datetime(2026, 11, 5, 12), rules)
    assert (figures.appointments, figures.still_possible) == (Ratio(3, 10), 3)
    assert attendance_figures(daily("A"), LATER, RULES).appointments is None


@pytest.mark.parametrize(
    ("marks", "in_a_row", "alarm"),
    [
        ("", 0, False),
        ("U", 1, False),
        ("UU", 2, True),
        ("UUU", 3, True),
        ("UXU", 2, True),  # a cancelled session says nothing about the person
        ("U–U", 2, True),
        ("U?U", 2, True),
        ("UEU", 1, False),
        ("UTU", 1, False),
        ("UUA", 0, False),
        ("UUE", 0, False),
        ("AUU??", 2, True),
    ],
)
def test_alarm(marks: str, in_a_row: int, alarm: bool) -> None:
    assert unexcused_in_a_row(daily(marks)) == in_a_row
    assert attendance_figures(daily(marks), LATER, RULES).alarm is alarm


def test_a_site_may_ask_later() -> None:
    patient = AttendanceRules(alarm_after=3)
    assert not attendance_figures(daily("UU"), LATER, patient).alarm
    assert attendance_figures(daily("UUU"), LATER, patient).alarm


def test_a_planned_absence_does_not_end_the_row_before_its_day() -> None:
    assert attendance_figures(daily("UUE"), datetime(2026, 11, 3, 12), RULES).alarm
    assert not attendance_figures(daily("UUE"), datetime(2026, 11, 4, 9), RULES).alarm


def test_before_the_start_only_an_absence_may_be_noted() -> None:
    starts_at = datetime(2026, 11, 2, 9)
    before, after = starts_at - timedelta(minutes=1), starts_at
    allowed = {mark for mark in STORED_MARKS if may_be_given(mark, starts_at=starts_at, now=before)}
    assert "".join(sorted(mark.value for mark in allowed)) == "BCEKMT"
    assert all(may_be_given(mark, starts_at=starts_at, now=after) for mark in STORED_MARKS)


def test_all_present_fills_only_what_is_not_recorded() -> None:
    marks = {"Olena": Mark.NOT_RECORDED, "Yusuf": Mark.EXCUSED, "Zoé": Mark.NOT_BOOKED, "Ida": Mark.NOT_RECORDED}
    assert filled_with_present(marks) == {"Olena": Mark.PRESENT, "Ida": Mark.PRESENT}


def test_people_together_add_numerators_and_denominators() -> None:
    olena = attendance_figures(daily("AAAA"), LATER, RULES)
    yusuf = attendance_figures(daily("UU"), LATER, RULES)
    both = together([olena, yusuf])
    assert both.rate == Ratio(4, 6)  # not the mean of 100 % and 0 %
    assert both.weeks_met == Ratio(1, 2)
    assert both.alarm
    assert both.appointments is None
    assert together([]).rate == Ratio(0, 0)


def test_only_those_with_appointments_count_for_them() -> None:
    with_ten = attendance_figures(daily("AAA"), LATER, AttendanceRules(appointments_total=10))
    without = attendance_figures(daily("AAAA"), LATER, RULES)
    assert together([with_ten, without]).appointments == Ratio(3, 10)


LETTERS = st.text(alphabet=[mark.value for mark in Mark], max_size=20)


@given(LETTERS)
def test_rates_are_those_of_counting_letter_by_letter(letters: str) -> None:
    figures = attendance_figures(daily(letters), LATER, RULES)
    here = sum(letters.count(letter) for letter in "AOVF")
    written = sum(letters.count(letter) for letter in "AOVFEKMTBCU")
    assert figures.due == written + letters.count("?")
    assert figures.recorded == written
    assert figures.rate == Ratio(here, written - letters.count("T") - letters.count("C"))
    assert figures.commitment == Ratio(written - letters.count("U"), written)


@given(LETTERS)
def test_the_alarm_looks_at_the_end_of_the_row_without_what_says_nothing(letters: str) -> None:
    told = [letter for letter in letters if letter not in "X–?"]
    in_a_row = 0
    while told and told.pop() == "U":
        in_a_row += 1
    assert unexcused_in_a_row(daily(letters)) == in_a_row


@st.composite
def some_sessions(draw: st.DrawFn) -> list[MarkedSession]:
    """Up to twenty sessions of five weeks, at different times, some absences reported late."""
    places = draw(st.lists(st.integers(0, 35 * 3 - 1), unique=True, max_size=20))
    sessions = []
    for place in places:
        day, hour = MONDAY + timedelta(days=place // 3), 9 + 2 * (place % 3)
        starts_at = datetime.combine(day, time(hour))
        mark = draw(st.sampled_from(list(Mark)))
        reported = draw(st.sampled_from([None, timedelta(hours=-3), timedelta(0), timedelta(hours=3)]))
        at = starts_at + reported if reported is not None and mark in REPORTED else None
        sessions.append(MarkedSession(day, starts_at, mark, at))
    return sessions


SESSIONS = some_sessions()
ALL_RULES = st.builds(
    AttendanceRules,
    neutral=st.frozensets(st.sampled_from(STORED_MARKS)),
    alarm_after=st.integers(1, 4),
    slots_per_week=st.none() | st.integers(1, 6),
    appointments_total=st.none() | st.integers(1, 20),
)


@given(SESSIONS, ALL_RULES, st.integers(0, 34))
def test_a_cancelled_session_changes_nothing(sessions: list[MarkedSession], rules: AttendanceRules, day: int) -> None:
    cancelled = session("X", MONDAY + timedelta(days=day), 18)
    assert attendance_figures([*sessions, cancelled], LATER, rules) == attendance_figures(sessions, LATER, rules)


@given(SESSIONS, ALL_RULES)
def test_no_rate_is_above_one(sessions: list[MarkedSession], rules: AttendanceRules) -> None:
    figures = attendance_figures(sessions, LATER, rules)
    for rate in (figures.rate, figures.commitment, figures.weeks_met):
        assert 0 <= rate.numerator <= rate.denominator
    assert figures.present + figures.excused + figures.unexcused == figures.recorded <= figures.due


@given(SESSIONS, ALL_RULES)
def test_sessions_may_come_in_any_order(sessions: list[MarkedSession], rules: AttendanceRules) -> None:
    backwards = sorted(sessions, key=lambda each: each.starts_at, reverse=True)
    assert attendance_figures(backwards, LATER, rules) == attendance_figures(sessions, LATER, rules)


@given(SESSIONS, ALL_RULES, st.integers(0, 35))
def test_what_has_not_begun_changes_only_what_is_possible(
    sessions: list[MarkedSession], rules: AttendanceRules, days: int
) -> None:
    now = datetime.combine(MONDAY + timedelta(days=days), time(10))
    begun = [each for each in sessions if each.starts_at <= now]
    figures = attendance_figures(sessions, now, rules)
    assert replace(figures, still_possible=0) == attendance_figures(begun, now, rules)


@given(SESSIONS, ALL_RULES)
def test_a_neutral_absence_is_as_if_it_had_not_been_booked(
    sessions: list[MarkedSession], rules: AttendanceRules
) -> None:
    neutral = rules.neutral - PRESENT
    without = [replace(each, mark=Mark.NOT_BOOKED) if each.mark in neutral else each for each in sessions]
    assert attendance_figures(sessions, LATER, rules).rate == attendance_figures(without, LATER, rules).rate


@given(st.lists(SESSIONS, max_size=4), ALL_RULES)
def test_together_is_what_all_marks_come_to(people: Sequence[list[MarkedSession]], rules: AttendanceRules) -> None:
    each = [attendance_figures(sessions, LATER, rules) for sessions in people]
    pooled = attendance_figures([one for sessions in people for one in sessions], LATER, rules)
    both = together(each)
    assert (both.due, both.recorded, both.present) == (pooled.due, pooled.recorded, pooled.present)
    assert (both.excused, both.unexcused) == (pooled.excused, pooled.unexcused)
    assert (both.rate, both.commitment) == (pooled.rate, pooled.commitment)
    assert both.weeks_met.denominator == sum(one.weeks_met.denominator for one in each)
    assert both.weeks_met.numerator == sum(one.weeks_met.numerator for one in each)
    assert both.alarm == any(one.alarm for one in each)


def slow_weeks_met(sessions: Sequence[MarkedSession], slots_per_week: int) -> Ratio:
    """Walk through the weeks from Monday to Sunday."""
    met = asked = 0
    monday = MONDAY
    for _week in range(6):
        week = [each for each in sessions if monday <= each.held_on < monday + timedelta(days=7)]
        held = [each for each in week if each.mark is not Mark.CANCELLED]
        if held:
            asked += 1
            if len([each for each in held if each.mark.value in "AOVF"]) >= min(slots_per_week, len(held)):
                met += 1
        monday += timedelta(days=7)
    return Ratio(met, asked)


@given(SESSIONS, st.integers(1, 6))
def test_weeks_are_those_of_walking_through_the_calendar(sessions: list[MarkedSession], slots_per_week: int) -> None:
    rules = AttendanceRules(slots_per_week=slots_per_week)
    assert attendance_figures(sessions, LATER, rules).weeks_met == slow_weeks_met(sessions, slots_per_week)
