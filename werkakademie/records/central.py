"""What views read of the central store."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from uuid import UUID

from werkakademie.records.results import Result


class ImportState(Enum):
    """What became of a package that the centre was given."""

    #: Its rows are the site's present ones.
    CURRENT = "current"
    #: A later package of the site has taken its place, or had done so before this one came.
    SUPERSEDED = "superseded"
    #: The same file came before; nothing was changed.
    ALREADY_IMPORTED = "already_imported"
    #: It was refused; the error says why.
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ImportedPackage:
    """A package in the centre's log."""

    site_id: UUID
    site_name: str
    number: int
    as_of: date
    imported_at: datetime
    row_count: int
    state: ImportState


@dataclass(frozen=True, slots=True)
class PackageAnswer:
    """What the centre says to one file; `sentence` is set when it was refused."""

    file_name: str
    state: ImportState
    site_name: str = ""
    number: int = 0
    row_count: int = 0
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class TrustedSite:
    """A site whose signature the centre accepts."""

    site_id: UUID
    name: str
    key_id: str
    trusted_at: datetime


@dataclass(frozen=True, slots=True)
class SiteFigures:
    """One site's figures as it reported them last, on both bases."""

    site_id: UUID
    name: str
    practice: bool
    number: int
    as_of: date
    legal_basis: str
    entered: Result
    allocated: Result


@dataclass(frozen=True, slots=True)
class CentreTable:
    """What all sites reported, each as of its own day; sites stand by name, never by rank."""

    #: Only exits and decisions of this year; None for all.
    year: int | None
    years: tuple[int, ...]
    sites: tuple[SiteFigures, ...]


@dataclass(frozen=True, slots=True)
class CentreRecord:
    """The centre itself: its name, and the key that sites encrypt for."""

    name: str
    recipient: str
