"""Takes the rows of a store that is older than the journal into it, so that the journal tells every row's state."""

from werkakademie.storage.journal.triggers import inserted_values, journalled_tables
from werkakademie.storage.transaction import Transaction


def needs_adopting(tx: Transaction) -> bool:
    """Whether there are rows but no journal."""
    return bool(
        tx.driver.execute(
            "SELECT NOT EXISTS (SELECT 1 FROM journal_transaction) AND EXISTS (SELECT 1 FROM site)"
        ).fetchone()[0]
    )


def adopt(tx: Transaction) -> int:
    """Write an insert entry for every row of every covered table; gives how many."""
    count = 0
    for table in journalled_tables(tx.driver):
        row = f'"{table.name}"'
        done = tx.driver.execute(
            "INSERT INTO journal_entry (tx, operation, table_name, row_id, subject, fields, salt)"
            f" SELECT (SELECT tx FROM journal_context), 'I', '{table.name}', {table.row_id(row)}, {table.subject(row)},"
            f" {inserted_values(table, row)}, randomblob(16) FROM {row}"
        )
        count += done.rowcount
    return count
