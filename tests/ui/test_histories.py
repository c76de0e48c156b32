"""Histories in the window, the bin and the log of changes, as a person uses them."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.factories import a_group, a_participant, an_application, an_enrolment, make_workplace
from tests.ui.accessibility import check_page, not_reached
from tests.ui.clipped import clipped_texts, pseudo_localise
from tests.ui.driving import choose, click, field, settle, type_into, visible, wait_idle
from werkakademie.models import Participant
from werkakademie.records.enums import Role
from werkakademie.records.ids import ParticipantId
from werkakademie.services import job_search, participants
from werkakademie.services.workplace import Workplace
from werkakademie.ui.groups.page import GroupsPage
from werkakademie.ui.job_search.page import JobSearchPage
from werkakademie.ui.participants.page import ParticipantsPage
from werkakademie.ui.safety.bin_tab import BinTab
from werkakademie.ui.safety.journal_tab import JournalTab
from werkakademie.ui.safety.page import SafetyPage
from werkakademie.ui.shell.pages import Page, PageContext
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.widgets.files import AnsweredFiles
from werkakademie.ui.widgets.history_panel import EntryDialog, HistoryDialog, HistoryPanel

Shown = Callable[..., Page]


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    made = make_workplace(tmp_path / "Standort")
    yield made
    made.store.close()


@pytest.fixture
def person(workplace: Workplace) -> ParticipantId:
    return a_participant(workplace)


@pytest.fixture
def shown(
    workplace: Workplace, worker: Worker, context_of: Callable[[object], PageContext], qtbot: QtBot
) -> Iterator[Shown]:
    """Builds a page, shows it at 1280x800 and lets it load."""

    def show(kind: Callable[[PageContext], Page], target: object = None, roles: frozenset[Role] | None = None) -> Page:
        seat = workplace if roles is None else Workplace(workplace.store, workplace.account_id, "Petra", roles)
        page = kind(context_of(seat))
        worker.changed.connect(page.refresh)
        qtbot.addWidget(page)
        page.resize(1072, 740)
        page.show()
        page.enter(target)
        wait_idle(qtbot, worker)
        return page

    return show  # type: ignore[return-value]


def panel(page: Page) -> HistoryPanel:
    (found,) = visible(page, HistoryPanel)
    return found


def test_a_persons_history_stands_on_a_tab(
    shown: Shown, workplace: Workplace, person: ParticipantId, worker: Worker, qtbot: QtBot
) -> None:
    an_enrolment(workplace, a_group(workplace), person)
    page = shown(ParticipantsPage, person)
    assert isinstance(page, ParticipantsPage)
    page.record._tabs.choose("history")
    wait_idle(qtbot, worker)
    assert panel(page).lines()[:2] == ["Petra Wagner, 23.11.2026 09:00", "angelegt"]
    participants.change_participant(workplace, person, fields={"city": "Lehrte"})
    page.enter(person)
    wait_idle(qtbot, worker)
    assert panel(page).lines()[1] == "Ort: „Lehrte“"
    assert panel(page).list.history.data(panel(page).list.history.index(0), Qt.ItemDataRole.AccessibleTextRole) == (
        "Person Olena Kovalenko, Petra Wagner, 23.11.2026 09:00, Ort: „Lehrte“"
    )
    check_page(page)


def test_a_long_text_is_whole_in_the_details(
    shown: Shown, workplace: Workplace, person: ParticipantId, worker: Worker, qtbot: QtBot
) -> None:
    note = "Rückruf am Freitag, dann mit dem Zeugnis des letzten Arbeitgebers " * 4
    application = an_application(workplace, person)
    job_search.change_application(workplace, application, fields={"note": note.strip()})
    page = shown(JobSearchPage, person)
    click(page, "Verlauf: wer wann was geändert hat")
    wait_idle(qtbot, worker)
    (dialog,) = visible(page, HistoryDialog)
    assert any(line.endswith("…“") for line in dialog.panel.lines())
    check_page(dialog)
    dialog.panel.list.setFocus()
    QTest.keyClick(dialog.panel.list, Qt.Key.Key_Return)
    (details,) = visible(page, EntryDialog)
    assert any(note.strip() in label.text() for label in visible(details, QLabel))
    check_page(details)
    details.reject()
    dialog.reject()


def test_a_groups_history_stands_on_a_tab(shown: Shown, workplace: Workplace, worker: Worker, qtbot: QtBot) -> None:
    group = a_group(workplace)
    page = shown(GroupsPage, group)
    assert isinstance(page, GroupsPage)
    page.detail.tabs.choose("history")
    wait_idle(qtbot, worker)
    assert "Name: „Herbst 3“" in panel(page).lines()


def the_bin(page: Page) -> BinTab:
    (tab,) = visible(page, BinTab)
    return tab


def test_a_removed_person_is_brought_back(
    shown: Shown, workplace: Workplace, person: ParticipantId, worker: Worker, qtbot: QtBot
) -> None:
    participants.remove_participant(workplace, person)
    page = shown(SafetyPage, "bin")
    tab = the_bin(page)
    assert [row.record.parts for row in tab.table.table_model.records()] == [("Olena Kovalenko",)]
    click(page, "Wiederherstellen")
    wait_idle(qtbot, worker)
    assert page.messages.text() == "Wiederhergestellt: Person Olena Kovalenko."
    with workplace.store.read() as tx:
        assert not tx.get(Participant, person).deleted
    assert tab.table.table_model.rowCount() == 0
    assert tab.table.isHidden()


def test_what_belongs_to_a_removed_person_comes_back_with_them_when_somebody_agrees(
    shown: Shown, workplace: Workplace, person: ParticipantId, worker: Worker, qtbot: QtBot
) -> None:
    job_search.remove_application(workplace, an_application(workplace, person))
    participants.remove_participant(workplace, person)
    page = shown(SafetyPage, "bin")
    choose(page, "Art", "Bewerbung")
    wait_idle(qtbot, worker)
    click(page, "Wiederherstellen")
    wait_idle(qtbot, worker)
    assert "gehört zu etwas, das gelöscht ist (Person)" in page.messages.text()
    click(page, "Beides wiederherstellen")
    wait_idle(qtbot, worker)
    assert page.messages.text().startswith("Wiederhergestellt: Bewerbung Lagerhelferin")
    assert len(job_search.job_search_log(workplace, person).applications) == 1


def test_the_bin_is_searched_by_words(
    shown: Shown, workplace: Workplace, person: ParticipantId, worker: Worker, qtbot: QtBot
) -> None:
    participants.remove_participant(workplace, person)
    page = shown(SafetyPage, "bin")
    tab = the_bin(page)
    with qtbot.waitSignal(tab.table.loaded):
        type_into(page, "Name oder Person", "demir")
    wait_idle(qtbot, worker)
    assert tab.table.table_model.rowCount() == 0


def the_journal(page: Page) -> JournalTab:
    (tab,) = visible(page, JournalTab)
    return tab


def rows(tab: JournalTab) -> int:
    return tab.table.table_model.rowCount()


def test_the_lead_looks_for_one_persons_phone_numbers(
    shown: Shown, workplace: Workplace, person: ParticipantId, worker: Worker, qtbot: QtBot
) -> None:
    other = a_participant(workplace, "Ali", "Demir", phone="1")
    participants.change_participant(workplace, person, fields={"phone": "2"})
    page = shown(SafetyPage, "journal")
    tab = the_journal(page)
    everything = rows(tab)
    with qtbot.waitSignal(tab.table.loaded):
        type_into(page, "Name des Feldes", "Telefon")
    wait_idle(qtbot, worker)
    assert 0 < rows(tab) < everything
    with qtbot.waitSignal(tab.table.loaded):
        type_into(page, "Person suchen", "Demir")
    wait_idle(qtbot, worker)
    assert field(page, "Person").value() == other, "the only one who fits is chosen at once"
    assert [entry.subject.row_id for entry in tab.table.table_model.records()] == [other.hex]
    choose(page, "Person", "alle")
    wait_idle(qtbot, worker)
    assert rows(tab) == 2


def test_days_and_kind_and_author(
    shown: Shown, workplace: Workplace, person: ParticipantId, worker: Worker, qtbot: QtBot
) -> None:
    an_application(workplace, person)
    page = shown(SafetyPage, "journal")
    tab = the_journal(page)
    choose(page, "Wer", "Petra Wagner")
    choose(page, "Art", "Bewerbung")
    wait_idle(qtbot, worker)
    assert rows(tab) == 1
    with qtbot.waitSignal(tab.table.loaded):
        type_into(page, "Bis", "22.11.2026")
    wait_idle(qtbot, worker)
    assert rows(tab) == 0
    assert tab.filter.query().last_day == date(2026, 11, 22)


def test_the_chain_is_checked_by_a_click(shown: Shown, worker: Worker, qtbot: QtBot) -> None:
    page = shown(SafetyPage, "journal")
    click(page, "Jetzt prüfen")
    wait_idle(qtbot, worker)
    words = [label.text() for label in visible(page, QLabel)]
    assert any(text.startswith("Kette geprüft am 23.11.2026 09:00: ") for text in words)


def test_the_table_is_saved_and_noted(
    shown: Shown, person: ParticipantId, files: AnsweredFiles, tmp_path: Path, worker: Worker, qtbot: QtBot
) -> None:
    page = shown(SafetyPage, "journal")
    count = rows(the_journal(page))
    path = tmp_path / "Protokoll.csv"
    files.answers.append(path)
    click(page, "Als Tabelle speichern (CSV)")
    wait_idle(qtbot, worker)
    assert page.messages.text() == f"{count} Einträge sind gespeichert."
    assert person is not None
    assert "Kovalenko" in path.read_text(encoding="utf-8-sig")
    assert rows(the_journal(page)) == count + 1, "that it was saved is an entry itself"


def test_a_coach_has_the_bin_but_not_everybodys_changes(shown: Shown) -> None:
    page = shown(SafetyPage, "bin", frozenset({Role.COACH}))
    assert isinstance(page, SafetyPage)
    assert page.tabs.current() == "bin"
    page.tabs.choose("journal")
    assert page.tabs.current() == "bin"


@pytest.mark.parametrize("key", ["bin", "journal"])
def test_the_tabs_can_be_used_by_everybody(shown: Shown, workplace: Workplace, person: ParticipantId, key: str) -> None:
    participants.remove_participant(workplace, person)
    page = shown(SafetyPage, key)
    check_page(page)
    assert not_reached(page) == []


@pytest.mark.parametrize("key", ["bin", "journal"])
def test_no_text_is_clipped_in_a_longer_language(
    shown: Shown, workplace: Workplace, person: ParticipantId, key: str, qtbot: QtBot
) -> None:
    participants.remove_participant(workplace, person)
    page = shown(SafetyPage, key)
    pseudo_localise(page)
    qtbot.waitUntil(lambda: clipped_texts(page) == [])


def test_in_a_low_window_the_filter_folds_and_five_entries_are_seen(
    shown: Shown, workplace: Workplace, worker: Worker, qtbot: QtBot
) -> None:
    for number in range(6):
        a_participant(workplace, "Nour", f"Haddad {number}")
    page = shown(SafetyPage, "journal")
    tab = the_journal(page)
    assert tab.filter.isVisible()
    # What a window of 1024x600 leaves the page.
    page.resize(960, 492)
    settle(qtbot, worker)
    assert not tab.filter.isVisible()
    fifth = tab.table.visualRect(tab.table.table_model.index(4, 0))
    bottom = tab.table.viewport().mapTo(page, fifth.bottomLeft()).y()
    assert bottom <= page.height()
    click(page, "Filter")
    assert tab.filter.isVisible()
