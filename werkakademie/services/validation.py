"""Checks a form's values against the field base of a table and answers with one problem per field."""

from collections.abc import Mapping, Sequence
from typing import TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from werkakademie.errors import FieldProblem, InvalidFieldsError
from werkakademie.i18n import _

LONGEST_REASON = 200

FieldsT = TypeVar("FieldsT", bound=BaseModel)


def validated(base: type[FieldsT], values: Mapping[str, object]) -> FieldsT:
    """The values as an instance of the field base; names that the base does not know are a fault of the caller.

    Raises InvalidFieldsError with a sentence for each field that can't be stored.
    """
    unknown = values.keys() - base.model_fields.keys()
    if unknown:
        raise TypeError(f"{base.__name__} has no fields {sorted(unknown)}")
    cleaned = {
        name: value.strip() if isinstance(value, str) else value
        for name, value in values.items()
        if value is not None or _may_be_empty(base, name)
    }
    try:
        return base.model_validate(cleaned)
    except ValidationError as error:
        first_per_field: dict[str, str] = {}
        for detail in error.errors():
            first_per_field.setdefault(str(detail["loc"][0]) if detail["loc"] else "", _sentence(detail))
        problems = tuple(FieldProblem(field, message) for field, message in first_per_field.items())
        # The validator's error repeats what was typed, and a terminal would show it.
        raise InvalidFieldsError(problems) from None


def refuse(problems: Sequence[FieldProblem]) -> None:
    """Raises InvalidFieldsError if there is a problem."""
    if problems:
        raise InvalidFieldsError(tuple(problems))


def reason_problems(reason: str, *, needed: bool = True) -> list[FieldProblem]:
    """What is wrong with the reason for something out of the ordinary: there is none, or it is a story."""
    if needed and not reason.strip():
        return [FieldProblem("reason", _("Bitte geben Sie einen Grund an."))]
    if len(reason.strip()) > LONGEST_REASON:
        message = _("Bitte kürzen Sie den Text auf höchstens {most} Zeichen.")
        return [FieldProblem("reason", message.format(most=LONGEST_REASON))]
    return []


def _may_be_empty(base: type[BaseModel], name: str) -> bool:
    """Whether None is a value of the field; where it is not, an empty form field means the field's default."""
    return type(None) in get_args(base.model_fields[name].annotation)


def _sentence(detail: ErrorDetails) -> str:
    """Our words for the validator's error kinds."""
    limits = detail.get("ctx", {})
    match detail["type"]:
        case "missing" | "string_too_short" | "none_required":
            return _("Bitte füllen Sie dieses Feld aus.")
        case "string_too_long":
            return _("Bitte kürzen Sie den Text auf höchstens {most} Zeichen.").format(most=limits["max_length"])
        case "greater_than_equal":
            return _("Bitte geben Sie mindestens {least} ein.").format(least=limits["ge"])
        case "less_than_equal":
            return _("Bitte geben Sie höchstens {most} ein.").format(most=limits["le"])
        case "date_from_datetime_parsing" | "date_parsing" | "date_type":
            return _("Bitte geben Sie ein Datum als TT.MM.JJJJ ein.")
        case "time_parsing" | "time_type":
            return _("Bitte geben Sie eine Uhrzeit als SS:MM ein.")
        case "int_parsing" | "int_type" | "int_from_float" | "float_parsing" | "float_type":
            return _("Bitte geben Sie eine Zahl ein.")
        case "enum" | "bool_parsing" | "bool_type":
            return _("Bitte wählen Sie einen Eintrag aus.")
        case _:
            return _("Diese Eingabe passt hier nicht.")
