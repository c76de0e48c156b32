"""What the check of the store looks at, what it can find, how grave that is, and what may be repaired."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Final


class CheckKind(Enum):
    """One part of the check; the order is the order they run in."""

    SQLITE = "sqlite"
    PAGES = "pages"
    ENCRYPTION = "encryption"
    SCHEMA = "schema"
    REFERENCES = "references"
    SEARCH = "search"
    TRIGGERS = "triggers"
    CHAIN = "chain"
    CONTENT = "content"
    FILES = "files"
    VAULT = "vault"
    BACKUPS = "backups"
    SPACE = "space"
    CLOCK = "clock"
    PLACE = "place"
    LEFTOVERS = "leftovers"


class Gravity(Enum):
    """How much a finding matters; the worst stands first."""

    DAMAGE = "damage"
    WARNING = "warning"
    NOTE = "note"


class Repair(Enum):
    """What the program may put right on its own: nothing that anybody entered is changed by it."""

    REBUILD_SEARCH = "rebuild_search"
    INSTALL_TRIGGERS = "install_triggers"
    REMOVE_FILES = "remove_files"
    REMOVE_LEFTOVERS = "remove_leftovers"
    MAKE_RESERVE = "make_reserve"
    CLOSE_TO_OTHERS = "close_to_others"


class FindingKind(Enum):
    """Everything that a check can find."""

    CHECK_STOPPED = "check_stopped"
    SQLITE_OLD = "sqlite_old"
    PAGES_BROKEN = "pages_broken"
    ENCRYPTION_BROKEN = "encryption_broken"
    SCHEMA_CHANGED = "schema_changed"
    VERSION_UNEXPECTED = "version_unexpected"
    REFERENCES_BROKEN = "references_broken"
    SEARCH_BROKEN = "search_broken"
    TRIGGERS_CHANGED = "triggers_changed"
    CHAIN_BROKEN = "chain_broken"
    CHAIN_CUT = "chain_cut"
    CHAIN_UNSEALED = "chain_unsealed"
    LINE_UNCLEAR = "line_unclear"
    BEHIND_JOURNAL = "behind_journal"
    FILES_UNREFERENCED = "files_unreferenced"
    FILES_MISSING = "files_missing"
    FILES_CHANGED = "files_changed"
    VAULT_UNREADABLE = "vault_unreadable"
    BACKUP_NONE = "backup_none"
    BACKUP_OLD = "backup_old"
    BACKUP_DAMAGED = "backup_damaged"
    BACKUP_FAILED = "backup_failed"
    SPACE_LOW = "space_low"
    RESERVE_GONE = "reserve_gone"
    CLOCK_BEHIND = "clock_behind"
    CLOCK_AHEAD = "clock_ahead"
    CLOCK_TOO_EARLY = "clock_too_early"
    NETWORK_PLACE = "network_place"
    SYNCED_PLACE = "synced_place"
    OPEN_TO_OTHERS = "open_to_others"
    LEFTOVERS = "leftovers"


_DAMAGE: Final = frozenset(
    {
        FindingKind.CHECK_STOPPED,
        FindingKind.PAGES_BROKEN,
        FindingKind.ENCRYPTION_BROKEN,
        FindingKind.SCHEMA_CHANGED,
        FindingKind.VERSION_UNEXPECTED,
        FindingKind.REFERENCES_BROKEN,
        FindingKind.CHAIN_BROKEN,
        FindingKind.CHAIN_CUT,
        FindingKind.CHAIN_UNSEALED,
        FindingKind.LINE_UNCLEAR,
        FindingKind.BEHIND_JOURNAL,
        FindingKind.FILES_MISSING,
        FindingKind.FILES_CHANGED,
        FindingKind.VAULT_UNREADABLE,
    }
)
_NOTES: Final = frozenset({FindingKind.FILES_UNREFERENCED, FindingKind.LEFTOVERS})

#: A broken chain or a broken page has no line here: whoever "repairs" those hides what happened.
_REPAIRS: Final[Mapping[FindingKind, Repair]] = {
    FindingKind.SEARCH_BROKEN: Repair.REBUILD_SEARCH,
    FindingKind.TRIGGERS_CHANGED: Repair.INSTALL_TRIGGERS,
    FindingKind.FILES_UNREFERENCED: Repair.REMOVE_FILES,
    FindingKind.LEFTOVERS: Repair.REMOVE_LEFTOVERS,
    FindingKind.RESERVE_GONE: Repair.MAKE_RESERVE,
    FindingKind.OPEN_TO_OTHERS: Repair.CLOSE_TO_OTHERS,
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be; `facts` fill its sentences (`records/doctor_words.py`)."""

    kind: FindingKind
    facts: Mapping[str, str | int | datetime] = field(default_factory=dict)

    @property
    def gravity(self) -> Gravity:
        """How much it matters."""
        if self.kind in _DAMAGE:
            return Gravity.DAMAGE
        return Gravity.NOTE if self.kind in _NOTES else Gravity.WARNING

    @property
    def repair(self) -> Repair | None:
        """What the program may do about it; None where only a person can."""
        return _REPAIRS.get(self.kind)


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The whole check: when, what was looked at, and what was found, the gravest first."""

    at: datetime
    checked: tuple[CheckKind, ...]
    findings: tuple[Finding, ...]

    @property
    def fine(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    @property
    def repairs(self) -> tuple[Repair, ...]:
        """What may be repaired, each once."""
        return tuple(dict.fromkeys(one.repair for one in self.findings if one.repair is not None))
