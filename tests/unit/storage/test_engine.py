"""The database opens with its key only, shows nothing without it, and refuses what would lose data."""

from pathlib import Path

import apsw
import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel, col

from werkakademie.errors import ProgramError
from werkakademie.models import Participant
from werkakademie.records.clock import Clock
from werkakademie.records.ids import ParticipantId
from werkakademie.records.vault import VaultAccount
from werkakademie.storage import checks
from werkakademie.storage.checks import on_network_mount, refuse_network_path, require_free_space, require_sqlite
from werkakademie.storage.engine import connector_of, open_engine
from werkakademie.storage.errors import (
    DiskFullError,
    MissingStoreError,
    NetworkPathError,
    OldSqliteError,
    StoreDamagedError,
    StoreExistsError,
    StoreKeyError,
    StoreUnreachableError,
)
from werkakademie.storage.opening import NewStore, create_store, open_store
from werkakademie.storage.practice_identity import CountingIds
from werkakademie.storage.search import FOLDED
from werkakademie.storage.transaction import NOUN_OF_TABLE, Store, Transaction
from werkakademie.storage.vault import open_with_password
from werkakademie.storage.vault_file import Hardness, database_path, vault_path

NAMES = ("Zwetschgenbaum", "Quittenstrauch", "Łódźkiewicz")


def add_people(store: Store, names: tuple[str, ...] = NAMES) -> None:
    with store.write(None) as tx:
        for name in names:
            add_person(tx, name)


def add_person(tx: Transaction, name: str) -> Participant:
    person = Participant(id=ParticipantId(tx.new_id()), family_name=name, created_at=tx.now)
    tx.add(person)
    return person


def key_of(folder: Path, coach: VaultAccount, password: str) -> bytes:
    return open_with_password(folder, coach.account_id, password)


def test_a_wrong_key_fails_at_once_and_by_name(store: Store) -> None:
    store.close()
    with pytest.raises(StoreKeyError):
        open_engine(store.path, bytes(32))


def test_a_missing_and_an_empty_file_are_named(tmp_path: Path) -> None:
    with pytest.raises(MissingStoreError):
        open_engine(tmp_path / "nicht-da.db", bytes(32))
    (tmp_path / "leer.db").touch()
    with pytest.raises(StoreDamagedError):
        open_engine(tmp_path / "leer.db", bytes(32))


def test_something_else_than_a_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("Das ist keine Datenbank. " * 500, encoding="utf-8")
    with pytest.raises(StoreKeyError):
        open_engine(tmp_path / "text.db", bytes(32))


def test_nothing_readable_lies_on_the_disk_while_the_store_is_open(store: Store, folder: Path) -> None:
    add_people(store)
    files = [path for path in folder.rglob("*") if path.is_file() and path != vault_path(folder)]
    assert {path.suffix for path in files} >= {".db", ".db-wal"}
    for path in files:
        content = path.read_bytes()
        for name in NAMES:
            for spelling in (name, name.lower()):
                assert spelling.encode() not in content
                assert spelling.encode("utf-16-le") not in content
        assert b"SQLite format 3" not in content
        assert b"CREATE TABLE" not in content


def test_a_second_implementation_reads_the_same_rows(
    store: Store, folder: Path, coach: VaultAccount, password: str
) -> None:
    add_people(store)
    store.close()
    other = apsw.Connection(str(database_path(folder)), flags=apsw.SQLITE_OPEN_READONLY)
    other.pragma("cipher", "sqlcipher")
    other.pragma("legacy", 4)
    other.execute(f"PRAGMA key = \"x'{key_of(folder, coach, password).hex()}'\"")
    rows = other.execute("SELECT family_name, folded FROM participant ORDER BY folded").fetchall()
    found = other.execute("SELECT count(*) FROM participant_fts WHERE participant_fts MATCH 'lodz*'").get
    other.close()
    assert rows == [
        ("Łódźkiewicz", "lodzkiewicz\t\t\t"),
        ("Quittenstrauch", "quittenstrauch\t\t\t"),
        ("Zwetschgenbaum", "zwetschgenbaum\t\t\t"),
    ]
    assert found == 1


@pytest.mark.parametrize("part", range(8))
def test_a_flipped_byte_is_a_named_error_and_never_a_wrong_row(
    store: Store, folder: Path, coach: VaultAccount, password: str, clock: Clock, part: int
) -> None:
    add_people(store, tuple(f"Familie {number}" for number in range(300)))
    store.close()
    path = database_path(folder)
    content = bytearray(path.read_bytes())
    place = 100 + part * (len(content) - 200) // 8
    content[place] ^= 0x10
    path.write_bytes(bytes(content))
    key = key_of(folder, coach, password)
    try:
        with open_store(folder, key, clock=clock, ids=CountingIds()) as opened, opened.read() as tx:
            names = [name for (name,) in tx.rows(_names())]
    except (StoreKeyError, StoreDamagedError):
        return
    # The byte lay in a page that this query does not read.
    assert sorted(names) == sorted(f"Familie {number}" for number in range(300))


def test_a_second_store_does_not_bury_the_first(
    new_store: NewStore, folder: Path, coach: VaultAccount, clock: Clock, quick: Hardness
) -> None:
    add_people(new_store.store)
    with pytest.raises(StoreExistsError):
        create_store(folder, account=coach, password="x", clock=clock, ids=CountingIds(), hardness=quick)
    vault_path(folder).unlink()
    with pytest.raises(StoreExistsError):
        create_store(folder, account=coach, password="x", clock=clock, ids=CountingIds(), hardness=quick)
    with new_store.store.read() as tx:
        assert len(tx.rows(_names())) == len(NAMES)


def test_a_folder_that_cannot_be_made_is_named(
    tmp_path: Path, coach: VaultAccount, clock: Clock, quick: Hardness
) -> None:
    (tmp_path / "Datei").write_text("im Weg", encoding="utf-8")
    with pytest.raises(StoreUnreachableError):
        create_store(
            tmp_path / "Datei" / "x", account=coach, password="x", clock=clock, ids=CountingIds(), hardness=quick
        )


@pytest.mark.parametrize(("version", "sound"), [((3, 51, 2), False), ((3, 51, 3), True), ((3, 53, 0), True)])
def test_an_old_sqlite_is_refused(version: tuple[int, int, int], sound: bool) -> None:
    if sound:
        require_sqlite(version)
        return
    with pytest.raises(OldSqliteError, match=r"3\.51\.2 ist zu alt, nötig ist 3\.51\.3"):
        require_sqlite(version)


def test_no_store_is_opened_by_an_old_sqlite(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    key = connector_of(store.engine).key
    monkeypatch.setattr("werkakademie.storage.engine.dbapi2.sqlite_version_info", (3, 51, 2))
    with pytest.raises(OldSqliteError):
        open_engine(store.path, key)


def test_a_driver_s_error_does_not_say_what_was_to_be_stored(store: Store) -> None:
    with store.engine.connect() as connection, pytest.raises(sa.exc.DBAPIError) as caught:
        connection.execute(sa.text("INSERT INTO nirgends VALUES (:name)"), {"name": NAMES[0]})
    assert NAMES[0] not in str(caught.value)
    assert "nirgends" in str(caught.value)


def test_a_closed_store_holds_no_key(store: Store) -> None:
    assert connector_of(store.engine).key
    store.close()
    assert connector_of(store.engine).key == b""
    with pytest.raises(ProgramError):
        connector_of(store.engine)()


MOUNTS = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 22 0:40 / /srv/akten rw,relatime shared:2 - nfs4 server:/akten rw
41 22 0:41 / /media/mein\\040stick rw - vfat /dev/sdb1 rw
42 22 0:42 / /srv/freigabe rw - cifs //server/freigabe rw
43 42 0:43 / /srv/freigabe/lokal rw - ext4 /dev/sdc1 rw
"""


@pytest.mark.parametrize(
    ("path", "network"),
    [
        ("/home/coach/werkakademie.db", False),
        ("/srv/akten/werkakademie.db", True),
        ("/srv/aktenkopie/werkakademie.db", False),
        ("/media/mein stick/werkakademie.db", False),
        ("/srv/freigabe/a/b.db", True),
        ("/srv/freigabe/lokal/b.db", False),
    ],
)
def test_a_network_drive_is_known_by_its_mount(path: str, network: bool) -> None:
    assert on_network_mount(Path(path), MOUNTS) is network


def test_no_database_is_opened_or_made_on_a_network_drive(
    store: Store,
    folder: Path,
    coach: VaultAccount,
    password: str,
    clock: Clock,
    quick: Hardness,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store.close()
    key = key_of(folder, coach, password)
    monkeypatch.setattr(checks, "on_network_mount", lambda *_where: True)
    with pytest.raises(NetworkPathError):
        open_engine(store.path, key)
    with pytest.raises(NetworkPathError):
        open_store(folder, key, clock=clock, ids=CountingIds())
    with pytest.raises(NetworkPathError):
        create_store(folder / "neu", account=coach, password="x", clock=clock, ids=CountingIds(), hardness=quick)
    assert not (folder / "neu").exists()


def test_a_local_folder_passes(tmp_path: Path) -> None:
    refuse_network_path(tmp_path)
    require_free_space(tmp_path, 1)
    with pytest.raises(DiskFullError):
        require_free_space(tmp_path, 2**62)


def test_every_table_belongs_to_a_noun_or_says_that_it_has_none() -> None:
    assert set(SQLModel.metadata.tables) == set(NOUN_OF_TABLE)


def test_the_order_of_lists_is_that_of_base_letters(store: Store) -> None:
    add_people(store, ("Zander", "Öz", "Oz a", "Äpfel", "apfel b", "Łuk", "Luk a"))
    with store.read() as tx:
        assert [name for (name,) in tx.rows(_names())] == ["Äpfel", "apfel b", "Łuk", "Luk a", "Öz", "Oz a", "Zander"]


def _names() -> sa.Select[str]:
    return sa.select(col(Participant.family_name)).order_by(FOLDED)
