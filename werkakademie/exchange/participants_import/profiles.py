"""Mapping profiles: to and from JSON, and whether one fits the file at hand."""

import json
from collections.abc import Iterable

from werkakademie.errors import SituationError
from werkakademie.exchange.participants_import.words import normal
from werkakademie.i18n import _
from werkakademie.records.importing import DateOrder, FieldMapping, MappingProfile, RecognisedTable

FORMAT = 1


class ProfileDamagedError(SituationError):
    """A kept profile can't be read: it was changed by hand, or comes from a newer version."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def sentence(self) -> str:
        return _(
            "Die gespeicherte Zuordnung „{name}“ lässt sich nicht lesen. Es wurde nichts geändert. "
            "Bitte ordnen Sie die Spalten neu zu."
        ).format(name=self.name)


def header_key(header: str) -> str:
    """The form in which column names are compared."""
    return normal(header)


def profile_to_json(profile: MappingProfile) -> str:
    """The profile as JSON text, with only what is set."""
    fields = {
        key: {
            name: value
            for name, value in (
                ("column", mapping.column),
                ("constant", mapping.constant),
                ("values", mapping.values or None),
            )
            if value is not None
        }
        for key, mapping in profile.fields.items()
    }
    content = {
        "format": FORMAT,
        "name": profile.name,
        "header": list(profile.header),
        "decimal_sign": profile.decimal_sign,
        "date_order": profile.date_order.value if profile.date_order else None,
        "fields": fields,
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def profile_from_json(text: str) -> MappingProfile:
    """The profile of a JSON text; raises `ProfileDamagedError`."""
    name = ""
    try:
        content = json.loads(text)
        name = str(content["name"])
        if content["format"] != FORMAT:
            raise ValueError(content["format"])
        return MappingProfile(
            name=name,
            fields={str(key): _mapping(part) for key, part in content["fields"].items()},
            header=tuple(str(column) for column in content["header"]),
            decimal_sign=_decimal_sign(content.get("decimal_sign")),
            date_order=DateOrder(content["date_order"]) if content.get("date_order") else None,
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ProfileDamagedError(name) from error


def _mapping(part: dict[str, object]) -> FieldMapping:
    column, constant, values = part.get("column"), part.get("constant"), part.get("values", {})
    if not isinstance(column, str | None) or not isinstance(constant, str | None) or not isinstance(values, dict):
        raise ValueError(part)
    return FieldMapping(
        column=column,
        constant=constant,
        values={str(written): str(stored) for written, stored in values.items()},
    )


def _decimal_sign(sign: object) -> str | None:
    if sign not in (None, ",", "."):
        raise ValueError(sign)
    return str(sign) if sign else None


def fits(profile: MappingProfile, table: RecognisedTable) -> bool:
    """Whether every column that the profile maps is in the table; a profile of constants wants the same header."""
    present = {header_key(header) for header in table.header}
    mapped = [mapping.column for mapping in profile.fields.values() if mapping.column is not None]
    if mapped:
        return all(header_key(column) in present for column in mapped)
    return bool(profile.header) and {header_key(header) for header in profile.header} == present


def best_profile(profiles: Iterable[MappingProfile], table: RecognisedTable) -> MappingProfile | None:
    """Of the profiles that fit, the one made for the most similar header; the later one of equals."""
    present = {header_key(header) for header in table.header}
    best: MappingProfile | None = None
    best_score = (-1.0, -1)
    for profile in profiles:
        made_for = {header_key(header) for header in profile.header}
        union = len(made_for | present)
        score = (len(made_for & present) / union if union else 0.0, len(profile.fields))
        if fits(profile, table) and score >= best_score:
            best, best_score = profile, score
    return best
