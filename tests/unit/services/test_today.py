"""What the first page shows on Monday, 23 November 2026, at nine."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from tests.factories import (
    a_care_room,
    a_child,
    a_group,
    a_participant,
    a_session,
    an_enrolment,
    an_exit,
    care_for_group,
    make_workplace,
)
from werkakademie.errors import NotAllowedError
from werkakademie.records.enums import AttendanceMark, NonEntryReason, Role
from werkakademie.services import attendance, enrolments, sessions, today
from werkakademie.services.workplace import Workplace

MONDAY, FRIDAY, LAST_MONDAY = date(2026, 11, 23), date(2026, 11, 20), date(2026, 11, 16)


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path)
    yield opened
    opened.store.close()


def test_a_new_site_has_nothing_to_do(workplace: Workplace) -> None:
    found = today.today_overview(workplace)
    assert found.nothing_to_do
    assert (found.day, found.people, found.groups) == (MONDAY, 0, 0)


def test_a_child_who_waits_for_a_place_is_something_to_do(workplace: Workplace) -> None:
    group, olena = a_group(workplace), a_participant(workplace)
    care_for_group(workplace, group, a_care_room(workplace))
    a_session(workplace, group, date(2026, 11, 24))
    a_child(workplace, olena)
    an_enrolment(workplace, group, olena)
    assert not today.today_overview(workplace).nothing_to_do


def test_sessions_of_the_day_stand_by_time(workplace: Workplace) -> None:
    herbst, winter = a_group(workplace, "Herbst"), a_group(workplace, "Winter")
    a_session(workplace, winter, MONDAY, time(13), time(16))
    a_session(workplace, herbst, MONDAY, time(9), time(12))
    a_session(workplace, herbst, date(2026, 11, 24))
    found = today.today_overview(workplace)
    assert [(row.group_name, row.starts_at.hour) for row in found.sessions] == [("Herbst", 9), ("Winter", 13)]
    assert not found.nothing_to_do


def test_earlier_sessions_without_marks_are_left_over(workplace: Workplace) -> None:
    group = a_group(workplace)
    person = an_enrolment(workplace, group)
    recorded = a_session(workplace, group, LAST_MONDAY)
    left_over = a_session(workplace, group, FRIDAY)
    cancelled = a_session(workplace, group, date(2026, 11, 19))
    too_long_ago = a_session(workplace, group, date(2026, 10, 1))
    attendance.give_mark(workplace, recorded, person, mark=AttendanceMark.PRESENT)
    sessions.cancel_session(workplace, cancelled, reason="Heizung ausgefallen")
    found = [row.id for row in today.today_overview(workplace).unrecorded]
    assert found == [left_over]
    assert too_long_ago not in found


def test_who_is_missing_again_and_again_is_named(workplace: Workplace) -> None:
    group = a_group(workplace)
    person = an_enrolment(workplace, group, a_participant(workplace, "Thomas", "Bergmann"))
    for day in (LAST_MONDAY, FRIDAY):
        attendance.give_mark(workplace, a_session(workplace, group, day), person, mark=AttendanceMark.UNEXCUSED)
    (missing,) = today.today_overview(workplace).missing
    assert (missing.family_name, missing.in_a_row, missing.last_on) == ("Bergmann", 2, FRIDAY)


def test_follow_ups_that_are_due_are_counted_and_the_first_are_listed(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(today, "FIRST_ROWS", 2)
    group = a_group(workplace)
    for name, day in (("A", 20), ("B", 10), ("C", 15), ("Später", 24)):
        person = a_participant(workplace, name, "Beispiel")
        enrolment = an_enrolment(workplace, group, person, allocated_on=date(2026, 7, 1), entry_on=date(2026, 7, 1))
        an_exit(workplace, enrolment, date(2026, 8, day))
    found = today.today_overview(workplace)
    assert [row.given_names for row in found.follow_ups] == ["B", "C"]
    assert found.follow_ups_due == 3


def test_an_entry_is_unclear_when_the_group_met_without_a_decision(workplace: Workplace) -> None:
    group, coming = a_group(workplace), a_group(workplace, "Kommt erst")
    a_session(workplace, group, FRIDAY)
    a_session(workplace, coming, date(2026, 11, 30))

    def allocated(
        name: str, *, to: object = group, on: date = date(2026, 11, 2), entered: date | None = None
    ) -> object:
        person = a_participant(workplace, name, "Beispiel")
        return an_enrolment(workplace, to, person, allocated_on=on, entry_on=entered)  # type: ignore[arg-type]

    allocated("Offen")
    allocated("Eingetreten", entered=date(2026, 11, 2))
    allocated("Noch kein Termin", to=coming)
    allocated("Nach dem Termin", on=date(2026, 11, 21))
    decided = allocated("Entschieden")
    enrolments.record_non_entry(
        workplace,
        decided,  # type: ignore[arg-type]
        reason=NonEntryReason.MISSING_CHILDCARE,
        decided_on=FRIDAY,
    )
    found = today.today_overview(workplace).unclear
    assert [(entry.given_names, entry.group_name) for entry in found] == [("Offen", "Herbst 3")]


def test_only_staff_sees_the_day(tmp_path: Path) -> None:
    workplace = make_workplace(tmp_path / "other", roles=[Role.CARER])
    with workplace.store, pytest.raises(NotAllowedError):
        today.today_overview(workplace)
