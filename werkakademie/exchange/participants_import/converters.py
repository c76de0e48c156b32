"""Turns one cell into the value of one field; made once per column, so that each cell costs little."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_FLOOR, Decimal
from enum import Enum

from werkakademie.exchange.participants_import.texts import BadCellError, Noted, clean_text
from werkakademie.exchange.participants_import.words import (
    FAILED_FORMULAS,
    NOTHING_KNOWN,
    normal,
    words_of,
    yes_no_words,
)
from werkakademie.exchange.spreadsheets.cells import cell_text, parse_number, split_date
from werkakademie.records.importing import Cell, DateOrder, FieldKind, ImportField, ImportValue, ProblemReason

#: Takes a cell that is not blank; None means that the cell says nothing. Raises `BadCellError`.
Converter = Callable[[Cell], "ImportValue | Noted | None"]

_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d+")
_PHONE = re.compile(r"[+\d(][^\n]{0,80}")
_EMAIL = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>.]+")
_WHOLE_WITH_ZERO = re.compile(r"\d+[.,]0+")
#: A number this long was rounded by the spreadsheet: its last digits are lost.
_LONGEST_EXACT = 1e15
_SPREADSHEET_EPOCH = date(1899, 12, 30)
_SERIAL_DAYS = range(10_000, 80_000)
_YOUNGEST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversionSettings:
    """What the cells' meaning depends on: how the file writes, and today (no date of birth lies after it)."""

    today: date
    decimal_sign: str = ","
    date_order: DateOrder = DateOrder.DAY_FIRST


def converter_for(field: ImportField, settings: ConversionSettings, values: Mapping[str, str]) -> Converter:
    """The converter of a field; `values` maps what the file writes to what is stored."""
    convert = _plain_converter(field, settings)
    if not values or field.kind is FieldKind.CHOICE:
        return _choice(field, values) if field.kind is FieldKind.CHOICE else convert
    mapped = {normal(written): stored for written, stored in values.items()}

    def convert_mapped(cell: Cell) -> ImportValue | Noted | None:
        return convert(mapped.get(normal(cell_text(cell)), cell))

    return convert_mapped


def _plain_converter(field: ImportField, settings: ConversionSettings) -> Converter:
    match field.kind:
        case FieldKind.NAME | FieldKind.TEXT | FieldKind.LANGUAGES:
            return _text(field.longest)
        case FieldKind.NUMBER_TEXT:
            return _number_text(field.longest)
        case FieldKind.POSTCODE:
            return _postcode(field.longest)
        case FieldKind.PHONE:
            return _phone(field.longest)
        case FieldKind.EMAIL:
            return _email(field.longest)
        case FieldKind.DATE:
            return _date(field, settings)
        case FieldKind.WHOLE:
            return _whole(field, settings.decimal_sign)
        case FieldKind.YES_NO:
            return _yes_no
        case FieldKind.CHOICE:
            return _choice(field, {})


def _says_nothing(text: str) -> bool:
    """Whether a text means "not known"; a failed formula is an error of the file."""
    word = text.casefold()
    if word in FAILED_FORMULAS:
        raise BadCellError(ProblemReason.SPREADSHEET_ERROR)
    return not word or word in NOTHING_KNOWN


def _text(longest: int) -> Converter:
    def convert(cell: Cell) -> str | None:
        text = clean_text(cell if isinstance(cell, str) else cell_text(cell), longest)
        if text and text[0] == "#" and text.casefold() in FAILED_FORMULAS:
            raise BadCellError(ProblemReason.SPREADSHEET_ERROR)
        return text or None

    return convert


def _digits(cell: Cell) -> str:
    """A number that is a name of something, as text: 12345.0 is 12345; rounded ones are refused."""
    if isinstance(cell, float):
        if abs(cell) >= _LONGEST_EXACT:
            raise BadCellError(ProblemReason.SCIENTIFIC)
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if not isinstance(cell, str):
        return cell_text(cell)
    text = cell.strip()
    if _SCIENTIFIC.fullmatch(text):
        raise BadCellError(ProblemReason.SCIENTIFIC)
    return text


def _number_text(longest: int) -> Converter:
    def convert(cell: Cell) -> str | None:
        text = clean_text(_digits(cell), longest)
        return None if _says_nothing(text) else text

    return convert


def _postcode(longest: int) -> Converter:
    def convert(cell: Cell) -> str | Noted | None:
        text = clean_text(_digits(cell), 200)
        if _says_nothing(text):
            return None
        if _WHOLE_WITH_ZERO.fullmatch(text):
            text = re.split("[.,]", text)[0]
        if len(text) > longest or not any(sign.isdigit() for sign in text):
            raise BadCellError(ProblemReason.NO_POSTCODE)
        if len(text) == 4 and text.isdigit():
            # Spreadsheets drop the zero of Leipzig's 04109; four digits are no German postcode.
            return Noted(f"0{text}", ProblemReason.LEADING_ZERO, f"0{text}")
        return text

    return convert


def _phone(longest: int) -> Converter:
    def convert(cell: Cell) -> str | None:
        text = clean_text(_digits(cell), longest)
        if _says_nothing(text):
            return None
        if sum(sign.isdigit() for sign in text) < 3 or not _PHONE.search(text):
            raise BadCellError(ProblemReason.NO_PHONE)
        return text

    return convert


def _email(longest: int) -> Converter:
    def convert(cell: Cell) -> str | None:
        text = clean_text(cell_text(cell), longest).removeprefix("mailto:")
        if _says_nothing(text):
            return None
        if not _EMAIL.fullmatch(text):
            raise BadCellError(ProblemReason.NO_EMAIL)
        return text

    return convert


def _date(field: ImportField, settings: ConversionSettings) -> Converter:
    today = settings.today
    earliest = date(today.year - field.lowest, 1, 1)
    latest = date(today.year + field.highest, 12, 31) if field.highest else today
    youngest = _YOUNGEST if field.key == "birth_date" else 0

    def in_range(value: date) -> date:
        if value < earliest:
            raise BadCellError(ProblemReason.DATE_BEFORE_RANGE, earliest.isoformat())
        if value > latest:
            raise BadCellError(ProblemReason.DATE_AFTER_RANGE, latest.isoformat())
        return value

    def convert(cell: Cell) -> date | Noted | None:
        if isinstance(cell, datetime):
            return in_range(cell.date())
        if isinstance(cell, date):
            return in_range(cell)
        if isinstance(cell, int | float):
            return in_range(_from_serial(float(cell)))
        text = clean_text(cell_text(cell), 200)
        if _says_nothing(text):
            return None
        parts = split_date(text, settings.date_order)
        if parts is None:
            return in_range(_from_serial(float(text) if text.isdigit() and text.isascii() else 0.0))
        year, month, day = parts
        if year >= 100:
            return in_range(_day(year, month, day))
        century = 2000 if 2000 + year <= latest.year - youngest else 1900
        value = in_range(_day(century + year, month, day))
        return Noted(value, ProblemReason.SHORT_YEAR, str(value.year))

    return convert


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise BadCellError(ProblemReason.NO_DATE) from None


def _from_serial(number: float) -> date:
    """A date that a spreadsheet counts as days; small numbers and years are none."""
    if not number.is_integer() or int(number) not in _SERIAL_DAYS:
        raise BadCellError(ProblemReason.NO_DATE)
    return _SPREADSHEET_EPOCH + timedelta(days=int(number))


def _whole(field: ImportField, decimal_sign: str) -> Converter:
    lowest, highest, is_age = field.lowest, field.highest, field.key == "age"

    def convert(cell: Cell) -> int | None:
        number = _number(cell, decimal_sign)
        if number is None:
            return None
        if number != number.to_integral_value() and not is_age:
            raise BadCellError(ProblemReason.NOT_WHOLE)
        # Who is 34.17 years old is 34, as people count.
        whole = int(number.to_integral_value(ROUND_FLOOR))
        if not lowest <= whole <= highest:
            raise BadCellError(ProblemReason.OUT_OF_RANGE, f"{lowest}–{highest}")
        return whole

    return convert


def _number(cell: Cell, decimal_sign: str) -> Decimal | None:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Decimal(str(cell))
    text = clean_text(cell_text(cell), 200)
    if _says_nothing(text):
        return None
    number = parse_number(text, decimal_sign)
    if number is None or not number.is_finite():
        raise BadCellError(ProblemReason.NO_NUMBER)
    return number


def _yes_no(cell: Cell) -> bool | None:
    if isinstance(cell, bool):
        return cell
    text = clean_text(cell_text(cell), 200)
    answer = yes_no_words().get(normal(text))
    if answer is None and not _says_nothing(text):
        raise BadCellError(ProblemReason.UNKNOWN_VALUE)
    return answer


def _choice(field: ImportField, values: Mapping[str, str]) -> Converter:
    if field.choices is None:
        raise TypeError(field.key)
    words = dict(words_of(field.choices))
    # What the profile says goes before what the word usually means; an empty text leaves the value out.
    mapped: dict[str, Enum | None] = {}
    for written, stored in values.items():
        mapped[normal(written)] = words.get(normal(stored)) if stored else None

    def convert(cell: Cell) -> Enum | None:
        text = clean_text(cell_text(cell), 200)
        word = normal(text)
        if word in mapped:
            return mapped[word]
        if word in words:
            return words[word]
        if not _says_nothing(text):
            raise BadCellError(ProblemReason.UNKNOWN_VALUE)
        return None

    return convert
