"""The attendance page: all present, then the exceptions, by keyboard."""

from collections.abc import Callable, Iterator
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from tests.factories import (
    a_care_room,
    a_child,
    a_group,
    a_participant,
    a_session,
    an_enrolment,
    an_own_place,
    care_for_group,
    make_workplace,
)
from tests.ui.accessibility import check_page, not_reached
from tests.ui.clipped import clipped_texts
from tests.ui.conftest import NOW
from tests.ui.driving import click, press, settle, show_page, type_into, visible
from werkakademie.records.attendance_sheets import SheetRow
from werkakademie.records.enums import AttendanceMark
from werkakademie.records.ids import CoachingSessionId, EnrolmentId, GroupId
from werkakademie.services import attendance
from werkakademie.services.own import presence
from werkakademie.services.workplace import Workplace
from werkakademie.storage.practice_identity import SteppedClock
from werkakademie.ui.attendance.page import AttendancePage
from werkakademie.ui.groups.form_dialog import FormDialog
from werkakademie.ui.shell.pages import Opener, PageContext
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.widgets.banners import Banner
from werkakademie.ui.widgets.fields import ChoiceField
from werkakademie.ui.widgets.files import AnsweredFiles

# An open menu grabs the keyboard, which a screen that is not there can't give.
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support grabbing the keyboard$", extend=True)

Mark = AttendanceMark
PEOPLE = (("Yusuf", "Demir"), ("Olena", "Kovalenko"), ("Fatma", "Öztürk"))


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path, clock=SteppedClock(NOW))
    yield opened
    opened.store.close()


@pytest.fixture
def group(workplace: Workplace) -> GroupId:
    return a_group(workplace)


@pytest.fixture
def people(workplace: Workplace, group: GroupId) -> list[EnrolmentId]:
    return [an_enrolment(workplace, group, a_participant(workplace, *names)) for names in PEOPLE]


@pytest.fixture
def today(workplace: Workplace, group: GroupId) -> CoachingSessionId:
    """A session that began at nine today; it is 9:42."""
    return a_session(workplace, group, date(2026, 11, 23), time(9), time(12))


@pytest.fixture
def show(
    qtbot: QtBot, worker: Worker, workplace: Workplace, context_of: Callable[[object], PageContext]
) -> Callable[..., AttendancePage]:
    def shown(target: object = None) -> AttendancePage:
        return show_page(qtbot, worker, AttendancePage(context_of(workplace)), target)

    return shown


def stored(workplace: Workplace, session_id: CoachingSessionId) -> dict[str, SheetRow]:
    return {row.family_name: row for row in attendance.attendance_sheet(workplace, session_id).rows}


def marks(workplace: Workplace, session_id: CoachingSessionId) -> str:
    """The marks of the sheet in the order of the names, as letters."""
    return "".join(row.mark.value for row in stored(workplace, session_id).values())


def keys(page: AttendancePage, text: str) -> None:
    """Type into the sheet; „>“ is the Enter key, „v“ the arrow down would be too, so that is „↓“."""
    special = {">": Qt.Key.Key_Return, "↓": Qt.Key.Key_Down, "↑": Qt.Key.Key_Up, "⌫": Qt.Key.Key_Delete}
    for letter in text:
        if letter in special:
            QTest.keyClick(page.sheet.table, special[letter])
        else:
            QTest.keyClicks(page.sheet.table, letter)


@pytest.mark.usefixtures("people")
def test_all_present_then_the_exceptions_without_the_mouse(
    qtbot: QtBot, worker: Worker, workplace: Workplace, today: CoachingSessionId, show: Callable[..., AttendancePage]
) -> None:
    page = show()
    assert page.sheet.table.hasFocus()
    press(page, Qt.Key.Key_Backtab)
    page.sheet.all_present.setFocus()
    press(page, Qt.Key.Key_Space)
    settle(qtbot, worker)
    assert marks(workplace, today) == "AAA"
    assert page.sheet.table.hasFocus()
    keys(page, "e>v15>u")
    settle(qtbot, worker)
    assert marks(workplace, today) == "EVU"
    assert stored(workplace, today)["Kovalenko"].minutes_late == 15
    assert "Gespeichert um 09:42" in [label.text() for label in page.sheet.findChildren(type(page.sheet._saved))]


@pytest.mark.usefixtures("people")
def test_every_key_gives_its_mark_and_delete_opens_it_again(
    qtbot: QtBot, worker: Worker, workplace: Workplace, today: CoachingSessionId, show: Callable[..., AttendancePage]
) -> None:
    page = show()
    for letter in "AOVFEKMTBCU":
        keys(page, letter.lower())
        settle(qtbot, worker)
        assert marks(workplace, today) == f"{letter}??"
    keys(page, "⌫")
    settle(qtbot, worker)
    assert marks(workplace, today) == "???"


@pytest.mark.usefixtures("people")
def test_typing_faster_than_the_store_loses_nothing(
    qtbot: QtBot, worker: Worker, workplace: Workplace, today: CoachingSessionId, show: Callable[..., AttendancePage]
) -> None:
    page = show()
    keys(page, "a↓u↓t↑↑o")
    assert [row.mark.value for row in page.sheet.table.table_model.records()] == ["O", "U", "T"]
    settle(qtbot, worker)
    assert marks(workplace, today) == "OUT"
    assert [row.mark.value for row in page.sheet.table.table_model.records()] == ["O", "U", "T"]
    assert page.sheet.table.currentIndex().row() == 0


@pytest.mark.usefixtures("people")
def test_undo_takes_back_one_step_after_the_other(
    qtbot: QtBot, worker: Worker, workplace: Workplace, today: CoachingSessionId, show: Callable[..., AttendancePage]
) -> None:
    page = show()
    keys(page, "u")
    settle(qtbot, worker)
    click(page, "Alle anwesend")
    settle(qtbot, worker)
    assert marks(workplace, today) == "UAA"
    press(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, worker)
    assert marks(workplace, today) == "U??"
    click(page, "Rückgängig")
    settle(qtbot, worker)
    assert marks(workplace, today) == "???"
    assert not page.sheet.undo_button.isEnabled()


@pytest.mark.usefixtures("people")
def test_a_session_to_come_takes_only_planned_absence(
    qtbot: QtBot, worker: Worker, workplace: Workplace, group: GroupId, show: Callable[..., AttendancePage]
) -> None:
    tomorrow = a_session(workplace, group, date(2026, 11, 24))
    page = show(tomorrow)
    assert not page.sheet.all_present.isEnabled()
    keys(page, "a")
    settle(qtbot, worker)
    assert page.messages.text().startswith("Dieser Termin hat noch nicht begonnen.")
    assert [row.mark for row in page.sheet.table.table_model.records()] == [Mark.NOT_RECORDED] * 3
    keys(page, "t")
    settle(qtbot, worker)
    assert marks(workplace, tomorrow) == "T??"


def test_somebody_unbooked_is_added_from_the_menu(
    qtbot: QtBot,
    worker: Worker,
    workplace: Workplace,
    group: GroupId,
    people: list[EnrolmentId],
    show: Callable[..., AttendancePage],
) -> None:
    alone = a_session(workplace, group, enrolment_id=people[0])
    page = show(alone)
    assert marks(workplace, alone) == "?"
    click(page, "Person dazu")
    (menu,) = [one for one in page.findChildren(QMenu) if one.isVisible()]
    assert [action.text() for action in menu.actions()] == ["Olena Kovalenko", "Fatma Öztürk"]
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    settle(qtbot, worker)
    assert marks(workplace, alone) == "?A"
    assert not stored(workplace, alone)["Kovalenko"].booked


@pytest.mark.usefixtures("people")
def test_the_time_of_a_report_is_written_in_the_dialog(
    qtbot: QtBot, worker: Worker, workplace: Workplace, today: CoachingSessionId, show: Callable[..., AttendancePage]
) -> None:
    page = show()
    press(page, Qt.Key.Key_F2)
    (dialog,) = visible(page, FormDialog)
    choice = dialog.form.field("mark")
    assert isinstance(choice, ChoiceField)
    choice.set_value(Mark.EXCUSED)
    type_into(dialog, "Gemeldet am", "23.11.2026")
    type_into(dialog, "Gemeldet um", "10:15")
    click(dialog, "Speichern")
    settle(qtbot, worker)
    row = stored(workplace, today)["Demir"]
    assert row.mark is Mark.EXCUSED
    assert row.reported_at is not None
    assert row.reported_at.time() == time(10, 15)
    figures = attendance.person_attendance(workplace, row.enrolment_id)
    assert (figures.commitment.numerator, figures.commitment.denominator) == (0, 1)


@pytest.mark.usefixtures("people")
def test_the_figures_name_who_should_be_asked(
    workplace: Workplace, group: GroupId, people: list[EnrolmentId], show: Callable[..., AttendancePage]
) -> None:
    for day in (9, 16):
        session_id = a_session(workplace, group, date(2026, 11, day))
        attendance.give_mark(workplace, session_id, people[0], mark=Mark.UNEXCUSED)
    page = show(session_id)
    page.tabs.choose("figures")
    (banner,) = visible(page.figures, Banner)
    assert banner.text() == "Bitte nachfragen, mehrmals hintereinander unentschuldigt: Yusuf Demir"
    model = page.figures.table.table_model
    assert [model.index(0, column).data() for column in range(4)] == [
        "Yusuf Demir",
        "0,0 % (0/2)",
        "0,0 % (0/2)",
        "0/2",
    ]
    assert model.index(1, 1).data() == "– (0/0)"


@pytest.mark.usefixtures("people", "today")
def test_other_weeks_are_one_key_away_and_an_empty_one_says_so(
    qtbot: QtBot, worker: Worker, show: Callable[..., AttendancePage]
) -> None:
    page = show()
    click(page, "Eine Woche weiter")
    settle(qtbot, worker)
    assert page.week.monday() == date(2026, 11, 30)
    assert page.stack.currentWidget() is page._no_session
    click(page.week, "Heute")
    settle(qtbot, worker)
    assert page.week.list.current_record().held_on == date(2026, 11, 23)
    assert page.stack.currentWidget() is page._detail


def test_a_site_without_sessions_is_led_to_the_groups(
    qtbot: QtBot, show: Callable[..., AttendancePage], opener: Opener
) -> None:
    page = show()
    with qtbot.waitSignal(opener.went) as went:
        click(page, "Zu den Gruppen")
    assert went.args == ["groups", None]


@pytest.mark.usefixtures("people", "today")
def test_the_list_is_saved_as_pdf(
    qtbot: QtBot, worker: Worker, show: Callable[..., AttendancePage], files: AnsweredFiles, tmp_path: Path
) -> None:
    page = show()
    for number, action in enumerate(page._lists.actions()):
        files.answers.append(tmp_path / f"liste{number}.pdf")
        action.trigger()
        settle(qtbot, worker)
        assert (tmp_path / f"liste{number}.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("tab", ["sheet", "figures"])
@pytest.mark.usefixtures("people", "today")
def test_nothing_is_cut_off_on_a_small_screen(show: Callable[..., AttendancePage], tab: str) -> None:
    page = show()
    page.resize(960, 516)
    page.tabs.choose(tab)
    assert clipped_texts(page) == []


@pytest.mark.usefixtures("people", "today")
def test_the_page_is_usable_without_mouse_and_by_screen_reader(
    show: Callable[..., AttendancePage],
) -> None:
    page = show()
    check_page(page)
    assert not_reached(page) == []
    cell = page.sheet.table.table_model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert cell == "Zeichen: noch offen"


def test_want_of_a_place_is_proposed_and_a_second_u_confirms(
    workplace: Workplace,
    group: GroupId,
    show: Callable[..., AttendancePage],
    qtbot: QtBot,
    worker: Worker,
) -> None:
    parent = a_participant(workplace, "Olena", "Kovalenko")
    care_for_group(workplace, group, a_care_room(workplace))
    a_child(workplace, parent)
    an_enrolment(workplace, group, parent)
    session_id = a_session(workplace, group, date(2026, 11, 23), time(9), time(12))
    page = show(session_id)
    table = page.sheet.table
    table.selectRow(0)
    assert "kein Betreuungsplatz" in str(table.table_model.index(0, 2).data())
    QTest.keyClick(table, Qt.Key.Key_U)
    settle(qtbot, worker)
    assert marks(workplace, session_id) == "?"
    assert "vorgeschlagen wird C" in page.messages.text()
    QTest.keyClick(table, Qt.Key.Key_U)
    settle(qtbot, worker)
    assert marks(workplace, session_id) == "U"
    QTest.keyClick(table, Qt.Key.Key_Delete)
    settle(qtbot, worker)
    QTest.keyClick(table, Qt.Key.Key_U)
    settle(qtbot, worker)
    click(page, "C eintragen")
    settle(qtbot, worker)
    assert marks(workplace, session_id) == "C"


def test_who_says_to_be_there_is_confirmed_or_not_seen(
    qtbot: QtBot,
    worker: Worker,
    workplace: Workplace,
    group: GroupId,
    today: CoachingSessionId,
    show: Callable[..., AttendancePage],
) -> None:
    for names in PEOPLE[:2]:
        person = a_participant(workplace, *names)
        an_enrolment(workplace, group, person)
        presence.claim_presence(an_own_place(workplace, person))
    page = show()
    assert page.claims.isVisible()
    for said in ("Bestätigen: Olena Kovalenko", "Nicht da: Yusuf Demir"):
        (target,) = [one for one in visible(page, QPushButton) if one.accessibleName() == said]
        QTest.mouseClick(target, Qt.MouseButton.LeftButton)
        settle(qtbot, worker)
    assert not page.claims.isVisible()
    assert stored(workplace, today)["Kovalenko"].mark is Mark.PRESENT
    assert stored(workplace, today)["Demir"].mark is Mark.NOT_RECORDED
