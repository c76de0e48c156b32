"""A table in the reader's language, the same for the screen, PDF, spreadsheet, CSV and clipboard."""

from dataclasses import dataclass
from datetime import date

from werkakademie.i18n import format_count, format_date, format_rate


@dataclass(frozen=True, slots=True)
class Percent:
    """A percentage by its parts; without a whole it is a dash."""

    numerator: int
    denominator: int


#: None is an empty cell.
PrintedCell = str | int | date | Percent | None


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """Rows of cells; `numbers` are the columns whose cells stand at the end, `total` says that the last row sums up."""

    key: str
    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[PrintedCell, ...], ...]
    numbers: frozenset[int] = frozenset()
    total: bool = False
    #: The column that takes the room that is left.
    wide: int = 0


def cell_text(cell: PrintedCell) -> str:
    """A cell as the chosen language writes it."""
    match cell:
        case None:
            return ""
        case str():
            return cell
        case Percent():
            return format_rate(cell.numerator, cell.denominator)
        case date():
            return format_date(cell)
    return format_count(cell)
