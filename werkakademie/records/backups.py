"""What views read of backups: each one's own description, what a restore would lose, and how things stand."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path

from werkakademie.errors import SituationError

#: So long nobody needs to hear of backups.
FRESH_FOR = timedelta(days=3)


class BackupReason(Enum):
    """Why a backup was made; the value stands in the name of its folder."""

    CLOSE = "close"
    REQUEST = "request"
    MIGRATION = "migration"
    MERGE = "merge"
    ERASURE = "erasure"
    ROTATION = "rotation"
    RESTORE = "restore"


class BackupCheck(Enum):
    """What is known of a backup after a look at it."""

    #: Both files are those that were written.
    FILES_SOUND = "files_sound"
    #: Opened with the key and read from end to end, too.
    SOUND = "sound"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup as its own backup.json describes it; `fault` says why that can't be relied on."""

    folder: Path
    made_at: datetime
    reason: BackupReason | None = None
    schema: int = 0
    program: str = ""
    #: Which site's; empty for a store without a site.
    site: str = ""
    #: Where the journal stood; equal stands mean that nothing was changed in between. Empty where there was none.
    stand: str = ""
    #: Bytes of both files.
    size: int = 0
    fault: SituationError | None = None
    #: In the second folder, not beside the store.
    second: bool = False

    @property
    def name(self) -> str:
        return self.folder.name


@dataclass(frozen=True, slots=True)
class KindChanges:
    """How many records of one table are only in the present store, only in the backup, or different."""

    table: str
    only_now: int
    changed: int
    only_then: int


@dataclass(frozen=True, slots=True)
class RestorePreview:
    """What a restore would lose and bring back; only kinds that differ are named."""

    backup: Backup
    kinds: tuple[KindChanges, ...]
    #: Names of accounts that could sign in again, and of those that no longer could.
    accounts_back: tuple[str, ...]
    accounts_gone: tuple[str, ...]
    #: Whether there is a present store that could be read; without one nothing can be compared.
    compared: bool = True


@dataclass(frozen=True, slots=True)
class BackupMade:
    """A new backup, and what went wrong with its copy in the second folder."""

    backup: Backup
    second_problem: SituationError | None = None


@dataclass(frozen=True, slots=True)
class BackupStatus:
    """How the backups of this PC stand."""

    newest_at: datetime | None
    #: Whether something was changed since the newest one.
    changed_since: bool
    last_problem: str
    second_folder: str
    second_missing: bool
    second_at: datetime | None
    site_created_at: datetime

    def is_worrying(self, now: datetime) -> bool:
        """Whether somebody should look: the last one failed, or what was changed is in none for days."""
        since = self.newest_at or self.site_created_at
        return bool(self.last_problem) or (self.changed_since and now - since > FRESH_FOR)
