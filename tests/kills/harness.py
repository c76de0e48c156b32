"""Kills a working process again and again, and asks afterwards what it had acknowledged.

A workload runs in a child process and sends a number after each action that the store has confirmed. The child is
killed at a random moment (kill -9); what was acknowledged must be there, and the store must be whole.
"""

import multiprocessing
import random
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from tests.factories import PASSWORD
from werkakademie.storage import vault
from werkakademie.storage.identity import SystemClock, Uuid7Source
from werkakademie.storage.journal import triggers
from werkakademie.storage.journal.chain import verify
from werkakademie.storage.opening import open_store
from werkakademie.storage.transaction import Store
from werkakademie.storage.vault_file import vault_accounts

#: Gets the folder of the store, the number to begin with, and where to send acknowledged numbers.
Workload = Callable[[Path, int, Connection], None]

#: Enough for a child to begin and to act; it is a bound, not a wait.
_PATIENCE_SECONDS = 60
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.kills.harness", "tests.kills.workloads"])


def killed(workload: Workload, folder: Path, first: int, chance: random.Random) -> int:
    """Run the workload in a child, kill it at a random moment, and give the last number that it acknowledged.

    Without an acknowledgement it is `first - 1`.
    """
    ours, its = _FORKS.Pipe(duplex=False)
    child = _FORKS.Process(target=workload, args=(folder, first, its), daemon=True)
    child.start()
    its.close()
    last = first - 1
    # The first message says that the store is open; then a few actions, then somewhere within the next one.
    for _turn in range(chance.randint(1, 4)):
        if not ours.poll(_PATIENCE_SECONDS):
            raise TimeoutError("the child does nothing")
        last = max(last, ours.recv())
    time.sleep(chance.random() * chance.choice((0.002, 0.02, 0.2)))
    child.kill()
    child.join()
    while ours.poll():
        try:
            last = max(last, ours.recv())
        except EOFError:
            break
    ours.close()
    child.close()
    return last


def opened(folder: Path) -> Store:
    """The store as the program opens it, with the clock of this PC."""
    account = vault_accounts(folder)[0]
    key = vault.open_with_password(folder, account.account_id, PASSWORD)
    return open_store(folder, key, clock=SystemClock(), ids=Uuid7Source())


def assert_whole(store: Store) -> None:
    """Pages, references, triggers and the journal's chain are as they should be."""
    with store.read() as tx:
        assert tx.driver.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert tx.driver.execute("PRAGMA cipher_integrity_check").fetchall() == []
        assert tx.driver.execute("PRAGMA foreign_key_check").fetchall() == []
        assert triggers.differences(tx.driver) == ()
        assert verify(tx.driver) == ()
