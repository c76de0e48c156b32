"""Reach as a law: the one question to the database against a slow count by hand."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from tests.factories import a_group, a_participant, an_enrolment
from tests.laws import examples
from tests.unit.services.house import House, a_house
from werkakademie.models import Enrolment, Group, GroupCoach, Participant, StandIn
from werkakademie.records.enums import Focus
from werkakademie.records.ids import AccountId, EnrolmentId, GroupId, ParticipantId, StandInId
from werkakademie.services import groups, reach
from werkakademie.services.reach import OutsideOwnGroupsError
from werkakademie.services.workplace import Workplace

MONDAY = date(2026, 11, 23)
GROUPS, PEOPLE = 3, 3


@dataclass
class Drawn:
    """Who coaches which group, who stands in when, and who is enrolled where; by small numbers."""

    coaches: dict[int, set[str]] = field(default_factory=dict)
    stand_ins: dict[int, set[int]] = field(default_factory=dict)
    enrolled: dict[int, set[int]] = field(default_factory=dict)


@st.composite
def situations(draw: st.DrawFn) -> Drawn:
    numbers = st.sets(st.integers(0, GROUPS - 1))
    return Drawn(
        coaches={group: draw(st.sets(st.sampled_from(["anna", "ben"]))) for group in range(GROUPS)},
        stand_ins={group: draw(st.sets(st.integers(0, 1))) for group in range(GROUPS)},
        enrolled={person: draw(numbers) for person in range(PEOPLE)},
    )


def group_reached(drawn: Drawn, group: int) -> bool:
    """By hand: Anna's own, nobody's, or where she stands in on the day with the number 0, which is today."""
    return "anna" in drawn.coaches[group] or not drawn.coaches[group] or 0 in drawn.stand_ins[group]


def person_reached(drawn: Drawn, person: int) -> bool:
    groups = drawn.enrolled[person]
    return not groups or any(group_reached(drawn, group) for group in groups)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with a_house(tmp_path) as opened:
        yield opened


def built(house: House, drawn: Drawn) -> tuple[list[GroupId], list[ParticipantId]]:
    """All in one transaction, for there are many of them."""
    accounts: dict[str, AccountId] = {"anna": house.anna.account_id, "ben": house.ben.account_id}
    with house.lead.store.write(house.lead.account_id) as tx:
        made = [GroupId(tx.new_id()) for _number in range(GROUPS)]
        people = [ParticipantId(tx.new_id()) for _number in range(PEOPLE)]
        times: dict[str, Any] = {"created_at": tx.now, "created_by": tx.actor}
        tx.add(*(Group(id=one, name="Gruppe", focus=Focus.MIXED, starts_on=MONDAY, **times) for one in made))
        tx.add(*(Participant(id=one, family_name="Person", **times) for one in people))
        tx.flush()
        for number, group in enumerate(made):
            tx.add(*(GroupCoach(group_id=group, account_id=accounts[name]) for name in drawn.coaches[number]))
            for day in (MONDAY + timedelta(days=distance) for distance in drawn.stand_ins[number]):
                place: dict[str, Any] = {"group_id": group, "account_id": accounts["anna"], "day": day}
                tx.add(StandIn(id=StandInId(tx.new_id()), **place, **times))
        for number, inside in drawn.enrolled.items():
            for group in (made[each] for each in inside):
                who: dict[str, Any] = {"group_id": group, "participant_id": people[number], "allocated_on": MONDAY}
                tx.add(Enrolment(id=EnrolmentId(tx.new_id()), **who, **times))
    return made, people


def may(who: Workplace, *, group: GroupId | None = None, person: ParticipantId | None = None) -> bool:
    with who.store.read() as tx:
        try:
            if group is not None:
                reach.require_group(who, tx, group)
            if person is not None:
                reach.require_participant(who, tx, person)
        except OutsideOwnGroupsError:
            return False
    return True


@examples(40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(situations())
def test_what_is_asked_is_what_one_would_count_by_hand(house: House, drawn: Drawn) -> None:
    made, people = built(house, drawn)
    assert [may(house.anna, group=group) for group in made] == [group_reached(drawn, n) for n in range(GROUPS)]
    assert [may(house.anna, person=one) for one in people] == [person_reached(drawn, n) for n in range(PEOPLE)]
    assert all(may(house.lead, group=group) for group in made)


def test_a_deleted_enrolment_is_none(house: House) -> None:
    group = a_group(house.lead, coaches=[house.ben.account_id])
    person = a_participant(house.lead)
    enrolment = an_enrolment(house.lead, group, person)
    assert not may(house.anna, person=person)
    with house.lead.store.write(house.lead.account_id) as tx:
        tx.get(Enrolment, enrolment).deleted = True
    assert may(house.anna, person=person)


def test_a_coach_who_was_taken_off_is_none(house: House) -> None:
    group = a_group(house.lead, coaches=[house.ben.account_id, house.anna.account_id])
    groups.change_group(house.lead, group, fields={}, coaches=[house.ben.account_id])
    assert not may(house.anna, group=group)
    groups.change_group(house.lead, group, fields={}, coaches=[])
    assert may(house.anna, group=group)
