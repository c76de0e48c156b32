"""The tab „Räume und Team“ and the card of a group, driven as the lead and as a coach would."""

from collections.abc import Callable, Iterator
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from tests.factories import (
    COACH,
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
from tests.ui.driving import button, choose, click, field, press, press_focused, settle, show_page, type_into, visible
from werkakademie.records.childcare import CareSetup
from werkakademie.records.enums import CarerDayKind, OverCapacity, Role
from werkakademie.services import childcare_settings as care
from werkakademie.services.workplace import Workplace
from werkakademie.storage.practice_identity import SteppedClock
from werkakademie.ui.childcare.page import ChildcarePage
from werkakademie.ui.childcare.settings.tab import CareSettingsTab
from werkakademie.ui.groups.page import GroupsPage
from werkakademie.ui.shell.pages import Opener, PageContext
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.dialogs import DialogBase
from werkakademie.ui.widgets.text import Pill

TODAY = date(2026, 11, 23)


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path / "store", clock=SteppedClock(NOW))
    yield opened
    opened.store.close()


@pytest.fixture
def idle(qtbot: QtBot, worker: Worker) -> Callable[[], None]:
    return lambda: settle(qtbot, worker)


@pytest.fixture
def show(
    qtbot: QtBot, worker: Worker, workplace: Workplace, context_of: Callable[[object], PageContext]
) -> Callable[..., ChildcarePage]:
    def shown(by: Workplace | None = None) -> ChildcarePage:
        return show_page(qtbot, worker, ChildcarePage(context_of(by or workplace)), "settings")

    return shown


def as_coach(workplace: Workplace) -> Workplace:
    """The same account, as if it were no lead."""
    return Workplace(workplace.store, workplace.account_id, workplace.account_name, frozenset({Role.COACH}))


def tab_of(page: ChildcarePage) -> CareSettingsTab:
    tab = page.current_tab()
    assert isinstance(tab, CareSettingsTab)
    return tab


def dialog_of(page: ChildcarePage | GroupsPage) -> DialogBase:
    (dialog,) = visible(page, DialogBase)
    return dialog


def said(page: ChildcarePage | GroupsPage | CareSettingsTab) -> list[str]:
    """All texts that are seen."""
    return [label.text() for label in visible(page, QLabel)]


def pills(page: ChildcarePage) -> list[str]:
    return [pill.text() for pill in visible(page, Pill)]


def setup(workplace: Workplace) -> CareSetup:
    return care.care_setup(workplace)


def test_the_first_set_up_leads_from_step_to_step(
    show: Callable[..., ChildcarePage], workplace: Workplace, idle: Callable[[], None], opener: Opener, qtbot: QtBot
) -> None:
    page = show()
    steps = tab_of(page).steps
    assert [one.text() for one in visible(page, Button)] == [
        "Raum eintragen",
        "Person eintragen",
        "Regel ansehen",
        "Zu den Gruppen",
    ]
    click(page, "Raum eintragen")
    type_into(dialog_of(page), "Name", "Sonnenzimmer")
    type_into(dialog_of(page), "Plätze", "12")
    press(dialog_of(page), Qt.Key.Key_Return)
    idle()
    assert setup(workplace).rooms[0].places == 12
    assert [one.text() for one in visible(steps, Button)] == ["Person eintragen", "Regel ansehen", "Zu den Gruppen"]
    a_carer(workplace, setup(workplace).rooms[0].id)
    click(page, "Regel ansehen")
    click(dialog_of(page), "Festlegen")
    idle()
    assert [one.text() for one in visible(steps, Button)] == ["Zu den Gruppen"]
    with qtbot.waitSignal(opener.went) as went:
        click(page, "Zu den Gruppen")
    assert went.args[0] == "groups"
    care_for_group(workplace, a_group(workplace), setup(workplace).rooms[0].id)
    page.enter("settings")
    idle()
    assert not steps.isVisible()


def test_a_carer_is_taken_in_by_the_keyboard(
    show: Callable[..., ChildcarePage], workplace: Workplace, idle: Callable[[], None]
) -> None:
    a_care_room(workplace)
    page = show()
    button(page, "Person eintragen").setFocus()
    press_focused(Qt.Key.Key_Return)
    idle()
    dialog = dialog_of(page)
    type_into(dialog, "Name", "Meral Aydin")
    type_into(dialog, "Führungszeugnis gesehen am", "1.9.26")
    week = button(dialog, "Montag bis Freitag")
    week.setFocus()
    press_focused(Qt.Key.Key_Space)
    starts = [edit for edit in visible(dialog, QLineEdit) if edit.accessibleName() == "Beginn von Zeit 5"]
    starts[0].setFocus()
    starts[0].setText("09:30")
    press(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    idle()
    (carer,) = setup(workplace).carers
    assert [(one.weekday, one.starts) for one in carer.shifts] == [
        *((weekday, time(8)) for weekday in range(4)),
        (4, time(9, 30)),
    ]
    assert pills(page) == ["Führungszeugnis gesehen am 01.09.2026"]
    assert page.messages.text() == "Meral Aydin ist gespeichert. Die Plätze sind neu berechnet."
    assert any("bisher zählt 1 mit" in text for text in said(page))


def test_whose_certificate_is_missing_is_said_at_once(
    show: Callable[..., ChildcarePage], workplace: Workplace, idle: Callable[[], None]
) -> None:
    room = a_care_room(workplace)
    a_carer(workplace, room, clearance_seen_on=date(2020, 1, 1))
    page = show()
    click(page, "Aufnehmen")
    idle()
    type_into(dialog_of(page), "Name", "Jo Blum")
    dialog_of(page).submit_button.click()
    idle()
    assert "zählt mit, sobald das Führungszeugnis gesehen ist" in page.messages.text()
    assert pills(page) == ["Führungszeugnis fehlt: zählt nicht mit", "Führungszeugnis bitte erneut ansehen"]


def test_times_that_overlap_are_said_at_the_week(
    show: Callable[..., ChildcarePage], workplace: Workplace, idle: Callable[[], None]
) -> None:
    a_care_room(workplace)
    page = show()
    click(page, "Person eintragen")
    idle()
    dialog = dialog_of(page)
    type_into(dialog, "Name", "Jo Blum")
    click(dialog, "Zeit hinzufügen")
    click(dialog, "Zeit hinzufügen")
    second = [one for one in visible(dialog, QComboBox) if one.accessibleName() == "Wochentag von Zeit 2"]
    second[0].setCurrentIndex(0)
    dialog.submit_button.click()
    idle()
    assert field(dialog, "Zeiten in der Woche").shown_problem().startswith("Zwei Zeiten überschneiden sich.")
    click(dialog, "Zeit 2 löschen")
    dialog.submit_button.click()
    idle()
    assert len(setup(workplace).carers[0].shifts) == 1


def test_new_times_of_a_carer_hold_from_the_day_typed(
    show: Callable[..., ChildcarePage], workplace: Workplace, idle: Callable[[], None]
) -> None:
    a_carer(workplace, a_care_room(workplace), weekdays=(0,))
    page = show()
    click(page, "Meral Aydin ändern")
    idle()
    dialog = dialog_of(page)
    (ends,) = [edit for edit in visible(dialog, QLineEdit) if edit.accessibleName() == "Ende von Zeit 1"]
    ends.setText("15:00")
    type_into(dialog, "Diese Zeiten gelten ab", "1.12.2026")
    dialog.submit_button.click()
    idle()
    assert [(one.ends, one.starts_on, one.ends_on) for one in setup(workplace).carers[0].shifts] == [
        (time(13), None, date(2026, 11, 30)),
        (time(15), date(2026, 12, 1), None),
    ]
    assert {"08:00–13:00", "bis 30.11.2026", "08:00–15:00", "ab 01.12.2026"} <= set(said(page))


def test_a_carer_falls_ill_and_is_well_again(
    show: Callable[..., ChildcarePage], workplace: Workplace, idle: Callable[[], None]
) -> None:
    a_carer(workplace, a_care_room(workplace))
    page = show(as_coach(workplace))
    click(page, "Fällt aus …")
    idle()
    choose(dialog_of(page), "Wer", "Meral")
    dialog_of(page).submit_button.click()
    idle()
    (day,) = setup(workplace).days
    assert (day.day, day.kind, day.starts) == (TODAY, CarerDayKind.ABSENT, None)
    assert "Heute, ganzer Tag" in said(page)
    undo = page.messages.action_button()
    assert undo is not None
    undo.click()
    idle()
    assert setup(workplace).days == ()


def test_a_carer_comes_besides_and_the_entry_goes_again(
    show: Callable[..., ChildcarePage], workplace: Workplace, idle: Callable[[], None]
) -> None:
    a_carer(workplace, a_care_room(workplace))
    page = show()
    click(page, "Kommt zusätzlich …")
    idle()
    dialog = dialog_of(page)
    choose(dialog, "Wer", "Meral")
    type_into(dialog, "Tag", "25.11.2026")
    type_into(dialog, "Von", "14")
    type_into(dialog, "Bis", "16")
    dialog.submit_button.click()
    idle()
    assert "Mittwoch, 25.11.2026, 14:00–16:00 Uhr, Sonnenzimmer" in said(page)
    (remove,) = [one for one in visible(page, Button) if one.accessibleName().startswith("Eintrag von Meral Aydin")]
    remove.click()
    idle()
    assert setup(workplace).days == ()
    assert page.messages.text() == "Der Eintrag ist gelöscht. Es gelten wieder die Zeiten der Woche."


def test_the_rule_is_set_with_a_decimal_comma(
    show: Callable[..., ChildcarePage], workplace: Workplace, idle: Callable[[], None]
) -> None:
    a_care_room(workplace)
    page = show()
    click(page, "Regel festlegen")
    idle()
    dialog = dialog_of(page)
    assert field(dialog, "Gewicht, unter 2").draft() == "1,00"
    type_into(dialog, "Gewicht, unter 2", "0,5")
    dialog.submit_button.click()
    assert "1,00 bis 5,00" in field(dialog, "Gewicht, unter 2").shown_problem()
    type_into(dialog, "Gewicht, unter 2", "1,5")
    choose(dialog, "Mehr Kinder als erlaubt", "nicht möglich")
    type_into(dialog, "Worauf die Regel beruht", "In Anlehnung an § 43 SGB VIII")
    type_into(dialog, "Stand", "1.10.2026")
    dialog.submit_button.click()
    idle()
    policy = setup(workplace).policy
    assert (policy.weight_under_two, policy.over_capacity) == (150, OverCapacity.STOP)
    assert (
        "Höchstens 5 Kinder je Betreuungskraft, mindestens 2 Betreuungskräfte. Nach Alter: unter 2 zählt 1,50. Mehr "
        "ist nicht möglich. In Anlehnung an § 43 SGB VIII (Stand 01.10.2026)."
    ) in said(page)


def test_a_room_that_is_needed_stays_and_says_why(
    show: Callable[..., ChildcarePage], workplace: Workplace, idle: Callable[[], None]
) -> None:
    a_carer(workplace, a_care_room(workplace))
    page = show()
    click(page, "Raum Sonnenzimmer löschen")
    idle()
    assert "Wochenzeiten von Meral Aydin" in page.messages.text()
    click(page, "Meral Aydin löschen")
    idle()
    click(page, "Raum Sonnenzimmer löschen")
    idle()
    assert setup(workplace).rooms == ()
    undo = page.messages.action_button()
    assert undo is not None
    undo.click()
    idle()
    assert len(setup(workplace).rooms) == 1


def test_a_coach_sees_all_and_is_told_whom_to_ask(show: Callable[..., ChildcarePage], workplace: Workplace) -> None:
    a_carer(workplace, a_care_room(workplace))
    page = show(as_coach(workplace))
    assert f"Räume, Team und Regel ändert die Leitung. Bitte fragen Sie: {COACH}." in said(page)
    assert "Meral Aydin" in said(page)
    offered = [one.text() or one.accessibleName() for one in visible(page, Button)]
    assert offered == ["Zu den Gruppen", "Fällt aus …", "Kommt zusätzlich …"]


def test_a_group_gets_care_and_loses_it(
    qtbot: QtBot,
    worker: Worker,
    workplace: Workplace,
    context_of: Callable[[object], PageContext],
    idle: Callable[[], None],
) -> None:
    group, room = a_group(workplace), a_care_room(workplace)
    page = show_page(qtbot, worker, GroupsPage(context_of(workplace)), group)
    click(page, "Betreuung einschalten …")
    idle()
    type_into(dialog_of(page), "Minuten davor", "30")
    dialog_of(page).submit_button.click()
    idle()
    found = care.group_care(workplace, group)
    assert found is not None
    assert (found.room_id, found.lead_minutes, found.tail_minutes) == (room, 30, 15)
    assert "Neben jedem Termin, im Raum „Sonnenzimmer“." in said(page)
    click(page, "Ausschalten")
    idle()
    assert care.group_care(workplace, group) is None
    undo = page.messages.action_button()
    assert undo is not None
    undo.click()
    idle()
    assert care.group_care(workplace, group) == found


def test_switching_care_on_books_the_children_who_need_it(
    qtbot: QtBot,
    worker: Worker,
    workplace: Workplace,
    context_of: Callable[[object], PageContext],
    idle: Callable[[], None],
) -> None:
    group, room = a_group(workplace), a_care_room(workplace)
    for name in ("Meral Aydin", "Jo Blum"):
        a_carer(workplace, room, name)
    parent = a_participant(workplace)
    a_child(workplace, parent)
    an_enrolment(workplace, group, parent)
    for day in (date(2026, 11, 24), date(2026, 11, 25)):
        a_session(workplace, group, day)
    page = show_page(qtbot, worker, GroupsPage(context_of(workplace)), group)
    click(page, "Betreuung einschalten …")
    idle()
    dialog_of(page).submit_button.click()
    idle()
    assert page.messages.text() == (
        "Die Termine haben jetzt Kinderbetreuung in „Sonnenzimmer“. Kommende Termine: 2 Plätze gebucht."
    )
    assert "Kommende Termine: 2 Plätze gebucht." in said(page)


def test_a_group_without_rooms_leads_to_setting_them_up(
    qtbot: QtBot, worker: Worker, workplace: Workplace, context_of: Callable[[object], PageContext], opener: Opener
) -> None:
    page = show_page(qtbot, worker, GroupsPage(context_of(workplace)), a_group(workplace))
    with qtbot.waitSignal(opener.went) as went:
        click(page, "Räume und Team einrichten")
    assert went.args == ["childcare", "settings"]


def test_every_control_has_a_name_and_is_reached(
    show: Callable[..., ChildcarePage], workplace: Workplace, idle: Callable[[], None]
) -> None:
    room = a_care_room(workplace)
    carer = a_carer(workplace, room)
    care.report_absence(workplace, carer, day=TODAY)
    care_for_group(workplace, a_group(workplace), room)
    page = show()
    check_page(page)
    assert not_reached(page) == []
    assert clipped_texts(page) == []
    for name in ("Raum anlegen", "Aufnehmen", "Regel festlegen", "Fällt aus …", "Kommt zusätzlich …"):
        click(page, name)
        idle()
        (dialog,) = visible(page, QDialog)
        check_page(dialog)
        dialog.reject()
        idle()


def test_the_next_step_stands_out(show: Callable[..., ChildcarePage], workplace: Workplace) -> None:
    a_care_room(workplace)
    page = show()
    steps = visible(tab_of(page).steps, Button)
    assert [one.text() for one in steps if one.property("kind") == Kind.PRIMARY.value[0]] == ["Person eintragen"]
