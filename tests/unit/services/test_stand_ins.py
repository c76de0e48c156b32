"""Taking a group over for a day: who may enter it, for which days, and where it shows."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.factories import a_group
from tests.unit.services.house import House, a_house, somebody
from werkakademie.errors import InvalidFieldsError, NotAllowedError
from werkakademie.records.enums import Role
from werkakademie.records.ids import GroupId
from werkakademie.services import stand_ins, today

MONDAY = date(2026, 11, 23)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with a_house(tmp_path) as opened:
        yield opened


@pytest.fixture
def bens(house: House) -> GroupId:
    return a_group(house.lead, "Bens Gruppe", coaches=[house.ben.account_id])


def of_group(house: House, group: GroupId) -> list[tuple[str, date, str]]:
    return [(row.account_name, row.day, row.reason) for row in stand_ins.stand_ins_of(house.lead, group)]


def problem_fields(error: InvalidFieldsError) -> list[str]:
    return [problem.field for problem in error.problems]


def test_a_coach_takes_over_and_sees_it_on_the_first_page(house: House, bens: GroupId) -> None:
    stand_ins.take_over(house.anna, bens, day=MONDAY, reason="  Ben ist krank ")
    assert of_group(house, bens) == [("Anna Berg", MONDAY, "Ben ist krank")]
    assert [row.group_name for row in today.today_overview(house.anna).stand_ins] == ["Bens Gruppe"]
    assert today.today_overview(house.ben).stand_ins == ()


def test_days_to_come_stand_in_their_order_and_past_ones_are_gone(house: House, bens: GroupId) -> None:
    for days in (2, 0, 1):
        stand_ins.take_over(house.anna, bens, day=MONDAY + timedelta(days=days))
    assert [day for _who, day, _reason in of_group(house, bens)] == [MONDAY + timedelta(days=n) for n in (0, 1, 2)]
    house.clock.step(timedelta(days=2))
    assert [day for _who, day, _reason in of_group(house, bens)] == [MONDAY + timedelta(days=2)]


def test_yesterday_and_the_same_day_twice_are_refused(house: House, bens: GroupId) -> None:
    with pytest.raises(InvalidFieldsError) as past:
        stand_ins.take_over(house.anna, bens, day=MONDAY - timedelta(days=1))
    assert problem_fields(past.value) == ["day"]
    stand_ins.take_over(house.anna, bens, day=MONDAY)
    with pytest.raises(InvalidFieldsError) as twice:
        stand_ins.take_over(house.anna, bens, day=MONDAY)
    assert problem_fields(twice.value) == ["day"]


def test_a_reason_may_be_left_out_but_not_be_a_novel(house: House, bens: GroupId) -> None:
    with pytest.raises(InvalidFieldsError) as long:
        stand_ins.take_over(house.anna, bens, day=MONDAY, reason="x" * 201)
    assert problem_fields(long.value) == ["reason"]
    stand_ins.take_over(house.anna, bens, day=MONDAY, reason="x" * 200)


def test_only_a_lead_enters_it_for_somebody_else(house: House, bens: GroupId) -> None:
    with pytest.raises(NotAllowedError):
        stand_ins.take_over(house.ben, bens, day=MONDAY, account_id=house.anna.account_id)
    stand_ins.take_over(house.lead, bens, day=MONDAY, account_id=house.anna.account_id)
    assert of_group(house, bens) == [("Anna Berg", MONDAY, "")]


def test_only_a_coach_or_lead_can_stand_in(house: House, bens: GroupId) -> None:
    helper = somebody(house.lead, "Kim Aushilfe", Role.ATTENDANCE)
    with pytest.raises(InvalidFieldsError) as refused:
        stand_ins.take_over(house.lead, bens, day=MONDAY, account_id=helper.account_id)
    assert problem_fields(refused.value) == ["account_id"]


def test_it_can_be_ended_early_and_that_be_taken_back(house: House, bens: GroupId) -> None:
    taken = stand_ins.take_over(house.anna, bens, day=MONDAY).value
    with pytest.raises(NotAllowedError):
        stand_ins.end(house.ben, taken)
    stand_ins.end(house.anna, taken)
    assert of_group(house, bens) == []
    stand_ins.end(house.anna, taken, ended=False)
    assert len(of_group(house, bens)) == 1
    stand_ins.end(house.lead, taken)
    assert of_group(house, bens) == []
