"""What accounts see and do in the window: standing in, PINs, roles, the log of accesses, and pages with less."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.factories import a_group, a_participant, a_session, an_enrolment
from tests.ui.accessibility import check_page, not_reached
from tests.ui.clipped import clipped_texts
from tests.ui.conftest import NOW
from tests.ui.driving import button, click, field, press, settle, show_page, type_into, visible, wait_idle
from tests.unit.services.house import House, a_house, somebody
from werkakademie.records.access import AccessQuery, PinResult
from werkakademie.records.enums import AccessKind, Role
from werkakademie.records.ids import GroupId, ParticipantId
from werkakademie.services import access_log, accounts, groups, participant_pins, stand_ins
from werkakademie.services.workplace import Workplace
from werkakademie.ui.attendance.page import AttendancePage
from werkakademie.ui.childcare.door.page import ChildrenPage
from werkakademie.ui.groups.page import GroupsPage
from werkakademie.ui.participants.page import ParticipantsPage
from werkakademie.ui.participants.pin_dialog import PinField
from werkakademie.ui.safety.accesses import AccessesTab
from werkakademie.ui.safety.page import SafetyPage
from werkakademie.ui.settings.page import SettingsPage
from werkakademie.ui.shell.pages import Opener, Page, PageContext
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.today.page import TodayPage
from werkakademie.ui.widgets.banners import Banner
from werkakademie.ui.widgets.files import AnsweredFiles
from werkakademie.ui.widgets.text import TextLabel

MONDAY = date(2026, 11, 23)
Show = Callable[..., Any]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with a_house(tmp_path / "store") as opened:
        opened.clock.set(NOW)
        yield opened


@pytest.fixture
def bens(house: House) -> GroupId:
    return a_group(house.lead, "Bens Gruppe", coaches=[house.ben.account_id])


@pytest.fixture
def olena(house: House, bens: GroupId) -> ParticipantId:
    person = a_participant(house.lead)
    an_enrolment(house.lead, bens, person)
    return person


@pytest.fixture
def show(qtbot: QtBot, worker: Worker, context_of: Callable[[object], PageContext]) -> Show:
    def shown(kind: type[Page], by: Workplace, target: object = None) -> Page:
        return show_page(qtbot, worker, kind(context_of(by)), target)

    return shown


def dialog_of(page: QWidget) -> QDialog:
    (dialog,) = visible(page, QDialog)
    return dialog


def banners(page: QWidget) -> list[str]:
    return [banner.text() for banner in visible(page, Banner)]


def texts(page: QWidget) -> str:
    return " ".join(label.text() for label in visible(page, TextLabel))


def test_a_coach_takes_a_group_over_and_ends_it_again(
    show: Show, house: House, bens: GroupId, qtbot: QtBot, worker: Worker
) -> None:
    page = show(GroupsPage, house.anna, bens)
    click(page, "Vertretung übernehmen")
    wait_idle(qtbot, worker)
    dialog = dialog_of(page)
    check_page(dialog)
    assert not [label for label in visible(dialog, QWidget) if label.objectName() == "account_id"]
    type_into(dialog, "Grund", "Ben ist krank")
    press(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, worker)
    assert "Heute vertritt Anna Berg diese Gruppe: Ben ist krank" in banners(page)
    groups.change_group(house.anna, bens, fields={"room": "Raum 9"})
    click(page, "Vertretung beenden")
    settle(qtbot, worker)
    assert not any("vertritt" in text for text in banners(page))
    assert stand_ins.stand_ins_of(house.lead, bens) == ()


def test_an_edit_outside_the_own_groups_is_refused_with_the_way_out(
    show: Show, house: House, bens: GroupId, qtbot: QtBot, worker: Worker
) -> None:
    page = show(GroupsPage, house.anna, bens)
    click(page, "Bearbeiten")
    wait_idle(qtbot, worker)
    dialog = dialog_of(page)
    type_into(dialog, "Raum", "Raum 9")
    press(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, worker)
    assert any("gehört zu Ben Krug" in text and "Vertretung übernehmen" in text for text in banners(dialog))
    dialog.reject()


def test_a_lead_enters_a_stand_in_for_somebody_else_and_that_one_sees_it_first(
    show: Show, house: House, bens: GroupId, qtbot: QtBot, worker: Worker, opener: Opener
) -> None:
    page = show(GroupsPage, house.lead, bens)
    click(page, "Vertretung übernehmen")
    wait_idle(qtbot, worker)
    field(dialog_of(page), "Wer vertritt").set_value(house.anna.account_id)
    press(dialog_of(page), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, worker)
    first = show(TodayPage, house.anna)
    assert banners(first) == ["Heute sind Sie Vertretung: Bens Gruppe"]
    with qtbot.waitSignal(opener.went) as went:
        click(first, "Gruppe öffnen")
    assert went.args == ["groups", bens]


def test_a_coach_gives_a_pin_that_is_shown_once(
    show: Show, house: House, olena: ParticipantId, qtbot: QtBot, worker: Worker
) -> None:
    page = show(ParticipantsPage, house.ben, olena)
    press(page.record._tabs.bar, Qt.Key.Key_Right)
    assert "hat noch keine Geheimzahl" in texts(page)
    assert texts(page).index("Anmeldung im Raum") < texts(page).index("Kontakt")
    click(page, "Geheimzahl setzen")
    dialog = dialog_of(page)
    check_page(dialog)
    suggested = field(dialog, "Neue Geheimzahl").value()
    assert len(suggested) == 4
    type_into(dialog, "Neue Geheimzahl", "1234")
    press(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait_idle(qtbot, worker)
    assert "errät man leicht" in field(dialog, "Neue Geheimzahl").shown_problem()
    type_into(dialog, "Neue Geheimzahl", "2683")
    press(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, worker)
    assert participant_pins.check(house.ben, olena, pin="2683").result is PinResult.RIGHT
    assert "Eine Geheimzahl ist seit 23.11.2026 gesetzt." in texts(page)
    assert button(page, "Geheimzahl zurücksetzen").isVisible()
    assert "2683" not in texts(page)


def test_a_card_gets_its_number_and_loses_it(
    show: Show, house: House, olena: ParticipantId, qtbot: QtBot, worker: Worker
) -> None:
    participant_pins.set_pin(house.ben, olena, pin="2683")
    page = show(ParticipantsPage, house.ben, olena)
    press(page.record._tabs.bar, Qt.Key.Key_Right)
    for before, typed, stored in (("", "4711", "4711"), ("4711", "", "")):
        click(page, "Geheimzahl zurücksetzen")
        click(dialog_of(page), "Nummer der Karte …")
        settle(qtbot, worker)
        dialog = dialog_of(page)
        check_page(dialog)
        assert (field(dialog, "Nummer der Karte").value() or "") == before
        control = field(dialog, "Nummer der Karte").control
        press(control, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        press(control, Qt.Key.Key_Delete)
        type_into(dialog, "Nummer der Karte", typed)
        press(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        settle(qtbot, worker)
        assert participant_pins.pin_state(house.ben, olena).card_number == stored
        assert "Die Nummer der Karte von Olena Kovalenko ist gespeichert." in page.messages.text()


def test_a_pin_is_kept_in_no_draft(qtbot: QtBot) -> None:
    pin = PinField()
    qtbot.addWidget(pin)
    pin.set_value("2683")
    assert pin.confidential


def test_a_lead_grants_attendance_alone(show: Show, house: House, qtbot: QtBot, worker: Worker) -> None:
    page = show(SettingsPage, house.lead)
    (change,) = [one for one in visible(page, QWidget) if one.accessibleName() == "Ändern, was Anna Berg darf"]
    change.click()  # type: ignore[attr-defined]
    dialog = dialog_of(page)
    check_page(dialog)
    field(dialog, "Darf arbeiten als").set_value((Role.ATTENDANCE,))
    press(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, worker)
    (anna,) = [row for row in accounts.account_rows(house.lead) if row.name == "Anna Berg"]
    assert anna.roles == {Role.ATTENDANCE}
    assert "Für Anna Berg gilt es ab der nächsten Anmeldung." in page.messages.text()


def test_who_only_marks_attendance_sees_rosters_and_no_figures(
    show: Show,
    house: House,
    bens: GroupId,
    olena: ParticipantId,  # noqa: ARG001 - she is on the roster
) -> None:
    a_session(house.lead, bens)
    helper = somebody(house.lead, "Kim Aushilfe", Role.ATTENDANCE)
    first = show(TodayPage, helper)
    assert first.messages.text() == ""
    assert first.sessions.isVisible()
    assert not first.missing.isVisible()
    assert not first.first_steps.isVisible()
    page = show(AttendancePage, helper)
    assert page.messages.text() == ""
    assert [page.tabs.bar.tabText(number) for number in range(page.tabs.bar.count())] == ["Erfassen"]
    assert [row.family_name for row in page.sheet.table.table_model.records()] == ["Kovalenko"]


def test_on_a_day_without_a_session_that_is_said(show: Show, house: House) -> None:
    helper = replace(house.lead, roles=frozenset({Role.ATTENDANCE}))
    first = show(TodayPage, helper)
    assert "Heute ist kein Termin." in texts(first)
    assert not first.first_steps.isVisible()
    page = show(AttendancePage, helper)
    assert "Termine legt ein Coach an." in texts(page)


def test_a_carer_is_told_on_a_day_without_children(show: Show, house: House) -> None:
    page = show(ChildrenPage, replace(house.lead, roles=frozenset({Role.CARER})))
    check_page(page)
    assert clipped_texts(page) == []
    assert "Heute werden keine Kinder erwartet" in texts(page)
    assert "Jetzt da: 0 Kinder, 0 Betreuungskräfte" in texts(page)


def test_the_lead_reads_who_looked_at_whom_and_saves_it(
    show: Show, house: House, olena: ParticipantId, qtbot: QtBot, worker: Worker, files: AnsweredFiles, tmp_path: Path
) -> None:
    show(ParticipantsPage, house.anna, olena)
    access_log.note(house.ben, AccessKind.RECORD_HANDED_OUT, a_participant(house.lead, "Leyla", "Yılmaz"))
    page = show(SafetyPage, house.lead, "accesses")
    tab = page.current_tab()
    assert isinstance(tab, AccessesTab)
    shown = [(row.account_name, row.person) for row in tab.table.table_model.records()]
    assert sorted(shown) == [("Anna Berg", "Olena Kovalenko"), ("Ben Krug", "Leyla Yılmaz")]
    check_page(page)
    assert not_reached(page) == []
    assert clipped_texts(page) == []
    type_into(page, "Person", "yil")
    settle(qtbot, worker)
    assert [row.person for row in tab.table.table_model.records()] == ["Leyla Yılmaz"]
    path = tmp_path / "zugriffe.csv"
    files.answers.append(path)
    click(page, "Als CSV speichern")
    settle(qtbot, worker)
    assert path.read_text("utf-8-sig").splitlines()[1:] == [
        "23.11.2026 09:42;Ben Krug;Leyla Yılmaz;Auskunft herausgegeben"
    ]
    assert len(access_log.access_list(house.lead, AccessQuery()).rows) == 2


def test_a_group_and_a_person_of_others_say_so_before_anybody_types(
    show: Show, house: House, bens: GroupId, olena: ParticipantId
) -> None:
    text = "Diese Gruppe gehört zu Ben Krug. Sie können alles ansehen und ändern es erst als Vertretung."
    assert text in banners(show(GroupsPage, house.anna, bens))
    assert not any("gehört zu" in each for each in banners(show(GroupsPage, house.ben, bens)))
    page = show(ParticipantsPage, house.anna, olena)
    assert any("zur Gruppe „Bens Gruppe“ von Ben Krug" in each for each in banners(page))
    assert clipped_texts(page) == []
    assert not any("zur Gruppe" in each for each in banners(show(ParticipantsPage, house.lead, olena)))
    stand_ins.take_over(house.anna, bens, day=MONDAY)
    assert not any("zur Gruppe" in each for each in banners(show(ParticipantsPage, house.anna, olena)))


def test_without_an_access_the_page_says_so_instead_of_an_empty_grid(
    show: Show, house: House, olena: ParticipantId, qtbot: QtBot, worker: Worker
) -> None:
    page = show(SafetyPage, house.lead, "accesses")
    assert "Noch kein Zugriff" in texts(page)
    assert not page.current_tab().table.isVisible()
    assert not button(page, "Als CSV speichern").isEnabled()
    show(ParticipantsPage, house.anna, olena)
    page = show(SafetyPage, house.lead, "accesses")
    assert page.current_tab().table.isVisible()
    type_into(page, "Person", "niemand")
    settle(qtbot, worker)
    assert "Nichts gefunden" in texts(page)
