"""Accounts: more people sign in, passwords change, the recovery key is replaced."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyrage
import pytest
import sqlalchemy as sa
from sqlmodel import Session

from tests.factories import MONDAY_MORNING, QUICK
from tests.tools import text_of_pdf
from werkakademie.errors import InvalidFieldsError, NotAllowedError
from werkakademie.records.changes import Noun
from werkakademie.records.enums import Role
from werkakademie.records.site import NewSite
from werkakademie.services import account_removal, accounts, organisation_key, site
from werkakademie.services.workplace import Workplace
from werkakademie.storage import vault
from werkakademie.storage.errors import DiskFullError, WrongPasswordError, WrongRecoveryKeyError
from werkakademie.storage.practice_identity import CountingIds, SteppedClock
from werkakademie.storage.vault_file import read_vault

OWN = "vier zufällige Wörter hier"
OTHER = "noch vier andere Wörter"
RECIPIENT = str(pyrage.x25519.Identity.generate().to_public())


@pytest.fixture
def made(tmp_path: Path) -> Iterator[tuple[Workplace, str]]:
    new = NewSite("Musterstadt", "NI", "Petra Wagner", OWN)
    workplace, key = site.create_site(
        tmp_path / "store", new, clock=SteppedClock(MONDAY_MORNING), ids=CountingIds(), hardness=QUICK
    )
    yield workplace, key
    workplace.store.close()


@pytest.fixture
def workplace(made: tuple[Workplace, str]) -> Workplace:
    return made[0]


def folder(workplace: Workplace) -> Path:
    return workplace.store.path.parent


def problems_of(action: Callable[[], object]) -> list[str]:
    with pytest.raises(InvalidFieldsError) as caught:
        action()
    return [problem.field for problem in caught.value.problems]


def add(workplace: Workplace, **change: Any) -> Any:
    given: dict[str, Any] = {"own_password": OWN, "account_name": "Tom Beispiel", "password": OTHER, "hardness": QUICK}
    return accounts.add_account(workplace, **(given | change))


def names(workplace: Workplace) -> list[str]:
    return [row.name for row in accounts.account_rows(workplace)]


def test_a_coach_gets_an_account_and_signs_in(workplace: Workplace) -> None:
    done = add(workplace, account_name=" Tom Beispiel ")
    assert done.changes.nouns == {Noun.ACCOUNT}
    assert names(workplace) == ["Petra Wagner", "Tom Beispiel"]
    assert [account.name for account in site.accounts_of(folder(workplace))] == ["Petra Wagner", "Tom Beispiel"]
    site.lock(workplace)
    opened = site.unlock(
        folder(workplace), done.value, OTHER, clock=SteppedClock(MONDAY_MORNING), ids=CountingIds(1000)
    )
    with opened.store:
        assert (opened.account_name, opened.roles) == ("Tom Beispiel", frozenset({Role.COACH}))


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"account_name": " "}, ["account_name"]),
        ({"account_name": "petra wagner"}, ["account_name"]),
        ({"password": "kurz"}, ["password"]),
        ({"own_password": "falsch, ganz falsch"}, ["own_password"]),
        ({"roles": ()}, ["roles"]),
        ({"roles": (Role.PARTICIPANT,)}, ["roles"]),
    ],
)
def test_a_refused_account_is_nowhere(workplace: Workplace, change: dict[str, Any], fields: list[str]) -> None:
    assert problems_of(lambda: add(workplace, **change)) == fields
    assert names(workplace) == ["Petra Wagner"]
    assert len(site.accounts_of(folder(workplace))) == 1


def test_a_vault_that_cannot_be_written_leaves_no_account(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_keywords: object) -> None:
        raise WrongRecoveryKeyError

    monkeypatch.setattr(vault, "set_account", refuse)
    with pytest.raises(WrongRecoveryKeyError):
        add(workplace)
    assert names(workplace) == ["Petra Wagner"]


def no_room_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """The vault is written already; then the database can't be."""

    def refuse(_session: Session) -> None:
        raise sa.exc.OperationalError("COMMIT", {}, Exception("database or disk is full"))

    monkeypatch.setattr(Session, "commit", refuse)


@pytest.mark.parametrize(
    "action",
    [
        add,
        lambda workplace: accounts.new_recovery_key(workplace, own_password=OWN, hardness=QUICK),
        lambda workplace: account_removal.give_password(
            workplace, workplace.account_id, own_password=OWN, password=OTHER, hardness=QUICK
        ),
        lambda workplace: organisation_key.set_organisation_key(workplace, own_password=OWN, recipient=RECIPIENT),
    ],
    ids=["account", "recovery key", "given password", "organisation"],
)
def test_what_the_database_does_not_take_leaves_the_vault_as_it_was(
    made: tuple[Workplace, str], action: Callable[[Workplace], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    workplace, recovery_key = made
    before = read_vault(folder(workplace))
    no_room_at_the_end(monkeypatch)
    with pytest.raises(DiskFullError):
        action(workplace)
    assert read_vault(folder(workplace)) == before
    assert vault.open_with_recovery_key(folder(workplace), recovery_key)


def test_an_organisation_that_could_not_be_taken_out_stays_in(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    organisation_key.set_organisation_key(workplace, own_password=OWN, recipient=RECIPIENT)
    no_room_at_the_end(monkeypatch)
    with pytest.raises(DiskFullError):
        organisation_key.remove_organisation_key(workplace, own_password=OWN)
    assert vault.organisation_recipient(folder(workplace)) == RECIPIENT


def test_the_own_password_changes(workplace: Workplace) -> None:
    accounts.change_password(workplace, own_password=OWN, password=OTHER, hardness=QUICK)
    assert vault.open_with_password(folder(workplace), workplace.account_id, OTHER)
    with pytest.raises(WrongPasswordError):
        vault.open_with_password(folder(workplace), workplace.account_id, OWN)


@pytest.mark.parametrize(
    ("own", "new", "fields"), [("falsch, ganz falsch", OTHER, ["own_password"]), (OWN, "kurz", ["password"])]
)
def test_a_refused_password_changes_nothing(workplace: Workplace, own: str, new: str, fields: list[str]) -> None:
    refused = problems_of(lambda: accounts.change_password(workplace, own_password=own, password=new, hardness=QUICK))
    assert refused == fields
    assert vault.open_with_password(folder(workplace), workplace.account_id, OWN)


def test_a_new_recovery_key_takes_the_old_ones_place(made: tuple[Workplace, str]) -> None:
    workplace, old = made
    new = accounts.new_recovery_key(workplace, own_password=OWN, hardness=QUICK)
    assert new != old
    assert vault.open_with_recovery_key(folder(workplace), new)
    with pytest.raises(WrongRecoveryKeyError):
        vault.open_with_recovery_key(folder(workplace), old)


def test_the_key_is_not_replaced_without_the_password(made: tuple[Workplace, str]) -> None:
    workplace, old = made
    assert problems_of(
        lambda: accounts.new_recovery_key(workplace, own_password="falsch, ganz falsch", hardness=QUICK)
    ) == ["own_password"]
    assert vault.open_with_recovery_key(folder(workplace), old)


def test_the_key_is_printed_on_a_sheet(made: tuple[Workplace, str], tmp_path: Path) -> None:
    workplace, key = made
    path = accounts.save_recovery_sheet(workplace, recovery_key=key, path=tmp_path / "Blatt.pdf")
    text = text_of_pdf(path)
    assert "Musterstadt" in text
    assert key.replace("-", "") in "".join(text.replace("-", "").split())


def test_a_coach_adds_nobody(workplace: Workplace) -> None:
    coach = replace(workplace, roles=frozenset({Role.COACH}))
    with pytest.raises(NotAllowedError):
        add(coach)
    with pytest.raises(NotAllowedError):
        accounts.new_recovery_key(coach, own_password=OWN)
