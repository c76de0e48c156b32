"""The day of childcare and its waiting list, by keys and clicks."""

from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
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
from tests.ui.driving import choose, click, field, press, settle, show_page, type_into, visible
from werkakademie.records.enums import BookingState, OverCapacity
from werkakademie.services import childcare_lists, childcare_settings
from werkakademie.services.workplace import Workplace
from werkakademie.storage.practice_identity import SteppedClock
from werkakademie.ui.childcare.day.day_tab import DayTab
from werkakademie.ui.childcare.day.waiting_tab import WaitingTab
from werkakademie.ui.childcare.page import ChildcarePage
from werkakademie.ui.groups.form_dialog import FormDialog
from werkakademie.ui.shell.pages import Opener, PageContext
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.widgets.data_table import DataTable
from werkakademie.ui.widgets.text import TextLabel

TODAY = date(2026, 11, 23)


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    """Two carers and four places on Monday at ten; the third family waits."""
    clock = SteppedClock(NOW)
    opened = make_workplace(tmp_path, clock=clock)
    room = a_care_room(opened, places=4)
    a_carer(opened, room, "Meral Aydin")
    a_carer(opened, room, "Inge Sommer")
    a_carer(opened, room, "Jo Blum", weekdays=(1, 2), phone="0441 99 88")
    group = a_group(opened)
    care_for_group(opened, group, room)
    a_session(opened, group, TODAY, time(10), time(12))
    for given, children in (("Olena", ("Mila", "Tom")), ("Fatma", ("Elif",)), ("Anna", ("Emil", "Ida"))):
        parent = a_participant(opened, given, "Muster", phone=f"0441 {given}")
        for name in children:
            a_child(opened, parent, name)
        an_enrolment(opened, group, parent)
        clock.step(timedelta(seconds=10))
    yield opened
    opened.store.close()


@pytest.fixture
def show(
    qtbot: QtBot, worker: Worker, workplace: Workplace, context_of: Callable[[object], PageContext]
) -> Callable[..., ChildcarePage]:
    def shown(target: object = "day") -> ChildcarePage:
        return show_page(qtbot, worker, ChildcarePage(context_of(workplace)), target, height=1400)

    return shown


def day_tab(page: ChildcarePage) -> DayTab:
    tab = page.current_tab()
    assert isinstance(tab, DayTab)
    return tab


def texts(page: ChildcarePage) -> str:
    return "\n".join(label.text() for label in page.findChildren(TextLabel) if label.isVisible())


def names_of(table: DataTable) -> list[str]:
    return [table.table_model.index(row, 1).data() for row in range(table.table_model.rowCount())]


def pick(tab: DayTab, name: str) -> None:
    names = names_of(tab.table)
    tab.table.selectRow(next(place for place, found in enumerate(names) if str(found).startswith(name)))


def states(workplace: Workplace) -> dict[str, BookingState]:
    return {row.child_name: row.state for row in childcare_lists.booking_rows(workplace, TODAY, TODAY)}


def dialog_of(page: ChildcarePage) -> FormDialog:
    (dialog,) = visible(page, FormDialog)
    return dialog


def test_the_day_shows_places_and_says_its_chart(show: Callable[..., ChildcarePage]) -> None:
    tab = day_tab(show())
    assert tab.title.text() == "Montag, 23.11.2026"
    (chart,) = tab.charts
    assert "09:45–12:15: 3 von 4 Plätzen belegt, 2 Betreuungskräfte" in chart.accessibleDescription()
    assert len(names_of(tab.table)) == 5
    check_page(tab)
    assert not_reached(tab) == []
    assert clipped_texts(tab) == []


def test_days_go_by_buttons_and_by_typing(show: Callable[..., ChildcarePage], qtbot: QtBot, worker: Worker) -> None:
    page = show()
    tab = day_tab(page)
    tab.later.click()
    settle(qtbot, worker)
    assert tab.title.text() == "Dienstag, 24.11.2026"
    assert tab.empty.isVisible()
    click(page, "Heute")
    settle(qtbot, worker)
    assert not tab.empty.isVisible()
    type_into(page, "Tag", "25.11.2026")
    settle(qtbot, worker)
    assert tab.title.text() == "Mittwoch, 25.11.2026"


def test_a_place_that_is_not_needed_goes_to_who_waits(
    show: Callable[..., ChildcarePage], workplace: Workplace, qtbot: QtBot, worker: Worker
) -> None:
    page = show()
    tab = day_tab(page)
    pick(tab, "Elif")
    click(page, "Nicht gebraucht")
    settle(qtbot, worker)
    assert states(workplace)["Elif"] is BookingState.RELEASED
    assert states(workplace)["Emil"] is BookingState.OFFERED
    pick(tab, "Ida")
    click(page, "Angebot bestätigen")
    settle(qtbot, worker)
    assert (states(workplace)["Emil"], states(workplace)["Ida"]) == (BookingState.BOOKED, BookingState.BOOKED)


def test_over_the_rule_only_with_a_reason_and_where_the_site_allows_it(
    show: Callable[..., ChildcarePage], workplace: Workplace, qtbot: QtBot, worker: Worker
) -> None:
    page = show()
    tab = day_tab(page)
    pick(tab, "Emil")
    click(page, "Trotzdem buchen …")
    settle(qtbot, worker)
    dialog = dialog_of(page)
    click(dialog, "Trotzdem buchen")
    assert dialog.isVisible(), "a reason is asked for"
    type_into(dialog, "Grund", "Mutter hat Prüfung")
    click(dialog, "Trotzdem buchen")
    settle(qtbot, worker)
    assert states(workplace)["Ida"] is BookingState.BOOKED
    assert "Raum voll" in tab.charts[0].accessibleDescription()


def test_a_site_that_stops_offers_no_way_over_the_rule(
    show: Callable[..., ChildcarePage], workplace: Workplace, qtbot: QtBot, worker: Worker
) -> None:
    childcare_settings.change_policy(workplace, fields={"over_capacity": OverCapacity.STOP})
    tab = day_tab(show())
    pick(tab, "Emil")
    settle(qtbot, worker)
    assert not tab.decisions.over.isVisible()
    assert tab.decisions.release.isVisible()


def test_a_carer_falls_ill(
    show: Callable[..., ChildcarePage], workplace: Workplace, qtbot: QtBot, worker: Worker
) -> None:
    page = show()
    tab = day_tab(page)
    assert not tab.shortage.isVisible()
    click(page, "Betreuungskraft fällt aus …")
    settle(qtbot, worker)
    dialog = dialog_of(page)
    choose(dialog, "Wer", "Meral Aydin")
    click(dialog, "Eintragen")
    settle(qtbot, worker)
    shown = texts(page)
    assert "09:45–12:15: es fehlt 1 Betreuungskraft." in shown
    assert "Einspringen könnten: Jo Blum 0441 99 88" in shown
    assert shown.index("0441 Fatma") < shown.index("0441 Olena"), "entered last, called first"
    fatma = next(b for b in tab.shortage.findChildren(type(tab.absent)) if b.accessibleName().startswith("Elif"))
    fatma.setFocus()
    press(fatma, Qt.Key.Key_Return)
    settle(qtbot, worker)
    assert states(workplace)["Elif"] is BookingState.FALLEN_THROUGH
    click(page, "Ersatz einsetzen …")
    settle(qtbot, worker)
    dialog = dialog_of(page)
    choose(dialog, "Wer", "Jo Blum")
    assert (field(dialog, "Von").value(), field(dialog, "Bis").value()) == (time(9, 45), time(12, 15))
    click(dialog, "Eintragen")
    settle(qtbot, worker)
    assert not tab.shortage.isVisible()


def test_a_time_by_hand_is_made_filled_and_cancelled(
    show: Callable[..., ChildcarePage], workplace: Workplace, qtbot: QtBot, worker: Worker
) -> None:
    page = show(("day", date(2026, 11, 24)))
    tab = day_tab(page)
    click(page, "Betreuungszeit von Hand …")
    settle(qtbot, worker)
    dialog = dialog_of(page)
    type_into(dialog, "Anlass", "Elterncafé")
    type_into(dialog, "Von", "09:00")
    type_into(dialog, "Bis", "11:00")
    click(dialog, "Anlegen")
    settle(qtbot, worker)
    click(page, "Kind eintragen …")
    settle(qtbot, worker)
    dialog = dialog_of(page)
    choose(dialog, "Kind", "Elif (Fatma Muster)")
    click(dialog, "Eintragen")
    settle(qtbot, worker)
    assert len(names_of(tab.table)) == 1
    tab.table.selectRow(0)
    click(page, "Betreuung absagen …")
    settle(qtbot, worker)
    dialog = dialog_of(page)
    type_into(dialog, "Grund", "Heizung defekt")
    click(dialog, "Absagen")
    settle(qtbot, worker)
    (row,) = childcare_lists.booking_rows(workplace, date(2026, 11, 24), date(2026, 11, 24))
    assert row.state is BookingState.FALLEN_THROUGH


def test_the_waiting_list_says_why(show: Callable[..., ChildcarePage], qtbot: QtBot, worker: Worker) -> None:
    page = show("waiting")
    tab = page.current_tab()
    assert isinstance(tab, WaitingTab)
    assert tab.table.table_model.rowCount() == 1
    tab.table.selectRow(0)
    settle(qtbot, worker)
    shown = texts(page)
    assert "Emil, Ida (Anna Muster): gebraucht seit 23.11.2026" in shown
    assert "Zuerst, wer den Platz zuerst gebraucht hat" in shown
    check_page(tab)
    assert not_reached(tab) == []


def test_the_door_opens_from_here(show: Callable[..., ChildcarePage], opener: Opener, qtbot: QtBot) -> None:
    page = show()
    with qtbot.waitSignal(opener.went) as went:
        page.header_actions()[0].run()
    assert went.args == ["children", None]
