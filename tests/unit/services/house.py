"""A store with several people at it: the lead who set it up, Anna who coaches, and Ben who coaches another group."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from tests.factories import MONDAY_MORNING, make_workplace
from werkakademie.models import Account, AccountRole
from werkakademie.records.enums import Role
from werkakademie.records.ids import AccountId
from werkakademie.services.workplace import Workplace
from werkakademie.storage.practice_identity import SteppedClock


@dataclass(frozen=True)
class House:
    """The workplaces of everybody, and the clock on the wall."""

    lead: Workplace
    anna: Workplace
    ben: Workplace
    clock: SteppedClock


def somebody(lead: Workplace, name: str, *roles: Role) -> Workplace:
    """Another account at the same store."""
    with lead.store.write(lead.account_id) as tx:
        account = Account(id=AccountId(tx.new_id()), name=name, created_at=tx.now)
        tx.add(account)
        tx.flush()
        tx.add(*(AccountRole(account_id=account.id, role=role) for role in roles))
        number = account.id
    return replace(lead, account_id=number, account_name=name, roles=frozenset(roles))


@contextmanager
def a_house(folder: Path) -> Iterator[House]:
    """The store is closed at the end."""
    clock = SteppedClock(MONDAY_MORNING)
    lead = make_workplace(folder, clock=clock, roles=[Role.LEAD])
    with lead.store:
        yield House(lead, somebody(lead, "Anna Berg", Role.COACH), somebody(lead, "Ben Krug", Role.COACH), clock)
