"""What views read of stand-ins, of the log of accesses, and of a participant's PIN."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum

from werkakademie.records.enums import AccessKind
from werkakademie.records.ids import AccessLogId, AccountId, GroupId, ParticipantId, StandInId


@dataclass(frozen=True, slots=True)
class ForeignGroup:
    """A group that others coach."""

    name: str
    coaches: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StandInRow:
    """A coach who takes over a group for one day."""

    id: StandInId
    group_id: GroupId
    group_name: str
    account_id: AccountId
    account_name: str
    day: date
    reason: str


@dataclass(frozen=True, slots=True)
class AccessQuery:
    """Which accesses are shown; None means all."""

    account_id: AccountId | None = None
    text: str = ""
    limit: int = 500


@dataclass(frozen=True, slots=True)
class AccessRow:
    """Somebody looked at a record; `person` is empty when the person has been erased. `at` is local time."""

    id: AccessLogId
    at: datetime
    account_id: AccountId
    account_name: str
    kind: AccessKind
    participant_id: ParticipantId
    person: str


@dataclass(frozen=True, slots=True)
class AccessList:
    """The accesses of a query, the newest first, and whether there are more than are shown."""

    rows: tuple[AccessRow, ...]
    more: bool


class PinResult(Enum):
    """What became of a try."""

    RIGHT = "right"
    WRONG = "wrong"
    #: Too soon after the last wrong one; it was not looked at.
    TOO_SOON = "too_soon"
    #: Too many wrong ones; a coach has to set a new PIN.
    BLOCKED = "blocked"
    NOT_SET = "not_set"


@dataclass(frozen=True, slots=True)
class PinAnswer:
    """A try's result, how many are left, and how long to wait before the next one counts."""

    result: PinResult
    tries_left: int = 0
    wait_seconds: int = 0


@dataclass(frozen=True, slots=True)
class PinState:
    """What a coach sees of a PIN: never the PIN itself. `set_at` is local time."""

    set_at: datetime | None = None
    blocked: bool = False
    #: What stands on the person's card; empty for none.
    card_number: str = ""


@dataclass(frozen=True, slots=True)
class PinPerson:
    """Somebody of a group, by name, and whether they can sign in."""

    participant_id: ParticipantId
    name: str
    pin: PinState


@dataclass(frozen=True, slots=True)
class PinSlip:
    """What stands on the slip of paper that one person gets."""

    #: As on the page to sign in; `full_name` only where two slips would bear the same one.
    name: str
    full_name: str
    pin: str = field(repr=False)
    #: The person's own language; empty until it is known.
    language: str = ""


@dataclass(frozen=True, slots=True)
class PinSlips:
    """All slips as one PDF, for as many people. It is stored nowhere: whoever asked hands it out or loses it."""

    content: bytes = field(repr=False)
    people: int = 0
