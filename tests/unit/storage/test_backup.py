"""A backup is whole, encrypted, opens with the same password, and never buries a good one."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import col

from werkakademie.models import Participant
from werkakademie.records.clock import Clock
from werkakademie.records.ids import ParticipantId
from werkakademie.records.vault import VaultAccount
from werkakademie.storage.backup import back_up_database, back_up_store
from werkakademie.storage.errors import StoreDamagedError, StoreExistsError, StoreKeyError, StoreUnreachableError
from werkakademie.storage.opening import open_store
from werkakademie.storage.practice_identity import CountingIds
from werkakademie.storage.transaction import Store
from werkakademie.storage.vault import open_with_password
from werkakademie.storage.vault_file import database_path


@pytest.fixture
def key(store: Store, folder: Path, coach: VaultAccount, password: str) -> bytes:
    with store.write(None) as tx:
        for number in range(500):
            tx.add(Participant(id=ParticipantId(tx.new_id()), family_name=f"Familie {number}", created_at=tx.now))
    return open_with_password(folder, coach.account_id, password)


def test_what_lies_in_the_log_of_the_open_store_is_in_the_backup(
    store: Store, folder: Path, tmp_path: Path, key: bytes, coach: VaultAccount, password: str, clock: Clock
) -> None:
    with store.write(None) as tx:
        tx.flush()
        back_up_store(folder, key, tmp_path / "Sicherung")
    assert b"Familie" not in database_path(tmp_path / "Sicherung").read_bytes()
    again = open_with_password(tmp_path / "Sicherung", coach.account_id, password)
    with open_store(tmp_path / "Sicherung", again, clock=clock, ids=CountingIds()) as copy, copy.read() as tx:
        names = tx.scalars(sa.select(col(Participant.family_name)))
    assert sorted(names) == sorted(f"Familie {number}" for number in range(500))


def test_an_older_backup_stays(folder: Path, tmp_path: Path, key: bytes) -> None:
    back_up_store(folder, key, tmp_path / "Sicherung")
    before = database_path(tmp_path / "Sicherung").read_bytes()
    with pytest.raises(StoreExistsError):
        back_up_store(folder, key, tmp_path / "Sicherung")
    assert database_path(tmp_path / "Sicherung").read_bytes() == before


def test_a_place_that_cannot_take_the_backup_is_named(folder: Path, tmp_path: Path, key: bytes) -> None:
    (tmp_path / "Datei").write_text("im Weg", encoding="utf-8")
    with pytest.raises(StoreUnreachableError):
        back_up_store(folder, key, tmp_path / "Datei" / "Sicherung")


def test_a_damaged_store_does_not_replace_a_good_backup(store: Store, folder: Path, tmp_path: Path, key: bytes) -> None:
    target = tmp_path / "gut.db"
    back_up_database(database_path(folder), key, target)
    good = target.read_bytes()
    store.close()
    path = database_path(folder)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0x04
    path.write_bytes(bytes(content))
    with pytest.raises((StoreDamagedError, StoreKeyError)):
        back_up_database(path, key, target)
    assert target.read_bytes() == good
    assert [file.name for file in tmp_path.glob("gut.db*")] == ["gut.db"]
