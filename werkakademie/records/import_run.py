"""What an import says before and after it stores: what would go in, doubles to decide, and what it came to."""

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from werkakademie.records.enums import Focus
from werkakademie.records.ids import ImportProfileId
from werkakademie.records.importing import (
    ConvertedRow,
    DoubleKind,
    ImportField,
    MappingProfile,
    ProblemSummary,
    RecognisedTable,
)


class DoubleDecision(Enum):
    """What happens to a row that may mean somebody who is known already."""

    SKIP = "skip"
    #: Only the enrolment of the row is added; the person's own fields stay as they are.
    SAME_PERSON = "same_person"
    #: Somebody else of the same name.
    NEW_PERSON = "new_person"


@dataclass(frozen=True, slots=True)
class KeptProfile:
    """A mapping that was kept under a name."""

    id: ImportProfileId
    profile: MappingProfile


@dataclass(frozen=True, slots=True)
class RecognisedFile:
    """A file as it was understood, with the mapping to begin with: a kept one that fits, else suggestions."""

    table: RecognisedTable
    profile: MappingProfile
    #: Every kept mapping, by name.
    kept: tuple[KeptProfile, ...] = ()
    #: The name of the kept mapping that fits, or empty.
    fits: str = ""


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """The first rows as they will be stored."""

    fields: tuple[ImportField, ...]
    rows: tuple[ConvertedRow, ...]
    #: Headers of the columns that are mapped to nothing.
    never_stored: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupPlan:
    """A group that rows of the file name. One that does not exist yet is made with this focus and these days."""

    name: str
    people: int
    exists: bool
    focus: Focus
    starts_on: date
    #: The latest end among its people; None while one of them still belongs to it.
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class DoublePerson:
    """One side of a double, as far as a person needs it for the decision."""

    given_names: str
    family_name: str
    own_number: str
    birth_date: date | None


@dataclass(frozen=True, slots=True)
class DoubleRow:
    """A row that may mean somebody who is known: from an earlier row of the file, or from the store."""

    row: int
    kind: DoubleKind
    who: DoublePerson
    other: DoublePerson
    #: The earlier row, or None if the other one is stored already.
    earlier_row: int | None
    #: Several stored people fit, so that nobody can be taken as the same person without looking.
    several: bool = False


@dataclass(frozen=True, slots=True)
class DoubleIndex:
    """All doubles of a file in a few bytes each, by ascending row: for the import itself."""

    rows: "array[int]" = field(default_factory=lambda: array("I"))
    #: The earlier row, 0 for a stored person.
    earlier: "array[int]" = field(default_factory=lambda: array("I"))
    #: The stored person's id, 16 bytes each (nulls for an earlier row).
    people: bytes = b""
    several: bytes = b""

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class FileState:
    """What shows that a file is still the one that was checked."""

    size: int
    modified_ns: int


@dataclass(frozen=True, slots=True)
class ImportCheck:
    """What the import of a file would do; nothing is stored yet."""

    table: RecognisedTable
    profile: MappingProfile
    state: FileState
    rows: int
    accepted: int
    problems: ProblemSummary
    groups: tuple[GroupPlan, ...]
    #: The first doubles, for a person to decide one by one.
    doubles: tuple[DoubleRow, ...]
    index: DoubleIndex
    #: Whether rows carry an enrolment, so that "same person" adds something.
    has_enrolments: bool

    @property
    def doubles_in_file(self) -> int:
        """Rows that may mean somebody of an earlier row."""
        return sum(1 for earlier in self.index.earlier if earlier)

    @property
    def doubles_in_store(self) -> int:
        """Rows that may mean somebody who is stored already."""
        return len(self.index) - self.doubles_in_file


@dataclass(frozen=True, slots=True)
class DoubleDecisions:
    """The decision for each row that was decided, and the one for all others."""

    others: DoubleDecision = DoubleDecision.SKIP
    rows: Mapping[int, DoubleDecision] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import stored, and what stayed out."""

    rows: int
    people: int
    enrolments: int
    outcomes: int
    #: Rows taken as somebody known.
    same_people: int
    #: Doubles that were left out.
    doubles_left_out: int
    #: Rows without what they need.
    rows_left_out: int
    #: Cells that stayed out of rows that went in.
    cells_left_out: int
    #: Enrolments that were there already.
    enrolled_already: int
    #: Names of the groups that were made.
    new_groups: tuple[str, ...]
