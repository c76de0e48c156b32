"""Every service function asks who may do it before it touches the store; each refusal is seen at the service."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any
from uuid import UUID

import pytest

from tests.unit.services.who_may import ASKS_FOR_NOTHING, LETTERS, WHO_MAY
from werkakademie import services
from werkakademie.errors import NotAllowedError
from werkakademie.records.enums import Role
from werkakademie.records.ids import AccountId, ParticipantId
from werkakademie.records.permissions import Permission
from werkakademie.rules.permissions import ALLOWED, reaches_all_groups
from werkakademie.services.own.place import OwnPlace
from werkakademie.services.workplace import Workplace
from werkakademie.storage.transaction import Transaction

SOMEBODY = AccountId(UUID(int=7))


class StoreTouchedError(Exception):
    """The service went on to the store: it was let in."""


class UntouchableStore:
    """A store that tells when somebody reaches for it."""

    def __getattr__(self, name: str) -> Any:
        raise StoreTouchedError(name)


class Anything:
    """Stands for each argument; whoever looks inside gets nowhere."""

    def __getattr__(self, name: str) -> Any:
        raise StoreTouchedError(name)


def workplace_of(*roles: Role) -> Workplace:
    return Workplace(UntouchableStore(), SOMEBODY, "Petra Wagner", frozenset(roles))  # type: ignore[arg-type]


def public_functions() -> Iterator[tuple[str, Callable[..., Any]]]:
    """All functions of all modules of services, except parts of another's transaction."""
    for found in pkgutil.walk_packages(services.__path__, f"{services.__name__}."):
        module = importlib.import_module(found.name)
        for name, function in vars(module).items():
            if name.startswith("_") or not inspect.isfunction(function) or function.__module__ != module.__name__:
                continue
            if all(each.annotation is not Transaction for each in inspect.signature(function).parameters.values()):
                yield f"{found.name.removeprefix(services.__name__ + '.')}.{name}", function


FUNCTIONS = dict(public_functions())


def own_place_like(workplace: Workplace) -> OwnPlace:
    """A participant's place that asks as the workplace does."""

    class Sitting(OwnPlace):
        def require(self, permission: Permission) -> None:
            workplace.require(permission)

    return Sitting(workplace.store, SOMEBODY, "Olena K.", workplace.roles, ParticipantId(UUID(int=8)), "Olena")


def call(name: str, workplace: Workplace) -> None:
    function = FUNCTIONS[name]
    first, *others = inspect.signature(function).parameters.values()
    if first.annotation is OwnPlace:
        workplace = own_place_like(workplace)
    required = [each for each in others if each.default is inspect.Parameter.empty]
    function(**{first.name: workplace}, **{each.name: Anything() for each in required})


def is_refused(name: str, workplace: Workplace) -> bool:
    try:
        call(name, workplace)
    except NotAllowedError:
        return True
    except Exception:  # noqa: BLE001 - let in, it stumbles over arguments that are nothing
        return False
    return False


def asked_permission(name: str) -> Permission | None:
    """What a service asks for, heard at its first question; None if it goes on without a question."""

    class Listening(Workplace):
        def require(self, permission: Permission) -> None:
            asked.append(permission)
            raise NotAllowedError

    asked: list[Permission] = []
    with suppress(NotAllowedError, StoreTouchedError):
        call(name, Listening(UntouchableStore(), SOMEBODY, "", frozenset()))  # type: ignore[arg-type]
    return asked[0] if asked else None


def test_every_service_function_is_listed() -> None:
    listed = {*WHO_MAY, *ASKS_FOR_NOTHING}
    assert FUNCTIONS.keys() - listed == set(), "not listed in who_may.py yet"
    assert listed - FUNCTIONS.keys() == set(), "listed in who_may.py and no longer there"


@pytest.mark.parametrize("name", sorted(WHO_MAY))
def test_nobody_without_a_role_gets_to_the_store(name: str) -> None:
    with pytest.raises(NotAllowedError):
        call(name, workplace_of())


@pytest.mark.parametrize("name", sorted(WHO_MAY))
def test_a_service_lets_in_just_the_roles_it_is_listed_with(name: str) -> None:
    let_in = {role for role in Role if not is_refused(name, workplace_of(role))}
    assert let_in == {LETTERS[letter] for letter in WHO_MAY[name]}


ASKED = {name: asked_permission(name) for name in WHO_MAY}


@pytest.mark.parametrize("permission", [each for each in Permission if each in ASKED.values()])
@pytest.mark.parametrize("role", list(Role))
def test_a_permission_refuses_the_same_roles_at_each_service(permission: Permission, role: Role) -> None:
    answers = {is_refused(name, workplace_of(role)) for name, asked in ASKED.items() if asked is permission}
    assert answers == {role not in ALLOWED[permission]}


def test_the_table_names_each_permission() -> None:
    assert set(ALLOWED) == set(Permission)


def test_participants_may_what_is_their_own_and_nothing_else() -> None:
    theirs = {permission for permission, roles in ALLOWED.items() if Role.PARTICIPANT in roles}
    assert theirs == {Permission.OWN_PLACE, Permission.KEEP_DRAFTS}
    assert ALLOWED[Permission.OWN_PLACE] == {Role.PARTICIPANT}


def test_several_roles_allow_what_one_of_them_allows() -> None:
    both = workplace_of(Role.ATTENDANCE, Role.LEAD)
    assert both.may(Permission.SETTINGS)
    assert both.may(Permission.MARK_ATTENDANCE)
    assert not workplace_of(Role.ATTENDANCE, Role.CARER).may(Permission.READ_PEOPLE)


def test_only_the_lead_reaches_every_group_and_who_marks_attendance_marks_it_everywhere() -> None:
    assert [role for role in Role if reaches_all_groups([role], Permission.EDIT_GROUPS)] == [Role.LEAD]
    marking = [role for role in Role if reaches_all_groups([role], Permission.MARK_ATTENDANCE)]
    assert marking == [Role.LEAD, Role.ATTENDANCE]
