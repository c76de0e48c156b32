"""Writes CSV files that people open in a spreadsheet program: `;`, UTF-8 with mark, decimal comma, TT.MM.JJJJ.

A cell that a spreadsheet would run as a formula gets an apostrophe in front.
"""

import csv
import io
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from pathlib import Path

from werkakademie.i18n import _, format_date
from werkakademie.records.importing import CellProblem
from werkakademie.records.importing_texts import reason_sentence, severity_label

PeopleCell = str | int | float | Decimal | date | bool | None

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_NUMBER_OR_PHONE = re.compile(r"[+-]?\d+(?:[.,]\d+)*|\+[\d /()\-]+")


def guarded(text: str) -> str:
    """The text, with an apostrophe in front if a spreadsheet would take it for a formula."""
    if text.startswith(_FORMULA_STARTS) and not _NUMBER_OR_PHONE.fullmatch(text):
        return f"'{text}"
    return text


def people_text(cell: PeopleCell) -> str:
    """A value as it stands in a CSV for people."""
    match cell:
        case None:
            return ""
        case bool():
            return _("ja") if cell else _("nein")
        case str():
            return guarded(cell)
        case datetime():
            return f"{cell:%d.%m.%Y %H:%M}"
        case date():
            return format_date(cell)
        case Decimal() | float():
            return f"{cell:f}".replace(".", ",") if isinstance(cell, Decimal) else repr(cell).replace(".", ",")
    return str(cell)


def people_csv_lines(header: Sequence[str], rows: Iterable[Sequence[PeopleCell]]) -> Iterator[str]:
    """The lines of the file, the header first, each with its line end; without the byte order mark."""
    line = io.StringIO()
    writer = csv.writer(line, delimiter=";", lineterminator="\r\n")
    for row in chain([header], rows):
        writer.writerow([people_text(cell) for cell in row])
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def write_people_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[PeopleCell]]) -> None:
    """Writes beside the place and moves it there at the end: a failed export leaves the old file as it was."""
    beside = path.with_name(f".{path.name}.part")
    try:
        with beside.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
            file.writelines(people_csv_lines(header, rows))
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def write_problem_list(path: Path, problems: Iterable[CellProblem]) -> None:
    """The problems of an import as a list that somebody can work through."""
    header = (_("Zeile"), _("Spalte"), _("Wert"), _("Grund"), _("Folge"))
    rows = (
        (problem.row, problem.column, problem.value, reason_sentence(problem), severity_label(problem.severity))
        for problem in problems
    )
    write_people_csv(path, header, rows)
