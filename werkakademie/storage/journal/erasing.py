"""Takes values out of the journal for good; who did what when stays, and so does the chain."""

import json
from collections.abc import Collection, Iterator
from typing import Any

from werkakademie.records.ids import ParticipantId
from werkakademie.storage.journal.chain import hash_of_values
from werkakademie.storage.transaction import Transaction

#: So many people are asked for in one query.
_AT_ONCE = 500


def erasing(tx: Transaction) -> None:
    """Say, before rows are deleted, that this transaction erases: deleted rows leave no values from here on."""
    tx.driver.execute("UPDATE journal_context SET erasing = 1")


def erase_values(
    tx: Transaction,
    subjects: Collection[ParticipantId],
    *,
    tables: Collection[str] = (),
    columns: Collection[str] = (),
) -> int:
    """Empty the entries about these people; gives how many lost something.

    `tables` limits it to entries of some tables, `columns` to some columns of them; without limits everything goes.
    Writes one entry per person that says so (operation X). The salt goes too: with it, short values could be guessed.
    """
    tx.flush()
    erasing(tx)
    reduced = list(_reduced(tx.driver, [subject.hex for subject in subjects], set(tables), set(columns)))
    tx.driver.executemany(
        "UPDATE journal_entry SET fields = ?, salt = NULL, fields_hash = ? WHERE seq = ?",
        reduced,
    )
    named = json.dumps({"tables": [None, " ".join(sorted(tables))], "columns": [None, " ".join(sorted(columns))]})
    tx.driver.executemany(
        "INSERT INTO journal_entry (tx, operation, table_name, row_id, subject, fields, salt)"
        " VALUES ((SELECT tx FROM journal_context), 'X', 'participant', ?, ?, ?, randomblob(16))",
        [(subject.hex, subject.hex, named) for subject in subjects],
    )
    return len(reduced)


def _reduced(
    driver: Any, subjects: list[str], tables: set[str], columns: set[str]
) -> Iterator[tuple[str | None, str, int]]:
    """What remains of each entry, the hash of what it was, and its number."""
    for start in range(0, len(subjects), _AT_ONCE):
        part = subjects[start : start + _AT_ONCE]
        found = driver.execute(
            "SELECT seq, table_name, fields, salt, fields_hash FROM journal_entry"
            f" WHERE subject IN ({', '.join('?' * len(part))}) AND operation <> 'X' AND fields IS NOT NULL",
            part,
        ).fetchall()
        for seq, table_name, fields, salt, fields_hash in found:
            if tables and table_name not in tables:
                continue
            left = _without(fields, columns)
            if left != fields:
                yield left, fields_hash or hash_of_values(fields, salt), seq


def _without(fields: str, columns: set[str]) -> str | None:
    if not columns:
        return None
    values = json.loads(fields)
    if not columns & values.keys():
        return fields
    left = {name: value for name, value in values.items() if name not in columns}
    return json.dumps(left, ensure_ascii=False, separators=(",", ":")) if left else None


def erase_rows(tx: Transaction, table: str, row_ids: Collection[str]) -> int:
    """Empty the entries about single rows that are about no person, such as an employer entered for one."""
    tx.flush()
    erasing(tx)
    reduced = [
        (None, fields_hash or hash_of_values(fields, salt), seq)
        for row_id in row_ids
        for seq, fields, salt, fields_hash in tx.driver.execute(
            "SELECT seq, fields, salt, fields_hash FROM journal_entry"
            " WHERE row_id = ? AND table_name = ? AND operation <> 'X' AND fields IS NOT NULL",
            (row_id, table),
        ).fetchall()
    ]
    tx.driver.executemany("UPDATE journal_entry SET fields = ?, salt = NULL, fields_hash = ? WHERE seq = ?", reduced)
    return len(reduced)
