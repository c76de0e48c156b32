"""One program per store, tried with real second processes."""

import errno
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.factories import PASSWORD, QUICK
from werkakademie.errors import ProgramError
from werkakademie.records.enums import Land
from werkakademie.records.ids import AccountId
from werkakademie.records.site import NewSite
from werkakademie.services import participants, site
from werkakademie.services.workplace import Workplace
from werkakademie.storage.instance import LOCK_NAME, StoreInUseError, acquire, holder_of
from werkakademie.storage.practice_identity import CountingIds, SteppedClock

ROOT = Path(__file__).resolve().parents[3]
MOMENT = datetime(2026, 11, 23, 8, 42, tzinfo=UTC)

HOLD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from werkakademie.storage.instance import acquire

held = acquire(Path(sys.argv[1]), datetime(2026, 11, 23, 8, 42, tzinfo=UTC))
print("held", flush=True)
sys.stdin.readline()
held.release()
print("let go", flush=True)
sys.stdin.readline()
"""


@contextmanager
def another_process(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that holds the store; it lets go at the first line it reads."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "held\n"
            yield process
        finally:
            process.kill()


def test_the_second_one_is_told_where_and_since_when(tmp_path: Path) -> None:
    with another_process(tmp_path) as process:
        with pytest.raises(StoreInUseError) as refused:
            acquire(tmp_path, MOMENT)
        assert refused.value.holder is not None
        assert refused.value.holder.process == process.pid
        assert refused.value.sentence() == (
            f"Der Speicher ist schon geöffnet (auf dem PC {socket.gethostname()} seit 23.11.2026, 09:42). Es wurde "
            "nichts geändert. Bitte arbeiten Sie in dem Fenster weiter, das schon offen ist, oder schließen Sie es "
            "zuerst."
        )


def test_who_lets_go_lets_the_next_one_in(tmp_path: Path) -> None:
    with another_process(tmp_path) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("\n")
        process.stdin.flush()
        assert process.stdout.readline() == "let go\n"
        acquire(tmp_path, MOMENT).release()


def test_what_a_killed_process_left_is_no_lock(tmp_path: Path) -> None:
    with another_process(tmp_path) as process:
        process.kill()
        process.wait()
        assert holder_of(tmp_path) is not None
        held = acquire(tmp_path, MOMENT)
        found = holder_of(tmp_path)
        assert found is not None
        assert found.process == os.getpid()
        held.release()
        held.release()
        assert holder_of(tmp_path) is None


def test_a_full_disk_keeps_nobody_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int, _words: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    held = acquire(tmp_path, MOMENT)
    with pytest.raises(StoreInUseError) as caught:
        acquire(tmp_path, MOMENT)
    assert caught.value.holder is None
    held.release()
    acquire(tmp_path, MOMENT).release()


def test_a_lock_file_with_other_words_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / LOCK_NAME).write_text("kein JSON", encoding="utf-8")
    acquire(tmp_path, MOMENT).release()


@pytest.fixture
def account(tmp_path: Path) -> AccountId:
    """A site in the folder, closed again."""
    new = NewSite("Jobcenter Musterstadt", Land.HE.value, "Ada Wagner", PASSWORD)
    made, _key = site.create_site(tmp_path, new, clock=SteppedClock(MOMENT), ids=CountingIds(), hardness=QUICK)
    site.lock(made)
    return made.account_id


def opened(folder: Path, account: AccountId, *, to_read: bool = False) -> Workplace:
    unlock = site.look_in if to_read else site.unlock
    return unlock(folder, account, PASSWORD, clock=SteppedClock(MOMENT), ids=CountingIds(9000))


def test_a_store_is_unlocked_once(tmp_path: Path, account: AccountId) -> None:
    with another_process(tmp_path):
        with pytest.raises(StoreInUseError):
            opened(tmp_path, account)
        with opened(tmp_path, account, to_read=True).store as store, store.read() as tx:
            assert tx.now == MOMENT
    first = opened(tmp_path, account)
    with pytest.raises(StoreInUseError):
        opened(tmp_path, account)
    site.lock(first)
    site.lock(opened(tmp_path, account))


def test_a_wrong_password_leaves_the_store_free(tmp_path: Path, account: AccountId) -> None:
    with pytest.raises(Exception, match="Passwort"):
        site.unlock(tmp_path, account, "falsch geraten", clock=SteppedClock(MOMENT), ids=CountingIds(9000))
    site.lock(opened(tmp_path, account))


def test_a_closed_store_has_no_key_any_more(tmp_path: Path, account: AccountId) -> None:
    workplace = opened(tmp_path, account)
    site.lock(workplace)
    with pytest.raises(ProgramError):
        participants.add_participant(workplace, fields={"given_names": "Olena", "family_name": "Kovalenko"})
