"""Converts data rows by a profile: good cells become values, bad ones become problems with row, column and reason."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from werkakademie.errors import FieldProblem, InvalidFieldsError
from werkakademie.exchange.participants_import.converters import ConversionSettings, Converter, converter_for
from werkakademie.exchange.participants_import.fields import FIELDS_BY_KEY
from werkakademie.exchange.participants_import.laws import apply_laws
from werkakademie.exchange.participants_import.profiles import header_key
from werkakademie.exchange.participants_import.texts import BadCellError, Noted, split_name
from werkakademie.exchange.participants_import.words import normal
from werkakademie.exchange.spreadsheets.cells import cell_text, is_blank
from werkakademie.i18n import _
from werkakademie.records.importing import (
    Cell,
    CellProblem,
    ConvertedRow,
    FieldKind,
    ImportField,
    ImportValue,
    MappingProfile,
    Need,
    ProblemReason,
    RecognisedTable,
    Severity,
    SourceRow,
)
from werkakademie.records.importing_texts import field_label, reason_sentence

#: A column remembers so many cells and what they mean; names are many, the rest repeats.
_REMEMBERED = 4_096
#: The most of a bad value that a problem quotes.
_QUOTED = 200
_NAMES = frozenset({"given_names", "family_name", "full_name"})
_IDENTITY = _NAMES | {"own_number"}


@dataclass(frozen=True, slots=True)
class _Step:
    """One mapped column: which cell, which field, how, and what is known already."""

    key: str
    index: int
    column: str
    convert: Converter
    known: dict[Cell, "ImportValue | Noted | None"]


class RowConverter:
    """Converts the rows of one table by one profile. `today` bounds plausible dates.

    Raises `InvalidFieldsError` if the profile itself can't be used (`check_profile`).
    """

    def __init__(self, table: RecognisedTable, profile: MappingProfile, *, today: date) -> None:
        problems = check_profile(table, profile, today=today)
        if problems:
            raise InvalidFieldsError(problems)
        settings = _settings(table, profile, today)
        self._constants = dict(_constants(profile, settings))
        self._steps = tuple(_steps(table, profile, settings))
        self._width = _width(table)
        self._today = today

    def convert(self, row: SourceRow) -> ConvertedRow:
        """The row as it will be stored, with its problems."""
        number, cells = row.number, row.cells
        values = self._constants.copy()
        problems: list[CellProblem] = []
        count = len(cells)
        for step in self._steps:
            if step.index >= count:
                continue
            cell = cells[step.index]
            if cell is None or cell == "":
                continue
            known = step.known
            try:
                if cell in known:
                    value = known[cell]
                else:
                    value = step.convert(cell)
                    if len(known) < _REMEMBERED:
                        known[cell] = value
            except BadCellError as error:
                severity = Severity.ROW_LEFT_OUT if step.key in _NAMES else Severity.CELL_LEFT_OUT
                problems.append(_problem(error, number, step, cell, severity))
                continue
            if type(value) is Noted:
                note = BadCellError(value.reason, value.detail)
                problems.append(_problem(note, number, step, cell, Severity.NOTE))
                values[step.key] = value.value
            elif value is not None:
                values[step.key] = value  # type: ignore[assignment]
        return self._finished(row, values, problems)

    def convert_all(self, rows: Iterable[SourceRow]) -> Iterator[ConvertedRow]:
        return map(self.convert, rows)

    def _finished(self, row: SourceRow, values: dict[str, ImportValue], problems: list[CellProblem]) -> ConvertedRow:
        if len(row.cells) > self._width and not all(map(is_blank, row.cells[self._width :])):
            extra = cell_text(next(cell for cell in row.cells[self._width :] if not is_blank(cell)))
            problems.append(_row_problem(row.number, ProblemReason.MORE_CELLS, extra))
        if "full_name" in values:
            _split_full_name(values)
        if _IDENTITY.isdisjoint(values) and not any(p.severity is Severity.ROW_LEFT_OUT for p in problems):
            problems.append(_row_problem(row.number, ProblemReason.NO_IDENTITY, ""))
        apply_laws(values, problems, row.number)
        accepted = not problems or all(p.severity is not Severity.ROW_LEFT_OUT for p in problems)
        return ConvertedRow(row.number, values, tuple(problems), accepted)


def check_profile(table: RecognisedTable, profile: MappingProfile, *, today: date) -> tuple[FieldProblem, ...]:
    """What keeps a profile from being used on this table: one problem per field; empty if it can be used."""
    problems: list[FieldProblem] = []
    settings = _settings(table, profile, today)
    headers = {header_key(column.header) for column in table.columns}
    for key, mapping in profile.fields.items():
        field = FIELDS_BY_KEY.get(key)
        if field is None:
            problems.append(FieldProblem(key, _("Das Feld „{field}“ gibt es nicht.").format(field=key)))
        elif mapping.column is not None and header_key(mapping.column) not in headers:
            text = _("Die Spalte „{column}“ für „{field}“ fehlt in dieser Datei.")
            problems.append(FieldProblem(key, text.format(column=mapping.column, field=field_label(key))))
        elif mapping.column is None and mapping.constant is not None:
            problems.extend(_constant_problems(field, mapping.constant, settings))
        problems.extend(_value_problems(field, mapping.values) if field is not None else ())
    if not any(key in _IDENTITY and mapping.column is not None for key, mapping in profile.fields.items()):
        text = _("Bitte ordnen Sie eine Spalte für den Namen oder die eigene Nummer zu.")
        problems.append(FieldProblem("family_name", text))
    problems.extend(_missing_partners(profile))
    return tuple(problems)


def _constant_problems(field: ImportField, constant: str, settings: ConversionSettings) -> Iterator[FieldProblem]:
    if field.need is Need.IDENTITY:
        text = _("„{field}“ kann nicht für alle Zeilen gleich sein.").format(field=field_label(field.key))
        yield FieldProblem(field.key, text)
        return
    try:
        converter_for(field, settings, {})(constant)
    except BadCellError as error:
        problem = CellProblem(0, "", constant, error.reason, field.key, detail=error.detail)
        yield FieldProblem(field.key, f"{field_label(field.key)}: {reason_sentence(problem)}")


def _value_problems(field: ImportField, values: dict[str, str]) -> Iterator[FieldProblem]:
    """Mapped values that the field does not know."""
    if field.kind is not FieldKind.CHOICE or field.choices is None:
        return
    stored = {normal(str(member.value)) for member in field.choices}
    for written, value in values.items():
        if value and normal(value) not in stored:
            text = _("Für „{written}“ ist kein gültiger Wert von „{field}“ gewählt.")
            yield FieldProblem(field.key, text.format(written=written, field=field_label(field.key)))


def _missing_partners(profile: MappingProfile) -> Iterator[FieldProblem]:
    """Fields that mean nothing without another one."""
    partners = (
        ("age", "age_as_of", _("Bitte geben Sie an, für welchen Tag das Alter gilt.")),
        ("months_in_need", "months_in_need_as_of", _("Bitte geben Sie an, für welchen Tag die Monate gelten.")),
        ("outcome", "outcome_evidence", _("Bitte geben Sie an, woher der Verbleib bekannt ist.")),
        ("exit_on", "exit_type", _("Bitte geben Sie an, wie die Teilnahmen endeten; das kann für alle gleich sein.")),
        ("outcome", "exit_on", _("Zum Verbleib gehört das Datum des Austritts.")),
    )
    for key, partner, text in partners:
        if key in profile.fields and partner not in profile.fields:
            yield FieldProblem(partner, text)
    enrolment = ("entry_on", "entry_confirmed", "exit_on", "outcome", "allocated_on")
    if any(key in profile.fields for key in enrolment) and "group" not in profile.fields:
        yield FieldProblem("group", _("Bitte ordnen Sie eine Gruppe zu: als Spalte oder für alle Zeilen gleich."))


def _settings(table: RecognisedTable, profile: MappingProfile, today: date) -> ConversionSettings:
    return ConversionSettings(
        today=today,
        decimal_sign=profile.decimal_sign or table.decimal_sign,
        date_order=profile.date_order or table.date_order,
    )


def _constants(profile: MappingProfile, settings: ConversionSettings) -> Iterator[tuple[str, ImportValue]]:
    for key, mapping in profile.fields.items():
        if mapping.column is None and mapping.constant:
            value = converter_for(FIELDS_BY_KEY[key], settings, {})(mapping.constant)
            if isinstance(value, Noted):
                value = value.value
            if value is not None:
                yield key, value


def _steps(table: RecognisedTable, profile: MappingProfile, settings: ConversionSettings) -> Iterator[_Step]:
    places = {header_key(column.header): column for column in table.columns}
    for key, mapping in profile.fields.items():
        if mapping.column is not None:
            column = places[header_key(mapping.column)]
            convert = converter_for(FIELDS_BY_KEY[key], settings, mapping.values)
            yield _Step(key, column.index, column.header, convert, {})


def _width(table: RecognisedTable) -> int:
    """The columns that belong to the table. A few stray cells behind the header mean that a row slipped."""
    width = len(table.columns)
    while width and table.header_rows and _is_stray(table, width - 1):
        width -= 1
    return width


def _is_stray(table: RecognisedTable, index: int) -> bool:
    column = table.columns[index]
    return not column.named and column.filled * 20 <= table.data_rows


def _split_full_name(values: dict[str, ImportValue]) -> None:
    """Two names out of one cell, unless the row has its own columns for them."""
    given, family = split_name(str(values.pop("full_name")))
    for key, name in (("given_names", given), ("family_name", family)):
        if name:
            values.setdefault(key, name)


def _problem(error: BadCellError, row: int, step: _Step, cell: Cell, severity: Severity) -> CellProblem:
    return error.problem(
        row=row, column=step.column, value=cell_text(cell)[:_QUOTED], field=step.key, severity=severity
    )


def _row_problem(row: int, reason: ProblemReason, value: str) -> CellProblem:
    return CellProblem(row, "", value[:_QUOTED], reason, severity=Severity.ROW_LEFT_OUT)
