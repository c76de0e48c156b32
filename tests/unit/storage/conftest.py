"""A store of its own for each test, with a password that is quick to check and a clock that stands."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from werkakademie.records.ids import AccountId
from werkakademie.records.vault import VaultAccount
from werkakademie.storage.opening import NewStore, create_store
from werkakademie.storage.practice_identity import CountingIds, SteppedClock
from werkakademie.storage.transaction import Store
from werkakademie.storage.vault_file import Hardness

QUICK = Hardness(memory_kib=8, passes=1, lanes=1)
COACH = VaultAccount(AccountId(UUID("00000000-0000-7000-8000-0000000000c1")), "Renate Öz")
PASSWORD = "Grüne Tür am Maschsee"


@pytest.fixture
def quick() -> Hardness:
    return QUICK


@pytest.fixture
def coach() -> VaultAccount:
    return COACH


@pytest.fixture
def password() -> str:
    return PASSWORD


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock(datetime(2026, 3, 2, 8, 0, tzinfo=UTC))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the store of the test lies."""
    return tmp_path / "Standort"


@pytest.fixture
def new_store(folder: Path, clock: SteppedClock) -> Iterator[NewStore]:
    made = create_store(folder, account=COACH, password=PASSWORD, clock=clock, ids=CountingIds(), hardness=QUICK)
    yield made
    made.store.close()


@pytest.fixture
def store(new_store: NewStore) -> Store:
    return new_store.store
