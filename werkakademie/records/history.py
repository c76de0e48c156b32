"""What was changed, when and by whom, as views read it; the words are in `journal_texts.py`."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import Enum
from uuid import UUID

from werkakademie.records.enums import JournalOperation
from werkakademie.records.ids import AccountId


@dataclass(frozen=True, slots=True)
class Reference:
    """A row that is named; `parts` say its name, such as a session's day and group. Empty: nobody knows it any more."""

    table: str
    row_id: str
    parts: tuple["HistoryValue", ...] = ()


@dataclass(frozen=True, slots=True)
class WeekDay:
    """A day of the week, 0 is Monday."""

    number: int


HistoryValue = str | int | float | bool | date | datetime | time | Enum | WeekDay | Reference | None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One column's value before and after."""

    column: str
    old: HistoryValue
    new: HistoryValue


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One changed row, or one event."""

    seq: int
    tx: int
    at: datetime
    #: Empty when the program itself wrote, or the account is unknown here.
    author: str
    operation: JournalOperation
    record: Reference
    #: The person it is about; its parts are empty when it is about nobody or the person was erased.
    subject: Reference | None
    changes: tuple[FieldChange, ...]
    #: All or some of the values were deleted for good.
    erased: bool
    #: The transaction that this one took back.
    undoes: int | None = None

    @property
    def table(self) -> str:
        return self.record.table


@dataclass(frozen=True, slots=True)
class JournalQuery:
    """Which entries are asked for; what is None or empty does not limit. `before` is the last number already seen."""

    row_ids: frozenset[str] = frozenset()
    subject: UUID | None = None
    actor: AccountId | None = None
    first_day: date | None = None
    last_day: date | None = None
    tables: frozenset[str] = frozenset()
    #: (table, column) of which one must be among the changes; a column "" stands for any.
    fields: frozenset[tuple[str, str]] | None = None
    only_erased: bool = False
    tx: int | None = None
    before: int | None = None
    limit: int = 100

    def after(self, seq: int | None) -> "JournalQuery":
        """The same query, further on: below the entry that was seen last."""
        return replace(self, before=seq)


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Entries, the newest first; `next_before` is None after the last one."""

    entries: tuple[HistoryEntry, ...]
    next_before: int | None


@dataclass(frozen=True, slots=True)
class Action:
    """One transaction in short: the entry that says most of it, and how many there are."""

    tx: int
    main: HistoryEntry
    entries: int
    #: Whether all entries do the same with the same kind of row.
    alike: bool


@dataclass(frozen=True, slots=True)
class UndoState:
    """What Ctrl+Z and Ctrl+Y would do now; None: there is nothing."""

    undo: Action | None
    redo: Action | None


@dataclass(frozen=True, slots=True)
class DeletedRecord:
    """A record in the bin: what, whose, when, by whom."""

    record: Reference
    subject: Reference | None
    deleted_at: datetime | None
    deleted_by: str
    tx: int | None


@dataclass(frozen=True, slots=True)
class BinPage:
    """The bin, newest first; `next_before` is None after the last row."""

    rows: tuple[DeletedRecord, ...]
    next_before: int | None


@dataclass(frozen=True, slots=True)
class ChainCheck:
    """What a walk through the whole journal found."""

    checked_at: datetime
    transactions: int
    entries: int
    #: One line per finding: kind and transaction.
    faults: tuple[tuple[str, int], ...]
