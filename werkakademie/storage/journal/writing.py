"""Opens a writing transaction for the journal's triggers, and seals what they wrote before it is committed."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from werkakademie.records.clock import IdSource
from werkakademie.records.enums import DeviceState
from werkakademie.records.ids import AccountId
from werkakademie.rules.hybrid_clock import next_reading
from werkakademie.storage.journal.chain import ENTRY_COLUMNS, Header, link


@dataclass(frozen=True, slots=True)
class JournalLine:
    """Where this PC's journal goes on: its device, epoch, and the last link."""

    device_id: str
    epoch: int
    number: int
    hash: str


@dataclass(frozen=True, slots=True)
class OpenTransaction:
    """A transaction that the triggers write into."""

    tx: int
    line: JournalLine
    hlc: int
    before_seq: int


def begin(connection: Any, now: datetime, ids: IdSource) -> OpenTransaction:
    """Set the context as the first act of a writing transaction. `connection` is the driver's."""
    line = present_line(connection) or _first_line(connection, now, ids)
    last_tx, last_seq, last_hlc = connection.execute(
        "SELECT (SELECT max(tx) FROM journal_transaction), (SELECT max(seq) FROM journal_entry), last_hlc"
        " FROM journal_context"
    ).fetchone()
    opened = OpenTransaction((last_tx or 0) + 1, line, next_reading(last_hlc, now), last_seq or 0)
    connection.execute("UPDATE journal_context SET tx = ?", (opened.tx,))
    return opened


def seal(
    connection: Any, opened: OpenTransaction, *, now: datetime, actor: AccountId | None, undoes: int | None
) -> int | None:
    """Clear the context and close the transaction with its link; gives its number, or None if nothing was changed."""
    first_seq, last_seq = connection.execute(
        "SELECT (SELECT min(seq) FROM journal_entry WHERE seq > ?), (SELECT max(seq) FROM journal_entry)",
        (opened.before_seq,),
    ).fetchone()
    if first_seq is None:
        connection.execute("UPDATE journal_context SET tx = NULL, erasing = 0")
        return None
    # Read one by one: an import writes hundreds of thousands.
    entries = connection.execute(f"SELECT {ENTRY_COLUMNS} FROM journal_entry WHERE seq >= ? ORDER BY seq", (first_seq,))
    header = Header(
        device_id=opened.line.device_id,
        epoch=opened.line.epoch,
        number=opened.line.number + 1,
        hlc=opened.hlc,
        at=stored_moment(now),
        actor=actor.hex if actor else None,
        schema_version=connection.execute("PRAGMA user_version").fetchone()[0],
        undoes=undoes,
    )
    connection.execute(
        "INSERT INTO journal_transaction (tx, device_id, epoch, number, hlc, at, actor, schema_version, undoes,"
        " first_seq, last_seq, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(opened.tx, header.device_id, header.epoch, header.number, header.hlc, header.at, header.actor),
            *(header.schema_version, undoes, first_seq, last_seq),
            link(opened.line.hash, header, first_seq, entries),
        ),
    )
    connection.execute("UPDATE journal_context SET tx = NULL, erasing = 0, last_hlc = ?", (opened.hlc,))
    return opened.tx


def present_line(connection: Any) -> JournalLine | None:
    """The line that this store's journal goes on with; None before the first change."""
    row = connection.execute(
        "SELECT id, epoch, continues FROM device WHERE state = ?", (DeviceState.PRESENT.value,)
    ).fetchone()
    if row is None:
        return None
    device_id, epoch, continues = row
    last = connection.execute(
        "SELECT number, hash FROM journal_transaction WHERE device_id = ? AND epoch = ? ORDER BY tx DESC LIMIT 1",
        (device_id, epoch),
    ).fetchone()
    return JournalLine(device_id, epoch, *(last or (0, continues)))


def begin_epoch(connection: Any, now: datetime, ids: IdSource, *, replaced: JournalLine | None) -> None:
    """Go on in a new epoch; for a store that came out of a backup and takes the place of another one.

    The other one went on, and two transactions must never bear the same device, epoch and number. `replaced` is where
    it stood; without it, or when that was another device, nobody knows which epochs were given out: a new device.
    """
    line = present_line(connection)
    if line is None:
        return
    connection.execute("UPDATE device SET state = ?", (DeviceState.PAST.value,))
    if replaced is not None and replaced.device_id == line.device_id:
        following = JournalLine(line.device_id, max(line.epoch, replaced.epoch) + 1, 0, line.hash)
    else:
        following = JournalLine(ids.new_id().hex, 1, 0, line.hash)
    _store_line(connection, following, now)


def stored_moment(moment: datetime) -> str:
    """A moment as SQLAlchemy stores it in a column."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def _first_line(connection: Any, now: datetime, ids: IdSource) -> JournalLine:
    device: UUID = ids.new_id()
    line = JournalLine(device.hex, 1, 0, "")
    _store_line(connection, line, now)
    return line


def _store_line(connection: Any, line: JournalLine, now: datetime) -> None:
    connection.execute(
        "INSERT INTO device (id, epoch, name, state, started_at, continues) VALUES (?, ?, '', ?, ?, ?)",
        (line.device_id, line.epoch, DeviceState.PRESENT.value, stored_moment(now), line.hash),
    )
