"""What must be true between the values of one row, whatever the single cells say."""

from collections.abc import Iterable
from datetime import date

from werkakademie.i18n import format_date
from werkakademie.records.importing import CellProblem, ImportValue, ProblemReason
from werkakademie.records.importing_texts import field_label

_OUTCOME = ("outcome", "outcome_evidence", "outcome_observed_on")
_EXIT = ("exit_on", "exit_type", "exit_reason")
#: Without a group these have nothing to belong to; their days would be lost silently.
_DAYS = ("allocated_on", "entry_on", "non_entry_on", "exit_on")
_ENROLMENT = (*_DAYS, *_EXIT, *_OUTCOME, "focus", "entry_confirmed", "non_entry_reason", "insured_at_entry")


def apply_laws(values: dict[str, ImportValue], problems: list[CellProblem], row: int) -> None:
    """Drops what has no meaning in this row, and names what was a contradiction."""
    if "age" in values or "age_as_of" in values:
        _age(values, problems, row)
    if "months_in_need" in values:
        if "months_in_need_as_of" not in values:
            problems.append(_without(values, "months_in_need", ProblemReason.AS_OF_MISSING, row))
    else:
        _drop(values, ("months_in_need_as_of", "months_in_need_source"))
    if "entry_confirmed" in values:
        not_wanted = ("non_entry_reason", "non_entry_on") if values["entry_confirmed"] else ("entry_on",)
        _drop(values, not_wanted)
    if "group" not in values:
        _without_group(values, problems, row)
        return
    _allocation(values, problems, row)
    _exit(values, problems, row)
    _outcome(values, problems, row)


def _without_group(values: dict[str, ImportValue], problems: list[CellProblem], row: int) -> None:
    if any(key in values for key in _DAYS):
        problems.append(CellProblem(row, field_label("group"), "", ProblemReason.WITHOUT_GROUP, "group"))
    _drop(values, _ENROLMENT)


def _allocation(values: dict[str, ImportValue], problems: list[CellProblem], row: int) -> None:
    allocated_on, entry_on = values.get("allocated_on"), values.get("entry_on")
    if isinstance(allocated_on, date) and isinstance(entry_on, date) and entry_on < allocated_on:
        reason = ProblemReason.ENTRY_BEFORE_ALLOCATION
        problems.append(_without(values, "allocated_on", reason, row, format_date(entry_on)))


def _age(values: dict[str, ImportValue], problems: list[CellProblem], row: int) -> None:
    """A birth date says more than an age; an age without its day says nothing after a year."""
    if "birth_date" in values or "age" not in values:
        _drop(values, ("age", "age_as_of"))
    elif "age_as_of" not in values:
        problems.append(_without(values, "age", ProblemReason.AS_OF_MISSING, row))


def _exit(values: dict[str, ImportValue], problems: list[CellProblem], row: int) -> None:
    exit_on = values.get("exit_on")
    if exit_on is None:
        _drop(values, _EXIT)
        return
    start = values.get("entry_on") or values.get("allocated_on")
    if isinstance(exit_on, date) and isinstance(start, date) and exit_on < start:
        problems.append(_without(values, "exit_on", ProblemReason.EXIT_BEFORE_ENTRY, row, format_date(start)))
        _drop(values, _EXIT)
    elif "exit_type" not in values:
        problems.append(_without(values, "exit_on", ProblemReason.EXIT_WITHOUT_TYPE, row))
        _drop(values, _EXIT)


def _outcome(values: dict[str, ImportValue], problems: list[CellProblem], row: int) -> None:
    if "outcome" not in values:
        _drop(values, _OUTCOME)
    elif "exit_on" not in values:
        problems.append(_without(values, "outcome", ProblemReason.OUTCOME_WITHOUT_EXIT, row))
        _drop(values, _OUTCOME)
    elif "outcome_evidence" not in values:
        problems.append(_without(values, "outcome", ProblemReason.OUTCOME_WITHOUT_EVIDENCE, row))
        _drop(values, _OUTCOME)


def _drop(values: dict[str, ImportValue], keys: Iterable[str]) -> None:
    for key in keys:
        values.pop(key, None)


def _without(
    values: dict[str, ImportValue], key: str, reason: ProblemReason, row: int, detail: str = ""
) -> CellProblem:
    """Takes the value out and says so; the field's name stands for the column, which the row does not know."""
    value = values.pop(key)
    text = format_date(value) if isinstance(value, date) else str(getattr(value, "value", value))
    return CellProblem(row, field_label(key), text, reason, key, detail=detail)
