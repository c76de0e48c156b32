"""What was acknowledged survives a kill; who finds the store taken is told so."""

import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import col

from werkakademie.models import Participant
from werkakademie.records.clock import Clock
from werkakademie.records.vault import VaultAccount
from werkakademie.storage.engine import connector
from werkakademie.storage.errors import StoreBusyError
from werkakademie.storage.opening import open_store
from werkakademie.storage.practice_identity import CountingIds
from werkakademie.storage.transaction import Store
from werkakademie.storage.vault import open_with_password
from werkakademie.storage.vault_file import database_path

_WRITES_FOR_EVER = """
import sys
from pathlib import Path
from werkakademie.models import Participant
from werkakademie.storage.identity import SystemClock, Uuid7Source
from werkakademie.storage.opening import open_store

store = open_store(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), clock=SystemClock(), ids=Uuid7Source())
number = 0
while True:
    with store.write(None) as tx:
        for half in "AB":
            tx.add(Participant(id=tx.new_id(), family_name=f"Familie {number} {half}", created_at=tx.now))
            tx.flush()
    print("stored", flush=True)
    number += 1
"""


@pytest.mark.parametrize("pairs", [1, 4, 20])
def test_a_kill_loses_nothing_acknowledged_and_leaves_nothing_half(
    store: Store, folder: Path, coach: VaultAccount, password: str, clock: Clock, pairs: int
) -> None:
    store.close()
    key = open_with_password(folder, coach.account_id, password)
    arguments = [sys.executable, "-c", _WRITES_FOR_EVER, str(folder), key.hex()]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for _ in range(pairs):
            assert process.stdout.readline() == "stored\n"
        process.kill()
    with open_store(folder, key, clock=clock, ids=CountingIds()) as again, again.write(None) as tx:
        names = set(tx.scalars(sa.select(col(Participant.family_name))))
        assert tx.connection.exec_driver_sql("PRAGMA quick_check").scalar_one() == "ok"
        check = "INSERT INTO participant_fts (participant_fts, rank) VALUES ('integrity-check', 1)"
        tx.connection.exec_driver_sql(check)
    assert names >= {f"Familie {number} {half}" for number in range(pairs) for half in "AB"}
    assert len(names) % 2 == 0


def test_a_store_that_another_program_holds_is_named(
    store: Store, folder: Path, coach: VaultAccount, password: str
) -> None:
    # The only connection of the pool gives up at once instead of waiting its thirty seconds.
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 0")
    other = connector(database_path(folder), open_with_password(folder, coach.account_id, password))()
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusyError, match="von einem anderen Programm benutzt"), store.write(None):
        pass
    with store.read() as tx:
        assert tx.scalars(sa.select(col(Participant.id))) == []
    other.close()
    with store.write(None) as tx:
        assert not tx.changes
