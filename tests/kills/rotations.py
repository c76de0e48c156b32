"""Access is given and taken away without end, and the process is killed in the middle of it."""

import random
from collections.abc import Callable
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from uuid import UUID

from sqlmodel import func, select

from tests.factories import MONDAY_MORNING, PASSWORD, QUICK, a_participant
from tests.kills.harness import assert_whole, killed
from werkakademie.models import Account, AccountRole, Participant
from werkakademie.records.ids import AccountId
from werkakademie.records.site import NewSite
from werkakademie.services import account_removal, accounts, site
from werkakademie.storage import vault
from werkakademie.storage.identity import SystemClock, Uuid7Source
from werkakademie.storage.key_exchange import opens_with
from werkakademie.storage.opening import open_store
from werkakademie.storage.practice_identity import CountingIds, SteppedClock
from werkakademie.storage.vault_file import database_path, vault_accounts

#: Enough of them to make the copying last.
PEOPLE = 60
LEAD, COACH = "Petra Wagner", "Uta Muster"


def rotate(folder: Path, first: int, told: Connection) -> None:
    """Give somebody access and take it away again, which changes the store's key."""
    petra = account_of(folder, LEAD)
    workplace = site.unlock(folder, petra, PASSWORD, clock=SystemClock(), ids=Uuid7Source())
    told.send(first - 1)
    for number in count(first):
        added = accounts.add_account(
            workplace,
            own_password=PASSWORD,
            account_name=f"{number} {UUID(int=random.getrandbits(128))}",
            password=PASSWORD,
            hardness=QUICK,
        )
        steps = Steps(told, number - 1)
        account_removal.remove_account(workplace, added.value, own_password=PASSWORD, progress=steps)
        told.send(number)


class Steps:
    """Tells of each step, so that the kills fall into all of them; nothing more is acknowledged by it."""

    def __init__(self, told: Connection, acknowledged: int) -> None:
        self._told, self._acknowledged = told, acknowledged

    def advance(self, done: int, total: int | None, text: str = "") -> None:  # noqa: ARG002 - the protocol's
        self._told.send(self._acknowledged)


def survive_rotations(folder: Path, times: int, *, seed: int = 3) -> None:
    """The store opens with each password that stays, whoever comes first, and with no key of before."""
    new = NewSite("Musterstadt", "NI", LEAD, PASSWORD)
    workplace, printed = site.create_site(
        folder, new, clock=SteppedClock(MONDAY_MORNING), ids=CountingIds(), hardness=QUICK
    )
    accounts.add_account(workplace, own_password=PASSWORD, account_name=COACH, password=PASSWORD, hardness=QUICK)
    for _person in range(PEOPLE):
        a_participant(workplace)
    site.lock(workplace)
    chance, last, interrupted = random.Random(seed), 0, 0
    gone: list[bytes] = []
    before = vault.open_with_recovery_key(folder, printed)
    for _turn in range(times):
        acknowledged = killed(rotate, folder, last + 1, chance)
        interrupted += bool(list(folder.glob("*.next")))
        key = _opened_by_anybody(folder, printed, chance)
        left = [file.name for file in folder.iterdir() if ".next" in file.name and file.suffix != ".part"]
        assert not left, "an exchange was left half"
        if acknowledged > last:
            assert key != before
            gone = [*gone[-4:], before]
        last, before = acknowledged, key
        assert not [old for old in gone if opens_with(database_path(folder), old)]
        _assert_same_people(folder, key)
    assert interrupted >= times // 10, "too few kills fell into an exchange of the key"


def _opened_by_anybody(folder: Path, printed: str, chance: random.Random) -> bytes:
    """Somebody signs in first, then the others; all find the same key."""
    ways: list[Callable[[], bytes]] = [
        lambda: vault.sign_in(folder, account_of(folder, LEAD), PASSWORD),
        lambda: vault.sign_in(folder, account_of(folder, COACH), PASSWORD),
        lambda: vault.recover(folder, printed),
    ]
    chance.shuffle(ways)
    keys = {way() for way in ways}
    assert len(keys) == 1
    return keys.pop()


def _assert_same_people(folder: Path, key: bytes) -> None:
    """Nobody is lost, and whoever has roles has a slot."""
    with open_store(folder, key, clock=SystemClock(), ids=Uuid7Source()) as store:
        assert_whole(store)
        with store.read() as tx:
            assert tx.scalar(select(func.count()).select_from(Participant)) == PEOPLE
            staying = {account.id for account in tx.scalars(select(Account)) if not account.deleted}
            with_roles = set(tx.scalars(select(AccountRole.account_id)))
    assert with_roles == staying
    assert staying <= {account.account_id for account in vault_accounts(folder)}


def account_of(folder: Path, name: str) -> AccountId:
    """The account of this name in the vault."""
    return next(account.account_id for account in vault_accounts(folder) if account.name == name)
