"""Single cells of foreign tables: is this a number, a date, nothing; and which sign is the decimal sign."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

from werkakademie.i18n import format_date
from werkakademie.records.importing import Cell, DateOrder

COMMA, POINT = ",", "."
#: What statistics write for "nothing": never a number, never a text.
NOTHING = frozenset({"", "-", "–", "—", ".", "...", "…", "/", "x", "X", "NA", "N/A", "n/a", "NULL", "null"})

_SPACES = "   '’"
_GROUPED = r"[+\-−]?\d{1,3}(?:[%s]\d{3})+"
_NUMBER = {
    COMMA: re.compile(rf"(?:{_GROUPED % ('.' + _SPACES)}|[+\-−]?\d+)(?:,\d+)?(?:[eE][+\-]?\d+)?"),
    POINT: re.compile(rf"(?:{_GROUPED % (',' + _SPACES)}|[+\-−]?\d*)(?:\.\d+)?(?:[eE][+\-]?\d+)?"),
}
_UNIT = re.compile(r"\s*(?:€|EUR|%|Euro)$")
_DATE = re.compile(
    r"(?:(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
    r"|(?P<dotted_day>\d{1,2})\. ?(?P<dotted_month>\d{1,2})\. ?(?P<dotted_year>\d{4}|\d{2})"
    r"|(?P<first>\d{1,2})[/-](?P<second>\d{1,2})[/-](?P<slashed_year>\d{4}|\d{2}))"
    r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
)
_LOOKS_TYPED = re.compile(
    r"[+\-−]?\d[\d.,   '’]*(?:[eE][+\-]?\d+)?\s*(?:€|EUR|%|Euro)?"
    r"|[+\-−]?[.,]\d+"
    r"|\d{1,4}[-/]\d{1,2}[-/]\d{1,4}(?:[T ][\d:.,]+(?:Z|[+-]\d{2}:?\d{2})?)?"
    r"|\d{1,2}\. ?\d{1,2}\. ?\d{2,4}[T ][\d:.,]+"
)


def cell_text(cell: Cell) -> str:
    """A cell as a person would read it: whole floats without .0, dates with dots."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell).replace(".", ",")
    if isinstance(cell, datetime):
        return format_date(cell.date()) + (f"{cell:, %H:%M}" if (cell.hour, cell.minute) != (0, 0) else "")
    if isinstance(cell, date):
        return format_date(cell)
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    return str(cell)


def is_blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and (not cell or cell.isspace()))


def looks_typed(cell: Cell) -> bool:
    """Whether a cell looks like a number or a date, in whichever way of writing it."""
    if isinstance(cell, str):
        return _LOOKS_TYPED.fullmatch(cell.strip()) is not None
    return cell is not None and not isinstance(cell, bool)


def is_code(text: str) -> bool:
    """Digits with a leading zero are a postcode or a number of a thing, no quantity."""
    return len(text) > 1 and text[0] == "0" and text.isdigit()


def parse_number(text: str, decimal_sign: str) -> Decimal | None:
    """The number that a text means with this decimal sign (the other one is the thousands sign), or None."""
    text = text.strip()
    if text.isascii() and text.isdigit():
        return Decimal(text)
    if not text:
        return None
    if not text[-1].isdigit():
        text = _UNIT.sub("", text)
    if _NUMBER[decimal_sign].fullmatch(text) is None:
        return None
    plain = "".join(sign for sign in text if sign not in _SPACES)
    plain = plain.replace("−", "-").replace(POINT if decimal_sign == COMMA else COMMA, "")
    try:
        return Decimal(plain.replace(COMMA, POINT))
    except InvalidOperation:
        return None


def recognise_decimal_sign(texts: Iterable[str], separator: str | None) -> str:
    """The decimal sign that the texts prove; unproved, a comma, except in a file separated by commas."""
    comma = point = ambiguous = 0
    for cell in texts:
        text = _UNIT.sub("", cell.strip()).lstrip("+-−")
        if not text or not text[-1].isdigit() or any(sign not in "0123456789.,eE+-   '’" for sign in text):
            continue
        commas, points = text.count(COMMA), text.count(POINT)
        if commas and points:
            comma, point = _vote(comma, point, last=COMMA if text.rfind(COMMA) > text.rfind(POINT) else POINT)
        elif commas > 1 or points > 1:
            # 1.234.567 groups thousands; 31.12.2012 is a date and proves nothing.
            if _is_grouped(text, COMMA if commas else POINT):
                comma, point = _vote(comma, point, last=POINT if commas else COMMA)
        elif commas or points:
            sign = COMMA if commas else POINT
            whole, fraction = text.split(sign)
            if len(fraction) == 3 and fraction.isdigit() and whole.isdigit() and 1 <= len(whole) <= 3 and whole != "0":
                ambiguous += 1
            else:
                comma, point = _vote(comma, point, last=sign)
    if comma != point:
        return COMMA if comma > point else POINT
    return POINT if separator == COMMA else COMMA


def _vote(comma: int, point: int, *, last: str) -> tuple[int, int]:
    return (comma + 1, point) if last == COMMA else (comma, point + 1)


def _is_grouped(text: str, sign: str) -> bool:
    first, *rest = text.split(sign)
    return 1 <= len(first) <= 3 and all(len(group) == 3 for group in rest)


def recognise_date_order(texts: Iterable[str]) -> DateOrder:
    """Month first only if a date with slashes has a number above 12 in its second place, and none in its first."""
    first_above = second_above = False
    for text in texts:
        match = _DATE.fullmatch(text.strip())
        if match and match["first"]:
            first_above |= int(match["first"]) > 12
            second_above |= int(match["second"]) > 12
    return DateOrder.MONTH_FIRST if second_above and not first_above else DateOrder.DAY_FIRST


def split_date(text: str, order: DateOrder) -> tuple[int, int, int] | None:
    """Year, month, day as they are written (the year may have two digits), or None if it is no date at all."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    if match["year"]:
        return int(match["year"]), int(match["month"]), int(match["day"])
    if match["dotted_day"]:
        return int(match["dotted_year"]), int(match["dotted_month"]), int(match["dotted_day"])
    first, second, year = int(match["first"]), int(match["second"]), int(match["slashed_year"])
    return (year, first, second) if order is DateOrder.MONTH_FIRST else (year, second, first)


def is_date(cell: Cell) -> bool:
    if isinstance(cell, str):
        return _DATE.fullmatch(cell.strip()) is not None
    return isinstance(cell, date)


def column_letter(index: int) -> str:
    """The spreadsheet's name of the column with this index: 0 → A, 26 → AA."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
