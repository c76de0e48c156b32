"""The lead turns the job search on, tries it out, and brings it back."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.factories import make_workplace
from tests.job_portal.answers import messages, page, posting
from tests.job_portal.stand_in import Answer, StandIn, as_json, standing_in
from tests.ui.accessibility import check_page
from tests.ui.clipped import clipped_texts
from tests.ui.driving import click, field, press, show_page, type_into, wait_idle
from werkakademie.records.enums import Role
from werkakademie.records.job_portal import PORTAL_AS_DELIVERED
from werkakademie.services import job_portal
from werkakademie.services.workplace import Workplace
from werkakademie.ui.settings.job_portal_card import JobPortalCard
from werkakademie.ui.settings.page import SettingsPage
from werkakademie.ui.shell.pages import PageContext
from werkakademie.ui.shell.worker import Worker

Show = Callable[[], JobPortalCard]


@pytest.fixture
def lead(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path / "store", roles=[Role.LEAD])
    yield opened
    opened.store.close()


@pytest.fixture
def show(qtbot: QtBot, worker: Worker, lead: Workplace, context_of: Callable[[object], PageContext]) -> Show:
    def shown() -> JobPortalCard:
        card = show_page(qtbot, worker, SettingsPage(context_of(lead)), height=2400).job_portal
        assert card is not None
        return card

    return shown


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    with standing_in() as server:
        yield server


def tried_out(card: JobPortalCard, qtbot: QtBot) -> str:
    with qtbot.waitSignal(card.outside.settled, timeout=20_000):
        click(card, "Verbindung prüfen")
    return card.answer.text()


def test_it_is_turned_on_by_keyboard(show: Show, lead: Workplace, qtbot: QtBot, worker: Worker) -> None:
    card = show()
    field(card, "Teilnehmende dürfen im Internet nach Stellen suchen").control.setFocus()
    press(card.window(), Qt.Key.Key_Space)
    click(card, "Speichern: Stellensuche im Internet")
    wait_idle(qtbot, worker)
    assert job_portal.settings(lead).enabled


def test_a_wrong_address_is_told_at_its_field(show: Show, lead: Workplace, qtbot: QtBot, worker: Worker) -> None:
    card = show()
    type_into(card, "Adresse", "http://suche.beispiel.de")
    click(card, "Speichern: Stellensuche im Internet")
    wait_idle(qtbot, worker)
    assert "mit https:// beginnt" in field(card, "Adresse").shown_problem()
    assert job_portal.settings(lead) == PORTAL_AS_DELIVERED
    assert "mit https:// beginnt" in field(card, "Adresse").shown_problem()


def test_reset_brings_back_address_paths_and_key(show: Show, lead: Workplace, qtbot: QtBot, worker: Worker) -> None:
    fields = {"enabled": True, "base_address": "https://suche.beispiel.de", "api_key": "anders"}
    job_portal.change_settings(lead, fields=fields)
    card = show()
    type_into(card, "Pfad der Suche", "/noch/nicht/gespeichert")
    click(card, "Zurücksetzen: Adresse, Pfade und Schlüssel der Stellensuche")
    wait_idle(qtbot, worker)
    assert field(card, "Adresse").value() == PORTAL_AS_DELIVERED.base_address
    assert field(card, "Pfad der Suche").value() == PORTAL_AS_DELIVERED.search_path
    assert job_portal.settings(lead).enabled
    assert not card.has_unsaved_input()


def test_a_trial_says_how_it_went(show: Show, lead: Workplace, qtbot: QtBot, stand_in: StandIn) -> None:
    card = show()
    type_into(card, "Adresse", f"http://{stand_in.host}")
    stand_in.answer(as_json(page(posting(), total=1200)))
    assert tried_out(card, qtbot) == "Die Verbindung steht. Eine Probesuche fand 1.200 Stellen."
    stand_in.answer(as_json(messages("FALSCHER_SCHLUESSEL"), 403))
    assert tried_out(card, qtbot).endswith("(HTTP 403, FALSCHER_SCHLUESSEL)")
    stand_in.answer(Answer(200, b"<html>", {"Content-Type": "text/html"}))
    assert tried_out(card, qtbot).startswith("Die Antwort der Stellensuche ist nicht lesbar.")
    assert job_portal.settings(lead) == PORTAL_AS_DELIVERED


def test_typing_ends_a_slow_trial(show: Show, stand_in: StandIn) -> None:
    card = show()
    type_into(card, "Adresse", f"http://{stand_in.host}")
    stand_in.answer(Answer(waits=True))
    click(card, "Verbindung prüfen")
    assert stand_in.arrived.acquire(timeout=10)
    assert not card.try_out.isEnabled()
    type_into(card, "Schlüssel", "anders")
    assert card.try_out.isEnabled()
    assert not card.outside.is_waiting


def test_the_card_can_be_read_and_reached(show: Show) -> None:
    card = show()
    check_page(card)
    assert clipped_texts(card) == []
