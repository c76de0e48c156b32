"""The groups page: set a group up, bring people in, plan its sessions."""

from collections.abc import Callable, Iterator
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMenu
from pytestqt.qtbot import QtBot

from tests.factories import (
    a_care_room,
    a_carer,
    a_child,
    a_group,
    a_participant,
    a_session,
    an_enrolment,
    care_for_group,
    make_workplace,
)
from tests.ui.accessibility import check_page, not_reached
from tests.ui.clipped import clipped_texts
from tests.ui.conftest import NOW
from tests.ui.driving import button, click, field, press, settle, show_page, type_into, visible
from werkakademie.records.enums import Focus, NonEntryReason
from werkakademie.records.groups import SlotDraft
from werkakademie.records.ids import GroupId
from werkakademie.records.participants import ParticipantState
from werkakademie.services import enrolments, groups, sessions
from werkakademie.services.workplace import Workplace
from werkakademie.storage.practice_identity import SteppedClock
from werkakademie.ui.groups.page import GroupsPage
from werkakademie.ui.shell.pages import Opener, PageContext
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.widgets.buttons import Button
from werkakademie.ui.widgets.data_table import DataTable
from werkakademie.ui.widgets.fields import ChoiceField
from werkakademie.ui.widgets.text import TextLabel

# An open menu grabs the keyboard, which a screen that is not there can't give.
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support grabbing the keyboard$", extend=True)

SLOTS = [SlotDraft(day, time(9), time(12)) for day in (0, 2, 4)]


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path, clock=SteppedClock(NOW))
    yield opened
    opened.store.close()


@pytest.fixture
def show(
    qtbot: QtBot, worker: Worker, workplace: Workplace, context_of: Callable[[object], PageContext]
) -> Callable[..., GroupsPage]:
    def shown(target: object = None) -> GroupsPage:
        return show_page(qtbot, worker, GroupsPage(context_of(workplace)), target)

    return shown


def dialog_of(page: GroupsPage) -> QDialog:
    """The one dialog that is open."""
    (dialog,) = visible(page, QDialog)
    return dialog


def choose(page: QDialog, label: str, value: object) -> None:
    """Choose an entry of a choice field by the keyboard's way: the field is asked for its own words."""
    found = field(page, label)
    assert isinstance(found, ChoiceField)
    found.control.setFocus()
    while found.value() != value:
        before = found.value()
        QTest.keyClick(found.control, Qt.Key.Key_Down)
        assert found.value() != before, f"{value} is not among the choices of {label}"


def texts(page: GroupsPage) -> list[str]:
    return [label.text() for label in visible(page, TextLabel)]


def menu_action(page: GroupsPage, steps: int) -> None:
    """Open „Mehr“ and choose an entry by arrow keys and Enter."""
    click(page, "Mehr")
    (menu,) = [one for one in page.findChildren(QMenu) if one.isVisible()]
    for _step in range(steps):
        QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)


def test_the_first_group_is_set_up_from_the_empty_page(
    qtbot: QtBot, worker: Worker, workplace: Workplace, show: Callable[..., GroupsPage]
) -> None:
    page = show()
    click(page, "Gruppe anlegen")
    settle(qtbot, worker)
    dialog = dialog_of(page)
    type_into(dialog, "Name", "Herbst 3")
    choose(dialog, "Zielgruppe", Focus.SINGLE_PARENTS)
    type_into(dialog, "Beginn", "2.11.2026")
    type_into(dialog, "Ende", "31.12.2026")
    type_into(dialog, "Raum", "Raum 3")
    type_into(dialog, "Plätze", "12")
    click(dialog, "Zeitfenster hinzufügen")
    click(dialog, "Zeitfenster hinzufügen")
    click(dialog, "Anlegen")
    settle(qtbot, worker)
    (row,) = groups.group_rows(workplace)
    assert (row.name, row.focus, row.starts_on, row.capacity) == (
        "Herbst 3",
        Focus.SINGLE_PARENTS,
        date(2026, 11, 2),
        12,
    )
    slots = groups.group_record(workplace, row.id).slots
    assert [(slot.weekday, slot.starts, slot.ends) for slot in slots] == [
        (0, time(9), time(12)),
        (1, time(9), time(12)),
    ]
    assert "Herbst 3" in texts(page)
    assert page.list.current_record().name == "Herbst 3"


def test_what_is_missing_is_said_at_its_field(
    qtbot: QtBot, worker: Worker, workplace: Workplace, show: Callable[..., GroupsPage]
) -> None:
    page = show()
    click(page, "Gruppe anlegen")
    settle(qtbot, worker)
    dialog = dialog_of(page)
    type_into(dialog, "Beginn", "2.11.2026")
    type_into(dialog, "Ende", "1.11.2026")
    click(dialog, "Anlegen")
    assert field(dialog, "Name").shown_problem() == "Bitte füllen Sie dieses Feld aus."
    type_into(dialog, "Name", "Herbst 3")
    choose(dialog, "Zielgruppe", Focus.MIXED)
    click(dialog, "Anlegen")
    settle(qtbot, worker)
    assert field(dialog, "Ende").shown_problem() == "Das Ende liegt vor dem Beginn. Bitte prüfen Sie beide Tage."
    assert groups.group_rows(workplace) == ()


def test_people_are_enrolled_from_a_list_that_can_be_searched(
    qtbot: QtBot, worker: Worker, workplace: Workplace, show: Callable[..., GroupsPage]
) -> None:
    group_id = a_group(workplace, slots=SLOTS, slots_per_week=2)
    for names in (("Yusuf", "Demir"), ("Leyla", "Yılmaz"), ("Fatma", "Öztürk")):
        a_participant(workplace, *names)
    page = show()
    page.detail.tabs.choose("people")
    click(page, "Personen aufnehmen")
    settle(qtbot, worker)
    dialog = dialog_of(page)
    for typed in ("yilm", "ozturk"):
        type_into(dialog, "Person suchen", typed)
        settle(qtbot, worker)
        people = dialog.people  # type: ignore[attr-defined]
        assert people.count() == 1
        QTest.keyClick(people, Qt.Key.Key_Space)
    assert "2 Personen ausgewählt: Leyla Yılmaz, Fatma Öztürk" in " ".join(
        label.text() for label in visible(dialog, TextLabel)
    )
    slots = field(dialog, "Zeitfenster").control
    slots.setFocus()
    QTest.keyClick(slots, Qt.Key.Key_Space)
    QTest.keyClick(slots, Qt.Key.Key_Down)
    QTest.keyClick(slots, Qt.Key.Key_Space)
    click(dialog, "Aufnehmen")
    settle(qtbot, worker)
    rows = enrolments.enrolment_rows(workplace, group_id)
    assert [row.family_name for row in rows] == ["Öztürk", "Yılmaz"]
    assert {len(row.slot_ids) for row in rows} == {2}
    assert page.messages.text() == "2 Personen wurden aufgenommen."
    click(page, "Rückgängig")
    settle(qtbot, worker)
    assert enrolments.enrolment_rows(workplace, group_id) == ()


def test_a_full_group_asks_before_it_takes_more(
    qtbot: QtBot, worker: Worker, workplace: Workplace, show: Callable[..., GroupsPage]
) -> None:
    group_id = a_group(workplace, capacity=1)
    an_enrolment(workplace, group_id, a_participant(workplace, "Olena", "Kovalenko"))
    a_participant(workplace, "Yusuf", "Demir")
    page = show()
    page.detail.tabs.choose("people")
    click(page, "Personen aufnehmen")
    settle(qtbot, worker)
    dialog = dialog_of(page)
    people = dialog.people  # type: ignore[attr-defined]
    assert people.item(1).text() == "Olena Kovalenko – schon in dieser Gruppe"
    QTest.keyClick(people, Qt.Key.Key_Space)
    click(dialog, "Aufnehmen")
    settle(qtbot, worker)
    assert len(enrolments.enrolment_rows(workplace, group_id)) == 1
    again = button(dialog, "Trotzdem aufnehmen")
    assert again.hasFocus()
    QTest.keyClick(again, Qt.Key.Key_Return)
    settle(qtbot, worker)
    assert len(enrolments.enrolment_rows(workplace, group_id)) == 2
    page.detail.tabs.choose("overview")
    assert "1 über der Platzzahl" in "\n".join(texts(page))


def test_why_somebody_did_not_enter_is_written_down(
    qtbot: QtBot, worker: Worker, workplace: Workplace, show: Callable[..., GroupsPage]
) -> None:
    group_id = a_group(workplace)
    an_enrolment(workplace, group_id)
    page = show()
    page.detail.tabs.choose("people")
    menu_action(page, 2)
    dialog = dialog_of(page)
    choose(dialog, "Grund", NonEntryReason.MISSING_CHILDCARE)
    click(dialog, "Eintragen")
    settle(qtbot, worker)
    (row,) = enrolments.enrolment_rows(workplace, group_id)
    assert (row.state, row.non_entry_reason) == (ParticipantState.NOT_ENTERED, NonEntryReason.MISSING_CHILDCARE)
    assert "Olena Kovalenko: Kinderbetreuung fehlt (23.11.2026)" in texts(page)
    click(page, "Rückgängig")
    settle(qtbot, worker)
    (row,) = enrolments.enrolment_rows(workplace, group_id)
    assert (row.state, row.entry_on) == (ParticipantState.ACTIVE, date(2026, 11, 2))


def test_an_entry_is_confirmed_and_an_enrolment_rests(
    qtbot: QtBot, worker: Worker, workplace: Workplace, show: Callable[..., GroupsPage]
) -> None:
    group_id = a_group(workplace)
    an_enrolment(workplace, group_id, entry_on=None)
    page = show()
    page.detail.tabs.choose("people")
    menu_action(page, 1)
    type_into(dialog_of(page), "Woher wissen Sie das?", "Liste auf Papier")
    click(dialog_of(page), "Bestätigen")
    settle(qtbot, worker)
    (row,) = enrolments.enrolment_rows(workplace, group_id)
    assert (row.entry_on, row.entry_confirmed_because) == (date(2026, 11, 2), "Liste auf Papier")
    menu_action(page, 3)
    dialog = dialog_of(page)
    QTest.keyClick(field(dialog, "Grund").control, Qt.Key.Key_Down)
    click(dialog, "Ruhen lassen")
    settle(qtbot, worker)
    (row,) = enrolments.enrolment_rows(workplace, group_id)
    assert [rest.starts_on for rest in row.suspensions] == [date(2026, 11, 23)]
    (table,) = visible(page, DataTable)
    model = table.model()
    assert "ruht" in [model.index(0, column).data() for column in range(model.columnCount())]


def test_sessions_are_proposed_with_holidays_and_taken_over(
    qtbot: QtBot, worker: Worker, workplace: Workplace, show: Callable[..., GroupsPage]
) -> None:
    group_id = a_group(
        workplace, slots=[SlotDraft(4, time(9), time(12))], starts_on=date(2026, 12, 11), ends_on=date(2027, 1, 8)
    )
    page = show(group_id)
    page.detail.tabs.choose("sessions")
    click(page, "Termine vorschlagen")
    settle(qtbot, worker)
    dialog = dialog_of(page)
    rows = dialog.list  # type: ignore[attr-defined]
    assert [rows.item(number).text().replace("   ", " | ") for number in range(rows.count())] == [
        "Fr, 11.12.2026 | 09:00–12:00",
        "Fr, 18.12.2026 | 09:00–12:00",
        "Fr, 25.12.2026 | 09:00–12:00 | entfällt: Erster Weihnachtstag",
        "Fr, 01.01.2027 | 09:00–12:00 | entfällt: Neujahr",
        "Fr, 08.01.2027 | 09:00–12:00",
    ]
    QTest.keyClick(rows, Qt.Key.Key_Space)
    click(dialog, "Übernehmen")
    settle(qtbot, worker)
    assert [row.held_on for row in sessions.sessions_of(workplace, group_id)] == [
        date(2026, 12, 18),
        date(2027, 1, 8),
    ]
    click(page, "Rückgängig")
    settle(qtbot, worker)
    assert sessions.sessions_of(workplace, group_id) == ()


@pytest.fixture
def with_session(workplace: Workplace) -> GroupId:
    group_id = a_group(workplace)
    a_session(workplace, group_id, date(2026, 11, 30))
    return group_id


def test_a_session_is_moved_and_cancelled_with_a_reason(
    qtbot: QtBot, worker: Worker, workplace: Workplace, with_session: GroupId, show: Callable[..., GroupsPage]
) -> None:
    page = show()
    page.detail.tabs.choose("sessions")
    click(page, "Verlegen")
    type_into(dialog_of(page), "Tag", "1.12.2026")
    press(dialog_of(page), Qt.Key.Key_Return)
    settle(qtbot, worker)
    (row,) = sessions.sessions_of(workplace, with_session)
    assert row.held_on == date(2026, 12, 1)
    click(page, "Absagen")
    dialog = dialog_of(page)
    click(dialog, "Absagen")
    assert field(dialog, "Grund").shown_problem() == "Bitte füllen Sie dieses Feld aus."
    type_into(dialog, "Grund", "Coach erkrankt")
    click(dialog, "Absagen")
    settle(qtbot, worker)
    assert sessions.sessions_of(workplace, with_session)[0].cancelled_because == "Coach erkrankt"
    click(page, "Findet statt")
    settle(qtbot, worker)
    assert not sessions.sessions_of(workplace, with_session)[0].cancelled


def test_who_moves_a_session_reads_what_became_of_the_places(
    qtbot: QtBot, worker: Worker, workplace: Workplace, with_session: GroupId, show: Callable[..., GroupsPage]
) -> None:
    room = a_care_room(workplace)
    a_carer(workplace, room, weekdays=[0])  # on Mondays only
    a_carer(workplace, room, "Ada Krüger", weekdays=[0])
    care_for_group(workplace, with_session, room)
    olena = a_participant(workplace, "Olena", "Kovalenko")
    a_child(workplace, olena)
    an_enrolment(workplace, with_session, olena)
    page = show()
    page.detail.tabs.choose("sessions")
    for day, places in (("7.12.2026", "1 Platz gebucht"), ("8.12.2026", "0 Plätze gebucht, 1 auf der Warteliste")):
        click(page, "Verlegen")
        type_into(dialog_of(page), "Tag", day)
        press(dialog_of(page), Qt.Key.Key_Return)
        settle(qtbot, worker)
        assert page.messages.text() == f"Der Termin wurde verlegt. Kommende Termine: {places}."
    click(page, "Rückgängig")
    settle(qtbot, worker)
    assert sessions.sessions_of(workplace, with_session)[0].held_on == date(2026, 12, 7)


def test_enter_on_a_session_opens_its_attendance(
    qtbot: QtBot, workplace: Workplace, with_session: GroupId, show: Callable[..., GroupsPage], opener: Opener
) -> None:
    page = show()
    page.detail.tabs.choose("sessions")
    with qtbot.waitSignal(opener.went) as went:
        QTest.keyClick(page.detail.sessions.table, Qt.Key.Key_Return)
    assert went.args == ["attendance", sessions.sessions_of(workplace, with_session)[0].id]


def test_a_session_is_added_beside_the_slots(
    qtbot: QtBot, worker: Worker, workplace: Workplace, show: Callable[..., GroupsPage]
) -> None:
    group_id = a_group(workplace)
    page = show()
    page.detail.tabs.choose("sessions")
    click(page, "Termin hinzufügen")
    type_into(dialog_of(page), "Tag", "24.11.2026")
    type_into(dialog_of(page), "Beginn", "13")
    type_into(dialog_of(page), "Ende", "12:30")
    click(dialog_of(page), "Hinzufügen")
    settle(qtbot, worker)
    assert field(dialog_of(page), "Ende").shown_problem().startswith("Das Ende liegt nicht nach dem Beginn.")
    type_into(dialog_of(page), "Ende", "14:30")
    click(dialog_of(page), "Hinzufügen")
    settle(qtbot, worker)
    (row,) = sessions.sessions_of(workplace, group_id)
    assert (row.starts_at.time(), row.ends_at.time()) == (time(13), time(14, 30))


def test_the_chips_show_other_groups(
    qtbot: QtBot, worker: Worker, workplace: Workplace, show: Callable[..., GroupsPage]
) -> None:
    a_group(workplace, "Herbst 3")
    a_group(workplace, "Winter 1", starts_on=date(2027, 1, 11), ends_on=None)
    page = show()
    assert page.chips.chip("planned").text() == "Geplant 1"
    QTest.keyClick(page.chips, Qt.Key.Key_Right)
    settle(qtbot, worker)
    assert page.list.current_record().name == "Winter 1"
    assert page.status_text() == "1 Gruppe angezeigt"


@pytest.mark.parametrize("tab", ["overview", "people", "sessions"])
def test_nothing_is_cut_off_on_a_small_screen(
    workplace: Workplace, with_session: GroupId, show: Callable[..., GroupsPage], tab: str
) -> None:
    an_enrolment(workplace, with_session)
    page = show()
    page.resize(960, 516)
    page.detail.tabs.choose(tab)
    assert clipped_texts(page) == []


@pytest.mark.parametrize("tab", ["overview", "people", "sessions"])
def test_the_page_is_usable_without_mouse_and_by_screen_reader(
    workplace: Workplace, with_session: GroupId, show: Callable[..., GroupsPage], tab: str
) -> None:
    an_enrolment(workplace, with_session)
    page = show()
    page.detail.tabs.choose(tab)
    check_page(page)
    assert not_reached(page) == []


def test_the_dialogs_can_be_read_and_reached(
    qtbot: QtBot, worker: Worker, workplace: Workplace, show: Callable[..., GroupsPage]
) -> None:
    a_group(workplace, slots=SLOTS, slots_per_week=2)
    page = show()
    for opens in (page.edit_group, page.detail.people.open_enrol, page.detail.sessions.open_proposals):
        opens()
        settle(qtbot, worker)
        dialog = dialog_of(page)
        check_page(dialog)
        dialog.reject()
        settle(qtbot, worker)


def test_the_page_opens_on_the_first_filter_that_finds_a_group(
    workplace: Workplace, show: Callable[..., GroupsPage], qtbot: QtBot, worker: Worker
) -> None:
    a_group(workplace, "Sommer", starts_on=date(2026, 6, 1), ends_on=date(2026, 7, 1))
    page = show()
    assert page.chips.chosen() == "ended"
    assert "Sommer" in texts(page)
    page.chips.chip("running").click()
    settle(qtbot, worker)
    assert page.chips.chosen() == "running"
    assert page.list.current_record() is None


def test_a_group_that_nobody_belongs_to_is_deleted_and_brought_back(
    workplace: Workplace, show: Callable[..., GroupsPage], qtbot: QtBot, worker: Worker
) -> None:
    empty = a_group(workplace, "Doppelt")
    full = a_group(workplace, "Herbst 3")
    an_enrolment(workplace, full, a_participant(workplace, "Nour", "Haddad"))
    page = show(full)
    [trash] = [one for one in visible(page, Button) if one.accessibleName() == "Gruppe löschen"]
    assert not trash.isEnabled()
    page.list.choose(empty)
    settle(qtbot, worker)
    assert trash.isEnabled()
    trash.click()
    settle(qtbot, worker)
    assert [row.name for row in groups.group_rows(workplace)] == ["Herbst 3"]
    click(page, "Rückgängig")
    settle(qtbot, worker)
    assert sorted(row.name for row in groups.group_rows(workplace)) == ["Doppelt", "Herbst 3"]
