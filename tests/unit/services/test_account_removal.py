"""Access is taken away for good, and given back when a password is forgotten."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.factories import MONDAY_MORNING, QUICK, a_participant
from werkakademie.errors import InvalidFieldsError, MissingRecordError, NotAllowedError
from werkakademie.models import Account, AccountRole
from werkakademie.records.changes import Noun
from werkakademie.records.enums import Role
from werkakademie.records.ids import AccountId
from werkakademie.records.site import NewSite
from werkakademie.services import account_removal, accounts, participants, site
from werkakademie.services.account_removal import LastLeadError
from werkakademie.services.workplace import Workplace
from werkakademie.storage import key_exchange, vault
from werkakademie.storage.errors import StoreUnreachableError, UnknownAccountError
from werkakademie.storage.practice_identity import CountingIds, SteppedClock

OWN = "vier zufällige Wörter hier"
OTHER = "noch vier andere Wörter"
NEW = "ganz neue Wörter für Tom"


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


@pytest.fixture
def tom(workplace: Workplace) -> AccountId:
    return add(workplace, "Tom Beispiel")


def add(workplace: Workplace, name: str, *roles: Role) -> AccountId:
    return accounts.add_account(
        workplace, own_password=OWN, account_name=name, password=OTHER, roles=roles or (Role.COACH,), hardness=QUICK
    ).value


def unlocked(workplace: Workplace, account_id: AccountId, password: str) -> Workplace:
    """Somebody else's way into the same store, after the one before has gone."""
    site.lock(workplace)
    folder = workplace.store.path.parent
    return site.unlock(folder, account_id, password, clock=SteppedClock(MONDAY_MORNING), ids=CountingIds(9000))


def test_a_removed_coach_is_gone_and_signs_in_no_more(
    made: tuple[Workplace, str], tom: AccountId, workplace: Workplace
) -> None:
    uta = add(workplace, "Uta Muster")
    person = a_participant(workplace)
    done = account_removal.remove_account(workplace, tom, own_password=OWN)
    assert done.changes.nouns == {Noun.ACCOUNT}
    assert [row.name for row in accounts.account_rows(workplace)] == ["Petra Wagner", "Uta Muster"]
    assert participants.participant_record(workplace, person)
    with workplace.store.read() as tx:
        assert tx.get(Account, tom).deleted
        assert tx.find(AccountRole, (tom, Role.COACH)) is None
    folder = workplace.store.path.parent
    assert [account.name for account in site.accounts_of(folder)] == ["Petra Wagner", "Uta Muster"]
    with pytest.raises(UnknownAccountError):
        unlocked(workplace, tom, OTHER)
    # All the others come in with what they had.
    assert vault.open_with_recovery_key(folder, made[1])
    with unlocked(workplace, uta, OTHER).store as theirs, theirs.read():
        pass
    assert accounts.own_key(workplace, OWN)


def test_what_the_removed_coach_entered_keeps_its_author(workplace: Workplace, tom: AccountId) -> None:
    with unlocked(workplace, tom, OTHER).store as store:
        person = a_participant(Workplace(store, tom, "Tom Beispiel", frozenset({Role.COACH})))
    with unlocked(workplace, workplace.account_id, OWN).store as store:
        again = replace(workplace, store=store)
        account_removal.remove_account(again, tom, own_password=OWN)
        with store.read() as tx:
            author = tx.connection.exec_driver_sql(
                "SELECT t.actor FROM journal_transaction t JOIN journal_entry e ON e.tx = t.tx"
                " WHERE e.table_name = 'participant' AND e.row_id = ?",
                (person.hex,),
            ).scalar_one()
    assert AccountId(tom).hex in str(author).replace("-", "")


def test_a_wrong_own_password_removes_nobody(workplace: Workplace, tom: AccountId) -> None:
    with pytest.raises(InvalidFieldsError) as caught:
        account_removal.remove_account(workplace, tom, own_password="falsch, ganz falsch")
    assert [problem.field for problem in caught.value.problems] == ["own_password"]
    assert len(accounts.account_rows(workplace)) == 2


def test_the_last_lead_stays(workplace: Workplace, tom: AccountId) -> None:
    with pytest.raises(LastLeadError, match="Petra Wagner ist die einzige Leitung"):
        account_removal.remove_account(workplace, workplace.account_id, own_password=OWN)
    account_removal.remove_account(workplace, tom, own_password=OWN)
    with pytest.raises(LastLeadError):
        account_removal.remove_account(workplace, workplace.account_id, own_password=OWN)
    assert accounts.own_key(workplace, OWN)


def test_a_lead_may_go_when_another_one_stays(workplace: Workplace) -> None:
    other = add(workplace, "Uta Muster", Role.LEAD)
    account_removal.remove_account(workplace, workplace.account_id, own_password=OWN)
    with unlocked(workplace, other, OTHER).store as store, store.read():
        pass
    with pytest.raises(UnknownAccountError):
        unlocked(workplace, workplace.account_id, OWN)


def test_nobody_is_removed_twice(workplace: Workplace, tom: AccountId) -> None:
    account_removal.remove_account(workplace, tom, own_password=OWN)
    with pytest.raises(MissingRecordError):
        account_removal.remove_account(workplace, tom, own_password=OWN)


def test_after_a_break_account_and_key_have_both_changed(
    workplace: Workplace, tom: AccountId, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_folder: Path) -> None:
        raise OSError(5, "weg")

    with monkeypatch.context() as breaking:
        breaking.setattr(key_exchange, "promote_vault", stop)
        with pytest.raises(StoreUnreachableError):
            account_removal.remove_account(workplace, tom, own_password=OWN)
    assert [row.name for row in accounts.account_rows(workplace)] == ["Petra Wagner"]
    with unlocked(workplace, workplace.account_id, OWN).store as store, store.read():
        pass
    with pytest.raises(UnknownAccountError):
        unlocked(workplace, tom, OTHER)


def test_a_forgotten_password_is_given_anew(workplace: Workplace, tom: AccountId) -> None:
    account_removal.give_password(workplace, tom, own_password=OWN, password=NEW, hardness=QUICK)
    folder = workplace.store.path.parent
    assert vault.open_with_password(folder, tom, NEW) == vault.open_with_password(folder, workplace.account_id, OWN)
    with pytest.raises(InvalidFieldsError, match="mindestens 10 Zeichen"):
        account_removal.give_password(workplace, tom, own_password=OWN, password="kurz", hardness=QUICK)


def test_a_coach_removes_nobody_and_gives_no_passwords(workplace: Workplace, tom: AccountId) -> None:
    coach = replace(workplace, roles=frozenset({Role.COACH}))
    with pytest.raises(NotAllowedError):
        account_removal.remove_account(coach, tom, own_password=OWN)
    with pytest.raises(NotAllowedError):
        account_removal.give_password(coach, tom, own_password=OWN, password=NEW)


def test_no_password_and_no_key_is_written_into_a_log(
    workplace: Workplace, tom: AccountId, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(0)
    account_removal.give_password(workplace, tom, own_password=OWN, password=NEW, hardness=QUICK)
    old = accounts.own_key(workplace, OWN)
    account_removal.remove_account(workplace, tom, own_password=OWN)
    said = capfd.readouterr()
    text = caplog.text + said.out + said.err
    for secret in (OWN, NEW, old.hex(), accounts.own_key(workplace, OWN).hex(), repr(old)):
        assert secret not in text


def test_the_recovery_key_gives_no_password_to_somebody_who_was_removed(
    made: tuple[Workplace, str], tom: AccountId, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A break before the last step leaves the name on the unlock page until somebody signs in."""
    workplace, printed = made

    def stop(_folder: Path) -> None:
        raise OSError(5, "weg")

    with monkeypatch.context() as breaking:
        breaking.setattr(key_exchange, "promote_vault", stop)
        with pytest.raises(StoreUnreachableError):
            account_removal.remove_account(workplace, tom, own_password=OWN)
    site.lock(workplace)
    folder = workplace.store.path.parent
    assert "Tom Beispiel" in [account.name for account in site.accounts_of(folder)]
    with pytest.raises(MissingRecordError):
        site.unlock_with_recovery_key(
            folder,
            tom,
            recovery_key=printed,
            new_password=NEW,
            clock=SteppedClock(MONDAY_MORNING),
            ids=CountingIds(9000),
            hardness=QUICK,
        )
    assert [account.name for account in site.accounts_of(folder)] == ["Petra Wagner"]
    with unlocked(workplace, workplace.account_id, OWN).store as store, store.read():
        pass
