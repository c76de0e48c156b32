"""What the import shows before anything is stored: how a file was read, how it is mapped, what is wrong with it."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from pathlib import Path

#: A cell as a file gives it: always text in a CSV; workbooks know numbers and dates.
Cell = str | int | float | bool | date | datetime | time | None


class FileKind(Enum):
    """The kinds of spreadsheets that can be read."""

    DELIMITED = "csv"
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"


class DateOrder(Enum):
    """How dates with slashes are meant; dates with dots are day first, ISO dates year first, always."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


class ColumnKind(Enum):
    """What most cells of a column hold."""

    EMPTY = "empty"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognitionChoices:
    """What the person set by hand; None leaves it to the recognition."""

    encoding: str | None = None
    separator: str | None = None
    quoted: bool | None = None
    decimal_sign: str | None = None
    date_order: DateOrder | None = None
    sheet: str | None = None
    #: First and last row of the header; (0, 0) says that there is none.
    header_rows: tuple[int, int] | None = None
    first_data_row: int | None = None
    last_data_row: int | None = None


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line above or below the data, with the row as a spreadsheet numbers it."""

    row: int
    cells: tuple[str, ...]
    is_sum: bool = False

    @property
    def text(self) -> str:
        return "  ".join(cell for cell in self.cells if cell)


@dataclass(frozen=True, slots=True)
class RecognisedColumn:
    """One column of the table. `index` counts from 0, `letter` is the spreadsheet's (A, B … AA)."""

    index: int
    letter: str
    header: str
    kind: ColumnKind
    filled: int
    samples: tuple[str, ...]
    #: All different texts of the column if they are few (for mapping values), otherwise empty.
    distinct: tuple[str, ...] = ()
    #: The sum of a column of numbers, and how many of its cells are no numbers.
    sum: Decimal | None = None
    not_numbers: int = 0
    #: Whether the header names it; otherwise `header` is made up ("Spalte K").
    named: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognisedTable:
    """A foreign spreadsheet as it was understood; every part can be overridden by `RecognitionChoices`."""

    path: Path
    file_kind: FileKind
    columns: tuple[RecognisedColumn, ...]
    data_rows: int
    #: Rows as the spreadsheet numbers them, from 1; both 0 if there are no data rows.
    first_data_row: int
    last_data_row: int
    header_rows: tuple[int, ...] = ()
    title_lines: tuple[SourceLine, ...] = ()
    footer_lines: tuple[SourceLine, ...] = ()
    preview: tuple[SourceLine, ...] = ()
    encoding: str | None = None
    byte_order_mark: bool = False
    separator: str | None = None
    quoted: bool = True
    decimal_sign: str = ","
    date_order: DateOrder = DateOrder.DAY_FIRST
    sheets: tuple[str, ...] = ()
    sheet: str | None = None
    #: Characters that could not be read in this encoding; the rows that hold them are named as problems.
    damaged_characters: int = 0

    @property
    def header(self) -> tuple[str, ...]:
        return tuple(column.header for column in self.columns)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One data row, with its number as a spreadsheet shows it (a line break in quotes adds no row)."""

    number: int
    cells: list[Cell]


class FieldKind(Enum):
    """How the cells of a target field are converted."""

    NAME = "name"
    TEXT = "text"
    NUMBER_TEXT = "number_text"
    POSTCODE = "postcode"
    PHONE = "phone"
    EMAIL = "email"
    DATE = "date"
    WHOLE = "whole"
    YES_NO = "yes_no"
    CHOICE = "choice"
    LANGUAGES = "languages"


class FieldPart(Enum):
    """Whom or what a field belongs to."""

    PERSON = "person"
    CONTACT = "contact"
    ENROLMENT = "enrolment"
    OUTCOME = "outcome"


class Need(Enum):
    """Whether a row can do without the field."""

    OPTIONAL = "optional"
    #: One of the fields with this need is enough: a name, or an own number.
    IDENTITY = "identity"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportField:
    """A field that a column or a constant can be mapped to."""

    key: str
    kind: FieldKind
    part: FieldPart
    need: Need = Need.OPTIONAL
    choices: type[Enum] | None = None
    #: Column names that mean this field, as people write them.
    aliases: tuple[str, ...] = ()
    #: Longest text, or the range of a whole number.
    longest: int = 200
    lowest: int = 0
    highest: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldMapping:
    """Where one field comes from: a column by its header, or the same constant for all rows."""

    column: str | None = None
    constant: str | None = None
    #: What the file writes, and the value that is stored: {"1": "female"}.
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingProfile:
    """How the columns of one kind of file are mapped, kept for the next file of the same shape."""

    name: str
    fields: dict[str, FieldMapping]
    #: The header of the file that the profile was made for.
    header: tuple[str, ...] = ()
    decimal_sign: str | None = None
    date_order: DateOrder | None = None


class ProblemReason(Enum):
    """Why a cell, or a row, could not be taken as it is."""

    # The cell stays out.
    NO_DATE = "no_date"
    DATE_BEFORE_RANGE = "date_before_range"
    DATE_AFTER_RANGE = "date_after_range"
    NO_NUMBER = "no_number"
    OUT_OF_RANGE = "out_of_range"
    NOT_WHOLE = "not_whole"
    UNKNOWN_VALUE = "unknown_value"
    TOO_LONG = "too_long"
    CONTROL_CHARACTER = "control_character"
    INVISIBLE = "invisible"
    DIRECTION_SIGN = "direction_sign"
    DAMAGED_CHARACTER = "damaged_character"
    SCIENTIFIC = "scientific"
    SPREADSHEET_ERROR = "spreadsheet_error"
    NO_POSTCODE = "no_postcode"
    NO_PHONE = "no_phone"
    NO_EMAIL = "no_email"
    AS_OF_MISSING = "as_of_missing"
    EXIT_BEFORE_ENTRY = "exit_before_entry"
    OUTCOME_WITHOUT_EXIT = "outcome_without_exit"
    OUTCOME_WITHOUT_EVIDENCE = "outcome_without_evidence"
    EXIT_WITHOUT_TYPE = "exit_without_type"
    ENTRY_BEFORE_ALLOCATION = "entry_before_allocation"
    WITHOUT_GROUP = "without_group"
    # The row stays out.
    NO_IDENTITY = "no_identity"
    MORE_CELLS = "more_cells"
    # A note: the cell goes in, changed.
    LEADING_ZERO = "leading_zero"
    SHORT_YEAR = "short_year"


class Severity(Enum):
    """What a problem means for the row."""

    NOTE = "note"
    CELL_LEFT_OUT = "cell_left_out"
    ROW_LEFT_OUT = "row_left_out"


@dataclass(frozen=True, slots=True)
class CellProblem:
    """One bad cell: the row as a spreadsheet numbers it, the column's header, the value and the reason."""

    row: int
    column: str
    value: str
    reason: ProblemReason
    field: str = ""
    severity: Severity = Severity.CELL_LEFT_OUT
    #: A limit or a guess that the sentence of the reason names.
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ProblemSummary:
    """The first problems of a file, and how many there are in all."""

    first: tuple[CellProblem, ...]
    notes: int
    cells_left_out: int
    rows_left_out: int

    @property
    def total(self) -> int:
        return self.notes + self.cells_left_out + self.rows_left_out


#: A value as it will be stored.
ImportValue = str | int | bool | date | Enum | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConvertedRow:
    """A row as it will be stored; if it is not accepted, it stays out and `problems` says why."""

    number: int
    values: dict[str, ImportValue]
    problems: tuple[CellProblem, ...]
    accepted: bool


class DoubleKind(Enum):
    """How sure it is that two rows mean the same person."""

    SAME_NUMBER = "same_number"
    SAME_NAME_AND_BIRTH = "same_name_and_birth"
    #: The same name, and a birth date missing on one side at least.
    SAME_NAME = "same_name"


@dataclass(frozen=True, slots=True)
class Double:
    """A row of the file that may mean a person who is there already, or who stands in an earlier row."""

    row: int
    kind: DoubleKind
    #: The earlier row, or None if the person is already stored.
    earlier_row: int | None = None
    #: The stored person's id as text, or empty.
    person: str = ""
