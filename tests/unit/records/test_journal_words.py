"""The history's words: for every table and column, as the forms call them, without an id in sight."""

import ast
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlmodel import SQLModel

import werkakademie
from werkakademie import models  # noqa: F401 - registers the tables
from werkakademie.i18n import language_chosen
from werkakademie.records.enums import JournalOperation, PaperStatus
from werkakademie.records.history import Action, FieldChange, HistoryEntry, HistoryValue, Reference
from werkakademie.records.journal_columns import (
    COUNTING_TABLES,
    TECHNICAL,
    column_word,
    columns_called,
    has_words,
    known_tables,
    table_word,
)
from werkakademie.records.journal_texts import (
    action_words,
    change_line,
    entry_lines,
    event_word,
    head_line,
    record_words,
    value_words,
)
from werkakademie.storage.journal.tables import NOT_JOURNALLED

JOURNALLED = {
    name: [column.name for column in table.columns]
    for name, table in SQLModel.metadata.tables.items()
    if name not in NOT_JOURNALLED
}
MORNING = datetime(2026, 11, 20, 8, 42, tzinfo=UTC)


def entry(
    *changes: FieldChange,
    operation: JournalOperation = JournalOperation.UPDATE,
    table: str = "application_document",
    parts: tuple[HistoryValue, ...] = ("Lebenslauf",),
    erased: bool = False,
) -> HistoryEntry:
    person = Reference("participant", "0" * 32, ("Olena Kovalenko",))
    return HistoryEntry(
        1, 1, MORNING, "Petra Wagner", operation, Reference(table, "0" * 32, parts), person, changes, erased
    )


STATUS = FieldChange("status", PaperStatus.DRAFT, PaperStatus.CHECKED)


def test_every_table_has_a_word() -> None:
    assert {name for name in JOURNALLED if table_word(name) == name} <= COUNTING_TABLES


def test_every_column_has_german_words_or_is_named_as_technical() -> None:
    wordless = {
        (table, column)
        for table, columns in JOURNALLED.items()
        for column in columns
        if table not in COUNTING_TABLES and column not in TECHNICAL and not has_words(table, column)
    }
    assert wordless == set()


def test_words_stand_for_tables_that_are_there() -> None:
    assert set(known_tables()) - {"event"} <= set(JOURNALLED)


def test_a_person_is_described_as_the_form_does(qapp: object) -> None:  # noqa: ARG001 - fields need the application
    from werkakademie.ui.participants.form import contact_fields, name_fields, situation_fields

    for field in (*name_fields(), *contact_fields(), *situation_fields()):
        assert column_word("participant", field.name) == field.label_text
        field.deleteLater()


def test_who_when_and_from_what_to_what() -> None:
    one = entry(STATUS)
    assert f"{head_line(one)}: {entry_lines(one)[0]}" == (
        "Petra Wagner, 20.11.2026 09:42: Stand von „Entwurf“ auf „geprüft“"
    )


def test_one_line_for_each_field_and_none_for_technical_ones() -> None:
    one = entry(STATUS, FieldChange("title", "Lebenslauf", "Lebenslauf 2026"), FieldChange("created_by", None, "x"))
    assert entry_lines(one) == ("Stand von „Entwurf“ auf „geprüft“", "Name von „Lebenslauf“ auf „Lebenslauf 2026“")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (None, date(2026, 11, 2), "Letzter Tag: 02.11.2026"),
        (date(2026, 11, 2), None, "Letzter Tag: 02.11.2026 entfernt"),
        (date(2026, 11, 2), date(2026, 11, 9), "Letzter Tag von 02.11.2026 auf 09.11.2026"),
    ],
)
def test_dates_are_german(old: date | None, new: date | None, words: str) -> None:
    assert change_line("enrolment", FieldChange("exit_on", old, new)) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        (True, "„ja“"),
        (False, "„nein“"),
        (0, "0"),
        (19.5, "19,5"),
        (38.25, "38,25"),
        (MORNING, "20.11.2026 09:42"),
        (Reference("small_group", "ab", ("Herbst 3",)), "„Herbst 3“"),
        (Reference("small_group", "ab", ()), "„(gelöscht)“"),
        ("zwei\nZeilen", "„zwei Zeilen“"),
    ],
)
def test_values(value: HistoryValue, words: str) -> None:
    assert value_words(value) == words


def test_a_long_text_is_shortened_and_whole_on_demand() -> None:
    text = "wort " * 40
    assert len(value_words(text)) <= 82
    assert value_words(text).endswith("…“")
    assert value_words(text, whole=True) == f"„{text.strip()}“"


def test_erased_values_say_so() -> None:
    assert entry_lines(entry(erased=True)) == ("Werte: (gelöscht)",)
    assert "endgültig gelöscht" in entry_lines(entry(operation=JournalOperation.ERASE))[0]


def test_deleting_and_bringing_back_are_words_not_a_field() -> None:
    assert entry_lines(entry(FieldChange("deleted", False, True))) == ("entfernt (liegt im Papierkorb)",)
    assert entry_lines(entry(FieldChange("deleted", True, False))) == ("wiederhergestellt",)


def test_records_by_name() -> None:
    assert record_words(Reference("enrolment", "0", (Reference("small_group", "1", ("Herbst 3",)),))) == (
        "Teilnahme in Herbst 3"
    )
    assert record_words(Reference("participant", "0", ())) == "Person"


def test_an_action_in_one_line() -> None:
    assert action_words(Action(1, entry(STATUS), 1, True)) == "Unterlage Lebenslauf (Olena Kovalenko): Stand geändert"
    added = entry(operation=JournalOperation.INSERT)
    assert action_words(Action(1, added, 7, True)) == "7 × Unterlage: angelegt"
    assert action_words(Action(1, added, 3, False)).endswith("angelegt und 2 weitere Einträge")


def test_fields_are_found_by_their_german_words() -> None:
    assert ("participant", "phone") in columns_called("telef")
    assert ("participant", "phone") in columns_called("person telefon")
    assert ("enrolment", "") in columns_called("teilnahme")
    assert columns_called("gibtesnicht") == frozenset()


def test_english_is_complete_for_what_is_said() -> None:
    with language_chosen("en"):
        for table in known_tables():
            assert table_word(table)


def test_every_event_that_the_program_notes_has_words() -> None:
    names = set()
    for path in Path(werkakademie.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "note_event":
                first = node.args[0]
                assert isinstance(first, ast.Constant), "the name of an event is written where it is noted"
                names.add(str(first.value))
    assert names
    assert {name for name in names if event_word(name) == name} == set()
