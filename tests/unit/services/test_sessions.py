"""Sessions are proposed without holidays, added, moved and cancelled."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from tests.factories import a_group, a_session, an_enrolment, make_workplace
from werkakademie.errors import InvalidFieldsError
from werkakademie.models import CoachingSession
from werkakademie.records.changes import Noun
from werkakademie.records.enums import AttendanceMark, Land, SessionKind
from werkakademie.records.groups import SlotDraft
from werkakademie.services import attendance, groups, sessions
from werkakademie.services.public_holidays import public_holidays
from werkakademie.services.workplace import Workplace

THURSDAY = SlotDraft(3, time(9), time(12))


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path)
    yield opened
    opened.store.close()


def test_the_slots_propose_a_session_in_each_week_of_the_period(workplace: Workplace) -> None:
    group_id = a_group(workplace, starts_on=date(2026, 11, 2), ends_on=date(2026, 11, 30))
    found = sessions.propose_sessions(workplace, group_id)
    assert [proposal.held_on.day for proposal in found.proposals] == [2, 9, 16, 23, 30]
    assert (found.first, found.last, found.existing) == (date(2026, 11, 2), date(2026, 11, 30), 0)


@pytest.mark.parametrize(
    ("land", "proposed", "named"),
    [(Land.NI, [28, 4, 11], []), (Land.NW, [28, 11], [(date(2026, 6, 4), "Fronleichnam")])],
)
def test_a_public_holiday_of_the_land_is_named_instead_of_proposed(
    tmp_path: Path, land: Land, proposed: list[int], named: list[tuple[date, str]]
) -> None:
    workplace = make_workplace(tmp_path, land=land)
    with workplace.store:
        group_id = a_group(workplace, slots=[THURSDAY], starts_on=date(2026, 5, 28), ends_on=date(2026, 6, 11))
        found = sessions.propose_sessions(workplace, group_id)
    assert [proposal.held_on.day for proposal in found.proposals] == proposed
    assert [(notice.held_on, notice.name) for notice in found.holidays] == named


def test_reformation_day_is_free_in_lower_saxony_and_not_in_bavaria() -> None:
    span = (date(2026, 10, 26), date(2026, 11, 1))
    assert public_holidays(Land.NI, *span) == {date(2026, 10, 31): "Reformationstag"}
    assert public_holidays(Land.BY, *span) == {date(2026, 11, 1): "Allerheiligen"}


def test_taking_over_keeps_the_clock_of_the_room_in_summer_and_winter(workplace: Workplace) -> None:
    group_id = a_group(workplace, starts_on=date(2026, 10, 19), ends_on=date(2026, 10, 26))
    found = sessions.propose_sessions(workplace, group_id)
    done = sessions.take_over(workplace, group_id, proposals=found.proposals)
    rows = sessions.sessions_of(workplace, group_id)
    assert [(row.held_on.day, row.starts_at.time(), row.ends_at.time()) for row in rows] == [
        (19, time(9), time(12)),
        (26, time(9), time(12)),
    ]
    with workplace.store.read() as tx:
        stored = [tx.get(CoachingSession, session_id).starts_at for session_id in done.value]
    assert stored == [datetime(2026, 10, 19, 7, tzinfo=UTC), datetime(2026, 10, 26, 8, tzinfo=UTC)]
    assert done.changes.nouns == {Noun.COACHING_SESSION}
    assert {row.room for row in rows} == {"Raum 3"}


def test_proposing_again_proposes_only_what_is_missing(workplace: Workplace) -> None:
    group_id = a_group(workplace, starts_on=date(2026, 11, 2), ends_on=date(2026, 11, 30))
    first = sessions.propose_sessions(workplace, group_id)
    sessions.take_over(workplace, group_id, proposals=first.proposals[:3])
    again = sessions.propose_sessions(workplace, group_id)
    assert [proposal.held_on.day for proposal in again.proposals] == [23, 30]
    assert again.existing == 3
    assert sessions.take_over(workplace, group_id, proposals=first.proposals).value != ()
    assert [row.held_on.day for row in sessions.sessions_of(workplace, group_id)] == [2, 9, 16, 23, 30]


def test_a_moved_or_cancelled_session_is_not_proposed_again(workplace: Workplace) -> None:
    group_id = a_group(workplace, starts_on=date(2026, 11, 23), ends_on=date(2026, 11, 30))
    found = sessions.propose_sessions(workplace, group_id)
    monday, next_monday = sessions.take_over(workplace, group_id, proposals=found.proposals).value
    fields = {"held_on": date(2026, 11, 25), "starts": time(13), "ends": time(16), "room": "Raum 1"}
    sessions.move_session(workplace, monday, fields=fields)
    sessions.cancel_session(workplace, next_monday, reason="Coach erkrankt")
    assert sessions.propose_sessions(workplace, group_id).proposals == ()
    moved, cancelled = sessions.sessions_of(workplace, group_id)
    assert (moved.held_on.day, moved.starts_at.time(), moved.room) == (25, time(13), "Raum 1")
    assert (cancelled.cancelled, cancelled.cancelled_because) == (True, "Coach erkrankt")
    sessions.revive_session(workplace, next_monday)
    assert not sessions.sessions_of(workplace, group_id)[1].cancelled


def test_a_removed_session_is_proposed_again(workplace: Workplace) -> None:
    group_id = a_group(workplace, starts_on=date(2026, 11, 30), ends_on=date(2026, 11, 30))
    found = sessions.propose_sessions(workplace, group_id)
    made = sessions.take_over(workplace, group_id, proposals=found.proposals).value
    sessions.remove_sessions(workplace, made)
    assert sessions.sessions_of(workplace, group_id) == ()
    assert len(sessions.propose_sessions(workplace, group_id).proposals) == 1
    sessions.remove_sessions(workplace, made, removed=False)
    assert len(sessions.sessions_of(workplace, group_id)) == 1


def test_a_chosen_span_proposes_only_its_days(workplace: Workplace) -> None:
    group_id = a_group(workplace)
    found = sessions.propose_sessions(workplace, group_id, first=date(2026, 11, 10), last=date(2026, 11, 23))
    assert [proposal.held_on.day for proposal in found.proposals] == [16, 23]
    with pytest.raises(InvalidFieldsError) as refused:
        sessions.propose_sessions(workplace, group_id, first=date(2026, 11, 10), last=date(2026, 11, 9))
    assert [problem.field for problem in refused.value.problems] == ["last"]


def test_a_group_without_an_end_is_planned_for_a_quarter(workplace: Workplace) -> None:
    group_id = a_group(workplace, ends_on=None)
    assert sessions.propose_sessions(workplace, group_id).last == date(2027, 2, 22)


def test_a_session_can_be_for_one_person(workplace: Workplace) -> None:
    group_id = a_group(workplace)
    olena = an_enrolment(workplace, group_id)
    an_enrolment(workplace, group_id)
    a_session(workplace, group_id, enrolment_id=olena)
    (row,) = sessions.sessions_of(workplace, group_id)
    assert (row.kind, row.enrolment_id, row.due) == (SessionKind.SINGLE, olena, 1)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"ends": time(9)}, "ends"),
        ({"held_on": None}, "held_on"),
        ({"starts": "halb neun"}, "starts"),
        ({"room": "x" * 121}, "room"),
    ],
)
def test_a_session_that_cannot_be_is_refused_at_its_field(
    workplace: Workplace, fields: dict[str, object], field: str
) -> None:
    group_id = a_group(workplace)
    values = {"held_on": date(2026, 11, 24), "starts": time(9), "ends": time(12), "room": "", **fields}
    with pytest.raises(InvalidFieldsError) as refused:
        sessions.add_session(workplace, group_id, fields=values)
    assert [problem.field for problem in refused.value.problems] == [field]


def test_a_cancellation_needs_a_reason(workplace: Workplace) -> None:
    session_id = a_session(workplace, a_group(workplace))
    with pytest.raises(InvalidFieldsError):
        sessions.cancel_session(workplace, session_id, reason="  ")


def test_a_session_that_somebody_attended_is_neither_removed_nor_moved_into_the_future(workplace: Workplace) -> None:
    group_id = a_group(workplace)
    person = an_enrolment(workplace, group_id)
    session_id = a_session(workplace, group_id)
    attendance.give_mark(workplace, session_id, person, mark=AttendanceMark.PRESENT)
    with pytest.raises(InvalidFieldsError):
        sessions.remove_sessions(workplace, [session_id])
    fields = {"held_on": date(2026, 11, 30), "starts": time(9), "ends": time(12)}
    with pytest.raises(InvalidFieldsError):
        sessions.move_session(workplace, session_id, fields=fields)


def test_the_sessions_of_a_day_say_how_much_is_recorded(workplace: Workplace) -> None:
    first = a_group(workplace, "Herbst 3")
    second = a_group(workplace, "Herbst 4")
    present = an_enrolment(workplace, first)
    an_enrolment(workplace, first)
    early = a_session(workplace, first, starts=time(8))
    a_session(workplace, second, starts=time(13), ends=time(15))
    a_session(workplace, second, date(2026, 11, 24))
    attendance.give_mark(workplace, early, present, mark=AttendanceMark.PRESENT)
    rows = sessions.sessions_on(workplace, date(2026, 11, 23))
    assert [(row.group_name, row.due, row.recorded, row.begun) for row in rows] == [
        ("Herbst 3", 2, 1, True),
        ("Herbst 4", 0, 0, False),
    ]


def test_a_removed_group_has_no_sessions_today(workplace: Workplace) -> None:
    group_id = a_group(workplace)
    a_session(workplace, group_id)
    groups.remove_group(workplace, group_id)
    assert sessions.sessions_on(workplace, date(2026, 11, 23)) == ()
