"""Histories of records, and the lead's view of all changes: filters, pages, the chain, the table for people."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.factories import (
    COACH,
    MONDAY_MORNING,
    a_group,
    a_participant,
    a_session,
    an_application,
    an_enrolment,
    an_exit,
    make_workplace,
)
from werkakademie.errors import Cancelled
from werkakademie.models import Account
from werkakademie.records.enums import AttendanceMark
from werkakademie.records.history import HistoryEntry, JournalQuery
from werkakademie.records.ids import AccountId
from werkakademie.records.journal_columns import columns_called
from werkakademie.records.journal_texts import entry_lines, head_line, record_words
from werkakademie.services import attendance, groups, history, journal, participants
from werkakademie.services.documents import FileNotWrittenError
from werkakademie.services.workplace import Workplace
from werkakademie.storage.journal.erasing import erase_values


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    made = make_workplace(tmp_path / "Standort")
    yield made
    made.store.close()


def told(entries: tuple[HistoryEntry, ...]) -> list[str]:
    return [f"{record_words(entry.record)}: {entry_lines(entry)[0]}" for entry in entries]


def test_everything_about_a_person_the_newest_first(workplace: Workplace) -> None:
    person = a_participant(workplace)
    group = a_group(workplace)
    enrolment = an_enrolment(workplace, group, person)
    session = a_session(workplace, group)
    attendance.give_mark(workplace, session, enrolment, mark=AttendanceMark.PRESENT)
    an_exit(workplace, enrolment)
    a_participant(workplace, "Ali", "Demir")
    assert told(history.person_history(workplace, person).entries) == [
        "Nachfrage 20.02.2027, Herbst 3: angelegt",
        "Teilnahme in Herbst 3: Stichtag: 20.02.2027",
        "Teilnahme in Herbst 3: Letzter Tag: 20.11.2026",
        "Anwesenheit am 23.11.2026, Herbst 3: angelegt",
        "Teilnahme in Herbst 3: angelegt",
        "Person Olena Kovalenko: angelegt",
    ]


def test_a_history_comes_in_pages(workplace: Workplace) -> None:
    person = a_participant(workplace)
    for number in range(5):
        participants.change_participant(workplace, person, fields={"city": f"Ort {number}"})
    lines: list[str] = []
    before: int | None = None
    while True:
        page = history.person_history(workplace, person, before=before, limit=2)
        lines += [entry_lines(entry)[0] for entry in page.entries]
        before = page.next_before
        if before is None:
            break
    assert lines == [*(f"Ort von „Ort {n - 1}“ auf „Ort {n}“" for n in (4, 3, 2, 1)), "Ort: „Ort 0“", "angelegt"]


def test_a_group_with_its_slots_and_sessions_but_not_its_people(workplace: Workplace) -> None:
    group = a_group(workplace)
    a_session(workplace, group)
    an_enrolment(workplace, group)
    groups.change_group(workplace, group, fields={"room": "Raum 9"})
    assert told(history.record_history(workplace, "small_group", group).entries) == [
        "Gruppe Herbst 3: Raum von „Raum 3“ auf „Raum 9“",
        "Termin 23.11.2026, Herbst 3: angelegt",
        "Zeitfenster Montag, 09:00, Herbst 3: angelegt",
        "Gruppe Herbst 3: angelegt",
    ]


def test_an_application_with_its_stages(workplace: Workplace) -> None:
    application = an_application(workplace, a_participant(workplace))
    assert told(history.record_history(workplace, "job_application", application).entries) == [
        "Stand der Bewerbung Lagerhelferin, Logistik Nord GmbH, beworben: angelegt",
        "Bewerbung Lagerhelferin, Logistik Nord GmbH: angelegt",
    ]


def test_what_somebody_did_who_has_left_keeps_the_name(workplace: Workplace) -> None:
    gone = AccountId(workplace.store.ids.new_id())
    with workplace.store.write(None) as tx:
        tx.add(Account(id=gone, name="Renate Öz", created_at=tx.now))
    person = a_participant(Workplace(workplace.store, gone, "Renate Öz", workplace.roles))
    with workplace.store.write(None) as tx:
        tx.get(Account, gone).deleted = True
    (entry,) = history.person_history(workplace, person).entries
    assert head_line(entry) == "Renate Öz, 23.11.2026 09:00"
    assert (gone, "Renate Öz") in journal.authors(workplace)


def test_erased_values_are_told_as_such(workplace: Workplace) -> None:
    person = a_participant(workplace)
    participants.change_participant(workplace, person, fields={"city": "Peine"})
    with workplace.store.write(workplace.account_id) as tx:
        erase_values(tx, [person], tables=["participant"], columns=["city"])
    lines = [entry_lines(entry) for entry in history.person_history(workplace, person).entries]
    assert lines[0] == ("Angaben endgültig gelöscht, auch aus dem Verlauf",)
    assert lines[1] == ("Werte: (gelöscht)",)
    assert lines[2][:3] == ("angelegt", "Vornamen: „Olena“", "Familienname: „Kovalenko“"), "the rest can still be read"


def page(workplace: Workplace, query: JournalQuery) -> list[str]:
    found = journal.journal_page(workplace, query).entries
    assert journal.journal_count(workplace, query) == len(found)
    return told(found)


def test_the_lead_filters_by_who_when_what_whose_and_by_words(workplace: Workplace) -> None:
    other = AccountId(workplace.store.ids.new_id())
    with workplace.store.write(None) as tx:
        tx.add(Account(id=other, name="Renate Öz", created_at=tx.now))
    olena = a_participant(workplace, city="Lehrte")
    workplace.store.clock.set(MONDAY_MORNING + timedelta(days=2))  # type: ignore[attr-defined]
    colleague = Workplace(workplace.store, other, "Renate Öz", workplace.roles)
    participants.change_participant(colleague, olena, fields={"city": "Peine"})
    a_group(workplace)
    change = "Person Olena Kovalenko: Ort von „Lehrte“ auf „Peine“"
    assert page(workplace, JournalQuery(actor=other)) == [change]
    wednesday = date(2026, 11, 25)
    assert page(workplace, JournalQuery(first_day=wednesday, tables=frozenset({"participant"}))) == [change]
    assert page(workplace, JournalQuery(last_day=wednesday - timedelta(days=1), subject=olena)) == [
        "Person Olena Kovalenko: angelegt"
    ]
    assert page(workplace, JournalQuery(fields=columns_called("person ort"), actor=other)) == [change]
    assert page(workplace, JournalQuery(fields=columns_called("telefon"))) == []
    assert page(workplace, JournalQuery(only_erased=True)) == []
    assert page(workplace, JournalQuery(fields=frozenset())) == []


def test_a_day_is_that_of_the_room_not_of_the_clock_in_greenwich(workplace: Workplace) -> None:
    workplace.store.clock.set(MONDAY_MORNING.replace(hour=23, minute=30))  # type: ignore[attr-defined]
    a_participant(workplace)
    tuesday = date(2026, 11, 24)
    assert page(workplace, JournalQuery(first_day=tuesday, last_day=tuesday)) == ["Person Olena Kovalenko: angelegt"]


def test_the_chain_is_found_unchanged_and_a_changed_entry_is_found(workplace: Workplace) -> None:
    a_participant(workplace)
    found = journal.check_chain(workplace)
    assert (found.faults, found.transactions > 0, found.entries > found.transactions) == ((), True, True)
    with workplace.store.write(None) as tx:
        tx.driver.execute("DROP TRIGGER journal_guard_journal_entry_update")
        tx.driver.execute("UPDATE journal_entry SET fields = replace(fields, 'Olena', 'Elena')")
    assert [kind for kind, _number in journal.check_chain(workplace).faults] == ["link"]


class Watched:
    """Counts the reports, and cancels at one of them."""

    def __init__(self, cancel_at: int = -1) -> None:
        self.reports: list[tuple[int, int | None]] = []
        self.cancel_at = cancel_at

    def advance(self, done: int, total: int | None, text: str = "") -> None:  # noqa: ARG002 - as the protocol has it
        self.reports.append((done, total))
        if done == self.cancel_at:
            raise Cancelled


def test_the_table_holds_exactly_what_is_filtered_and_is_noted(workplace: Workplace, tmp_path: Path) -> None:
    person = a_participant(workplace, "=1+1", "Kovalenko", city="Lehrte")
    participants.change_participant(workplace, person, fields={"city": "Peine"})
    a_group(workplace)
    path = tmp_path / "Protokoll.csv"
    watched = Watched()
    assert journal.export_journal(workplace, JournalQuery(subject=person), path, progress=watched) == 2
    assert path.read_bytes().startswith(b"\xef\xbb\xbf"), "a spreadsheet program knows by the mark that it is UTF-8"
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, change, *rest = list(csv.reader(file, delimiter=";"))
    assert header[:3] == ["Zeitpunkt", "Wer", "Vorgang"]
    assert change[0:2] == ["23.11.2026 09:00:00", COACH]
    assert change[-3:] == ["Ort", "Lehrte", "Peine"]
    assert ["Vornamen", "", "'=1+1"] in [row[-3:] for row in rest], "no spreadsheet runs a name as a formula"
    assert watched.reports[-1] == (2, 2)
    event = journal.journal_page(workplace, JournalQuery(limit=1)).entries[0]
    assert entry_lines(event) == ("Protokoll als Datei gespeichert", "Einträge: 2")


def test_a_cancelled_table_leaves_neither_file_nor_note(workplace: Workplace, tmp_path: Path) -> None:
    a_participant(workplace)
    before = journal.journal_count(workplace, JournalQuery())
    path = tmp_path / "Protokoll.csv"
    with pytest.raises(Cancelled):
        journal.export_journal(workplace, JournalQuery(), path, progress=Watched(cancel_at=0))
    assert [entry.name for entry in tmp_path.iterdir()] == ["Standort"]
    assert journal.journal_count(workplace, JournalQuery()) == before


def test_a_place_that_takes_no_file_is_named(workplace: Workplace, tmp_path: Path) -> None:
    with pytest.raises(FileNotWrittenError):
        journal.export_journal(workplace, JournalQuery(), tmp_path / "fehlt" / "Protokoll.csv")
