"""The page „Kinder heute“: what stands there, a new child, corrected times, the sheet, narrow and large windows."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
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
from tests.ui.driving import button, choose, click, press, settle, show_page, type_into, visible
from werkakademie.records.childcare_door import DoorState
from werkakademie.records.enums import OverCapacity, Role
from werkakademie.services import childcare_door, childcare_settings, children
from werkakademie.services.workplace import Workplace
from werkakademie.storage.practice_identity import SteppedClock
from werkakademie.ui import places
from werkakademie.ui.childcare.door.page import ChildrenPage
from werkakademie.ui.shell.appearance import Appearance
from werkakademie.ui.shell.pages import PageContext
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.widgets.buttons import Button
from werkakademie.ui.widgets.files import AnsweredFiles
from werkakademie.ui.widgets.text import TextLabel

TODAY = date(2026, 11, 23)
EMERGENCY = "Nussallergie: Notfallspritze in der blauen Tasche"


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    """Two carers, and at ten a session of one parent with two children, seen by a carer."""
    opened = make_workplace(tmp_path / "store", clock=SteppedClock(NOW))
    group, room = a_group(opened), a_care_room(opened)
    for name in ("Meral Aydin", "Inge Sommer"):
        a_carer(opened, room, name)
    care_for_group(opened, group, room)
    a_session(opened, group, TODAY, time(10), time(12), room="Raum 2")
    parent = a_participant(opened, phone="0441 5550")
    mila = a_child(opened, parent)
    a_child(opened, parent, "Tom", date(2026, 1, 1))
    fields = {"emergency_note": EMERGENCY, "needs": "Schläft gegen elf", "collection_word": "Ente"}
    children.write_note(opened, mila, fields=fields)
    children.add_collector(opened, mila, fields={"name": "Oma Vira", "relation": "Großmutter"}, siblings=True)
    an_enrolment(opened, group, parent)
    yield opened
    opened.store.close()


@pytest.fixture
def show(
    qtbot: QtBot, worker: Worker, workplace: Workplace, context_of: Callable[[object], PageContext]
) -> Callable[..., ChildrenPage]:
    def shown(*, width: int = 1072) -> ChildrenPage:
        page = show_page(qtbot, worker, ChildrenPage(context_of(replace(workplace, roles=frozenset({Role.CARER})))))
        page.resize(width, page.height())
        settle(qtbot, worker)
        return page

    return shown


@pytest.fixture
def idle(qtbot: QtBot, worker: Worker) -> Callable[[], None]:
    return lambda: settle(qtbot, worker)


def texts(page: ChildrenPage) -> list[str]:
    return [label.text() for label in visible(page, TextLabel)]


def dialog(page: ChildrenPage) -> QDialog:
    return visible(page, QDialog)[-1]


def test_all_that_matters_stands_there_at_once(show: Callable[..., ChildrenPage]) -> None:
    shown = texts(show())
    assert {"Mila", "4 Jahre", "Tom", "unter 1 Jahr", "Erwartet (2)"} <= set(shown)
    assert f"Notfall: {EMERGENCY}" in shown
    assert "Wichtig: Schläft gegen elf" in shown
    assert shown.count("09:45 bis 12:15 Uhr · Olena K., Raum 2") == 2
    assert not any("Ente" in text for text in shown), "the word is for the moment of collecting"
    assert not any("0441" in text for text in shown), "the number is for late children"


@pytest.mark.parametrize("width", [1072, 640])
@pytest.mark.parametrize("scale", [100, 200])
def test_it_is_usable_with_large_letters_and_little_room(
    show: Callable[..., ChildrenPage], appearance: Appearance, idle: Callable[[], None], width: int, scale: int
) -> None:
    page = show(width=width)
    click(page, "Mila und Tom: Alle 2 sind da")
    idle()
    appearance.set_text_scale(scale)
    try:
        idle()
        check_page(page)
        assert clipped_texts(page) == []
        assert not_reached(page) == []
        assert all(min(one.height(), one.width()) >= 44 for one in visible(page.board, Button))
    finally:
        appearance.set_text_scale(100)


def test_one_of_two_siblings_comes(show: Callable[..., ChildrenPage], idle: Callable[[], None]) -> None:
    page = show()
    click(page, "Tom: Nur Tom ist da")
    idle()
    assert [card.state for card in page.board.cards] == [DoorState.EXPECTED, DoorState.HERE]
    assert "Tom: angekommen." in page.messages.text()
    click(page, "Rückgängig")
    idle()
    assert [card.state for card in page.board.cards] == [DoorState.EXPECTED]


def test_a_child_that_nobody_knows_is_taken_in(
    show: Callable[..., ChildrenPage], workplace: Workplace, idle: Callable[[], None]
) -> None:
    page = show()
    page.header_actions()[-1].run()
    idle()
    check_page(dialog(page))
    click(dialog(page), "Neues Kind eintragen …")
    idle()
    press(dialog(page), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not [one for one in visible(dialog(page), Button) if "Geklärt" in one.text()], "name and month first"
    choose(dialog(page), "Elternteil", "Olena K.")
    type_into(dialog(page), "Vorname des Kindes", "Ilja")
    type_into(dialog(page), "Geburtsmonat", "13.2024")
    click(dialog(page), "Weiter")
    type_into(dialog(page), "Geburtsmonat", "12.2026")
    click(dialog(page), "Weiter")
    check_page(dialog(page))
    click(dialog(page), "Geklärt mit Petra Wagner")
    idle()
    assert any("Dieser Monat kommt erst noch." in text for text in texts(page))
    type_into(dialog(page), "Geburtsmonat", "03.2024")
    click(dialog(page), "Weiter")
    click(dialog(page), "Geklärt mit Petra Wagner")
    idle()
    assert not visible(page, QDialog)
    assert "Einwilligung fehlt" in texts(page)
    ilja = next(line for line in childcare_door.door_day(workplace).children if line.given_name == "Ilja")
    assert (ilja.state, ilja.age) == (DoorState.HERE, 2)


def test_where_the_site_stops_the_carer_is_told_what_to_do(
    show: Callable[..., ChildrenPage], workplace: Workplace, idle: Callable[[], None]
) -> None:
    childcare_settings.change_policy(workplace, fields={"over_capacity": OverCapacity.STOP, "fewest_carers": 3})
    a_child(workplace, a_participant(workplace, "Peter", "Schulz"), "Yara")
    page = show()
    page.header_actions()[-1].run()
    type_into(dialog(page), "Vorname des Kindes oder des Elternteils", "Schu")
    idle()
    click(dialog(page), "Yara, Kind von Peter S.")
    click(dialog(page), "Geklärt mit Petra Wagner")
    idle()
    assert "der Standort lässt keine Ausnahme zu" in " ".join(texts(page))
    assert "Bitte holen Sie eine Coachin oder einen Coach." in " ".join(texts(page))


def test_a_wrong_word_is_settled_with_a_coach(
    show: Callable[..., ChildrenPage], workplace: Workplace, idle: Callable[[], None]
) -> None:
    page = show()
    click(page, "Mila und Tom: Alle 2 sind da")
    idle()
    click(page, "Mila und Tom: Alle 2 gehen …")
    check_page(dialog(page), smallest_target=36)
    click(dialog(page), "Oma Vira, Großmutter")
    click(dialog(page), "Kennwort stimmt nicht")
    assert "Bitte geben Sie das Kind nicht mit" in " ".join(texts(page))
    click(dialog(page), "Geklärt mit Petra Wagner")
    idle()
    visits = [line.visit for line in childcare_door.door_day(workplace).children]
    assert [(visit.left_with, visit.allowed_by) for visit in visits if visit] == [("Oma Vira", "Petra Wagner")] * 2


def test_a_time_is_corrected(show: Callable[..., ChildrenPage], idle: Callable[[], None]) -> None:
    page = show()
    click(page, "Mila: Nur Mila ist da")
    idle()
    click(page, "Mila: Uhrzeit ändern")
    type_into(dialog(page), "Gekommen um", "9:50")
    click(dialog(page), "Speichern")
    idle()
    assert "Diese Uhrzeit kommt erst noch." in texts(page)
    type_into(dialog(page), "Gekommen um", "9:30")
    click(dialog(page), "Speichern")
    idle()
    assert "da seit 09:30 Uhr · Olena K., Raum 2" in texts(page)


def test_the_next_morning_a_forgotten_child_stands_there_with_its_day(
    show: Callable[..., ChildrenPage], workplace: Workplace, idle: Callable[[], None]
) -> None:
    clock = workplace.store.clock
    assert isinstance(clock, SteppedClock)
    page = show()
    click(page, "Mila: Nur Mila ist da")
    idle()
    clock.step(timedelta(days=1))
    page.tick()
    idle()
    shown = texts(page)
    assert "noch nicht abgeholt" in shown
    assert "23.11.2026: da seit 09:42 Uhr · Olena K., Raum 2" in shown
    assert "Telefon: 0441 5550" in shown


def test_the_sheet_is_saved_where_the_carer_says(
    show: Callable[..., ChildrenPage], files: AnsweredFiles, idle: Callable[[], None], tmp_path: Path
) -> None:
    page = show()
    files.answers.append(tmp_path / "notfall.pdf")
    page.header_actions()[0].run()
    idle()
    assert (tmp_path / "notfall.pdf").read_bytes().startswith(b"%PDF")
    assert "löschen Sie die Datei nach dem Drucken" in page.messages.text()


def test_a_carer_finds_nobody_by_the_search_of_the_window(workplace: Workplace) -> None:
    carer = replace(workplace, roles=frozenset({Role.CARER}))
    assert places._hits(carer, "Kovalenko") == ()
    assert places._hits(workplace, "Kovalenko") != ()


def test_the_page_looks_again_by_itself(show: Callable[..., ChildrenPage]) -> None:
    page = show()
    assert page._timer.isActive()
    assert page._timer.interval() <= 60_000
    assert button(page, "Mila und Tom: Alle 2 sind da").isEnabled()
