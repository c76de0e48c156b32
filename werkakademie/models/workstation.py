"""What belongs to this PC alone: unfinished input, and where its backups go."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from werkakademie.models.columns import ID
from werkakademie.records.ids import AccountId


class Draft(SQLModel, table=True):
    """What somebody typed into a form and has not stored yet."""

    account_id: AccountId = Field(primary_key=True, sa_type=ID)
    form: str = Field(primary_key=True, max_length=80)
    #: Which record the form is about; empty for a new one.
    target: str = Field(default="", primary_key=True, max_length=80)
    #: {"field": value} as JSON.
    content: str
    saved_at: datetime


class Workstation(SQLModel, table=True):
    """The one row about this PC."""

    id: int = Field(primary_key=True)
    #: A second folder for backups, such as a USB stick; empty for none.
    second_backup_folder: str = Field(default="", max_length=1000)
    #: When a backup was last copied there.
    second_backup_at: datetime | None = None
    last_backup_at: datetime | None = None
    #: Why the last backup failed; empty when it did not.
    last_backup_problem: str = Field(default="", max_length=1000)
