"""The hash chain over the journal: each transaction's link covers the one before it, and a salted hash of all values.

Values are hashed apart, with a random salt each, so that the chain still holds after an erasure took them out.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

#: seq, operation, table_name, row_id, subject, fields, salt, fields_hash
Entry = tuple[int, str, str, str, str | None, str | None, bytes | None, str | None]

ENTRY_COLUMNS = "seq, operation, table_name, row_id, subject, fields, salt, fields_hash"


@dataclass(frozen=True, slots=True)
class Header:
    """What a transaction's link covers beside the entries; ids and the moment as the database holds them."""

    device_id: str
    epoch: int
    number: int
    hlc: int
    at: str
    actor: str | None
    schema_version: int
    undoes: int | None


class ChainFaultKind(Enum):
    """In which way the journal is not as it was written."""

    LINK = "link"
    GAP = "gap"
    UNSEALED = "unsealed"
    MISSING = "missing"
    CUT = "cut"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class ChainFault:
    """One finding; `tx` is the transaction, or 0 when it belongs to none."""

    kind: ChainFaultKind
    tx: int
    detail: str


def link(previous: str, header: Header, first_seq: int, entries: Iterable[Entry]) -> str:
    """The hash of a transaction after `previous`, in 64 hex digits.

    Entries count by their place in the transaction: on another PC they lie under other numbers.
    """
    chain = hashlib.sha256(previous.encode())
    chain.update(
        json.dumps(
            [
                *(header.device_id, header.epoch, header.number, header.hlc),
                *(header.at, header.actor, header.schema_version, header.undoes),
            ],
            separators=(",", ":"),
        ).encode()
    )
    for seq, operation, table_name, row_id, subject, fields, salt, fields_hash in entries:
        chain.update(f"\n{seq - first_seq}|{operation}|{table_name}|{row_id}|{subject}|".encode())
        chain.update((fields_hash or hash_of_values(fields, salt)).encode())
    return chain.hexdigest()


def hash_of_values(fields: str | None, salt: bytes | None) -> str:
    """The salted hash of an entry's values; one without values or salt gives a hash that fits nothing."""
    return hashlib.sha256((salt or b"") + (fields or "").encode()).hexdigest()


def verify(connection: Any) -> tuple[ChainFault, ...]:
    """Walk through the whole journal. `connection` is the driver's; the empty answer means: as it was written."""
    return (*_link_faults(connection), *_loose_ends(connection))


def _link_faults(connection: Any) -> Iterator[ChainFault]:
    continues = {
        (device, epoch): text
        for device, epoch, text in connection.execute("SELECT id, epoch, continues FROM device").fetchall()
    }
    last: dict[tuple[str, int], tuple[int, str]] = {}
    rows = connection.execute(
        "SELECT tx, device_id, epoch, number, hlc, at, actor, schema_version, undoes, first_seq, last_seq, hash"
        " FROM journal_transaction ORDER BY tx"
    )
    for tx, device, epoch, number, hlc, at, actor, schema_version, undoes, first_seq, last_seq, stored in rows:
        line = (device, epoch)
        before, previous = last.get(line, (0, continues.get(line, "")))
        last[line] = (number, stored)
        if number != before + 1:
            yield ChainFault(ChainFaultKind.GAP, tx, f"{before} -> {number}")
            continue
        entries = connection.execute(
            f"SELECT {ENTRY_COLUMNS} FROM journal_entry WHERE seq BETWEEN ? AND ? AND tx = ? ORDER BY seq",
            (first_seq, last_seq, tx),
        ).fetchall()
        if len(entries) != last_seq - first_seq + 1:
            yield ChainFault(ChainFaultKind.MISSING, tx, f"{len(entries)} of {last_seq - first_seq + 1}")
            continue
        header = Header(device, epoch, number, hlc, at, actor, schema_version, undoes)
        if link(previous, header, first_seq, entries) != stored:
            yield ChainFault(ChainFaultKind.LINK, tx, "hash")


def _loose_ends(connection: Any) -> Iterator[ChainFault]:
    unsealed = connection.execute(
        "SELECT count(*) FROM journal_entry AS entry WHERE NOT EXISTS (SELECT 1 FROM journal_transaction AS head"
        " WHERE head.tx = entry.tx AND entry.seq BETWEEN head.first_seq AND head.last_seq)"
    ).fetchone()[0]
    if unsealed:
        yield ChainFault(ChainFaultKind.UNSEALED, 0, str(unsealed))
    open_tx, last_hlc = connection.execute("SELECT tx, last_hlc FROM journal_context").fetchone()
    if open_tx is not None:
        yield ChainFault(ChainFaultKind.OPEN, open_tx, "context")
    newest = connection.execute("SELECT max(hlc) FROM journal_transaction").fetchone()[0]
    if (newest or 0) < last_hlc:
        yield ChainFault(ChainFaultKind.CUT, 0, f"{newest} < {last_hlc}")
