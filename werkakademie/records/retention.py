"""What views read of retention and erasure: rules, the due list, lists under way, certificates, a person's rights."""

from dataclasses import dataclass
from datetime import date, datetime

from werkakademie.records.enums import ErasureDrop, ErasureReason, ErasureState, RetentionKind
from werkakademie.records.ids import DisputeNoteId, ErasureHoldId, ErasureRunId, ParticipantId, RestrictionId

#: Kinds whose period is a number of days; that of all others is a number of months.
COUNTED_IN_DAYS = frozenset({RetentionKind.CARE_NOTES})


@dataclass(frozen=True, slots=True)
class RetentionRuleRecord:
    """The period of one kind of data; nothing is deleted by it before somebody approved it."""

    kind: RetentionKind
    #: Days for the kinds of `COUNTED_IN_DAYS`.
    months: int
    default_months: int
    approved_by: str
    approved_on: date | None

    @property
    def approved(self) -> bool:
        return bool(self.approved_by) and self.approved_on is not None


@dataclass(frozen=True, slots=True)
class DueItem:
    """One kind of one person's data whose period is over; `blocked` says why it can't be proposed."""

    participant_id: ParticipantId
    given_names: str
    family_name: str
    own_number: str
    kind: RetentionKind
    due_on: date
    row_count: int
    blocked: ErasureDrop | None = None
    #: Why the deletion is held, in the words of whoever held it.
    held_because: str = ""
    hold_id: ErasureHoldId | None = None
    #: It is in a list that waits for its confirmation.
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class ErasureKindSummary:
    """How much of one kind a list names, or deleted, with the rule behind it."""

    kind: RetentionKind
    people: int
    row_count: int
    months: int | None = None
    approved_by: str = ""
    approved_on: date | None = None


@dataclass(frozen=True, slots=True)
class ErasureRunRecord:
    """One list: who proposed and confirmed it, and what of it was deleted."""

    id: ErasureRunId
    state: ErasureState
    proposed_at: datetime
    proposed_by: str
    confirmed_at: datetime | None
    confirmed_by: str
    done_at: datetime | None
    certificate: int | None
    reason: ErasureReason | None
    kinds: tuple[ErasureKindSummary, ...]
    #: How many items were left out, by why.
    dropped: tuple[tuple[ErasureDrop, int], ...]
    #: Names of the people, while the list is not carried out.
    people: tuple[str, ...] = ()
    #: Whether the one who asks may confirm it, and if not yet, from when.
    may_confirm: bool = False
    confirm_from: datetime | None = None


@dataclass(frozen=True, slots=True)
class HoldRecord:
    """Nothing of this person is deleted while the hold lasts."""

    id: ErasureHoldId
    participant_id: ParticipantId
    reason: str
    since: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class RestrictionRecord:
    """The record is kept but not used."""

    id: RestrictionId
    reason: str
    since: date
    lifted_on: date | None


@dataclass(frozen=True, slots=True)
class DisputeRecord:
    """What the person says against an entry."""

    id: DisputeNoteId
    about: str
    statement: str
    noted_at: datetime
    noted_by: str


@dataclass(frozen=True, slots=True)
class RightsNote:
    """What is said about a person's rights wherever the record is shown."""

    restricted_since: date | None = None
    disputes: int = 0


@dataclass(frozen=True, slots=True)
class RightsRecord:
    """Everything about a person's rights that stands beside their record."""

    restriction: RestrictionRecord | None
    disputes: tuple[DisputeRecord, ...]
    holds: tuple[HoldRecord, ...]
    #: A list that would delete everything about this person waits for its confirmation.
    erasure_proposed: bool = False
