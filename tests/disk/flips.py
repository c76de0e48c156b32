"""Flipped bits in every kind of page: a named error or the right rows, and never anything else."""

import random
import shutil
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.disk.workload import MOMENT, StoreFiles, edit, insert_person, made_store, second_connection
from werkakademie.models import Participant
from werkakademie.records.doctor import FindingKind
from werkakademie.records.ids import ParticipantId
from werkakademie.records.progress import Unwatched
from werkakademie.storage.attachments import put
from werkakademie.storage.doctor.run import examine
from werkakademie.storage.errors import StoreDamagedError, StoreFileError, StoreKeyError
from werkakademie.storage.opening import open_store
from werkakademie.storage.practice_identity import CountingIds, SteppedClock

PAGE = 4096
#: A page ends with what the encryption adds to it: a random start value and a check sum.
ADDED = 80

#: Everything that can be read: table -> its rows.
Content = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Original:
    """A closed store, what it holds, and which of its pages are of which kind."""

    files: StoreFiles
    content: Content
    pages: dict[str, tuple[int, ...]]


def original(folder: Path) -> Original:
    """A store with pages of every kind."""
    files = made_store(folder / "heil")
    with second_connection(files, "multipleciphers-unix") as connection:
        for start in range(100, 1100, 200):
            edit(connection, [insert_person(number) for number in range(start, start + 200)])
    with open_store(files.folder, files.key, clock=SteppedClock(MOMENT), ids=CountingIds(first=90_000)) as store:
        with store.write(None) as tx:
            for number in range(12):
                put(tx, random.Random(number).randbytes(30_000))
        with store.write(None) as tx:
            # Rows that go leave free pages behind.
            tx.driver.execute("DELETE FROM attachment WHERE rowid % 2")
            person = ParticipantId(tx.new_id())
            tx.add(Participant(id=person, family_name="Zwetschgenbaum", created_at=tx.now))
        with store.read() as tx:
            content = everything(tx.driver)
    return Original(files, content, kinds_of_pages(files))


def everything(connection: Any) -> Content:
    """All rows of all tables, and what the search finds."""
    names = [
        str(name)
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
        ).fetchall()
    ]
    found = {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}
    found["by an index"] = connection.execute(
        "SELECT folded FROM participant INDEXED BY ix_participant_folded WHERE deleted = 0 ORDER BY folded"
    ).fetchall()
    found["by a search"] = connection.execute(
        "SELECT rowid FROM participant_fts WHERE participant_fts MATCH 'familie* OR zwet*' ORDER BY rowid"
    ).fetchall()
    return found


def kinds_of_pages(files: StoreFiles) -> dict[str, tuple[int, ...]]:
    """Numbers of pages by kind, as the second implementation sees them."""
    kinds: dict[str, list[int]] = {"beginning": [1]}
    with second_connection(files, "multipleciphers-unix") as connection:
        indexes = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'index'")}
        used = {1}
        for name, number, page_type in connection.execute("SELECT name, pageno, pagetype FROM dbstat"):
            used.add(number)
            kinds.setdefault(_kind(name, page_type, indexes), []).append(number)
        count = connection.pragma("page_count")
    kinds["free"] = [number for number in range(1, count + 1) if number not in used]
    return {kind: tuple(sorted(numbers)) for kind, numbers in kinds.items()}


def _kind(name: str, page_type: str, indexes: set[str]) -> str:
    if name == "sqlite_schema":
        return f"schema {page_type}"
    if name.startswith("participant_fts"):
        return f"search {page_type}"
    return f"{'index' if name in indexes else 'table'} {page_type}"


def flip_and_look(whole: Original, folder: Path, page: int, bit: int) -> str:
    """Flip one bit of a page, then do all that people do. Gives how it showed; raises AssertionError if it did not."""
    files = StoreFiles(Path(shutil.copytree(whole.files.folder, folder)), whole.files.key)
    content = bytearray(files.path.read_bytes())
    content[(page - 1) * PAGE + bit // 8] ^= 1 << bit % 8
    files.path.write_bytes(bytes(content))
    try:
        return _look(whole, files)
    finally:
        shutil.rmtree(folder)


def _look(whole: Original, files: StoreFiles) -> str:
    try:
        store = open_store(files.folder, files.key, clock=SteppedClock(MOMENT), ids=CountingIds(first=95_000))
    except (StoreKeyError, StoreDamagedError):
        return "opening"
    shown = "doctor"
    with closing(store):
        try:
            with store.read() as tx:
                found = everything(tx.driver)
            assert found == whole.content, "other rows without an error"
        except StoreFileError:
            shown = "reading"
        report = examine(store, Unwatched())
        kinds = {finding.kind for finding in report.findings}
        assert FindingKind.ENCRYPTION_BROKEN in kinds, f"the check found only {kinds}"
        with suppress(StoreFileError), store.write(None) as tx:
            person = ParticipantId(tx.new_id())
            tx.add(Participant(id=person, family_name="Neu", created_at=tx.now))
    return shown


def survive_flips(folder: Path, flips_per_kind: int, *, seed: int = 1) -> dict[str, dict[str, int]]:
    """Flip bits in pages of every kind, in their content and in what the encryption added; gives where each showed."""
    whole = original(folder)
    chance = random.Random(seed)
    shown: dict[str, dict[str, int]] = {}
    for kind, pages in whole.pages.items():
        for number in range(flips_per_kind):
            added = number % 3 == 2
            place = chance.randrange(PAGE - ADDED, PAGE) if added else chance.randrange(PAGE - ADDED)
            where = flip_and_look(whole, folder / "kaputt", chance.choice(pages), 8 * place + chance.randrange(8))
            counted = shown.setdefault(kind, {})
            counted[where] = counted.get(where, 0) + 1
    return shown
