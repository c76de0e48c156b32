"""Finds what rows are called, for many at once: a session by its day and group, an enrolment by its group."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from werkakademie.records.history import HistoryValue, Reference
from werkakademie.records.participants import display_name
from werkakademie.storage.journal.values import read_value

#: A row by its table and its id as the journal writes it.
RowName = tuple[str, str]
Names = Mapping[RowName, tuple[HistoryValue, ...]]

_AT_ONCE = 500

#: The columns that name a row, by its id; references among them are looked up in their turn.
_NAMED_BY = {
    "participant": ("given_names", "family_name", "own_number"),
    "small_group": ("name",),
    "account": ("name",),
    "employer": ("name",),
    "enrolment": ("group_id",),
    "time_slot": ("weekday", "starts", "group_id"),
    "coaching_session": ("held_on", "group_id"),
    "stand_in": ("day", "group_id"),
    "job_application": ("position", "employer_id"),
    "application_event": ("application_id", "stage"),
    "application_document": ("title",),
    "document_version": ("file_name", "document_id"),
    "placement": ("employer_name",),
    "follow_up": ("due_on", "enrolment_id"),
    "contact_attempt": ("attempted_on", "follow_up_id"),
    "outcome": ("category", "as_of"),
    "import_profile": ("name",),
    "reporting_package": ("number",),
    "site": ("name",),
    "erasure_hold": ("since",),
    "restriction": ("since",),
    "dispute_note": ("about",),
    "child": ("given_name",),
    "collector": ("name",),
    "care_room": ("name",),
    "carer": ("name",),
    "carer_shift": ("carer_id", "weekday", "starts"),
    "carer_day": ("carer_id", "day"),
    "childcare_slot": ("held_on", "group_id"),
    "childcare_booking": ("child_id", "slot_id"),
    "childcare_visit": ("child_id", "held_on"),
    "permanent_care_search": ("provider_name",),
    "care_agreement": ("text",),
    "presence_claim": ("session_id",),
    "search_activity": ("kind", "happened_on"),
    "resume": ("layout",),
    "cover_letter": ("subject",),
    "paper_comment": ("text",),
    "sent_paper": ("version_id",),
    "interview": ("held_on", "application_id"),
    "practice_talk": ("held_on",),
}

#: Rows that are named by the parts of their key, which are ids of other rows or plain values.
_NAMED_BY_KEY: Mapping[str, tuple[str, ...]] = {
    "attendance": ("coaching_session", ""),
    "group_coach": ("small_group", "account"),
    "slot_choice": ("", "time_slot"),
    "suspension": ("enrolment", "starts_on"),
    "account_role": ("account", "role"),
    "group_childcare": ("small_group",),
    "childcare_policy": ("site",),
    "care_hours": ("permanent_care_search", "weekday"),
    "placement_hours": ("placement", "weekday"),
    "own_settings": ("",),
    "interview_answer": ("", "question"),
    "course_progress": ("", "card"),
    "job_portal": ("",),
}

#: A name leads to others at most so often: contact attempt, follow-up, enrolment, group.
_DEEPEST = 5


def names_of(driver: Any, wanted: Iterable[RowName]) -> Names:
    """The names of the rows; a row that is gone has none. `driver` is the driver's connection."""
    known: dict[RowName, tuple[HistoryValue, ...]] = {}
    asked: set[RowName] = set()
    open_names = set(wanted)
    for _depth in range(_DEEPEST):
        asked |= open_names
        found = _parts(driver, open_names)
        known |= found
        open_names = {name for parts in found.values() for part in parts for name in _pointed(part)} - asked
        if not open_names:
            break
    return {name: tuple(_filled(part, known, _DEEPEST) for part in parts) for name, parts in known.items()}


def filled(value: HistoryValue, names: Names) -> HistoryValue:
    """The value, with its name if it is a reference."""
    return filled_reference(value.table, value.row_id, names) if isinstance(value, Reference) else value


def filled_reference(table: str, row_id: str, names: Names) -> Reference:
    """The row with its name, if it has one."""
    return Reference(table, row_id, names.get((table, row_id), ()))


def _parts(driver: Any, wanted: Collection[RowName]) -> dict[RowName, tuple[HistoryValue, ...]]:
    by_table: dict[str, list[str]] = defaultdict(list)
    found: dict[RowName, tuple[HistoryValue, ...]] = {}
    for table, row_id in wanted:
        if table in _NAMED_BY_KEY:
            found[table, row_id] = _key_parts(table, row_id)
        elif table in _NAMED_BY:
            by_table[table].append(row_id)
    for table, ids in by_table.items():
        columns = _NAMED_BY[table]
        for start in range(0, len(ids), _AT_ONCE):
            part = ids[start : start + _AT_ONCE]
            rows = driver.execute(
                f'SELECT id, {", ".join(columns)} FROM "{table}" WHERE id IN ({", ".join("?" * len(part))})', part
            ).fetchall()
            for row_id, *stored in rows:
                found[table, row_id] = _row_parts(table, columns, stored)
    return found


def _row_parts(table: str, columns: tuple[str, ...], stored: list[Any]) -> tuple[HistoryValue, ...]:
    if table == "participant":
        return (display_name(*stored),)
    return tuple(read_value(table, column, value) for column, value in zip(columns, stored, strict=True))


def _key_parts(table: str, row_id: str) -> tuple[HistoryValue, ...]:
    parts: list[HistoryValue] = []
    for kind, part in zip(_NAMED_BY_KEY[table], row_id.split("/"), strict=False):
        if kind in _NAMED_BY:
            parts.append(Reference(kind, part))
        elif kind:
            parts.append(read_value(table, kind, part))
    return tuple(parts)


def _pointed(value: HistoryValue) -> Iterable[RowName]:
    return [(value.table, value.row_id)] if isinstance(value, Reference) else []


def _filled(value: HistoryValue, known: Names, depth: int) -> HistoryValue:
    if not isinstance(value, Reference) or not depth:
        return value
    parts = known.get((value.table, value.row_id), ())
    return Reference(value.table, value.row_id, tuple(_filled(part, known, depth - 1) for part in parts))
