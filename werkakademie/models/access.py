"""Who may stand in for whom, how a participant signs in inside the opened store, and who looked at what."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from werkakademie.models.columns import ID, choice, own_id, reference
from werkakademie.records.enums import AccessKind
from werkakademie.records.ids import AccessLogId, AccountId, GroupId, ParticipantId, StandInId


class StandIn(SQLModel, table=True):
    """A coach who takes over a group for one day."""

    __tablename__ = "stand_in"

    id: StandInId = own_id()
    group_id: GroupId = reference("small_group", index=True)
    account_id: AccountId = reference("account")
    day: date = Field(index=True)
    reason: str = Field(default="", max_length=200)
    created_at: datetime
    created_by: AccountId | None = Field(default=None, sa_type=ID)
    deleted: bool = False


class ParticipantPin(SQLModel, table=True):
    """A participant's PIN; it opens a place inside the opened store, never the file."""

    __tablename__ = "participant_pin"
    __table_args__ = (
        sa.Index(
            "ix_participant_pin_card_number", "card_number", unique=True, sqlite_where=sa.text("card_number <> ''")
        ),
    )

    participant_id: ParticipantId = reference("participant", primary_key=True)
    #: argon2id with its parameters and salt, in the usual one-line form.
    pin_hash: str = Field(max_length=200, repr=False)
    failed_tries: int = 0
    last_try_at: datetime | None = None
    #: On a card that the person may carry; empty for none, otherwise nobody else's.
    card_number: str = Field(default="", max_length=20)
    set_at: datetime
    set_by: AccountId | None = Field(default=None, sa_type=ID)


class AccessLog(SQLModel, table=True):
    """Somebody looked at a record that asks for it; kept for a short time only, and not exchanged."""

    __tablename__ = "access_log"

    id: AccessLogId = own_id()
    at: datetime = Field(index=True)
    account_id: AccountId = Field(sa_type=ID)
    kind: AccessKind = choice(AccessKind)
    participant_id: ParticipantId = Field(sa_type=ID, index=True)
