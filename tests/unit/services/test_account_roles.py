"""A lead changes what somebody may do; somebody stays lead."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.services.house import House, a_house, somebody
from werkakademie.errors import InvalidFieldsError
from werkakademie.models import Account
from werkakademie.records.changes import Noun
from werkakademie.records.enums import Role
from werkakademie.services import account_roles, accounts


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with a_house(tmp_path) as opened:
        yield opened


def roles_of(house: House, name: str) -> frozenset[Role]:
    return next(row.roles for row in accounts.account_rows(house.lead) if row.name == name)


def test_a_coach_only_marks_attendance_from_now_on(house: House) -> None:
    done = account_roles.change_roles(house.lead, house.anna.account_id, roles=[Role.ATTENDANCE])
    assert roles_of(house, "Anna Berg") == {Role.ATTENDANCE}
    assert done.changes.nouns == {Noun.ACCOUNT}
    account_roles.change_roles(house.lead, house.anna.account_id, roles=[Role.COACH, Role.CARER])
    assert roles_of(house, "Anna Berg") == {Role.COACH, Role.CARER}


@pytest.mark.parametrize("roles", [[], [Role.PARTICIPANT], [Role.COACH, Role.PARTICIPANT]])
def test_some_role_has_to_be_chosen_and_nobody_becomes_a_participant(roles: list[Role], house: House) -> None:
    with pytest.raises(InvalidFieldsError):
        account_roles.change_roles(house.lead, house.anna.account_id, roles=roles)
    assert roles_of(house, "Anna Berg") == {Role.COACH}


def test_the_last_lead_stays_lead(house: House) -> None:
    with pytest.raises(InvalidFieldsError) as refused:
        account_roles.change_roles(house.lead, house.lead.account_id, roles=[Role.COACH])
    assert [problem.field for problem in refused.value.problems] == ["roles"]
    account_roles.change_roles(house.lead, house.lead.account_id, roles=[Role.LEAD, Role.COACH])
    assert roles_of(house, "Petra Wagner") == {Role.LEAD, Role.COACH}


def test_of_two_leads_one_may_step_back_but_one_who_has_left_does_not_count(house: House) -> None:
    second = somebody(house.lead, "Zoe Lang", Role.LEAD)
    with house.lead.store.write(house.lead.account_id) as tx:
        tx.get(Account, second.account_id).deleted = True
    with pytest.raises(InvalidFieldsError):
        account_roles.change_roles(house.lead, house.lead.account_id, roles=[Role.COACH])
    somebody(house.lead, "Uwe Hahn", Role.LEAD)
    account_roles.change_roles(house.lead, house.lead.account_id, roles=[Role.COACH])
    assert roles_of(house, "Petra Wagner") == {Role.COACH}
