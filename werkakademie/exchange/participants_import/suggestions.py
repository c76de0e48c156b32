"""Suggests which column fills which field, and what the values of a column mean."""

from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz, process

from werkakademie.exchange.participants_import.fields import FIELDS
from werkakademie.exchange.participants_import.words import normal, words_of
from werkakademie.records.importing import (
    ColumnKind,
    FieldKind,
    FieldMapping,
    ImportField,
    MappingProfile,
    RecognisedColumn,
    RecognisedTable,
)
from werkakademie.records.importing_texts import field_label

#: Names as similar as this are suggested; shorter ones must be the same, letter by letter.
_SIMILAR = 86.0
_SHORTEST_SIMILAR = 5


def suggest_profile(table: RecognisedTable, name: str = "") -> MappingProfile:
    """A first mapping by the column names: each column and each field at most once, the surest pairs first."""
    pairs = sorted(_pairs(table), key=lambda pair: -pair[0])
    fields: dict[str, FieldMapping] = {}
    taken: set[int] = set()
    for _score, field, column in pairs:
        if field.key not in fields and column.index not in taken:
            fields[field.key] = FieldMapping(column=column.header, values=suggest_values(field, column.distinct))
            taken.add(column.index)
    _settle_names(fields, table)
    order = {field.key: place for place, field in enumerate(FIELDS)}
    ordered = {key: fields[key] for key in sorted(fields, key=order.__getitem__)}
    return MappingProfile(name=name, fields=ordered, header=table.header)


def _pairs(table: RecognisedTable) -> Iterator[tuple[float, ImportField, RecognisedColumn]]:
    names = {field.key: _names(field) for field in FIELDS}
    for column in table.columns:
        if not column.named:
            continue
        written = _letters(column.header)
        for field in FIELDS:
            score = _similarity(written, names[field.key])
            if score and _possible(field, column):
                yield score, field, column


def _names(field: ImportField) -> list[str]:
    return [_letters(alias) for alias in (*field.aliases, field_label(field.key), field.key.replace("_", " "))]


def _letters(text: str) -> str:
    """A column name without signs: „Geb.-Datum" and „geb datum" are the same."""
    return " ".join("".join(sign if sign.isalnum() else " " for sign in normal(text)).split())


def _similarity(written: str, names: list[str]) -> float:
    if not written:
        return 0.0
    if written in names:
        return 100.0
    if len(written) < _SHORTEST_SIMILAR:
        return 0.0
    found = process.extractOne(written, names, scorer=fuzz.ratio, score_cutoff=_SIMILAR)
    return found[1] - 1 if found and len(found[0]) >= _SHORTEST_SIMILAR else 0.0


def _possible(field: ImportField, column: RecognisedColumn) -> bool:
    """Not a column of figures or dates for a name, not one of words for an age."""
    if field.kind is FieldKind.NAME:
        return column.kind in (ColumnKind.TEXT, ColumnKind.EMPTY)
    if field.kind is FieldKind.WHOLE:
        return column.kind in (ColumnKind.NUMBER, ColumnKind.EMPTY)
    return not (field.kind is FieldKind.YES_NO and column.kind is ColumnKind.DATE)


def _settle_names(fields: dict[str, FieldMapping], table: RecognisedTable) -> None:
    """A single column „Name" that holds both names is the whole name."""
    family = fields.get("family_name")
    if family is None or "given_names" in fields or "full_name" in fields:
        return
    column = next(column for column in table.columns if column.header == family.column)
    if column.samples and all(" " in sample or "," in sample for sample in column.samples):
        fields["full_name"] = fields.pop("family_name")


def suggest_values(field: ImportField, texts: Iterable[str]) -> dict[str, str]:
    """What the texts of a column mean in this field, where a word is known; the others are for the person to map."""
    if field.choices is None:
        return {}
    words = words_of(field.choices)
    known = {text: words.get(normal(text)) for text in texts}
    return {text: str(member.value) for text, member in known.items() if member is not None}
