"""The journal's tables: who changed what in which transaction, written by triggers and closed by a chain of hashes."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from werkakademie.models.columns import ID, choice
from werkakademie.records.enums import DeviceState, JournalOperation
from werkakademie.records.ids import AccountId, DeviceId


class Device(SQLModel, table=True):
    """A PC that wrote here, and the stretch of its journal that began at a date: a restore begins a new epoch."""

    id: DeviceId = Field(primary_key=True, sa_type=ID)
    epoch: int = Field(primary_key=True)
    name: str = Field(default="", max_length=120)
    state: DeviceState = choice(DeviceState)
    started_at: datetime
    #: The hash that the epoch's first transaction continues; empty in a new store.
    continues: str = Field(default="", max_length=64)


class JournalContext(SQLModel, table=True):
    """The one row from which triggers learn the transaction they run in; without one they fail."""

    __tablename__ = "journal_context"

    id: int = Field(primary_key=True)
    tx: int | None = None
    #: Only while a person is erased may entries lose their values.
    erasing: bool = False
    #: The newest hybrid logical clock reading that this store knows.
    last_hlc: int = Field(sa_type=sa.BigInteger)


class JournalTransaction(SQLModel, table=True):
    """One transaction that changed something; `number` has no gap within device and epoch."""

    __tablename__ = "journal_transaction"
    __table_args__ = (sa.Index("ix_journal_transaction_actor", "actor", "tx"),)

    tx: int = Field(primary_key=True)
    device_id: DeviceId = Field(sa_type=ID)
    epoch: int
    number: int
    #: Hybrid logical clock: unix milliseconds * 65536, never less than what was seen before.
    hlc: int = Field(sa_type=sa.BigInteger)
    #: What the clock of the PC showed.
    at: datetime
    actor: AccountId | None = Field(default=None, sa_type=ID)
    schema_version: int
    first_seq: int
    last_seq: int
    #: The transaction that this one takes back.
    undoes: int | None = None
    hash: str = Field(max_length=64)


class JournalEntry(SQLModel, table=True):
    """One changed row. An erased entry keeps the hash of its values, so that the chain still holds."""

    __tablename__ = "journal_entry"
    __table_args__ = (
        sa.Index("ix_journal_entry_row", "row_id"),
        sa.Index("ix_journal_entry_subject", "subject", sqlite_where=sa.text("subject IS NOT NULL")),
    )

    seq: int = Field(primary_key=True)
    tx: int
    operation: JournalOperation = choice(JournalOperation)
    table_name: str = Field(max_length=32)
    #: The primary key; several columns are joined by a slash.
    row_id: str = Field(max_length=80)
    #: The person that the row is about.
    subject: UUID | None = Field(default=None, sa_type=ID)
    #: {"column": [old, new]} as JSON; empty after an erasure.
    fields: str | None = None
    salt: bytes | None = None
    #: Only after an erasure; before that it follows from `fields` and `salt`.
    fields_hash: str | None = Field(default=None, max_length=64)
